"""Opens a file in a worker process, asking for a password or for one of several reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from ...core.errors import GoujiError, NoReportError, PasswordNeededError
from ...core.extraction.report import Report
from ...core.review.review_file.review_location import Keeping
from ...core.survey import (
    ReportUnderReview,
    survey,
    survey_another,
    survey_extraction,
    survey_unrecognised,
)
from ..dialogs.password import password_dialog
from .jobs import Job, Jobs


class Opener(QObject):
    """One opening at a time; a new one takes the place of one under way.

    Attributes:
        started: Reading began; carries the file's name.
        progressed: How many parts are read, and of how many.
        ended: Reading ended, in whatever way.
        chosen: There is a report to show; carries the ``ReportUnderReview``.
        failed: The file could not be opened; carries the ``GoujiError``.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, keeping: Callable[[], Keeping], window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._keeping = keeping
        self._window = window
        self._job: Job | None = None
        self._path = Path()
        self._password: str | None = None
        self.dialog: QDialog | None = None

    def open(self, path: Path, password: str | None = None) -> None:
        """Starts to read a file."""
        self.cancel()
        self._path, self._password = path, password
        self._begin(survey)

    def open_another(self, path: Path, password: str | None = None) -> None:
        """Opens a file for one report more in it, of which nothing is recognised."""
        self.cancel()
        self._path, self._password = path, password
        self._begin(survey_another)

    def open_extraction(self, path: Path) -> None:
        """Opens an extraction by itself, with no report to hold it against."""
        self.cancel()
        self._path, self._password = path, None
        self._begin(survey_extraction)

    def cancel(self) -> None:
        """Stops reading."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.ended.emit()

    def _done(self, found: Sequence[ReportUnderReview]) -> None:
        self._job = None
        self.ended.emit()
        if len(found) == 1:
            self.chosen.emit(found[0])
        else:
            self._choose(found)

    def _fail(self, error: GoujiError) -> None:
        self._job = None
        self.ended.emit()
        if isinstance(error, PasswordNeededError):
            self._ask_password()
        elif isinstance(error, NoReportError):
            self._open_unrecognised()
        else:
            self.failed.emit(error)

    def _open_unrecognised(self) -> None:
        """Opens a file in which no table was recognised, for its tables to be marked by hand."""
        self._begin(survey_unrecognised)

    def _begin(self, look: Callable[..., tuple[ReportUnderReview, ...]]) -> None:
        self.started.emit(self._path.name)
        self._job = self._jobs.start(
            look,
            self._path,
            self._keeping(),
            password=self._password,
            on_done=self._done,
            on_failed=self._fail,
            on_progress=self.progressed.emit,
        )

    def _ask_password(self) -> None:
        dialog = password_dialog(self._window, self._path.name, again=self._password is not None)
        dialog.textValueSelected.connect(lambda password: self.open(self._path, password))
        self._show(dialog)

    def _choose(self, listed: Sequence[ReportUnderReview]) -> None:
        nameless = self.tr("(no name)")
        names = [
            f"{number}. {title(read.report, nameless)}" for number, read in enumerate(listed, 1)
        ]
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Several reports"))
        dialog.setLabelText(self.tr("The file holds several reports. Which one?"))
        dialog.setComboBoxItems(names)
        dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
        dialog.textValueSelected.connect(lambda name: self.chosen.emit(listed[names.index(name)]))
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def title(report: Report, nameless: str) -> str:
    """Returns what a report is called: its organization and its year."""
    name = report.organization or nameless
    return f"{name} {report.year}" if report.year is not None else name
