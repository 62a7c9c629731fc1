"""A folder of small reports for tests of batches: two years of one body, and files that fail."""

from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "2021-web-page.html"
"""A sound report of 2021: 2 applications, and nothing carried over."""

NAMED_LIKE_A_FORMULA = "=1+1.pdf"


def report_of(year: int, changes: dict[bytes, bytes] | None = None) -> bytes:
    """Returns the sample as if it were of another year, with bytes replaced."""
    data = SAMPLE.read_bytes().replace(b"2021", str(year).encode())
    for before, after in (changes or {}).items():
        assert before in data
        data = data.replace(before, after)
    return data


def make_folder(folder: Path) -> Path:
    """Returns the folder with two reports, a damaged file and one that is no report."""
    (folder / "more").mkdir(parents=True)
    (folder / "2021.html").write_bytes(report_of(2021))
    (folder / "more" / "2022.html").write_bytes(report_of(2022))
    (folder / NAMED_LIKE_A_FORMULA).write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "letter.txt").write_text("没有表格的一封信。", "utf-8")
    return folder
