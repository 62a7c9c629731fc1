"""Draws a page of a paged source, for a process that knows no reader of documents itself."""

from __future__ import annotations

from pathlib import Path

from ...errors import SourceMissingError
from ..source_bytes import source_data
from ..source_files.archives import archive_of
from ..source_files.kinds import is_picture
from .drawn_page import DrawnPage


def draw_page(path: Path, page: int, *, scale: float, password: str | None = None) -> DrawnPage:
    """Returns a page as it prints. Its reader is loaded by the call, that is, in the worker.

    Args:
        path: The document.
        page: Index from 0.
        scale: Pixels a PDF point.
        password: Where it is protected by one.

    Raises:
        SourceError: It cannot be opened, or has no such page.
    """
    if _is_picture(path):
        from .render_picture import draw_picture

        return draw_picture(path, page, scale=scale)
    from .render_pdf import render_page

    drawn = render_page(path, page, scale=scale, password=password)
    return DrawnPage(drawn.width, drawn.height, drawn.stride, drawn.pixels)


def _is_picture(path: Path) -> bool:
    if archive_of(path) is not None:
        return is_picture(source_data(path)[:16])
    try:
        with path.open("rb") as file:
            return is_picture(file.read(16))
    except OSError as error:
        raise SourceMissingError(path) from error
