"""Measures how scans are read: documents with known figures, scanned and damaged. Run it by hand:

    python -m tests.measure_scans [--corpus FOLDER] [--count 48] [--seed 1] [--wrong FILE]

Prints a line for each resolution and each damage. *Owned up* is a wrong cell whose confidence is
below 0.9 or that breaks a rule; *lost* is a figure given as a blank that is not doubted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from gouji.core import rules
from gouji.core.errors import GoujiError
from gouji.core.extraction.report import Report
from gouji.core.finding import ERROR
from gouji.core.pipeline import open_reports

from .drawing import LAYOUTS, draw
from .make_scans import DAMAGES, packed, scanned

DPIS = (100, 150, 200, 250, 300)
SURE = 0.9
MARKS = ("/", "-", "—", "无")

Value = int | Decimal | float | None
Cells = Mapping[str, tuple[str, Sequence[Value]]]
"""For each cell what is printed, and the values that are right."""


@dataclass(frozen=True)
class Original:
    """A document with text, and what it prints."""

    name: str
    data: bytes
    cells: Cells


@dataclass(frozen=True)
class Wrong:
    """A cell that was read wrong."""

    cell: str
    printed: str
    read: str
    state: str
    confidence: float
    alternatives: tuple[str, ...]
    owned_up: bool
    lost: bool


def of_corpus(folder: Path) -> list[Original]:
    """Returns the PDFs with text of a folder with a truth.jsonl."""
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    truths = [json.loads(line) for line in lines]
    return [
        Original(
            truth["file"],
            (folder / truth["file"]).read_bytes(),
            {
                cell: (said["printed"], (said["value"], *said.get("also", ())))
                for cell, said in truth["cells"].items()
            },
        )
        for truth in truths
        if truth["file"].endswith(".pdf") and "dpi" not in truth["style"]
    ]


def drawn() -> Iterator[Original]:
    """Yields reports in every layout of a PDF, without end."""
    layouts = [name for name, kind in LAYOUTS.items() if kind.suffix == ".pdf"]
    number = 0
    while True:
        layout = layouts[number % len(layouts)]
        report = draw(1000 + number, layout, copies="none")
        cells = {cell: (text, (value,)) for cell, (text, value) in report.truth.cells.items()}
        yield Original(f"{layout} {1000 + number}", report.data, cells)
        number += 1


def misread(report: Report | None, cells: Cells) -> list[Wrong]:
    """Returns the cells that a report gives otherwise than they are printed."""
    findings = rules.check(report, report.figures) if report else []
    broken = {cell for f in findings if f.severity == ERROR for cell in f.cells}
    wrong = []
    for cell, (printed, values) in cells.items():
        reading = report.readings.get(cell) if report else None
        if reading is None:
            wrong.append(Wrong(cell, printed, "", "absent", 0.0, (), True, False))
            continue
        figure = reading.figure
        is_right = figure.state == _state(printed, values[0]) and (
            figure.value is None or any(_same(figure.value, value) for value in values)
        )
        if is_right:
            continue
        doubted = reading.confidence < SURE or figure.state == "unreadable"
        wrong.append(
            Wrong(
                cell,
                printed,
                figure.text,
                figure.state,
                reading.confidence,
                reading.alternatives,
                doubted or cell in broken,
                bool(printed) and figure.state == "blank" and not doubted,
            )
        )
    return wrong


def _state(printed: str, value: Value) -> str:
    if value is not None:
        return "number"
    if not printed:
        return "blank"
    return "mark" if printed in MARKS else "unreadable"


def _same(one: Value, other: Value) -> bool:
    return one is not None and other is not None and abs(float(one) - float(other)) < 1e-6


@dataclass(frozen=True)
class Trial:
    """One scan to be made and read."""

    original: Original
    dpi: int
    damages: tuple[str, ...]
    form: str
    seed: int


def trials(originals: Iterator[Original], count: int, seed: int) -> Iterator[Trial]:
    """Yields scans that are spread over resolutions and damages."""
    random = Random(seed)
    for number, original in zip(range(count), originals, strict=False):
        damages = random.sample(list(DAMAGES), random.choice((0, 1, 1, 2, 2, 3)))
        form = random.choice(("PDF", "PDF", "TIFF"))
        ordered = tuple(name for name in DAMAGES if name in damages)
        yield Trial(original, DPIS[number % len(DPIS)], ordered, form, seed + number)


def read(trial: Trial) -> tuple[Report | None, float]:
    """Returns what a scan is read as, and the seconds that took."""
    pages = scanned(trial.original.data, trial.dpi, trial.damages, trial.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"scan.{trial.form.lower()}"
        path.write_bytes(packed(pages, trial.dpi, trial.form))
        start = time.process_time()
        try:
            (report, *_) = open_reports(path).reports
        except GoujiError:
            return None, time.process_time() - start
        return report, time.process_time() - start


def table(counts: Mapping[tuple[str, str], Counter[str]]) -> str:
    """Returns the counts as lines."""
    head = "scans  cells wrong  right % | printed wrong  right % | owned up    lost"
    lines = [f"{'':22}{head}"]
    for (kind, name), count in sorted(counts.items()):
        cells, wrong = count["cells"], count["wrong"]
        printed, missed = count["printed"], count["missed"]
        lines.append(
            f"{kind + ' ' + name:22}{count['scans']:5}{cells:7}{wrong:6}"
            f"{100 * (1 - wrong / max(1, cells)):9.2f} |{printed:8}{missed:6}"
            f"{100 * (1 - missed / max(1, printed)):9.2f} |{count['owned']:5}/{wrong:<5}"
            f"{count['lost']:5}"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints what came of each scan, and the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, help="a folder of documents with a truth.jsonl")
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", type=Path, help="a file for every wrong cell, one a line")
    options = parser.parse_args()
    originals = _cycled(of_corpus(options.corpus)) if options.corpus else drawn()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for trial in trials(originals, options.count, options.seed):
        report, seconds = read(trial)
        wrong = misread(report, trial.original.cells)
        cells = trial.original.cells
        count = Counter(
            scans=1,
            cells=len(cells),
            wrong=len(wrong),
            printed=sum(bool(printed) for printed, _ in cells.values()),
            missed=sum(bool(one.printed) for one in wrong),
            owned=sum(one.owned_up for one in wrong),
            lost=sum(one.lost for one in wrong),
        )
        names = [("dpi", f"{trial.dpi:3}"), ("all", ""), ("as", trial.form)]
        names += [("damage", name) for name in trial.damages or ("none",)]
        for name in names:
            counts[name].update(count)
        what = f"{trial.original.name} {trial.dpi} {trial.form} {trial.damages} seed {trial.seed}"
        sys.stdout.write(f"{len(wrong):4} of {len(cells)} wrong, {seconds:5.1f} s: {what}\n")
        if options.wrong:
            with options.wrong.open("a", encoding="utf-8") as out:
                out.writelines(f"{what}: {one}\n" for one in wrong)
        sys.stdout.flush()
    sys.stdout.write(f"{table(counts)}\n")


def _cycled(originals: list[Original]) -> Iterator[Original]:
    while True:
        yield from originals


if __name__ == "__main__":
    main()
