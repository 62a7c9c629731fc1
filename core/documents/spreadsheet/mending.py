"""Mends what spreadsheet programs pass over in a workbook and openpyxl stumbles over.

Each mend leaves alone what a cell holds and whether it is seen: it concerns the properties of the
file, what is stated of looks beyond what there is, and how parts are named (Strict Open XML,
ISO/IEC 29500).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from ..source_files.package import Package

UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError,
)  # fmt: skip

_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/core-properties",
     b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
     b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
)  # fmt: skip
STRICT = b"http://purl.oclc.org/ooxml/"

_CORE = re.compile(rb"<(?P<tag>dcterms:(?:created|modified))\b[^<>]*>[^<>]*</(?P=tag)>")
_EMPTY_FILL = re.compile(rb"<(?P<p>\w+:)?fill\s*/>|<(?P<q>\w+:)?fill\s*></(?:\w+:)?fill>")
_FAMILY = re.compile(rb"<(?:\w+:)?family\b[^<>]*/>")
_PANES = re.compile(
    rb"<(?:\w+:)?(?:pane|selection)\b[^<>]*/>|<(?:\w+:)?(?:selection|pane)\b[^<>]*>[^<>]*</(?:\w+:)?(?:selection|pane)>"
)
_LOOK = re.compile(rb"""(<(?:\w+:)?(?:c|row|col)\b[^<>]*?)\s(?:s|style)=["'](\d+)["']""")
_ONE_LOOK = re.compile(rb"<(?:\w+:)?xf[\s>/]")


def mended(data: bytes) -> bytes | None:
    """Returns a workbook that openpyxl may take; None where nothing was mended.

    Args:
        data: The whole file, held to its limits before.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {entry.filename: source.read(entry) for entry in source.infolist()}
    except (*UNREADABLE, ValueError):
        return None
    looks = _count_of_looks(parts)
    changed = {name: _mended_part(name, part, looks) for name, part in parts.items()}
    return None if changed == parts else _packed(changed)


def is_strict(package: Package) -> bool:
    """Returns whether a workbook goes by the names of Strict Open XML."""
    return STRICT in (package.data("xl/workbook.xml") or b"")


def in_transitional_form(data: bytes) -> bytes:
    """Returns a workbook whose parts go by the names that openpyxl knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {entry.filename: source.read(entry) for entry in source.infolist()}
    return _packed({name: _transitional(part) for name, part in parts.items()})


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as copy:
        for name, part in parts.items():
            copy.writestr(name, part)
    return made.getvalue()


def _transitional(part: bytes) -> bytes:
    if STRICT in part:
        for strict, usual in _STRICT:
            part = part.replace(strict, usual)
    return part


def _mended_part(name: str, part: bytes, looks: int) -> bytes:
    bare = name.lstrip("/").lower()
    if not bare.endswith((".xml", ".rels")):
        return part
    part = _transitional(part)
    if bare == "docprops/core.xml":
        return _CORE.sub(b"", part)
    if bare == "xl/styles.xml":
        return _FAMILY.sub(b"", _EMPTY_FILL.sub(_filled, part))
    if bare == "xl/workbook.xml":
        return _without(b"definedNames", part)
    if bare.startswith("xl/worksheets/"):
        part = _without(b"dataValidations", _PANES.sub(b"", part))
        return _LOOK.sub(_known_look(looks), part) if looks else part
    return part


def _element(name: bytes, part: bytes) -> tuple[int, int]:
    """Returns where an element that comes once begins and ends; the same place where it is not."""
    start = part.find(name)
    begin = part.rfind(b"<", 0, start) if start >= 0 else -1
    end = part.rfind(name + b">")
    return (begin, end + len(name) + 1) if 0 <= begin < end else (0, 0)


def _without(name: bytes, part: bytes) -> bytes:
    start, end = _element(name, part)
    return part[:start] + part[end:]


def _filled(found: re.Match[bytes]) -> bytes:
    prefix = found["p"] or found["q"] or b""
    return b'<%sfill><%spatternFill patternType="none"/></%sfill>' % (prefix, prefix, prefix)


def _count_of_looks(parts: dict[str, bytes]) -> int:
    """Returns how many looks of cells the workbook has; 0 where that is not known."""
    styles = next(
        (part for name, part in parts.items() if name.lstrip("/").lower() == "xl/styles.xml"), b""
    )
    start, end = _element(b"cellXfs", styles)
    return len(_ONE_LOOK.findall(styles[start:end]))


def _known_look(looks: int) -> Callable[[re.Match[bytes]], bytes]:
    def kept(found: re.Match[bytes]) -> bytes:
        return found.group() if int(found[2]) < looks else found[1]

    return kept
