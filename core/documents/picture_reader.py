"""Reads pictures of pages: PNG, JPEG, TIFF of several pages, BMP, WebP and GIF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ..errors import SourceBrokenError
from .document import Block, Document, Page
from .source_files.limits import PICTURE_PAGES, PIXELS, SIDE, TooLargeError, hold
from .source_files.parsing import parsed

_STRIP = 1024
"""Rows of a picture that are converted at a time."""

_POINTS = 72.0
"""To the inch; also the resolution of a picture that names none."""

_RESOLUTIONS = (36.0, 4800.0)
"""Dots to the inch that are believed."""


def read_image(
    path: Path, data: bytes, sha256: str, *, progress: Callable[[int, int], None] | None = None
) -> Document:
    """Returns what a picture prints: lines and grids of all its pages in reading order.

    Boxes are in points at the picture's own resolution, 72 dpi where it names none, on the page
    as it is displayed, that is, turned as its EXIF orientation says.

    Args:
        path: The file's name, for the document and for errors.
        data: The file's bytes.
        sha256: Of the bytes, lower-case hex.
        progress: Is told how many pages of how many are done.

    Raises:
        SourceBrokenError: It is damaged.
        TooLargeError: It has more pixels or pages than any scan.
    """
    from .scans.page_image.scale import working
    from .scans.picture_page import Scan, read_scan

    blocks: list[Block] = []
    pages: list[Page] = []
    unread: list[int] = []
    with _opened(path, data) as picture:
        count = _page_count(path, picture)
        for index in range(count):
            pixels, (across, down) = _page(path, picture, index)
            tall, wide = pixels.shape[:2]
            pages.append(Page(index, wide * across, tall * down))
            smaller, unit, shrunk = working(pixels, _POINTS / across)
            del pixels
            content = read_scan(Scan(smaller, unit, index, across / shrunk, down / shrunk))
            blocks += content.blocks
            if not content.is_read:
                unread.append(index)
            if progress is not None:
                progress(index + 1, count)
    return Document(path, sha256, "image", tuple(blocks), tuple(pages), "", tuple(unread))


def picture_page(path: Path, data: bytes, index: int) -> tuple[NDArray[np.uint8], float, float]:
    """Returns a page in red, green and blue, and its width and height in points.

    Raises:
        SourceBrokenError: It, or that page, is damaged or missing.
        TooLargeError: It has more pixels or pages than any scan.
    """
    with _opened(path, data) as picture:
        if not 0 <= index < _page_count(path, picture):
            raise SourceBrokenError(path)
        pixels, (across, down) = _page(path, picture, index)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    tall, wide = pixels.shape[:2]
    return np.ascontiguousarray(pixels), wide * across, tall * down


def page_sizes(path: Path, data: bytes) -> tuple[tuple[float, float], ...]:
    """Returns the width and height of each page in points, upright.

    Raises:
        SourceBrokenError: It is damaged.
        TooLargeError: It has more pixels or pages than any scan.
    """
    with _opened(path, data) as picture:
        count = _page_count(path, picture)
    pages = (picture_page(path, data, index) for index in range(count))
    return tuple((width, height) for _, width, height in pages)


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # Pillow warns of large pictures and of odd metadata; what is too large is refused here.
        warnings.simplefilter("ignore")
        with parsed(path):
            try:
                picture = Image.open(io.BytesIO(data))
            except Image.DecompressionBombError as error:
                raise TooLargeError(path, PIXELS) from error
        with picture:
            yield picture


def _page_count(path: Path, picture: Image.Image) -> int:
    """Returns how many pages there are; the later frames of a moving picture are none."""
    count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    hold(PICTURE_PAGES, count, path)
    return count


def _page(
    path: Path, picture: Image.Image, index: int
) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """Returns a page's pixels, in grey or in colours, and how many points a pixel is wide and
    high.

    Pixels that are not square, as a fax has them, are made so: print would look pressed flat.
    """
    with parsed(path):
        picture.seek(index)
        hold(SIDE, max(picture.size), path)
        hold(PIXELS, picture.width * picture.height, path)
        points = _points(picture)
        is_turned = picture.getexif().get(_ORIENTATION, 1) != 1
        pixels = _pixels(ImageOps.exif_transpose(picture) if is_turned else picture)
    if picture.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE:
        points = points[::-1]
    return _squared(path, pixels, points)


def _squared(
    path: Path, pixels: NDArray[np.uint8], points: tuple[float, float]
) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """Returns a page with as many pixels to the inch along both sides, the more of the two."""
    across, down = points
    finest = min(points)
    if max(points) / finest < _OBLONG:
        return pixels, points
    tall, wide = pixels.shape[:2]
    size = (round(wide * across / finest), round(tall * down / finest))
    hold(SIDE, max(size), path)
    hold(PIXELS, size[0] * size[1], path)
    stretched = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(stretched, np.uint8), (finest, finest)


_OBLONG = 1.02
"""How much longer than wide a pixel is that is not square."""

_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5
"""The EXIF tag, and the least of its values that stand for a quarter turn."""


def _points(picture: Image.Image) -> tuple[float, float]:
    """Returns how many points a pixel is wide and high, by the resolution that a picture names."""
    across, down = _resolution(picture)
    least, most = _RESOLUTIONS
    if not (least <= across <= most and least <= down <= most):
        across, down = _resolution_of_fax(picture) or (_POINTS, _POINTS)
    return _POINTS / across, _POINTS / down


def _resolution(picture: Image.Image) -> tuple[float, float]:
    """Returns dots to the inch as a picture names them; nothing where it does not."""
    try:
        across, down = (float(value) for value in picture.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def _resolution_of_fax(picture: Image.Image) -> tuple[float, float] | None:
    """Returns the dots to the inch of a fax, which are known by its width, where it names none."""
    packed = str(picture.info.get("compression", ""))
    if picture.width not in _FAX_WIDTHS or not packed.startswith(_FAX_PACKINGS):
        return None
    return _FAX_ACROSS, _FAX_COARSE if picture.height < picture.width else 2 * _FAX_COARSE


_FAX_WIDTHS = (1728, 2048, 2432)
"""Dots of a line of A4, B4 and A3 (ITU-T T.4, section 2)."""

_FAX_ACROSS, _FAX_COARSE = 204.0, 98.0
"""Dots to the inch along a line, and lines to the inch of the coarser of two ways (ITU-T T.4)."""

_FAX_PACKINGS = ("group3", "group4", "tiff_ccitt")
"""How Pillow names the ways in which TIFF holds a fax."""


def _pixels(picture: Image.Image) -> NDArray[np.uint8]:
    """Returns the pixels on white paper, made in strips since a large page is held but once."""
    picture.load()
    wide, tall = picture.size
    top = _top(picture)
    pixels: NDArray[np.uint8] | None = None
    for start in range(0, tall, _STRIP):
        end = min(start + _STRIP, tall)
        strip = _on_paper(picture.crop((0, start, wide, end)), top)
        if pixels is None:
            pixels = np.empty((tall, *strip.shape[1:]), np.uint8)
        pixels[start:end] = strip
    if pixels is None:
        raise ValueError("a picture without pixels")
    return pixels


def _top(picture: Image.Image) -> float:
    """Returns the value of white in a picture of one channel that may have more than 256."""
    if picture.mode.startswith("I;16"):
        return 65535.0
    if picture.mode in ("I", "F"):
        _, most = picture.getextrema()
        return 65535.0 if isinstance(most, int | float) and most > 255 else 255.0
    return 255.0


def _on_paper(picture: Image.Image, top: float) -> NDArray[np.uint8]:
    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, np.float32)
        return np.asarray(np.clip(values * (255 / top), 0, 255), np.uint8)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        picture = paper
    return np.asarray(picture.convert("L" if picture.mode in ("1", "L") else "RGB"), np.uint8)
