"""Saves a workbook in memory, where openpyxl itself leaves errors and temporary files behind."""

from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from ...errors import OutputError


def saved(workbook: Workbook, path: Path, compression: int = ZIP_DEFLATED) -> io.BytesIO:
    """Returns a workbook as the bytes of its file.

    Args:
        workbook: Not used again afterwards.
        path: Where it is to be written, for the message.
        compression: Of its parts; ``ZIP_STORED`` for one that is copied and compressed then.

    Raises:
        OutputError: The temporary folder, where openpyxl writes each sheet, takes no more.
    """
    stream = io.BytesIO()
    try:
        with ZipFile(stream, "w", compression) as package:
            ExcelWriter(workbook, package).save()
    except (OSError, SerialisationError) as error:
        _end_writers(error.__traceback__)
        reason = getattr(error, "strerror", None) or str(error)
        folder = tempfile.gettempdir()
        raise OutputError(
            f"{path} 没有写入：临时文件夹 {folder} 不能写（{reason}）。请清理磁盘空间后再试。",
            f"{path} was not written: the temporary folder {folder} takes no more ({reason}). "
            "Make room on its disk and try again.",
        ) from error
    return stream


def _end_writers(trace: TracebackType | None) -> None:
    """Ends what openpyxl was writing when it failed: that would fail again, and be told in the
    terminal, whenever it is collected.
    """
    for frame, _ in walk_tb(trace):
        for value in frame.f_locals.values():
            if isinstance(value, WorksheetWriter):
                with suppress(OSError, SerialisationError):
                    value.xf.close()
                with suppress(OSError):
                    value.cleanup()
