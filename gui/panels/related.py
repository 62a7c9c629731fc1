"""The reports that belong together: which one is the year before, which ones a summary covers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from ...core.extraction.report import Report
from ...core.series import SUM, YEAR, Member, SeriesLink
from ..session.report_matcher import ReportMatcher
from ..shell.plain_names import plain

translate = QCoreApplication.translate
CELL = Qt.ItemDataRole.UserRole
BY_NAMES, NONE, FIRST = range(3)
"""The lines of the choice of the year before: two that name no report, then the reports."""


class RelatedPanel(QWidget):
    """What the report under review is held against, and what does not fit between them.

    Attributes:
        counted: How many warnings there are.
    """

    counted = Signal(int)

    def __init__(self, matcher: ReportMatcher, language: str) -> None:
        super().__init__()
        self._matcher = matcher
        self._language = language
        self._others: tuple[Member, ...] = ()
        self.before = QComboBox()
        self.parts = QListWidget()
        self.warnings = QListWidget()
        self._reset = QPushButton()
        self._labels = [QLabel() for _ in range(2)]
        self._compose()
        self.before.activated.connect(self._choose_before)
        self.parts.itemChanged.connect(lambda _item: self._choose_parts())
        self._reset.clicked.connect(lambda: matcher.choose(SUM, None))
        self.warnings.itemActivated.connect(self._go)
        self.warnings.itemClicked.connect(self._go)
        matcher.changed.connect(self._fill)
        self._retranslate()

    @property
    def lines(self) -> list[str]:
        """The warnings as they are shown."""
        return [self.warnings.item(row).text() for row in range(self.warnings.count())]

    @property
    def count(self) -> int:
        """How many warnings there are."""
        return len(self._matcher.findings)

    def speak(self, language: str) -> None:
        """Shows everything in another language."""
        self._language = language
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Names the parts anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Fills what was not filled while nobody could see it."""
        super().showEvent(event)
        self._fill()

    def _compose(self) -> None:
        """Lays the parts out in two low columns, since the form above wants the height."""
        year, covered = self._labels
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.setVerticalSpacing(2)
        for column, (label, beside, below) in enumerate(
            ((year, self.before, self.warnings), (covered, self._reset, self.parts))
        ):
            grid.addWidget(label, 0, 2 * column)
            grid.addWidget(beside, 0, 2 * column + 1)
            grid.addWidget(below, 1, 2 * column, 1, 2)
            below.setWordWrap(True)
            below.setAlternatingRowColors(True)
            below.setMinimumHeight(40)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        grid.setRowStretch(1, 1)
        self.before.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setFocusProxy(self.before)

    def _retranslate(self) -> None:
        names = (self.tr("&Year before"), self.tr("Reports &covered"))
        for label, buddy, name in zip(self._labels, (self.before, self.parts), names, strict=True):
            label.setText(name)
            label.setBuddy(buddy)
            buddy.setAccessibleName(plain(name))
        self.warnings.setAccessibleName(self.tr("What does not fit"))
        self._reset.setText(self.tr("As &names say"))
        self._reset.setToolTip(self.tr("Covered are the bodies whose names begin with its area"))
        self._fill()

    def _fill(self) -> None:
        self.counted.emit(self.count)
        if not self.isVisible():
            return
        self.setEnabled(self._matcher.subject is not None)
        offered = {member.key for member in self._matcher.offered}
        others = self._matcher.others
        self._others = tuple(sorted(others, key=lambda member: member.key not in offered))
        self._fill_before()
        self._fill_parts()
        self.warnings.clear()
        for found in self._matcher.findings:
            item = QListWidgetItem(f"! {found.finding.sentence(self._language)}")
            item.setToolTip("\n".join(str(one.source.path) for one in found.documents))
            item.setData(CELL, found.finding.cells[0])
            self.warnings.addItem(item)

    def _fill_before(self) -> None:
        link, choice = self._matcher.link(YEAR), self._matcher.choice(YEAR)
        chosen = choice.others[0] if choice is not None and choice.others else None
        keys = [member.key for member in self._others]
        with QSignalBlocker(self.before):
            self.before.clear()
            self.before.addItem(self._say_found(link if choice is None else None))
            self.before.addItem(self.tr("none"))
            self.before.addItems([say_report(member.report) for member in self._others])
            if chosen in keys:
                self.before.setCurrentIndex(FIRST + keys.index(chosen))
            else:
                self.before.setCurrentIndex(BY_NAMES if choice is None else NONE)

    def _say_found(self, link: SeriesLink | None) -> str:
        if link is not None:
            return self.tr("by names: {report}").format(report=say_report(link.others[0].report))
        offered = self._matcher.offered
        if len(offered) == 1:
            return self.tr("by names: perhaps {report}").format(
                report=say_report(offered[0].report)
            )
        if offered:
            return self.tr("by names: several, choose one")
        return self.tr("by names")

    def _fill_parts(self) -> None:
        """Ticks what is covered; a list that names the same reports keeps its place."""
        link = self._matcher.link(SUM)
        covered = {member.key for member in link.others} if link is not None else set()
        names = [say_report(member.report) for member in self._others]
        with QSignalBlocker(self.parts):
            if names != [item.text() for item in self._items]:
                self.parts.clear()
                self.parts.addItems(names)
            for item, member in zip(self._items, self._others, strict=True):
                on = Qt.CheckState.Checked if member.key in covered else Qt.CheckState.Unchecked
                item.setCheckState(on)
        self._reset.setEnabled(self._matcher.choice(SUM) is not None)

    @property
    def _items(self) -> list[QListWidgetItem]:
        return [self.parts.item(row) for row in range(self.parts.count())]

    def _choose_before(self, row: int) -> None:
        if row == BY_NAMES:
            self._matcher.choose(YEAR, None)
        else:
            chosen = self._others[row - FIRST : row - FIRST + 1] if row >= FIRST else ()
            self._matcher.choose(YEAR, tuple(member.key for member in chosen))

    def _choose_parts(self) -> None:
        checked = (
            member.key
            for item, member in zip(self._items, self._others, strict=True)
            if item.checkState() == Qt.CheckState.Checked
        )
        self._matcher.choose(SUM, tuple(checked))

    def _go(self, item: QListWidgetItem) -> None:
        self._matcher.context.select_cell(str(item.data(CELL)))


def say_report(report: Report) -> str:
    """Returns whose report it is, of which year, and its file."""
    body = report.organization or translate("RelatedPanel", "unknown body")
    year = "" if report.year is None else f" {report.year}"
    return f"{body}{year} · {report.source.path.name}"
