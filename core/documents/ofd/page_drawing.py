"""Draws the objects of an OFD page onto a page of a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib import resources as files
from typing import Any

import PIL.Image
from lxml import etree
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ..source_files.limits import PIXELS, hold
from .notation import SAME, Matrix, at, box, matrix, number, outline, steps, times
from .resources import Element, Parts, Resources, child, children, local

POINTS = 72 / 25.4
"""Points to a millimetre."""

_NESTED = 8
"""How deep composite objects are followed."""

_LINE = 0.353
"""Millimetres: the width of a line that states none."""

_CARRIED = "GoujiSong"


class OfdFonts:
    """The fonts of a document as reportlab knows them: an embedded one where it can be read, else
    the type that Gouji carries, so that nothing hangs on what a machine has.
    """

    def __init__(self, parts: Parts, resources: Resources) -> None:
        self._parts = parts
        self._resources = resources
        self._known: dict[str, TTFont] = {}
        self._carried = _font(
            "OfdCarried", (files.files("gouji.resources") / "fonts/GoujiSong.ttf").read_bytes()
        )

    def font(self, key: str, character: str) -> TTFont:
        """Returns the font that a character is drawn with."""
        if key not in self._known:
            self._known[key] = self._embedded(key) or self._carried
        own = self._known[key]
        return own if ord(character) in own.face.charToGlyph else self._carried

    def _embedded(self, key: str) -> TTFont | None:
        part = self._resources.fonts.get(key, "")
        data = self._parts.package.data(part) if part else None
        if data is None:
            return None
        try:
            return _font(f"Ofd{len(self._known)}", data)
        except Exception:  # noqa: BLE001 - whatever is wrong with a font, the carried one is there
            return None


def _font(name: str, data: bytes) -> TTFont:
    font = TTFont(name, io.BytesIO(data))
    pdfmetrics.registerFont(font)
    return font


class OfdPage:
    """Draws one page.

    Args:
        canvas: Of reportlab, at a page of its own.
        height: Of the page, in millimetres.
        parts: Of the document.
        resources: That its objects name.
        fonts: Of the document.
    """

    def __init__(
        self, canvas: Any, height: float, parts: Parts, resources: Resources, fonts: OfdFonts
    ) -> None:
        self._canvas = canvas
        self._base: Matrix = (POINTS, 0.0, 0.0, -POINTS, 0.0, height * POINTS)
        self._parts = parts
        self._resources = resources
        self._fonts = fonts

    def draw(self, content: Element | None, by: Matrix = SAME, depth: int = 0) -> None:
        """Draws the objects of a layer or a block, in their order.

        Args:
            content: What holds them.
            by: From their coordinates to those of the page, in millimetres.
            depth: How many composite objects they lie in.
        """
        look = (
            self._resources.looks.get(content.get("DrawParam", "")) if content is not None else None
        )
        drawers: Mapping[str, Callable[[Element, Matrix, Element | None], None]] = {
            "TextObject": self._text,
            "PathObject": self._path,
            "ImageObject": self._image,
        }
        for one in content if content is not None else ():
            if one.get("Visible", "true").lower() == "false":
                continue
            name = local(one)
            if name in ("PageBlock", "Layer", "Content"):
                self.draw(one, by, depth)
            elif name == "CompositeObject" and depth < _NESTED:
                unit = self._resources.units.get(one.get("ResourceID", ""))
                self.draw(child(unit, "Content"), times(_placed(one), by), depth + 1)
            elif name in drawers:
                own = self._resources.looks.get(one.get("DrawParam", ""))
                drawers[name](
                    one,
                    times(times(_placed(one), by), self._base),
                    own if own is not None else look,
                )

    def picture(self, data: bytes, place: tuple[float, float, float, float]) -> bool:
        """Draws a picture into a box of the page; returns whether it can be read."""
        x, y, width, height = place
        return self._drawn(data, times((width, 0.0, 0.0, height, x, y), self._base))

    def _text(self, one: Element, by: Matrix, look: Element | None) -> None:
        size = number(one.get("Size"), 3.0)
        wide = number(one.get("HScale"), 1.0) or 1.0
        if one.get("Fill", "true").lower() == "false" or size <= 0:
            return
        colour = _colour(child(one, "FillColor"), look, "FillColor")
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColorRGB(*colour)
        canvas.setFillAlpha(_alpha(one, child(one, "FillColor")))
        for code in children(one, "TextCode"):
            said = code.text or ""
            across, down = (
                steps(code.get("DeltaX"), len(said)),
                steps(code.get("DeltaY"), len(said)),
            )
            x, y = number(code.get("X")), number(code.get("Y"))
            for character, right, below in zip(said, across, down, strict=True):
                if character.strip():
                    self._character(character, one.get("Font", ""), size, wide, by, (x, y))
                x, y = x + right, y + below
        canvas.restoreState()

    def _character(
        self, character: str, font: str, size: float, wide: float, by: Matrix,
        place: tuple[float, float],
    ) -> None:  # fmt: skip
        a, b, c, d, _, _ = by
        drawn = self._canvas.beginText()
        # Glyphs stand upright: their y goes upwards, that of the page downwards.
        drawn.setTextTransform(a * wide, b * wide, -c, -d, *at(by, *place))
        drawn.setFont(self._fonts.font(font, character).fontName, size)
        drawn.textOut(character)
        self._canvas.drawText(drawn)

    def _path(self, one: Element, by: Matrix, look: Element | None) -> None:
        stroked = one.get("Stroke", "true").lower() != "false"
        filled = one.get("Fill", "false").lower() == "true"
        stroke = _colour(child(one, "StrokeColor"), look, "StrokeColor")
        fill = _colour(child(one, "FillColor"), look, "FillColor")
        data = child(one, "AbbreviatedData")
        if data is None or not (stroked or filled):
            return
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColorRGB(*stroke)
        canvas.setFillColorRGB(*fill)
        canvas.setStrokeAlpha(_alpha(one, child(one, "StrokeColor")))
        canvas.setFillAlpha(_alpha(one, child(one, "FillColor")))
        width = number(
            one.get("LineWidth") or (look.get("LineWidth") if look is not None else None), _LINE
        )
        canvas.setLineWidth(width * POINTS)
        path = canvas.beginPath()
        self._outline(path, data.text or "", by)
        canvas.drawPath(
            path, stroke=int(stroked and stroke is not None), fill=int(filled and fill is not None)
        )
        canvas.restoreState()

    def _outline(self, path: Any, data: str, by: Matrix) -> None:
        last = (0.0, 0.0)
        is_open = False
        for operator, values in outline(data):
            points = [at(by, *pair) for pair in zip(values[::2], values[1::2], strict=False)]
            if operator in "SM":
                path.moveTo(*points[0])
                is_open = True
            elif not is_open:
                return
            elif operator == "L":
                path.lineTo(*points[0])
            elif operator == "Q":
                first, end = points
                path.curveTo(*_third(last, first), *_third(end, first), *end)
            elif operator == "B":
                path.curveTo(*points[0], *points[1], *points[2])
            elif operator == "A":  # an arc, told by its end; stamps and round corners have them
                points = [at(by, values[5], values[6])]
                path.lineTo(*points[0])
            else:
                path.close()
            last = points[-1] if points else last

    def _image(self, one: Element, by: Matrix, look: Element | None) -> None:
        part = self._resources.pictures.get(one.get("ResourceID", ""), "")
        data = self._parts.package.data(part) if part else None
        if data is None or not self._drawn(data, by):
            self._unreadable(by)

    def _drawn(self, data: bytes, by: Matrix) -> bool:
        """Draws a picture into the unit square of some coordinates, if it can be read."""
        try:
            with PIL.Image.open(io.BytesIO(data)) as opened:
                hold(PIXELS, opened.width * opened.height)
                picture = opened.convert("RGBA" if "A" in opened.getbands() else "RGB")
        except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
            return False
        a, b, c, d, e, f = by
        self._canvas.saveState()
        self._canvas.transform(a, b, -c, -d, c + e, d + f)
        self._canvas.drawImage(ImageReader(picture), 0, 0, 1, 1, mask="auto")
        self._canvas.restoreState()
        return True

    def _unreadable(self, by: Matrix) -> None:
        """Darkens where a picture stands that cannot be read: it is no blank."""
        corners = [at(by, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        path = self._canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self._canvas.saveState()
        self._canvas.setFillGray(0.5)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()


def _placed(one: Element) -> Matrix:
    """Returns how the coordinates of an object lie on what holds it."""
    place = box(one.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return times(matrix(one.get("CTM")), (1.0, 0.0, 0.0, 1.0, place[0], place[1]))


def _third(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    return (end[0] + 2 * control[0]) / 3, (end[1] + 2 * control[1]) / 3


def _colour(own: Element | None, look: Element | None, name: str) -> tuple[float, float, float]:
    """Returns red, green and blue, 0 to 1; black where none is stated."""
    stated = own if own is not None else child(look, name)
    if stated is None:
        return 0.0, 0.0, 0.0
    values = [
        int(word[1:], 16) if word.startswith("#") and len(word) in (3, 4) else number(word)
        for word in (stated.get("Value") or "0 0 0").split()
        if not word.startswith("#") or all(c in "0123456789abcdefABCDEF" for c in word[1:])
    ]
    if len(values) == 1:
        values *= 3
    if len(values) == 4:
        black = 1 - values[3] / 255
        values = [255 * (1 - value / 255) * black for value in values[:3]]
    red, green, blue = ([*values, 0, 0, 0])[:3]
    return _part(red), _part(green), _part(blue)


def _part(value: float) -> float:
    return min(max(value / 255, 0.0), 1.0)


def _alpha(one: Element, colour: etree._Element | None) -> float:
    own = number(one.get("Alpha"), 255.0)
    of_colour = number(colour.get("Alpha"), 255.0) if colour is not None else 255.0
    return _part(own) * _part(of_colour)
