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
_PLACED = re.compile(
    r"(?<![\w-])(?:display|mso-hide|color|background(?:-color)?|font-size"
    r"|text-decoration(?:-line)?)\s*:[^;]*",
    re.IGNORECASE,
)
"""Declarations that say whether, and as what, a text is seen."""


def place_styles(root: etree._Element) -> None:
    """Adds what the style sheets of a page say of an element to what it says itself.

    Readers then look at the ``style`` of an element alone. Its own words stand first, then those
    of the later rules.
    """
    by_selector: dict[str, str] = {}
    for selector, declarations in _simple_rules(root):
        found = ";".join(_PLACED.findall(declarations))
        if found:
            by_selector[selector] = f"{found};{by_selector.get(selector, '')}"
    for element in root.iter() if by_selector else ():
        declared = [by_selector[at] for at in _selectors_of(element) if at in by_selector]
        if declared:
            element.set("style", ";".join([element.get("style", ""), *declared]))


def _simple_rules(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yields the selector, ".class" or "#id", and the declarations of each rule, in order."""
    for style in root.iter("style"):
        sheet = _MEDIA.sub("", style.text or "")
        for selectors, declarations in _RULE.findall(sheet[:_MOST]):
            for selector in selectors.split(","):
                simple = _SIMPLE.match(selector.strip())
                if simple:
                    yield simple[1], declarations


def _selectors_of(element: etree._Element) -> list[str]:
    """Returns the selectors of an element's classes and of its id."""
    names = [f".{name}" for name in element.get("class", "").split()]
    return [*names, f"#{element.get('id')}"] if element.get("id") else names
