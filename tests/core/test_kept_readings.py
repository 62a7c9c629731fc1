"""What was read is kept, and read back as it was; all else is read from the source."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hand_reports import SAMPLES

from gouji.core import kept_readings, survey
from gouji.core.kept_readings import KeptReading, KeptReadings
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.review_location import Keeping

NAMES = ("2021-totals-broken.pdf", "2019-edition.docx", "2021-web-page.html")


@pytest.fixture
def kept(tmp_path: Path) -> KeptReadings:
    """An empty folder of readings."""
    return KeptReadings(tmp_path / "readings")


@pytest.fixture(scope="module")
def opened() -> dict[str, KeptReading]:
    """Each sample as it is read from its file."""
    return {
        name: KeptReading(opened.document, opened.reports)
        for name in NAMES
        if (opened := open_reports(SAMPLES / name))
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_back_is_what_was_read(
    kept: KeptReadings, opened: dict[str, KeptReading], name: str
) -> None:
    assert kept.find(SAMPLES / name) is None
    kept.keep(SAMPLES / name, opened[name])
    assert kept.find(SAMPLES / name) == opened[name]


def test_a_file_that_is_opened_again_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = Keeping(tmp_path / "reviews", None, tmp_path / "readings")
    source = shutil.copy(SAMPLES / NAMES[2], tmp_path)
    first = survey.survey(Path(source), keeping)
    monkeypatch.setattr("gouji.core.pipeline.open_document", None)
    assert survey.survey(Path(source), keeping) == first


def test_another_version_other_bytes_and_another_name_are_read_anew(
    kept: KeptReadings,
    opened: dict[str, KeptReading],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Path(shutil.copy(SAMPLES / NAMES[2], tmp_path / "a.html"))
    kept.keep(source, opened[NAMES[2]])
    assert kept.find(source) is not None
    assert kept.find(Path(shutil.copy(source, tmp_path / "a.txt"))) is None
    assert kept.find(Path(shutil.copy(source, tmp_path / "b.html"))) is None
    with monkeypatch.context() as patched:
        patched.setattr(kept_readings, "fingerprint", lambda: "later")
        assert kept.find(source) is None
    source.write_bytes(source.read_bytes() + b" ")
    assert kept.find(source) is None


def test_what_is_kept_is_read_back_without_loading_any_reader(
    kept: KeptReadings, opened: dict[str, KeptReading]
) -> None:
    source = SAMPLES / NAMES[0]
    kept.keep(source, opened[NAMES[0]])
    script = (
        "import sys; from pathlib import Path\n"
        "from gouji.core.kept_readings import KeptReadings\n"
        f"found = KeptReadings(Path({str(kept.folder)!r})).find(Path({str(source)!r}))\n"
        "loaded = {'pypdfium2', 'pdfplumber', 'numpy', 'lxml', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(0 if found is not None and not loaded else str(loaded))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("data", [b"", b"no zlib", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_what_cannot_be_read_back_is_read_from_the_source(
    kept: KeptReadings, opened: dict[str, KeptReading], data: bytes
) -> None:
    source = SAMPLES / NAMES[0]
    kept.keep(source, opened[NAMES[0]])
    next(kept.folder.iterdir()).write_bytes(data)
    assert kept.find(source) is None


def test_what_a_password_opens_is_never_kept(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "reviews", None, tmp_path / "readings")
    survey.survey(SAMPLES / NAMES[2], keeping, password="secret")
    assert not (tmp_path / "readings").exists()


def test_no_more_is_kept_than_is_allowed_and_what_was_used_last_stays(
    tmp_path: Path, opened: dict[str, KeptReading]
) -> None:
    kept = KeptReadings(tmp_path / "readings")
    kept.keep(SAMPLES / NAMES[0], opened[NAMES[0]])
    size = next(kept.folder.iterdir()).stat().st_size
    small = KeptReadings(kept.folder, most=size * 3 // 2)
    small.keep(SAMPLES / NAMES[1], opened[NAMES[1]])
    assert small.find(SAMPLES / NAMES[0]) is None
    assert small.find(SAMPLES / NAMES[1]) == opened[NAMES[1]]


def test_a_folder_that_cannot_be_made_costs_nothing(
    tmp_path: Path, opened: dict[str, KeptReading]
) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = KeptReadings(tmp_path / "file" / "readings")
    kept.keep(SAMPLES / NAMES[0], opened[NAMES[0]])
    assert kept.find(SAMPLES / NAMES[0]) is None
