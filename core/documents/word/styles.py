"""Knows what a Word document's styles say about a paragraph: hidden, heading level, list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .names import child, crossed_out, number, switched, value, w

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it inherits."""

    hidden: bool = False
    struck: bool = False
    level: int = 0
    list_id: str = ""
    list_depth: int = 0


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Returns the styles that a styles part defines; none without one."""
        if root is None:
            return cls()
        nodes = {node.get(w("styleId"), ""): node for node in root.iter(w("style"))}
        return cls({style_id: _resolved(style_id, nodes, ()) for style_id in nodes})

    def get(self, style_id: str | None) -> Style:
        """Returns a style, the plain one where the document does not define it."""
        return self.by_id.get(style_id or "", _PLAIN)


def _resolved(style_id: str, nodes: dict[str, etree._Element], seen: tuple[str, ...]) -> Style:
    node = nodes.get(style_id)
    if node is None or style_id in seen or len(seen) > 20:
        return _PLAIN
    base = _resolved(value(child(node, "basedOn")) or "", nodes, (*seen, style_id))
    hidden = switched(child(node, "rPr"), "vanish")
    struck = crossed_out(child(node, "rPr"))
    listing = child(node, "pPr", "numPr")
    list_id = value(child(listing, "numId"))
    return Style(
        base.hidden if hidden is None else hidden,
        base.struck if struck is None else struck,
        _level(node) or base.level,
        base.list_id if list_id is None else list_id,
        number(child(listing, "ilvl"), base.list_depth),
    )


def _level(node: etree._Element) -> int:
    named = _HEADING.match((value(child(node, "name")) or "").strip())
    if named:
        return min(int(named.group(1)), 4)
    outline = number(child(node, "pPr", "outlineLvl"), 9)
    return min(outline + 1, 4) if outline < 9 else 0
