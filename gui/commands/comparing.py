"""Commands on two reviews of one report: compare them, and put them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ...core.errors import GoujiError
from ...core.review.review_file.store import ReviewFile, open_file
from ..session.review_store import FILING
from .base import CommandSet
from .parts import CommandParts


class ComparingCommands(CommandSet):
    """What compares the review under review with another one."""

    def __init__(self, parts: CommandParts, open_file: Callable[[Path], None]) -> None:
        super().__init__(parts)
        self._open_file = open_file

    def compare(self) -> None:
        """Asks for another review of the same report and lists what differs."""
        if self._file is None:
            return
        dialog = self._file_dialog(self.tr("Compare with"), self._file.path.parent)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Review (*.gouji)")])
        dialog.fileSelected.connect(lambda name: self.compare_with(Path(name)))
        self._show(dialog)

    def compare_with(self, path: Path) -> None:
        """Opens another review, off the GUI thread, and lists what differs."""
        self._parts.jobs.start_here(
            partial(open_file, read_only=True),
            path,
            lane=FILING,
            on_done=self._compare,
            on_failed=self._parts.complain,
        )

    def _compare(self, other: ReviewFile) -> None:
        mine = self._file
        if mine is None:
            return
        try:
            from ..dialogs.comparison import ComparingDialog

            dialog = ComparingDialog(mine, other, self._parts.language.code, self._parts.frame)
        except GoujiError as error:
            self._parts.complain(error)
            return
        dialog.looked_at.connect(self._context.select_cell)
        dialog.merging.connect(self._ask_merged)
        self._show(dialog)

    def _ask_merged(self, other: ReviewFile, chosen: Mapping[str, str]) -> None:
        mine = self._file
        if mine is None:
            return
        dialog = self._file_dialog(self.tr("Merged review"), mine.path.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Review (*.gouji)")])
        dialog.setDefaultSuffix("gouji")
        dialog.fileSelected.connect(lambda name: self.write_merged(Path(name), other, chosen))
        self._show(dialog)

    def write_merged(self, target: Path, other: ReviewFile, chosen: Mapping[str, str]) -> None:
        """Writes the merged review, off the GUI thread, and opens it."""
        mine, parts = self._file, self._parts
        if mine is None:
            return

        def make() -> None:
            from ...core.review.review_file.merge import merge

            merge(target, mine, other, reviewer=parts.reviewer.name, chosen=chosen).close()

        parts.jobs.start_here(
            make,
            lane=FILING,
            on_done=lambda _: self._open_file(target),
            on_failed=parts.complain,
        )
