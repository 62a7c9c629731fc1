"""How the objects of an OFD look: colours, widths of lines, and what they inherit."""

from __future__ import annotations

from dataclasses import dataclass

from .notation import number
from .resources import Element, Resources, child, children

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)

_LINE = 0.353
"""Millimetres: the width of a line that states none."""

_INHERITED = 8
"""How many sets of parameters stand behind one another at most."""


@dataclass(frozen=True)
class ObjectLook:
    """The parameters of drawing of an object: its own elements first, then those it inherits."""

    stated: tuple[Element, ...]
    palettes: Resources

    def colour(self, name: str) -> Colour | None:
        """Returns a colour; None where a pattern stands for it, which is not drawn.

        Args:
            name: "FillColor" or "StrokeColor".
        """
        stated = self._child(name)
        if stated is None:
            return BLACK
        for shading in children(stated, "AxialShd", "RadialShd", "GouraudShd", "LaGourandShd"):
            segments = (child(one, "Color") for one in shading)
            stated = next((one for one in segments if one is not None), stated)
        if child(stated, "Pattern") is not None:
            return None
        value = stated.get("Value")
        if value is None and stated.get("Index") is not None:
            palette = self.palettes.palettes.get(stated.get("ColorSpace", ""), [])
            at = int(number(stated.get("Index"), -1.0))
            value = palette[at] if 0 <= at < len(palette) else None
        return _rgb(value or "0 0 0")

    def alpha(self, name: str) -> float:
        """Returns how opaque a colour of the object is, 0 to 1."""
        colour = self._child(name)
        of_colour = number(colour.get("Alpha"), 255.0) if colour is not None else 255.0
        return _part(number(self.stated[0].get("Alpha"), 255.0)) * _part(of_colour)

    @property
    def line_width(self) -> float:
        """The width of its lines, in millimetres."""
        stated = (one.get("LineWidth") for one in self.stated)
        return number(next((width for width in stated if width), None), _LINE)

    def _child(self, name: str) -> Element | None:
        found = (child(one, name) for one in self.stated)
        return next((one for one in found if one is not None), None)


def look_of(one: Element, inherited: str, resources: Resources) -> ObjectLook:
    """Returns the look of an object.

    Args:
        one: The object.
        inherited: The parameters that the layer names.
        resources: Of the document.
    """
    stated = [one]
    for key in (one.get("DrawParam", ""), inherited):
        for _ in range(_INHERITED):
            found = resources.looks.get(key)
            if found is None:
                break
            stated.append(found)
            key = found.get("Relative", "")
    return ObjectLook(tuple(stated), resources)


def _rgb(value: str) -> Colour:
    values = [
        int(word[1:], 16) if word.startswith("#") and len(word) in (3, 4) else number(word)
        for word in value.split()
        if not word.startswith("#") or all(c in "0123456789abcdefABCDEF" for c in word[1:])
    ]
    if len(values) == 1:
        values *= 3
    if len(values) == 4:
        black = 1 - values[3] / 255
        values = [255 * (1 - each / 255) * black for each in values[:3]]
    red, green, blue = ([*values, 0, 0, 0])[:3]
    return _part(red), _part(green), _part(blue)


def _part(value: float) -> float:
    return min(max(value / 255, 0.0), 1.0)
