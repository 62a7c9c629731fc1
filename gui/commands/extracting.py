"""Commands on an extraction that another program made: hold reports against it, give it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog

from ...core.errors import GoujiError
from ...core.supplied.held_extraction import HeldExtraction
from ...core.supplied.supplied_values import ColumnMatch, GivenExtraction, SuppliedExtraction
from ..session.held_extractions import ExtractionsHeld, mapping_path
from ..session.review_store import data_folder
from ..session.worker_tasks import give_extraction_back, keep_mapping, read_extraction_as_kept
from .base import CommandSet
from .files import reviewed_on
from .parts import CommandParts

RECORDS = frozenset({".json", ".jsonl"})
"""Ends of the names of files that are an extraction and can be nothing else."""

TABLES = frozenset({".csv", ".xlsx"})
"""Ends of the names of those that are one where they are dropped together with a report."""


class ExtractingCommands(CommandSet):
    """What the window does with an extraction."""

    def __init__(
        self,
        parts: CommandParts,
        held: ExtractionsHeld,
        open_files: Callable[[Sequence[Path]], None],
        open_alone: Callable[[Path], None],
    ) -> None:
        super().__init__(parts)
        self._held = held
        self._open_files, self._open_alone = open_files, open_alone
        held.told.connect(self._say)

    def hold_extraction(self) -> None:
        """Asks for an extraction to hold the report against; with no report it is opened itself."""
        dialog = self._file_dialog(self.tr("Hold against an extraction"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self.tr("Extractions (*.json *.jsonl *.csv *.xlsx)")
        dialog.setNameFilters([kinds, self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        self._show(dialog)

    def take_dropped(self, paths: Sequence[Path]) -> bool:
        """Holds what is dropped against the extraction among it; returns whether there is one.

        A report and its extraction are dropped together, or an extraction on an open report.
        """
        own = [path for path in paths if path.suffix.lower() in RECORDS]
        if not own and len(paths) == 2:
            own = [path for path in paths if path.suffix.lower() in TABLES]
        others = [path for path in paths if path not in own]
        if len(own) != 1 or not (others or own[0].suffix.lower() in RECORDS):
            return False
        if others:
            self._held.take_none()
            self._open_files(others)
        self.read(own[0], waits=bool(others))
        return True

    def read(self, path: Path, *, waits: bool = False) -> None:
        """Reads an extraction off the GUI thread and holds the report under review against it.

        Args:
            path: Its file.
            waits: A report is being opened that is to be held against it.
        """
        if self._context.review is None and not waits:
            self._open_alone(path)
            return
        self._begin(GivenExtraction(path))

    def _begin(self, given: GivenExtraction) -> None:
        parts = self._parts
        parts.status.begin(self.tr("Reading {name}").format(name=given.path.name))

        def done(read: tuple[GivenExtraction, SuppliedExtraction | None, Columns]) -> None:
            parts.status.finish()
            kept, extraction, columns = read
            if extraction is not None:
                self._held.take(kept, extraction)
            if any(_is_open(column) for column in columns):
                self._ask(kept, columns)

        def failed(error: GoujiError) -> None:
            parts.status.finish()
            parts.complain(error)

        parts.status.track(
            parts.jobs.start(
                read_extraction_as_kept, given, data_folder(), on_done=done, on_failed=failed
            )
        )

    def _ask(self, given: GivenExtraction, columns: Columns) -> None:
        """Shows which cell each column was taken for, and asks for those that are not known."""
        from ..dialogs.extraction_columns import ExtractionColumnsDialog

        dialog = ExtractionColumnsDialog(
            given.path.name, columns, self._parts.language.code, self._parts.frame
        )

        def keep() -> None:
            chosen = dialog.chosen()
            self._parts.jobs.start(
                keep_mapping,
                mapping_path(data_folder(), columns),
                chosen,
                on_done=lambda _: self._begin(GivenExtraction(given.path, chosen)),
                on_failed=self._parts.complain,
            )

        dialog.accepted.connect(keep)
        self._show(dialog)

    def _say(self, held: HeldExtraction | None) -> None:
        extraction = self._held.extraction
        assert extraction is not None  # it is told of none else
        name = extraction.path.name
        if held is None:
            words = self.tr(
                "{name} has no report that is this one: check the file names, or body and year."
            )
            self._parts.message.say(words.format(name=name), failed=True)
            return
        words = self.tr("Held against {name}: {count} cells, {differ} differ (F8 goes to them)")
        said = words.format(name=name, count=len(held.compared), differ=len(held.differences))
        if held.absent:
            lacking = self.tr("{count} cells with a figure are not in it")
            said = f"{said} · {lacking.format(count=len(held.absent))}"
        self._parts.message.say(said)

    def give_back(self) -> None:
        """Asks for a place and writes the extraction there, corrected in its own shape."""
        if self._context.review is None:
            return
        given = self._held.given
        if given is None or self._held.held is None:
            words = self.tr("No extraction is held against this report (File, Hold against…).")
            self._parts.message.say(words, failed=True)
            return
        suffix = given.path.suffix
        dialog = self._file_dialog(self.tr("Give the extraction back"), given.path.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"*{suffix}"])
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"{given.path.stem}-corrected{suffix}")
        dialog.fileSelected.connect(lambda name: self.write_back(Path(name)))
        self._show(dialog)

    def write_back(self, target: Path) -> None:
        """Writes the corrected extraction off the GUI thread, and says where it lies."""
        given, parts = self._held.given, self._parts
        if given is None or self._context.review is None:
            return
        parts.status.begin(self.tr("Writing {name}").format(name=target.name))

        def done(counts: tuple[int, int]) -> None:
            parts.status.finish()
            where = QDir.toNativeSeparators(str(target))
            words = self.tr("{corrected} cells corrected, {left} left: {path}")
            said = words.format(corrected=counts[0], left=counts[1], path=where)
            parts.tell_written(said, target)

        def failed(error: GoujiError) -> None:
            parts.status.finish()
            parts.complain(error)

        parts.status.track(
            parts.jobs.start(
                give_extraction_back,
                target,
                given,
                reviewed_on(self._context),
                parts.language.code,
                on_done=done,
                on_failed=failed,
            )
        )


Columns = tuple[ColumnMatch, ...]


def _is_open(column: ColumnMatch) -> bool:
    """Returns whether it is asked what a column is: it may be a cell, and nobody has said."""
    return not column.target and not column.chosen and any("." in cell for cell in column.offers)
