"""The pages that a drawn PDF is set on: one cursor, whatever the page's box and rotation."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

from reportlab.lib.colors import Color, black, red, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAMED = "STSong-Light"
"""A font that every reader of Chinese PDF files knows, named and not embedded."""

EMBEDDED = "GoujiSong"
"""The font that Gouji carries."""

_GREY = Color(0.8, 0.8, 0.8)
_TURNS = {
    0: lambda width, height: (1, 0, 0, 1, 0, 0),
    90: lambda width, height: (0, 1, -1, 0, height, 0),
    180: lambda width, height: (-1, 0, 0, -1, width, height),
    270: lambda width, height: (0, -1, 1, 0, 0, width),
}
"""By /Rotate, from points of the page as displayed to points of the page as stored."""


@dataclass(frozen=True)
class SheetStyle:
    """How pages are made.

    Attributes:
        landscape: Pages are wider than high.
        spread: Pages are as wide as two.
        rotate: /Rotate of the pages; their content is turned back so that it stands upright.
        sideways: Degrees by which the content of the pages is turned, with no /Rotate to set it
            upright.
        slant: Degrees by which the content of the pages runs off level, downwards.
        crop: How far the CropBox stands in from the corner of the MediaBox.
        embedded: The font is a TrueType subset that the file carries.
        numbered: Pages have a number at the foot and a running head.
        watermark: Grey text runs across every page.
        pieces: Every character is placed by itself, with white text among the black.
        body: Size of the narrative.
    """

    landscape: bool = False
    spread: bool = False
    rotate: int = 0
    sideways: int = 0
    slant: float = 0.0
    crop: float = 0.0
    embedded: bool = False
    numbered: bool = True
    watermark: bool = False
    pieces: bool = False
    body: float = 12.0


class _Annotation(PDFObject):  # type: ignore[misc]
    """An annotation of a page that is printed with it."""

    def __init__(self, words: str, box: tuple[float, float, float, float]) -> None:
        self.words = words
        self.box = box

    def format(self, document: object) -> bytes:
        """Returns its dictionary."""
        box = " ".join(map(str, self.box))
        return f"<< /Type /Annot /F 4 /C [1 0 0] /Rect [{box}] {self.words} >>".encode("ascii")


class Sheet:
    """The page being drawn; ``y`` is where the next thing goes, in points from the top."""

    def __init__(self, style: SheetStyle, random: Random) -> None:
        self.style = style
        self.random = random
        self.font = _font(style.embedded)
        short, long = 595.0, 842.0
        self.width, self.height = (long, short) if style.landscape else (short, long)
        if style.spread:
            self.width, self.height = 2 * short, long
        self.margin = 60.0
        self.bytes = io.BytesIO()
        crop = style.crop
        size = (self.width + 2 * crop, self.height + 2 * crop)
        if style.sideways % 180:
            size = (size[1], size[0])
        self.canvas = Canvas(self.bytes, pagesize=size, invariant=1)
        if crop:
            self.canvas.setCropBox((crop, crop, crop + self.width, crop + self.height))
        self.number = 0
        self._begin()

    @property
    def room(self) -> float:
        """How many points are left above the bottom margin."""
        return self.height - self.margin - self.y

    def turn(self) -> None:
        """Goes on to the next page."""
        self._end()
        self._begin()

    def finish(self) -> bytes:
        """Returns the bytes of the file."""
        self._end()
        self.canvas.save()
        return self.bytes.getvalue()

    def write(self, text: str, x: float, y: float, size: float) -> None:
        """Writes one line that starts ``x`` and whose foot stands ``y`` points from the top."""
        if not self.style.pieces:
            self._piece(text, x, y, size)
            return
        for character in text:
            self._piece(character, x, y, size)
            x += self.width_of(character, size)
        if self.random.random() < 0.1:
            self.canvas.setFillColor(white)
            self._piece(str(self.random.randint(0, 99)), x, y, 1)
            self.canvas.setFillColor(black)

    def middle(self, text: str, x: float, y: float, size: float) -> None:
        """Writes one line around ``x``."""
        self.write(text, x - self.width_of(text, size) / 2, y, size)

    def width_of(self, text: str, size: float) -> float:
        """Returns the width of a text in points."""
        runs = self._runs(text)
        return sum(float(pdfmetrics.stringWidth(run, font, size)) for font, run in runs)

    def _runs(self, text: str) -> list[tuple[str, str]]:
        """Returns the text by fonts: an embedded Chinese font goes with a Latin one for digits."""
        if self.font == NAMED:
            return [(self.font, text)]
        runs = re.findall(r"[\x20-\x7e—]+|[^\x20-\x7e—]+", text)
        return [("Helvetica" if run[0] <= "—" else self.font, run) for run in runs]

    def wrap(self, text: str, room: float, size: float) -> list[str]:
        """Returns lines no wider than ``room``; figures are not broken."""
        if text.isascii() or self.width_of(text, size) <= room:
            return [text]
        lines = [""]
        for character in text:
            if lines[-1] and self.width_of(lines[-1] + character, size) > room:
                lines.append("")
            lines[-1] += character
        return lines

    def paragraph(self, text: str, size: float, *, middle: bool = False) -> None:
        """Writes a paragraph, over pages where it must."""
        for line in self.wrap(text, self.width - 2 * self.margin, size):
            if self.room < size * 1.7:
                self.turn()
            self.y += size * 1.7
            if middle:
                self.middle(line, self.width / 2, self.y, size)
            else:
                self.write(line, self.margin, self.y, size)

    def rectangle(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fills a rectangle; ``y`` is its top."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillColor(black)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def dots(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a line as a row of round dots."""
        steps = max(round(max(x1 - x0, y1 - y0) / 2), 1)
        for step in range(steps + 1):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            self.canvas.circle(x, self.height - y, 0.4, stroke=0, fill=1)

    def annotate(self, words: str, box: tuple[float, float, float, float]) -> None:
        """Adds an annotation without an appearance: its own entries, and its box in PDF space."""
        self.canvas._annotationrefs.append(self.canvas._doc.Reference(_Annotation(words, box)))

    def seal(self, x: float, y: float, name: str) -> None:
        """Draws a round red seal around a point."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(red)
        self.canvas.setFillColor(red)
        self.canvas.setLineWidth(2.5)
        self.canvas.circle(x, self.height - y, 52)
        for at, character in enumerate(name):
            self._piece(character, x - 42 + 84 * at / len(name), y - 18 + 3 * (at % 2), 9)
        self._piece("★", x - 9, y + 8, 18)
        self.canvas.restoreState()

    def _piece(self, text: str, x: float, y: float, size: float) -> None:
        for font, run in self._runs(text):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.height - y, run)
            x += pdfmetrics.stringWidth(run, font, size)

    def _begin(self) -> None:
        self.number += 1
        self.y = self.margin
        style = self.style
        self.canvas.setPageRotation(style.rotate)
        self.canvas.translate(style.crop, style.crop)
        self.canvas.transform(*_TURNS[style.rotate or style.sideways](self.width, self.height))
        if style.slant:
            self.canvas.translate(self.width / 2, self.height / 2)
            self.canvas.rotate(-style.slant)
            self.canvas.translate(-self.width / 2, -self.height / 2)
        if style.numbered:
            self.middle("政府信息公开工作年度报告", self.width / 2, 36, 8)

    def _end(self) -> None:
        if self.style.numbered:
            self.middle(f"— {self.number} —", self.width / 2, self.height - 30, 9)
        if self.style.watermark:
            self.canvas.saveState()
            self.canvas.setFillColor(_GREY)
            self.canvas.setFont(self.font, 48)
            self.canvas.translate(self.width / 2, self.height / 2)
            self.canvas.rotate(40)
            for at in (-220, 0, 220):
                self.canvas.drawCentredString(0, at, "内部资料注意保存")
            self.canvas.restoreState()
        self.canvas.showPage()


@cache
def _font(embedded: bool) -> str:
    """Returns the name of a font after making it known to the library."""
    if embedded:
        file = resources.files("gouji.resources") / "fonts" / f"{EMBEDDED}.ttf"
        pdfmetrics.registerFont(TTFont(EMBEDDED, io.BytesIO(file.read_bytes())))
        return EMBEDDED
    pdfmetrics.registerFont(UnicodeCIDFont(NAMED))
    return NAMED
