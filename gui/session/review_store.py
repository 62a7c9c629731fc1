"""Takes the review of a report from its file and puts it back, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal

from ...core.documents.document import Document
from ...core.errors import GoujiError
from ...core.extraction.report import Report
from ...core.review import Review, Standing
from ...core.review.beginning import TakenUp, take_up
from ...core.review.places import Keeping
from ...core.review.store import ReviewFile
from ...core.survey import Survey
from .jobs import Jobs

FILING = "filing"
"""The lane in which review files are opened and closed, one after the other."""


@dataclass(frozen=True)
class Wanted:
    """A report that is to be reviewed.

    Attributes:
        place: The file that the user opened: the source, or the review file.
        document: The source.
        report: As it is read now.
        path: Its review file, None where that is still to be found or made.
        password: The one that opened the source.
        notice: Why the source cannot be shown, if so.
    """

    place: Path
    document: Document
    report: Report
    path: Path | None = None
    password: str | None = None
    notice: GoujiError | None = None

    @property
    def key(self) -> tuple[Path, int]:
        """What tells it from every other report of the session."""
        return self.place, self.report.index


@dataclass(frozen=True)
class Laid:
    """A report with its review, ready for the desk; ``file`` is None where none is written."""

    wanted: Wanted
    review: Review
    file: ReviewFile | None = None


def reports_of(found: Survey, password: str | None = None) -> list[tuple[Wanted, Standing]]:
    """Returns the reports of a file as they can be wanted, each with its standing."""
    return [
        (
            Wanted(
                found.place.absolute(),
                found.document,
                each.report,
                each.review,
                password,
                found.notice,
            ),
            each.standing,
        )
        for each in found.reports
    ]


class Shelf(QObject):
    """Holds the one review file that is open, that of the report on the desk.

    Attributes:
        taken: A review is at hand; carries ``Laid``.
        failed: A review cannot be opened; carries the ``GoujiError``.
    """

    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._settings = settings
        self._open: list[ReviewFile] = []
        self._asked: Wanted | None = None
        self.laid: Laid | None = None
        self.reviewer = ""

    @property
    def keeping(self) -> Keeping:
        """Where review files are kept, by the settings."""
        chosen = str(self._settings.value("reviews", "") or "")
        return Keeping(data_folder() / "reviews", Path(chosen) if chosen else None)

    @property
    def file(self) -> ReviewFile | None:
        """The review file of the report on the desk."""
        return self.laid.file if self.laid is not None else None

    def take(self, wanted: Wanted) -> None:
        """Opens the review of a report, or begins it; ``taken`` tells when it is at hand."""
        if self._asked is not None and self._asked.key == wanted.key:
            return  # on its way already
        self._asked = wanted
        if self._is_here(wanted):
            assert self.laid is not None
            self._hand_out(Laid(wanted, self.laid.review, self.laid.file))
            return
        self._jobs.start_here(
            self._take_up,
            wanted,
            lane=FILING,
            on_done=lambda taken: self._give(wanted, taken),
            on_failed=lambda error: self._fail(wanted, error),
        )

    def rename(self, reviewer: str) -> None:
        """Takes the name that new events carry."""
        self.reviewer = reviewer
        if self.laid is not None:
            self.laid.review.reviewer = reviewer

    def keep_cell(self, cell: str) -> None:
        """Keeps which cell is current, for the next time."""
        if self.file is not None and cell:
            self.file.current_cell = cell

    def close(self) -> None:
        """Closes every file. What is on record is in them already."""
        for file in self._open:
            file.close()
        self._open.clear()

    def _is_here(self, wanted: Wanted) -> bool:
        """Returns whether the review that is wanted is the one that is open."""
        if self.laid is None or self.file is None:
            return False
        if wanted.path is not None:
            return wanted.path == self.file.path
        origin = self.file.origin
        source, index = wanted.report.source.sha256, wanted.report.index
        return (origin.source_sha256, origin.report) == (source, index)

    def _take_up(self, wanted: Wanted) -> TakenUp:
        """Runs in the lane's thread."""
        taken = take_up(
            wanted.report,
            self.keeping,
            self.reviewer,
            source=wanted.document.path,
            path=wanted.path,
        )
        if taken.file is not None:
            self._open.append(taken.file)
        return taken

    def _give(self, wanted: Wanted, taken: TakenUp) -> None:
        if self._asked is None or wanted.key != self._asked.key:  # another was asked for since
            self._put_back(taken.file)
            return
        self._put_back(self.file)
        self._hand_out(Laid(wanted, taken.review, taken.file))

    def _hand_out(self, laid: Laid) -> None:
        self._asked, self.laid = None, laid
        self.taken.emit(laid)

    def _fail(self, wanted: Wanted, error: GoujiError) -> None:
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
