"""The settings: the reviewer's name, the look of the window, and where review files are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDir, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..shell.docks import SMALL_ONE, USUAL, WIDE_ONE, Docks
from ..shell.look import FEWEST_POINTS, MOST_POINTS, Colours, Look


class SettingsDialog(QDialog):
    """Asks for what a reviewer chooses once.

    Args:
        settings: Where the folder of the reviews is kept.
        reviewer: The name that decisions carry now.
        look: Colours and letters of the window.
        docks: The parts of the window.
        parent: The window.

    Attributes:
        renamed: Another name was given; carries it.
    """

    renamed = Signal(str)

    def __init__(
        self, settings: QSettings, reviewer: str, look: Look, docks: Docks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings, self._look, self._docks = settings, look, docks
        self._reviewer = reviewer
        self.setWindowTitle(self.tr("Settings"))
        self.colours, self.points, self.layout_ = QComboBox(), QSpinBox(), QComboBox()
        self.put_back = QPushButton(self.tr("&Put all parts back in their places"))
        self._offer_looks()
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
        points = self.points.value()
        self._look.choose(
            Colours(self.colours.currentData()), points if points >= FEWEST_POINTS else 0
        )
        if self.layout_.currentData() != self._docks.chosen:
            self._docks.choose(self.layout_.currentData())
        if self.name.text().strip() != self._reviewer:
            self.renamed.emit(self.name.text())
        super().accept()

    def _offer_looks(self) -> None:
        """Offers colours, sizes of letters and layouts, with what is chosen now in front."""
        colours = {
            Colours.SYSTEM.value: self.tr("As the system"),
            Colours.LIGHT.value: self.tr("Light"),
            Colours.DARK.value: self.tr("Dark"),
        }
        layouts = {
            "": self.tr("By the size of the window"),
            SMALL_ONE: self.tr("Close together, source and queue as tabs"),
            USUAL: self.tr("Source beside the form"),
            WIDE_ONE: self.tr("Half of the width for the source"),
        }
        _fill(self.colours, colours, self._look.colours.value)
        _fill(self.layout_, layouts, self._docks.chosen)
        self.points.setRange(FEWEST_POINTS - 1, MOST_POINTS)
        size = self.tr("As the system ({points} points)")
        self.points.setSpecialValueText(size.format(points=f"{self._look.system_points:g}"))
        self.points.setSuffix(self.tr(" points"))
        self.points.setValue(self._look.points or FEWEST_POINTS - 1)
        self.put_back.clicked.connect(self._docks.put_in_place)

    def _compose(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Reviewer:"), self.name)
        form.addRow(self.tr("Co&lours:"), self.colours)
        form.addRow(self.tr("Size of &letters:"), self.points)
        form.addRow(self.tr("Lay&out:"), self.layout_)
        form.addRow("", self.put_back)
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


def _fill(box: QComboBox, choices: Mapping[str, str], chosen: str) -> None:
    """Puts choices in a box, by what each stands for, with one of them in front."""
    for data, text in choices.items():
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
