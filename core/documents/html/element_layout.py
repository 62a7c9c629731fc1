"""How style sets an element on its page: as a block, over others, in another order, how wide."""

from __future__ import annotations

import re

from lxml import etree

from ..css.cascade import Cascade
from ..css.computed_style import ComputedStyle
from .elements import has_text
from .scripts import Written, is_written

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
"""Elements that are headings, with their levels."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p",
    "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}) | frozenset(HEADINGS)  # fmt: skip
_INLINE = frozenset({"inline", "contents", "inline-block", "inline-flex", "ruby", "ruby-text"})
APART = ("absolute", "fixed")
"""Positions that take a box out of the flow of its page."""

_SIGNS = ("none", "disc", "circle", "square")
"""What stands before the items of a list and is no character."""

_PLACING = frozenset({
    "order", "grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end",
})  # fmt: skip
"""Properties that put a box elsewhere in its container than it stands in the page."""

_UNBROKEN = re.compile(r"[\d.,+\-]+")

_SIGNED = re.compile(r"(?:^|\s)[-+−]\d|\d[-+−%](?:\s|$)")

_DIGIT = 0.5
"""Width of a digit, in font sizes."""


def is_made(node: etree._Element, computed: ComputedStyle, written: Written) -> bool:
    """Is something shown in an element by its list, or in an empty one by a script?"""
    listed = node.tag == "li" or computed.display == "list-item"
    parent = node.getparent()
    in_order = parent is not None and parent.tag == "ol"
    if listed and computed.list_style not in _SIGNS and (in_order or computed.list_style != ""):
        return True
    return is_written(node, written, has_text=has_text(node))


def is_laid_over(node: etree._Element, computed: ComputedStyle, cascade: Cascade) -> bool:
    """Does an element paint over what is beside it, or set its parts in another order?"""
    if computed.box.get("position") in APART and not computed.hidden and not has_text(node):
        return True
    if len(node) < 2:
        return False
    boxes = [child for child in node if cascade.of(child).display.startswith("inline-")]
    contained = computed.display in ("flex", "grid", "inline-flex", "inline-grid")
    if computed.direction == "rtl" and (contained or len(boxes) > 1):
        return True
    if not contained:
        return False
    if any(
        "reverse" in str(computed.box.get(name, "")) for name in ("flex-direction", "flex-wrap")
    ):
        return True
    return any(_PLACING & cascade.of(child).box.keys() for child in node)


def is_block(node: etree._Element, computed: ComputedStyle) -> bool:
    """Does an element begin a line of its own?"""
    if node.tag == "br":
        return True
    apart = computed.box.get("float", "none") != "none" or computed.box.get("position") in APART
    if apart and not computed.hidden:
        return True
    if node.tag in _BLOCKS:
        return computed.display not in _INLINE
    return computed.display in ("block", "list-item", "flex", "grid", "table", "table-row")


def is_sign_moved(text: str, computed: ComputedStyle) -> bool:
    """Does a sign before or behind a figure stand on its other side, as where lines run from right
    to left (Unicode Annex 9, rules W4 and N2)?
    """
    return computed.direction == "rtl" and bool(_SIGNED.search(text))


def unbroken_width(text: str, computed: ComputedStyle) -> float:
    """Returns how wide, in pixels, the longest piece of a text is that is not broken."""
    if computed.white_space in ("nowrap", "pre"):
        longest = len(text.strip())
    else:
        longest = max(map(len, _UNBROKEN.findall(text)), default=0)
    return longest * computed.size * _DIGIT
