"""Tables that a page makes of other elements by style alone (``display: table``)."""

from __future__ import annotations

import re

from lxml import etree

from .style_sheets import selectors_of, simple_rules

_TAGS = {
    "table": "table",
    "table-header-group": "thead",
    "table-row-group": "tbody",
    "table-footer-group": "tfoot",
    "table-row": "tr",
    "table-cell": "td",
}
"""What an element counts as, by the value of its ``display`` (CSS 2.2, section 17.2)."""

_DISPLAY = re.compile(r"display\s*:\s*(table[a-z-]*)", re.IGNORECASE)
_OWN = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "html", "body"})


def turn_into_tables(root: etree._Element) -> None:
    """Gives the elements of a page that are displayed as parts of a table the names of such."""
    by_selector: dict[str, str] = {}
    for selector, declarations in simple_rules(root):
        shown = _DISPLAY.search(declarations)
        if shown:
            by_selector[selector] = shown[1].lower()
    displayed = [
        (element, display)
        for element in root.iter()
        if element.tag not in _OWN
        for display in [_display(element, by_selector)]
        if display in _TAGS
    ]
    if any(display == "table-cell" for _, display in displayed):
        for element, display in displayed:
            element.tag = _TAGS[display]


def _display(element: etree._Element, by_selector: dict[str, str]) -> str:
    own = _DISPLAY.search(element.get("style", ""))
    if own:
        return own[1].lower()
    if not by_selector:
        return ""
    return next((by_selector[at] for at in selectors_of(element) if at in by_selector), "")
