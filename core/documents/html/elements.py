"""What an element of a page is, whatever its style: its text, its attributes, its kind."""

from __future__ import annotations

import math
import re

from lxml import etree

NEVER = frozenset({
    "script", "style", "noscript", "template", "head", "title", "noframes", "noembed", "area",
    "map", "col", "colgroup", "rp", "datalist", "xml", "link", "meta", "base", "param",
    "annotation", "annotation-xml", "none", "mprescripts",
})  # fmt: skip
"""Elements whose contents are no text of the page."""


def is_shadow(element: etree._Element) -> bool:
    """Does a template stand for what is shown in place of the element that it is in?"""
    return element.tag == "template" and any("shadowroot" in str(key) for key in element.attrib)


def number(text: str | None) -> float:
    """Returns the number that an attribute gives, without end where it gives none."""
    found = re.match(r"\s*(\d{1,6})", text or "")
    return float(found[1]) if found else math.inf


def is_template(element: etree._Element) -> bool:
    """Is it a part of a template, such as a dialog, that is shown to no reader?

    Elements with ``aria-hidden`` are, unless they hold or belong to a table.
    """
    if element.get("aria-hidden", "").lower() != "true":
        return False
    outside = next(element.iterancestors("table"), None) is None
    return outside and next(element.iter("table"), None) is None


def has_text(element: etree._Element) -> bool:
    """Has an element any text but white space?"""
    return any(text.strip() for text in element.itertext())


def plain(element: etree._Element) -> str:
    """Returns the text in an element that is not that of scripts and the like."""
    pieces = [element.text or ""] if element.tag not in NEVER else []
    for child in element.iterdescendants():
        if child.tag not in NEVER:
            pieces.append(child.text or "")
        if child.tail:
            pieces.append(child.tail)
    return "".join(pieces)


def without(element: etree._Element, child: etree._Element | None) -> etree._Element:
    """Returns an element without one of its children; the text behind that stays."""
    around = etree.Element("div")
    around.text = element.text
    for part in list(element):
        if part is child:
            around.text = (around.text or "") + (part.tail or "")
        else:
            around.append(part)
    return around


def alone(element: etree._Element) -> etree._Element:
    """Returns an element around another one, so that it is itself shown."""
    around = etree.Element("div")
    element.tail = None
    around.append(element)
    return around


def span(value: str | None, least: int) -> int:
    """Returns a span attribute as browsers read it: leading digits, 1 where there are none."""
    digits = re.match(r"\s*\+?(\d{1,6})", value or "")
    return max(int(digits.group(1)), least) if digits else 1
