"""The list of findings: what breaks a rule, with its arithmetic in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..core.finding import ERROR, Finding
from .desk import Desk
from .grid.marks import sign_of
from .look import look_of

RULE = Qt.ItemDataRole.UserRole


class FindingsList(QWidget):
    """Findings over the audited figures, in the order of the review.

    Attributes:
        activated: A finding was chosen with Enter or a double click.
    """

    activated = Signal()

    def __init__(self, desk: Desk, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
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
        self._list.setAccessibleName(self.tr("Findings"))

    def _fill(self, _change: object = None) -> None:
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._list.clear()
        review = self._desk.review
        for finding in review.findings if review is not None else ():
            self._list.addItem(self._item(finding))
        if review is not None and not review.findings:
            self._list.addItem(self._nothing())
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._follow(self._desk.finding)

    def _item(self, finding: Finding) -> QListWidgetItem:
        look = look_of(self.palette())
        text = f"{sign_of(self._desk, finding)}  {finding.sentence(self._language)}"
        if self._desk.explained(finding) and self._desk.review is not None:
            note = self._desk.review.explanations[finding.rule]
            text += self.tr("  [explained: {note}]").format(note=note)
        item = QListWidgetItem(text)
        item.setData(RULE, finding.rule)
        if self._desk.explained(finding):
            item.setForeground(QBrush(look.faint))
        else:
            colour = look.error if finding.severity == ERROR else look.warning
            item.setForeground(QBrush(colour))
        return item

    def _nothing(self) -> QListWidgetItem:
        item = QListWidgetItem("✔  " + self.tr("Every rule holds."))
        item.setForeground(QBrush(look_of(self.palette()).confirmed))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _choose(self, item: QListWidgetItem | None, _previous: object = None) -> None:
        review = self._desk.review
        if item is None or review is None:
            return
        rule = item.data(RULE)
        finding = next((each for each in review.findings if each.rule == rule), None)
        if finding is not None:
            self._desk.select_finding(finding)

    def _follow(self, finding: Finding | None) -> None:
        self._list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._list.setCurrentItem(None)  # type: ignore[call-overload]
        for row in range(self._list.count()):
            item = self._list.item(row)
            if finding is not None and item.data(RULE) == finding.rule:
                self._list.setCurrentItem(item)
                self._list.scrollToItem(item)
        self._list.blockSignals(False)  # noqa: FBT003 - Qt's own signature
