"""The characters of a page as pdfium gives them, each with its box and the run it was set in."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from functools import cache
from typing import TypeVar

import numpy as np

from ..characters import UNKNOWN, Character, GlyphRun, is_square
from ..geometry import Frame, Matrix, angle_of
from . import pdfium_calls as native

_HYPHENS = (0x02, 0xFFFE)
_SPECK = 0.1
"""Width or height, in points, below which a glyph prints nothing."""

_SLIGHT = 0.1
"""Degrees: text that runs less off level stays on its line across a page."""

_NOT_DRAWN = (3, 7)
"""Text rendering modes of ISO 32000, 9.3.6: neither filled nor stroked."""


def read_characters(text_page: int, frame: Frame) -> tuple[list[Character], Frame]:
    """Returns the characters of a page, white space included, and the frame of reading them.

    In that frame most of the text runs level; a table set sideways is read as if turned back.

    Args:
        text_page: pdfium's text page.
        frame: Of the page as displayed.
    """
    codes = _Codes(text_page)
    frame = _upright(codes, frame)
    runs = {
        obj: run_of(text_page, obj, at, frame, number, codes.matrices[obj])
        for number, (obj, at) in enumerate(codes.first.items())
    }
    boxes = frame.to_read.boxes(np.array(codes.boxes).reshape(-1, 4)).T
    middles = (boxes[:2] + boxes[2:]) / 2
    columns = boxes.tolist(), [runs[obj] for obj in codes.objects], middles.tolist()
    return list(map(Character, codes.texts, *columns[0], columns[1], *columns[2])), frame


class _Codes:
    """What pdfium says of each character, in PDF user space.

    Attributes:
        first: The index of the first character of each text object.
        texts, objects: Of each character.
        boxes: Four numbers a character: left, top, right, bottom.
        matrices: Of each text object.
    """

    def __init__(self, text_page: int) -> None:
        self.text_page = text_page
        self.first: dict[int, int] = {}
        self.texts: list[str] = []
        self.objects: list[int] = []
        self.boxes: list[float] = []
        self._read()
        self.matrices = {obj: glyph_matrix(text_page, at) for obj, at in self.first.items()}

    def _read(self) -> None:
        buffer = (ctypes.c_float * 4)()
        address = ctypes.addressof(buffer)
        page, first = self.text_page, self.first
        texts, objects, boxes = self.texts, self.objects, self.boxes
        object_at, code_at = native.char_object, native.char_unicode
        unmapped_at, box_at = native.char_unmapped, native.char_box
        for index in range(native.char_count(page)):
            obj = object_at(page, index)
            if obj is None:
                continue
            code = code_at(page, index)
            text = UNKNOWN if unmapped_at(page, index) == 1 else meaning_of(code)
            if text == UNKNOWN and not self._has_ink(index) and is_drawn_by_file(obj):
                text = " "
            if text and box_at(page, index, address):
                if obj not in first:
                    first[obj] = index
                texts.append(text)
                objects.append(obj)
                boxes += buffer[:]

    def _has_ink(self, index: int) -> bool:
        buffer = (ctypes.c_double * 4)()
        address = ctypes.addressof(buffer)
        native.char_ink(self.text_page, index, *range(address, address + 32, 8))
        left, right, low, high = buffer[:]
        return right - left > _SPECK and high - low > _SPECK


def is_drawn_by_file(obj: int) -> bool:
    """Returns whether a text object's glyphs are those that the file carries.

    Where they are not, what is drawn for a character that the file does not name is anything.
    """
    font = native.text_font(obj)
    return bool(font) and native.font_is_embedded(font) == 1


@cache
def meaning_of(code: int) -> str:
    """Returns the character of a code; empty for one that prints nothing and holds no place."""
    if code in _HYPHENS:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return UNKNOWN
    text = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20:
        return unicodedata.normalize("NFKC", text)
    category = unicodedata.category(text)
    if category == "Co":
        return UNKNOWN
    if category == "Zs" or text in "\t\r\n":
        return " "
    return "" if category in ("Cc", "Cf") else text


def _upright(codes: _Codes, frame: Frame) -> Frame:
    """Returns the frame in which two thirds of a page's text run level: turned back by quarters,
    and by the slant that all of it shares; else the frame as it is.
    """
    angles = {
        obj: angle_of(frame.to_read, (matrix.a, matrix.b)) for obj, matrix in codes.matrices.items()
    }
    if not any(angles.values()):
        return frame
    weights = Counter(codes.objects)
    turns: Counter[int] = Counter()
    slants: Counter[float] = Counter()
    for obj, angle in angles.items():
        if is_square(angle):
            turns[round(angle / 90) % 4] += weights[obj]
            slants[round((angle + 45) % 90 - 45, 2)] += weights[obj]
    slant = _most(slants) or 0.0
    return frame.turned(_most(turns) or 0).levelled(slant if abs(slant) > _SLIGHT else 0.0)


_N = TypeVar("_N", int, float)


def _most(weights: Counter[_N]) -> _N | None:
    """Returns what more than two thirds weigh for; None where nothing does."""
    most, weight = max(weights.items(), key=lambda one: one[1], default=(None, 0))
    return most if weight * 3 > weights.total() * 2 else None


def run_of(
    text_page: int, obj: int, index: int, frame: Frame, number: int, matrix: Matrix
) -> GlyphRun:
    """Returns what the characters of a text object have in common.

    Args:
        text_page: pdfium's text page.
        obj: The text object.
        index: Of one of its characters.
        frame: How the page is read.
        number: Of the run on its page.
        matrix: From ``glyph_matrix``.
    """
    mode = native.text_mode(obj)
    colour = native.colour_of(obj, stroked=mode in (1, 5))
    angle = angle_of(frame.to_read, (matrix.a, matrix.b))
    return GlyphRun(
        number,
        obj,
        native.char_size(text_page, index) * math.hypot(matrix.c, matrix.d),
        angle,
        round(angle / 90) % 4,
        mode not in _NOT_DRAWN and colour[3] > 0,
        colour,
        frame.to_read.point(matrix.e, matrix.f)[1],
    )


def glyph_matrix(text_page: int, index: int) -> Matrix:
    """Returns the map of a glyph to PDF user space, forms around it included."""
    buffer = (ctypes.c_float * 6)()
    native.char_matrix(text_page, index, ctypes.addressof(buffer))
    return Matrix(*buffer[:])
