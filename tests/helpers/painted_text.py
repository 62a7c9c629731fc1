"""Reads what is painted: every text with its place, as a paint device is told it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPaintEngine, QTextItem


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
