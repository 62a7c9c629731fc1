"""Draws a page of a picture at the size that is wanted."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ..picture_reader import picture_page
from ..source_bytes import source_data
from .drawn_page import DrawnPage

cv2.setNumThreads(1)  # as where scans are read

_MOST_PIXELS = 64_000_000
"""Of a drawn page: 256 megabytes in four bytes a pixel."""


def draw_picture(path: Path, page: int, *, scale: float) -> DrawnPage:
    """Returns a page of a picture, which may have several.

    Args:
        path: The picture; it is opened read-only and closed again.
        page: Index from 0.
        scale: Pixels to a point of the page; less is taken where the result would be beyond
            reason.

    Raises:
        SourceMissingError: There is no such file, or it may not be read.
        SourceBrokenError: It, or that page, is damaged or missing.
        TooLargeError: It has more pixels or pages than any scan.
    """
    data = source_data(path)
    pixels, width, height = picture_page(path, data, page)
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_AREA if size[0] < pixels.shape[1] else cv2.INTER_LINEAR
    drawn = np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)
    return DrawnPage(size[0], size[1], size[0] * 3, drawn.tobytes())
