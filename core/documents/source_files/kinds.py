"""Decides what a file is: by its content first, by its name where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from .parsing import is_of_input
from .protection import OLE_MAGIC, is_encrypted_package
from .text_encoding import decoded

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta|frameset|div|title)[\s>]", re.IGNORECASE
)
_ARCHIVE = re.compile(rb"^(?:mime-version|from|subject|content-type)\s*:", re.IGNORECASE)
_FLAT_OFFICE = (b"<?mso-application", b"schemas.microsoft.com/office/word/2003/wordml",
                b"urn:schemas-microsoft-com:office:spreadsheet",
                b"schemas.microsoft.com/office/2006/xmlPackage")  # fmt: skip
_SHEET_SUFFIXES = (".xls", ".et", ".xlt", ".ett")
_LEGACY_SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods", ".xlt", ".ett")
_SUFFIXES = {
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "protected": (".docx", ".xlsx"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "mht": (".mht", ".mhtml"),
    "csv": (".csv",),
    "text": (".txt", ".md", ".markdown"),
}
"""Ends of names by kind; the first where the name had another, that a program might be run by."""

_NOT_TEXT = (".exe", ".dll", ".zip", ".rar", ".7z", ".json", ".py", ".js", ".css", ".xml")


def kind_of(data: bytes, suffix: str) -> str | None:
    """Returns the kind of a file's bytes, or None for one that is not read.

    Args:
        data: The whole file.
        suffix: The file name's end with its dot, lower case.

    Returns:
        "pdf", "ofd", "image", "docx", "xlsx", "protected" (an encrypted DOCX or XLSX), "html",
        "mht", "csv", "text", or a legacy suffix that LibreOffice reads, such as ".doc".
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head.startswith(OLE_MAGIC):
        if is_encrypted_package(data):
            return "protected"
        return ".xls" if suffix in _SHEET_SUFFIXES or _is_workbook(data) else ".doc"
    if is_picture(head):
        return "image"
    if head.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    return _text_kind(data, head, suffix)


def fitting_suffix(kind: str, suffix: str) -> str:
    """Returns the end of a name for a file of a kind: its own, or the one that fits the kind.

    Args:
        kind: As ``kind_of`` says it.
        suffix: The end of the name that the file had, with its dot.
    """
    fitting = _SUFFIXES.get(kind, _LEGACY_SUFFIXES)
    return suffix if suffix.lower() in fitting else fitting[0]


def is_picture(head: bytes) -> bool:
    """Returns whether a file that begins with these bytes, at least 12, is a picture."""
    bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    return bitmap or head.startswith(_PICTURES) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP")


def is_heic(data: bytes) -> bool:
    """Returns whether a file is a photo in HEIC or HEIF (ISO/IEC 23008-12)."""
    return data[4:8] == b"ftyp" and data[8:12] in _PHOTOS


_PHOTOS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def _text_kind(data: bytes, head: bytes, suffix: str) -> str | None:
    bare = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<?xml") and any(mark in bare for mark in _FLAT_OFFICE):
        return ".xls" if b"Excel" in bare or _FLAT_OFFICE[2] in bare else ".doc"
    if _ARCHIVE.match(bare) and re.search(rb"multipart/related|text/html", head, re.IGNORECASE):
        return "mht"
    if suffix in (".html", ".htm", ".xhtml", ".shtml"):
        return "html"
    if suffix not in (".txt", ".md", ".markdown") and _MARKUP.search(bare):
        return "html"
    if bare.startswith(b"<") and re.match(rb"<(?:!doctype\s+html|html)", bare, re.IGNORECASE):
        return "html"
    if suffix in _NOT_TEXT or decoded(data) is None:
        return None
    return "csv" if suffix == ".csv" else "text"


def _zip_kind(data: bytes) -> str | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except Exception as error:
        if not is_of_input(error):
            raise
        return "docx"  # Whoever reads it says what is wrong with it.
    folders = {name.lstrip("/").split("/")[0].lower() for name in names}
    if "word" in folders:
        return "docx"
    if "xl" in folders:
        return "xlsx"
    if "ofd.xml" in folders and b"DocBody" in _beginning(data, names, "ofd.xml"):
        return "ofd"
    if "content.xml" in folders:
        return ".ods" if b"opendocument.spreadsheet" in data[:200] else ".odt"
    return None


def _beginning(data: bytes, names: list[str], part: str) -> bytes:
    """Returns what a part of a package begins with; nothing where it cannot be unpacked.

    Args:
        data: Of the package.
        names: Of its parts.
        part: In lower case, at the root.
    """
    found = next(name for name in names if name.lstrip("/").lower() == part)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(found) as stream:
            return stream.read(1 << 16).replace(b"\0", b"")
    except Exception as error:
        if not is_of_input(error):
            raise
        return b""


def _is_workbook(data: bytes) -> bool:
    names = ("Workbook", "Book")
    return any(f"{name}\0".encode("utf-16-le") in data for name in names) and (
        "WordDocument".encode("utf-16-le") not in data
    )
