"""Tells how far a drawn page is askew, so that it can be shown level."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .render_page import draw_page

_SCALE = 1.9
"""Pixels to a point of the page that show how lines run."""


def slant_of(path: Path, page: int, *, password: str | None = None) -> float:
    """Returns by how many degrees clockwise the lines of a page fall to the right, -6 to 6.

    Turned by as much counter-clockwise the page is level; regions turn with it around the middle.
    Fit for a worker process: takes and gives plain values.

    Args:
        path: A PDF or a picture.
        page: Index from 0.
        password: Where it is protected by one.

    Raises:
        SourceError: It cannot be opened, or has no such page.
    """
    from ..scans.page_image.cleaning import cleaned
    from ..scans.page_image.deskew import skew_of
    from ..scans.page_image.scale import working

    drawn = draw_page(path, page, scale=_SCALE, password=password)
    rows = np.frombuffer(drawn.pixels, np.uint8, drawn.stride * drawn.height)
    pixels = rows.reshape(drawn.height, drawn.stride)[:, : drawn.width * 3]
    picture, unit, _ = working(pixels.reshape(drawn.height, drawn.width, 3), _SCALE)
    return skew_of(cleaned(picture, unit), unit)
