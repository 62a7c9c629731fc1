"""The fonts of the second reader: what their characters mean, within bounds."""

from __future__ import annotations

import io
import os
import struct
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pdfminer
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from ..characters import UNKNOWN
from .character_reader import meaning_of
from .painting.layers import name_of

# Else what a machine has in /usr/share/pdfminer, or names here, comes before the library's own.
os.environ["CMAP_PATH"] = str(Path(pdfminer.__file__).with_name("cmap"))

_MOST_CODES = 1 << 17
"""Codes that one map or one table of widths may speak of, twice what a font of all Chinese has."""

_MOST_BYTES = 1 << 20
"""Of a ToUnicode map as it is stored."""

_LARGEST_CMAP = 1 << 16
"""Bytes of the table in a TrueType font that says what its glyphs are."""

_SYMBOLIC = 4
"""The flag of a font whose codes are its own, whatever encoding it names."""


class Fonts(PDFResourceManager):
    """Makes the fonts of one document, and says what their characters mean.

    pdfminer believes a ToUnicode map alone. Here a font is made without it, and the map is kept
    beside, so that a digit which the font's own tables know as another is seen.

    Attributes:
        maps: The ToUnicode map of each font that has one, by the font's identity.
        known: The fonts whose own tables say what their characters are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.maps: dict[int, FileUnicodeMap] = {}
        self.known: set[int] = set()
        self.meanings: dict[tuple[int, int], str] = {}

    def get_font(self, objid: Any, spec: Mapping[str, Any]) -> PDFFont:
        """Returns a font.

        Raises:
            ValueError: It speaks of more characters than any font has.
        """
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        kind = name_of(spec.get("Subtype"))
        if kind == "Type0":
            return super().get_font(objid, spec)  # which comes back with the font in it
        if sum(_spans(spec.get("W"))) > _MOST_CODES or sum(_spans(spec.get("W2"))) > _MOST_CODES:
            raise ValueError("more widths than characters")
        bare = {key: value for key, value in spec.items() if key != "ToUnicode"}
        bare["FontDescriptor"] = _bounded_descriptor(spec)
        font = super().get_font(objid, bare)
        if kind not in ("TrueType", "Type3") or not font.flags & _SYMBOLIC:
            self.known.add(id(font))
        stated = resolve1(spec.get("ToUnicode"))
        if isinstance(stated, PDFStream):
            self.maps[id(font)] = _read_map(stated)
        return font

    def meaning(self, font: PDFFont, cid: int) -> str:
        """Returns what a character of a font means; UNKNOWN where nothing says it."""
        key = id(font), cid
        if key not in self.meanings:
            self.meanings[key] = self._find(font, cid)
        return self.meanings[key]

    def _find(self, font: PDFFont, cid: int) -> str:
        stated = self._stated(font, cid)
        try:
            own = font.to_unichr(cid)
        except (PDFUnicodeNotDefined, KeyError):
            own = ""
        if not stated:
            return _folded(own) or UNKNOWN if own else UNKNOWN
        contradicted = id(font) in self.known and _is_digit(own) and not _same_digit(own, stated)
        return _folded(own if contradicted else stated)

    def _stated(self, font: PDFFont, cid: int) -> str:
        stated = self.maps.get(id(font))
        try:
            return "" if stated is None else stated.get_unichr(cid)
        except KeyError:
            return ""


class _Map(FileUnicodeMap):
    """A ToUnicode map that ends beyond what a font can have."""

    def add_cid2unichr(self, cid: int, code: Any) -> None:
        """Adds a character.

        Raises:
            ValueError: There are too many.
        """
        if len(self.cid2unichr) > _MOST_CODES or cid > 0xFFFFFF:
            raise ValueError("more characters than a font has")
        super().add_cid2unichr(cid, code)


def _read_map(stream: PDFStream) -> FileUnicodeMap:
    if len(stream.rawdata or b"") > _MOST_BYTES:
        raise ValueError("a map larger than any font needs")
    found = _Map()
    CMapParser(found, io.BytesIO(stream.get_data())).run()
    return found


def _spans(widths: Any) -> list[int]:
    """Returns how many codes each range of a table of widths covers."""
    values = resolve1(widths)
    plain = [resolve1(value) for value in values] if isinstance(values, list) else []
    spans: list[int] = []
    at = 0
    while at + 1 < len(plain):
        if isinstance(plain[at + 1], list):
            at += 2
            continue
        first, last = plain[at : at + 2]
        if isinstance(first, int) and isinstance(last, int):
            spans.append(max(last - first, 0))
        at += 3
    return spans


def _bounded_descriptor(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a font's descriptor, without a font file whose table of characters is too large."""
    descriptor = dict(dict_value(resolve1(spec.get("FontDescriptor")) or {}))
    file = resolve1(descriptor.get("FontFile2"))
    if isinstance(file, PDFStream) and not _is_bounded(file.get_data()):
        del descriptor["FontFile2"]
    return descriptor


def _is_bounded(font: bytes) -> bool:
    """Returns whether a TrueType font's table of characters is one that may be read whole."""
    tables = struct.unpack_from(">H", font, 4)[0] if len(font) > 12 else 0
    for at in range(12, 12 + 16 * tables, 16):
        if font[at : at + 4] == b"cmap" and len(font) >= at + 16:
            offset, length = struct.unpack_from(">LL", font, at + 8)
            table = font[offset : offset + length]
            # Format 12 may name every code there is in a few bytes.
            return length <= _LARGEST_CMAP and b"\x00\x0c\x00\x00" not in table
    return True


def _folded(text: str) -> str:
    return "".join(meaning_of(ord(character)) for character in text)


def _is_digit(text: str) -> bool:
    return len(text) == 1 and "0" <= text <= "9"


def _same_digit(own: str, stated: str) -> bool:
    return len(stated) == 1 and unicodedata.digit(stated, -1) == int(own)
