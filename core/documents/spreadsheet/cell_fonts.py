"""How the text of a sheet's cell looks: crossed out, raised, and in which colour on which."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill
from openpyxl.styles.fonts import Font
from openpyxl.styles.proxy import StyleProxy

from ..flow.invisible_text import RGB, SEEN, WHITE, is_faint, rgb
from ..flow.runs import Seen, Style
from ..word.run_appearance import theme_colours

_PLACES = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
           "accent6", "hlink", "folHlink")  # fmt: skip
"""What the numbers of theme colours stand for in workbooks."""

Theme = Mapping[str, RGB]


def book_theme(xml: bytes | None) -> Theme:
    """Returns the colours of a workbook's theme."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False)) if xml else None
    except etree.XMLSyntaxError:
        root = None
    return theme_colours(root)


def style_of(cell: SheetCell, font: StyleProxy | InlineFont | Font, theme: Theme) -> Style:
    """Returns how a text in a font stands in a cell."""
    size = font.sz
    ink = colour_of(font.color, theme) or (0, 0, 0)
    seen = Seen.FAINT if is_faint(ink, ground_of(cell.fill, theme)) else Seen.PLAINLY
    if size is not None and float(size) <= SEEN:
        seen = Seen.HIDDEN
    return Style(
        seen=seen,
        crossed=bool(font.strike),
        raised=font.vertAlign in ("superscript", "subscript"),
        size=float(size or 0),
    )


def ground_of(fill: StyleProxy | Fill, theme: Theme) -> RGB:
    """Returns the colour of a fill, white where it has none."""
    if getattr(fill, "fill_type", None) is None:
        return WHITE
    return colour_of(getattr(fill, "fgColor", None), theme) or WHITE


def colour_of(colour: Color | None, theme: Theme) -> RGB | None:
    """Returns a colour of Office; None for "auto", or one that is not known."""
    if colour is None:
        return None
    found: RGB | None = None
    if colour.type == "theme" and colour.theme < len(_PLACES):
        found = theme.get(_PLACES[colour.theme])
    elif colour.type == "rgb":
        found = rgb(colour.rgb)
    elif colour.type == "indexed":
        if colour.indexed == _SYSTEM_GROUND:
            return WHITE
        known = colour.indexed < len(COLOR_INDEX)
        found = rgb(COLOR_INDEX[colour.indexed]) if known else None
    return found if found is None else _tinted(found, float(colour.tint or 0))


_SYSTEM_GROUND = 65
"""The indexed colour that stands for the ground of a window (ECMA-376, 18.8.27)."""


def _tinted(colour: RGB, tint: float) -> RGB:
    """Returns a colour made lighter or darker (ECMA-376, part 1, section 18.8.19)."""
    if not tint:
        return colour
    towards, part = (255, tint) if tint > 0 else (0, -tint)
    red, green, blue = (round(value + (towards - value) * part) for value in colour)
    return red, green, blue
