"""Writes the list of reports of a batch as CSV: one head row, a line a report, typed columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ...batch_model import Batch, ReportLine
from ...files.saving import save_whole
from ..flat import flat_field
from .list_columns import (
    double_values,
    facts_row,
    failed_row,
    form_cells,
    panel_columns,
    report_lead,
)
from .report_rows import panel_values

Progress = Callable[[int, int], None]


def write_list(batch: Batch, path: Path, *, progress: Progress | None = None) -> None:
    """Writes the list of reports; memory does not grow with their number.

    UTF-8 with a byte order mark, which Excel needs to read Chinese. A column of figures holds
    numbers or nothing; text that a spreadsheet would take as a formula is preceded by an
    apostrophe.

    Args:
        batch: What to write.
        path: Where to; it is written whole, then renamed into place.
        progress: Is told how many reports of how many are written.

    Raises:
        OutputError: The file cannot be written.
    """
    names = [column.key for column in panel_columns()]
    cells = tuple(form_cells())
    total = batch.totals.lines

    def write(stream: BinaryIO) -> None:
        text = io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(names)
        for line in batch.lines():
            values = list_values(line, cells)
            values += [None] * (len(names) - len(values))
            writer.writerow(map(flat_field, values))
            if progress is not None:
                progress(line.number, total)
        text.detach()  # the file itself stays open

    save_whole(path, write)


def list_values(line: ReportLine, cells: tuple[str, ...]) -> list[object]:
    """Returns the values of a line of the list; of a file that gave no report only the first."""
    if line.rows is None:
        return list(failed_row(line))
    return [
        *report_lead(line),
        *facts_row(line.rows),
        *double_values(line),
        *panel_values(line.rows, cells),
    ]
