"""What the scripts of a page may write into it, so far as can be told without running them."""

from __future__ import annotations

import re

from lxml import etree

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_BOUND = re.compile(r"(?:v-|ng-|x-|:|data-bind|data-text|\[?inner)[\w.:-]*", re.IGNORECASE)
"""Attributes by which programs bind a text to an element."""

_DIGIT = re.compile(r"\d")

_MOST = 5_000_000
"""Characters of scripts that are looked at; a page that brings more brings whole libraries."""


def script_words(root: etree._Element) -> frozenset[str]:
    """Returns every word of a page's own scripts, among them the names of what they write to."""
    words: set[str] = set()
    left = _MOST
    for script in root.iter("script"):
        text = script.text or ""
        words.update(_WORD.findall(text[:left]))
        left -= len(text)
        if left <= 0:
            break
    return frozenset(words)


def is_written(element: etree._Element, words: frozenset[str], *, has_text: bool) -> bool:
    """May a script, when it runs, write into an element, or over its text?

    Args:
        element: A script, or what one may write into.
        words: Of the page's scripts, as ``script_words`` gives them.
        has_text: Whether there is a text in the element.
    """
    if element.tag == "script":
        return bool((element.text or "").strip() or element.get("src"))
    if element.get("id") in words and element.get("id"):
        return True
    if has_text:
        return False
    if element.tag == "output" or "-" in str(element.tag):
        return True
    return any(
        _BOUND.fullmatch(str(name))
        or (words and str(name).startswith("data-") and _DIGIT.search(str(value)))
        for name, value in element.attrib.items()
    )
