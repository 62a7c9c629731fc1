"""The rows of a report in the sheets of a batch, as XML: made of values, each of its own type.

A batch writes some two thousand cells for each report, by one process whatever the number of
cores. So what the rows of a report have in common is made once, with a place left for the number
of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from ...batch_model import KeptReport, ReportLine
from ...figures import Figure
from ...forms import Form
from ...printable import printable
from ..excel.stream import RowWriter, StreamStyles, Value, letters_of
from ..export_wording import label_path
from .list_columns import (
    LONG,
    NOT_IN_FORM,
    REPORT_FACTS,
    REPORT_LEAD,
    double_values,
    facts_row,
    form_cells,
)

_ROW = "\x01"
"""Stands for the number of the row; no text of a cell has a control character in it."""

_PLACES = dict(zip((column.key for column in LONG), letters_of(1, len(LONG)), strict=True))


class ReportRows:
    """Makes the rows of reports for one workbook.

    Args:
        styles: Of text and of numbers.
    """

    def __init__(self, styles: StreamStyles) -> None:
        self._writer = RowWriter(styles)
        self._columns = tuple(form_cells())
        self._hundredths = [self._one("confidence", Decimal(each) / 100) for each in range(101)]
        self._labels: dict[Form, Sequence[str]] = {}

    def panel(self, line: ReportLine, kept: KeptReport, row: int) -> str:
        """Returns the cells of a row of the list of reports, behind its lead."""
        values = [*facts_row(kept), *double_values(line)]
        facts = self._writer.cells(row, values, REPORT_LEAD + 1)
        first = len(REPORT_FACTS) + 1
        return facts + self._writer.cells(row, panel_values(kept, self._columns), first)

    def cells(self, line: ReportLine, kept: KeptReport, first: int) -> Iterator[str]:
        """Yields a row for each cell of a report.

        Args:
            line: Of the report in the list of reports.
            kept: Its values.
            first: The first row, from 1.
        """
        lead = self._writer.cells(_ROW, [line.number, kept.facts.organization, kept.facts.year])
        printed = [self._figure("printed", each) for each in kept.figures]
        audited = [self._figure("audited", each) for each in kept.figures]
        doubts = [self._one("doubt", each) for each in kept.doubts]
        labels = self._labels_of(kept.form)
        path = self._one("path", printable(line.place))
        for at, (label, cell) in enumerate(zip(labels, kept.cells, strict=True), start=first):
            made = (
                f"{lead}{label}{printed[cell.printed]}{audited[cell.audited]}"
                f"{self._hundredths[cell.confidence]}{doubts[cell.doubt]}"
                f"{self._one('page', cell.page)}{path}"
            )
            yield f'<row r="{at}">{made.replace(_ROW, str(at))}</row>'

    def _labels_of(self, form: Form) -> Sequence[str]:
        """Returns id and label of each cell of a form."""
        if form not in self._labels:
            self._labels[form] = [
                self._one("cell", cell) + self._one("label", label_path(spec))
                for cell, spec in form.cells.items()
            ]
        return self._labels[form]

    def _figure(self, key: str, figure: Figure) -> str:
        return self._writer.cells(_ROW, typed(figure), _first(key))

    def _one(self, key: str, value: Value) -> str:
        if value is None or value == "":
            return ""
        return f'<c r="{_PLACES[key]}{_ROW}{self._writer.content(value)}'


def panel_values(kept: KeptReport, columns: Sequence[str]) -> list[Value]:
    """Returns three values for each of these cells: number, state and text as audited."""
    audited = kept.audited()
    figures = [typed(each) for each in kept.figures]
    values: list[Value] = []
    for cell in columns:
        at = audited.get(cell)
        values += _ABSENT if at is None else figures[at]
    return values


_ABSENT: tuple[Value, Value, Value] = (None, NOT_IN_FORM, None)


@lru_cache(maxsize=1000)
def typed(figure: Figure) -> tuple[Value, Value, Value]:
    """Returns a figure as three values: its number or nothing, its state, its text."""
    return figure.value, figure.state.value, figure.text


def _first(key: str) -> int:
    """Returns the number of the column of that name, from 1."""
    return tuple(_PLACES).index(key) + 1
