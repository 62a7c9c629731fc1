"""The zoom: its steps, its bounds, and what it is where it keeps to the size of the view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QSizeF

from .stacking import GAP

STEPS = (0.1, 0.25, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
POINTS_PER_INCH = 72

FREE, WIDTH, PAGE = "free", "width", "page"
"""What the zoom keeps to: nothing, the width of a sheet, or a whole sheet."""


def bounded(zoom: float) -> float:
    """Returns the nearest zoom that is allowed."""
    return min(max(zoom, STEPS[0]), STEPS[-1])


def step(zoom: float, *, closer: bool) -> float:
    """Returns the next step of the zoom."""
    if closer:
        return next((each for each in STEPS if each > zoom * 1.01), STEPS[-1])
    return next((each for each in reversed(STEPS) if each < zoom * 0.99), STEPS[0])


def fitting(fit: str, sizes: Sequence[QSizeF], view: QSize) -> float:
    """Returns how many logical pixels a point may take so that the widest sheet fits.

    Args:
        fit: ``WIDTH`` or ``PAGE``.
        sizes: Of the sheets, in points; at least one.
        view: The room there is, in logical pixels.
    """
    room = view - QSize(2 * GAP + 1, 2 * GAP + 1)
    scale: float = room.width() / max(1.0, *(size.width() for size in sizes))
    if fit == PAGE:
        scale = min(scale, room.height() / max(1.0, *(size.height() for size in sizes)))
    return scale
