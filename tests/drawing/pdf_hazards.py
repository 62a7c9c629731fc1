"""Figures of a PDF that are more, or less, than plain text: each way misleads some reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader

from .pdf_objects import FIRST, stream, with_layer, with_objects
from .pdf_sheet import Sheet

_OFTEN = 0.3
"""How many figures are drawn in the way of a hazard; the others are plain."""

_LIAR, _LIES = "Times-Roman", str.maketrans("0123456789", "1234567890")
_STROKES = {
    "0": ("abcdef",), "1": ("bc",), "2": ("abged",), "3": ("abgcd",), "4": ("fgbc",),
    "5": ("afgcd",), "6": ("afgedc",), "7": ("abc",), "8": ("abcdefg",), "9": ("gfabcd",),
}  # fmt: skip
_SIDES = {
    "a": ((0, 1), (1, 1)), "b": ((1, 1), (1, 0.5)), "c": ((1, 0.5), (1, 0)), "d": ((0, 0), (1, 0)),
    "e": ((0, 0.5), (0, 0)), "f": ((0, 1), (0, 0.5)), "g": ((0, 0.5), (1, 0.5)),
}  # fmt: skip


class Spot(NamedTuple):
    """Where a figure stands: its cell, and the foot of its line; points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    foot: float
    size: float

    @property
    def middle(self) -> float:
        """Between the sides of the cell."""
        return (self.left + self.right) / 2


Drawer = Callable[[Sheet, str, Spot, Random], None]


def draw_figure(hazard: str, sheet: Sheet, text: str, spot: Spot, random: Random) -> bool:
    """Draws a figure in the way of a hazard, if it is its turn; returns whether it did."""
    if not hazard or not text.isascii() or not text.isdigit() or random.random() >= _OFTEN:
        return False
    _DRAWERS[hazard](sheet, text, spot, random)
    return True


def finished(hazard: str, data: bytes) -> bytes:
    """Returns a file with what a hazard needs besides its pages."""
    if hazard == "layer" and b"/Layer" not in data:
        return with_layer(data)
    if hazard == "lying map" and b"/BaseFont /%s" % _LIAR.encode() in data:
        lines = b"".join(
            b"<%02X> <%04X>\n" % (ord(digit), ord(digit.translate(_LIES))) for digit in "0123456789"
        )
        mapping = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        mapping += b"endcodespacerange 10 beginbfchar\n" + lines + b"endbfchar endcmap end"
        font = b"/BaseFont /%s" % _LIAR.encode()
        added = b"/ToUnicode %d 0 R " % FIRST
        return with_objects(data, {FIRST: stream(mapping)}, {font: added + font})
    return data


def _other(text: str, random: Random) -> str:
    return "".join(str((int(digit) + random.randint(1, 9)) % 10) for digit in text)


def _note(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    sheet.middle(text, spot.middle, spot.foot, spot.size)
    end = spot.middle + sheet.width_of(text, spot.size) / 2
    sheet.write(str(random.randint(1, 3)), end + 0.3, spot.foot - 0.4 * spot.size, 0.6 * spot.size)


def _strokes(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    wide, tall = 0.45 * spot.size, 0.7 * spot.size
    x = spot.middle - 0.6 * spot.size * len(text) / 2
    for digit in text:
        for side in "".join(_STROKES[digit]):
            (x0, y0), (x1, y1) = _SIDES[side]
            foot = spot.foot
            sheet.line(x + wide * x0, foot - tall * y0, x + wide * x1, foot - tall * y1)
        x += 0.6 * spot.size


def _picture(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    inset = random.choice((0.2, 3.0))
    wide, tall = spot.right - spot.left - 2 * inset, spot.bottom - spot.top - 2 * inset
    image = Image.new("L", (max(round(4 * wide), 1), max(round(4 * tall), 1)), 255)
    font = ImageFont.load_default(4 * spot.size)
    ImageDraw.Draw(image).text((2 * wide, 2 * tall), text, 0, font, anchor="mm")
    held = io.BytesIO()
    image.save(held, "PNG")
    held.seek(0)
    place = spot.left + inset, sheet.height - spot.bottom + inset
    sheet.canvas.drawImage(ImageReader(held), *place, wide, tall)


def _covered(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    """An older figure, a white patch over it, and the figure over that, digits alike in part."""
    older = _other(text[0], random) + text[1:]
    sheet.middle(older, spot.middle, spot.foot, spot.size)
    wide = sheet.width_of(text, spot.size)
    sheet.canvas.setFillColor(white)
    top = sheet.height - spot.foot - 0.2 * spot.size
    sheet.canvas.rect(spot.middle - wide / 2, top, wide, spot.size, stroke=0, fill=1)
    sheet.canvas.setFillColor(black)
    sheet.middle(text, spot.middle, spot.foot, spot.size)


def _layer(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    sheet.canvas._code.append("/OC /Layer BDC")
    sheet.middle(_other(text, random), spot.middle + 4, spot.foot + 1, spot.size)
    sheet.line(spot.middle, spot.top, spot.middle, spot.bottom)
    sheet.canvas._code.append("EMC")
    sheet.middle(text, spot.middle, spot.foot, spot.size)


def _lying_map(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    sheet.canvas.setFont(_LIAR, spot.size)
    sheet.canvas.drawCentredString(spot.middle, sheet.height - spot.foot, text)


def _actual_text(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    sheet.canvas._code.append(f"/Span <</ActualText ({_other(text, random)})>> BDC")
    sheet.middle(text, spot.middle, spot.foot, spot.size)
    sheet.canvas._code.append("EMC")


def _annotated(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    sheet.middle(text, spot.middle, spot.foot, spot.size)
    half = sheet.width_of(text, spot.size) / 2 + 1
    y = sheet.height - spot.foot + 0.35 * spot.size
    box = (spot.middle - half, y - 0.5 * spot.size, spot.middle + half, y + 0.6 * spot.size)
    x0, y0, x1, y1 = (round(edge, 2) for edge in box)
    quads = f"[{x0} {y1} {x1} {y1} {x0} {y0} {x1} {y0}]"
    kind = random.choice(("strike", "ink"))
    sheet.annotate(
        f"/Subtype /StrikeOut /QuadPoints {quads}"
        if kind == "strike"
        else f"/Subtype /Ink /InkList [[{x0} {y0} {x1} {y1}]]",
        (x0, y0, x1, y1),
    )


def _too_wide(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    room = spot.right - spot.left
    size = spot.size
    while sheet.width_of(text, size) < 1.2 * room and size < 1.6 * spot.size:
        size *= 1.1
    sheet.middle(text, spot.middle, spot.foot, size)


def _stamped(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    """A figure over which a word of a level watermark runs, with digits in it."""
    sheet.middle(text, spot.middle, spot.foot, spot.size)
    sheet.canvas.setFillColor(Color(0.75, 0.75, 0.75))
    sheet.middle("20", spot.middle + 0.7 * spot.size, spot.foot + 3, 2.2 * spot.size)
    sheet.canvas.setFillColor(black)


def _together(sheet: Sheet, text: str, spot: Spot, random: Random) -> None:
    """Two figures below each other in one cell, as somebody who took the wrong row types them."""
    sheet.middle(text, spot.middle, spot.foot - 0.5 * spot.size, spot.size)
    sheet.middle(_other(text, random), spot.middle, spot.foot + 0.5 * spot.size, spot.size)


_DRAWERS: Mapping[str, Drawer] = {
    "notes": _note,
    "strokes": _strokes,
    "pictures": _picture,
    "covered": _covered,
    "layer": _layer,
    "lying map": _lying_map,
    "actual text": _actual_text,
    "annotated": _annotated,
    "too wide": _too_wide,
    "stamped": _stamped,
    "together": _together,
}
HAZARDS = tuple(_DRAWERS)
"""Every way to mislead by figures."""
