"""What the sets of commands share: one way to act on the review, and to ask for a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ...core.errors import GoujiError
from ...core.review import Change
from ...core.review.review_file.store import ReviewFile
from ..grid.form_panel import FormPanel
from ..grid.grid_view import FormView
from ..session.review_context import Command
from ..shell.plain_names import name_plainly
from .parts import CommandParts


class CommandSet(QObject):
    """Some commands of the window, one method each, named as in ``command_table``.

    Attributes:
        dialog: The dialog that a command has opened, while it is open.
    """

    def __init__(self, parts: CommandParts) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self._context = parts.context
        self.dialog: QDialog | None = None

    def command(self, name: str) -> Callable[[], object]:
        """Returns a method of this set that finds the window as all before it has left it."""
        method: Callable[[], object] = getattr(self, name)

        def run() -> object:
            self._context.settle()
            return method()

        return run

    @property
    def _file(self) -> ReviewFile | None:
        """The review file of the report under review."""
        under_review = self._context.under_review
        return under_review.file if under_review is not None else None

    def _act(self, command: Command) -> Change | None:
        """Runs a command on the review; what refuses it is told in the message bar.

        Returns what it changed, None where it was refused.
        """
        try:
            return self._context.act(command)
        except GoujiError as error:
            self._parts.complain(error)
            return None

    def _table(self, form: FormPanel) -> FormView | None:
        """Returns the table in front; says where there is none that it takes a cell."""
        if form.current is None and self._context.review is not None:
            self._parts.message.say(
                self.tr("This is done on a cell: Enter goes from a sentence to its cell.")
            )
        return form.current

    def _file_dialog(self, title: str, folder: Path, parent: QWidget | None = None) -> QFileDialog:
        """Returns a file dialog; its words are ours where the system has no dialog of its own.

        Args:
            title: Of the dialog.
            folder: That it begins in.
            parent: The window that it belongs to and gives the keyboard back to.
        """
        dialog = QFileDialog(parent or self._parts.frame, title, str(folder))
        label = QFileDialog.DialogLabel
        for at, words in (
            (label.LookIn, self.tr("Folder:")),
            (label.FileName, self.tr("File &name:")),
            (label.FileType, self.tr("Kind:")),
        ):
            dialog.setLabelText(at, words)
        return dialog

    def _folder(self) -> Path:
        """Returns the folder that a file dialog begins in."""
        if self._context.under_review is not None:
            return self._context.under_review.place.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        fallback = QStandardPaths.writableLocation(documents)
        return Path(str(self._parts.settings.value("folder", fallback)))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        name_plainly(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        QDialog.open(dialog)  # a print dialog has an open() of its own, with other arguments

    def _forget(self) -> None:
        self.dialog = None
