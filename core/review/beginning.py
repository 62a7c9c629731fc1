"""Opens the review of a report: the one there is, or a new one. Nothing is asked."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ..extraction.report import Report
from .errors import NotMadeError
from .places import review_path_for
from .store import ReviewFile, create, open_file


def open_review(
    report: Report, source: Path | bytes, fallback: Path, *, chosen: Path | None = None
) -> ReviewFile:
    """Returns the review file of a report, open; it is made where there is none.

    One that exists keeps its own readings: ``reread.diff`` of its report and the one given says
    what is read otherwise now.

    Args:
        report: As just extracted.
        source: The source document, or its bytes.
        fallback: The user's own data folder, for sources whose folder cannot be written.
        chosen: The folder that the user keeps reviews in; None for beside the source.

    Raises:
        ReviewFileError: There is one and it cannot be opened.
        NotMadeError: None can be made, neither in its place nor in the fallback.
    """
    place, sha256 = report.source.path, report.source.sha256
    path = review_path_for(place, sha256, fallback, chosen=chosen, report=report.index)
    if path.exists():
        return open_file(path)
    try:
        return create(path, source, report)
    except NotMadeError:
        if path.parent == fallback:
            raise
    with suppress(OSError):
        fallback.mkdir(parents=True, exist_ok=True)
    return create(fallback / path.name, source, report)
