"""What the style elements of a page declare for a class or an id alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_MOST = 500_000
"""Characters of one style element that are looked at."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MEDIA = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"^(?:[a-zA-Z][\w-]*)?([.#][\w-]+)$")


def simple_rules(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yields the selector, ".class" or "#id", and the declarations of each rule, in order."""
    for style in root.iter("style"):
        sheet = _MEDIA.sub("", style.text or "")
        for selectors, declarations in _RULE.findall(sheet[:_MOST]):
            for selector in selectors.split(","):
                simple = _SIMPLE.match(selector.strip())
                if simple:
                    yield simple[1], declarations


def selectors_of(element: etree._Element) -> list[str]:
    """Returns the selectors of an element's classes and of its id."""
    names = [f".{name}" for name in element.get("class", "").split()]
    return [*names, f"#{element.get('id')}"] if element.get("id") else names


def selected(root: etree._Element, declared: re.Pattern[str]) -> frozenset[str]:
    """Returns the selectors of the rules among whose declarations a pattern is found."""
    return frozenset(
        selector for selector, declarations in simple_rules(root) if declared.search(declarations)
    )
