"""The one font that pdfium reads and draws with where a file names a font and does not carry it.

Left to itself pdfium takes a font of the machine, or none, so that the same file is read and
drawn differently from one machine to the next, and text without a glyph vanishes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import pypdfium2  # noqa: F401 - starts the library, whose start sets the machine's fonts
import pypdfium2.raw as raw

_STANDARD = frozenset(
    {
        *("Courier", "Courier-Bold", "Courier-BoldOblique", "Courier-Oblique"),
        *("Helvetica", "Helvetica-Bold", "Helvetica-BoldOblique", "Helvetica-Oblique"),
        *("Times-Roman", "Times-Bold", "Times-BoldItalic", "Times-Italic"),
        *("Symbol", "ZapfDingbats"),
    }
)
"""The fonts that pdfium has itself, those of ISO 32000, 9.6.2.2."""

_SYMBOLS = 2
"""The character set of fonts of pictures. pdfium asks again without it where there is none."""

_CHINESE = 134
"""The character set that the font says it has: GB 2312."""

_NAME = b"GoujiSong\0"
_FONT = 1
"""The handle by which pdfium knows the font."""

_MAPS = b"cmap", b"GJcm"
"""The character map of the font, and the one in which every character has a glyph."""

_ENTRY = 16
"""Bytes of an entry in the table directory of a font (OpenType)."""

_HEADER = 12
"""Bytes of an entry of a TrueType font's table of contents, and of what stands before it."""


def use_own_font() -> None:
    """Makes pdfium take the font that Gouji carries, in this process, and none of the machine.

    The fonts that every reader of PDF has stay pdfium's own, which are the same everywhere.
    """
    raw.FPDF_SetSystemFontInfo(ctypes.byref(_FONTS))


@cache
def font_data() -> bytes:
    """Returns the font that Gouji carries, as a file that has a glyph for every character.

    Its second character map takes the place of the first: characters that the font lacks are
    drawn as the sign for that, so that none of them vanishes.
    """
    file = resources.files("gouji.resources") / "fonts" / "GoujiSong.ttf"
    data = bytearray(file.read_bytes())
    plain, full = _MAPS
    tables = int.from_bytes(data[4:6], "big")
    for at in range(_HEADER, _HEADER + tables * _ENTRY, _ENTRY):
        tag = bytes(data[at : at + 4])
        if tag in _MAPS:
            data[at : at + 4] = plain if tag == full else full
    return bytes(data)


def _map_font(
    _info: Any, _weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: Any
) -> int | None:
    name = ctypes.cast(face, ctypes.c_char_p).value or b""
    return None if charset == _SYMBOLS or name.decode("latin-1") in _STANDARD else _FONT


def _find_font(_info: Any, _face: Any) -> int | None:
    return None


def _font_data(_info: Any, _font: int, table: int, buffer: Any, size: int) -> int:
    return 0 if table else _given(font_data(), buffer, size)


def _face_name(_info: Any, _font: int, buffer: Any, size: int) -> int:
    return _given(_NAME, buffer, size)


def _given(data: bytes, buffer: Any, size: int) -> int:
    """Returns how long data is, after copying it where there is room for it."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _charset(_info: Any, _font: int) -> int:
    return _CHINESE


def _let_go(*_: Any) -> None:
    """Frees nothing: the font stays as long as the process."""


def _font_info() -> Any:
    """Returns what pdfium asks for fonts; as long as it does, this must stay."""
    answers: dict[str, Callable[..., Any]] = {
        "Release": _let_go,
        "MapFont": _map_font,
        "GetFont": _find_font,
        "GetFontData": _font_data,
        "GetFaceName": _face_name,
        "GetFontCharset": _charset,
        "DeleteFont": _let_go,
    }
    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO()
    info.version = 2  # asks for each font by name, and does not list them before
    for name, answer in answers.items():
        setattr(info, name, types[name](answer))
    return info


_FONTS = _font_info()
