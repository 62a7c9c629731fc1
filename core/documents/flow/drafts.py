"""What a flow reader finds before its places are named: lines, tables and their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...doubts import CERTAIN, LIKELIER
from .runs import Run, Runs, merged, stripped, tidied
from .said import is_bare_figure, plain_text, said


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One paragraph: its runs and its heading level, 1 to 4, or 0 for body text."""

    runs: Runs
    level: int = 0

    @property
    def text(self) -> str:
        """What it says."""
        return plain_text(self.runs)


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One cell of a table, with everything that lies in it, nested tables included.

    Attributes:
        row, column: Index from 0 within its table.
        legible: False where it holds a picture or a formula without a result in place of a text.
        confidence, alternatives, doubt: As in ``GridCell``.
    """

    row: int
    column: int
    content: tuple[Draft, ...]
    row_span: int = 1
    column_span: int = 1
    legible: bool = True
    confidence: float = CERTAIN
    alternatives: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table as the source marks it up; ``ruled`` as in ``Grid``."""

    cells: tuple[DraftCell, ...]
    rows: int
    columns: int
    ruled: bool = True


Draft = DraftLine | DraftTable


def line(text: str | Iterable[Run], level: int = 0) -> DraftLine:
    """Returns a line of tidied text; white space at its two ends is layout and is dropped."""
    runs = (Run(text),) if isinstance(text, str) else text
    return DraftLine(stripped(tidied(runs)), level)


def runs_of(content: Iterable[Draft]) -> Runs:
    """Returns the runs of a cell, its lines parted by newlines; of nested tables only those of one
    cell.
    """
    result: list[Run] = []
    for draft in content:
        runs: Runs = ()
        if isinstance(draft, DraftLine):
            runs = draft.runs
        elif len(draft.cells) == 1:
            runs = runs_of(draft.cells[0].content)
        if runs:
            result += [Run("\n")] * bool(result) + list(runs)
    return merged(result)


def text_of(content: Iterable[Draft]) -> str:
    """Returns what is printed in a cell, line by line."""
    return said(runs_of(content)).text


def settled(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Returns the drafts in reading order, layout tables taken apart, nested ones set free.

    A table whose text lies mostly within tables nested in it is layout: its rows with nested
    tables give their contents one after the other, the rows between stay a table. Of any other
    table the nested tables follow it. A table of one cell is a frame around its contents.
    """
    for draft in drafts:
        if isinstance(draft, DraftLine):
            if draft.runs:
                yield draft
        elif _is_frame(draft):
            yield from settled(content for cell in draft.cells for content in cell.content)
        elif _is_layout(draft):
            yield from _taken_apart(draft)
        else:
            yield compacted(draft)
            for cell in draft.cells:
                yield from settled(_nested(cell))


def compacted(table: DraftTable) -> DraftTable:
    """Returns the table without rows and columns in which no cell begins.

    Such rows and columns come from spans that are too long or from a grid finer than the table.
    """
    rows = {row: index for index, row in enumerate(sorted({cell.row for cell in table.cells}))}
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell in table.cells}))}
    if len(rows) == table.rows and len(columns) == table.columns:
        return table
    cells = tuple(
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            row_span=sum(cell.row <= row < cell.row + cell.row_span for row in rows),
            column_span=sum(cell.column <= c < cell.column + cell.column_span for c in columns),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, rows=len(rows), columns=len(columns))


def _is_frame(table: DraftTable) -> bool:
    """Is it a box around running text: one cell, or a few of which one holds long paragraphs?"""
    if len(table.cells) <= 1:
        return True
    if len(table.cells) > 4:
        return False
    return any(
        sum(isinstance(part, DraftLine) for part in cell.content) >= 3
        and _weight(cell.content) > 300
        for cell in table.cells
    )


def _is_layout(table: DraftTable) -> bool:
    held = sum(_weight(cell.content) for cell in table.cells if _nested(cell))
    return held * 2 > sum(_weight(cell.content) for cell in table.cells)


def _nested(cell: DraftCell) -> tuple[DraftTable, ...]:
    """Returns the tables of more than one cell that lie in a cell."""
    found: list[DraftTable] = []
    for part in cell.content:
        if isinstance(part, DraftTable):
            if len(part.cells) > 1:
                found.append(part)
            else:
                found.extend(table for inner in part.cells for table in _nested(inner))
    return tuple(found)


def _weight(content: Iterable[Draft]) -> int:
    """Returns how many characters lie in a content, those of nested tables included."""
    return sum(
        len(part.text)
        if isinstance(part, DraftLine)
        else sum(_weight(cell.content) for cell in part.cells)
        for part in content
    )


def _taken_apart(table: DraftTable) -> Iterator[Draft]:
    holding = {cell.row for cell in table.cells if _nested(cell)}
    between: list[DraftCell] = []
    for row in range(table.rows):
        cells = [cell for cell in table.cells if cell.row == row]
        if row in holding:
            yield from settled(_part(table, between))
            between = []
            yield from settled(content for cell in cells for content in cell.content)
        else:
            between.extend(cells)
    yield from settled(_part(table, between))


def _part(table: DraftTable, cells: list[DraftCell]) -> tuple[Draft, ...]:
    """Returns some rows of a table as a table, or as lines where they hold one text each."""
    if not cells:
        return ()
    first, last = cells[0].row, max(cell.row for cell in cells)
    filled = [cell.row for cell in cells if _weight(cell.content)]
    if len(filled) == len(set(filled)):
        return tuple(content for cell in cells for content in cell.content)
    shifted = tuple(
        replace(cell, row=cell.row - first, row_span=min(cell.row_span, last - cell.row + 1))
        for cell in cells
    )
    return (replace(table, cells=shifted, rows=last - first + 1),)


@dataclass(slots=True)
class Turner:
    """Turns tables around that are shown from right to left, one after the other of a document.

    Where the labels of such a table come first as it is stored they are shown at the right, and
    every figure below its head; only one that is stored with its labels last is turned, so that
    they come first. A table without labels is stored like those before it; the first of a document
    tells nothing and is a doubt.

    Attributes:
        last: By how many rows more the labels stood last than first so far.
    """

    last: int = 0

    def turned(self, table: DraftTable) -> DraftTable:
        """Returns a table that is shown from right to left, with its labels first."""
        own = sum(_labels_last(row) for row in _filled_rows(table))
        self.last += own
        if (own or self.last) > 0:
            return _mirrored(table)
        if own or self.last:
            return table
        cells = tuple(
            replace(cell, confidence=min(cell.confidence, LIKELIER), doubt=cell.doubt or "order")
            for cell in table.cells
        )
        return replace(table, cells=cells)


def _filled_rows(table: DraftTable) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        text = text_of(cell.content)
        if text:
            rows.setdefault(cell.row, []).append(text)
    return list(rows.values())


def _labels_last(row: list[str]) -> int:
    """Returns 1 for a row of figures whose label is its last text, -1 where it is the first."""
    return is_bare_figure(row[0]) - is_bare_figure(row[-1])


def _mirrored(table: DraftTable) -> DraftTable:
    cells = [
        replace(cell, column=table.columns - cell.column - cell.column_span) for cell in table.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells))


def is_even(table: DraftTable, beyond: Sequence[int] = ()) -> bool:
    """Do all rows of several filled cells end at the same column?

    Where they do not, spans were lost, or reach too far: what stands below a head is not known
    from the places of the cells.

    Args:
        table: As its source marks it up.
        beyond: How many columns each row states to leave free at its end.
    """
    ends: dict[int, int] = {}
    filled: dict[int, int] = {}
    for cell in table.cells:
        has_text = bool(text_of(cell.content))
        for row in range(cell.row, cell.row + cell.row_span):
            ends[row] = max(ends.get(row, 0), cell.column + cell.column_span)
            filled[row] = filled.get(row, 0) + has_text
    free = dict(enumerate(beyond))
    return len({end + free.get(row, 0) for row, end in ends.items() if filled[row] > 1}) <= 1
