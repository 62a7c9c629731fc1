"""Damages sources of every kind at random and counts how Gouji ends with each.

    python tests/fuzz_sources.py [--files 10000] [--first 0] [--processes 2] [--keep FOLDER]

A file is made from its number alone, so that ``--first N --files 1 --keep FOLDER`` makes one again.
Each is read in a worker process, its findings are made and at times what would mend them, within
60 seconds and 2 GB. What must never come: an internal error, a hang, more memory than the limit.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from functools import cache
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent / "helpers"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from drawing.draw import draw
from fuzzing import LIMITS, SOUND, Ended, put, report, run_all
from mutations import mutated

from gouji.core.worker import Limits, Worker

SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
LAYOUTS = (
    "tabs", "pipes", "pipes, merged places repeated", "walls of characters", "copied", "web",
    "web, gb18030 undeclared", "web, layout tables", "web, pasted from Word", "word",
    "word, nested", "word, tracked changes", "workbook", "workbook, hidden rows", "pdf, lines",
    "pdf, no lines", "pdf, three lines", "pdf, turned", "pdf, watermark", "pdf, pieces", "ofd",
    "ofd, rules in a template", "one cell a line", "one cell a line, pipes between",
    "labels outside the pipes", "web, results rows",
)  # fmt: skip
SMALL = ("tabs", "pipes", "copied", "web", "web, layout tables", "workbook", "pdf, no lines")
"""Of these a file is read within a tenth of a second."""


def main() -> int:
    """Prints the counts; 1 where an outcome came that must not come."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where files of other outcomes are left")
    chosen = parser.parse_args()

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    numbers = range(chosen.first, chosen.first + chosen.files)
    with tempfile.TemporaryDirectory() as folder:

        def one(number: int, worker: Worker) -> Ended:
            return fuzz(number, Path(folder), worker, keep=chosen.keep)

        counted = report(run_all(one, numbers, chosen.processes), say)
    return int(any(counted[outcome] for outcome in counted if outcome not in SOUND))


def fuzz(
    number: int,
    folder: Path,
    worker: Worker,
    *,
    layouts: tuple[str, ...] = LAYOUTS,
    limits: Limits = LIMITS,
    keep: Path | None = None,
) -> Ended:
    """Returns how the file of a number ended; it is gone again afterwards."""
    name, data = damaged(number, layouts)
    path = folder / f"{number}{Path(name).suffix}"
    path.write_bytes(data)
    ended = put(read_through, number, path, worker, limits)
    if keep is not None and (ended.outcome not in SOUND or keep.stem == "all"):
        keep.mkdir(parents=True, exist_ok=True)
        (keep / path.name).write_bytes(data)
    path.unlink()
    return ended


def damaged(number: int, layouts: tuple[str, ...] = LAYOUTS) -> tuple[str, bytes]:
    """Returns the name and the bytes of the file of a number."""
    random = Random(f"source {number}")
    seeds = sound_files(layouts)
    name, data = random.choice(seeds)
    others = [other for _, other in random.sample(seeds, 3)]
    name = random.choice(seeds)[0] if random.random() < 0.03 else name
    return name, mutated(data, random, others)


@cache
def sound_files(layouts: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Returns the names and the bytes of the sound files that are damaged, of every kind."""
    drawn = [draw(number, layout) for number, layout in enumerate(layouts)]
    files = [(each.name, each.data) for each in drawn]
    tabbed = next(data for name, data in files if name.endswith(".txt")).decode("utf-8", "ignore")
    files.append(("report.csv", tabbed.replace("\t", ",").encode()))
    page = next(data for name, data in files if name.endswith(".html"))
    files.append(("report.mht", web_archive(page)))
    if layouts == LAYOUTS:
        files += [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("2021*"))]
        files.append(("report.png", small_picture()))
    return tuple(files)


def web_archive(page: bytes) -> bytes:
    """Returns a page as a browser saves it in one file."""
    head = b"From: <Saved>\r\nMIME-Version: 1.0\r\n"
    kind = b"Content-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    part = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    return head + kind + part + page + b"\r\n--B--\r\n"


def small_picture() -> bytes:
    """Returns a small picture, which holds no report but is decoded and looked through."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (200, 150), 255)
    drawing = ImageDraw.Draw(picture)
    for at in range(10, 150, 40):
        drawing.line([(10, at), (190, at)], 0, 2)
        drawing.line([(at, 10), (at, 140)], 0, 2)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def read_through(path: Path) -> int:
    """Returns how many findings there are in the reports of a file, in the worker.

    What would mend them, which takes longer than all else, is looked for in one file of ten.
    """
    from gouji.core.pipeline import open_reports
    from gouji.core.repair.suggest import suggest
    from gouji.core.review import Review

    count = 0
    for one in open_reports(path).reports:
        review = Review(one)
        count += len(review.findings)
        if path.stem.endswith("0"):
            count += len(suggest(one, review.audited, review.findings))
    return count


if __name__ == "__main__":
    sys.exit(main())
