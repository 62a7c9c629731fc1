"""Turns one found copy of a table into readings of its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..figures import BLANK, BROKEN_FIGURE, Figure, State, parse_figure
from ..forms import Domain, Table
from .alignment.align_lines import Found, Match
from .alignment.column_headers import headers_above, label_edge, own_headers
from .alignment.expected import Role
from .alignment.lines import RUNNING_TEXT, Line, is_unlabelled_page_number
from .alignment.row_sums import holds
from .alignment.slot_columns import (
    MOVED,
    GridColumns,
    Placement,
    columns_fit,
    find_columns,
    place_row,
    unheaded_columns,
)
from .alignment.unaligned_placement import TIED, UNSEEN
from .alignment.unaligned_rows import Rows, place_unaligned
from .report import Reading, Unplaced
from .units import converted, stated_unit


@dataclass(frozen=True)
class TableReading:
    """One copy of a table as read.

    Attributes:
        placed: Where the figures of each row were found, by the key of the row.
    """

    table: Table
    readings: Mapping[str, Reading]
    unplaced: tuple[Unplaced, ...]
    placed: Rows


def read_table(found: Found, lines: Sequence[Line], *, searched: bool = True) -> TableReading:
    """Returns every cell of a table, each with its place and its doubt.

    Args:
        found: The copy of the table.
        lines: Every line of the document, by index.
        searched: Whether rows without columns are placed by the sums of the whole table; a table
            that is placed a second time needs no search.
    """
    rows = found.rows
    placed: Rows = {}
    unaligned: list[Match] = []
    gridded = _Gridded(found, lines)
    for match in rows:
        row = gridded.place(match) if _has_columns(match.line) else None
        if row is None:
            unaligned.append(match)
        else:
            placed[match.expected.key] = row
    placed |= place_unaligned(found.table, rows, unaligned, placed, lines, searched=searched)
    readings = _readings(found, rows, placed, lines)
    for missing in found.missing:
        for target in missing.targets:
            readings[target.cell] = Reading(BLANK, None, TIED, doubt="missing")
    order = [cell.id for cell in found.table.cells()]
    return TableReading(
        found.table,
        {cell: readings[cell] for cell in order},
        _unplaced(found, rows, placed),
        placed,
    )


def _has_columns(line: Line) -> bool:
    """Returns whether the cells of a line stand in columns, by lines, markup or geometry."""
    return bool(line.cells) and (line.ruled or line.cells[0].region.box is not None)


class _Gridded:
    """Places the rows of one table that stand in grids; remembers each grid's columns."""

    def __init__(self, found: Found, lines: Sequence[Line]) -> None:
        self.found = found
        self.lines = lines
        self.rows = found.rows
        self.columns: dict[tuple[int, int], tuple[GridColumns, float] | None] = {}

    def place(self, match: Match) -> list[Placement] | None:
        """Returns the placements of a row, or None where its grid shows no columns."""
        at = (match.line.part, id(match.expected.block))
        if at not in self.columns:
            self.columns[at] = self._find(match)
        known = self.columns[at]
        if known is None:
            return None
        columns, edge = known
        return place_row(match.line, columns, edge, match.expected)

    def _find(self, match: Match) -> tuple[GridColumns, float] | None:
        rows = [
            other.line
            for other in self.rows
            if other.line.part == match.line.part and other.expected.block is match.expected.block
        ]
        edge = label_edge(rows) if match.expected.texts else -1.0
        # A grid may hold several tables; numbers of columns may stand between headers and rows.
        for headers in (own_headers, headers_above):
            found = headers(rows, self.rows, self.lines)
            columns = find_columns(found, rows, edge, match.expected)
            if columns is not None:
                return columns, edge
        before = [
            known
            for (_, block), known in reversed(self.columns.items())
            if known and block == id(match.expected.block)
        ]
        for known, their_edge in before:
            for at in (edge, their_edge):  # theirs: where labels leave blank cells beside them
                if columns_fit(known, rows, at):
                    return known, at
        columns = self._under_earlier_headers(match, rows, edge) or unheaded_columns(
            rows, edge, match.expected, before[0][0] if before else None
        )
        return None if columns is None else (columns, edge)

    def _under_earlier_headers(
        self, match: Match, rows: Sequence[Line], edge: float
    ) -> GridColumns | None:
        """Returns the columns under headers that a page break left alone, if they fit."""
        for other in self.found.matches:
            head, block = other.line, other.expected.block
            if other.expected.role is not Role.HEAD or block is not match.expected.block:
                continue
            headers = [line for line in self.lines[head.index :] if line.part == head.part]
            if head.part in (RUNNING_TEXT, match.line.part) or any(
                line.printed for line in headers
            ):
                continue
            columns = find_columns(headers, rows, edge, match.expected)
            if columns is not None and columns_fit(columns, rows, edge):
                return columns
        return None


_GUESSED_ROW = 0.85
"""Confidence in a row without rules whose label or whose sums leave a doubt."""


def _readings(
    found: Found, rows: Sequence[Match], placed: Rows, lines: Sequence[Line]
) -> dict[str, Reading]:
    domains = {cell.id: cell.domain for cell in found.table.cells()}
    trusted = len(found.missing) == 0 and not any(line.printed for line in found.extra)
    stray = _beside_strays(found, rows)
    broken = _unbalanced(found, rows, placed, domains)
    readings: dict[str, Reading] = {}
    for match in rows:
        sure_row, doubt_row = _row_confidence(match, trusted)
        for target, placement in zip(
            match.expected.targets, placed[match.expected.key], strict=True
        ):
            slot = placement.slot
            if slot is None:
                readings[target.cell] = Reading(
                    BLANK, None, min(placement.confidence, sure_row), doubt=placement.doubt
                )
                continue
            figure = parse_figure(slot.text, domains[target.cell])
            sure, doubt = placement.confidence, slot.doubt or placement.doubt
            if not slot.legible:
                figure = Figure(slot.text.strip(), State.UNREADABLE)
                sure, doubt = min(sure, slot.confidence), doubt or "glyphs"
            elif figure.state is State.UNREADABLE and not match.line.ruled:
                sure, doubt = min(sure, TIED), doubt or "placement"
            elif match.line.index in stray and _may_be_part(match, figure) and sure > UNSEEN:
                sure, doubt = UNSEEN, "row"
            if figure.state is State.UNREADABLE:
                sure = min(sure, 0.5)
            if BROKEN_FIGURE.search(slot.text):
                sure, doubt = min(sure, 0.94), doubt or "pieced"
            if match.expected.key in broken:
                sure, doubt = min(sure, _GUESSED_ROW), doubt or "placement"
            if sure_row < sure:
                sure, doubt = sure_row, doubt or doubt_row
            readings[target.cell] = converted(
                Reading(
                    replace(figure, notes=()) if figure.notes else figure,
                    slot.region,
                    min(sure, slot.confidence),
                    slot.alternatives,
                    doubt,
                    (*slot.notes, *figure.notes),
                ),
                domains[target.cell],
                partial(stated_unit, found, match, lines),
            )
    return _asked_once(rows, placed, readings)


_SETTLED_ELSEWHERE = 0.93
"""Confidence in a cell whose row or column is asked about at another cell. Of 2,018 cells that
headers or labels put in another order than the form's all were right, in drawn reports."""


def _asked_once(
    rows: Sequence[Match], placed: Rows, readings: dict[str, Reading]
) -> dict[str, Reading]:
    """Returns readings in which it is asked once, not cell by cell, whether a row or a column
    stands where its label says, against the order of the form: at its first printed figure. Where
    rows stand side by side their columns are one question.
    """
    asked: set[tuple[int, int]] = set()
    for match in rows:
        for at, target in enumerate(match.expected.targets):
            reading = readings[target.cell]
            if reading.doubt != "order" or reading.confidence != MOVED:
                continue
            is_row = not match.in_order and placed[match.expected.key][at].confidence > MOVED
            block = match.expected.block
            is_line = len(match.expected.targets) > len(block.columns)
            key = (match.line.index, -1) if is_row else (id(block), -1 if is_line else at)
            if key in asked or not reading.figure.text:
                readings[target.cell] = replace(reading, confidence=_SETTLED_ELSEWHERE)
            else:
                asked.add(key)
    return readings


def _has_places(line: Line) -> bool:
    """Returns whether each figure of a line has its own place; those of running text share one."""
    return len({slot.region for slot in line.slots}) == len(line.slots)


def _unbalanced(
    found: Found, rows: Sequence[Match], placed: Rows, domains: Mapping[str, Domain]
) -> set[str]:
    """Returns the keys of the rows without rules whose own sums fail, in which two figures stand
    together, or which have no sums and a blank beside a figure, that may have slipped into it: a
    figure may stand in the column beside its own. In text whose fields are all there none may.
    """
    broken: set[str] = set()
    regular = _regular_parts(rows)
    for match in rows:
        if match.line.ruled or not match.line.cells or match.line.part in regular:
            continue
        figures = {
            target.cell: parse_figure(placement.slot.text, domains[target.cell])
            for target, placement in zip(
                match.expected.targets, placed[match.expected.key], strict=True
            )
            if placement.slot is not None
        }
        cells = {target.cell for target in match.expected.targets}
        own = [one for one in found.table.equations if cells.issuperset(one.cells)]
        states = {figure.state for figure in figures.values()}
        together = State.UNREADABLE in states
        has_blank = State.BLANK in states or len(figures) < len(cells)
        slipped = not own and State.NUMBER in states and has_blank
        if together or slipped or not all(holds(equation, figures) for equation in own):
            broken.add(match.expected.key)
    return broken


_REGULAR = 3
"""Rows of text that have as many fields, from which on they are fields of columns."""


def _regular_parts(rows: Sequence[Match]) -> set[int]:
    """Returns the grids of text in which all rows have as many fields."""
    fields: dict[int, list[int]] = {}
    for match in rows:
        if match.line.cells and match.line.cells[0].region.box is None:
            fields.setdefault(match.line.part, []).append(len(match.line.cells))
    return {
        part for part, counts in fields.items() if len(counts) >= _REGULAR and len(set(counts)) == 1
    }


def _beside_strays(found: Found, rows: Sequence[Match]) -> set[int]:
    """Returns the indexes of the lines of rows that have figures of no row beside them, headers and
    lines without figures not counted.
    """
    strays = {line.index for line in found.extra if line.slots}
    order = sorted({match.line.index for match in rows if match.line.slots} | strays)
    return {
        order[beside]
        for at, index in enumerate(order)
        if index in strays
        for beside in range(max(at - 2, 0), min(at + 3, len(order)))
    }


def _may_be_part(match: Match, figure: Figure) -> bool:
    """Returns whether figures beside a row that found no row may belong to this one of it."""
    return figure.state is State.BLANK or not (match.line.ruled or match.expected.texts)


_CLEAR = 0.85
"""Where rows are missing or left over and no rules divide them, a label must be so much alike."""


def _row_confidence(match: Match, trusted: bool) -> tuple[float, str]:
    """Returns how sure it is that a line is the row of the form that it was taken for."""
    if not match.expected.texts:
        return (1.0, "") if match.line.printed or match.line.ruled else (UNSEEN, "row")
    if not match.in_order:
        return MOVED, "order"
    if match.line.mended:
        return _GUESSED_ROW, "label"
    if match.likeness >= (0.6 if trusted or match.line.ruled else _CLEAR):
        return 1.0, ""
    if match.likeness >= 0.45:
        return (0.95 if trusted else 0.85), "label"
    return (0.75 if trusted else 0.4), "label"


def _unplaced(found: Found, rows: Sequence[Match], placed: Rows) -> tuple[Unplaced, ...]:
    """Returns the figures within the table that found no cell."""
    left: list[Unplaced] = []
    for line in found.extra:
        if line.part == RUNNING_TEXT and is_unlabelled_page_number(
            line.texts[0], [slot.text for slot in line.slots]
        ):
            continue
        near = line.texts[0]
        left += [Unplaced(slot.text, slot.region, near) for slot in line.slots if slot.text.strip()]
    for match in rows:
        used = {
            placement.slot.region
            for placement in placed[match.expected.key]
            if placement.slot is not None
        }
        if not _has_places(match.line):
            continue
        left += [
            Unplaced(slot.text, slot.region, match.line.texts[0])
            for slot in match.line.slots
            if slot.text.strip() and slot.region not in used
        ]
    return tuple(left)
