"""Reads the grid of a Word table: spans, vertical merges, skipped columns, tracked rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from lxml import etree

from ..flow.drafts import DraftCell, DraftTable, Turner, is_even
from .word_names import child, is_whole, number, switched, value, w

CellReader = Callable[[etree._Element], DraftCell]
"""Reads a ``w:tc``; the cell has no place yet."""

_WRAPPERS = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_MOST_SPAN = 200
"""Columns; Word itself makes tables of at most 63."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A ``w:tc`` with the grid columns that it takes in its row."""

    node: etree._Element
    column: int
    span: int


def read_table(table: etree._Element, read_cell: CellReader, turner: Turner) -> DraftTable:
    """Returns a Word table as it prints: vertically merged cells once, deleted rows left out."""
    edges = _grid_edges(table)
    rows = _without_slivers([_slots(row, edges) for row in _rows(table)], edges)
    cells: list[DraftCell] = []
    open_merges: dict[int, int] = {}
    for index, slots in enumerate(rows):
        continued: dict[int, int] = {}
        for slot in slots:
            merge = _merge(slot.node)
            above = open_merges.get(slot.column)
            if merge == "continue" and above is not None and cells[above].column_span == slot.span:
                cells[above] = replace(cells[above], row_span=index - cells[above].row + 1)
                continued[slot.column] = above
                continue
            read = read_cell(slot.node)
            if merge:
                continued[slot.column] = len(cells)
            cells.append(replace(read, row=index, column=slot.column, column_span=slot.span))
        open_merges = continued
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    free = [number(child(row, "trPr", "gridAfter"), 0) for row in _rows(table)]
    found = DraftTable(tuple(cells), len(rows), columns)
    found = replace(found, ruled=is_even(found, free))
    return turner.turned(found) if switched(child(table, "tblPr"), "bidiVisual") else found


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for node in parent:
        if node.tag == w("tr"):
            properties = child(node, "trPr")
            deleted = child(properties, "del") is not None
            if not deleted and not switched(properties, "hidden"):
                yield node
        elif node.tag in _WRAPPERS:
            yield from _rows(node)


def _cell_nodes(parent: etree._Element) -> Iterator[etree._Element]:
    for node in parent:
        if node.tag == w("tc"):
            if child(node, "tcPr", "cellDel") is None:
                yield node
        elif node.tag in _WRAPPERS:
            yield from _cell_nodes(node)


def _merge(cell: etree._Element) -> str:
    """Returns "restart", "continue" or "" for a cell's part in a vertical merge."""
    node = child(cell, "tcPr", "vMerge")
    return "" if node is None else value(node) or "continue"


def _slots(row: etree._Element, edges: list[int]) -> list[_Slot]:
    """Returns the cells of a row with their grid columns."""
    column = min(number(child(row, "trPr", "gridBefore"), 0), _MOST_SPAN)
    after = min(number(child(row, "trPr", "gridAfter"), 0), _MOST_SPAN)
    slots: list[_Slot] = []
    for node in _cell_nodes(row):
        span = min(max(number(child(node, "tcPr", "gridSpan"), 1), 1), _MOST_SPAN)
        merged = child(node, "tcPr", "hMerge")
        if merged is not None and value(merged) != "restart" and slots:
            slots[-1] = replace(slots[-1], span=slots[-1].span + span)
        else:
            slots.append(_Slot(node, column, span))
        column += span
    if slots and column + after < len(edges) - 1:
        return _by_width(slots, edges) or slots
    return slots


def _by_width(slots: list[_Slot], edges: list[int]) -> list[_Slot]:
    """Returns the cells of a row that states too few spans, placed by their widths.

    Some writers leave ``w:gridSpan`` out and give the true widths; Word goes by those. Only where
    every edge of the row meets an edge of the grid within 3 mm are they trusted.
    """
    placed: list[_Slot] = []
    x = edges[slots[0].column]
    for slot in slots:
        width = child(slot.node, "tcPr", "tcW")
        size = "" if width is None else width.get(w("w"), "")
        if width is None or width.get(w("type"), "dxa") != "dxa" or not is_whole(size):
            return []
        start, end = _nearest(edges, x), _nearest(edges, x + int(size))
        x += int(size)
        if end <= start or abs(edges[end] - x) > _TOLERANCE:
            return []
        placed.append(_Slot(slot.node, start, end - start))
    return placed


_TOLERANCE = 170
"""Twentieths of a point that two edges of one column may be apart."""

_SLIVER = 60
"""Width, in twentieths of a point, below which a grid column is only an uneven edge."""


def _without_slivers(rows: list[list[_Slot]], edges: list[int]) -> list[list[_Slot]]:
    """Returns the rows with grid columns too narrow for a digit closed up.

    Where the rows of a table end a hair apart, writers put a column of a millimetre between them.
    A table in which a cell lies in such a column alone is left as it is.
    """
    wide = [right - left >= _SLIVER for left, right in pairwise(edges)]
    closed = list(accumulate(wide, initial=0))

    def snapped(index: int) -> int:
        return closed[index] if index < len(closed) else closed[-1] + index - len(closed) + 1

    found = [
        [
            replace(slot, column=start, span=snapped(slot.column + slot.span) - start)
            for slot in slots
            for start in [snapped(slot.column)]
        ]
        for slots in rows
    ]
    return found if all(slot.span > 0 for slots in found for slot in slots) else rows


def _nearest(edges: list[int], x: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - x))


def _grid_edges(table: etree._Element) -> list[int]:
    """Returns where the grid's columns begin and end, in twentieths of a point from its left."""
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    widths = [column.get(w("w"), "0") for column in columns]
    if not all(map(is_whole, widths)):
        return [0]
    return list(accumulate(map(int, widths), initial=0))
