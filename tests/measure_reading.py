"""Measures how reports are read: every layout over many seeds, and the folders with known figures
beside the checkout. Run it by hand:

    python -m tests.measure_reading [--seeds 2] [--folder FOLDER ...] [--against FILE]
    python -m tests.measure_reading --sensitivity [--within extraction.columns]
    python -m tests.measure_reading --calibrate [--seeds 3]

Prints for each kind how many documents are whole, the cells that are wrong and sure, wrong and
doubted, right and doubted, and the time; then the doubts by reason, and how many cells of each
reason and of each tenth of confidence are right. Held against a record it ends with 1 where
anything is worse. Calibrating writes ``resources/doubt_certainty.toml``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from unittest.mock import patch

from gouji.core.extraction.proof import calibration

from .drawing import LAYOUTS, draw
from .judging import baseline, doubt_certainty, sensitivity, tally
from .judging.documents import Known, drawn, in_folder, known_of
from .judging.verdict import Verdict, judge

RECORD = Path(__file__).parent / "data" / "reading_record.json"
CERTAINTY = Path(__file__).parents[1] / "resources" / "doubt_certainty.toml"
BESIDE = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = ("corpus", "cases")
FIRST = 1000
"""Seeds below are those of the tests."""


def known(options: argparse.Namespace) -> Iterator[Known]:
    """Yields the documents that are asked for."""
    layouts = [name for name in LAYOUTS if name.startswith(options.layout)]
    yield from drawn(layouts, range(options.first, options.first + options.seeds))
    beside = [BESIDE / name for name in FOLDERS if (BESIDE / name).is_dir()]
    for folder in beside if options.folder is None else options.folder:
        yield from in_folder(folder)


def headless(options: argparse.Namespace) -> Iterator[Known]:
    """Yields documents whose tables have no headers, which no layout draws."""
    for seed in range(options.first, options.first + options.seeds):
        for layout in ("pipes", "web", "word", "workbook", "copied", "pdf, lines"):
            report = draw(seed, layout, headless=True, damage="")
            yield known_of(report, "no headers", f"{layout}, no headers {seed}")


def verdicts(documents: Iterable[Known], options: argparse.Namespace) -> Iterator[Verdict]:
    """Yields what came of each document."""
    one = partial(judge, timed=options.timed)
    if options.jobs == 1:
        yield from map(one, documents)
        return
    with ProcessPoolExecutor(options.jobs) as pool:
        yield from pool.map(one, documents, chunksize=4)


def report(found: list[Verdict], options: argparse.Namespace) -> int:
    """Prints what came of all documents; returns 1 where anything is worse than on record."""
    for lines in (
        tally.by_kind(found),
        tally.by_doubt(found),
        tally.by_reason(found),
        tally.by_tenth(found),
    ):
        say(*lines, "")
    if options.save:
        baseline.save(options.save, found)
    if not options.against:
        return 0
    before = baseline.load(options.against)
    worse = [line for verdict in found if (line := baseline.worse(verdict, before))]
    better = sum(baseline.better(verdict, before) for verdict in found)
    new = sum(verdict.name not in before for verdict in found)
    say(*worse, f"{len(worse)} worse, {better} better, {new} not on record")
    return int(bool(worse))


def feel(options: argparse.Namespace) -> int:
    """Prints what notices each constant."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, document in enumerate(known(options)):
            paths.append(Path(folder) / f"{number}{document.suffix}")
            paths[-1].write_bytes(document.data)
        found = sensitivity.constants(options.within)
        before = [sensitivity.said(path) for path in paths]
        for constant in found:
            changes = [
                sensitivity.noticed(constant, by, paths, before) for by in sensitivity.FACTORS
            ]
            unnoticed += not any(change.read or change.sureness for change in changes)
            said = "  ".join(
                f"x {by}: {change.read:3} read, {change.sureness:3} sureness"
                for by, change in zip(sensitivity.FACTORS, changes, strict=True)
            )
            say(f"{constant.name:64}{constant.value:9} {said}")
    say(f"{len(found)} constants, {unnoticed} of them noticed by none of {len(paths)} documents")
    return 0


def calibrate(options: argparse.Namespace) -> int:
    """Writes how many doubts of each reason are right; in one process, without the table so far."""
    with patch.object(calibration, "measured_shares", dict):
        found = [judge(document) for document in chain(known(options), headless(options))]
    made = f"--calibrate --first {options.first} --seeds {options.seeds}"
    CERTAINTY.write_text(doubt_certainty.table_of(found, made), "utf-8")
    return 0


def say(*lines: str) -> None:
    """Prints lines."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def main() -> int:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seeds", type=int, default=2, help="of each layout")
    parser.add_argument("--first", type=int, default=FIRST, help="the first seed")
    parser.add_argument("--layout", default="", help="only layouts whose names begin so")
    parser.add_argument("--folder", type=Path, action="append", help="with a truth.jsonl")
    parser.add_argument("--no-folders", dest="folder", action="store_const", const=[])
    parser.add_argument("--timed", action="store_true", help="against pdfplumber.extract_tables")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list the wrong cells")
    parser.add_argument("--save", type=Path, help="puts the counts on record")
    parser.add_argument("--against", type=Path, help=f"a record, such as {RECORD.name}")
    parser.add_argument("--sensitivity", action="store_true", help="of the constants")
    parser.add_argument("--calibrate", action="store_true", help="the doubts by their reasons")
    parser.add_argument("--within", default="", help="of the modules whose names hold this")
    options = parser.parse_args()
    if options.sensitivity:
        return feel(options)
    if options.calibrate:
        return calibrate(options)
    found = []
    for verdict in verdicts(known(options), options):
        found.append(verdict)
        if options.wrong:
            say(*(f"{verdict.name}: {one}" for one in verdict.wrong))
    return report(found, options)


if __name__ == "__main__":
    sys.exit(main())
