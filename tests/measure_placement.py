"""Counts the acts that put wrongly placed tables right. Run it by hand:

    python -m tests.measure_placement [--seeds 2] [--layouts WORDS] [--folder FOLDER]

For each document that is not read whole and without a doubt of place, the placement as shown is
taken first, then a person is played who knows the truth and does, one after the other, the act that
brings most cells right: a name, an exchange, a shift, another layout, an area.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gouji.core.doubts import is_doubt
from gouji.core.errors import GoujiError
from gouji.core.extraction.report import Reading, Report
from gouji.core.extraction.structure.acts import (
    Constraints,
    exchange_names,
    lay_out,
    mark_area,
    name_line,
    shift_names,
)
from gouji.core.extraction.structure.constraints import COLUMN, ROW
from gouji.core.extraction.structure.moving import OF_PLACE
from gouji.core.extraction.structure.naming import possible_names
from gouji.core.extraction.structure.placement import PlacedTable
from gouji.core.extraction.structure.solving import Structure
from gouji.core.extraction.structure.taking import readings_to_take
from gouji.core.pipeline import open_reports, open_surface, open_unrecognised

from .drawing import LAYOUTS
from .judging.documents import Known, Printed, drawn, in_folder

MOST_ACTS = 4
Readings = Mapping[str, Reading]


@dataclass(frozen=True)
class Result:
    """What one document took: acts, and the cells wrong before and after; times in seconds."""

    name: str
    acts: int
    before: int
    after: int
    doubted: int
    doubted_after: int
    times: tuple[float, ...]


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--layouts", default="")
    chosen = parser.parse_args()
    layouts = [one for one in LAYOUTS if chosen.layouts in one]
    documents: Iterable[Known] = drawn(layouts, range(1, chosen.seeds + 1))
    if chosen.folder:
        documents = in_folder(chosen.folder)
    results = []
    with tempfile.TemporaryDirectory() as place:
        for known in documents:
            result = tried(known, Path(place))
            if result is not None:
                results.append(result)
                say(
                    f"{result.name:52} acts {result.acts}"
                    f"  wrong {result.before:3} → {result.after:3}"
                    f"  doubts {result.doubted:3} → {result.doubted_after:3}"
                )
    right = [one for one in results if not one.after]
    if results:
        times = [time for one in results for time in one.times] or [0.0]
        say(
            f"{len(results)} documents, right {len(right)}, acts: median "
            f"{statistics.median(one.acts for one in results)}, most "
            f"{max(one.acts for one in results)}; an act: median "
            f"{statistics.median(times):.3f} s, most {max(times):.3f} s"
        )
    return 0


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tried(known: Known, place: Path) -> Result | None:
    """Returns what a document took; None where it is whole and its places are sure."""
    path = place / f"report{known.suffix}"
    path.write_bytes(known.data)
    try:
        report = open_reports(path).reports[0]
    except GoujiError:
        report = open_unrecognised(path).reports[0]
    truth = known.reports[0]
    readings = dict(report.readings)
    before, doubted = len(wrong(readings, truth)), len(doubts(readings))
    if not before and not doubted:
        return None
    structure = Structure(open_surface(path, report.form), report.form)
    acts, times = 0, []
    for table in report.form.tables:
        cells = [cell.id for cell in table.cells()]
        own = {cell: readings[cell] for cell in cells}
        if not wrong(own, truth) and not doubts(own):
            continue
        done, used, spent = corrected(structure, table.id, readings, truth, report)
        readings |= done
        acts += used
        times += spent
    return Result(
        known.name,
        acts,
        before,
        len(wrong(readings, truth)),
        doubted,
        len(doubts(readings)),
        tuple(times),
    )


def corrected(
    structure: Structure,
    table: str,
    readings: Readings,
    truth: Mapping[str, Printed],
    report: Report,
) -> tuple[dict[str, Reading], int, list[float]]:
    """Returns the readings of a table after the acts of a person, how many these are, and times."""
    best: dict[str, Reading] = {}
    times: list[float] = []
    cells = [cell for cell in readings if cell.startswith(f"{table}.")]

    def worth(taken: Readings) -> tuple[int, int]:
        after = {cell: taken.get(cell, readings[cell]) for cell in cells}
        return len(wrong(after, truth)), len(doubts(after))

    def place(constraints: Constraints) -> tuple[PlacedTable, dict[str, Reading]] | None:
        begun = time.perf_counter()
        try:
            placed = structure.place(table, constraints)
        except GoujiError:
            return None
        taken = readings_to_take(placed, readings, report.form, structure.surface.document)
        times.append(time.perf_counter() - begun)
        return placed, taken

    at = place(())
    acts = 0
    if at is not None and worth(at[1]) < worth({}):
        best, acts = at[1], 1
    while worth(best)[0] and acts < MOST_ACTS:
        tries = [place(made) for made in candidates(structure, at[0] if at else None, table)]
        found = [one for one in tries if one is not None]
        if not found:
            break
        at = min(found, key=lambda one: worth(one[1]))
        if worth(at[1]) >= worth(best):
            break
        best, acts = at[1], acts + (1 if acts == 0 or at[0].constraints else 0)
    return best, acts, times


def candidates(
    structure: Structure, placed: PlacedTable | None, table: str
) -> Iterator[Constraints]:
    """Yields what a person could do next."""
    for sheet, evidence in enumerate(structure.surface.sheets):
        box = (0.0, 0.0, evidence.frame.width, evidence.frame.height)
        before = placed.constraints if placed is not None else ()
        yield mark_area(before, sheet, box, goes_on=True)
    if placed is None:
        return
    yield lay_out(placed)
    for axis in (COLUMN, ROW):
        lines = placed.along(axis)
        for sheet in {line.sheet for line in lines}:
            for by in (-1, 1):
                with suppress(GoujiError):
                    yield shift_names(placed, axis, sheet, by)
        for line, after in pairwise(lines):
            if after.sheet == line.sheet:
                yield exchange_names(placed, line, after)
    for line in placed.along(COLUMN):
        for names in possible_names(structure.form, placed, line):
            yield name_line(placed, line, names[0])
        yield name_line(placed, line, "")


def wrong(readings: Readings, truth: Mapping[str, Printed]) -> list[str]:
    """Returns the cells that hold another figure than is printed."""
    return [
        cell
        for cell, printed in truth.items()
        if cell in readings
        and (readings[cell].figure.state.value, readings[cell].figure.value)
        not in {(printed.state, value) for value in printed.values}
    ]


def doubts(readings: Readings) -> list[str]:
    """Returns the cells in doubt of where their figures belong."""
    return [
        cell
        for cell, reading in readings.items()
        if is_doubt(reading.confidence) and reading.doubt in OF_PLACE
    ]


if __name__ == "__main__":
    sys.exit(main())
