"""Draws the objects of an OFD page onto a page of a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import PIL.Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO

from ..source_files.limits import PIXELS, hold
from .looks import look_of
from .notation import SAME, Matrix, box, matrix, times
from .ofd_fonts import OfdFonts
from .outlines import draw_outline
from .resources import Element, Parts, Resources, child, children, local
from .text_codes import placed_characters

POINTS = 72 / 25.4
"""Points to a millimetre."""

_NESTED = 8
"""How deep composite objects are followed."""

_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}
"""In which order the layers of a page are drawn, by their types."""


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

    def draw(
        self, content: Element | None, by: Matrix = SAME, depth: int = 0, look: str = ""
    ) -> None:
        """Draws the objects of a layer or a block, in their order.

        Args:
            content: What holds them.
            by: From their coordinates to those of the page, in millimetres.
            depth: How many composite objects they lie in.
            look: The parameters of drawing of what holds that.
        """
        if content is None:
            return
        look = content.get("DrawParam") or look
        drawers: Mapping[str, Callable[[Element, Matrix, str], None]] = {
            "TextObject": self._text,
            "PathObject": self._path,
            "ImageObject": self._image,
        }
        for one in sorted(content, key=lambda each: _LAYERS.get(each.get("Type", ""), 1)):
            if one.get("Visible", "true").lower() == "false":
                continue
            name = local(one)
            if name in ("PageBlock", "Layer", "Content"):
                self.draw(one, by, depth, look)
            elif name == "CompositeObject" and depth < _NESTED:
                unit = self._resources.units.get(one.get("ResourceID", ""))
                with self._clipped(one, by):
                    self.draw(child(unit, "Content"), times(_placed(one), by), depth + 1)
            elif name in drawers:
                with self._clipped(one, by):
                    drawers[name](one, times(times(_placed(one), by), self._base), look)

    def picture(self, data: bytes, place: tuple[float, float, float, float]) -> bool:
        """Draws a picture into a box of the page; returns whether it can be read."""
        x, y, width, height = place
        return self._drawn(data, times((width, 0.0, 0.0, height, x, y), self._base))

    @contextmanager
    def _clipped(self, one: Element, by: Matrix) -> Iterator[None]:
        """Draws an object within its clips: each is what lies in any of its areas, and all count.

        Areas lie in the coordinates of the object's box.
        """
        canvas = self._canvas
        canvas.saveState()
        place = box(one.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        into = times((1.0, 0.0, 0.0, 1.0, place[0], place[1]), by)
        for clips in children(one, "Clips"):
            own = into if clips.get("TransFlag", "true").lower() == "false" else None
            for clip in children(clips, "Clip"):
                path = canvas.beginPath()
                for area in children(clip, "Area"):
                    moved = matrix(area.get("CTM"))
                    self._clip(path, area, times(moved, own or times(_placed(one), by)))
                if path.getCode():  # one made of text cuts nothing off
                    canvas.clipPath(path, stroke=0, fill=0)
        try:
            yield
        finally:
            canvas.restoreState()

    def _clip(self, path: Any, area: Element, by: Matrix) -> None:
        for outline in children(area, "Path"):
            data = child(outline, "AbbreviatedData")
            lies = times(times(_placed(outline), by), self._base)
            if data is not None:
                draw_outline(path, data.text or "", lies)

    def _text(self, one: Element, by: Matrix, inherited: str) -> None:
        look = look_of(one, inherited, self._resources)
        colour = look.colour("FillColor")
        if one.get("Fill", "true").lower() == "false" or colour is None:
            return
        self._canvas.setFillColorRGB(*colour)
        self._canvas.setFillAlpha(look.alpha("FillColor"))
        for placed in placed_characters(one, self._fonts):
            drawn = self._canvas.beginText()
            a, b, c, d, e, f = times(placed.turned, by)
            # Glyphs stand upright: their y goes upwards, that of the page downwards.
            drawn.setTextTransform(a, b, -c, -d, e, f)
            drawn.setFont(placed.font.fontName, placed.size)
            drawn.textOut(placed.written)
            self._canvas.drawText(drawn)

    def _path(self, one: Element, by: Matrix, inherited: str) -> None:
        look = look_of(one, inherited, self._resources)
        stroke = look.colour("StrokeColor")
        fill = look.colour("FillColor")
        stroked = stroke is not None and one.get("Stroke", "true").lower() != "false"
        filled = fill is not None and one.get("Fill", "false").lower() == "true"
        data = child(one, "AbbreviatedData")
        if data is None or not (stroked or filled):
            return
        canvas = self._canvas
        if stroke is not None:
            canvas.setStrokeColorRGB(*stroke)
        if fill is not None:
            canvas.setFillColorRGB(*fill)
        canvas.setStrokeAlpha(look.alpha("StrokeColor"))
        canvas.setFillAlpha(look.alpha("FillColor"))
        canvas.setLineWidth(look.line_width * POINTS)
        path = canvas.beginPath()
        draw_outline(path, data.text or "", by)
        rule = FILL_EVEN_ODD if one.get("Rule") == "Even-Odd" else FILL_NON_ZERO
        canvas.drawPath(path, stroke=int(stroked), fill=int(filled), fillMode=rule)

    def _image(self, one: Element, by: Matrix, _inherited: str) -> None:
        if one.get("CTM") is None:  # it fills its box
            _, _, width, height = box(one.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
            by = times((width, 0.0, 0.0, height, 0.0, 0.0), by)
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
        path = self._canvas.beginPath()
        draw_outline(path, "M 0 0 L 1 0 L 1 1 L 0 1 C", by)
        self._canvas.saveState()
        self._canvas.setFillGray(0.5)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()


def _placed(one: Element) -> Matrix:
    """Returns how the coordinates of an object lie on what holds it."""
    place = box(one.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return times(matrix(one.get("CTM")), (1.0, 0.0, 0.0, 1.0, place[0], place[1]))
