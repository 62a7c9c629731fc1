"""Tells a file that Gouji has exported from a report, and from one that somebody changed since."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from .regular_files import is_special

MARK = "Gouji export"
"""What every export says of itself: in its properties, its head or, as flat records, its fields."""

PROGRAM = "Gouji"
"""Stands as the one who saved last, until somebody saves the file under a name."""

FIRST_FIELDS = ("organization", "year", "form", "cell")
"""What flat records begin with; nothing else does."""

FIRST_OF_LIST = ("report", "file", "path", "report_of_file", "state", "reason")
"""What the list of a batch begins with."""

_PROPERTIES = "docProps/core.xml"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, LookupError,
    RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
"""What comes of a zip, or of a part of one, in which bytes are others than they were."""

_MOST_BYTES = 100_000
"""Where a text file says whose export it is, it says so at its beginning."""

_MOST_READ = 1 << 20
"""An opinion as PDF, which names its maker at its end, is smaller."""

_HTML = f'<meta name="generator" content="{MARK}">'.encode()
_PDF = f"/Creator ({MARK})".encode()
_CSV = b"\xef\xbb\xbf" + ",".join(FIRST_FIELDS).encode() + b","
_LIST = b"\xef\xbb\xbf" + ",".join(FIRST_OF_LIST).encode() + b","
_JSON = b'{"organization": '
_REPORT = b'{"form": "'
_OF_REPORT = (b'"organization": ', b'"source": {"path": ', b'"sha256": ', b'"cells": {"t')
"""What the JSON of a whole report begins with, and what follows soon."""


def is_own(path: Path, data: bytes | None = None) -> bool:
    """Returns whether Gouji has exported this file, whoever has renamed or saved it since.

    Args:
        path: The file.
        data: Its bytes, of one that lies in an archive.
    """
    if data is not None:
        properties = _properties(io.BytesIO(data))
        return (
            f">{MARK}</".encode() in properties if properties else _is_own_text(data[:_MOST_READ])
        )
    if is_special(path):  # it would be waited for
        return False
    properties = _properties(path)
    return f">{MARK}</".encode() in properties if properties else _is_own_text(_read(path))


def is_untouched(path: Path) -> bool:
    """Returns whether an export was saved by nobody since; only Office files tell that."""
    properties = _properties(path)
    return not properties or f":lastModifiedBy>{PROGRAM}</".encode() in properties


def _is_own_text(data: bytes) -> bool:
    head = data[:_MOST_BYTES]
    if head.startswith(b"%PDF-"):
        return _PDF in data
    if head.startswith(_REPORT):
        return all(part in head for part in _OF_REPORT)
    if head.startswith(_JSON):
        return all(f'"{name}": '.encode() in head for name in FIRST_FIELDS)
    return head.startswith((_CSV, _LIST)) or (head.startswith(b"<!DOCTYPE html>") and _HTML in head)


def _properties(path: Path | io.BytesIO) -> bytes:
    """Returns the properties of an Office file; nothing where it is none."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as part:
            return part.read(_MOST_BYTES)
    except _DAMAGED:
        return b""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_READ)
    except (OSError, ValueError):
        return b""
