"""The settings: the reviewer's name, and where review files are kept."""

from __future__ import annotations

from PySide6.QtCore import QDir, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)


class SettingsDialog(QDialog):
    """Asks for what a reviewer chooses once.

    Attributes:
        renamed: Another name was given; carries it.
    """

    renamed = Signal(str)

    def __init__(self, settings: QSettings, reviewer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._reviewer = reviewer
        self.setWindowTitle(self.tr("Settings"))
        self.name = QLineEdit(reviewer)
        self.name.setAccessibleName(self.tr("Reviewer"))
        self.beside = QRadioButton(self.tr("&Beside the source, where that can be written"))
        self.in_folder = QRadioButton(self.tr("In one &folder:"))
        self.folder = QLineEdit(str(settings.value("reviews", "") or ""))
        self.folder.setAccessibleName(self.tr("Folder of the reviews"))
        self._browse = QPushButton(self.tr("&Choose…"))
        self._complaint = QLabel()
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self._compose()
        (self.in_folder if self.folder.text() else self.beside).setChecked(True)
        self._enable()
        self.in_folder.toggled.connect(self._enable)
        self._browse.clicked.connect(self._ask_folder)

    def accept(self) -> None:
        """Takes what is chosen; a folder that is not there is refused with why."""
        chosen = self.folder.text().strip() if self.in_folder.isChecked() else ""
        if self.in_folder.isChecked() and not (chosen and QDir(chosen).exists()):
            self._complaint.setText("✖ " + self.tr("There is no such folder."))
            self._complaint.show()
            self.folder.setFocus()
            return
        self._settings.setValue("reviews", chosen)
        if self.name.text().strip() != self._reviewer:
            self.renamed.emit(self.name.text())
        super().accept()

    def _compose(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Reviewer:"), self.name)
        folder = QHBoxLayout()
        folder.addWidget(self.in_folder)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self._browse)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(QLabel(self.tr("Review files are kept")))
        layout.addWidget(self.beside)
        layout.addLayout(folder)
        layout.addWidget(self._complaint)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.resize(560, self.sizeHint().height())

    def _enable(self) -> None:
        for widget in (self.folder, self._browse):
            widget.setEnabled(self.in_folder.isChecked())

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of the reviews"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda chosen: self.folder.setText(QDir.toNativeSeparators(chosen))
        )
        dialog.open()
