"""Where in a line of text each figure of a row stands, for sources that print a row as one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from ...documents.document import Block, Paragraph
from ..report import Reading

_PIECE = re.compile(r"[^\s|｜]+")


def figure_parts(
    readings: Mapping[str, Reading], blocks: Iterable[Block]
) -> dict[str, tuple[int, int]]:
    """Returns the part of its line that each figure is, where several cells share one line.

    A figure whose part is not certain has none: what is printed of it is its line.

    Args:
        readings: Of a report, in the form's order, as a line prints them.
        blocks: Of its document, a flow of text.

    Returns:
        By cell id, where the figure begins and ends in the text of the paragraph or grid cell that
        its region's anchor names, in characters from 0.
    """
    shared: dict[str, list[str]] = {}
    for cell, reading in readings.items():
        if reading.region is not None and reading.region.anchor:
            shared.setdefault(reading.region.anchor, []).append(cell)
    rows = {anchor: cells for anchor, cells in shared.items() if len(cells) > 1}
    if not rows:
        return {}
    found: dict[str, tuple[int, int]] = {}
    for anchor, text in _texts(blocks):
        if anchor in rows:
            found |= _aligned([(cell, readings[cell].figure.text) for cell in rows[anchor]], text)
    return found


def _texts(blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    """Yields the anchors of what holds text, each with that."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.region.anchor or "", block.text
        else:
            yield from (
                (cell.region.anchor or "", cell.text) for cell in block.cells if not cell.marked
            )


def _aligned(cells: list[tuple[str, str]], text: str) -> dict[str, tuple[int, int]]:
    """Returns the parts of figures that stand in this order at the end of a line.

    All or none: where one is not found, another may have been taken for it.
    """
    pieces = [(match.group(), match.span()) for match in _PIECE.finditer(text)]
    found: dict[str, tuple[int, int]] = {}
    at = len(pieces)
    for cell, figure in reversed(cells):
        if not figure:
            continue
        wanted = _usual(figure)
        at = next((i for i in range(at - 1, -1, -1) if _usual(pieces[i][0]) == wanted), -1)
        if at < 0:
            return {}
        found[cell] = pieces[at][1]
    return found


def _usual(text: str) -> str:
    return normalize("NFKC", text)
