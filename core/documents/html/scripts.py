"""What the scripts of a page may write into it, so far as can be told without running them."""

from __future__ import annotations

import re

from lxml import etree

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_BOUND = re.compile(r"(?:v-|ng-|x-|:|data-bind|data-text|\[?inner)[\w.:-]*", re.IGNORECASE)
"""Attributes by which programs bind a text to an element."""

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


def is_written(element: etree._Element, words: frozenset[str]) -> bool:
    """May a script, when it runs, write into an element that has no text?"""
    if element.tag == "script":
        return bool((element.text or "").strip() or element.get("src"))
    if element.get("id") in words and element.get("id"):
        return True
    return any(_BOUND.fullmatch(str(name)) for name in element.attrib)
