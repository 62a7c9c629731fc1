"""Which cell each column of an extraction is: what was recognised, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
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

from ...core.supplied.column_names import known_cells, label_of
from ...core.supplied.supplied_values import FILE, ORGANIZATION, YEAR, ColumnMatch


class ExtractionColumnsDialog(QDialog):
    """Lists the columns, those that are asked for first; accepted, ``chosen`` is to be kept.

    Args:
        name: Of the file.
        columns: What each was taken for, and what it may be.
        language: "zh" or "en".
        parent: The window.
    """

    def __init__(
        self, name: str, columns: Sequence[ColumnMatch], language: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns of the extraction"))
        self._columns = sorted(columns, key=lambda one: (bool(one.target), not one.offers))
        self._language = language
        words = self.tr(
            "{name}: say what the columns are that were not recognised. It is kept for files with "
            "the same columns."
        )
        said = QLabel(words.format(name=name))
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTableWidget(len(self._columns), 2)
        self.table.setHorizontalHeaderLabels([self.tr("Column"), self.tr("Cell")])
        self.table.setAccessibleName(self.windowTitle())
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.boxes = [self._put(row, column) for row, column in enumerate(self._columns)]
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.resize(820, 480)

    def chosen(self) -> tuple[ColumnMatch, ...]:
        """Returns what each column is, as a person says."""
        return tuple(
            replace(column, target=str(box.currentData()), offers=(), chosen=True)
            for column, box in zip(self._columns, self.boxes, strict=True)
        )

    def _put(self, row: int, column: ColumnMatch) -> QComboBox:
        item = QTableWidgetItem(" ".join(column.name.split()))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(row, 0, item)
        box = QComboBox()
        box.setAccessibleName(item.text())
        box.addItem(self.tr("(not compared)"), "")
        others = {FILE: self.tr("File"), ORGANIZATION: self.tr("Body"), YEAR: self.tr("Year")}
        listed = [column.target, *column.offers, *others, *known_cells()]
        for target in dict.fromkeys(filter(None, listed)):
            box.addItem(others.get(target) or self._label(target), target)
        box.setCurrentIndex(max(0, box.findData(column.target)) if column.target else 0)
        self.table.setCellWidget(row, 1, box)
        return box

    def _label(self, target: str) -> str:
        return f"{label_of(target, self._language)}  {target}" if "." in target else target
