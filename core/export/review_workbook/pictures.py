"""Small pictures of what the page prints in a cell, to stand beside a changed figure."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image, ImageDraw

from ...documents.geometry import Box, Displayed
from ...documents.render.drawn_page import DrawnPage
from ...documents.render.render_page import draw_page
from ...documents.source_bytes import hash_of
from ...errors import GoujiError
from ...review import Review

DrawPage = Callable[[Path, int, float], DrawnPage]
"""Draws a page (path, index from 0, pixels to a point); in a worker for files not trusted."""

HashSource = Callable[[Path], str]
"""Returns the SHA-256 of a source, in lower-case hex; ``hash_of`` or the like in a worker."""

SCALE = 3.0
"""Pixels to a PDF point."""

BESIDE, ABOVE = 40.0, 10.0
"""Points of the page that are shown around the cell, so that it can be found again."""

FRAME = (11, 87, 208)
"""Colour of the line around the cell."""

MOST = 60
"""No workbook carries more pictures."""


def cell_pictures(
    review: Review,
    cells: Iterable[str],
    draw: DrawPage | None = None,
    *,
    source: Path | None = None,
    hash_: HashSource = hash_of,
) -> dict[str, bytes]:
    """Returns a PNG of the printed place of each cell that has one, by cell id.

    A page is drawn once. A source that is gone, has changed or cannot be drawn gives no
    picture: a workbook is worth having without.

    Args:
        review: For the source and the regions.
        cells: Those wanted, the first ``MOST`` are taken.
        draw: How a page is drawn; in this process by default.
        source: Where the source lies, if not where the report says.
        hash_: How a source is hashed, likewise: it may lie in an archive.
    """
    path = source or review.report.source.path
    try:
        if hash_(path) != review.report.source.sha256:
            return {}
    except (OSError, GoujiError):
        return {}
    pages: dict[int, list[tuple[str, Box[Displayed]]]] = {}
    for cell in list(cells)[:MOST]:
        region = review.cells[cell].extracted.region
        if region is not None and region.page is not None and region.box is not None:
            pages.setdefault(region.page, []).append((cell, region.box))
    found: dict[str, bytes] = {}
    for page, places in pages.items():
        try:
            drawn = (draw or _draw)(path, page, SCALE)
        except GoujiError:
            continue
        image = Image.frombytes(
            "RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "RGB", drawn.stride
        )
        found |= {cell: _cut(image, box) for cell, box in places}
    return found


def _draw(path: Path, page: int, scale: float) -> DrawnPage:
    return draw_page(path, page, scale=scale)


def _cut(image: Image.Image, box: Box[Displayed]) -> bytes:
    left, top, right, bottom = box
    edges = (left - BESIDE, top - ABOVE, right + BESIDE, bottom + ABOVE)
    size = (image.width, image.height, image.width, image.height)
    area = tuple(
        min(max(round(edge * SCALE), 0), most) for edge, most in zip(edges, size, strict=True)
    )
    piece = image.crop((area[0], area[1], max(area[2], area[0] + 1), max(area[3], area[1] + 1)))
    frame = [round(edge * SCALE) - area[at] for at, edge in zip((0, 1, 0, 1), box, strict=True)]
    ImageDraw.Draw(piece).rectangle(frame, outline=FRAME, width=2)
    stream = io.BytesIO()
    piece.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(stream, "PNG", optimize=True)
    return stream.getvalue()
