"""Properties of CSS by which a text may be seen otherwise than it is stored, though not hidden:
mirrored, squeezed, cut, painted over, set in signs.

What exactly is seen of it cannot be told without a browser; that it is in doubt can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tinycss2.ast import Node

from ..flow.sign_fonts import is_of_signs
from .css_values import Length, Tokens, degrees, idents, length, number, significant

PREFIX = "~"
"""Stands before the name of a property that is declared, as a hazard or as none."""

MOVING = frozenset({"translate", "position", "margin"})
"""Hazards that are none of a table as a whole: all of it moves together."""

FACE = "font-face"
"""The hazard of a font that the page itself brings, in which a digit may look like another; none
where it is the font of more than a table.
"""

QUARTERS = frozenset({"quarter rotate", "quarter transform"})
"""Quarter turns, each of which is none by itself: two of them stand a text on its head."""

INHERITED = frozenset({
    "letter-spacing", "word-spacing", "line-height", "font-family", "font-size-adjust",
    "font-feature-settings", "font-variant-numeric", "text-stroke", "text-underline-offset",
})  # fmt: skip
"""Hazards that a value of an element within takes away again."""

_SIZE = 16.0
"""Pixels: the size of a font for which lengths are weighed."""

_CLOSE = -0.25
"""Font sizes: digits set closer by so much run into each other."""

ASIDE = 0.4
"""Font sizes: a digit moved by so much stands where another one may stand."""

Weighed = Callable[[list[Node]], bool]


def families(tokens: Tokens) -> tuple[str, ...]:
    """Returns the names of fonts that a ``font-family`` or the end of a ``font`` lists."""
    names: list[str] = []
    words: list[str] = []
    for token in [*significant(tokens), None]:
        if token is None or token == ",":
            if words:
                names.append(" ".join(words))
            words = []
        elif token.type in ("ident", "string"):
            words.append(token.value.lower())
        else:
            words = []
    return tuple(names)


def _far(words: list[Node]) -> bool:
    """Is a length as far to either side as another digit may be?"""
    found = [value for word in words if (value := length(word)) is not None]
    return any(abs(value.in_pixels(_SIZE, _SIZE)) >= ASIDE * _SIZE for value in found)


def _back(words: list[Node]) -> bool:
    """Is a length negative, by as much as digits are wide?"""
    found = [value for word in words if (value := length(word)) is not None]
    return any(value.in_pixels(_SIZE, _SIZE) <= -ASIDE * _SIZE for value in found)


def _close(words: list[Node]) -> bool:
    if any(word.type == "function" and length(word) is None for word in words):
        return True  # such as env(), of which nothing is known
    found = [value for word in words if (value := length(word)) is not None]
    return any(value.in_pixels(_SIZE, _SIZE) <= _CLOSE * _SIZE for value in found)


def _low(words: list[Node]) -> bool:
    """Is a line much less high than its font?"""
    value = None
    if len(words) == 1:
        word = words[0]
        value = Length(ems=word.value) if word.type == "number" else length(word)
    return value is not None and value.in_pixels(_SIZE, _SIZE) < 0.5 * _SIZE


def _unless(*harmless: str) -> Weighed:
    """Returns a weigher that knows only some key words as harmless."""
    return lambda words: not (idents(words) and set(idents(words)) <= {*harmless, "normal"})


def _any(*harmful: str) -> Weighed:
    return lambda words: bool(set(harmful) & set(idents(words)))


def _is_negative(words: list[Node]) -> bool:
    values = [value for word in words if (value := number(word)) is not None]
    return any(value < 0 for value in values)


def _is_any_negative(words: list[Node]) -> bool:
    found = [value for word in words if (value := length(word)) is not None]
    return any(value.in_pixels(_SIZE, _SIZE) < 0 for value in found)


_KEPT = {
    "blur": lambda value: value.in_pixels(_SIZE) <= 1.0,
    "brightness": lambda value: 0.6 <= value.pixels + value.parts <= 1.3,
    "contrast": lambda value: value.pixels + value.parts >= 0.7,
    "invert": lambda value: value.pixels + value.parts <= 0.1,
}
"""Filters that may take a text out of sight, and what they have to say so as not to."""


def _filter(words: list[Node]) -> bool:
    for word in words:
        if word.type == "url" or (word.type == "function" and word.lower_name == "url"):
            return True
        kept = _KEPT.get(word.lower_name) if word.type == "function" else None
        if kept is not None:
            values = [v for at in significant(word.arguments) if (v := length(at)) is not None]
            # Without a value brightness and contrast change nothing, the others all.
            if not (kept(values[0]) if values else word.lower_name in ("brightness", "contrast")):
                return True
    return False


def _clip_path(words: list[Node]) -> bool:
    """May a clip-path cut into a text? Only one of no inset, or of a box, does not."""
    for word in words:
        if word.type == "url":
            return True
        if word.type == "function":
            values = [v for at in significant(word.arguments) if (v := length(at)) is not None]
            if word.lower_name != "inset" or any(v.in_pixels(_SIZE, 100) > 0 for v in values):
                return True
    return False


def _transform(words: list[Node]) -> bool:
    if any(_is_turned_over(word) for word in words if word.type == "function"):
        return True
    return _is_upside_down(_turned(words))


def _turned(words: list[Node]) -> float:
    """Returns by how many degrees the functions of a transformation turn a text in all."""
    return sum(
        degrees(at)
        for word in words
        if word.type == "function" and word.lower_name in ("rotate", "rotatez")
        for at in significant(word.arguments)
    )


def _is_quarter(angle: float) -> bool:
    return 60 < angle % 180 < 120


def _is_turned_over(word: Node) -> bool:
    """Is a text mirrored, upside down, slanted beyond reading, or seen from nearby?"""
    name = word.lower_name
    inner = [at for at in significant(word.arguments) if at != ","]
    values = [value for at in inner if (value := number(at)) is not None]
    if name.startswith("scale"):
        return any(value < 0 for value in values)
    if name in ("rotate", "rotatez"):
        return any(_is_upside_down(degrees(at)) for at in inner)
    if name in ("rotatex", "rotatey", "rotate3d"):
        return any(abs((degrees(at) + 90) % 360 - 90) > 60 for at in inner)
    if name.startswith("skew"):
        return any(abs(degrees(at)) % 180 > 45 for at in inner)
    if name == "matrix" and len(values) == 6:
        return values[0] * values[3] - values[1] * values[2] < 0 or values[0] < 0
    if name == "translate3d" or name.startswith("translatez"):
        last = length(inner[-1]) if inner else None
        return last is not None and abs(last.in_pixels(_SIZE)) > 1
    return name in ("matrix3d", "perspective")


def _is_upside_down(angle: float) -> bool:
    return 100 < angle % 360 < 260


def _rotate(words: list[Node]) -> bool:
    return any(_is_upside_down(degrees(word)) for word in words)


def _moved(words: list[Node]) -> bool:
    """Does a transformation move a text to a side by as much as digits are wide?"""
    for word in words:
        if word.type != "function":
            continue
        inner = [at for at in significant(word.arguments) if at != ","]
        if word.lower_name in ("translate", "translatex", "translate3d") and _far(inner[:1]):
            return True
        if word.lower_name == "matrix" and len(inner) == 6 and _far(inner[4:5]):
            return True
    return False


def _decoration(words: list[Node]) -> bool:
    """Is a line below or above as thick as to reach over the text?"""
    found = [value for word in words if word.type in ("dimension", "percentage", "function")
             and (value := length(word)) is not None]  # fmt: skip
    return any(value.in_pixels(_SIZE, _SIZE) > 0.25 * _SIZE for value in found)


def _features(words: list[Node]) -> bool:
    """Does a feature of a font set digits raised, lowered, or as fractions?"""
    changing = ("sups", "subs", "sinf", "ordn", "frac", "afrc", "numr", "dnom")
    switched_off = False
    for word in reversed(words):
        if word == ",":
            switched_off = False
        elif (word.type == "number" and word.value == 0) or idents([word]) == ["off"]:
            switched_off = True
        elif word.type == "string" and word.value in changing and not switched_off:
            return True
    return False


def _size_adjusted(words: list[Node]) -> bool:
    values = [value for word in words if (value := number(word)) is not None]
    return any(value < 0.25 for value in values)


def _signs(words: list[Node]) -> bool:
    return any(is_of_signs(family) for family in families(words)[:1])


def _stroked(words: list[Node]) -> bool:
    found = [value for word in words if (value := length(word)) is not None]
    return any(value.in_pixels(_SIZE, _SIZE) >= 1.0 for value in found)


_PICTURES = ("url", "image", "image-set", "cross-fade", "element", "gradient", "paint")


def _shown(words: list[Node]) -> bool:
    """Is something else shown in place of an element?"""
    return any(
        word.type == "url" or (word.type == "function" and word.lower_name.endswith(_PICTURES))
        for word in words
    )


_FRACTIONS = _any("ordinal", "diagonal-fractions", "stacked-fractions")

_ROWS: tuple[tuple[str, str, Weighed], ...] = (
    ("letter-spacing", "letter-spacing", _close),
    ("word-spacing", "word-spacing", _close),
    ("line-height", "line-height", _low),
    ("font-family", "font-family", _signs),
    ("font", "font-family", _signs),
    ("font-size-adjust", "font-size-adjust", _size_adjusted),
    ("font-feature-settings", "font-feature-settings", _features),
    ("font-variant-numeric", "font-variant-numeric", _FRACTIONS),
    ("font-variant", "font-variant-numeric", _FRACTIONS),
    ("text-stroke", "text-stroke", _stroked),
    ("text-stroke-width", "text-stroke", _stroked),
    ("text-underline-offset", "text-underline-offset", _is_any_negative),
    ("text-decoration", "text-decoration", _decoration),
    ("text-decoration-thickness", "text-decoration", _decoration),
    ("initial-letter", "initial-letter", _unless()),
    ("transform", "transform", _transform),
    ("transform", "translate", _moved),
    ("transform", "quarter transform", lambda words: _is_quarter(_turned(words))),
    ("rotate", "quarter rotate", lambda words: any(_is_quarter(degrees(word)) for word in words)),
    ("scale", "scale", _is_negative),
    ("rotate", "rotate", _rotate),
    ("translate", "translate", lambda words: _far(words[:1])),
    ("filter", "filter", _filter),
    ("mix-blend-mode", "mix-blend-mode", _unless("isolate")),
    ("clip-path", "clip-path", _clip_path),
    ("mask-border", "mask-border", _unless("none")),
    ("mask-box-image", "mask-border", _unless("none")),
    ("contain", "contain", _any("strict", "size", "inline-size")),
    ("container-type", "contain", _any("size", "inline-size")),
    ("offset", "offset", _unless("none")),
    ("offset-path", "offset", _unless("none", "auto")),
    ("outline-offset", "outline-offset", _is_any_negative),
    ("z-index", "z-index", lambda words: any(w.type == "number" and w.value < 0 for w in words)),
    ("content", "content", _shown),
    ("margin-left", "margin", _back),
    ("margin-right", "margin", _back),
    ("margin-inline-start", "margin", _back),
    ("margin-inline-end", "margin", _back),
    ("margin-inline", "margin", _back),
    ("margin", "margin", lambda words: _back(words[1:2] + words[3:4] if words[1:] else words)),
)
"""Properties, the hazards that they are or are not, and what tells which."""

NAMES = frozenset(name for name, *_ in _ROWS)
"""The properties that are weighed here."""

_WEIGHED: Mapping[str, tuple[tuple[str, Weighed], ...]] = {
    name: tuple((PREFIX + hazard, weigh) for own, hazard, weigh in _ROWS if own == name)
    for name in NAMES
}


def hazards(name: str, tokens: Tokens) -> dict[str, bool]:
    """Returns for what a declaration may change of a text whether it does, by ``PREFIX`` names."""
    words = significant(tokens)
    return {hazard: weigh(words) for hazard, weigh in _WEIGHED.get(name, ())}


def hazards_of(name: str) -> tuple[str, ...]:
    """Returns the names under which ``hazards`` speaks of a property."""
    return tuple(hazard for hazard, _ in _WEIGHED.get(name, ()))
