"""Finds colours in what a widget shows."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

Bounds = tuple[int, int, int, int]
"""Left, top, right and bottom of the outermost pixels, in logical pixels at density 1."""


ALL = QRect(QPoint(0, 0), QSize(-1, -1))
"""All that a widget shows."""


def pixels_of(widget: QWidget, part: QRect = ALL) -> np.ndarray:
    """Returns red, green and blue of every pixel that a widget shows, row by row."""
    return _pixels(widget.grab(part).toImage())


def dense_pixels_of(widget: QWidget, ratio: float) -> np.ndarray:
    """Returns the pixels of a widget as on a screen with so many pixels to a logical one."""
    image = QImage((widget.size() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    widget.render(image)
    return _pixels(image)


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def bounds_of(
    widget: QWidget, colour: QColor, tolerance: int = 24, part: QRect = ALL
) -> Bounds | None:
    """Returns where a colour is seen in a widget, or None where it is not."""
    return bounds_in(pixels_of(widget, part), colour, tolerance)


def bounds_in(pixels: np.ndarray, colour: QColor, tolerance: int = 24) -> Bounds | None:
    """Returns where a colour is among pixels, or None where it is not."""
    off = np.abs(pixels.astype(int) - np.array(colour.getRgb()[:3]))
    rows, columns = np.nonzero((off <= tolerance).all(axis=2))
    if not len(rows):
        return None
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())
