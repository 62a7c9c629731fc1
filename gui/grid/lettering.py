"""Text in the places of the form: wrapped, or set vertically where the form prints it so."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

PAD = 4
"""Pixels between the frame of a place and its text."""


def em(font: QFont) -> int:
    """Returns the width of a Chinese character in pixels."""
    return QFontMetrics(font).horizontalAdvance("字")


def text_height(text: str, font: QFont, width: int) -> int:
    """Returns the height in pixels of a text wrapped to a width, padding included in both."""
    layout, height = _wrapped(text, font, width - 2 * PAD, Qt.AlignmentFlag.AlignLeft)
    del layout
    return int(height + 0.999) + PAD


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    alignment: Qt.AlignmentFlag,
    *,
    vertical: bool = False,
) -> None:
    """Draws a text into a place with the painter's font and pen, cut off at the frame."""
    if not text or rect.width() <= 2 * PAD or rect.height() <= PAD:
        return
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    if vertical:
        _draw_vertically(painter, rect, text)
    else:
        _draw_wrapped(painter, rect, text, alignment)
    painter.restore()


def _draw_wrapped(painter: QPainter, rect: QRect, text: str, alignment: Qt.AlignmentFlag) -> None:
    layout, height = _wrapped(text, painter.font(), rect.width() - 2 * PAD, alignment)
    top = rect.top() + max(0.0, (rect.height() - height) / 2)
    layout.draw(painter, QPointF(rect.left() + PAD, top))


def _draw_vertically(painter: QPainter, rect: QRect, text: str) -> None:
    """Chinese stands upright, one character below the other; other scripts are turned."""
    metrics = painter.fontMetrics()
    if text.isascii():
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        turned = QRectF(0, 0, rect.height(), rect.width())
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.height() - PAD)
        painter.drawText(turned, Qt.AlignmentFlag.AlignCenter, fitting)
        return
    signs = list(_upright(text))
    step = min(metrics.height(), (rect.height() - PAD) / len(signs))
    top = rect.top() + (rect.height() - step * len(signs)) / 2
    for index, sign in enumerate(signs):
        spot = QRectF(rect.left(), top + index * step, rect.width(), step)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, sign)


def _upright(text: str) -> Iterator[str]:
    forms = {"、": "︑", "（": "︵", "）": "︶"}
    return (forms.get(sign, sign) for sign in text)


def _wrapped(
    text: str, font: QFont, width: int, alignment: Qt.AlignmentFlag
) -> tuple[QTextLayout, float]:
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
