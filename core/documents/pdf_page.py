"""Reads one page of a PDF into lines and grids in reading order."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .document import Block, Box, Grid, Paragraph, Region
from .pdf_cells import make_grid
from .pdf_characters import Character, read_characters
from .pdf_frame import Frame, displayed_frame
from .pdf_lattice import make_lattice
from .pdf_lines import make_lines
from .pdf_native import handle
from .pdf_objects import Drawing, read_drawing
from .pdf_rules import make_outlines


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page prints.

    Attributes:
        width, height: As displayed, in PDF points.
        blocks: In reading order.
        is_read: False where it is a picture.
    """

    width: float
    height: float
    blocks: tuple[Block, ...]
    is_read: bool = True


def read_page(
    page: pdfium.PdfPage, index: int, wants_grids: Callable[[str], bool] | None
) -> PageContent:
    """Returns what a page prints, its tables as grids where they are wanted.

    Args:
        page: pdfium's page.
        index: From 0.
        wants_grids: Says of the page's text whether its tables are wanted; None: they are.
    """
    shown = _displayed(page)
    with closing(page.get_textpage()) as text_page:
        characters, frame = read_characters(handle(text_page), shown)
        wanted = wants_grids is None or wants_grids(text_page.get_text_range())
    drawing = read_drawing(handle(page), frame)
    characters = [c for c in characters if c.run.is_level]
    grids: list[Grid] = []
    if wanted:
        grids, characters = _take_grids(characters, drawing, index, frame)
    blocks = _in_order(grids, characters, index, frame)
    return PageContent(shown.width, shown.height, blocks)


def _displayed(page: pdfium.PdfPage) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return displayed_frame((box.left, box.bottom, box.right, box.top), page.get_rotation() // 90)


def _take_grids(
    characters: list[Character], drawing: Drawing, index: int, frame: Frame
) -> tuple[list[Grid], list[Character]]:
    """Returns the grids of a page and the characters that stand in none."""
    grids: list[Grid] = []
    middles = [(c.x, c.y) for c in characters if c.text != " "]

    def holds_text(box: Box) -> bool:
        return any(box[0] <= x < box[2] and box[1] <= y < box[3] for x, y in middles)

    for outline in make_outlines(drawing.level, drawing.upright):
        lattice = make_lattice(outline, holds_text)
        if lattice is not None:
            grid, inside = make_grid(lattice, characters, drawing.shapes, index, frame)
            grids.append(grid)
            characters = [c for c in characters if c not in inside]
    return grids, characters


def _in_order(
    grids: Sequence[Grid], characters: Sequence[Character], index: int, frame: Frame
) -> tuple[Block, ...]:
    lines = [
        Paragraph(line.text, Region(page=index, box=frame.displayed(line.box)))
        for line in make_lines(characters)
    ]
    blocks: list[Block] = [*grids, *lines]
    return tuple(sorted(blocks, key=lambda block: _top_left(block, frame)))


def _top_left(block: Block, frame: Frame) -> tuple[float, float]:
    box = block.region.box
    assert box is not None
    return box[1], box[0]
