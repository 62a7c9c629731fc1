"""Tells where Word squeezes a text into a width, or a cell, that is too narrow for it."""

from __future__ import annotations

from lxml import etree

from .word_names import child, is_whole, value, w

_LEAST = 0.55
"""Of its own width: squeezed by more, digits run into each other."""

_DIGIT, _WIDE = 0.5, 1.0
"""Widths of a digit or a letter, and of a Chinese character, in font sizes."""

_FAR = -150
"""In twentieths of a point: a cell with so wide a margin outside of it shows its text elsewhere."""


def is_squeezed(run: etree._Element, size: int) -> bool:
    """Returns whether a run is fitted into much less than the width of its text.

    Args:
        run: A ``w:r``.
        size: Of its font, in half points.
    """
    fitted = child(run, "rPr", "fitText")
    width = value(fitted) or ""
    parent = run.getparent()
    if fitted is None or parent is None or not is_whole(width):
        return False
    text = "".join(
        part.text or ""
        for other in parent.iter(w("r"))
        if (own := child(other, "rPr", "fitText")) is not None and own.attrib == fitted.attrib
        for part in other.iter(w("t"))
    )
    wide = sum(_WIDE if ord(character) > 0x2E7F else _DIGIT for character in text)
    return int(width) < _LEAST * wide * size * 10


def has_margin_outside(paragraph: etree._Element) -> bool:
    """Returns whether the cell around a paragraph has a margin that lies far outside of it."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    table = next(paragraph.iterancestors(w("tbl")), None)
    margins = (child(cell, "tcPr", "tcMar"), child(table, "tblPr", "tblCellMar"))
    sides = [
        node.get(w("w"), "")
        for margin in margins
        if margin is not None
        for name in ("left", "start", "right", "end")
        if (node := child(margin, name)) is not None
    ]
    return any(is_whole(side.removeprefix("-")) and int(side) <= _FAR for side in sides)
