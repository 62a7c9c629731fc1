"""What was changed in a workbook since its export: figures to take over, and all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.forms import Form

if TYPE_CHECKING:
    from ...core.export.readback.corrected_workbook import FigureChange, ReadBack

BLANK = "∅"


class ImportingDialog(QDialog):
    """Lists the changed figures, and all else that was changed; accepted, they are to be taken.

    Args:
        read: What the workbook says.
        name: That of its file.
        form: For the labels of cells.
        language: "zh" or "en".
        parent: The window.
    """

    def __init__(
        self, read: ReadBack, name: str, form: Form, language: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take figures over from a workbook"))
        self.summary = QLabel(
            self.tr(
                "{name}, saved by {by}: {count} figure(s) changed, {other} other change(s)."
            ).format(
                name=name, by=read.named(language), count=len(read.changes), other=len(read.other)
            )
        )
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Change"), self.tr("Reason")])
        self._list(
            self.tr("Become adjustments, in one step that can be undone"),
            [
                [say_change(change, form.cells[change.cell].label(language)), change.why]
                for change in read.changes
            ],
        )
        self._list(
            self.tr("Changed as well, and not taken over"),
            [[each.sentence(language)] for each in read.other],
        )
        self._compose(bool(read.changes))

    def _list(self, heading: str, lines: list[list[str]]) -> None:
        if not lines:
            return
        group = QTreeWidgetItem(self.tree, [heading])
        group.setFirstColumnSpanned(True)
        for line in lines:
            QTreeWidgetItem(group, line).setFirstColumnSpanned(len(line) == 1)
        group.setExpanded(True)

    def _compose(self, changed: bool) -> None:
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel if changed else standard.Close)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        if changed:
            take = buttons.addButton(self.tr("&Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
            take.setDefault(True)
            take.setFocus()
        self.resize(760, 400)


def say_change(change: FigureChange, label: str) -> str:
    """Returns a changed figure with what stood there before; a blank is an empty set."""
    return f"{label} {change.before or BLANK} → {change.after or BLANK}"
