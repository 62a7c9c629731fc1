"""The tables of the open report, one tab each, following what is current under review."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ...core.bilingual import Bilingual
from ...core.extraction.report import Claim
from ...core.finding import ERROR
from ...core.forms import Table
from ...core.review import Review
from ...core.rules.extent import short_table
from ..panels.claims import ClaimsView
from ..session.review_context import ReviewContext
from .editor import InlineForm, Submit
from .grid_view import FormView
from .identity_bar import IdentityButton
from .sheet import Sheet, make_sheet
from .sums import say_sum, sums_of
from .table_page import TablePage

NUMERALS = "〇一二三四五六七八九"


class FormPanel(QWidget):
    """The form of the open report.

    Attributes:
        refused: Something was not taken; carries the sentence that says why.
        peeked: The source is to be enlarged while a key is held; carries whether it is.
    """

    refused = Signal(str)
    peeked = Signal(bool)

    def __init__(
        self, context: ReviewContext, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._language = language
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(self.tr("Tables of the form"))
        self._identity = IdentityButton(context, language)
        self._tabs.setCornerWidget(self._identity)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs, 1)
        self._inline: InlineForm | None = None
        self._is_reading = False
        self._tabs.currentChanged.connect(self._take_cell)
        context.opened.connect(self._show_report)
        context.settled.connect(self._count)
        context.cell_selected.connect(self._follow)
        context.claim_selected.connect(self._show_claim)

    @property
    def views(self) -> Mapping[str, FormView]:
        """The grid of each table, by table id."""
        return {table: page.view for table, page in self._pages.items()}

    @property
    def _pages(self) -> dict[str, TablePage]:
        pages = (self._tabs.widget(index) for index in range(self._tabs.count()))
        return {page.view.sheet.table.id: page for page in pages if isinstance(page, TablePage)}

    @property
    def current(self) -> FormView | None:
        """The grid in front."""
        page = self._tabs.currentWidget()
        return page.view if isinstance(page, TablePage) else None

    @property
    def sums(self) -> list[str]:
        """What the sums of the current cell are, in words."""
        return [say_sum(one, self._language) for one in sums_of(self._context, self._context.cell)]

    @property
    def claims(self) -> ClaimsView | None:
        """The list of what the narrative states; None where it states nothing."""
        last = self._tabs.widget(self._tabs.count() - 1) if self._tabs.count() else None
        return last if isinstance(last, ClaimsView) else None

    def speak(self, language: str) -> None:
        """Shows the form in another language."""
        self._language = language
        self._identity.speak(language)
        for page in (*self._pages.values(), self.claims):
            if page is not None:
                page.speak(language)
        self._count()

    def show_cell(self, cell: str) -> None:
        """Brings a cell in front and makes it current."""
        page = self._pages.get(cell.partition(".")[0])
        if page is not None:
            page.view.select_cell(cell)
            self._tabs.setCurrentWidget(page)

    def turn(self, by: int) -> None:
        """Brings the next or the previous table in front."""
        if self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % self._tabs.count())
            self.take_focus()

    def take_focus(self) -> None:
        """Puts the keyboard on the grid in front."""
        page = self._tabs.currentWidget()
        if page is not None:
            page.setFocus()

    def ask(self, title: str, fields: list[tuple[str, str, str]], submit: Submit) -> None:
        """Opens a small form at the current cell; fields are (label, text, hint)."""
        view = self.current or self.claims
        if view is None:
            return
        self.dismiss()
        window = self.window()
        self._inline = InlineForm(window, title, self._language, submit)
        for label, text, hint in fields:
            self._inline.add(label, text, hint)
        self._inline.closed.connect(self._forget)
        place = (
            view.place_of(self._context.cell)
            if isinstance(view, FormView)
            else view.visualRect(view.currentIndex())
        )
        place.moveTopLeft(view.viewport().mapTo(window, place.topLeft()))
        self._inline.open_at(place)

    @property
    def inline(self) -> InlineForm | None:
        """The small form that is open, if one is."""
        return self._inline

    def dismiss(self) -> None:
        """Closes the small form without taking it."""
        if self._inline is not None:
            inline, self._inline = self._inline, None
            self.take_focus()
            inline.hide()
            inline.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        """Names the tabs anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tabs.setAccessibleName(self.tr("Tables of the form"))

    def _take_cell(self, _index: int) -> None:
        """Makes a cell of the table that came in front current: the one it was left at."""
        self.dismiss()
        view = self.current
        if view is not None and self._context.cell and self._context.cell not in view.sheet.at:
            view.take_cell()

    def _forget(self) -> None:
        self._inline = None
        self.take_focus()

    def _show_report(self) -> None:
        """Shows the report; grids of the same tables are kept, for building is slow."""
        self.dismiss()
        review = self._context.review
        tables = review.report.form.tables if review is not None else ()
        views = self.views
        for at, table in enumerate(tables):
            view = views.get(table.id)
            if view is not None and view.sheet.table == table:
                self._drop(at, view)
                view.renew()
            else:
                self._add_grid(at, table)
        self._drop(len(tables))
        if review is None:
            return
        if review.report.claims:
            claims = ClaimsView(self._context, self._language)
            claims.chosen.connect(self._read)
            claims.followed.connect(self._go_to_cell)
            claims.claims_model.dataChanged.connect(lambda: self._name_claims(claims))
            self._tabs.addTab(claims, "")
        self._count()

    def _drop(self, first: int, until: FormView | None = None) -> None:
        """Takes tabs away from the first on, up to the one of a grid."""
        while self._tabs.count() > first:
            page = self._tabs.widget(first)
            if until is not None and isinstance(page, TablePage) and page.view is until:
                return
            self._tabs.removeTab(first)
            if page is not None:
                page.deleteLater()

    def _add_grid(self, at: int, table: Table) -> None:
        page = TablePage(self._context, make_sheet(table), self._language)
        page.view.refused.connect(self.refused)
        page.view.peeked.connect(self.peeked)
        self._tabs.insertTab(at, page, "")

    def _follow(self, cell: str) -> None:
        """Shows the current cell, unless the list of claims is being read."""
        if self._is_reading:
            view = self.views.get(cell.partition(".")[0])
            if view is not None:
                view.select_cell(cell)
        else:
            self.show_cell(cell)

    def _read(self, claim: Claim) -> None:
        """Makes the cell and the words of a claim current; the list of claims stays in front."""
        self._is_reading = True
        self._context.read_claim(claim)
        self._is_reading = False

    def _go_to_cell(self, claim: Claim) -> None:
        if claim.cell:
            self.show_cell(claim.cell)
            self.take_focus()

    def _show_claim(self, claim: Claim | None) -> None:
        """Brings the list of claims in front for a claim that no cell of a table stands for."""
        if claim is not None and not claim.cell and self.claims is not None:
            self._tabs.setCurrentWidget(self.claims)

    def _count(self) -> None:
        review = self._context.review
        if review is None:
            return
        for index, view in enumerate(self.views.values()):
            sheet = view.sheet
            table = sheet.table
            errors, warnings = self._left(review, sheet)
            name = self._title(table.id)
            marks = [f"✖{errors}"] * bool(errors) + [f"!{warnings}"] * bool(warnings)
            self._set_name(index, " ".join([name, *marks]))
            title = Bilingual(table.title, table.title_en).in_language(self._language)
            if table.id in review.report.missing_tables:
                title += self.tr(" (not in the document)")
            short = short_table(review.report, table)
            if short is not None:
                title += "\n" + short.in_language(self._language)
            self._tabs.setTabToolTip(index, title)
        if self.claims is not None:
            self._name_claims(self.claims)

    def _name_claims(self, claims: ClaimsView) -> None:
        index, differing = self._tabs.indexOf(claims), claims.claims_model.disagreeing
        name = self.tr("Narrative")
        self._set_name(index, f"{name} !{differing}" if differing else name)
        self._tabs.setTabToolTip(index, self.tr("What the narrative states, beside the tables"))

    def _set_name(self, index: int, name: str) -> None:
        """Names a tab; the same name again would lay all tabs out anew."""
        if self._tabs.tabText(index) != name:
            self._tabs.setTabText(index, name)

    def _left(self, review: Review, sheet: Sheet) -> tuple[int, int]:
        """Returns how many errors and warnings stand in a table, explained ones left out."""
        here = [
            finding.severity == ERROR
            for finding in review.findings
            if any(cell in sheet.at for cell in finding.cells)
            and not self._context.explained(finding)
        ]
        return sum(here), len(here) - sum(here)

    def _title(self, table_id: str) -> str:
        number = int("".join(sign for sign in table_id if sign.isdigit()) or 0)
        if self._language == "zh" and number < len(NUMERALS):
            return f"表{NUMERALS[number]}"
        return self.tr("Table {number}").format(number=number)
