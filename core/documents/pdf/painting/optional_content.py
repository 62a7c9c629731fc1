"""Finds what belongs to layers of a PDF (optional content) that are switched off.

pdfium draws a page as its layers are switched, but its objects and its text hold all of them. So a
layer is off where the page looks the same without it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from contextlib import closing

import pypdfium2 as pdfium

from .. import pdfium_calls as native

_TAG = "OC"
_NAME_OF_LAYER = b"Name\0"
_LONGEST = 512
"""Bytes of a name in UTF-16; what is longer is a name as well as its beginning is."""

_MOST_LAYERS = 8
"""Layers and forms of a page that are looked at one by one; the others together."""

_SCALE = 1.0
"""Pixels to a point: enough to see whether anything is drawn."""

_MOST_PIXELS = 8_000_000
"""Of a drawn page, which bounds its memory and its time."""


def layer_of(obj: int) -> str | None:
    """Returns the name of the layer that a page object is marked with; None where it has none.

    Args:
        obj: pdfium's page object.
    """
    for index in range(native.object_mark_count(obj)):
        mark = native.object_mark(obj, index)
        if mark is not None and _text(native.mark_name, mark) == _TAG:
            return _text(native.mark_text, mark, _NAME_OF_LAYER)
    return None


def switched_off(page: pdfium.PdfPage, layers: Mapping[str, Sequence[int]]) -> frozenset[int]:
    """Returns the objects of those layers that nobody sees.

    Args:
        page: pdfium's page.
        layers: The objects of each layer, by its name.
    """
    if not layers:
        return frozenset()
    shown = _drawn(page)
    off: list[int] = []
    groups = list(layers.values())
    if len(groups) > _MOST_LAYERS:  # such as a form with a field in every cell
        groups = [*groups[:_MOST_LAYERS], [obj for group in groups[_MOST_LAYERS:] for obj in group]]
    for objects in groups:
        for obj in objects:
            native.set_object_active(obj, 0)
        try:
            if _drawn(page) == shown:
                off += objects
        finally:
            for obj in objects:
                native.set_object_active(obj, 1)
    return frozenset(off)


def _text(read: object, mark: int, *key: bytes) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST)
    length = ctypes.c_ulong()
    read(mark, *key, ctypes.addressof(buffer), _LONGEST, ctypes.addressof(length))  # type: ignore[operator]
    return buffer.raw[: min(length.value, _LONGEST)].decode("utf-16-le", "replace").rstrip("\0")


def _drawn(page: pdfium.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
    with closing(bitmap):
        return bytes(bitmap.buffer)
