"""Reads the properties that cut, mask or move a box, so that its text is not where it seems."""

from __future__ import annotations

from tinycss2.ast import Node

from .css_declarations import (
    PICKS,
    Declared,
    MovedBox,
)
from .css_values import (
    NO_LENGTH,
    Length,
    degrees,
    idents,
    length,
    number,
    significant,
)


def read_overflow(words: list[Node]) -> Declared | None:
    """Returns which axes of a box are cut off; or None."""
    said = idents(words)
    if not 1 <= len(said) <= 2 or len(said) != len(words):
        return None
    return {"overflow-x": said[0], "overflow-y": said[-1]}


def read_clip(words: list[Node]) -> Declared | None:
    """Returns whether a clip() of the old kind leaves nothing (CSS 2.2, section 11.1.2)."""
    if len(words) == 1 and words[0].type == "function" and words[0].lower_name == "rect":
        sides = [length(word) for word in significant(words[0].arguments) if word != ","]
        if len(sides) == 4:
            top, right, bottom, left = (
                None if side is None else side.in_pixels(16.0) for side in sides
            )
            wide = right is None or right - (left or 0) > _SEEN_PIXELS
            tall = bottom is None or bottom - (top or 0) > _SEEN_PIXELS
            return {"clip": not (wide and tall)}
    return {"clip": False} if idents(words) == ["auto"] else None


_SEEN_PIXELS = 2.0
"""What is cut to no more pixels than this shows no digit."""


def read_mask(words: list[Node]) -> Declared | None:
    """Reads whether a mask, or signs in place of characters, may keep a text from being read."""
    return {"mask": idents(words) != ["none"]}


def read_clip_path(words: list[Node]) -> Declared | None:
    """Reads whether a clip-path leaves nothing."""
    for word in words:
        if word.type == "function":
            sides = [value for at in significant(word.arguments) if (value := length(at))
                     is not None]  # fmt: skip
            pixels = [side.in_pixels(16.0, 100.0) for side in sides]
            if word.lower_name == "inset" and pixels:
                top, right, bottom, left = (pixels[pick] for pick in PICKS[len(pixels[:4])])
                return {"clip-path": top + bottom >= 98.0 or left + right >= 98.0}
            if word.lower_name in ("circle", "ellipse"):
                return {"clip-path": bool(pixels) and min(pixels[:2]) <= _SEEN_PIXELS}
            if word.lower_name in ("polygon", "path", "rect", "xywh"):
                return {"clip-path": not any(pixels)}
    return {"clip-path": False}


def read_transform(words: list[Node]) -> Declared | None:
    """Returns where a transformation moves a box, and whether nothing is left of it; or None."""
    right, down, vanishes = Length(), Length(), False
    for word in words:
        if word.type != "function":
            continue
        name = word.lower_name
        inner = [at for at in significant(word.arguments) if at != ","]
        lengths = [length(at) or Length() for at in inner]
        scales = [value for at in inner if (value := number(at)) is not None]
        if name in ("translate", "translatex", "translate3d") and lengths:
            right += lengths[0]
        if name == "translatey" and lengths:
            down += lengths[0]
        if name in ("translate", "translate3d") and len(lengths) > 1:
            down += lengths[1]
        if name.startswith("scale"):
            vanishes |= any(abs(value) < 0.1 for value in scales[:2])
        if name in ("rotatex", "rotatey"):
            vanishes |= any(abs(degrees(at)) % 180 == 90 for at in inner)
        if name == "rotate3d":
            vanishes |= _is_on_edge(inner)
        if name == "matrix" and len(scales) == 6:
            right, down = right + Length(scales[4]), down + Length(scales[5])
            vanishes |= abs(scales[0] * scales[3] - scales[1] * scales[2]) < 0.01
    return {"transform": MovedBox(right, down, vanishes)}


def read_translate(words: list[Node]) -> Declared | None:
    """Returns how far a box is moved; or None."""
    lengths = [length(word) or Length() for word in words]
    return {"translate": MovedBox(lengths[0], lengths[1] if len(lengths) > 1 else NO_LENGTH)}


def read_scale(words: list[Node]) -> Declared | None:
    """Returns whether a box is scaled to next to nothing; or None."""
    values = [value for word in words if (value := number(word)) is not None]
    return {"scale": any(abs(value) < 0.1 for value in values[:2])}


def read_rotate(words: list[Node]) -> Declared | None:
    """Returns whether a box is turned onto its edge; or None."""
    return {"rotate": _is_on_edge(words)}


def _is_on_edge(words: list[Node]) -> bool:
    """Returns whether a text is turned so that only its edge is seen: across the line of sight."""
    axis = [word.value for word in words if word.type == "number"]
    across = idents(words) in (["x"], ["y"]) or (len(axis) == 3 and any(axis) and not axis[2])
    return across and any(abs(degrees(word)) % 180 == 90 for word in words)
