"""Knows which elements of a page are not printed."""

from __future__ import annotations

import re

from lxml import etree

_NEVER = frozenset({
    "script", "style", "noscript", "template", "head", "title", "iframe", "frame", "frameset",
    "noframes", "object", "embed", "applet", "svg", "math", "canvas", "video", "audio", "map",
    "area", "col", "colgroup", "rt", "rp", "button", "datalist", "xml",
})  # fmt: skip
_CONCEALING = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


def is_concealed(element: etree._Element) -> bool:
    """Is the element, for itself, not printed?

    Elements with ``aria-hidden`` are parts of templates, such as dialogs, unless they hold
    or belong to a table: there they are printed.
    """
    if element.tag in _NEVER:
        return True
    style = element.get("style", "")
    if element.get("hidden") is not None or _CONCEALING.search(style):
        return True
    if _INVISIBLE.search(style) and element.tag not in ("td", "th"):
        return True
    return _is_template(element)


def is_invisible(element: etree._Element) -> bool:
    """Does the element keep its room on the page though nothing in it is seen?"""
    return bool(_INVISIBLE.search(element.get("style", "")))


def _is_template(element: etree._Element) -> bool:
    if element.get("aria-hidden", "").lower() != "true":
        return False
    outside = next(element.iterancestors("table"), None) is None
    return outside and next(element.iter("table"), None) is None
