"""Reads a part of a page again by other means: its picture, finer, turned, or without one ink.

The other means of a PDF with text is what the second reader finds there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ..doubts import CERTAIN, LIKELIER
from ..errors import StructureRefusedError
from .document import Paragraph, Region
from .geometry import IDENTITY, Box, Displayed, Frame, Matrix, hull
from .means import BLUE, GREEN, RED, Means, PartAgain
from .source_bytes import source_data
from .source_files.kinds import kind_of
from .witness import SecondCharacter

if TYPE_CHECKING:
    from .scans.page_image.seals import Colours
    from .scans.picture_page import Scan

_FINER = 1.6
"""How many more pixels to a point a higher resolution has."""

_COLOURED = 45
"""Least difference, of 255, between the channels of ink that has a colour."""

_HUES = {RED: ((0, 16), (164, 180)), GREEN: ((36, 88),), BLUE: ((89, 136),)}
"""From where to where the hue of each ink goes, of 180."""

_APART, _ONE_LINE = 0.5, 0.35
"""Of the size of print: the gap between two texts, and by how much one line may waver."""


def look_again(
    path: Path, page: int, box: Box[Displayed], means: Means, password: str | None = None
) -> PartAgain:
    """Returns a part of a page as it is read by other means.

    Args:
        path: A PDF, an OFD or a picture.
        page: Its index, from 0.
        box: The part, on the page as displayed.
        means: How.
        password: Of a protected file.

    Raises:
        SourceError: The file cannot be opened.
        StructureRefusedError: The second reader has nothing to say of it.
    """
    data = source_data(path)
    is_picture = kind_of(data, path.suffix.lower()) == "image"
    if means.by_second_reader:
        return _second(b"" if is_picture else data, page, box, password)
    finer = _FINER if means.is_finer else 1.0
    scan = (
        _picture(path, data, page, finer)
        if is_picture
        else _drawn(path, data, page, finer, password)
    )
    part, frame = _part(scan, box, means)
    from .scans.picture_page import read_scan

    sure = LIKELIER if means.without else CERTAIN  # ink that is left out may be of digits
    return PartAgain(page, box, read_scan(part, is_upright=True).blocks, frame, "picture", sure)


def _drawn(path: Path, data: bytes, page: int, finer: float, password: str | None) -> Scan:
    from .pdf.pdf_reader import page_as_picture

    return page_as_picture(path, data, page, password, finer)


def _picture(path: Path, data: bytes, page: int, finer: float) -> Scan:
    from .picture_reader import picture_page
    from .scans.page_image.scale import working
    from .scans.picture_page import Scan

    pixels, width, height = picture_page(path, data, page)
    wide = pixels.shape[1]
    scaled, unit, _ = working(pixels, wide / width)
    if finer > 1.0:
        scaled = np.asarray(
            cv2.resize(scaled, None, fx=finer, fy=finer, interpolation=cv2.INTER_CUBIC), np.uint8
        )
        unit *= finer
    tall, wide = scaled.shape[:2]
    return Scan(scaled, unit, page, width / wide, height / tall)


def _part(scan: Scan, box: Box[Displayed], means: Means) -> tuple[Scan, Frame]:
    """Returns a part of a page as a picture of its own, turned, and how it lies on the page."""
    picture = without_ink(scan.picture, means.without) if means.without else scan.picture
    tall, wide = picture.shape[:2]
    x0, x1 = (min(max(round(x / scan.across), 0), wide) for x in (box.x0, box.x1))
    top, bottom = (min(max(round(y / scan.down), 0), tall) for y in (box.top, box.bottom))
    if x1 - x0 < 2 or bottom - top < 2:
        raise StructureRefusedError(
            "框出的区域太小或在页面之外，没有改动。",
            "The marked area is too small or beside the page; nothing was changed.",
        )
    part = np.ascontiguousarray(np.rot90(picture[top:bottom, x0:x1], -means.quarters))
    width, height = (x1 - x0) * scan.across, (bottom - top) * scan.down
    upright = Frame(width, height, IDENTITY)
    placed = Matrix(1, 0, 0, 1, x0 * scan.across, top * scan.down)
    frame = upright.turned(-means.quarters % 4)
    frame = replace(frame, to_display=frame.to_display.then(placed))
    across, down = scan.across, scan.down
    if means.quarters % 2:
        across, down = down, across
    return replace(scan, picture=part, across=across, down=down), frame


def without_ink(picture: Colours, colour: str) -> Colours:
    """Returns a picture with the ink of one colour painted white.

    Args:
        picture: In red, green and blue; one in grey has no colour to leave out.
        colour: One of ``INKS``.
    """
    if picture.ndim == 2:
        return picture
    hue = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)[..., 0]
    chroma = picture.max(axis=2).astype(np.int16) - picture.min(axis=2)
    ranges = [(hue >= start) & (hue < end) for start, end in _HUES[colour]]
    ink = np.asarray(np.logical_or.reduce(ranges) & (chroma > _COLOURED), np.uint8)
    ink = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), np.uint8)
    # Where black print lies under the ink, it stays: it is dark in every channel.
    bare = picture.copy()
    bare[(ink > 0) & (picture.max(axis=2) > _COLOURED * 2)] = 255
    return bare


def _second(data: bytes, page: int, box: Box[Displayed], password: str | None) -> PartAgain:
    from .pdf.second_reader import read_again

    found = read_again(data, [page], password)[page] if data else None
    inside = [
        one
        for one in found or ()
        if not one.pale and box.contains((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2)
    ]
    if not inside:
        raise StructureRefusedError(
            "第二个读取程序在这里没有读到文字，没有改动。",
            "The second reader found no text here; nothing was changed.",
        )
    lines = tuple(_lines(inside, page))
    right, foot = max(one.x1 for one in inside), max(one.bottom for one in inside)
    whole = Frame(right + 1, foot + 1, IDENTITY)
    return PartAgain(page, box, lines, whole, "second", LIKELIER)


def _lines(characters: Sequence[SecondCharacter], page: int) -> Iterator[Paragraph]:
    """Yields the texts of a page that stand together, each with its place."""
    level = sorted(
        (one for one in characters if one.angle % 360 < 1 or one.angle % 360 > 359),
        key=lambda one: one.baseline,
    )
    line = 0
    numbered: list[tuple[int, SecondCharacter]] = []
    for at, one in enumerate(level):
        if at and one.baseline - level[at - 1].baseline > _ONE_LINE * one.size:
            line += 1
        numbered.append((line, one))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        ordered = sorted((one for _, one in group), key=lambda one: one.x0)
        together: list[SecondCharacter] = []
        for one in ordered:
            if together and one.x0 - together[-1].x1 > _APART * one.size:
                yield _text(together, page)
                together = []
            together.append(one)
        yield _text(together, page)


def _text(characters: Sequence[SecondCharacter], page: int) -> Paragraph:
    boxes = [Box[Displayed](one.x0, one.top, one.x1, one.bottom) for one in characters]
    text = "".join(one.text for one in characters)
    return Paragraph(text, Region(page, hull(boxes)), recognised=True)
