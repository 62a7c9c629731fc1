"""Pages as printed: drawn by a worker process, kept while there is room for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter

from ....core.documents.document import Document, Region
from ....core.documents.render.drawn_page import DrawnPage
from ....core.documents.render.page_text import PageLine, read_text, recognized_text
from ....core.documents.render.render_page import draw_page
from ....core.errors import GoujiError
from ....core.worker import Limits
from ...session.jobs import RENDERING, Job, Jobs
from ...session.worker_tasks import slant_of_page
from ...shell.theme import LIGHT
from .sheets import Sheets, SheetSpot, scaled
from .text_layer import TextLayer

MOST_PIXELS = 12_000_000
"""Of one page. Beyond, a page is drawn coarser and enlarged."""

LIMITS = Limits(seconds=60, megabytes=2048)

LEAST_SLANT = 0.1
"""Degrees; a page that leans less is level for the eye."""

MOMENT = 1000
"""Milliseconds that a page of a closed document may still take."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A drawn page. ``data`` are the pixels that the image refers to."""

    scale: float
    image: QImage
    data: bytes


class PrintedSheets(Sheets):
    """The pages of a paged document.

    Attributes:
        language: "zh" or "en", for what is said of a page that cannot be drawn.

    Pages are drawn in the lane for rendering, only those that are wanted; ``paint`` never waits.
    """

    def __init__(
        self,
        document: Document,
        password: str | None,
        jobs: Jobs,
        *,
        room: int = 160_000_000,
        parent: QObject | None = None,
    ) -> None:
        """Takes the document, and how many bytes of pictures may be kept."""
        super().__init__(parent)
        self._document = document
        self._password = password
        self._jobs = jobs
        self._room = room
        self.language = "zh"
        self._sizes = [QSizeF(page.width, page.height) for page in document.pages]
        self._pictures: OrderedDict[int, _Drawn] = OrderedDict()
        self._failures: dict[int, GoujiError] = {}
        self._wanted: list[int] = []
        self._scale = 1.0
        self._job: Job | None = None
        self._texts: dict[int, TextLayer] = {}
        self._asked: dict[int, Job] = {}
        self._slants: dict[int, float] = {}
        self._leaning: Job | None = None
        self._levels = False
        self._is_open = True

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The sizes of the pages as displayed."""
        return self._sizes

    def spot(self, region: Region) -> SheetSpot | None:
        """Returns the place of a region with a page and a box."""
        if region.page is None or region.box is None or region.page >= len(self._sizes):
            return None
        x0, top, x1, bottom = region.box
        return SheetSpot(region.page, QRectF(QPointF(x0, top), QPointF(x1, bottom)))

    def prepare(self, wanted: Sequence[int], scale: float) -> None:
        """Draws the wanted pages in the background, one after the other."""
        self._wanted, self._scale = list(wanted), scale
        self._draw_next()
        self._measure_next()

    def paint(self, painter: QPainter, sheet: int, scale: float, exposed: QRectF) -> None:
        """Paints the page as drawn last; white where it is not drawn yet."""
        size = self._sizes[sheet] * scale
        whole = QRectF(QPointF(), size)
        painter.fillRect(whole, LIGHT.paper)
        picture = self._pictures.get(sheet)
        if picture is None:
            self._paint_failure(painter, sheet, whole)
            return
        ratio = painter.device().devicePixelRatio()
        image = picture.image
        if abs(image.width() - size.width() * ratio) <= 2:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(), image)
            return
        image.setDevicePixelRatio(1)
        part = exposed.adjusted(-1, -1, 1, 1) & QRectF(QPointF(), self._sizes[sheet])
        across = image.width() / self._sizes[sheet].width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(scaled(part, scale), image, scaled(part, across))

    def slant(self, sheet: int) -> float:
        """Returns how far a page leans, once that is known and it is to be shown level."""
        return self._slants.get(sheet, 0.0) if self._levels else 0.0

    def level(self, *, on: bool) -> None:
        """Has the pages in view measured and shown level, or shows them as scanned."""
        self._levels = on
        self._measure_next()
        self.resized.emit()

    def _measure_next(self) -> None:
        if not (self._levels and self._is_open) or self._leaning is not None:
            return
        sheet = next((each for each in self._wanted if each not in self._slants), None)
        if sheet is not None:
            self._leaning = self._start(
                slant_of_page,
                sheet,
                on_done=partial(self._take_slant, sheet),
                on_failed=lambda _error: self._take_slant(sheet, 0.0),
            )

    def _start(
        self,
        work: Callable[..., object],
        sheet: int,
        *,
        on_done: Callable[[Any], object],
        on_failed: Callable[[GoujiError], object],
        **options: Any,
    ) -> Job:
        """Has a worker do something with a page."""
        return self._jobs.start(
            work,
            self._document.path,
            sheet,
            password=self._password,
            limits=LIMITS,
            lane=RENDERING,
            on_done=on_done,
            on_failed=on_failed,
            **options,
        )

    def _take_slant(self, sheet: int, degrees: float) -> None:
        self._leaning = None
        self._slants[sheet] = degrees if abs(degrees) >= LEAST_SLANT else 0.0
        self.resized.emit()
        self._measure_next()

    def text(self, sheet: int) -> TextLayer | None:
        """Returns the text of a page; has it read where it is asked for the first time."""
        if sheet not in self._texts and sheet not in self._asked and self._is_open:
            self._asked[sheet] = self._start(
                read_text,
                sheet,
                on_done=partial(self._take_text, sheet),
                on_failed=lambda _error: self._take_text(sheet, ()),
            )
        return self._texts.get(sheet)

    def close(self) -> None:
        """Gives up the drawing of pages; the worker has a moment left to finish the last one.

        Ending the worker at once would cost the next document the start of another.
        """
        self._is_open = False
        for job in (*self._asked.values(), self._leaning):
            if job is not None:
                job.withdraw()
        if self._job is not None and not self._job.withdraw():
            QTimer.singleShot(MOMENT, self._job, self._job.cancel)

    def _paint_failure(self, painter: QPainter, sheet: int, whole: QRectF) -> None:
        error = self._failures.get(sheet)
        if error is None:
            return
        painter.setPen(LIGHT.error)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        margin = whole.width() / 10
        painter.drawText(
            whole.adjusted(margin, 0, -margin, 0), flags, error.sentence(self.language)
        )

    def _draw_next(self) -> None:
        if self._job is not None or not self._is_open:
            return
        for sheet in self._wanted:
            scale = self._scale_of(sheet)
            picture = self._pictures.get(sheet)
            if sheet in self._failures or (picture is not None and picture.scale == scale):
                continue
            self._job = self._start(
                draw_page,
                sheet,
                scale=scale,
                on_done=partial(self._take, sheet, scale),
                on_failed=partial(self._note, sheet),
            )
            return

    def _scale_of(self, sheet: int) -> float:
        size = self._sizes[sheet]
        most: float = (MOST_PIXELS / max(1.0, size.width() * size.height())) ** 0.5
        return min(self._scale, most)

    def _take(self, sheet: int, scale: float, page: DrawnPage) -> None:
        self._job = None
        if not self._is_open:
            return
        self._pictures[sheet] = _Drawn(scale, _image_of(page), page.pixels)
        self._pictures.move_to_end(sheet)
        self._make_room()
        self.redrawn.emit(sheet)
        self._draw_next()

    def _note(self, sheet: int, error: GoujiError) -> None:
        self._job = None
        if not self._is_open:
            return
        self._failures[sheet] = error
        self.redrawn.emit(sheet)
        self._draw_next()

    def _take_text(self, sheet: int, lines: Sequence[PageLine]) -> None:
        """Keeps the text of a page; what was recognized in its picture, where it holds none."""
        if not self._is_open:
            return
        self._texts[sheet] = TextLayer(lines or recognized_text(self._document, sheet))
        self.text_read.emit(sheet)

    def _make_room(self) -> None:
        held = sum(len(picture.data) for picture in self._pictures.values())
        for sheet in [each for each in self._pictures if each not in self._wanted]:
            if held <= self._room:
                return
            held -= len(self._pictures.pop(sheet).data)


def _image_of(page: DrawnPage) -> QImage:
    """Returns an image that refers to the pixels of a page; they must be kept as long."""
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
