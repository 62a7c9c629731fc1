"""Properties of CSS that say whether, where and as what a text is seen; shorthands taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tinycss2.ast import Node

from .css_hazards import NAMES as HAZARDOUS
from .css_hazards import families, hazards, hazards_of
from .css_values import (
    CLEAR,
    NO_LENGTH,
    Colour,
    Length,
    Tokens,
    colour,
    degrees,
    idents,
    length,
    number,
    significant,
)

Declared = Mapping[str, Any]
"""Longhand properties and their values; the value's type goes with the property."""

KEYWORDS = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""Values that every property takes (CSS Cascade 5, section 7)."""

INHERITED = frozenset({
    "color", "direction", "font-size", "-webkit-text-fill-color", "list-style-type",
    "text-indent", "visibility", "white-space",
})  # fmt: skip

MADE = "made"
"""The kind of a list whose signs a style makes up."""

_SIDES = ("top", "right", "bottom", "left")
_DISPLAYS = frozenset({
    "none", "inline", "block", "inline-block", "flow-root", "list-item", "contents", "flex",
    "inline-flex", "grid", "inline-grid", "table", "inline-table", "table-row-group",
    "table-header-group", "table-footer-group", "table-row", "table-cell", "table-caption",
    "table-column", "table-column-group", "ruby", "ruby-base", "ruby-text", "run-in",
})  # fmt: skip
_SPLIT_DISPLAYS = {
    "block flow": "block", "inline flow": "inline", "inline flow-root": "inline-block",
    "block flow-root": "flow-root", "block flex": "flex", "inline flex": "inline-flex",
    "block grid": "grid", "inline grid": "inline-grid", "block table": "table",
    "inline table": "inline-table",
}  # fmt: skip
_FONT_SIZES = {
    "xx-small": 9 / 16, "x-small": 10 / 16, "small": 13 / 16, "medium": 1.0, "large": 18 / 16,
    "x-large": 1.5, "xx-large": 2.0, "xxx-large": 3.0,
}  # fmt: skip
_SMALLER, _LARGER = 5 / 6, 1.2


@dataclass(frozen=True, slots=True)
class Pending:
    """A value with variables in it, to be read once these are known."""

    name: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class MovedBox:
    """What a transformation does: moves by two lengths, or leaves nothing to be seen."""

    right: Length = NO_LENGTH
    down: Length = NO_LENGTH
    vanishes: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """What stands before or after an element by style: its text, or a picture."""

    text: str = ""
    pictured: bool = False


def expanded(name: str, tokens: Tokens) -> Declared | None:
    """Returns the longhands that a declaration sets, None if it is not followed or not valid."""
    name = name.removeprefix("-webkit-") if name != "-webkit-text-fill-color" else name
    if name not in NAMES:
        return None
    if _holds_variable(tokens):
        return dict.fromkeys(longhands_of(name), Pending(name, tokens))
    words = significant(tokens)
    if len(words) == 1 and words[0].type == "ident" and words[0].lower_value in KEYWORDS:
        return dict.fromkeys(longhands_of(name), words[0].lower_value)
    parse = _PROPERTIES.get(name)
    found = parse(words) if parse is not None and words else {}
    return None if found is None or not words else {**found, **hazards(name, words)}


def _holds_variable(tokens: Tokens) -> bool:
    pending = list(tokens)
    while pending:
        token = pending.pop()
        if token.type == "function":
            if token.lower_name == "var":
                return True
            pending += token.arguments
        elif token.type in ("() block", "[] block", "{} block"):
            pending += token.content
    return False


Parser = Callable[[list[Node]], Declared | None]


def _keyword(name: str, allowed: frozenset[str] | None = None) -> Parser:
    def parse(words: list[Node]) -> Declared | None:
        said = idents(words)
        if len(said) != len(words) or not said:
            return None
        value = " ".join(said)
        return {name: value} if allowed is None or value in allowed else None

    return parse


def _sized(name: str, *also: str) -> Parser:
    """Returns a parser of a length or one of some key words ("auto" is a None)."""

    def parse(words: list[Node]) -> Declared | None:
        if len(words) != 1:
            return None
        if words[0].type == "ident":
            known = words[0].lower_value in ("auto", "none", "normal", *also)
            return {name: None} if known else None
        value = length(words[0])
        return None if value is None else {name: value}

    return parse


def _coloured(name: str) -> Parser:
    def parse(words: list[Node]) -> Declared | None:
        value = colour(words[0]) if len(words) == 1 else None
        return None if value is None else {name: value}

    return parse


def _display(words: list[Node]) -> Declared | None:
    said = " ".join(idents(words))
    said = _SPLIT_DISPLAYS.get(said, said).removeprefix("-webkit-").removeprefix("-ms-")
    return {"display": said} if said in _DISPLAYS else None


def _opacity(words: list[Node]) -> Declared | None:
    value = number(words[0]) if len(words) == 1 else None
    return None if value is None else {"opacity": max(0.0, min(1.0, value))}


def _filter(words: list[Node]) -> Declared | None:
    """Reads how much a filter leaves to be seen; Microsoft's alpha counts in hundredths."""
    left = 1.0
    for word in words:
        if word.type == "function" and word.lower_name in ("opacity", "alpha"):
            inner = [at for at in word.arguments if at.type in ("number", "percentage")]
            value = number(inner[0]) if inner else None
            if value is not None:
                left *= value / 100 if word.lower_name == "alpha" else value
    return {"filter": max(0.0, min(1.0, left))}


def _font_size(words: list[Node]) -> Declared | None:
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


def _font(words: list[Node]) -> Declared | None:
    size = _size_in_font(words)
    return size and {**size, **_families(words)}


def _families(words: list[Node]) -> Declared:
    return {"families": families(words)}


def _size_in_font(words: list[Node]) -> Declared | None:
    for word in words:
        if (
            word.type in ("dimension", "percentage", "function")
            or (word.type == "ident" and word.lower_value in (*_FONT_SIZES, "smaller", "larger"))
            or (word.type == "number" and word.value == 0)
        ):
            return _font_size([word])
    return None


def _vertical_align(words: list[Node]) -> Declared | None:
    if len(words) != 1:
        return None
    if words[0].type == "ident":
        return {"vertical-align": words[0].lower_value}
    value = length(words[0])
    return None if value is None else {"vertical-align": value}


def _decoration(words: list[Node]) -> Declared | None:
    return {"text-decoration-line": frozenset(idents(words))}


def _variant(words: list[Node]) -> Declared | None:
    said = {"super", "sub"} & set(idents(words))
    return {"font-variant-position": said.pop() if said else "normal"}


def _background(words: list[Node]) -> Declared | None:
    found = [value for word in words if (value := colour(word)) is not None]
    return {
        "background-color": found[-1] if found else CLEAR,
        "background-image": _is_pictured(words),
    }


def _background_image(words: list[Node]) -> Declared | None:
    return {"background-image": _is_pictured(words)}


def _is_pictured(words: list[Node]) -> bool | tuple[Colour | str, ...]:
    """Returns whether a picture lies behind; the colours that run into another where they do."""
    pictures = ("url", "image", "image-set", "cross-fade", "element", "paint")
    for word in words:
        if word.type == "url" or (word.type == "function" and word.lower_name in pictures):
            return True
    runs = [word for word in words if word.type == "function" and "gradient" in word.lower_name]
    if not runs:
        return False
    stops = [value for run in runs for at in run.arguments if (value := colour(at)) is not None]
    return tuple(stops)


_PICKS = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of one to four values are for the top, the right, the bottom and the left."""


def _sides(name: str) -> Parser:
    """Returns a parser of a shorthand for the four sides, or for two that face each other."""

    def parse(words: list[Node]) -> Declared | None:
        values = [_sized(name)([word]) for word in words]
        if not 1 <= len(values) <= len(_LONGHANDS[name]) or None in values:
            return None
        lengths = [value[name] for value in values if value is not None]
        if len(_LONGHANDS[name]) == 2:
            return dict(zip(_LONGHANDS[name], (lengths[0], lengths[-1]), strict=True))
        picks = _PICKS[len(lengths)]
        return {
            longhand: lengths[pick] for longhand, pick in zip(_LONGHANDS[name], picks, strict=True)
        }

    return parse


def _overflow(words: list[Node]) -> Declared | None:
    said = idents(words)
    if not 1 <= len(said) <= 2 or len(said) != len(words):
        return None
    return {"overflow-x": said[0], "overflow-y": said[-1]}


def _clip(words: list[Node]) -> Declared | None:
    """Reads whether a clip() of the old kind leaves nothing (CSS 2.2, section 11.1.2)."""
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


def _masked(words: list[Node]) -> Declared | None:
    """Reads whether a mask, or signs in place of characters, may keep a text from being read."""
    return {"mask": idents(words) != ["none"]}


def _clip_path(words: list[Node]) -> Declared | None:
    """Reads whether a clip-path leaves nothing."""
    for word in words:
        if word.type == "function":
            sides = [value for at in significant(word.arguments) if (value := length(at))
                     is not None]  # fmt: skip
            pixels = [side.in_pixels(16.0, 100.0) for side in sides]
            if word.lower_name == "inset" and pixels:
                top, right, bottom, left = (pixels[pick] for pick in _PICKS[len(pixels[:4])])
                return {"clip-path": top + bottom >= 98.0 or left + right >= 98.0}
            if word.lower_name in ("circle", "ellipse"):
                return {"clip-path": bool(pixels) and min(pixels[:2]) <= _SEEN_PIXELS}
            if word.lower_name in ("polygon", "path", "rect", "xywh"):
                return {"clip-path": not any(pixels)}
    return {"clip-path": False}


def _transform(words: list[Node]) -> Declared | None:
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


def _translate(words: list[Node]) -> Declared | None:
    lengths = [length(word) or Length() for word in words]
    return {"translate": MovedBox(lengths[0], lengths[1] if len(lengths) > 1 else NO_LENGTH)}


def _scale(words: list[Node]) -> Declared | None:
    values = [value for word in words if (value := number(word)) is not None]
    return {"scale": any(abs(value) < 0.1 for value in values[:2])}


def _rotate(words: list[Node]) -> Declared | None:
    return {"rotate": _is_on_edge(words)}


def _is_on_edge(words: list[Node]) -> bool:
    """Returns whether a text is turned so that only its edge is seen: across the line of sight."""
    axis = [word.value for word in words if word.type == "number"]
    across = idents(words) in (["x"], ["y"]) or (len(axis) == 3 and any(axis) and not axis[2])
    return across and any(abs(degrees(word)) % 180 == 90 for word in words)


def _content(words: list[Node]) -> Declared | None:
    """Reads what is generated; counters and quotes stand as signs that cannot be read."""
    if idents(words) in (["none"], ["normal"]):
        return {"content": None}
    text, pictured, attributes = "", False, []
    for word in words:
        if word == "/":
            break
        if word.type == "string":
            text += word.value
        elif word.type == "function" and word.lower_name == "attr":
            names = idents(word.arguments)
            attributes.append((len(text), names[0] if names else ""))
        elif word.type != "ident" or word.lower_value in ("open-quote", "close-quote"):
            pictured = True
    return {"content": (Generated(text, pictured), tuple(attributes))}


def _placed(name: str) -> Parser:
    """Returns a parser of where an element stands in a grid: start and end lines."""

    def parse(words: list[Node]) -> Declared | None:
        parts: list[list[Node]] = [[]]
        for word in words:
            if word == "/":
                parts.append([])
            else:
                parts[-1].append(word)
        lines = [_grid_line(part) for part in parts]
        names = _LONGHANDS.get(name, (name,))
        if len(lines) > len(names):
            return None
        lines += [None] * (len(names) - len(lines))
        return dict(zip(names, lines, strict=True))

    return parse


def _grid_line(words: list[Node]) -> tuple[str, int] | None:
    numbers = [word.int_value for word in words if word.type == "number" and word.is_integer]
    if set(idents(words)) - {"auto", "span"}:
        return "named", 0
    if not numbers:
        return None
    return ("span" if "span" in idents(words) else "line"), numbers[0]


def _tracks(words: list[Node]) -> Declared | None:
    """Reads how many columns a grid has; None where it depends on the room that there is."""
    count: int | None = 0
    for word in words:
        if word.type == "function" and word.lower_name == "repeat":
            inner = significant(word.arguments)
            times = inner[0].int_value if inner and inner[0].type == "number" else None
            size = sum(at.type not in ("[] block",) and at != "," for at in inner[1:])
            count = None if times is None or count is None else count + times * size
        elif word.type != "[] block" and count is not None:
            count += 1
    return {"grid-template-columns": None if idents(words) == ["none"] else count}


def _grid_template(words: list[Node]) -> Declared | None:
    if "/" not in [word.value for word in words if word.type == "literal"]:
        return None
    at = next(i for i, word in enumerate(words) if word == "/")
    return _tracks(words[at + 1 :])


def _order(words: list[Node]) -> Declared | None:
    if len(words) == 1 and words[0].type == "number" and words[0].is_integer:
        return {"order": words[0].int_value}
    return None


_PHYSICAL: Mapping[str, str] = {
    "inline-size": "width", "block-size": "height",
    "max-inline-size": "max-width", "max-block-size": "max-height",
    "inset-inline-start": "left", "inset-inline-end": "right",
    "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top", "margin-block-end": "margin-bottom",
    "overflow-inline": "overflow-x", "overflow-block": "overflow-y",
}  # fmt: skip
"""What is said along the lines and across them (CSS Logical Properties 1), of lines from left to
right and from the top down."""

_LONGHANDS: Mapping[str, tuple[str, ...]] = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "families"),
    "font-family": ("families",),
    "text-decoration": ("text-decoration-line",),
    "font-variant": ("font-variant-position",),
    "inset": _SIDES,
    "margin": tuple(f"margin-{side}" for side in _SIDES),
    "padding": tuple(f"padding-{side}" for side in _SIDES),
    "overflow": ("overflow-x", "overflow-y"),
    "flex-flow": ("flex-direction",),
    "grid-row": ("grid-row-start", "grid-row-end"),
    "grid-column": ("grid-column-start", "grid-column-end"),
    "grid-area": ("grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"),
    "grid-template": ("grid-template-columns",),
    "grid": ("grid-template-columns",),
    "list-style": ("list-style-type",),
    "animation-name": ("animation",),
    "mask-image": ("mask",),
    "text-security": ("mask",),
    "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-block": ("margin-top", "margin-bottom"),
    **{logical: (physical,) for logical, physical in _PHYSICAL.items()},
}


def _flex_flow(words: list[Node]) -> Declared | None:
    said = [word for word in idents(words) if word.startswith(("row", "column"))]
    return {"flex-direction": said[0] if said else "row"}


def _list_style(words: list[Node]) -> Declared | None:
    if any(word.type in ("string", "function") for word in words):
        return {"list-style-type": MADE}
    said = [word for word in idents(words) if word not in ("inside", "outside")]
    return {"list-style-type": said[0] if said else "disc"}


def _animation(words: list[Node]) -> Declared | None:
    """Reads every word of an animation: its name and what may be its name are not told apart."""
    names = [word.value for word in words if word.type in ("ident", "string")]
    return {"animation": frozenset(names)}


def _all(_: list[Node]) -> Declared | None:
    return None  # takes key words alone, which are read before


_PROPERTIES: Mapping[str, Parser] = {
    "display": _display,
    "visibility": _keyword("visibility", frozenset({"visible", "hidden", "collapse"})),
    "content-visibility": _keyword("content-visibility"),
    "opacity": _opacity,
    "filter": _filter,
    "color": _coloured("color"),
    "-webkit-text-fill-color": _coloured("-webkit-text-fill-color"),
    "background": _background,
    "background-color": _coloured("background-color"),
    "background-image": _background_image,
    "font-size": _font_size,
    "font": _font,
    "font-family": _families,
    "font-variant": _variant,
    "font-variant-position": _variant,
    "vertical-align": _vertical_align,
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "position": _keyword("position"),
    "float": _keyword("float"),
    "inset": _sides("inset"),
    **{side: _sized(side) for side in _SIDES},
    "margin": _sides("margin"),
    **{name: _sides(name)
       for name in ("inset-inline", "inset-block", "margin-inline", "margin-block")},
    **{logical: _sized(physical, "min-content", "max-content", "fit-content")
       for logical, physical in _PHYSICAL.items() if not physical.startswith("overflow")},
    "overflow-inline": _keyword("overflow-x"),
    "overflow-block": _keyword("overflow-y"),
    "padding": _sides("padding"),
    **{f"{edge}-{side}": _sized(f"{edge}-{side}")
       for edge in ("margin", "padding") for side in _SIDES},
    **{name: _sized(name, "min-content", "max-content", "fit-content")
       for name in ("width", "height", "max-width", "max-height")},
    "overflow": _overflow,
    "overflow-x": _keyword("overflow-x"),
    "overflow-y": _keyword("overflow-y"),
    "clip": _clip,
    "clip-path": _clip_path,
    "mask": _masked,
    "mask-image": _masked,
    "text-security": _masked,
    "text-indent": _sized("text-indent"),
    "transform": _transform,
    "translate": _translate,
    "scale": _scale,
    "rotate": _rotate,
    "zoom": lambda words: {"zoom": number(words[0]) if len(words) == 1 else None},
    "content": _content,
    "animation": _animation,
    "animation-name": _animation,
    "direction": _keyword("direction", frozenset({"ltr", "rtl"})),
    "unicode-bidi": _keyword("unicode-bidi"),
    "white-space": _keyword("white-space"),
    "mso-hide": _keyword("mso-hide"),
    "list-style": _list_style,
    "list-style-type": _list_style,
    "flex-direction": _keyword("flex-direction"),
    "flex-flow": _flex_flow,
    "order": _order,
    "grid-auto-flow": _keyword("grid-auto-flow"),
    "grid-template-columns": _tracks,
    "grid-template": _grid_template,
    "grid": _grid_template,
    **{name: _placed(name) for name in (
        "grid-row", "grid-column", "grid-area", "grid-row-start", "grid-row-end",
        "grid-column-start", "grid-column-end")},
    "all": _all,
}  # fmt: skip

NAMES = frozenset(_PROPERTIES) | HAZARDOUS
"""The properties that are followed."""


def longhands_of(name: str) -> tuple[str, ...]:
    """Returns the longhands of a property, itself where it is one, and its hazards."""
    own = _LONGHANDS.get(name, (name,)) if name in _PROPERTIES else ()
    return (*own, *hazards_of(name))
