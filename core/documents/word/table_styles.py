"""What the style of a Word table says of the text in one of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .run_appearance import PLAIN, Appearance
from .styles import Styles, WordStyle
from .word_names import child, value, w

_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
          "noHBand": 0x200, "noVBand": 0x400}  # fmt: skip
"""The bits of an older ``w:tblLook`` (ECMA-376, part 1, section 17.4.55)."""

_PARTS = {"firstRow": "firstRow", "lastRow": "lastRow", "firstColumn": "firstCol",
          "lastColumn": "lastCol"}  # fmt: skip
_ON = ("1", "true", "on")


def look_in_table(paragraph: etree._Element, styles: Styles) -> Appearance:
    """Returns what the style of the table around a paragraph says, for its row and column."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    table = next(paragraph.iterancestors(w("tbl")), None)
    name = value(child(table, "tblPr", "tblStyle"))
    if cell is None or table is None or name is None:
        return PLAIN
    style = styles.get(name)
    look = style.look
    if not style.parts:
        return look
    wanted = _wanted(table)
    row = next(cell.iterancestors(w("tr")))
    for band in _bands(cell, row, table, wanted, style):
        look = style.parts.get(band, PLAIN).over(look)
    for part, holds in (
        ("firstColumn", _is_end(cell, row, "tc", first=True)),
        ("lastColumn", _is_end(cell, row, "tc", first=False)),
        ("lastRow", _is_end(row, table, "tr", first=False)),
        ("firstRow", _is_end(row, table, "tr", first=True)),
    ):
        if holds and part in wanted:
            look = style.parts.get(_PARTS[part], PLAIN).over(look)
    return look


def _bands(
    cell: etree._Element,
    row: etree._Element,
    table: etree._Element,
    wanted: set[str],
    style: WordStyle,
) -> Iterator[str]:
    """Yields the bands of columns and rows in which a cell lies (section 17.7.6)."""
    for nodes, node, first, off, high, name in (
        (list(row.iter(w("tc"))), cell, "firstColumn", "noVBand", style.bands[1], "Vert"),
        (table.findall(w("tr")), row, "firstRow", "noHBand", style.bands[0], "Horz"),
    ):
        at = nodes.index(node) - (first in wanted) if node in nodes else -1
        if off not in wanted and at >= 0:
            yield f"band{1 + at // high % 2}{name}"


def _wanted(table: etree._Element) -> set[str]:
    """Returns which parts of its style a table shows."""
    node = child(table, "tblPr", "tblLook")
    if node is None:
        return set()
    bits = value(node) or ""
    number = int(bits, 16) if bits and all(c in "0123456789abcdefABCDEF" for c in bits) else 0
    return {
        name
        for name, bit in _FLAGS.items()
        if (node.get(w(name)) in _ON if node.get(w(name)) is not None else number & bit)
    }


def _is_end(node: etree._Element, parent: etree._Element, tag: str, *, first: bool) -> bool:
    nodes = list(parent.iter(w(tag))) if tag == "tc" else parent.findall(w(tag))
    return bool(nodes) and nodes[0 if first else -1] is node
