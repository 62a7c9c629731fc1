"""Takes up the review of a report: the one there is, or a new one. Nothing is asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...extraction.report import Report
from ..record.events import Event
from ..review import Review
from ..review_errors import NotMadeError
from .review_location import Keeping, review_path_for
from .store import ReviewFile, create, open_file


@dataclass(frozen=True)
class OpenedReview:
    """The review of a report, with its file.

    Attributes:
        review: Whose steps are in the file before they count as done.
        file: Open; None where none could be made, and then the review takes no step.
    """

    review: Review
    file: ReviewFile | None


def open_or_create(
    report: Report, keeping: Keeping, reviewer: str, *, source: Path, path: Path | None = None
) -> OpenedReview:
    """Returns the review of a report that goes on, or begins.

    Where no file can be made, every step is refused with the reason, so that nothing is done
    that would be lost.

    Args:
        report: As just extracted.
        keeping: Where review files are kept.
        reviewer: The name that new events carry.
        source: The source document.
        path: The review file that is meant; None for the one of the source.

    Raises:
        ReviewFileError: There is one and it cannot be opened.
    """
    try:
        file = open_file(path) if path is not None else open_review(report, source, keeping)
    except NotMadeError as error:
        return OpenedReview(Review(report, reviewer=reviewer, record=_Refusal(error)), None)
    try:
        return OpenedReview(file.review(reviewer).read_now(report), file)
    except BaseException:
        file.close()
        raise


class _Refusal:
    """Takes no step, and says why the review has no file."""

    def __init__(self, error: NotMadeError) -> None:
        self._error = error

    def __call__(self, _events: Sequence[Event]) -> None:
        raise NotMadeError(self._error.path, self._error.detail)


def open_review(report: Report, source: Path | bytes, keeping: Keeping) -> ReviewFile:
    """Returns the review file of a report, open; it is made where there is none.

    One that exists keeps its own readings: ``reread.diff`` of its report and the one given says
    what is read otherwise now.

    Args:
        report: As just extracted.
        source: The source document, or its bytes.
        keeping: Where review files are kept.

    Raises:
        ReviewFileError: There is one and it cannot be opened.
        NotMadeError: None can be made, neither in its place nor in the fallback.
    """
    place, sha256 = report.source.path, report.source.sha256
    path = review_path_for(place, sha256, keeping, report.index)
    if path.exists():
        return open_file(path)
    try:
        return create(path, source, report)
    except NotMadeError:
        if path.parent == keeping.fallback:
            raise
    with suppress(OSError):
        keeping.fallback.mkdir(parents=True, exist_ok=True)
    return create(keeping.fallback / path.name, source, report)
