"""The kinds of file that a review is exported to, chosen by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ..errors import OutputError
from ..review import Review
from ..suggestion import Suggestion
from .targets import check_target

Pictures = Callable[[], Mapping[str, bytes]]
"""Makes the pictures for a workbook; called for no other kind of file."""


def write_export(
    review: Review,
    path: Path,
    *,
    suggestions: Sequence[Suggestion] = (),
    pictures: Pictures | None = None,
    origin: Path | None = None,
    replace: bool = False,
) -> None:
    """Writes a review in the format that the suffix of ``path`` names.

    Args:
        review: What to write.
        path: Where to; its source and its origin are never written over.
        suggestions: What would mend its findings.
        pictures: Of the changed cells.
        origin: What it was read from, where that lies elsewhere than its report says.
        replace: The user wants whatever lies there replaced, were it no export.

    Raises:
        OutputError: The suffix names no format, a file lies there that may not be replaced, or
            it cannot be written.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise no_format(path, WRITERS)
    sources = [review.report.source.path, origin]
    check_target(path, [source for source in sources if source is not None], replace=replace)
    writer(review, path, suggestions, pictures)


def no_format(path: Path, known: Iterable[str]) -> OutputError:
    """Returns the error for a file whose suffix is none of those known."""
    named, listed = path.suffix or path.name, list(known)
    return OutputError(
        f"不能导出为“{named}”。可用的扩展名：{'、'.join(listed)}。",
        f"Nothing is exported as “{named}”. Use one of {', '.join(listed)}.",
    )


def _workbook(
    review: Review, path: Path, suggestions: Sequence[Suggestion], pictures: Pictures | None
) -> None:
    from .review_workbook.workbook import write_workbook

    drawn = pictures() if pictures is not None else {}
    write_workbook(review, path, suggestions=suggestions, pictures=drawn)


def _csv(review: Review, path: Path, *unused: object) -> None:
    from .flat import write_csv

    write_csv(review, path)


def _json_lines(review: Review, path: Path, *unused: object) -> None:
    from .flat import write_json_lines

    write_json_lines(review, path)


def _docx(
    review: Review, path: Path, suggestions: Sequence[Suggestion], _: Pictures | None
) -> None:
    from .opinion.opinion import opinion_of
    from .opinion.word_and_web import write_opinion_docx

    write_opinion_docx(opinion_of(review, suggestions), path)


def _html(
    review: Review, path: Path, suggestions: Sequence[Suggestion], _: Pictures | None
) -> None:
    from .opinion.opinion import opinion_of
    from .opinion.word_and_web import write_opinion_html

    write_opinion_html(opinion_of(review, suggestions), path)


def _pdf(review: Review, path: Path, suggestions: Sequence[Suggestion], _: Pictures | None) -> None:
    from .opinion.opinion import opinion_of
    from .opinion.opinion_pdf import write_opinion_pdf

    write_opinion_pdf(opinion_of(review, suggestions), path)


Writer = Callable[[Review, Path, Sequence[Suggestion], Pictures | None], None]

WRITERS: Mapping[str, Writer] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".docx": _docx,
    ".html": _html,
    ".pdf": _pdf,
}
