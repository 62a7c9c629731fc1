"""Values of CSS: lengths, colours and key words out of a declaration's tokens."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tinycss2.ast import Node
from tinycss2.color4 import Color, parse_color

Tokens = Sequence[Node]

Colour = tuple[float, float, float, float]
"""Red, green, blue and alpha, each from 0 to 1, in sRGB."""

BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
CLEAR: Colour = (0.0, 0.0, 0.0, 0.0)

_SYSTEM = {
    "buttonface": WHITE, "buttontext": BLACK, "canvas": WHITE, "canvastext": BLACK,
    "fieldtext": BLACK, "field": WHITE, "infobackground": WHITE, "infotext": BLACK,
    "window": WHITE, "windowtext": BLACK,
}  # fmt: skip
"""System colours; Word's own "windowtext" stands in every page that it saves."""

_PIXELS = {
    "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "vw": 12.8, "vh": 8.0, "vi": 12.8, "vb": 8.0, "vmin": 8.0, "vmax": 12.8,
    "rem": 16.0,
}  # fmt: skip
"""How many pixels a unit has; of the window, those of one of 1280 by 800."""

_EMS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2, "rlh": 1.2}


_MOST_DIGITS = 300
"""More than any number of a style has; ``int`` refuses more than 4,300, and the sheet with it."""

_DIGITS = re.compile(r"[0-9]+")


def with_short_numbers(text: str) -> str:
    """Returns CSS whose numbers are none of more digits than can be read; beyond all they stay."""
    return _DIGITS.sub(lambda found: found[0][:_MOST_DIGITS], text)


@dataclass(frozen=True, slots=True)
class Length:
    """A length as the sum of pixels, font sizes, and parts of what a percentage refers to."""

    pixels: float = 0.0
    ems: float = 0.0
    parts: float = 0.0

    def __add__(self, other: Length) -> Length:
        return Length(self.pixels + other.pixels, self.ems + other.ems, self.parts + other.parts)

    def times(self, factor: float) -> Length:
        """Returns the length so many times over."""
        return Length(self.pixels * factor, self.ems * factor, self.parts * factor)

    def in_pixels(self, size: float, whole: float = 0.0) -> float:
        """Returns the length in pixels.

        Args:
            size: The font size, in pixels.
            whole: What a percentage refers to, in pixels.
        """
        return self.pixels + self.ems * size + self.parts * whole


NO_LENGTH = Length()


def significant(tokens: Tokens) -> list[Node]:
    """Returns tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def idents(tokens: Tokens) -> list[str]:
    """Returns the key words among some tokens, in lower case."""
    return [token.lower_value for token in tokens if token.type == "ident"]


def number(token: Node) -> float | None:
    """Returns a number, or a percentage as a part of one."""
    if token.type == "number":
        return _finite(token.value)
    return _finite(token.value / 100) if token.type == "percentage" else None


def degrees(token: Node) -> float:
    """Returns an angle in degrees; 0 for what is none."""
    units = {"deg": 1.0, "turn": 360.0, "grad": 0.9, "rad": 57.29577951}
    if token.type != "dimension":
        return 0.0
    value = _finite(token.value)
    return 0.0 if value is None else round(value * units.get(token.lower_unit, 0.0), 3)


def length(token: Node) -> Length | None:
    """Returns a length, a percentage or what a function computes of such; None for others."""
    if token.type == "number":
        # Browsers take bare numbers other than 0 in old pages alone; attributes have no unit.
        value = _finite(token.value)
        return None if value is None else Length(value)
    if token.type == "percentage":
        value = _finite(token.value / 100)
        return None if value is None else Length(parts=value)
    if token.type == "dimension":
        return _dimension(token)
    if token.type == "function" and token.lower_name in _FUNCTIONS:
        return _FUNCTIONS[token.lower_name](token.arguments)
    return None


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _dimension(token: Node) -> Length | None:
    value = _finite(token.value)
    unit = token.lower_unit
    if value is None:
        return None
    if unit in _EMS:
        return Length(ems=value * _EMS[unit])
    unit = unit[1:] if unit[:1] in "sld" and unit[1:] in _PIXELS else unit  # svh, lvh, dvh
    return Length(value * _PIXELS[unit]) if unit in _PIXELS else None


def _calculated(tokens: Tokens) -> Length | None:
    """Returns what calc() says: sums of products (CSS Values 4, section 10)."""
    total = Length()
    for sign, term in _terms(significant(tokens)):
        value = _product(term)
        if value is None:
            return None
        total += value.times(sign)
    return total


def _terms(tokens: list[Node]) -> list[tuple[float, list[Node]]]:
    terms: list[tuple[float, list[Node]]] = [(1.0, [])]
    for token in tokens:
        if token == "+" or token == "-":
            terms.append((1.0 if token == "+" else -1.0, []))
        else:
            terms[-1][1].append(token)
    return terms


def _product(tokens: list[Node]) -> Length | None:
    found: Length | None = None
    factor, divides = 1.0, False
    for token in tokens:
        if token == "*" or token == "/":
            divides = token == "/"
        elif token.type == "number":
            if divides and not token.value:
                return None
            factor = factor / token.value if divides else factor * token.value
        else:
            own = _calculated(token.content) if token.type == "() block" else length(token)
            if own is None or found is not None:
                return None
            found = own
    return Length(factor) if found is None else found.times(factor)


def _parted(tokens: Tokens) -> list[list[Node]]:
    """Returns what stands between commas."""
    parts: list[list[Node]] = [[]]
    for token in significant(tokens):
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _listed(tokens: Tokens) -> list[Length]:
    return [value for part in _parted(tokens) if (value := _calculated(part)) is not None]


def _chosen(pick: int) -> Callable[[Tokens], Length | None]:
    """Returns a reader of min(), max() or clamp(), which compares lengths at 16 pixels a font."""

    def chosen(tokens: Tokens) -> Length | None:
        values = sorted(_listed(tokens), key=lambda value: value.in_pixels(16.0, 1000.0))
        return values[pick if len(values) > 2 or pick != 1 else 0] if values else None

    return chosen


_FUNCTIONS: dict[str, Callable[[Tokens], Length | None]] = {
    "calc": _calculated,
    "-webkit-calc": _calculated,
    "min": _chosen(0),
    "max": _chosen(-1),
    "clamp": _chosen(1),
}


def colour(token: Node) -> Colour | str | None:
    """Returns a colour, "currentcolor", or None for what is none."""
    if token.type == "ident" and token.lower_value in _SYSTEM:
        return _SYSTEM[token.lower_value]
    if token.type == "function" and token.lower_name in _OF_COLOURS:
        parts = _parted(token.arguments)
        return _OF_COLOURS[token.lower_name](parts) if parts[0] else None
    try:
        parsed = parse_color(token)
    except (ArithmeticError, TypeError, ValueError):
        return None
    if parsed is None or isinstance(parsed, str):
        return parsed
    return _srgb(parsed)


def _in_light(parts: list[list[Node]]) -> Colour | str | None:
    """Returns which of light-dark() a page shows that asks for no dark scheme."""
    return colour(parts[0][0])


def _mixed(parts: list[list[Node]]) -> Colour | str | None:
    """Returns what color-mix() gives in sRGB, near enough to say whether it is seen at all
    (CSS Color 5, section 3).
    """
    shares: list[tuple[float | None, Colour]] = []
    for part in parts[1:]:
        found = [value for word in part if (value := colour(word)) is not None]
        share = [number(word) for word in part if word.type == "percentage"]
        if len(found) != 1 or isinstance(found[0], str):
            return found[0] if found else None
        shares.append((share[0] if share else None, found[0]))
    if len(shares) != 2:
        return None
    (first, one), (second, other) = shares
    first = first if first is not None else 1 - second if second is not None else 0.5
    second = second if second is not None else 1 - first
    whole = first + second
    if first < 0 or second < 0 or not whole:
        return None
    alpha = (one[3] * first + other[3] * second) / whole
    weights = (one[3] * first, other[3] * second)
    red, green, blue = (
        (left * weights[0] + right * weights[1]) / (sum(weights) or 1.0)
        for left, right in zip(one[:3], other[:3], strict=True)
    )
    return red, green, blue, alpha * min(1.0, whole)


_OF_COLOURS: dict[str, Callable[[list[list[Node]]], Colour | str | None]] = {
    "light-dark": _in_light,
    "color-mix": _mixed,
}


def _srgb(found: Color) -> Colour | None:
    if found.space in ("srgb", "hsl", "hwb"):
        red, green, blue, alpha = found.to("srgb")
        return red or 0.0, green or 0.0, blue or 0.0, alpha
    space = "xyz-d50" if found.space in ("lab", "lch") else "xyz-d65"
    if found.space not in ("lab", "lch", "oklab", "oklch", "xyz-d50", "xyz-d65"):
        values = [max(0.0, min(1.0, part or 0.0)) for part in found.coordinates]
        return values[0], values[1], values[2], found.alpha
    x, y, z, alpha = found.to(space)
    linear = (
        3.2410 * x - 1.5374 * y - 0.4986 * z,
        -0.9692 * x + 1.8760 * y + 0.0416 * z,
        0.0556 * x - 0.2040 * y + 1.0570 * z,
    )
    red, green, blue = (_companded(part) for part in linear)
    return red, green, blue, alpha


def _companded(part: float) -> float:
    """Returns a part of a colour as sRGB stores it (IEC 61966-2-1)."""
    part = max(0.0, min(1.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def over(upper: Colour, lower: Colour) -> Colour:
    """Returns a colour as it looks upon another one, which is opaque."""
    alpha = upper[3]
    red, green, blue = (
        part * alpha + below * (1 - alpha) for part, below in zip(upper[:3], lower[:3], strict=True)
    )
    return red, green, blue, 1.0


def in_bytes(colour: Colour) -> tuple[int, int, int]:
    """Returns the parts of a colour of 255 each."""
    red, green, blue = (round(255 * max(0.0, min(1.0, part))) for part in colour[:3])
    return red, green, blue
