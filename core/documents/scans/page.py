"""Reads one page that is a picture into lines and grids in reading order."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..document import Block, Box, Grid, GridCell, Paragraph, Region
from ..pdf_lattice import Lattice, LatticeCell, make_lattice
from ..pdf_rules import make_outlines
from .cleaning import Colours, cleaned
from .ink import Ink, find_ink
from .looks import Gray
from .reading import read_cells, read_lines
from .rulings import Rulings, find_rulings, straightening
from .text_lines import find_words, make_lines
from .turning import Turned, turned_level, warped

_LEAST_WIDE, _LEAST_HIGH = 60.0, 12.0
"""Points: smaller figures of lines are no tables."""

_INK = 150
_BLANK = 0.001
"""The share of ink up to which a page without text is a blank one."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as scanned.

    Attributes:
        picture: In grey or in colours.
        unit: Pixels to a point of print: what is ten points high on paper is ten units high.
        index: Of the page, from 0.
        across, down: Points of the page as displayed to a pixel.
    """

    picture: Colours | Gray
    unit: float
    index: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class ScanContent:
    """What a scanned page prints.

    Attributes:
        blocks: In reading order; regions are on the page as scanned.
        is_read: False where there is ink and nothing of it could be read.
    """

    blocks: tuple[Block, ...]
    is_read: bool


def read_scan(scan: Scan) -> ScanContent:
    """Returns what a scanned page prints."""
    turned, rulings = _straight(cleaned(scan.picture, scan.unit), scan.unit)
    lattices = _lattices(turned, rulings)
    placed: list[tuple[float, float, Block]] = []
    rest = turned.picture.copy()
    for lattice in lattices:
        placed.append((lattice.box[1], lattice.box[0], _grid(scan, turned, rulings, lattice)))
        x0, top, x1, bottom = (round(edge * scan.unit) for edge in lattice.box)
        spare = round(1.5 * scan.unit)
        rest[max(0, top - spare) : bottom + spare, max(0, x0 - spare) : x1 + spare] = 255
    rest[rulings.mask > 0] = 255
    placed += _paragraphs(scan, turned, rest)
    placed.sort(key=lambda place: place[:2])
    is_blank = np.count_nonzero(rest < _INK) < _BLANK * rest.size
    return ScanContent(tuple(block for *_, block in placed), bool(placed) or bool(is_blank))


def _straight(page: Gray, unit: float) -> tuple[Turned, Rulings]:
    """Returns the page turned level and freed of the slant that its rulings show."""
    turned = turned_level(page, unit)
    rulings = find_rulings(turned.picture, unit)
    more = straightening(rulings, unit)
    if more is None:
        return turned, rulings
    turned = warped(page, unit, turned.back @ more)
    return turned, find_rulings(turned.picture, unit)


def _lattices(turned: Turned, rulings: Rulings) -> list[Lattice]:
    """Returns the tables of a page by their rulings, in points of the page turned level."""
    inked = cv2.integral(np.asarray(turned.picture < _INK, np.uint8))
    tall, wide = turned.picture.shape

    def holds_ink(box: Box) -> bool:
        x0, top, x1, bottom = (round(edge * turned.unit) for edge in box)
        x0, x1 = max(0, min(x0 + 4, wide)), max(0, min(x1 - 4, wide))
        top, bottom = max(0, min(top + 4, tall)), max(0, min(bottom - 4, tall))
        if x0 >= x1 or top >= bottom:
            return False
        return bool(
            inked[bottom, x1] - inked[top, x1] - inked[bottom, x0] + inked[top, x0] > turned.unit**2
        )

    found = [make_lattice(o, holds_ink) for o in make_outlines(*rulings.rules(turned.unit))]
    return [
        lattice
        for lattice in found
        if lattice is not None
        and lattice.box[2] - lattice.box[0] >= _LEAST_WIDE
        and lattice.box[3] - lattice.box[1] >= _LEAST_HIGH
    ]


def _grid(scan: Scan, turned: Turned, rulings: Rulings, lattice: Lattice) -> Grid:
    inks = [_ink(turned, rulings, lattice, cell) for cell in lattice.cells]
    reads = read_cells(inks, turned.unit)
    cells = tuple(
        GridCell(
            cell.row,
            cell.column,
            read.text,
            Region(scan.index, _displayed(scan, turned, lattice.cell_box(cell))),
            cell.row_span,
            cell.column_span,
            round(read.confidence, 4),
            read.alternatives,
            read.legible,
        )
        for cell, read in zip(lattice.cells, reads, strict=True)
    )
    hull = _displayed(scan, turned, lattice.box, whole=True)
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, Region(scan.index, hull))


def _ink(turned: Turned, rulings: Rulings, lattice: Lattice, cell: LatticeCell) -> Ink:
    x0, top, x1, bottom = (round(edge * turned.unit) for edge in lattice.cell_box(cell))
    place = (slice(max(0, top), bottom), slice(max(0, x0), x1))
    return find_ink(turned.picture[place], rulings.mask[place], turned.unit)


def _paragraphs(
    scan: Scan, turned: Turned, rest: Gray
) -> list[tuple[float, float, Block]]:
    """Returns the lines of text outside of the grids, with their tops and lefts in points."""
    lines = make_lines(find_words(rest, turned.unit))
    pictures = [rest[y0:y1, x0:x1] for line in lines for x0, y0, x1, y1 in line.words]
    texts = iter(read_lines(pictures))
    placed: list[tuple[float, float, Block]] = []
    for line in lines:
        text = line.spaced([next(texts).text for _ in line.words])
        if not text:
            continue
        x0, top, x1, bottom = (edge / turned.unit for edge in line.box)
        region = Region(scan.index, _displayed(scan, turned, (x0, top, x1, bottom)))
        placed.append((top, x0, Paragraph(text, region)))
    return placed


def _displayed(scan: Scan, turned: Turned, box: Box, *, whole: bool = False) -> Box:
    """Returns a box in points of the page turned level, on the page as displayed."""
    x0, top, x1, bottom = box
    unit = turned.unit
    pixels = (x0 * unit, top * unit, x1 * unit, bottom * unit)
    left, upper, right, lower = turned.hull(pixels) if whole else turned.box(pixels)
    return left * scan.across, upper * scan.down, right * scan.across, lower * scan.down
