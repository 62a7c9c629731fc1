"""Calls into pdfium that are cheap enough to be made for every character of a report."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

from ..characters import BLACK, Colour
from .substitute_font import use_own_font

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_UINT = ctypes.c_uint

PDFIUM_LOCK = threading.RLock()
"""pdfium is not thread-safe: whoever calls it in this process holds this lock meanwhile."""

use_own_font()  # whoever calls pdfium imports this module for its lock


def _native(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Returns a function of pdfium that takes and gives handles as plain integers.

    The bindings of pypdfium2 wrap each handle in a typed pointer, which costs more than the call
    and cannot be compared.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    # These calls are too short for letting other threads run meanwhile to pay.
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address)


char_count = _native("FPDFText_CountChars", _INT, _POINTER)
char_unicode = _native("FPDFText_GetUnicode", _UINT, _POINTER, _INT)
char_object = _native("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
char_unmapped = _native("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
char_hyphen = _native("FPDFText_IsHyphen", _INT, _POINTER, _INT)
char_box = _native("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
char_ink = _native("FPDFText_GetCharBox", _INT, _POINTER, _INT, *[_POINTER] * 4)
char_matrix = _native("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
char_size = _native("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)

text_mode = _native("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
text_font = _native("FPDFTextObj_GetFont", _POINTER, _POINTER)
font_is_embedded = _native("FPDFFont_GetIsEmbedded", _INT, _POINTER)
text_of_object = _native("FPDFTextObj_GetText", ctypes.c_ulong, *[_POINTER] * 3, ctypes.c_ulong)

page_object_count = _native("FPDFPage_CountObjects", _INT, _POINTER)
page_object = _native("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
form_object_count = _native("FPDFFormObj_CountObjects", _INT, _POINTER)
form_object = _native("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)

object_type = _native("FPDFPageObj_GetType", _INT, _POINTER)
object_bounds = _native("FPDFPageObj_GetBounds", _INT, *[_POINTER] * 5)
object_matrix = _native("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
object_fill = _native("FPDFPageObj_GetFillColor", _INT, *[_POINTER] * 5)
object_stroke = _native("FPDFPageObj_GetStrokeColor", _INT, *[_POINTER] * 5)
object_is_transparent = _native("FPDFPageObj_HasTransparency", _INT, _POINTER)
set_object_active = _native("FPDFPageObj_SetIsActive", _INT, _POINTER, _INT)

object_mark_count = _native("FPDFPageObj_CountMarks", _INT, _POINTER)
object_mark = _native("FPDFPageObj_GetMark", _POINTER, _POINTER, ctypes.c_ulong)
mark_name = _native("FPDFPageObjMark_GetName", _INT, _POINTER, _POINTER, ctypes.c_ulong, _POINTER)
mark_text = _native(
    "FPDFPageObjMark_GetParamStringValue",
    _INT,
    *[_POINTER] * 3,
    ctypes.c_ulong,
    _POINTER,
)

path_draw_mode = _native("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
path_segment_count = _native("FPDFPath_CountSegments", _INT, _POINTER)
path_segment = _native("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _native("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _native("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _native("FPDFPathSegment_GetClose", _INT, _POINTER)

object_clip = _native("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
clip_path_count = _native("FPDFClipPath_CountPaths", _INT, _POINTER)
clip_segment_count = _native("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
clip_segment = _native("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)


def handle(wrapper: Any) -> int:
    """Returns the plain address behind a pypdfium2 page, text page or document."""
    address = ctypes.cast(wrapper.raw, ctypes.c_void_p).value
    assert address is not None
    return address


def colour_of(obj: int, *, stroked: bool = False) -> Colour:
    """Returns red, green, blue and opacity of an object's fill or stroke, 0 to 255."""
    buffer = (_UINT * 4)()
    address = ctypes.addressof(buffer)
    read = object_stroke if stroked else object_fill
    read_it = read(obj, address, address + 4, address + 8, address + 12)
    return tuple(buffer[:]) if read_it else BLACK
