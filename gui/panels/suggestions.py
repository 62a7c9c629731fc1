"""The list of suggestions: those of the current doubt by number, then the others."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from ...core.figures import show
from ...core.rules.extent import unread_rows
from ...core.suggestion import MISREADING, REPORT, Suggestion
from ..session.review_context import ReviewContext
from ..session.suggester import Suggester
from ..shell.theme import theme_of

translate = QCoreApplication.translate
SUGGESTION = Qt.ItemDataRole.UserRole
NUMBER = Qt.ItemDataRole.UserRole + 1
_MANY = 3
"""Open errors without a suggestion: a placement may be the reason."""


def say_suggestion(suggestion: Suggestion, number: int, language: str) -> str:
    """Returns a suggestion in one line; ``number`` 0 where no key takes it."""
    meaning = (
        translate("Suggestions", "probably misread")
        if suggestion.meaning == MISREADING
        else translate("Suggestions", "the report does not add up")
    )
    if suggestion.tied:
        meaning += translate("Suggestions", ", one of several as likely")
    head = (
        translate("Suggestions", "Suggestion {number} ({meaning}): {sentence}")
        if number
        else translate("Suggestions", "Other doubt ({meaning}): {sentence}")
    )
    return head.format(number=number, meaning=meaning, sentence=suggestion.sentence(language))


def _texts(suggestion: Suggestion) -> dict[str, str]:
    """Returns what the cells would hold that a suggestion changes."""
    texts = {change.cell: show(change.value) for change in suggestion.changes}
    if suggestion.placement is not None:
        placed = suggestion.placement.readings
        texts = {cell: placed[cell].figure.text for cell in texts}
    return texts


class _SuggestionView(QListWidget):
    """A list that knows which line is looked at: under the pointer, or current with the focus.

    Attributes:
        looked_at: Carries the item, or None.
    """

    looked_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.itemEntered.connect(self.looked_at.emit)
        self.currentItemChanged.connect(lambda item, _before: self._look(item))

    def leaveEvent(self, event: QEvent) -> None:
        """Goes back to the current line."""
        super().leaveEvent(event)
        self._look(self.currentItem())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Looks at the current line, or the first."""
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        self._look(self.currentItem())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Looks at nothing."""
        super().focusOutEvent(event)
        self.looked_at.emit(None)

    def _look(self, item: QListWidgetItem | None) -> None:
        self.looked_at.emit(item if self.hasFocus() else None)


class SuggestionsList(QWidget):
    """What would mend the report, and the keys that take it.

    Attributes:
        wanted: A suggestion of the current doubt is to be taken; carries its number from 1 and
            what the reviewer says that it means, empty for what it says itself.
        counted: How many belong to the current doubt.
    """

    wanted = Signal(int, str)
    counted = Signal(int)

    def __init__(self, context: ReviewContext, suggester: Suggester, language: str) -> None:
        super().__init__()
        self._context = context
        self._suggester = suggester
        self._language = language
        self._list = _SuggestionView()
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)
        self._list.looked_at.connect(self._preview)
        self._list.itemActivated.connect(self._activate)
        self._list.customContextMenuRequested.connect(self._ask)
        suggester.changed.connect(self._fill)
        context.settled.connect(self._fill)
        context.finding_selected.connect(self._fill)
        context.cell_selected.connect(self._fill)
        self._shown: object = None
        self._name()

    @property
    def lines(self) -> list[str]:
        """The lines as they are shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def choose(self, row: int) -> None:
        """Makes a line current."""
        self._list.setCurrentRow(row)

    def speak(self, language: str) -> None:
        """Shows the sentences in another language."""
        self._language, self._shown = language, None
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Names the list anew in another language, and colours it anew for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        if event.type() == QEvent.Type.PaletteChange:
            self._shown = None
            self._fill()

    def menu_of(self, row: int) -> QMenu:
        """Returns the menu of a line: to say oneself what the suggestion means."""
        number = self._list.item(row).data(NUMBER)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, meaning in (
            (self.tr("Take as it says"), ""),
            (self.tr("Take as a correction: the page prints it so"), MISREADING),
            (self.tr("Take as an adjustment: the report is wrong"), REPORT),
        ):
            action = menu.addAction(text)
            action.triggered.connect(
                lambda _checked=False, meaning=meaning: self.wanted.emit(number, meaning)
            )
        return menu

    def _fill(self, _what: object = None) -> None:
        if not self._context.is_settled:
            return
        suggester = self._suggester
        here, others = suggester.of_doubt, suggester.others
        wanted = (here, others, suggester.busy, suggester.failure, self._context.review is None)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._list.clear()
        for number, one in enumerate(here, 1):
            self._list.addItem(self._item(one, number))
        for one in others:
            self._list.addItem(self._item(one, 0))
        if not self._list.count() and self._context.review is not None:
            self._list.addItem(self._nothing())
        self.counted.emit(len(here))

    def _item(self, suggestion: Suggestion, number: int) -> QListWidgetItem:
        text = say_suggestion(suggestion, number, self._language)
        item = QListWidgetItem(text)
        item.setData(SUGGESTION, suggestion)
        item.setData(NUMBER, number)
        if not number:
            item.setForeground(QBrush(theme_of(self.palette()).faint))
            item.setToolTip(self.tr("Enter goes to its doubt"))
        elif number <= 9:
            item.setToolTip(
                self.tr("Alt+{number} or Enter takes it; the menu key offers how").format(
                    number=number
                )
            )
        return item

    def _nothing(self) -> QListWidgetItem:
        if self._suggester.busy:
            text = self.tr("Looking for suggestions…")
        elif self._suggester.failure is not None:
            text = self._suggester.failure.sentence(self._language)
        elif self._unread:
            text = self._unread
        elif self._is_much_wrong:
            text = self.tr(
                "No few figures mend this: look whether the table is placed rightly (F4)."
            )
        else:
            text = self.tr("Nothing to suggest.")
        item = QListWidgetItem(text)
        item.setForeground(QBrush(theme_of(self.palette()).faint))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    @property
    def _unread(self) -> str:
        """Why nothing is suggested over tables of which rows were not read; empty without any."""
        review = self._context.review
        said = unread_rows(review.report, review.audited) if review is not None else ()
        return "\n".join(sentence.in_language(self._language) for sentence in said)

    @property
    def _is_much_wrong(self) -> bool:
        """Are so many rules broken that no change of a few figures is likely?"""
        review = self._context.review
        return review is not None and len(review.open_errors) >= _MANY

    def _preview(self, item: QListWidgetItem | None) -> None:
        suggestion = item.data(SUGGESTION) if item is not None else None
        self._context.propose(_texts(suggestion) if suggestion is not None else {})

    def _activate(self, item: QListWidgetItem) -> None:
        suggestion, number = item.data(SUGGESTION), item.data(NUMBER)
        if number:
            self.wanted.emit(number, "")
        elif suggestion is not None:
            self._context.select_cell(suggestion.changes[0].cell)

    def _ask(self, spot: QPoint) -> None:
        item: QListWidgetItem | None = self._list.itemAt(spot)
        if item is not None and item.data(NUMBER):
            self.menu_of(self._list.row(item)).popup(self._list.viewport().mapToGlobal(spot))

    def _name(self) -> None:
        self._list.setAccessibleName(self.tr("Suggestions"))
