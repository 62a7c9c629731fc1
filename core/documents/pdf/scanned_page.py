"""Reads pages of a PDF that are pictures, and weighs the hidden text that some of them carry."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..document import Block, Grid, GridCell
from ..geometry import Box, Displayed

if TYPE_CHECKING:
    from ..scans.picture_page import Scan

_MOST_PIXELS = 60_000_000
"""As of the pictures that scans are read from: it bounds the memory of a page."""

_FINEST = 300 / 72
_COARSEST = 150 / 72
"""Pixels to a point of print between which a page is drawn, if its pictures are not finer."""

_DOUBTED = 0.89
"""The most that a cell is believed of which the hidden text says something else."""

_TRUSTED = 0.5
"""The share of cells that the hidden text of a page gives as they are read, at least."""

_BORNE_OUT = 0.5
"""What is left of the doubt about a cell of which the hidden text says the same."""


class Hidden(NamedTuple):
    """One character that a page holds and does not show, and its box on the page as displayed."""

    text: str
    box: Box[Displayed]


def picture_of(page: pdfium.PdfPage, index: int, finer: float = 1.0) -> Scan:
    """Returns a page as a picture of about the resolution of what it shows.

    Args:
        page: pdfium's page.
        index: From 0.
        finer: By what factor the resolution is higher than that.
    """
    from ..scans.page_image.scale import unit_of
    from ..scans.picture_page import Scan

    width, height = page.get_size()
    print_size = unit_of(max(1, round(width)), max(1, round(height)), 1.0)
    finest, coarsest = _FINEST / print_size, _COARSEST / print_size
    scale = min(max(_resolution(page), coarsest), finest) * finer
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    # A hair less, so that the picture's own pixels are not spread over one more.
    scale *= 1 - 1e-6
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=True, may_draw_forms=True)
    with closing(bitmap):
        pixels = np.array(bitmap.to_numpy()[..., :3], np.uint8)
    tall, wide = pixels.shape[:2]
    return Scan(pixels, scale * print_size, index, width / wide, height / tall)


def _resolution(page: pdfium.PdfPage) -> float:
    """Returns the pixels to a point of the largest picture on a page; 0 where there is none."""
    best, largest = 0.0, 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, low, right, high = picture.get_bounds()
        area = (right - left) * (high - low)
        if area > largest:
            largest = area
            wide, tall = picture.get_px_size()
            best = ((wide * tall) / area) ** 0.5
    return best


def weighed(blocks: Sequence[Block], hidden: Sequence[Hidden]) -> tuple[Block, ...]:
    """Returns the blocks of a scanned page, weighed against the hidden text over it.

    Where the two differ the picture is right and the other text stays as an alternative. Whether
    that makes a doubt, and whether agreeing takes one away, depends on how far the hidden text of
    the page agrees with what its cells are read as: that of another page, or one that lies beside
    its print, says nothing.
    """
    pairs = [(cell, _over(cell, hidden)) for block in blocks for cell in _cells(block)]
    said = [_bare(text) == _bare(cell.text) for cell, text in pairs if text]
    if not said:
        return tuple(blocks)
    is_trusted = sum(said) >= _TRUSTED * len(said)
    following = iter([_weighed(cell, text, is_trusted=is_trusted) for cell, text in pairs])
    return tuple(
        replace(block, cells=tuple(next(following) for _ in block.cells))
        if isinstance(block, Grid)
        else block
        for block in blocks
    )


def doubted_block(block: Block) -> Block:
    """Returns a block whose cells are in doubt, since they are read as a picture of themselves."""
    if not isinstance(block, Grid):
        return block
    return replace(block, cells=tuple(map(doubted_cell, block.cells)))


def doubted_cell(cell: GridCell) -> GridCell:
    """Returns a cell in doubt, since it is read as a picture."""
    sure = min(cell.confidence, _OF_PICTURE)
    return replace(cell, confidence=sure, doubt=cell.doubt or "picture")


_OF_PICTURE = 0.8
"""How sure a cell is at most that a page of text shows as a picture."""


def _cells(block: Block) -> tuple[GridCell, ...]:
    return block.cells if isinstance(block, Grid) else ()


def _over(cell: GridCell, hidden: Sequence[Hidden]) -> str:
    """Returns the hidden text over a cell."""
    box = cell.region.box
    if box is None:
        return ""
    return "".join(text for text, place in hidden if box.owns(*place.middle)).strip()


def _weighed(cell: GridCell, over: str, *, is_trusted: bool) -> GridCell:
    if not over:
        return cell
    if _bare(over) == _bare(cell.text):
        kept = _BORNE_OUT if is_trusted else 1.0
        return replace(cell, confidence=1 - (1 - cell.confidence) * kept)
    others = (over, *(text for text in cell.alternatives if text != over))
    most = _DOUBTED if is_trusted else 1.0
    return replace(cell, confidence=min(cell.confidence, most), alternatives=others)


def _bare(text: str) -> str:
    return "".join(text.split())
