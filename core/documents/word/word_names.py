"""Names of WordprocessingML, and the few look-ups that every reader of it needs."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """Returns a name in the namespace of WordprocessingML."""
    return f"{{{W}}}{name}"


MOST_DIGITS = 6
"""Of a number in an attribute: a page is 12,000 twentieths of a point wide."""


def child(node: etree._Element | None, *names: str) -> etree._Element | None:
    """Returns the descendant at a path of child names, or None."""
    for name in names:
        if node is None:
            return None
        node = node.find(w(name))
    return node


def value(node: etree._Element | None) -> str | None:
    """Returns an element's ``w:val``, or None."""
    return None if node is None else node.get(w("val"))


def number(node: etree._Element | None, default: int) -> int:
    """Returns an element's ``w:val`` as a whole number, or the default."""
    text = value(node) or ""
    return int(text) if is_whole(text) else default


def is_whole(text: str) -> bool:
    """Returns whether an attribute is a whole number, and none of more digits than anybody means.

    ``isdigit`` is true of ² as well, and ``int`` refuses more than 4,300 digits.
    """
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Returns a toggle property: on, off, or None where the properties do not name it."""
    node = child(properties, name)
    if node is None:
        return None
    return (value(node) or "1").lower() not in _OFF


def crossed_out(properties: etree._Element | None) -> bool | None:
    """Returns whether a text has a line or two through it; None where its properties do not say."""
    lines = [switched(properties, name) for name in ("strike", "dstrike")]
    return None if lines == [None, None] else any(lines)
