"""The printed layout of a table: headers, labels and figures as one grid with merged places."""

from __future__ import annotations

from dataclasses import dataclass

from .forms import Block, Group, Table

HEADING, HEAD, LABEL, FIGURE = "heading", "head", "label", "figure"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the layout, a merged one once.

    Attributes:
        row, column: Top left place, from 0.
        kind: ``HEADING`` (a line over a block), ``HEAD`` (over columns), ``LABEL`` (before a
            row) or ``FIGURE``.
        text, text_en: What is printed there; empty for figures.
        cell: The cell id of a figure, else empty.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    kind: str
    text: str = ""
    text_en: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A table laid out as the official form prints it.

    Attributes:
        label_columns: How many columns at the left hold labels.
        head_rows: How many rows at the top are headers of the whole table (0 where every block
            has headers of its own).
    """

    rows: int
    columns: int
    label_columns: int
    head_rows: int
    places: tuple[Place, ...]


def lay_out(table: Table) -> FormLayout:
    """Returns the layout of a table, whatever form it belongs to."""
    if table.orientation == "line":
        return _line(table)
    return _rows(table)


def _rows(table: Table) -> FormLayout:
    label_columns = max(
        len(block.row_path(row)) + 1 for block in table.blocks for row in block.rows
    )
    figure_columns = max(len(block.columns) for block in table.blocks)
    width = label_columns + figure_columns
    places: list[Place] = []
    top = 0
    for block in table.blocks:
        if block.heading:
            places.append(Place(top, 0, 1, width, HEADING, block.heading, block.heading_en))
            top += 1
        depth = _head_depth(block)
        if block.corner or depth:
            places.append(Place(top, 0, depth, label_columns, HEAD, block.corner, block.corner_en))
        places += _column_headers(block, top, label_columns, depth, figure_columns)
        top += depth
        places += _labels(block, top, label_columns)
        places += _figures(table, block, top, label_columns, figure_columns)
        top += len(block.rows)
    only = table.blocks[0]
    head_rows = _head_depth(only) if len(table.blocks) == 1 and not only.heading else 0
    return FormLayout(top, width, label_columns, head_rows, tuple(places))


def _head_depth(block: Block) -> int:
    return max(len(block.column_path(column)) + 1 for column in block.columns)


def _column_headers(
    block: Block, top: int, left: int, depth: int, figure_columns: int
) -> list[Place]:
    paths = [block.column_path(column) for column in block.columns]
    places = [
        Place(top + level, left + start, 1, span, HEAD, group.label, group.label_en)
        for level, start, span, group in _runs(paths)
    ]
    for index, column in enumerate(block.columns):
        level = len(paths[index])
        span = _last_span(index, len(block.columns), figure_columns)
        places.append(
            Place(
                top + level,
                left + index,
                depth - level,
                span,
                HEAD,
                column.label,
                column.label_en,
            )
        )
    return places


def _labels(block: Block, top: int, label_columns: int) -> list[Place]:
    paths = [block.row_path(row) for row in block.rows]
    places = [
        Place(top + start, level, span, 1, LABEL, group.label, group.label_en)
        for level, start, span, group in _runs(paths)
    ]
    for index, row in enumerate(block.rows):
        level = len(paths[index])
        places.append(
            Place(top + index, level, 1, label_columns - level, LABEL, row.label, row.label_en)
        )
    return places


def _figures(table: Table, block: Block, top: int, left: int, figure_columns: int) -> list[Place]:
    return [
        Place(
            top + at,
            left + index,
            1,
            _last_span(index, len(block.columns), figure_columns),
            FIGURE,
            cell=f"{table.id}.{row.id}.{column.id}",
        )
        for at, row in enumerate(block.rows)
        for index, column in enumerate(block.columns)
    ]


def _last_span(index: int, columns: int, figure_columns: int) -> int:
    """Returns the span of a column: the last one takes up what a wider block leaves over."""
    return figure_columns - index if index == columns - 1 else 1


def _line(table: Table) -> FormLayout:
    (block,) = table.blocks
    paths = [block.row_path(row) for row in block.rows]
    depth = max(len(path) for path in paths) + 1
    each = len(block.columns)
    places = [
        Place(level, start * each, 1, span * each, HEAD, group.label, group.label_en)
        for level, start, span, group in _runs(paths)
    ]
    for index, row in enumerate(block.rows):
        level = len(paths[index])
        places.append(
            Place(level, index * each, depth - level, each, HEAD, row.label, row.label_en)
        )
        for at, column in enumerate(block.columns):
            left = index * each + at
            places.append(Place(depth, left, 1, 1, HEAD, column.label, column.label_en))
            cell = f"{table.id}.{row.id}.{column.id}"
            places.append(Place(depth + 1, left, 1, 1, FIGURE, cell=cell))
    return FormLayout(depth + 2, len(block.rows) * each, 0, depth + 1, tuple(places))


def _runs(paths: list[tuple[Group, ...]]) -> list[tuple[int, int, int, Group]]:
    """Returns (level, start, length, group) for each run of neighbours under one group."""
    runs: list[tuple[int, int, int, Group]] = []
    for level in range(max((len(path) for path in paths), default=0)):
        start = 0
        while start < len(paths):
            if len(paths[start]) <= level:
                start += 1
                continue
            group = paths[start][level]
            end = start
            while end < len(paths) and len(paths[end]) > level and paths[end][level] == group:
                end += 1
            runs.append((level, start, end - start, group))
            start = end
    return runs
