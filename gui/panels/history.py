"""The history of the review: every act of the reviewer, newest first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from ...core.review import Event, Kind, Review
from ...core.review.record.placed import placed_by
from ...core.rules import rule_name
from ..grid.shown_marks import name_identity
from ..session.review_context import ReviewContext
from ..shell.translatable import QT_TRANSLATE_NOOP
from .sentence_list import SentenceList

translate = QCoreApplication.translate
SUBJECT = Qt.ItemDataRole.UserRole

KINDS = {
    Kind.CORRECTED: QT_TRANSLATE_NOOP("History", "corrected"),
    Kind.ADJUSTED: QT_TRANSLATE_NOOP("History", "adjusted"),
    Kind.CONFIRMED: QT_TRANSLATE_NOOP("History", "confirmed"),
    Kind.IDENTIFIED: QT_TRANSLATE_NOOP("History", "identified"),
    Kind.EXPLAINED: QT_TRANSLATE_NOOP("History", "explained"),
    Kind.UNDONE: QT_TRANSLATE_NOOP("History", "undone"),
    Kind.REDONE: QT_TRANSLATE_NOOP("History", "redone"),
    Kind.REVERTED: QT_TRANSLATE_NOOP("History", "taken back alone"),
    Kind.SIGNED_OFF: QT_TRANSLATE_NOOP("History", "signed off"),
    Kind.REOPENED: QT_TRANSLATE_NOOP("History", "reopened"),
    Kind.REVIEWER_CHANGED: QT_TRANSLATE_NOOP("History", "reviewer changed"),
    Kind.REREAD_ACCEPTED: QT_TRANSLATE_NOOP("History", "new reading accepted"),
    Kind.REREAD_REFUSED: QT_TRANSLATE_NOOP("History", "new reading refused"),
    Kind.PLACED: QT_TRANSLATE_NOOP("History", "placed otherwise"),
    Kind.MERGED: QT_TRANSLATE_NOOP("History", "merged"),
}


def say_event(review: Review, event: Event, language: str, *, reason: bool = True) -> str:
    """Returns an event in words: what was done, on what, from what to what, and why."""
    words = translate("History", KINDS[event.kind])
    text = f"{words} {_subject(review, event, language)}".rstrip()
    if event.kind is Kind.PLACED:
        count = len(placed_by(event).after)
        text += translate("History", ": {count} cells").format(count=count)
    elif event.before or event.after or event.kind in (Kind.CORRECTED, Kind.ADJUSTED):
        blank = translate("History", "(blank)")
        text += f" {event.before or blank} → {event.after or blank}"
    if event.why and reason:
        text += translate("History", " ({why})").format(why=event.why)
    return text


def _subject(review: Review, event: Event, language: str) -> str:
    form = review.report.form
    if event.kind in (Kind.UNDONE, Kind.REDONE):
        number = int(event.subject) if event.subject.isdecimal() else 0
        if not 0 < number < event.number:
            return ""
        return say_event(review, review.events[number - 1], language)  # they are counted from 1
    if event.kind is Kind.IDENTIFIED:
        return name_identity(event.subject)
    if event.subject in form.cells:
        return form.cells[event.subject].label(language)
    if event.kind is Kind.PLACED:
        titled = [table for table in form.tables if table.id == event.subject]
        return "".join(table.title if language == "zh" else table.title_en for table in titled)
    return rule_name(form, event.subject, language) if event.subject else ""


class HistoryList(SentenceList):
    """The events of the open review.

    Attributes:
        reverting: The last decision on a cell is to be taken back alone; carries the cell's id.
    """

    reverting = Signal(str)

    def __init__(
        self, context: ReviewContext, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, language, parent)
        self._revert = QPushButton()
        self._revert.clicked.connect(lambda: self.reverting.emit(self._cell))
        self._list.setLayoutMode(QListWidget.LayoutMode.Batched)  # thousands of lines take long
        self._column.addWidget(self._revert, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._list.currentItemChanged.connect(lambda _item, _before: self._enable())
        context.opened.connect(self._fill)
        context.settled.connect(self._grow)
        self._name()

    def _name(self) -> None:
        self._list.setAccessibleName(self.tr("History"))
        self._revert.setText(self.tr("Take back the last decision on this cell"))
        self._revert.setToolTip(self.tr("Later decisions on other cells stay as they are"))
        self._enable()

    @property
    def _cell(self) -> str:
        """The cell of the line that is current; empty without one."""
        row, review = self._list.currentRow(), self._context.review
        subject = str(self._list.item(row).data(SUBJECT)) if row >= 0 else ""
        return subject if review is not None and subject in review.cells else ""

    def _enable(self) -> None:
        review, cell = self._context.review, self._cell
        can = review is not None and bool(cell) and review.revertable(cell) is not None
        self._revert.setEnabled(can)

    def _fill(self) -> None:
        self._list.clear()
        self._grow()

    def _grow(self) -> None:
        """Puts the events that are not yet listed on top."""
        review = self._context.review
        if review is None:
            return
        for event in review.events[self._list.count() :]:
            time = event.at.astimezone().strftime("%m-%d %H:%M:%S")
            words = say_event(review, event, self._language)
            item = QListWidgetItem(f"{time}  {event.by}  {words}")
            item.setData(SUBJECT, event.subject)
            self._list.insertItem(0, item)
        self._enable()

    def _go(self, item: QListWidgetItem) -> None:
        review = self._context.review
        if review is not None and item.data(SUBJECT) in review.cells:
            self._context.select_cell(str(item.data(SUBJECT)))
