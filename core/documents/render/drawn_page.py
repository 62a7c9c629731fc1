"""A drawn page as plain bytes, as it goes from one process to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A drawn page.

    Attributes:
        width, height: In pixels.
        stride: Bytes from one row of pixels to the next.
        pixels: Red, green and blue, a byte each, rows from the top.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
