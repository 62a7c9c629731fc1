"""How long a page of a scan takes beside RapidOCR run once over the whole of it. Run with:

pip install rapidocr
pytest tests/benchmarks/test_scan_speed.py --benchmark-enable -s
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gouji.core.documents.scans.page_image.scale import working
from gouji.core.documents.scans.picture_page import Scan, read_scan

from ..drawing import draw
from ..make_scans import Pixels, packed, scanned

MOST_OF_RAPIDOCR = 1.5
MOST_MEMORY = 1.5 * 1024
"""Megabytes."""

DPI = 200


@pytest.fixture(scope="module")
def pages() -> list[Pixels]:
    """Pages with tables and with narrative, askew and packed as JPEG."""
    drawn = (draw(seed, "pdf, lines", copies="none") for seed in range(2))
    return [page for one in drawn for page in scanned(one.data, DPI, ("skew", "jpeg"), 1)]


def own(page: Pixels) -> None:
    picture, unit, _ = working(page, DPI / 72)
    read_scan(Scan(picture, unit, 0, 1.0, 1.0))


@pytest.fixture(scope="module")
def other() -> Callable[[Pixels], object]:
    """RapidOCR with its models, on one thread as the reader of scans."""
    rapidocr = pytest.importorskip("rapidocr", reason="needs rapidocr to compare with")
    engine = rapidocr.RapidOCR(
        params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"}
    )
    return lambda page: engine(page[..., ::-1])


def seconds(work: Callable[[Pixels], object], page: Pixels) -> float:
    start = time.process_time()
    work(page)
    return time.process_time() - start


@pytest.mark.filterwarnings("default")
@pytest.mark.timeout(900)
def test_reading_cell_by_cell_takes_at_most_half_as_long_again(
    benchmark: BenchmarkFixture, pages: list[Pixels], other: Callable[[Pixels], object]
) -> None:
    own(pages[0])
    other(pages[0])
    benchmark.pedantic(own, args=(pages[-1],), rounds=2)
    times = [(seconds(own, page), seconds(other, page)) for page in pages]
    ratios = [mine / theirs for mine, theirs in times]
    benchmark.extra_info.update(
        pages=len(pages),
        seconds_a_page=round(sum(mine for mine, _ in times) / len(pages), 2),
        rapidocr_a_page=round(sum(theirs for _, theirs in times) / len(pages), 2),
        ratio=round(sum(mine for mine, _ in times) / sum(theirs for _, theirs in times), 2),
        highest_ratio=round(max(ratios), 2),
    )
    sys.stdout.write(f"\n{benchmark.extra_info}\n")
    assert max(ratios) <= MOST_OF_RAPIDOCR


READ = """
import sys
from pathlib import Path
from gouji.core.documents.opening import open_document
open_document(Path(sys.argv[1]))
"""


@pytest.mark.timeout(900)
def test_a_scan_of_many_pages_takes_no_more_memory_than_one_page_needs(
    pages: list[Pixels], tmp_path: Path
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(packed(pages, DPI))
    subprocess.run([sys.executable, "-c", READ, str(path)], check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"\n{len(pages)} pages at {DPI} dpi: {peak:.0f} MB\n")
    assert peak <= MOST_MEMORY
