"""The open review beside another one of the same report: what differs, and which to take."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.review.agreement import Agreement, CellPair, compare
from ...core.review.review_file.merge import FIRST, SECOND, open_doubts
from ...core.review.review_file.store import ReviewFile
from ...core.review.state import CellState
from ..grid.shown_marks import say_figure

CELL, MINE, OTHER, TAKEN = range(4)


class ComparingDialog(QDialog):
    """Lists the cells that two reviewers left otherwise.

    Args:
        mine: The review file under review.
        other: Another one of the same report, open for reading.
        language: "zh" or "en".
        parent: The window.

    Attributes:
        looked_at: A cell is to be shown; carries its id.
        merging: Both are to be put together; carries the file ``other`` and what to take, as
            ``merge`` wants it.

    Raises:
        NotComparableError: They are not of one report.
    """

    looked_at = Signal(str)
    merging = Signal(object, object)

    def __init__(self, mine: ReviewFile, other: ReviewFile, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._other = other
        self._language = language
        reviews = mine.review(""), other.review("")
        self._form = mine.report.form
        self._agreement = compare(*reviews)
        self._open = open_doubts(*reviews)
        self.setWindowTitle(self.tr("Compare reviews"))
        self.summary = QLabel(self._say_summary(self._agreement, mine, other))
        self.summary.setWordWrap(True)
        self.table = QTableWidget(len(self._agreement.differences), 4)
        self._choices: list[QComboBox] = []
        self._fill(mine, other)
        self._compose()
        self.table.currentCellChanged.connect(lambda row, *_: self._look(row))

    @property
    def chosen(self) -> Mapping[str, str]:
        """Whose figure is taken, by cell; a cell that is left as read is not in it."""
        pairs = zip(self._agreement.differences, self._choices, strict=True)
        return {pair.cell: box.currentData() for pair, box in pairs if box.currentData()}

    def choose(self, cell: str, side: str) -> None:
        """Takes the figure of one side for a cell: ``FIRST``, ``SECOND``, or empty for as read."""
        cells = [pair.cell for pair in self._agreement.differences]
        box = self._choices[cells.index(cell)]
        box.setCurrentIndex(box.findData(side))

    def accept(self) -> None:
        """Asks for the merged file."""
        self.merging.emit(self._other, self.chosen)
        super().accept()

    def _say_summary(self, found: Agreement, mine: ReviewFile, other: ReviewFile) -> str:
        same = len(found.cells) - len(found.differences)
        said = self.tr(
            "{mine} and {other}: {same} of {all} cells alike ({percent} %), Cohen's kappa {kappa}."
        ).format(
            mine=mine.path.name,
            other=other.path.name,
            same=same,
            all=len(found.cells),
            percent=f"{float(found.agreement * 100):.1f}",
            kappa="—" if found.kappa is None else f"{float(found.kappa):.2f}",
        )
        by_value = found.kappa_by_value
        if found.looked_at:
            looked = self.tr(
                " Of {count} cells that at least one looked at {alike} hold the same figure, "
                "kappa by value {kappa}."
            )
            said += looked.format(
                count=len(found.looked_at),
                alike=found.alike,
                kappa="—"
                if by_value is None
                else f"{float(by_value.value):.2f} ({by_value.low:.2f}–{by_value.high:.2f})",
            )
        if self._open:
            rest = self.tr(
                " Both decided {count} cells, and differently: choose, or leave as read."
            )
            said += rest.format(count=len(self._open))
        return said

    def _fill(self, mine: ReviewFile, other: ReviewFile) -> None:
        heads = [self.tr("Cell"), _name(mine), _name(other), self.tr("Taken")]
        self.table.setHorizontalHeaderLabels(heads)
        for row, pair in enumerate(self._agreement.differences):
            label = self._form.cells[pair.cell].label(self._language)
            for column, text in (
                (CELL, label),
                (MINE, _say_state(pair.first)),
                (OTHER, _say_state(pair.second)),
            ):
                self.table.setItem(row, column, QTableWidgetItem(text))
            box = self._choice(pair, label)
            self._choices.append(box)
            self.table.setCellWidget(row, TAKEN, box)

    def _choice(self, pair: CellPair, label: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(label)
        box.addItem(self.tr("mine"), FIRST)
        box.addItem(self.tr("the other one's"), SECOND)
        box.addItem(self.tr("as read"), "")
        touched = pair.second.corrected or pair.second.adjusted or pair.second.confirmed
        side = "" if pair.cell in self._open else SECOND if touched else FIRST
        box.setCurrentIndex(box.findData(side))
        return box

    def _look(self, row: int) -> None:
        if row >= 0:
            self.looked_at.emit(self._agreement.differences[row].cell)

    def _compose(self) -> None:
        self.table.setAccessibleName(self.windowTitle())
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(CELL, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        merge = buttons.addButton(
            self.tr("&Merge into a third file…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        merge.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 440)


def _name(file: ReviewFile) -> str:
    """Returns the reviewers of a file, or its name where nobody did anything yet."""
    names = dict.fromkeys(event.by for event in file.events if event.by)
    return "、".join(names) or file.path.name


def _say_state(state: CellState) -> str:
    printed, audited = say_figure(state.printed), say_figure(state.audited)
    return f"{printed} → {audited}" if state.adjusted else printed
