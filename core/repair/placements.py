"""Suggests placements: other ways to register a table on its source that make its sums hold.

The figures stay as printed; which cell each belongs to is another one. What the rules say only
chooses among placements, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from .. import rules
from ..errors import StructureRefusedError
from ..extraction.report import Reading, Report
from ..extraction.structure.acts import (
    Constraints,
    exchange_names,
    lay_out,
    mark_area,
    shift_names,
)
from ..extraction.structure.constraints import COLUMN, to_records
from ..extraction.structure.placement import PlacedTable
from ..extraction.structure.readings_to_take import readings_to_take
from ..extraction.structure.table_structure import Structure
from ..finding import Finding
from ..suggestion import MISREADING, CellChange, PlacedOtherwise, Suggestion
from .blocks import LEAST_BROKEN
from .reasons import places

_LISTED = 2
"""Placements of one table that are suggested."""

_COST = 0.5
"""Of a placement: that a table is placed wrongly is likelier than that many figures are wrong."""


@dataclass(frozen=True)
class _Tried:
    """A placement that was tried: what would be read otherwise, and which findings go."""

    placed: PlacedTable
    readings: Mapping[str, Reading]
    cleared: tuple[str, ...]
    of: int


def suggest_placements(
    structure: Structure,
    report: Report,
    current: Mapping[str, Reading],
    findings: Sequence[Finding],
) -> tuple[Suggestion, ...]:
    """Returns the placements that clear findings and bring no new one, the best first.

    Args:
        structure: The tables of the report on its source.
        report: The report.
        current: Every reading as it is now.
        findings: Over these.
    """
    found: list[_Tried] = []
    for table in report.form.tables:
        own = [one for one in findings if _concerns(one, table.id)]
        if len(own) >= LEAST_BROKEN:
            tried = _tried(structure, report, current, findings, table.id)
            # Of those that clear as much, the one that the source itself bears out comes first.
            found += sorted(tried, key=lambda one: -len(one.cleared))[:_LISTED]
    return tuple(_suggestion(report, current, one) for one in found)


def _concerns(finding: Finding, table: str) -> bool:
    return any(cell.startswith(f"{table}.") for cell in finding.cells)


def _tried(
    structure: Structure,
    report: Report,
    current: Mapping[str, Reading],
    findings: Sequence[Finding],
    table: str,
) -> Iterator[_Tried]:
    """Yields the placements of a table that clear most of its findings."""
    before = {one.rule for one in findings}
    own = {one.rule for one in findings if _concerns(one, table)}
    seen: set[tuple[tuple[str, str], ...]] = set()
    for constraints in ((), *_others(structure, table)):
        with suppress(StructureRefusedError):
            placed = structure.place(table, constraints)
            document = structure.surface.document
            readings = readings_to_take(placed, current, report.form, document)
            moved = {cell: one.figure for cell, one in readings.items()}
            key = tuple(sorted((cell, figure.text) for cell, figure in moved.items()))
            if key in seen:
                continue
            seen.add(key)
            figures = {cell: one.figure for cell, one in current.items()} | moved
            after = {one.rule for one in rules.check(report, figures)}
            cleared = own - after
            if after <= before and len(cleared) >= max(LEAST_BROKEN, 0.8 * len(own)):
                gone = tuple(one.rule for one in findings if one.rule in cleared)
                yield _Tried(placed, readings, gone, len(own))


def _others(structure: Structure, table: str) -> Iterator[Constraints]:
    """Yields the constraints by which a table is placed otherwise than it is registered."""
    try:
        placed = structure.place(table)
    except StructureRefusedError:
        return
    for _ in placed.plans[1:]:
        yield lay_out(placed)
        with suppress(StructureRefusedError):
            placed = structure.place(table, lay_out(placed))
    placed = structure.place(table)
    columns = placed.along(COLUMN)
    for sheet in sorted({line.sheet for line in columns}):
        for by in (-1, 1):
            with suppress(StructureRefusedError):
                yield shift_names(placed, COLUMN, sheet, by)
    for one, other in pairwise(columns):
        if one.sheet == other.sheet:
            yield exchange_names(placed, one, other)
    yield from _with_next_sheet(structure, placed)


def _with_next_sheet(structure: Structure, placed: PlacedTable) -> Iterator[Constraints]:
    """Yields that the table goes on over the sheet after its last one."""
    sheets = sorted({area.sheet for area in placed.areas})
    if not sheets or sheets[-1] + 1 >= structure.surface.first_hand:
        return
    made: Constraints = ()
    for sheet in (*sheets, sheets[-1] + 1):
        frame = structure.surface.sheets[sheet].frame
        made = mark_area(made, sheet, (0.0, 0.0, frame.width, frame.height), goes_on=True)
    yield made


def _suggestion(report: Report, current: Mapping[str, Reading], tried: _Tried) -> Suggestion:
    table = report.form.table(tried.placed.table)
    changed = [cell for cell, one in tried.readings.items() if one.figure != current[cell].figure]
    zh, en = places([tried.readings[cell].region for cell in changed])
    gone = len(tried.cleared)
    return Suggestion(
        changes=tuple(CellChange(cell, tried.readings[cell].figure.value or 0) for cell in changed),
        clears=tried.cleared,
        cost=_COST,
        meaning=MISREADING,
        tied=False,
        zh=f"{table.title}{zh}换一种版面：{len(changed)} 格的数移动，"
        f"{tried.of} 处疑点消除 {gone} 处；请看原件（F4）",
        en=f"{table.title_en}{en} placed otherwise: {len(changed)} cells change, {gone} of "
        f"{tried.of} findings go; look at the source (F4)",
        placement=PlacedOtherwise(
            table.id,
            {
                "act": "placed",
                "table": table.id,
                "constraints": to_records(tried.placed.constraints),
            },
            tried.readings,
        ),
    )
