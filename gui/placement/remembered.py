"""The layouts that were placed by hand, kept with the settings for reports laid out alike."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.extraction.structure.taught_layouts import (
    TaughtLayout,
    from_text,
    kept_with,
    to_text,
)

KEY = "placement/layouts"


class RememberedLayouts(QObject):
    """What was placed by hand before.

    Attributes:
        changed: One more is kept, or one less.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.kept = from_text(str(settings.value(KEY, "") or ""))

    def keep(self, layout: TaughtLayout) -> None:
        """Keeps what was placed, in place of what was placed of the layout before."""
        self._set(kept_with(self.kept, layout))

    def drop(self, layout: TaughtLayout) -> None:
        """Keeps a layout no longer."""
        self._set(tuple(one for one in self.kept if one is not layout))

    def _set(self, kept: tuple[TaughtLayout, ...]) -> None:
        self.kept = kept
        self._settings.setValue(KEY, to_text(kept))
        self.changed.emit()


class RememberedLayoutsDialog(QDialog):
    """Lists the layouts that are kept; each can be dropped, and all be exported.

    Attributes:
        export_wanted: All of them are to be written into a file.
    """

    export_wanted = Signal()

    def __init__(self, layouts: RememberedLayouts, parent: QWidget) -> None:
        super().__init__(parent)
        self._layouts = layouts
        self.setWindowTitle(self.tr("Remembered layouts"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Remembered layouts"))
        self.drop = QPushButton(self.tr("&Forget this one"))
        self.drop.clicked.connect(self._drop)
        self.export = QPushButton(self.tr("&Export all…"))
        self.export.setToolTip(self.tr("For gouji batch --placements and gouji check --placements"))
        self.export.clicked.connect(self.export_wanted)
        said = QLabel(
            self.tr("Tables placed by hand. Reports laid out alike are offered the same placement.")
        )
        said.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(self.drop)
        row.addWidget(self.export)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.resize(480, 360)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for one in self._layouts.kept:
            self.list.addItem(f"{one.table}  {one.name}  {one.fingerprint[:8]}")
        self.list.setCurrentRow(0)
        for button in (self.drop, self.export):
            button.setEnabled(bool(self._layouts.kept))

    def _drop(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._layouts.kept):
            self._layouts.drop(self._layouts.kept[row])
            self._fill()
