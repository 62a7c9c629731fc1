"""What the source reads otherwise now than when the review began, to be accepted or refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.extraction.report import Report
from ...core.review import Change, Review
from ...core.review.acts.reread import diff, open_differences, settled_by_hand
from ...core.review.review_file.store import ReviewFile
from ..grid.shown_marks import say_figure
from ..shell.translatable import QT_TRANSLATE_NOOP

HEADS = (
    QT_TRANSLATE_NOOP("RereadingDialog", "Cell"),
    QT_TRANSLATE_NOOP("RereadingDialog", "Read before"),
    QT_TRANSLATE_NOOP("RereadingDialog", "Read now"),
    QT_TRANSLATE_NOOP("RereadingDialog", "Your figure"),
)


class Rereading:
    """A later reading of the source of a review.

    Args:
        report: As it is read now.
        file: The review file, which keeps the reading once it is decided on.
        review: The review.
    """

    def __init__(self, report: Report, file: ReviewFile, review: Review) -> None:
        self._report = report
        self._file = file
        self.review = review
        self.key = file.key_of(report)
        self.open = open_differences(review, report, self.key)
        found = diff(review.current_report, report)
        self.kept = settled_by_hand(review, found)
        self.form_differs = bool(found.gone or found.added)

    def decide(self, accepted: list[str]) -> Change:
        """Takes the new reading of these cells over, refuses that of the others."""
        refused = [each.cell for each in self.open if each.cell not in accepted]
        key = self._file.add_rereading(self._report)
        self.review.refuse_rereading(key, refused)
        change = self.review.accept_rereading(key, accepted)
        return Change(change.cells, findings_changed=True)


class RereadingDialog(QDialog):
    """Lists the cells that are read otherwise now; those that are ticked are taken over.

    Attributes:
        decided: Something was decided; carries the command that does it.
    """

    decided = Signal(object)

    def __init__(self, rereading: Rereading, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._rereading = rereading
        self.setWindowTitle(self.tr("New reading"))
        self.table = QTableWidget(len(rereading.open), len(HEADS))
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels([self.tr(head) for head in HEADS])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self._fill(language)
        text = self.tr(
            "This version of Gouji reads these cells otherwise. What is ticked is taken over, the "
            "rest is refused; what you corrected, confirmed or adjusted stays yours."
        )
        if rereading.form_differs:
            text += "\n" + self.tr("It also finds other rows; these cannot be taken over.")
        self._compose(QLabel(text))

    def accept(self) -> None:
        """Decides on every cell listed."""
        ticked = [
            each.cell
            for row, each in enumerate(self._rereading.open)
            if (item := self.table.item(row, 0)) is not None
            and item.checkState() is Qt.CheckState.Checked
        ]
        self.decided.emit(lambda _review: self._rereading.decide(ticked))
        super().accept()

    def _fill(self, language: str) -> None:
        review = self._rereading.review
        for row, each in enumerate(self._rereading.open):
            state = review.cells[each.cell]
            mine = say_figure(state.audited) if each.cell in self._rereading.kept else ""
            label = review.report.form.cells[each.cell].label(language)
            texts = (label, say_figure(each.before.figure), say_figure(each.after.figure), mine)
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
            first = self.table.item(row, 0)
            if first is not None:
                first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                first.setCheckState(Qt.CheckState.Checked)

    def _compose(self, text: QLabel) -> None:
        text.setWordWrap(True)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.resize(680, 420)
