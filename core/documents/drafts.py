"""What a flow reader finds before its places are named: lines, tables and their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..doubts import CERTAIN

_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_ZERO_WIDTH = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_NO_CHARACTERS = (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_LINE_ENDS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_INVISIBLE = {
    **dict.fromkeys((*_CONTROLS, *_ZERO_WIDTH, *_NO_CHARACTERS), ""),
    **dict.fromkeys(_LINE_ENDS, "\n"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its text and its heading level, 1 to 4, or 0 for body text."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
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
class Table:
    """A table as the source marks it up; ``ruled`` as in ``Grid``."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    ruled: bool = True


Draft = Line | Table


def tidy(text: str) -> str:
    """Returns the text without what is never seen: control and zero-width characters."""
    return text.translate(_INVISIBLE)


def line(text: str, level: int = 0) -> Line:
    """Returns a line of tidied text; white space at its two ends is layout and is dropped."""
    return Line(tidy(text).strip(), level)


def text_of(content: Iterable[Draft]) -> str:
    """Returns what is printed in a cell, line by line; of nested tables only those of one cell."""
    lines: list[str] = []
    for draft in content:
        if isinstance(draft, Line):
            lines.append(draft.text)
        elif len(draft.cells) == 1:
            lines.append(text_of(draft.cells[0].content))
    return "\n".join(text for text in lines if text).strip()


def settled(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Returns the drafts in reading order, layout tables taken apart, nested ones set free.

    A table whose text lies mostly within tables nested in it is layout: its rows with nested
    tables give their contents one after the other, the rows between stay a table. Of any other
    table the nested tables follow it. A table of one cell is a frame around its contents.
    """
    for draft in drafts:
        if isinstance(draft, Line):
            if draft.text:
                yield draft
        elif _is_frame(draft):
            yield from settled(content for cell in draft.cells for content in cell.content)
        elif _is_layout(draft):
            yield from _taken_apart(draft)
        else:
            yield compacted(draft)
            for cell in draft.cells:
                yield from settled(_nested(cell))


def compacted(table: Table) -> Table:
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


def _is_frame(table: Table) -> bool:
    """Is it a box around running text: one cell, or a few of which one holds long paragraphs?"""
    if len(table.cells) <= 1:
        return True
    if len(table.cells) > 4:
        return False
    return any(
        sum(isinstance(part, Line) for part in cell.content) >= 3 and _weight(cell.content) > 300
        for cell in table.cells
    )


def _is_layout(table: Table) -> bool:
    held = sum(_weight(cell.content) for cell in table.cells if _nested(cell))
    return held * 2 > sum(_weight(cell.content) for cell in table.cells)


def _nested(cell: Cell) -> tuple[Table, ...]:
    """Returns the tables of more than one cell that lie in a cell."""
    found: list[Table] = []
    for part in cell.content:
        if isinstance(part, Table):
            if len(part.cells) > 1:
                found.append(part)
            else:
                found.extend(table for inner in part.cells for table in _nested(inner))
    return tuple(found)


def _weight(content: Iterable[Draft]) -> int:
    """Returns how many characters lie in a content, those of nested tables included."""
    return sum(
        len(part.text)
        if isinstance(part, Line)
        else sum(_weight(cell.content) for cell in part.cells)
        for part in content
    )


def _taken_apart(table: Table) -> Iterator[Draft]:
    holding = {cell.row for cell in table.cells if _nested(cell)}
    between: list[Cell] = []
    for row in range(table.rows):
        cells = [cell for cell in table.cells if cell.row == row]
        if row in holding:
            yield from settled(_part(table, between))
            between = []
            yield from settled(content for cell in cells for content in cell.content)
        else:
            between.extend(cells)
    yield from settled(_part(table, between))


def _part(table: Table, cells: list[Cell]) -> tuple[Draft, ...]:
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
