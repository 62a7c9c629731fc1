"""Tells a workbook that Gouji has written from a report, so that it is not read as one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openpyxl import Workbook

_CATEGORY = "Gouji export"
_PROPERTIES = "docProps/core.xml"
_MOST_BYTES = 100_000


def mark_as_own(workbook: Workbook) -> None:
    """Says in the properties of a workbook that it is an export."""
    workbook.properties.category = _CATEGORY


def is_own(path: Path) -> bool:
    """Returns whether the file is a workbook that Gouji has exported, whatever its name."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as part:
            return f">{_CATEGORY}</".encode() in part.read(_MOST_BYTES)
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return False
