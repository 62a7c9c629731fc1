"""Says by what program a file was made: reports of one office, made alike, are laid out alike."""

from __future__ import annotations

import html
import re
from contextlib import closing
from pathlib import Path

from ..errors import SourceError
from .source_files.kinds import kind_of

_LONGEST = 120
"""Characters of a name that are believed."""

_HEAD = 1 << 16
"""Bytes in which a web page says what made it."""

_VERSION = re.compile(r"[\d.()]+")
_APPLICATION = re.compile(rb"<(?:\w+:)?Application>([^<]{1,200})<")
_GENERATOR = re.compile(
    rb"<meta\s[^<>]{0,99}?name\s?=\s?[\"']?generator[\"']?[^<>]{0,99}?content\s?=\s?[\"']([^\"'<>]{1,200})",
    re.I,
)


def producer_of(path: Path, data: bytes, password: str | None = None) -> str:
    """Returns the names of the programs that made a file, without their versions.

    Args:
        path: The file's name.
        data: Its bytes.
        password: Of a protected PDF.

    Returns:
        Nothing where the file does not say.
    """
    kind = kind_of(data, path.suffix.lower())
    try:
        if kind == "pdf":
            return _plain(*_of_pdf(path, data, password))
        if kind in ("docx", "xlsx"):
            return _plain(_of_package(path, data))
    except SourceError:
        return ""
    if kind in ("html", "mht"):
        found = _GENERATOR.search(data[:_HEAD])
        return _plain(_text(found[1])) if found else ""
    return ""


def _of_pdf(path: Path, data: bytes, password: str | None) -> tuple[str, str]:
    from .pdf.pdf_reader import open_pdf
    from .pdf.pdfium_calls import PDFIUM_LOCK

    with PDFIUM_LOCK, closing(open_pdf(path, data, password)) as document:
        return document.get_metadata_value("Creator"), document.get_metadata_value("Producer")


def _of_package(path: Path, data: bytes) -> str:
    from .source_files.package import Package

    found = _APPLICATION.search(Package(path, data).data("docProps/app.xml") or b"")
    return _text(found[1]) if found else ""


def _text(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))


def _plain(*names: str) -> str:
    """Returns names without versions, which change while layouts stay."""
    bare = (" ".join(_VERSION.sub(" ", name).split()) for name in names)
    return " / ".join(name[:_LONGEST] for name in bare if name)
