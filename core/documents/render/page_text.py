"""The text of a page for marking and copying: lines of glyphs, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ..document import Document, Grid, Region
from ..geometry import Box, Displayed
from ..source_bytes import page_data
from ..source_files.kinds import is_picture

_COLUMN_GAP = 1.2
"""Least gap, in font sizes, that parts two columns: a tab in copied text."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text.

    Attributes:
        glyphs: The text in pieces that are marked one by one, such as characters.
        boxes: Where each lies, in PDF points; origin top left of the page as displayed.
        after: What follows the line in copied text.
    """

    glyphs: tuple[str, ...]
    boxes: tuple[Box[Displayed], ...]
    after: str = "\n"


def read_text(path: Path, page: int, *, password: str | None = None) -> tuple[PageLine, ...]:
    """Returns the text that a page of a PDF holds, from top to bottom; a picture holds none.

    Args:
        path: The document. Its reader is loaded by the call, that is, in the worker.
        page: Index from 0.
        password: Where it is protected by one.

    Raises:
        SourceError: It cannot be opened, or has no such page.
    """
    data = page_data(path)
    if is_picture(data[:16]):
        return ()
    from ..pdf.pdf_reader import text_lines

    lines = text_lines(path, data, page, password)
    return tuple(
        _with_tabs(PageLine(tuple(text for text, _ in line), tuple(box for _, box in line)))
        for line in lines
    )


def _with_tabs(line: PageLine) -> PageLine:
    """Returns a line with a tab in each gap between columns, whichever way it runs."""
    glyphs, boxes = [line.glyphs[0]], [line.boxes[0]]
    for (last, box), text in zip(pairwise(line.boxes), line.glyphs[1:], strict=True):
        across = max(box.x0 - last.x1, last.x0 - box.x1)
        down = max(box.top - last.bottom, last.top - box.bottom)
        if max(across, down) > _COLUMN_GAP * max(last.width, last.height):
            glyphs.append("\t")
            boxes.append(last)
        glyphs.append(text)
        boxes.append(box)
    return PageLine(tuple(glyphs), tuple(boxes), line.after)


def recognized_text(document: Document, page: int) -> tuple[PageLine, ...]:
    """Returns what was read of a page, a cell or a paragraph to a line, each marked as a whole."""
    return tuple(
        PageLine((text,), (region.box,), after)
        for region, text, after in _pieces(document)
        if region.page == page and region.box is not None and text
    )


def _pieces(document: Document) -> Iterator[tuple[Region, str, str]]:
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell, following in zip(block.cells, (*block.cells[1:], None), strict=True):
                goes_on = following is not None and following.row == cell.row
                yield cell.region, cell.text, "\t" if goes_on else "\n"
        else:
            yield block.region, block.text, "\n"
