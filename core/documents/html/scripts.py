"""What the scripts of a page may write into it, so far as can be told without running them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_BOUND = re.compile(r"(?:v-|ng-|x-|:|data-bind|data-text|\[?inner)[\w.:-]*", re.IGNORECASE)
"""Attributes by which programs bind a text to an element."""

_DIGIT = re.compile(r"\d")

_MOST = 5_000_000
"""Characters of scripts that are looked at; a page that brings more brings whole libraries."""


_WRITES = re.compile(
    r"innerHTML|outerHTML|textContent|innerText|nodeValue|replaceWith|\.(?:text|html)\s*\("
)
_WALKS = re.compile(
    r"\.rows|\.cells|\btd\b|getElementsByTagName|querySelector|\.find\s*\(|\.eq\s*\("
)
"""What goes from a table to its cells."""

_TABLE_PARTS = ("tr", "tbody", "thead", "tfoot", "table")
_QUOTED = re.compile(r"""(['"`])((?:(?!\1)[^\n]){1,80})\1""")
_TEXT_BOUND = re.compile(
    r"v-text|v-html|x-text|x-html|ng-bind[\w-]*|data-bind|data-text|\[?:?(?:\.)?inner[\w-]*\]?",
    re.IGNORECASE,
)
"""Attributes by which programs put a text in place of an element's own."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the scripts of a page may write to.

    Attributes:
        words: Every word of them, among them the names of what they write to.
        names: The words within quotes of those that write texts: ids and classes.
        tables: The same of those that go from a table to its cells.
    """

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()


def written_by_scripts(root: etree._Element) -> Written:
    """Returns what a page's own scripts may write to."""
    words: set[str] = set()
    names: set[str] = set()
    tables: set[str] = set()
    left = _MOST
    for script in root.iter("script"):
        text = (script.text or "")[:left]
        words.update(_WORD.findall(text))
        if _WRITES.search(text):
            quoted = {word for one in _QUOTED.finditer(text) for word in _WORD.findall(one[2])}
            names |= quoted
            tables |= quoted if _WALKS.search(text) else set()
        left -= len(text)
        if left <= 0:
            break
    return Written(*map(frozenset, (words, names - _ELEMENTS, tables - _ELEMENTS)))


_ELEMENTS = frozenset({"table", "tbody", "tr", "td", "th", "div", "span", "p", "a", "li", "b"})


def is_written(element: etree._Element, written: Written, *, has_text: bool) -> bool:
    """May a script, when it runs, write into an element, or over its text?

    Args:
        element: A script, or what one may write into.
        written: What the scripts of the page may write to.
        has_text: Whether there is a text in the element.
    """
    if element.tag == "script":
        return bool((element.text or "").strip() or element.get("src"))
    if element.get("id") and element.get("id") in written.words:
        return True
    if written.names.intersection((element.get("class") or "").split()):
        return True
    if element.tag in ("td", "th") and _is_of_written_table(element, written.tables):
        return True
    if any(_TEXT_BOUND.fullmatch(str(name)) for name in element.attrib):
        return True
    is_custom = "-" in str(element.tag) or element.get("is") is not None
    if has_text:
        return is_custom and bool(written.words)
    if element.tag == "output" or is_custom:
        return True
    return any(
        _BOUND.fullmatch(str(name))
        or (written.words and str(name).startswith("data-") and _DIGIT.search(str(value)))
        for name, value in element.attrib.items()
    )


def _is_of_written_table(cell: etree._Element, tables: frozenset[str]) -> bool:
    """Is a row or table around a cell among those to whose cells a script goes?"""
    around = cell.getparent() if tables else None
    while around is not None and around.tag in _TABLE_PARTS:
        if tables.intersection([around.get("id") or "", *(around.get("class") or "").split()]):
            return True
        if around.tag == "table":
            return False
        around = around.getparent()
    return False
