"""Tables that a page makes of other elements by style alone: as tables, grids or rows of boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from ..css.cascade import Cascade

_TAGS = {
    "table": "table",
    "inline-table": "table",
    "table-header-group": "thead",
    "table-row-group": "tbody",
    "table-footer-group": "tfoot",
    "table-row": "tr",
    "table-cell": "td",
}
"""What an element counts as, by the value of its ``display`` (CSS 2.2, section 17.2)."""

MADE_OF_BOXES = "data-gouji-boxes"
"""The attribute of rows and cells that are made here out of other elements."""

_OWN = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "html", "body"})
_FLEX = frozenset({"flex", "inline-flex"})
_GRID = frozenset({"grid", "inline-grid"})

_BLOCKS = frozenset({"block", "list-item", "flow-root"})
_LEAST_BOXES = 2
"""One box alone makes no row."""

_LEAST_CELLS = 4
"""Fewer boxes in a grid are a layout of the page."""

_MOST_LINES = 1000
"""Of a grid; one that names a line beyond is left as it is."""

GridArea = tuple[int, int, int, int]
"""Row, column, and how many rows and columns a box of a grid takes; from 0."""


def turn_into_tables(root: etree._Element, cascade: Cascade) -> None:
    """Gives elements that are displayed as parts of a table the names of such."""
    displayed = [
        (element, cascade.of(element).display)
        for element in root.iter()
        if element.tag not in _OWN and cascade.of(element).display != "inline"
    ]
    if any(display == "table-cell" for _, display in displayed):
        for element, display in displayed:
            if display in _TAGS:
                element.tag = _TAGS[display]
                element.set(MADE_OF_BOXES, "")
    for element, display in displayed:
        if display in _GRID:
            _grid(element, cascade)
    rows = [
        element
        for element, display in displayed
        if display in _FLEX or (display in _BLOCKS and _is_line_of_boxes(element, cascade))
    ]
    _rows_of_boxes(rows, cascade)


def _is_line_of_boxes(element: etree._Element, cascade: Cascade) -> bool:
    """Does an element hold nothing but boxes that stand beside each other in a line?"""
    if len(element) < _LEAST_BOXES or (element.text or "").strip():
        return False
    return all(
        _floats(child, cascade) or cascade.of(child).display in ("inline-block", "none")
        for child in element
    ) and not any((child.tail or "").strip() for child in element)


def _floats(element: etree._Element, cascade: Cascade) -> str:
    side = str(cascade.of(element).box.get("float", ""))
    return side if side in ("left", "right") else ""


def _items(container: etree._Element, cascade: Cascade) -> list[etree._Element]:
    """Returns the boxes of a container in the order in which they stand."""
    shown = [
        child
        for child in container
        if not cascade.of(child).gone and cascade.of(child).box.get("position") != "absolute"
    ]
    if shown and all(_floats(child, cascade) == "right" for child in shown):
        shown.reverse()
    return sorted(shown, key=lambda child: cascade.of(child).box.get("order", 0))


def _is_leaf(item: etree._Element, cascade: Cascade) -> bool:
    """Does a box hold words alone, and no other boxes beside each other?"""
    return not any(
        cascade.of(inner).display in (*_FLEX, *_GRID, "table") and len(inner) > 1
        for inner in item.iter()
    )


def _grid(container: etree._Element, cascade: Cascade) -> None:
    items = _items(container, cascade)
    if len(items) < _LEAST_CELLS or not all(_is_leaf(item, cascade) for item in items):
        return
    if _is_named(cascade.of(container).box) or any(
        _is_named(cascade.of(item).box) for item in items
    ):
        return
    areas = _areas(container, items, cascade)
    if areas is None or max(column + wide for _, column, _, wide in areas) < 2:
        return
    for item in list(container):
        container.remove(item)
    container.tag = "table"
    placed = sorted(zip(areas, items, strict=True), key=lambda pair: pair[0])
    hanging: set[tuple[int, int]] = set()
    rows = max(row + tall for row, _, tall, _ in areas)
    for row in range(rows):
        line = etree.SubElement(container, "tr", {MADE_OF_BOXES: ""})
        at = 0
        for (_, column, tall, wide), item in (pair for pair in placed if pair[0][0] == row):
            for gap in range(at, column):
                if (row, gap) not in hanging:
                    etree.SubElement(line, "td")
            hanging.update(
                (row + down, column + across) for down in range(tall) for across in range(wide)
            )
            item.tag = "td"
            item.tail = None
            item.set(MADE_OF_BOXES, "")
            item.set("rowspan", str(tall))
            item.set("colspan", str(wide))
            line.append(item)
            at = column + wide


def _is_named(box: Mapping[str, Any]) -> bool:
    """Does a place go by names, from the end, or down the columns first? That is not followed."""
    lines = [box.get(name) for name in _LINES]
    backwards = any(isinstance(line, tuple) and line[1] < 1 for line in lines)
    return backwards or bool(_AUTOMATIC & set(str(box.get("grid-auto-flow", "")).split()))


_LINES = ("grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end")
_AUTOMATIC = frozenset({"column", "dense"})


def _areas(
    container: etree._Element, items: Sequence[etree._Element], cascade: Cascade
) -> list[GridArea] | None:
    """Returns where each box of a grid stands (CSS Grid 1, section 8.5), None beyond reason."""
    wanted = [_wanted(cascade.of(item).box) for item in items]
    limit = max(
        [cascade.of(container).box.get("grid-template-columns") or 0]
        + [(column or 0) + wide for _, column, _, wide in wanted]
    )
    most = max(max(row or 0, column or 0, tall, wide) for row, column, tall, wide in wanted)
    if not 0 < limit <= _MOST_LINES or most > _MOST_LINES:
        return None
    taken: set[tuple[int, int]] = set()
    found: dict[int, GridArea] = {}
    for at, (row, column, tall, wide) in enumerate(wanted):
        if row is not None and column is not None:
            found[at] = _take(taken, (row, column, tall, wide))
    cursor = (0, 0)
    for at, (row, column, tall, wide) in enumerate(wanted):
        if at in found:
            continue
        for place in _places(cursor if row is None else (row, 0), row, column, limit, wide):
            if place[0] > 4 * _MOST_LINES:
                return None
            if not _overlaps(taken, (*place, tall, wide)):
                found[at] = _take(taken, (*place, tall, wide))
                cursor = place if row is None else cursor
                break
        else:
            return None
    return [found[at] for at in range(len(items))]


def _wanted(box: Mapping[str, tuple[str, int] | None]) -> tuple[int | None, int | None, int, int]:
    row, tall = _extent(box.get("grid-row-start"), box.get("grid-row-end"))
    column, wide = _extent(box.get("grid-column-start"), box.get("grid-column-end"))
    return row, column, tall, wide


def _extent(start: tuple[str, int] | None, end: tuple[str, int] | None) -> tuple[int | None, int]:
    """Returns where a box begins, from 0, and how far it reaches; lines are counted from 1."""
    spans = [line[1] for line in (start, end) if line and line[0] == "span"]
    span = max(1, spans[0]) if spans else 1
    first = start[1] - 1 if start and start[0] == "line" and start[1] > 0 else None
    last = end[1] - 1 if end and end[0] == "line" and end[1] > 0 else None
    if first is not None and last is not None:
        return min(first, last), max(1, abs(last - first))
    if last is not None:
        return max(0, last - span), span
    return first, span


def _places(
    start: tuple[int, int], row: int | None, column: int | None, limit: int, wide: int
) -> Iterator[tuple[int, int]]:
    """Yields the places that a box may take, from a place on, row by row."""
    at_row, at_column = start
    while row is None or at_row == row:
        if column is not None:
            yield at_row + (column < at_column), column
        else:
            for across in range(at_column, max(limit - wide, 0) + 1):
                yield at_row, across
        at_row, at_column = at_row + 1, 0


def _overlaps(taken: set[tuple[int, int]], area: GridArea) -> bool:
    row, column, tall, wide = area
    return any(
        (row + down, column + across) in taken for down in range(tall) for across in range(wide)
    )


def _take(taken: set[tuple[int, int]], area: GridArea) -> GridArea:
    row, column, tall, wide = area
    taken.update((row + down, column + across) for down in range(tall) for across in range(wide))
    return area


def _rows_of_boxes(rows: Sequence[etree._Element], cascade: Cascade) -> None:
    """Makes a table of rows of boxes that follow each other."""
    known = set(rows)
    for parent in dict.fromkeys(row.getparent() for row in rows):
        if parent is None:
            continue
        for is_row, run in groupby(list(parent), key=lambda child: _is_row(child, known, cascade)):
            group = list(run)
            wide = [row for row in group if is_row and len(_items(row, cascade)) > 1]
            if len(wide) > 1:
                _table_of(parent, group, cascade)


def _is_row(element: etree._Element, rows: set[etree._Element], cascade: Cascade) -> bool:
    if element not in rows or element.tag in _OWN:
        return False
    if str(cascade.of(element).box.get("flex-direction", "row")).startswith("column"):
        return False
    items = _items(element, cascade)
    bare = not (element.text or "").strip()
    return bool(items) and bare and all(_is_leaf(item, cascade) for item in items)


def _table_of(parent: etree._Element, rows: Sequence[etree._Element], cascade: Cascade) -> None:
    table = etree.Element("table")
    parent.insert(parent.index(rows[0]), table)
    table.tail = rows[-1].tail
    for row in rows:
        items = _items(row, cascade)
        if cascade.of(row).box.get("flex-direction") == "row-reverse":
            items.reverse()
        row.tag, row.tail = "tr", None
        row.set(MADE_OF_BOXES, "")
        for item in items:
            item.tag, item.tail = "td", None
            item.set(MADE_OF_BOXES, "")
            row.append(item)
        table.append(row)
