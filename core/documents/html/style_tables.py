"""Tables that a page makes of other elements by style alone (``display: table``)."""

from __future__ import annotations

import re

from lxml import etree

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
    displayed = [
        (element, shown[1].lower())
        for element in root.iter()
        if element.tag not in _OWN and (shown := _DISPLAY.search(element.get("style", "")))
    ]
    if any(display == "table-cell" for _, display in displayed):
        for element, display in displayed:
            element.tag = _TAGS.get(display, element.tag)
