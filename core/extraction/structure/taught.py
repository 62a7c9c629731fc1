"""What a correction teaches of a layout, and what it says of another report laid out alike.

Places down a page are kept from where the table begins, since the text above it is longer in one
report than in the next. What is said of rows and areas holds only for a table whose rows stand
below each other just so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ...errors import StructureRefusedError
from ..registration.words import Word
from ..report import Reading
from .constraints import ROW, Area, Constraint, Laid
from .guide import Guide
from .placement import PlacedTable
from .readings_to_take import readings_to_take
from .table_structure import Structure
from .taught_layouts import Start, TaughtLayout

_COARSE = 4.0
"""Points: rules, pages and rows that differ by less are alike."""

_HEADS = 80.0
"""Points above the first row in which its headers stand."""


@dataclass(frozen=True)
class TaughtTable:
    """A table placed as its layout was placed in another report.

    Attributes:
        readings: Of the cells that would be read otherwise.
        layout: What was taught.
    """

    placed: PlacedTable
    readings: Mapping[str, Reading]
    layout: TaughtLayout


def taught_by(structure: Structure, placed: PlacedTable, name: str) -> TaughtLayout | None:
    """Returns what a placement teaches of its layout; None where it is nothing.

    Args:
        structure: Of the report that was placed.
        placed: The table under what a person said of it.
        name: What the report is called.
    """
    said = placed.constraints
    sheets = {one.sheet for one in said if not isinstance(one, Laid)}
    if not said or any(sheet >= structure.surface.first_hand for sheet in sheets):
        return None  # what was read again by other means is no part of a layout
    tops = _tops(structure, placed.table)
    if not tops:
        return _taught_unfound(structure, placed, name)
    if any(sheet < min(tops) for sheet in sheets):
        return None
    kept = tuple(_moved(one, -min(tops), -_top_of(tops, one)) for one in said)
    guides_rows = Guide(said).guides_rows
    fingerprint = fingerprint_of(structure, placed.table, with_rows=guides_rows)
    return TaughtLayout(fingerprint, placed.table, kept, name)


def as_taught(
    structure: Structure,
    table: str,
    current: Mapping[str, Reading],
    layouts: Sequence[TaughtLayout],
    *,
    seen: bool = True,
) -> TaughtTable | None:
    """Returns a table as its layout was placed in another report; None where it is not known.

    Args:
        structure: Of the report.
        table: The table's id.
        current: Every reading of the report as it is now.
        layouts: What was taught.
        seen: As in ``readings_to_take``.
    """
    for layout in layouts:
        constraints = _said_of(structure, layout) if layout.table == table else None
        if constraints is None:
            continue
        try:
            placed = structure.place(table, constraints)
        except StructureRefusedError:
            continue
        document = structure.surface.document
        readings = readings_to_take(placed, current, structure.form, document, seen=seen)
        return TaughtTable(placed, readings, layout)
    return None


def fingerprint_of(structure: Structure, table: str, *, with_rows: bool = False) -> str:
    """Returns the fingerprint of the layout of a table: empty where the table was not found.

    It stands for the kind of file, the program that made it, the size of the page, the heads over
    the table in their order, and the upright rules beside it.

    Args:
        structure: Of the report.
        table: The table's id.
        with_rows: It stands as well for where the rows of the table lie below each other.
    """
    found = structure.registered.get(table)
    if found is None or not found.runs:
        return ""
    sheet = found.runs[0].bands[0].sheet
    tops = _tops(structure, table)
    evidence = structure.pages[sheet]
    said: dict[str, object] = _said_of_file(structure, table, sheet) | {
        "plan": found.plan.name,
        "heads": _heads(structure.words[sheet], tops[sheet]),
        "rules": sorted({round(rule.at / _COARSE) for rule in evidence.vertical}),
    }
    if with_rows:
        said["rows"] = [
            [band.sheet - min(tops), band.row, round((band.top - tops[band.sheet]) / _COARSE)]
            for band in found.bands
        ]
    return _hash(said)


def _said_of_file(structure: Structure, table: str, sheet: int) -> dict[str, object]:
    document = structure.surface.document
    return {
        "table": table,
        "kind": document.kind,
        "producer": document.producer,
        "readers": list(document.readers),
        "page": [round(structure.pages[sheet].frame.width / _COARSE)],
    }


def _hash(said: Mapping[str, object]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _heads(words: Iterable[Word], top: float) -> list[str]:
    """Returns the letters over the first row, from left to right, those near it alone."""
    near = [word for word in words if word.letters and top - _HEADS < word.y < top]
    return [word.letters for word in sorted(near, key=lambda word: (round(word.x0), word.y))]


def _said_of(structure: Structure, layout: TaughtLayout) -> tuple[Constraint, ...] | None:
    """Returns what was taught, as constraints on the table of a report; None of another layout."""
    if layout.start is not None:
        found = _unfound_as(structure, layout, layout.start)
        return next(found, None)
    guides_rows = Guide(layout.constraints).guides_rows
    fingerprint = fingerprint_of(structure, layout.table, with_rows=guides_rows)
    if not fingerprint or fingerprint != layout.fingerprint:
        return None
    tops = _tops(structure, layout.table)
    first = min(tops)
    last = structure.surface.first_hand - first
    if any(not isinstance(one, Laid) and one.sheet >= last for one in layout.constraints):
        return None
    there = (_moved(one, first, 0.0) for one in layout.constraints)
    return tuple(_moved(one, 0, _top_of(tops, one)) for one in there)


def _taught_unfound(structure: Structure, placed: PlacedTable, name: str) -> TaughtLayout | None:
    """Returns what a table teaches that only a person found: by the labels of its rows."""
    areas = [one for one in placed.constraints if isinstance(one, Area) and one.is_table]
    if not areas:
        return None
    first = min(area.sheet for area in areas)
    labels = _labels(structure, placed, first)
    sheets = {one.sheet for one in placed.constraints if not isinstance(one, Laid)}
    if not labels or min(sheets) < first:
        return None
    top = labels[0]
    kept = tuple(_moved(one, -first, -_from(one, first, top.top)) for one in placed.constraints)
    fingerprint = _fingerprint_of_labels(structure, placed.table, first, labels)
    start = Start(top.letters, round(top.x0, 2))
    return TaughtLayout(fingerprint, placed.table, kept, name, start)


def _unfound_as(
    structure: Structure, layout: TaughtLayout, start: Start
) -> Iterator[tuple[Constraint, ...]]:
    """Yields what was taught, wherever the rows that it gives have the same labels."""
    for sheet in range(structure.surface.first_hand):
        for word in structure.words[sheet]:
            if word.letters != start.letters or abs(word.x0 - start.x) > _COARSE:
                continue
            there = (_moved(one, sheet, 0.0) for one in layout.constraints)
            made = tuple(_moved(one, 0, _from(one, sheet, word.top)) for one in there)
            reached = max(one.sheet for one in made if not isinstance(one, Laid))
            if reached >= structure.surface.first_hand:
                continue
            with suppress(StructureRefusedError):
                placed = structure.place(layout.table, made)
                labels = _labels(structure, placed, sheet)
                found = _fingerprint_of_labels(structure, layout.table, sheet, labels)
                if found == layout.fingerprint:
                    yield made


def _labels(structure: Structure, placed: PlacedTable, sheet: int) -> list[Word]:
    """Returns the words level with the rows of a table that are no figures, in reading order."""
    spans = [line.span for line in placed.along(ROW) if line.sheet == sheet and line.cells]
    return [
        word
        for word in structure.words[sheet]
        if word.letters
        and not word.is_figure
        and any(start <= word.y <= end for start, end in spans)
    ]


def _fingerprint_of_labels(
    structure: Structure, table: str, sheet: int, labels: Sequence[Word]
) -> str:
    said = [[word.letters, round(word.x0 / _COARSE)] for word in labels]
    return _hash(_said_of_file(structure, table, sheet) | {"labels": said})


def _tops(structure: Structure, table: str) -> dict[int, float]:
    """Returns where the first row of a table lies on each sheet, as registered."""
    found = structure.registered.get(table)
    bands = found.bands if found is not None else ()
    sheets = {band.sheet for band in bands}
    return {sheet: min(one.top for one in bands if one.sheet == sheet) for sheet in sheets}


def _top_of(tops: Mapping[int, float], one: Constraint) -> float:
    """Returns from where down the places of a constraint count: 0 where no row was found."""
    return 0.0 if isinstance(one, Laid) else tops.get(one.sheet, 0.0)


def _from(one: Constraint, sheet: int, top: float) -> float:
    return top if not isinstance(one, Laid) and one.sheet == sheet else 0.0


def _moved(one: Constraint, sheets: int, down: float) -> Constraint:
    """Returns a constraint so many sheets on, and so far down."""
    if isinstance(one, Laid):
        return one
    if isinstance(one, Area):
        x0, top, x1, bottom = one.box
        return replace(one, sheet=one.sheet + sheets, box=(x0, top + down, x1, bottom + down))
    at = one.at + down if one.axis == ROW else one.at
    return replace(one, sheet=one.sheet + sheets, at=at)
