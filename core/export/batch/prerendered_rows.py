"""The rows that a report gives to the workbook of a batch, made where the report is read.

They are the XML of cells with places left for what only the workbook knows: the numbers of the row
and of the report, and the styles. Whoever writes the workbook puts these in and unpacks no report.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..excel.stream import RowWriter, StreamStyles, Value
from .columns import LONG_LEAD, REPORT_LEAD, form_cells, long_rows, report_row
from .lines import ReportValues

_ROW, _TEXT, _NUMBER, _REPORT, _NEXT, _PART = "\x01", "\x02", "\x03", "\x04", "\x1e", "\x1d"
"""What stands in the places left; no text of a cell has a control character in it."""

_OPEN = RowWriter(StreamStyles(_TEXT, _NUMBER))
_LEVEL = 1
"""Of packing: a fifth larger than the usual one, in a third of its time."""


@dataclass(frozen=True, slots=True)
class MadeRows:
    """Rows of one report, for some workbook.

    Attributes:
        report: The row of the list of reports without its leading cells.
        cells: Those of the long list.
    """

    report: str
    cells: Sequence[str]


def make_rows(values: ReportValues) -> bytes:
    """Returns the rows of a report, packed."""
    panel = report_row(values, tuple(form_cells()))
    number = f'<c r="A{_ROW}" s="{_NUMBER}"><v>{_REPORT}</v></c>'
    cells = _NEXT.join(number + row for row in _made(long_rows(values), LONG_LEAD))
    return zlib.compress(_PART.join([*_made([panel], REPORT_LEAD), cells]).encode(), _LEVEL)


def take_rows(packed: bytes, styles: StreamStyles, number: int) -> MadeRows:
    """Returns rows that were made, with the styles of a workbook and the report's number there."""
    text = zlib.decompress(packed).decode()
    text = text.replace(_TEXT, str(styles.text)).replace(_NUMBER, str(styles.number))
    report, _, cells = text.partition(_PART)
    return MadeRows(report, cells.replace(_REPORT, str(number)).split(_NEXT))


def at_row(made: str, number: int) -> str:
    """Returns the cells of a made row as those of this row of the sheet, from 1."""
    return made.replace(_ROW, str(number))


def _made(rows: Iterable[Sequence[Value]], lead: int) -> Iterator[str]:
    return (_OPEN.cells(_ROW, values, lead + 1) for values in rows)
