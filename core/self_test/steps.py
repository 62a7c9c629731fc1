"""What the self-test tries: each step takes the bench and says what it found, or fails."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..bilingual import Bilingual
from ..worker import Worker
from . import editing
from .samples import (
    SCANNED,
    ExpectedSample,
    SampleReading,
    copied_sample,
    expected_samples,
    read_all,
    write_scan,
)

SECONDS_FOR_CHILD = 120
"""For a process of the self-test, such as one that draws the window."""

LEAST_COLOURS = 8
"""A picture of the window with fewer shows nothing."""

LEAST_RIGHT = 0.95
"""Share of the cells of a clean scan that are read right, in doubt or not."""

EDITED = "2021-web-page.html"
CELL, TEXT = "t3.new.natural", "4321"


class FailedError(Exception):
    """Something is not as it should be; carries what was found."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.found = Bilingual(zh, en)


@dataclass
class Bench:
    """What the steps hand on.

    Attributes:
        folder: For every file that is made.
        worker: Reads, as in the program.
        heard: What reached for a network, of all processes that were started.
        review: The review file, once there is one.
    """

    folder: Path
    worker: Worker
    heard: list[str] = field(default_factory=list)
    review: Path | None = None


def say_program(_bench: Bench) -> Bilingual:
    """Says what runs here, and from where."""
    from ... import __version__

    said = " · ".join(
        [
            f"Gouji {__version__}",
            f"Python {platform.python_version()}",
            platform.platform(),
            str(Path(__file__).resolve().parents[2]),
        ]
    )
    return Bilingual(said, said)


def read_samples(bench: Bench) -> Bilingual:
    """Reads each sample in a worker process and compares every cell with what it prints."""
    count = 0
    expected = expected_samples()
    for name, sample in expected.items():
        read = _read(bench, copied_sample(name, bench.folder))
        wrong = [cell for cell, value in sample.cells.items() if read.cells.get(cell) != value]
        if wrong or read.errors != sample.errors:
            listed = ", ".join([*wrong[:3], *sorted(read.errors ^ sample.errors)[:3]])
            raise FailedError(f"{name} 读得不对：{listed}", f"{name} is read wrong: {listed}")
        count += len(sample.cells)
    kinds = ", ".join(sorted({Path(name).suffix[1:] for name in expected}))
    return Bilingual(f"{kinds}：{count} 格全对", f"{kinds}: all of {count} cells right")


def read_scan(bench: Bench) -> Bilingual:
    """Draws a sample as pictures, and reads those by the models that come along."""
    sample = expected_samples()[SCANNED]
    scan = bench.folder / "扫描件.tiff"
    bench.worker.run(write_scan, copied_sample(SCANNED, bench.folder), scan)
    read = _read(bench, scan)
    right = {cell for cell, value in sample.cells.items() if read.cells.get(cell) == value}
    sure_and_wrong = sorted(read.sure - right)
    if sure_and_wrong:
        listed = ", ".join(sure_and_wrong[:3])
        raise FailedError(f"认准了却读错：{listed}", f"sure and wrong: {listed}")
    share = _share(right, sample)
    if share < LEAST_RIGHT:
        raise FailedError(f"只读对 {share:.0%}", f"only {share:.0%} of the cells are right")
    return Bilingual(
        f"读对 {share:.1%}，其中 {len(read.sure)} 格无需核对",
        f"{share:.1%} right, {len(read.sure)} cells need no look",
    )


def survive_kill(bench: Bench) -> Bilingual:
    """Has a process edit a review, kills it, and opens the review again."""
    from ..pipeline import open_reports
    from ..review.review_file.store import create, open_file
    from ..review.review_file.verify import verify

    source = copied_sample(EDITED, bench.folder)
    path = bench.folder / f"{EDITED}.gouji"
    create(path, source, open_reports(source).reports[0]).close()
    child = subprocess.Popen(
        _module("gouji.core.self_test.editing", path, CELL, TEXT),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )
    try:
        assert child.stdout is not None
        answer = child.stdout.readline().decode().strip()
    finally:
        child.kill()
        _, errors = child.communicate()
    if answer != editing.DONE:
        raise _child_failed(errors)
    with open_file(path) as file:
        review = file.review(editing.REVIEWER)
        if str(review.audited[CELL].value) != TEXT:
            raise FailedError("被杀后丢了一步", "a step was lost by the kill")
        review.undo()
        review.redo()
    if not verify(path).is_intact:
        raise FailedError("审核文件不完整", "the review file is not intact")
    bench.review = path
    return Bilingual("强行结束后一步不丢，记录完整", "no step lost by a kill, the record is intact")


def export_review(bench: Bench) -> Bilingual:
    """Writes the review in every format, and opens the workbook."""
    from openpyxl import load_workbook

    from ..export.formats import WRITERS, write_export
    from ..review.review_file.store import open_file

    if bench.review is None:
        raise FailedError("没有审核文件", "there is no review file")
    sizes = {}
    with open_file(bench.review, read_only=True) as file:
        review = file.detached_review()
        for suffix in WRITERS:
            target = bench.folder / f"导出 {suffix[1:]}{suffix}"
            write_export(review, target)
            sizes[suffix] = target.stat().st_size
    book = load_workbook(bench.folder / "导出 xlsx.xlsx", data_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True) if CELL in row]
    book.close()
    if not any(int(TEXT) in row for row in rows):
        raise FailedError("工作簿里没有审定数", "the workbook lacks the audited figure")
    said = ", ".join(f"{suffix[1:]} {size // 1024 + 1} KB" for suffix, size in sizes.items())
    return Bilingual(said, said)


def draw_window(bench: Bench) -> Bilingual:
    """Has another process draw the window off-screen, and looks at the picture."""
    from PIL import Image

    picture = bench.folder / "窗口.png"
    source = copied_sample(SCANNED, bench.folder)
    child = subprocess.run(
        _module("gouji.gui.self_test", source, picture),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS_FOR_CHILD,
        env=_environment() | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    if child.returncode:
        raise _child_failed(child.stderr)
    said = json.loads(child.stdout.decode().splitlines()[-1])
    bench.heard += said["heard"]
    with Image.open(picture) as image:
        colours = len(image.convert("RGB").getcolors(1 << 24) or ())
        size = f"{image.width}×{image.height}"
    if colours < LEAST_COLOURS:
        raise FailedError("窗口是空白的", "the window is blank")
    if not said["chinese"]:
        raise FailedError("没有能显示中文的字体", "no font shows Chinese")
    return Bilingual(
        f"{size}，Qt {said['qt']}，字体 {said['chinese']}",
        f"{size}, Qt {said['qt']}, font {said['chinese']}",
    )


def check_fonts(bench: Bench) -> Bilingual:
    """Reads the opinion's Chinese back from its PDF: the carried font is whole and embedded."""
    import pypdfium2

    from ..documents.pdf.pdfium_calls import PDFIUM_LOCK

    data = (bench.folder / "导出 pdf.pdf").read_bytes()
    with PDFIUM_LOCK, pypdfium2.PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    if "审核意见" not in text.replace(" ", ""):
        raise FailedError("审核意见里没有中文", "the opinion shows no Chinese")
    return Bilingual("PDF 里的中文完好", "Chinese in PDFs is whole")


def check_network(bench: Bench) -> Bilingual:
    """Says whether anything reached for a network meanwhile."""
    if bench.heard:
        raise FailedError(f"有联网动作：{bench.heard[0]}", f"reached out: {bench.heard[0]}")
    return Bilingual("没有打开任何网络连接", "no socket was opened")


STEPS: Sequence[tuple[Bilingual, Callable[[Bench], Bilingual]]] = (
    (Bilingual("程序", "program"), say_program),
    (Bilingual("读示例", "samples"), read_samples),
    (Bilingual("读扫描件", "scan"), read_scan),
    (Bilingual("审核与断电", "review, killed"), survive_kill),
    (Bilingual("导出", "export"), export_review),
    (Bilingual("字体", "fonts"), check_fonts),
    (Bilingual("窗口", "window"), draw_window),
    (Bilingual("离线", "offline"), check_network),
)
"""Each step with its name; the later ones use what the earlier ones made."""


def _read(bench: Bench, path: Path) -> SampleReading:
    read = bench.worker.run(read_all, path)
    bench.heard += read.heard
    return read


def _share(right: set[str], sample: ExpectedSample) -> float:
    return len(right & sample.cells.keys()) / len(sample.cells)


def _module(name: str, *arguments: Path | str) -> list[str]:
    return [sys.executable, "-m", name, *map(str, arguments)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


def _child_failed(errors: bytes) -> FailedError:
    lines = errors.decode(errors="replace").strip().splitlines() or ["?"]
    return FailedError(f"子进程失败：{lines[-1]}", f"a process failed: {lines[-1]}")
