"""How long reading takes beside pdfplumber over the same files. Run with:

pytest tests/benchmarks --benchmark-enable -s
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pdfplumber
import pypdfium2
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from gouji.core import rules
from gouji.core.errors import GoujiError
from gouji.core.kept_readings import KeptReading, KeptReadings
from gouji.core.pipeline import open_reports

from ..core.documents.pdf_files import Sheets
from ..drawing import LAYOUTS, draw

MOST_OF_PDFPLUMBER = 0.3
MOST_OF_READING = 0.1
"""Of the time that reading takes: how long what is kept takes to be read back."""

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """PDFs with text: those of shared/corpus beside the checkout, else drawn ones."""
    corpus = sorted((ROOT.parent / "shared" / "corpus").glob("*.pdf"))
    if corpus:
        return [path for path in corpus if has_text(path)]
    folder = tmp_path_factory.mktemp("drawn")
    drawn = [draw(seed, name) for name, kind in LAYOUTS.items() for seed in range(4)
             if kind.suffix == ".pdf"]  # fmt: skip
    paths = [folder / f"{number}.pdf" for number in range(len(drawn))]
    for path, report in zip(paths, drawn, strict=True):
        path.write_bytes(report.data)
    if not paths:
        pytest.skip("needs PDFs")
    return paths


def has_text(path: Path) -> bool:
    with pypdfium2.PdfDocument(path) as document:
        return any(page.get_textpage().count_chars() for page in document)


def gouji(paths: list[Path]) -> int:
    """Opens, aligns and checks every file; returns how many were read."""
    read = 0
    for path in paths:
        try:
            for report in open_reports(path).reports:
                rules.check(report, report.figures)
            read += 1
        except GoujiError:
            continue
    return read


def plumber(paths: list[Path]) -> int:
    """Extracts every table of every page."""
    found = 0
    for path in paths:
        with pdfplumber.open(path) as document:
            found += sum(len(page.extract_tables()) for page in document.pages)
    return found


@pytest.fixture(autouse=True)
def quiet_fonts() -> None:
    """Keeps the reader that is compared with from complaining of fonts."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)


def floor(paths: list[Path]) -> int:
    """Reads the text alone."""
    read = 0
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            read += sum(len(page.get_textpage().get_text_range()) for page in document)
    return read


def seconds(works: Sequence[Callable[[list[Path]], int]], paths: list[Path]) -> list[float]:
    """Returns the processor time that each work takes over all files.

    They take turns at every file, and of each file the least of five rounds counts, so that what
    else runs on the machine weighs on none of them.
    """
    total = [0.0] * len(works)
    for path in paths:
        least = [float("inf")] * len(works)
        for _ in range(5):
            for at, work in enumerate(works):
                start = time.process_time()
                work([path])
                least[at] = min(least[at], time.process_time() - start)
        total = [one + other for one, other in zip(total, least, strict=True)]
    return total


@pytest.mark.filterwarnings("default")
@pytest.mark.timeout(900)
def test_reading_takes_a_fraction_of_pdfplumber(
    benchmark: BenchmarkFixture, files: list[Path]
) -> None:
    read = benchmark.pedantic(gouji, args=(files,), rounds=3, warmup_rounds=1)
    assert read == len(files)
    own, other, least = seconds((gouji, plumber, floor), files)
    benchmark.extra_info.update(
        files=len(files),
        seconds=round(own, 3),
        pdfplumber=round(other, 3),
        pypdfium2_text=round(least, 3),
        ratio=round(own / other, 3),
        ratio_to_floor=round(own / least, 1),
    )
    sys.stdout.write(f"\n{benchmark.extra_info}\n")

    assert own <= MOST_OF_PDFPLUMBER * other


PAGES = 30
FONT = "GoujiSong"
WORDS = "全县各级行政机关认真贯彻落实政府信息公开条例主动公开政策解读回应关切不断提升服务水平"


@pytest.fixture(scope="module")
def long_file(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A report, and the same behind many pages of prose."""
    pdfmetrics.registerFont(TTFont(FONT, ROOT / "resources" / "fonts" / f"{FONT}.ttf"))
    sheets, random = Sheets(), Random(1)
    for _ in range(PAGES):
        for line in range(32):
            text = "".join(random.choices(WORDS, k=36))
            sheets.text(60, 60 + 22 * line, text, size=12, font=FONT, centred=False)
        sheets.next_page()
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    with (
        pypdfium2.PdfDocument(sheets.file()) as document,
        pypdfium2.PdfDocument(files[0]) as report,
    ):
        document.import_pages(report)
        document.save(path)
    return files[0], path


@pytest.mark.timeout(900)
def test_pages_without_tables_cost_little_over_their_text(long_file: tuple[Path, Path]) -> None:
    short, long = long_file
    (own, other, least), (own_short, *_) = (
        seconds((gouji, plumber, floor), [path]) for path in (long, short)
    )
    sys.stdout.write(
        f"\n{PAGES} pages of prose: {1000 * (own - own_short) / PAGES:.1f} ms a page, "
        f"pypdfium2's text {1000 * least / PAGES:.1f}, pdfplumber {1000 * other / PAGES:.1f}; "
        f"ratio to pdfplumber {own / other:.3f}\n"
    )

    assert own <= MOST_OF_PDFPLUMBER * other


def test_what_was_read_is_back_in_a_part_of_the_time(files: list[Path], tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path)
    seconds = {"read": 0.0, "back": 0.0}
    for path in files[:8]:
        begun = time.process_time()
        opened = open_reports(path)
        seconds["read"] += time.process_time() - begun
        kept.keep(path, KeptReading(opened.document, opened.reports))
        kept.find(path)
        begun = time.process_time()
        assert kept.find(path) is not None
        seconds["back"] += time.process_time() - begun
    assert seconds["back"] < seconds["read"] * MOST_OF_READING
