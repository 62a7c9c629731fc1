"""How a run of Word looks: what it, its styles, its paragraph, its cell and its table say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from lxml import etree

from ..flow.invisible_text import RGB, SEEN, WHITE, is_faint, rgb
from ..flow.runs import Seen
from ..flow.sign_fonts import is_of_signs
from .word_names import child, crossed_out, is_whole, switched, value, w

_FAINT_SCALE = 10
"""Percent of the width of characters; what is set narrower shows no digit."""

_NARROW_SCALE = 33
"""Percent of the width of characters: digits set narrower are hard to tell."""

_CLOSE = -0.25
"""Font sizes: digits set closer by so much run into each other."""

_LEAST_LINE = 0.6
"""Font sizes: a line of a fixed height that is lower cuts its digits."""

USUAL_SIZE = 21
"""Half points."""

_HIGHLIGHTS: Mapping[str, RGB] = {
    "black": (0, 0, 0), "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0),
    "magenta": (255, 0, 255), "red": (255, 0, 0), "yellow": (255, 255, 0), "white": WHITE,
    "darkBlue": (0, 0, 139), "darkCyan": (0, 139, 139), "darkGreen": (0, 100, 0),
    "darkMagenta": (128, 0, 128), "darkRed": (139, 0, 0), "darkYellow": (128, 128, 0),
    "darkGray": (169, 169, 169), "lightGray": (211, 211, 211),
}  # fmt: skip
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_NAMES = {
    "background1": "lt1", "light1": "lt1", "background2": "lt2", "light2": "lt2",
    "text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_THEME: Mapping[str, RGB] = {
    "lt1": WHITE, "dk1": (0, 0, 0), "lt2": (238, 236, 225), "dk2": (31, 73, 125)
}  # fmt: skip
"""Colours of a document that has no theme of its own."""


def theme_colours(root: etree._Element | None) -> Mapping[str, RGB]:
    """Returns the colours of a theme by their names in DrawingML."""
    found = dict(_THEME)
    scheme = None if root is None else root.find(f".//{_DML}clrScheme")
    for slot in scheme if scheme is not None else ():
        own = slot.find("*")
        code = None if own is None else own.get("lastClr") or own.get("val")
        colour = rgb(code or "")
        if colour is not None:
            found[etree.QName(slot).localname] = colour
    return found


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the properties of a run say; None where they say nothing.

    Attributes:
        hidden: It is not printed.
        crossed: A line goes through it.
        lifted: It is set as "superscript", "subscript" or "baseline".
        position: By how many half points it is moved up.
        size: Of its font, in half points.
        ink: Its colour.
        ground: The colour behind it, of its own shading or highlight.
        scale: The width of its characters, in percent.
        transparent: It is set without ink.
        spacing: What is added between characters, in twentieths of a point.
        font: Of its digits.
        blended: It is filled with colours that run into each other, has an outline of its own, or
            is set as two lines in one.
    """

    hidden: bool | None = None
    crossed: bool | None = None
    lifted: str | None = None
    position: int | None = None
    size: int | None = None
    ink: RGB | None = None
    ground: RGB | None = None
    scale: int | None = None
    transparent: bool | None = None
    spacing: int | None = None
    font: str | None = None
    blended: bool | None = None

    def over(self, other: Appearance) -> Appearance:
        """Returns what holds where this one is nearer to the run than another."""
        pairs = {
            item.name: getattr(other, item.name)
            if getattr(self, item.name) is None
            else getattr(self, item.name)
            for item in fields(self)
        }
        return Appearance(**pairs)

    def seen(self, around: RGB) -> Seen:
        """Returns whether it is seen on paper, or on another ground where it has none."""
        if self.hidden or self.transparent:
            return Seen.HIDDEN
        if self.size is not None and self.size <= 2 * SEEN:
            return Seen.HIDDEN
        if self.scale is not None and self.scale <= _FAINT_SCALE:
            return Seen.HIDDEN
        ground = around if self.ground is None else self.ground
        if self.ink and is_faint(self.ink, ground):
            return Seen.FAINT
        return Seen.DOUBTFUL if self._is_squeezed or self.blended else Seen.PLAINLY

    @property
    def _is_squeezed(self) -> bool:
        """Whether its digits are set so close, or so narrow, that they run into each other."""
        narrow = self.scale is not None and self.scale <= _NARROW_SCALE
        size = 10 * (self.size or USUAL_SIZE)
        return narrow or (self.spacing is not None and self.spacing <= _CLOSE * size)

    def fits(self, height: int | None) -> bool:
        """Returns whether a line of a fixed height, in twentieths of a point, shows all of it."""
        return height is None or height >= _LEAST_LINE * 10 * (self.size or USUAL_SIZE)

    @property
    def has_signs(self) -> bool:
        """Whether its font shows digits as other signs."""
        return self.font is not None and is_of_signs(self.font)


PLAIN = Appearance()


def appearance(properties: etree._Element | None, theme: Mapping[str, RGB]) -> Appearance:
    """Returns what some ``w:rPr`` says."""
    if properties is None:
        return PLAIN
    highlight = _HIGHLIGHTS.get(value(child(properties, "highlight")) or "")
    filled, is_clear = _text_fill(properties, theme)
    return Appearance(
        hidden=switched(properties, "vanish"),
        crossed=crossed_out(properties),
        lifted=value(child(properties, "vertAlign")),
        position=_whole(value(child(properties, "position"))),
        size=_whole(value(child(properties, "sz"))),
        ink=filled or _ink(child(properties, "color"), theme),
        ground=highlight or shading(child(properties, "shd"), theme),
        scale=_whole((value(child(properties, "w")) or "").rstrip("%")),
        transparent=is_clear or None,
        spacing=_whole(value(child(properties, "spacing"))),
        font=_font(child(properties, "rFonts")),
        blended=any(properties.find(path) is not None for path in _BLENDED) or None,
    )


_BLENDED = (
    f"{_W14}textFill/{_W14}gradFill",
    f"{_W14}textOutline/{_W14}solidFill",
    f"{w('eastAsianLayout')}[@{w('combine')}='1']",
)

_CLEAR = 88_000
"""Thousandths of a percent: a fill so transparent shows nothing."""


def _text_fill(properties: etree._Element, theme: Mapping[str, RGB]) -> tuple[RGB | None, bool]:
    """Returns the colour that a newer Word fills characters with, and whether it shows none."""
    fill = properties.find(f"{_W14}textFill")
    if fill is None:
        return None, False
    if fill.find(f"{_W14}noFill") is not None:
        return None, True
    node = fill.find(f"{_W14}solidFill/*")
    if node is None:
        return None, False
    alpha = node.find(f"{_W14}alpha")
    depth = "" if alpha is None else alpha.get(f"{_W14}val", "")
    named = node.get(f"{_W14}val", "")
    themed = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}.get(named, named)
    return theme.get(themed) or rgb(named), is_whole(depth) and int(depth) >= _CLEAR


def _font(node: etree._Element | None) -> str | None:
    if node is None:
        return None
    names = [node.get(w(name)) for name in ("ascii", "hAnsi")]
    return next((name for name in names if name), None)


def _whole(text: str | None) -> int | None:
    bare = (text or "").removeprefix("-")
    return int(text or "") if is_whole(bare) else None


def _ink(node: etree._Element | None, theme: Mapping[str, RGB]) -> RGB | None:
    if node is None:
        return None
    themed = _themed(node, "themeColor", "themeTint", "themeShade", theme)
    return themed or rgb(value(node) or "")


def shading(node: etree._Element | None, theme: Mapping[str, RGB]) -> RGB | None:
    """Returns the colour of a ``w:shd``; None where it has none, as "auto"."""
    if node is None:
        return None
    fill = _themed(node, "themeFill", "themeFillTint", "themeFillShade", theme)
    fill = fill or rgb(node.get(w("fill"), ""))
    pattern = value(node) or "clear"
    if pattern == "solid":
        own = _themed(node, "themeColor", "themeTint", "themeShade", theme)
        return own or rgb(node.get(w("color"), "")) or (0, 0, 0)
    if pattern.startswith("pct") and is_whole(pattern[3:]):
        part = int(pattern[3:]) / 100
        upper, lower = rgb(node.get(w("color"), "")) or (0, 0, 0), fill or WHITE
        red, green, blue = (
            round(above * part + below * (1 - part))
            for above, below in zip(upper, lower, strict=True)
        )
        return red, green, blue
    return fill


def _themed(
    node: etree._Element, name: str, tint: str, shade: str, theme: Mapping[str, RGB]
) -> RGB | None:
    """Returns a colour of the theme, lightened or darkened as the element says."""
    named = node.get(w(name))
    colour = theme.get(_THEME_NAMES.get(named or "", named or ""))
    if colour is None:
        return None
    for key, towards in ((tint, 255), (shade, 0)):
        amount = node.get(w(key))
        if amount:
            part = int(amount[:2], 16) / 255 if _is_hex(amount[:2]) else 1.0
            red, green, blue = (round(value * part + towards * (1 - part)) for value in colour)
            colour = (red, green, blue)
    return colour


def _is_hex(text: str) -> bool:
    return bool(text) and all(character in "0123456789abcdefABCDEF" for character in text)


def ground_of(node: etree._Element, theme: Mapping[str, RGB]) -> RGB:
    """Returns the colour behind the text of a paragraph: its own, or of its cell or table."""
    for at in (node, *node.iterancestors(w("tc"), w("tbl"))):
        name = etree.QName(at).localname
        properties = child(at, {"p": "pPr", "tc": "tcPr", "tbl": "tblPr"}.get(name, "pPr"))
        colour = shading(child(properties, "shd"), theme)
        if colour is not None:
            return colour
    return WHITE


def least_height(node: etree._Element, styled: etree._Element | None) -> int | None:
    """Returns how high a paragraph's lines, or its row, are at most, in twentieths of a point;
    None where they are as high as they need to be.

    Args:
        node: The paragraph.
        styled: The ``w:spacing`` of its style.
    """
    row = child(next(node.iterancestors(w("tr")), None), "trPr", "trHeight")
    own = child(node, "pPr", "spacing")
    spacing = styled if own is None or own.get(w("line")) is None else own
    heights = [
        int(text)
        for at, rule, name in ((row, "hRule", "val"), (spacing, "lineRule", "line"))
        if at is not None and at.get(w(rule)) == "exact" and is_whole(text := at.get(w(name), ""))
    ]
    return min(heights, default=None)


def is_displaced(node: etree._Element, styled: etree._Element | None) -> bool:
    """Does a paragraph reach so far out of its place, or stand in a frame, that it is elsewhere?

    Args:
        node: The paragraph.
        styled: The ``w:ind`` of its style.
    """
    own = child(node, "pPr", "ind")
    indent = styled if own is None else own
    if child(node, "pPr", "framePr") is not None:
        return True
    if indent is None:
        return False
    left = _signed(indent.get(w("left")) or indent.get(w("start")))
    first = _signed(indent.get(w("firstLine"))) - _signed(indent.get(w("hanging")))
    is_right = value(child(node, "pPr", "jc")) in ("right", "end")
    right = _signed(indent.get(w("right")) or indent.get(w("end"))) if is_right else 0
    return left + first <= _FAR_LEFT or right <= _FAR_LEFT


def _signed(text: str | None) -> int:
    return _whole(text) or 0


_FAR_LEFT = -150
"""In twentieths of a point: an indent that sets a line out of its place to the left."""

LEAST_HEIGHT = 80
"""In twentieths of a point; a row, or a line, that is no higher shows no text."""
