"""Looks at pictures of single lines: what the recogniser makes of each column of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .models import Tensor, recogniser_model

Gray = NDArray[np.uint8]
"""A picture in grey: rows, columns; 255 is paper."""

HEIGHT = 48
"""Pixels: how high a line is for the recogniser."""

_STEP = 8
"""Pixels to one column of the recogniser's answer."""

_NARROWEST, _WIDEST = 48, 3200
_BATCH = 16
"""Lines that are recognised in one call."""

_BATCH_PIXELS = 2048
"""Width of all lines of a call together, which bounds its memory."""

_CALL = 32
"""Columns of white beside the narrower lines of a batch that take longer than one more batch."""


FIGURE_CHARACTERS = "0123456789.,+-—/无万元%"
"""What a figure cell may hold; the rest of the recogniser's classes is not considered there."""

_ALIKE = {
    "0": "０OoQD〇○口□。Cc",
    "1": "１lI|丨L!i｜",
    "2": "２Zz",
    "3": "３",
    "4": "４",
    "5": "５Ss",
    "6": "６b",
    "7": "７T",
    "8": "８B",
    "9": "９qg",
    ".": "．·",
    ",": "，",
    "+": "＋",
    "-": "－–−",
    "—": "一二ー_~",
    "/": "／丿",
    "%": "％",
}
"""What the recogniser, free to choose, takes a lone digit or mark for."""

LIKE_FIGURES = {like: figure for figure, several in _ALIKE.items() for like in several}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the recogniser makes of one line, column by column.

    Attributes:
        best: The likeliest class of each column, and
        sure: its probability.
        figures: For each column the probabilities of no character, a space being none, and of
            each one of ``FIGURE_CHARACTERS`` with what looks like it.
    """

    best: NDArray[np.intp]
    sure: Tensor
    figures: Tensor


@cache
def classes() -> tuple[str, ...]:
    """Returns the recogniser's classes; the first is no character."""
    return recogniser_model().characters()


@cache
def _folding() -> tuple[list[int], list[int]]:
    """Returns the classes that may stand in a figure, and for each the place of its sum."""
    known = {character: index for index, character in reversed(list(enumerate(classes())))}
    pairs = [(0, 0), (known[" "], 0)]
    for place, figure in enumerate(FIGURE_CHARACTERS, 1):
        alike = (figure, *_ALIKE.get(figure, ""))
        pairs += [(known[character], place) for character in alike if character in known]
    return [index for index, _ in pairs], [place for _, place in pairs]


def recognise(lines: Sequence[Gray], *, narrowed: float = 1.0) -> list[Recognition]:
    """Returns what the recogniser makes of pictures of single lines, in their order.

    Args:
        lines: Dark on white, of any height; each is scaled to ``HEIGHT``.
        narrowed: The share of its width at which a line is looked at.
    """
    scaled = [_scaled(line, narrowed) for line in lines]
    order = sorted(range(len(lines)), key=lambda index: scaled[index].shape[1])
    recognitions: dict[int, Recognition] = {}
    batch: list[int] = []
    for index in order:
        wide = _padded(scaled[index])
        if batch and (
            len(batch) == _BATCH
            or wide * (len(batch) + 1) > _BATCH_PIXELS
            or (wide - _padded(scaled[batch[-1]])) * len(batch) > _CALL
        ):
            recognitions.update(zip(batch, _looks([scaled[at] for at in batch]), strict=True))
            batch = []
        batch.append(index)
    if batch:
        recognitions.update(zip(batch, _looks([scaled[at] for at in batch]), strict=True))
    return [recognitions[index] for index in range(len(lines))]


def _scaled(line: Gray, narrowed: float) -> Gray:
    tall, wide = line.shape
    width = min(max(round(wide * HEIGHT / tall * narrowed), 1), _WIDEST)
    how = cv2.INTER_AREA if tall > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (width, HEIGHT), interpolation=how), np.uint8)


def _looks(lines: Sequence[Gray]) -> list[Recognition]:
    widest = max(map(_padded, lines))
    batch = np.full((len(lines), 1, HEIGHT, widest), 255, np.float32)
    for picture, line in zip(batch, lines, strict=True):
        picture[0, :, : line.shape[1]] = line
    batch = batch / np.float32(127.5) - np.float32(1)
    answers = recogniser_model()(np.repeat(batch, 3, axis=1))
    return [
        Recognition(answer.argmax(axis=1), answer.max(axis=1), _folded(answer))
        for answer in answers
    ]


def _padded(line: Gray) -> int:
    """Returns how wide a scaled line is with the white that the recogniser asks for."""
    wide: int = max(line.shape[1], _NARROWEST)
    return -(-wide // _STEP) * _STEP


def _folded(answer: Tensor) -> Tensor:
    allowed, places = _folding()
    figures = np.zeros((len(answer), 1 + len(FIGURE_CHARACTERS)), np.float32)
    np.add.at(figures.T, places, answer[:, allowed].T)
    return figures
