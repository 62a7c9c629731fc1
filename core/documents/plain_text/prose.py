"""Takes the prose out of a typed table: a row whose one text is a paragraph is no row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ..flow.drafts import Draft, DraftCell, DraftTable, line, runs_of, text_of
from ..flow.runs import Runs, in_lines

_PROSE = 60
"""Characters from which a row's only text is taken for prose; the longest heading of the form
that stands alone in a row is shorter, a label of the form never stands without figures."""


def without_prose(table: DraftTable) -> Iterator[Draft]:
    """Returns the drafts of a sheet: its prose rows as lines, the rows between as tables.

    Rows whose one text is short stay rows where they border rows with several texts, since they
    are headings of the form, and become lines elsewhere.
    """
    rows = _rows(table)
    tall = {cell.row + down for cell in table.cells for down in range(1, cell.row_span)}
    sections = groupby(range(table.rows), key=lambda row: row not in tall and _is_prose(rows[row]))
    for is_prose, section in sections:
        indexes = list(section)
        if is_prose or not any(_filled(rows[index]) > 1 for index in indexes):
            for index in indexes:
                yield from (line(part) for cell in rows[index] for part in _lines(cell))
        else:
            yield _section(table, rows, indexes)


def _rows(table: DraftTable) -> list[list[DraftCell]]:
    rows: list[list[DraftCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _filled(cells: list[DraftCell]) -> int:
    return sum(bool(text_of(cell.content)) or not cell.legible for cell in cells)


def _is_prose(cells: list[DraftCell]) -> bool:
    texts = [text for cell in cells if (text := text_of(cell.content))]
    return len(texts) == 1 and (len(texts[0]) > _PROSE or texts[0].endswith("。"))


def _lines(cell: DraftCell) -> list[Runs]:
    return [
        runs for runs in in_lines(runs_of(cell.content)) if any(run.text.strip() for run in runs)
    ]


def _section(table: DraftTable, rows: list[list[DraftCell]], indexes: list[int]) -> DraftTable:
    first = indexes[0]
    cells = tuple(
        replace(cell, row=cell.row - first, row_span=min(cell.row_span, indexes[-1] - cell.row + 1))
        for index in indexes
        for cell in rows[index]
    )
    return replace(table, cells=cells, rows=len(indexes))
