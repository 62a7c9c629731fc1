"""The source of a report with the places of its cells, whatever kind of document it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.documents.document import Document, Region
from ..session.cell_marks import CellMarks
from ..session.jobs import Jobs
from .canvas import Canvas
from .heat import HeatStrip
from .paper.sheets import NoSheets, Sheets
from .paper.turned import TurnedSheets
from .searching import find_text
from .thumbnails import Thumbnails
from .zooming import FREE, PAGE, WIDTH

ROOMS = (160_000_000, 20_000_000)
"""Bytes for pictures of pages: large, and small ones."""

PEEK = 2.5
"""The zoom, at least, of a peek."""


class SourceView(QWidget):
    """Shows a document: pages as printed, or its text as a flow.

    Attributes:
        language: "zh" or "en", for what is said of a page that cannot be drawn.

    Signals:
        cell_clicked(str): A place was clicked that shows this cell.
        zoomed(float): The zoom has changed; 1.0 is the printed size.
        redrawn(int): A page or sheet was drawn at the resolution of the zoom.
        turned(int): The pages were turned clockwise by so many quarters.
        levelled(bool): Pages that lean are shown level, or no longer.
        thumbnails_shown(bool): The strip of small pages is wanted, or no longer.
        outlines_shown(bool): The places of all cells are outlined, or no longer.
        found(int, int): A search stands at hit n (from 1) of so many; (0, 0) where there is none.
    """

    cell_clicked = Signal(str)
    zoomed = Signal(float)
    redrawn = Signal(int)
    turned = Signal(int)
    levelled = Signal(bool)
    thumbnails_shown = Signal(bool)
    outlines_shown = Signal(bool)
    found = Signal(int, int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = "zh"
        self._jobs = jobs
        self._document: Document | None = None
        self._turned: tuple[TurnedSheets, ...] = ()
        self._wants_strip = False
        self._is_level = False
        self._text = ""
        self._hits: list[Region] = []
        self._hit = -1
        self._before_peek: tuple[str, float, int, int] | None = None
        self._canvas = Canvas(self)
        self._strip = Thumbnails(self)
        self._heat = HeatStrip(self._canvas)
        self._strip.hide()
        self._strip.wanted.connect(self._canvas.show_sheet)
        self._canvas.sheet_shown.connect(self._strip.follow)
        self._canvas.cell_clicked.connect(self.cell_clicked)
        self._canvas.zoomed.connect(self.zoomed)
        self._canvas.redrawn.connect(self.redrawn)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip)
        layout.addWidget(self._canvas)
        self.setFocusProxy(self._canvas)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def show_document(self, document: Document, password: str | None = None) -> None:
        """Shows another document from its start, without places and marks."""
        self._document = document
        self._before_peek = None
        if self._is_level:
            self.show_level(on=False)
        self._forget_search()
        self._turned = tuple(
            TurnedSheets(sheets_of(document, password, self._jobs, self.language, room=room))
            for room in (ROOMS if document.pages else ROOMS[:1])
        )
        self._heat.set_marks({})
        self._canvas.show_sheets(self._turned[0])
        self._strip.show_sheets(self._turned[1] if document.pages else NoSheets())
        self._show_strip()

    def clear(self) -> None:
        """Shows nothing."""
        self._document, self._turned = None, ()
        self._forget_search()
        self._heat.set_marks({})
        self._canvas.show_sheets(NoSheets())
        self._strip.show_sheets(NoSheets())

    def set_places(
        self, places: Mapping[str, Region], parts: Mapping[str, tuple[int, int]] | None = None
    ) -> None:
        """Sets where each cell stands, by cell id."""
        self._canvas.set_places(places, parts)

    def set_marks(self, marks: Mapping[str, CellMarks]) -> None:
        """Sets the marks of cells: names of ``marking``, such as "error", by spaces."""
        self._canvas.set_marks(marks)
        self._strip.set_marks(self._canvas.places, marks)
        self._heat.set_marks(marks)

    def set_current(self, cell: str | None) -> None:
        """Outlines the place of a cell and brings it into view; None takes the outline away."""
        self._canvas.set_current(cell)

    def reveal(self) -> None:
        """Brings the current cell into view again, where the view is another size now."""
        self._canvas.set_current(self._canvas.current)

    def set_equation(self, signs: Mapping[str, str]) -> None:
        """Lights the cells of an equation, each with its sign: "+", "-", "=" or none."""
        self._canvas.set_equation(signs)

    def set_proposed(self, texts: Mapping[str, str]) -> None:
        """Outlines these cells with a proposed figure beside each."""
        self._canvas.set_proposed(texts)

    def show_quote(self, region: Region | None, words: str = "") -> None:
        """Highlights words that begin in a region and brings them into view; None ends it.

        A search ends with it: both are shown in the same way.
        """
        self._forget_search()
        self._canvas.set_quote(region, words)

    @property
    def canvas(self) -> Canvas:
        """What shows the sheets."""
        return self._canvas

    def place_of(self, cell: str) -> QRectF | None:
        """Returns where a cell lies in this widget, in logical pixels; None where it has none."""
        place = self._canvas.place_of(cell)
        if place is None:
            return None
        return place.translated(self._canvas.viewport().mapTo(self, QPoint()))

    @property
    def is_gliding(self) -> bool:
        """Is the view on its way to a place?"""
        return self._canvas.is_gliding

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is the printed size."""
        return self._canvas.zoom

    def set_zoom(self, zoom: float) -> None:
        """Zooms around the current cell or the middle; 1.0 is the printed size."""
        self._canvas.set_zoom(zoom)

    def peek(self, cell: str | None) -> None:
        """Enlarges the place of a cell for a moment; None goes back to what was shown before."""
        canvas = self._canvas
        across, down = canvas.horizontalScrollBar(), canvas.verticalScrollBar()
        if cell is not None:
            place = canvas.place_of(cell)
            if place is not None and self._before_peek is None:
                self._before_peek = (canvas.fit, canvas.zoom, across.value(), down.value())
                canvas.set_zoom(max(PEEK, canvas.zoom * 2), place.center())
        elif self._before_peek is not None:
            fit, zoom, left, top = self._before_peek
            self._before_peek = None
            canvas.set_zoom(zoom)
            if fit != FREE:
                canvas.set_fit(fit)
            across.setValue(left)
            down.setValue(top)

    def zoom_in(self) -> None:
        """Zooms in by a step around the current cell or the middle."""
        self._canvas.step_zoom(closer=True)

    def zoom_out(self) -> None:
        """Zooms out by a step around the current cell or the middle."""
        self._canvas.step_zoom(closer=False)

    def zoom_actual(self) -> None:
        """Shows the printed size."""
        self._canvas.set_zoom(1.0)

    def fit_width(self) -> None:
        """Zooms so that a page is as wide as the view, and keeps it so."""
        self._canvas.set_fit(WIDTH)

    def fit_page(self) -> None:
        """Zooms so that a page fits into the view, and keeps it so."""
        self._canvas.set_fit(PAGE)

    def rotate(self, *, clockwise: bool = True) -> None:
        """Turns the pages by a quarter; a flow of text is never turned."""
        if self._document is not None and self._document.pages:
            quarters = 1 if clockwise else 3
            for sheets in self._turned:
                sheets.turn(quarters)
            self.turned.emit(quarters)
            self._canvas.set_current(self._canvas.current)

    @property
    def is_level(self) -> bool:
        """Are pages that lean shown level?"""
        return self._is_level

    def show_level(self, *, on: bool) -> None:
        """Shows the pages of a scan level, or as scanned."""
        self._is_level = on
        for sheets in self._turned:
            sheets.level(on=on)
        self.levelled.emit(on)

    @property
    def has_thumbnails(self) -> bool:
        """Is the strip of small pages wanted?"""
        return self._wants_strip

    def show_thumbnails(self, *, shown: bool) -> None:
        """Shows the strip of small pages and puts the keyboard on it, or hides it.

        A flow of text has no pages; the strip comes back with the next document that has some.
        """
        had_focus = self._strip.hasFocus()
        self._wants_strip = shown
        self._show_strip()
        self.thumbnails_shown.emit(shown)
        if self._strip.isVisible():
            self._strip.setFocus()
        elif had_focus:
            self._canvas.setFocus()

    def _show_strip(self) -> None:
        has_pages = self._document is not None and bool(self._document.pages)
        self._strip.setVisible(self._wants_strip and has_pages)

    @property
    def has_outlines(self) -> bool:
        """Are the places of all cells outlined?"""
        return self._canvas.has_outlines

    def show_outlines(self, *, shown: bool) -> None:
        """Outlines the places of all cells, or no longer."""
        self._canvas.show_outlines(shown=shown)
        self.outlines_shown.emit(shown)

    def copy(self) -> bool:
        """Puts the marked text on the clipboard; returns False where the source is not in use."""
        text = self._canvas.selected_text
        if not text or not self._canvas.hasFocus():
            return False
        QGuiApplication.clipboard().setText(text)
        return True

    def find(self, text: str, *, backward: bool = False) -> bool:  # type: ignore[override]
        """Goes to the next place where a text is printed, around the end.

        A text other than the last one is looked for from where the search stands. Returns False
        where it is not printed; an empty text ends the search.
        """
        if self._document is None or not text:
            self._forget_search()
            return False
        if text == self._text and self._hits:
            self._hit = (self._hit + (-1 if backward else 1)) % len(self._hits)
        else:
            self._search(text)
        self._canvas.set_quote(None)
        self._canvas.set_hits(self._hits, self._hit)
        self.found.emit(self._hit + 1, len(self._hits))
        return bool(self._hits)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _search(self, text: str) -> None:
        assert self._document is not None
        here = self._hits[self._hit] if self._hits else None
        self._text, self._hits = text, find_text(self._document, text)
        stays = here in self._hits if here is not None else False
        self._hit = self._hits.index(here) if stays and here is not None else 0
        if not self._hits:
            self._hit = -1

    def _forget_search(self) -> None:
        self._text, self._hits, self._hit = "", [], -1
        self._canvas.set_hits((), -1)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Source document"))
        self._canvas.setAccessibleName(self.tr("Source document"))
        self._canvas.setAccessibleDescription(
            self.tr("The document as printed; a click on a figure selects its cell")
        )


def sheets_of(
    document: Document, password: str | None, jobs: Jobs, language: str, *, room: int = 160_000_000
) -> Sheets:
    """Returns the sheets of a document of any kind; ``room`` is bytes for pictures of pages."""
    if not document.pages:
        from .paper.flow_sheet import FlowSheets

        return FlowSheets(document)
    from .paper.printed import PrintedSheets

    sheets = PrintedSheets(document, password, jobs, room=room)
    sheets.language = language
    return sheets
