"""Reads the properties of type: size, family, decoration, and where a text stands on its line."""

from __future__ import annotations

from tinycss2.ast import Node

from .css_declarations import (
    Declared,
)
from .css_hazards import families
from .css_values import (
    Length,
    idents,
    length,
)

_FONT_SIZES = {
    "xx-small": 9 / 16, "x-small": 10 / 16, "small": 13 / 16, "medium": 1.0, "large": 18 / 16,
    "x-large": 1.5, "xx-large": 2.0, "xxx-large": 3.0,
}  # fmt: skip


_SMALLER, _LARGER = 5 / 6, 1.2


def read_font_size(words: list[Node]) -> Declared | None:
    """Returns the size of type: a length, or a step from the size around it; or None."""
    if len(words) != 1:
        return None
    word = words[0]
    if word.type == "ident":
        if word.lower_value in ("smaller", "larger"):
            return {"font-size": Length(ems=_SMALLER if word.lower_value == "smaller" else _LARGER)}
        factor = _FONT_SIZES.get(word.lower_value)
        return None if factor is None else {"font-size": Length(16 * factor)}
    value = length(word)
    if value is None or value.in_pixels(16.0, 16.0) < 0:
        return None
    return {"font-size": Length(value.pixels, value.ems + value.parts)}


def read_font(words: list[Node]) -> Declared | None:
    """Returns the size and the families of the shorthand ``font``; or None."""
    size = _size_in_font(words)
    return size and {**size, **read_families(words)}


def read_families(words: list[Node]) -> Declared:
    """Returns the families of fonts, in the order of preference."""
    return {"families": families(words)}


def _size_in_font(words: list[Node]) -> Declared | None:
    for word in words:
        if (
            word.type in ("dimension", "percentage", "function")
            or (word.type == "ident" and word.lower_value in (*_FONT_SIZES, "smaller", "larger"))
            or (word.type == "number" and word.value == 0)
        ):
            return read_font_size([word])
    return None


def read_vertical_align(words: list[Node]) -> Declared | None:
    """Returns where a text stands on its line: a word, or how far above it; or None."""
    if len(words) != 1:
        return None
    if words[0].type == "ident":
        return {"vertical-align": words[0].lower_value}
    value = length(words[0])
    return None if value is None else {"vertical-align": value}


def read_decoration(words: list[Node]) -> Declared | None:
    """Returns the lines over, under and through a text; or None."""
    return {"text-decoration-line": frozenset(idents(words))}


def read_variant(words: list[Node]) -> Declared | None:
    """Returns whether digits are raised or lowered; or None."""
    said = {"super", "sub"} & set(idents(words))
    return {"font-variant-position": said.pop() if said else "normal"}
