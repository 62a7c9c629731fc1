"""By what other means a part of a page may be read again, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Block
from .geometry import Box, Displayed, Frame

RED, GREEN, BLUE = "red", "green", "blue"
INKS = (RED, GREEN, BLUE)
"""Colours of ink that can be left out."""


@dataclass(frozen=True, slots=True)
class Means:
    """How a part of a page is read again; as its picture, if nothing else is said.

    Attributes:
        by_second_reader: By the text that the second reader finds in a PDF, not as a picture.
        is_finer: At a higher resolution.
        quarters: By how many quarters it is turned clockwise before it is read.
        without: The colour of ink that is left out; empty for none.
    """

    by_second_reader: bool = False
    is_finer: bool = False
    quarters: int = 0
    without: str = ""


@dataclass(frozen=True, slots=True)
class PartAgain:
    """A part of a page as it was read again.

    Attributes:
        page: Its index, from 0.
        seen: Where it lies on the page as displayed.
        blocks: In places of the part as it was read.
        frame: How the part was read; its ``to_display`` leads to the page as displayed.
        doubt: Why a figure of it may be another.
        sure: The most that a figure of it is believed, from 0 to 1.
    """

    page: int
    seen: Box[Displayed]
    blocks: tuple[Block, ...]
    frame: Frame
    doubt: str
    sure: float
