"""Reads what is painted: every text with its place, as a paint device is told it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPaintEngine, QPainter, QTextItem
from PySide6.QtWidgets import QStyleOptionViewItem

from gouji.gui.grid.grid_view import FormView


class _Engine(QPaintEngine):
    """Takes note of each text and leaves out all else."""

    def __init__(self, device: PaintedText) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._device = device

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, _state: object) -> None:  # noqa: N802
        pass

    def drawPixmap(self, *_arguments: object) -> None:  # noqa: N802
        pass

    def drawPath(self, *_arguments: object) -> None:  # noqa: N802
        pass

    def drawPolygon(self, *_arguments: object) -> None:  # noqa: N802
        pass

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:  # noqa: N802
        painter = self.painter()
        where = painter.worldTransform().map(at)
        metrics = QFontMetricsF(item.font())
        width = metrics.horizontalAdvance(item.text())
        box = QRectF(where.x(), where.y() - metrics.ascent(), width, metrics.height())
        self._device.texts.append((item.text(), box))

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User


class PaintedText(QPaintDevice):
    """A device that keeps the texts painted on it, with their boxes in pixels."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.texts: list[tuple[str, QRectF]] = []
        self._size = (width, height)
        self._engine = _Engine(self)

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        known = QPaintDevice.PaintDeviceMetric
        width, height = self._size
        return {
            known.PdmWidth: width,
            known.PdmHeight: height,
            known.PdmDpiX: 96,
            known.PdmDpiY: 96,
            known.PdmPhysicalDpiX: 96,
            known.PdmPhysicalDpiY: 96,
            known.PdmDevicePixelRatio: 1,
            known.PdmDepth: 32,
        }.get(metric, 1)


def figure_in(view: FormView, cell: str) -> tuple[str, QRect, list[QRect]]:
    """Returns the text painted in a cell, the cell's place, and the boxes of the text."""
    index = view.form_model.index_of(cell)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    device = PaintedText(4000, 4000)
    painter = QPainter(device)
    view.itemDelegate().paint(painter, option, index)
    painter.end()
    boxes = [box.toRect() for _, box in device.texts]
    return "".join(text for text, _ in device.texts), view.visualRect(index), boxes
