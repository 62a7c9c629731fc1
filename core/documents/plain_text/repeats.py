"""Joins the fields of typed tables in which a merged cell was written into each of its places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...figures import FIGURE_WITH_ANY_UNIT
from ..flow.drafts import DraftCell, DraftTable, text_of
from ..vocabulary import HAN_CHARACTER

_LEAST = 2
"""Characters: a text of fewer may be a mark that stands in several fields of its own."""

ColumnRun = tuple[int, int]
"""First column and the one after the last."""


def joined_repeats(table: DraftTable) -> DraftTable:
    """Returns the table with the same words in neighbouring fields of a row as one cell, and the
    same figures below such words as one as well.

    Converters that know no merged cells write the text of one into every place that it covers.

    Args:
        table: One field a cell, without spans.
    """
    by_row = {row: list(cells) for row, cells in groupby(table.cells, key=lambda cell: cell.row)}
    over: list[ColumnRun] = []
    result: list[DraftCell] = []
    for cells in by_row.values():
        words = [run for run in _runs(cells) if _is_label(cells[run[0]])]
        if any(_is_label(cell) for cell in cells[1:]):
            over = words
        figures = [run for run in over if run not in words and _is_one(cells[run[0] : run[1]])]
        result += _joined(cells, words + figures)
    return DraftTable(tuple(result), table.rows, table.columns, table.ruled)


def _runs(cells: Sequence[DraftCell]) -> list[ColumnRun]:
    """Returns the runs of several fields with one text."""
    runs: list[ColumnRun] = []
    for column, cell in enumerate(cells):
        text = text_of(cell.content)
        if runs and text and text == text_of(cells[runs[-1][0]].content):
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return [run for run in runs if run[1] - run[0] > 1]


def _is_one(cells: Sequence[DraftCell]) -> bool:
    return len({text_of(cell.content) for cell in cells}) == 1 and not _is_label(cells[0])


def _is_label(cell: DraftCell) -> bool:
    text = text_of(cell.content)
    return (
        len(text) >= _LEAST
        and bool(HAN_CHARACTER.search(text))
        and not FIGURE_WITH_ANY_UNIT.fullmatch(text)
    )


def _joined(cells: Sequence[DraftCell], runs: Sequence[ColumnRun]) -> Iterator[DraftCell]:
    widths = {first: stop - first for first, stop in runs}
    inner = {column for first, stop in runs for column in range(first + 1, stop)}
    for column, cell in enumerate(cells):
        if column not in inner:
            yield DraftCell(cell.row, column, cell.content, 1, widths.get(column, 1))
