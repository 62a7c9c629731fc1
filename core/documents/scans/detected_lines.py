"""Finds lines of text outside of tables: by the detector, and by ink that it passes over."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ..geometry import Box, Level
from .models import detector_model
from .page_image.foreground import Pixels
from .recognition import Gray

_FINE = 1.3
"""Pixels to a point at which the detector looks; print of eight points is then ten high."""

_MULTIPLE = 32
"""The detector takes pictures whose sides are multiples of this."""

_THRESHOLD, _SURE = 0.3, 0.5
_GROWN = 1.6
"""The detector marks the middle of a line; area over circumference times this is missing."""

_TALLEST = 2000
"""Pixels that the detector looks at in one piece."""

_APART = 0.8
"""Of their height: words of one line farther apart are parted by a space."""

_INK = 150
"""Brightness: what is darker in a cleaned page is print."""

_GLYPH = (3.5, 22.0)
"""Points: what is as high as this and not found by the detector may be a digit by itself."""


def spaced(words: Sequence[tuple[str, Box[Level]]]) -> str:
    """Returns the words of a line as one text, spaces where gaps are.

    Args:
        words: From the left, each with its box.
    """
    parts: list[str] = []
    for index, (text, box) in enumerate(words):
        if index:
            before = words[index - 1][1]
            high = min(box.height, before.height)
            parts.append(" " if box.x0 - before.x1 > _APART * high else "")
        parts.append(text)
    return "".join(parts).strip()


def find_words(page: Gray, unit: float) -> list[Pixels]:
    """Returns the boxes of words and lines on a page, as the detector finds them, and of digits
    by themselves that it passes over.

    Args:
        page: Dark on white, level, its tables painted white.
        unit: Pixels to a point.
    """
    words = detected_words(page, unit)
    return words + _passed_over(page, words, unit)


def detected_words(page: Gray, unit: float, fine: float = _FINE) -> list[Pixels]:
    """Returns the boxes of words and lines on a page that the detector finds.

    Args:
        page: Dark on white.
        unit: Pixels to a point.
        fine: Pixels to a point at which the detector looks.
    """
    return [
        (x0, y0 + top, x1, y1 + top)
        for top, bottom in _bands(page, unit, fine)
        for x0, y0, x1, y1 in _detected(page[top:bottom], fine / unit)
    ]


def make_lines(words: Sequence[Pixels]) -> list[list[Pixels]]:
    """Returns words as lines from the top, each from the left."""
    lines: list[list[Pixels]] = []
    for word in sorted(words, key=lambda word: word[1] + word[3]):
        middle = (word[1] + word[3]) / 2
        home = next(
            (
                line
                for line in reversed(lines[-4:])
                if line[0][1] <= middle <= line[0][3]
                and abs((line[0][1] + line[0][3]) / 2 - middle)
                <= 0.4 * max(word[3] - word[1], line[0][3] - line[0][1])
            ),
            None,
        )
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    return [sorted(line) for line in lines]


def _bands(page: Gray, unit: float, fine: float) -> list[tuple[int, int]]:
    """Returns the runs of rows that hold ink, with white around; long ones in pieces."""
    inked = np.flatnonzero((page < _INK).sum(axis=1) >= 2)
    if not len(inked):
        return []
    margin = round(12 * unit)
    breaks = np.flatnonzero(np.diff(inked) > 3 * margin)
    starts, ends = np.r_[inked[0], inked[breaks + 1]], np.r_[inked[breaks], inked[-1]]
    bands: list[tuple[int, int]] = []
    most = round(_TALLEST * unit / fine)
    for start, end in zip(starts, ends, strict=True):
        top, bottom = max(0, int(start) - margin), min(page.shape[0], int(end) + margin)
        while bottom - top > most:
            white = np.argmin((page[top + most // 2 : top + most] < _INK).sum(axis=1))
            cut = top + most // 2 + int(white)
            bands.append((top, cut))
            top = cut
        bands.append((top, bottom))
    return bands


def _detected(band: Gray, scale: float) -> list[Pixels]:
    tall, wide = band.shape
    height, width = (
        max(_MULTIPLE, round(size * scale / _MULTIPLE) * _MULTIPLE) for size in band.shape
    )
    small = cv2.resize(band, (width, height), interpolation=cv2.INTER_AREA)
    batch = np.repeat((small.astype(np.float32) / 127.5 - 1)[None, None], 3, axis=1)
    marked = detector_model()(batch)[0, 0]
    mask = np.asarray(marked > _THRESHOLD, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    sums = np.bincount(labels.ravel(), weights=marked.ravel().astype(float), minlength=count)
    across, down = wide / width, tall / height
    boxes: list[Pixels] = []
    for index in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[index])
        if sums[index] / area < _SURE or min(w, h) < 3:
            continue
        grow = w * h * _GROWN / (2 * (w + h))
        boxes.append(
            (
                max(0, round((x - grow) * across)),
                max(0, round((y - grow) * down)),
                min(wide, round((x + w + grow) * across)),
                min(tall, round((y + h + grow) * down)),
            )
        )
    return boxes


def _passed_over(page: Gray, words: Sequence[Pixels], unit: float) -> list[Pixels]:
    """Returns the boxes of ink of a digit's size, on the lines of words but in none of them."""
    rest = np.asarray(page < _INK, np.uint8)
    for x0, top, x1, bottom in words:
        rest[top:bottom, x0:x1] = 0
    joined = cv2.morphologyEx(
        rest, cv2.MORPH_CLOSE, np.ones((3, max(3, round(2.5 * unit)) | 1), np.uint8)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found: list[Pixels] = []
    for index in range(1, count):
        x, y, wide, tall = (int(value) for value in stats[index, :4])
        level = any(top <= y + tall / 2 < bottom for _, top, _, bottom in words)
        if level and _GLYPH[0] * unit <= tall <= _GLYPH[1] * unit and wide <= 60 * unit:
            spare = round(1.5 * unit)
            found.append(
                (
                    max(0, x - spare),
                    max(0, y - spare),
                    min(page.shape[1], x + wide + spare),
                    min(page.shape[0], y + tall + spare),
                )
            )
    return found
