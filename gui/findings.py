"""The list of doubts: what breaks a rule, with its arithmetic, and what was read uncertainly."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..core.finding import ERROR, Finding
from ..core.suggestion import Suggestion
from .desk import Desk
from .doubts import listed_doubts
from .grid.marks import say_uncertain, sign_of
from .look import look_of
from .suggester import Suggester
from .suggestions import say_suggestion

NAME = Qt.ItemDataRole.UserRole
"""The rule of a finding, or the id of an uncertain cell."""
ADVICE = Qt.ItemDataRole.UserRole + 1

SHOWN = 2
"""How many suggestions stand below the current finding; the list of suggestions has them all."""


class FindingsList(QWidget):
    """Findings over the audited figures and uncertain cells, in the order that F8 goes through.

    Attributes:
        activated: A finding was chosen with Enter or a double click.
    """

    activated = Signal()

    def __init__(self, desk: Desk, suggester: Suggester, language: str) -> None:
        super().__init__()
        self._desk = desk
        self._suggester = suggester
        self._language = language
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setUniformItemSizes(False)
        self._list.setAlternatingRowColors(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        self._list.currentItemChanged.connect(self._choose)
        self._list.itemActivated.connect(lambda _item: self.activated.emit())
        desk.opened.connect(self._fill)
        desk.changed.connect(self._fill)
        desk.finding_selected.connect(self._follow)
        desk.cell_selected.connect(lambda _cell: self._follow(desk.finding))
        suggester.changed.connect(lambda: self._advise(desk.finding))
        self._name()

    @property
    def sentences(self) -> list[str]:
        """The lines as they are shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def choose(self, row: int) -> None:
        """Makes the finding of a line current."""
        self._list.setCurrentRow(row)

    def speak(self, language: str) -> None:
        """Shows the sentences in another language."""
        self._language = language
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Names the list anew in another language, and colours it anew for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()

    def _name(self) -> None:
        self._list.setAccessibleName(self.tr("Doubts"))

    def _fill(self, _change: object = None) -> None:
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._list.clear()
        review = self._desk.review
        for doubt in listed_doubts(review) if review is not None else ():
            if doubt.finding is not None:
                self._list.addItem(self._item(doubt.finding))
            else:
                self._list.addItem(self._uncertain(doubt.cells[0]))
        if review is not None and not self._list.count():
            self._list.addItem(self._nothing())
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._follow(self._desk.finding)

    def _item(self, finding: Finding) -> QListWidgetItem:
        look = look_of(self.palette())
        text = f"{sign_of(self._desk, finding)}  {finding.sentence(self._language)}"
        text += self._verdict(finding)
        item = QListWidgetItem(text)
        item.setData(NAME, finding.rule)
        if self._desk.explained(finding):
            item.setForeground(QBrush(look.faint))
        else:
            colour = look.error if finding.severity == ERROR else look.warning
            item.setForeground(QBrush(colour))
        return item

    def _uncertain(self, cell: str) -> QListWidgetItem:
        item = QListWidgetItem(f"?  {say_uncertain(self._desk, cell, self._language)}")
        item.setData(NAME, cell)
        item.setForeground(QBrush(look_of(self.palette()).doubt))
        return item

    def _verdict(self, finding: Finding) -> str:
        """Returns the explanation of a finding, and why it no longer holds where it lapsed."""
        review = self._desk.review
        verdict = review.verdicts.get(finding.rule) if review is not None else None
        if verdict is None:
            return ""
        if verdict.holds:
            return self.tr("  [explained: {note}]").format(note=verdict.event.why)
        why = verdict.lapse[0 if self._language == "zh" else 1]
        return self.tr("  [explained as “{note}”, which no longer holds: {why}]").format(
            note=verdict.event.why, why=why
        )

    def _nothing(self) -> QListWidgetItem:
        item = QListWidgetItem("✔  " + self.tr("Every rule holds."))
        item.setForeground(QBrush(look_of(self.palette()).confirmed))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _choose(self, item: QListWidgetItem | None, _previous: object = None) -> None:
        review = self._desk.review
        if item is None or review is None:
            return
        name = str(item.data(NAME))
        finding = next((each for each in review.findings if each.rule == name), None)
        if finding is not None:
            self._desk.select_finding(finding)
        elif name in review.cells:
            self._desk.select_cell(name)

    def _follow(self, finding: Finding | None) -> None:
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._list.setCurrentItem(None)  # type: ignore[call-overload]
        name = finding.rule if finding is not None else self._desk.cell
        for row in range(self._list.count()):
            item = self._list.item(row)
            if name and item.data(NAME) == name:
                self._list.setCurrentItem(item)
                self._list.scrollToItem(item)
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._advise(finding)

    def _advise(self, finding: Finding | None) -> None:
        """Puts the first suggestions for a finding below its line, and takes others away."""
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for row in reversed(range(self._list.count())):
            if self._list.item(row).data(ADVICE):
                self._list.takeItem(row)
        for row in range(self._list.count()):
            item = self._list.item(row)
            if finding is not None and item.data(NAME) == finding.rule:
                listed = self._suggester.clearing(finding)[:SHOWN]
                for number, one in enumerate(listed, 1):
                    self._list.insertItem(row + number, self._advice(one, number))
                self._list.scrollToItem(self._list.item(row + len(listed)))
                self._list.scrollToItem(item)
                break
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _advice(self, suggestion: Suggestion, number: int) -> QListWidgetItem:
        line = "      " + say_suggestion(suggestion, number, self._language)
        item = QListWidgetItem(line)
        item.setData(ADVICE, 1)
        item.setForeground(QBrush(look_of(self.palette()).equation))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setToolTip(self.tr("Alt+{number} takes it").format(number=number))
        return item
