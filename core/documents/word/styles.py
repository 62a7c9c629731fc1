"""Knows what a Word document's styles say about a paragraph: hidden, heading level, list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ..flow.invisible_text import RGB
from .run_appearance import PLAIN, Appearance, appearance, shading
from .word_names import child, number, value, w

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a style says, with what it inherits.

    Attributes:
        parts: Of the style of a table, what it says of its first row and the like.
        bands: Of the style of a table, how many rows and how many columns a band has.
        spacing, indent: The properties of a paragraph by these names, where it has such.
    """

    look: Appearance = PLAIN
    level: int = 0
    list_id: str = ""
    list_depth: int = 0
    parts: Mapping[str, Appearance] = field(default_factory=dict)
    bands: tuple[int, int] = (1, 1)
    spacing: etree._Element | None = None
    indent: etree._Element | None = None


_NO_STYLE = WordStyle()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id, and what holds where none says otherwise."""

    by_id: dict[str, WordStyle] = field(default_factory=dict)
    default: Appearance = PLAIN

    @classmethod
    def of(cls, root: etree._Element | None, theme: Mapping[str, RGB]) -> Styles:
        """Returns the styles that a styles part defines; none without one."""
        if root is None:
            return cls()
        nodes = {node.get(w("styleId"), ""): node for node in root.iter(w("style"))}
        plain = appearance(child(root, "docDefaults", "rPrDefault", "rPr"), theme)
        normal = next((name for name, node in nodes.items() if _is_normal(node)), "")
        if normal:
            plain = _resolved(normal, nodes, theme, ()).look.over(plain)
        return cls({name: _resolved(name, nodes, theme, ()) for name in nodes}, plain)

    def get(self, style_id: str | None) -> WordStyle:
        """Returns a style, the plain one where the document does not define it."""
        return self.by_id.get(style_id or "", _NO_STYLE)


def _is_normal(node: etree._Element) -> bool:
    return node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true", "on")


def _resolved(
    style_id: str,
    nodes: dict[str, etree._Element],
    theme: Mapping[str, RGB],
    seen: tuple[str, ...],
) -> WordStyle:
    node = nodes.get(style_id)
    if node is None or style_id in seen or len(seen) > 20:
        return _NO_STYLE
    base = _resolved(value(child(node, "basedOn")) or "", nodes, theme, (*seen, style_id))
    listing = child(node, "pPr", "numPr")
    list_id = value(child(listing, "numId"))
    return WordStyle(
        appearance(child(node, "rPr"), theme).over(base.look),
        _level(node) or base.level,
        base.list_id if list_id is None else list_id,
        number(child(listing, "ilvl"), base.list_depth),
        {**base.parts, **_parts(node, theme)},
        (_band(node, "Row", base.bands[0]), _band(node, "Col", base.bands[1])),
        _nearer(child(node, "pPr", "spacing"), base.spacing),
        _nearer(child(node, "pPr", "ind"), base.indent),
    )


def _nearer(own: etree._Element | None, other: etree._Element | None) -> etree._Element | None:
    return other if own is None else own


def _band(node: etree._Element, of: str, otherwise: int) -> int:
    return max(1, number(child(node, "tblPr", f"tblStyle{of}BandSize"), otherwise))


def _parts(node: etree._Element, theme: Mapping[str, RGB]) -> dict[str, Appearance]:
    found: dict[str, Appearance] = {}
    for part in node.findall(w("tblStylePr")):
        look = appearance(child(part, "rPr"), theme)
        ground = shading(child(part, "tcPr", "shd"), theme)
        found[part.get(w("type"), "")] = look if ground is None else replace(look, ground=ground)
    return found


def _level(node: etree._Element) -> int:
    named = _HEADING.match((value(child(node, "name")) or "").strip())
    if named:
        return min(int(named.group(1)), 4)
    outline = number(child(node, "pPr", "outlineLvl"), 9)
    return min(outline + 1, 4) if outline < 9 else 0
