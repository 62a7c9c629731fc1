"""Reads what pages with text show as pictures: tables, and figures that are drawn in their cells.

All of it is in doubt: nothing but its looks says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pypdfium2 as pdfium

from ..document import Block, Grid, GridCell, Region
from ..geometry import Box, Displayed
from ..scans.page_image.cleaning import clean_page
from ..scans.page_image.foreground import find_ink
from ..scans.picture_page import Scan, read_ruled
from ..scans.print_reading import is_recognised_figure, read_cells
from .annotations import load_page
from .painting.drawing import read_drawing
from .pdf_page import LARGE_PICTURE, displayed_frame_of
from .pdf_reader import open_pdf
from .pdfium_calls import PDFIUM_LOCK, handle
from .prose_page import LITTLE_TEXT
from .scanned_page import doubted_cell, picture_of

_LEAST_WIDE, _LEAST_HIGH = 120.0, 24.0
"""Points: smaller pictures hold no table."""

_MOST = 24
"""Pictures of a file that are looked at; a report has a few, a book of photographs hundreds."""

_MARGIN = 6.0
"""Points of paper around a picture, whose own edge may be a rule of its table."""

_OVER = 0.3
"""The share of the smaller of two areas from which one lies over the other."""

_RIM = 1.0
"""Points from the edge of a cell in which its rules are drawn."""


def with_pictures(
    path: Path,
    data: bytes,
    blocks: Sequence[Block],
    level: frozenset[int],
    password: str | None,
) -> tuple[Block, ...]:
    """Returns the blocks of a PDF with what its pages show as pictures beside their text.

    Args:
        path: The file's name, for errors.
        data: The file's bytes.
        blocks: As its text says them.
        level: Indexes of the pages whose tables are told from their text, and stand upright.
        password: The user's or the owner's, where there is one.

    Raises:
        SourceBrokenError: It is damaged.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    drawn = _without_text(blocks, level)
    read: dict[int, GridCell] = {}
    tables: list[Grid] = []
    looked_at = 0
    with closing(open_pdf(path, data, password)) as document:
        for index in range(len(document)):
            own = [block for block in blocks if block.region.page == index]
            with PDFIUM_LOCK:
                boxes, scan = _shown(document, index, own, wanted=index in drawn)
            if scan is None:
                continue
            read |= _read_drawn(scan, drawn.get(index, ()))
            for box in boxes[: _MOST - looked_at]:
                tables += _tables(scan, box)
            looked_at += len(boxes)
    kept = [_with_cells(block, read) if isinstance(block, Grid) else block for block in blocks]
    for table in tables:
        kept.insert(_place_of(table, kept), table)
    return tuple(kept)


def _without_text(blocks: Sequence[Block], level: frozenset[int]) -> dict[int, list[GridCell]]:
    """Returns, by the index of their page, the cells in which something is drawn and no text."""
    found: dict[int, list[GridCell]] = {}
    for cell in (cell for block in blocks if isinstance(block, Grid) for cell in block.cells):
        if cell.region.page in level and not cell.legible and not cell.text:
            found.setdefault(cell.region.page, []).append(cell)
    return found


def _shown(
    document: pdfium.PdfDocument, index: int, blocks: Sequence[Block], *, wanted: bool
) -> tuple[list[Box[Displayed]], Scan | None]:
    """Returns the boxes of a page's pictures that may be tables, and the page as a picture, where
    there are any or it is wanted anyway.
    """
    try:
        page = load_page(document, index)
    except pdfium.PdfiumError:
        return [], None
    with closing(page):
        boxes = list(_pictures(page, blocks))
        return boxes, picture_of(page, index) if boxes or wanted else None


def _pictures(page: pdfium.PdfPage, blocks: Sequence[Block]) -> Iterator[Box[Displayed]]:
    """Yields the boxes of large pictures on a page that are no scan of it and have no text over
    them.
    """
    shown = displayed_frame_of(page)
    with closing(page.get_textpage()) as text_page:
        is_scan = text_page.count_chars() < LITTLE_TEXT
    for picture in read_drawing(handle(page), shown).pictures:
        box = shown.displayed(picture.box)
        if box.width < _LEAST_WIDE or box.height < _LEAST_HIGH:
            continue
        if is_scan and box.area > LARGE_PICTURE * shown.box.area:
            continue
        if not any(_lies_over(block, box) for block in blocks):
            yield box


def _lies_over(block: Block, box: Box[Displayed]) -> bool:
    own = block.region.box
    if own is None:
        return False
    across = min(own.x1, box.x1) - max(own.x0, box.x0)
    down = min(own.bottom, box.bottom) - max(own.top, box.top)
    return across > 0 and down > 0 and across * down > _OVER * min(own.area, box.area)


def _tables(scan: Scan, box: Box[Displayed]) -> list[Grid]:
    """Returns the tables of one picture of a page, with their places on the page."""
    paper = max(1, round(_MARGIN * scan.unit))
    x0, top, x1, bottom = _pixels(scan, box)
    part = np.full(
        (bottom - top + 2 * paper, x1 - x0 + 2 * paper, *scan.picture.shape[2:]), 255, np.uint8
    )
    part[paper:-paper, paper:-paper] = scan.picture[top:bottom, x0:x1]
    right, down = (x0 - paper) * scan.across, (top - paper) * scan.down
    found = read_ruled(replace(scan, picture=part))
    return [
        replace(
            grid,
            cells=tuple(
                replace(doubted_cell(cell), region=_moved(cell.region, right, down))
                for cell in grid.cells
            ),
            region=_moved(grid.region, right, down),
        )
        for grid in found
        if grid.columns > 1
    ]


def _read_drawn(scan: Scan, cells: Sequence[GridCell]) -> dict[int, GridCell]:
    """Returns cells with what is drawn in them, each by its identity, where that is a figure: what
    looks like a mark may as well be a stroke of the pen.
    """
    if not cells:
        return {}
    page = clean_page(scan.picture, scan.unit).picture
    prints = []
    for cell in cells:
        box = cast("Box[Displayed]", cell.region.box)
        rim = Box[Displayed](box.x0 + _RIM, box.top + _RIM, box.x1 - _RIM, box.bottom - _RIM)
        x0, top, x1, bottom = _pixels(scan, rim)
        prints.append(find_ink(page[top:bottom, x0:x1], None, scan.unit))
    return {
        id(cell): doubted_cell(
            replace(
                cell,
                text=read.text,
                confidence=read.confidence,
                alternatives=read.alternatives,
                legible=True,
            )
        )
        for cell, read in zip(cells, read_cells(prints, scan.unit), strict=True)
        if is_recognised_figure(read.text) and any(map(str.isdigit, read.text))
    }


def _pixels(scan: Scan, box: Box[Displayed]) -> tuple[int, int, int, int]:
    """Returns the part of a picture that a box of its page is, one pixel wide and high at least."""
    tall, wide = scan.picture.shape[:2]
    x0, x1 = (min(max(0, round(edge / scan.across)), wide - 1) for edge in (box.x0, box.x1))
    top, bottom = (min(max(0, round(edge / scan.down)), tall - 1) for edge in (box.top, box.bottom))
    return x0, top, max(x1, x0 + 1), max(bottom, top + 1)


def _moved(region: Region, across: float, down: float) -> Region:
    return replace(region, box=None if region.box is None else region.box.moved(across, down))


def _with_cells(grid: Grid, read: Mapping[int, GridCell]) -> Grid:
    if not any(id(cell) in read for cell in grid.cells):
        return grid
    return replace(grid, cells=tuple(read.get(id(cell), cell) for cell in grid.cells))


def _place_of(table: Grid, blocks: Sequence[Block]) -> int:
    """Returns before which of the blocks a table stands on its page."""
    own = _order(table)
    return next((at for at, block in enumerate(blocks) if _order(block) > own), len(blocks))


def _order(block: Block) -> tuple[int, float]:
    place = block.region
    return (-1 if place.page is None else place.page, place.box.top if place.box else 0.0)
