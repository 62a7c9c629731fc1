"""The icons: line drawings in resources/icons, coloured like the text around them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZES = (20, 40)
"""Pixels of the pictures that are made, for screens of 100 and 200 %."""


def icon(name: str, palette: QPalette) -> QIcon:
    """Returns the icon of that name, for its enabled and its disabled state."""
    drawing = (_drawings() / f"{name}.svg").read_text(encoding="utf-8")
    group = QPalette.ColorGroup
    made = QIcon()
    for mode, colours in ((QIcon.Mode.Normal, group.Active), (QIcon.Mode.Disabled, group.Disabled)):
        colour = palette.color(colours, QPalette.ColorRole.ButtonText).name()
        svg = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        for size in SIZES:
            made.addPixmap(_draw(svg, size), mode)
    return made


def window_icon() -> QIcon:
    """Returns the picture of the program."""
    drawing = (_drawings() / "gouji.svg").read_bytes()
    svg = QSvgRenderer(QByteArray(drawing))
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(_draw(svg, size))
    return made


@cache
def _drawings() -> Traversable:
    """Returns the folder of the drawings; to find it takes longer than to read one."""
    return resources.files("gouji.resources") / "icons"


def _draw(svg: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    svg.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
