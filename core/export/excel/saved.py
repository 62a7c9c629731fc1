"""Saves a workbook in memory, where openpyxl itself writes each sheet into a temporary file.

Such a file outlives a program that is killed, and no later run can tell whose it was.
"""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved(workbook: Workbook, compression: int = ZIP_DEFLATED) -> io.BytesIO:
    """Returns a workbook as the bytes of its file, at their beginning.

    Args:
        workbook: Not used again afterwards.
        compression: Of its parts; ``ZIP_STORED`` for one that is copied and compressed then.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w", compression) as package:
        _Writer(workbook, package).save()
    stream.seek(0)
    return stream


class _Writer(ExcelWriter):
    """Writes a workbook without temporary files."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """Puts a sheet into the package, as the method of openpyxl does by way of a file."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        part = io.BytesIO()
        writer: Any = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)
