"""The command that takes figures over from a workbook that was corrected in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ...core.errors import GoujiError
from ...core.review import Review
from ..session.worker_tasks import read_workbook
from .base import CommandSet
from .files import reviewed_on

if TYPE_CHECKING:
    from ...core.export.readback.corrected_workbook import ReadBack


class ImportingCommands(CommandSet):
    """What reads a workbook back into the review that it was exported from."""

    def import_workbook(self) -> None:
        """Asks for a workbook and lists what was changed in it."""
        if self._context.review is None:
            return
        dialog = self._file_dialog(self.tr("Import workbook"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Excel workbook (*.xlsx)")])
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        self._show(dialog)

    def read(self, path: Path) -> None:
        """Reads a workbook off the GUI thread and lists what was changed in it."""
        review, parts = self._context.review, self._parts
        if review is None:
            return
        parts.status.begin(self.tr("Reading {name}").format(name=path.name))

        def done(read: ReadBack) -> None:
            parts.status.finish()
            if self._context.review is review:
                self._ask(read, path.name, review)

        def failed(error: GoujiError) -> None:
            parts.status.finish()
            parts.complain(error)

        parts.status.track(
            parts.jobs.start(
                read_workbook, path, reviewed_on(self._context), on_done=done, on_failed=failed
            )
        )

    def _ask(self, read: ReadBack, name: str, review: Review) -> None:
        from ..dialogs.workbook_import import ImportingDialog

        parts = self._parts
        if not read.changes and not read.other:
            parts.message.say(self.tr("Nothing was changed in {name}").format(name=name))
            return
        form = review.report.form
        dialog = ImportingDialog(read, name, form, parts.language.code, parts.frame)
        dialog.accepted.connect(lambda: self._take(read, name))
        self._show(dialog)

    def _take(self, read: ReadBack, name: str) -> None:
        from ...core.export.readback.corrected_workbook import (
            take_back,  # it is loaded with what was read
        )

        change = self._act(lambda review: take_back(review, read, review.reviewer))
        if change is not None and change.cells:
            self._context.select_cell(change.cells[0], stays=True)
            said = self.tr("{count} figure(s) taken over from {name}")
            self._parts.message.say(said.format(count=len(change.cells), name=name))
