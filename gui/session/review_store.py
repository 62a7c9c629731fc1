"""Takes the review of a report from its file and puts it back, off the GUI thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal

from ...core.errors import GoujiError
from ...core.review.review_file.open_or_create import OpenedReview, open_or_create
from ...core.review.review_file.review_location import Keeping
from ...core.review.review_file.store import ReviewFile
from ...core.survey import ReportUnderReview
from .jobs import Job, Jobs

FILING = "filing"
"""The lane in which review files are opened and closed, one after the other."""


class ReviewStore(QObject):
    """Holds the one review file that is open, that of the report under review.

    Attributes:
        taken: A review is at hand; carries the ``ReportUnderReview``.
        failed: A review cannot be opened; carries the ``GoujiError``.
    """

    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._settings = settings
        self._open: list[ReviewFile] = []
        self._asked: ReportUnderReview | None = None
        self._keeping: Job | None = None
        self.under_review: ReportUnderReview | None = None
        self.reviewer = ""

    @property
    def keeping(self) -> Keeping:
        """Where review files are kept, by the settings."""
        chosen = str(self._settings.value("reviews", "") or "")
        kept = Path(str(self._settings.value("data", "") or data_folder()))
        return Keeping(kept / "reviews", Path(chosen) if chosen else None, kept / "readings")

    @property
    def file(self) -> ReviewFile | None:
        """The review file of the report under review."""
        return self.under_review.file if self.under_review is not None else None

    def take(self, wanted: ReportUnderReview) -> None:
        """Opens the review of a report, or begins it; ``taken`` tells when it is at hand."""
        if self._asked is not None and self._asked.key == wanted.key:
            return  # on its way already
        self._asked = wanted
        here = self.under_review
        if here is not None and self._is_here(wanted):
            self._hand_out(replace(wanted, review=here.review, file=here.file))
            return
        self._jobs.start_here(
            self._open_or_create,
            wanted,
            lane=FILING,
            on_done=lambda taken: self._give(wanted, taken),
            on_failed=lambda error: self._fail(wanted, error),
        )

    def let_go(self) -> None:
        """Puts the review under way back, so that no report is under review."""
        self._put_back(self.file)
        self.under_review = self._asked = None

    def rename(self, reviewer: str) -> None:
        """Takes the name that new events carry."""
        self.reviewer = reviewer
        if self.under_review is not None and self.under_review.review is not None:
            self.under_review.review.reviewer = reviewer

    def keep_cell(self, cell: str) -> None:
        """Keeps which cell is current, for the next time; it is written off the GUI thread.

        An arrow key that is held down moves on before the last cell is written: what is written
        is the newest one, and closing the file writes it where nothing else has.
        """
        if self.file is None or not cell:
            return
        self.file.note_cell(cell)
        if self._keeping is None or self._keeping.is_over:
            self._write_cell(self.file)

    def _write_cell(self, file: ReviewFile) -> None:
        """Writes the current cell in the lane's thread, again where it has moved on meanwhile."""
        if not file.is_cell_kept:
            self._keeping = self._jobs.start_here(
                file.keep_cell, lane=FILING, on_done=lambda _: self._write_cell(file)
            )

    def close(self) -> None:
        """Closes every file. What is on record is in them already."""
        for file in self._open:
            file.close()
        self._open.clear()

    def _is_here(self, wanted: ReportUnderReview) -> bool:
        """Returns whether the review that is wanted is the one that is open."""
        if self.file is None:
            return False
        if wanted.review_path is not None:
            return wanted.review_path == self.file.path
        origin = self.file.origin
        source, index = wanted.report.source.sha256, wanted.report.index
        return (origin.source_sha256, origin.report) == (source, index)

    def _open_or_create(self, wanted: ReportUnderReview) -> OpenedReview:
        """Runs in the lane's thread."""
        taken = open_or_create(
            wanted.report,
            self.keeping,
            self.reviewer,
            source=wanted.document.path,
            path=wanted.review_path,
        )
        if taken.file is not None:
            self._open.append(taken.file)
        return taken

    def _give(self, wanted: ReportUnderReview, taken: OpenedReview) -> None:
        if self._asked is None or wanted.key != self._asked.key:  # another was asked for since
            self._put_back(taken.file)
            return
        self._put_back(self.file)
        self._hand_out(replace(wanted, review=taken.review, file=taken.file))

    def _hand_out(self, under_review: ReportUnderReview) -> None:
        self._asked, self.under_review = None, under_review
        self.taken.emit(under_review)

    def _fail(self, wanted: ReportUnderReview, error: GoujiError) -> None:
        if wanted is self._asked:
            self._asked = None
        self.failed.emit(error)

    def _put_back(self, file: ReviewFile | None) -> None:
        if file is not None:
            self._jobs.start_here(self._close, file, lane=FILING)

    def _close(self, file: ReviewFile) -> None:
        """Runs in the lane's thread."""
        file.close()
        self._open.remove(file)


def data_folder() -> Path:
    """Returns the folder of what Gouji keeps for this user on this system."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location))
