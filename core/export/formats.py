"""The kinds of file that a review is exported to, chosen by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..bilingual import ZH
from ..errors import OutputError
from ..review import Review
from ..suggestion import Suggestion
from .targets import check_target

if TYPE_CHECKING:
    from .opinion.opinion import Opinion

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
    language: str = ZH,
) -> None:
    """Writes a review in the format that the suffix of ``path`` names.

    Args:
        review: What to write.
        path: Where to; its source and its origin are never written over.
        suggestions: What would mend its findings.
        pictures: Of the changed cells.
        origin: What it was read from, where that lies elsewhere than its report says.
        replace: The user wants whatever lies there replaced, were it no export.
        language: Of what is written for people: workbook, opinion; data is the same in both.

    Raises:
        OutputError: The suffix names no format, a file lies there that may not be replaced, or
            it cannot be written.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise no_format(path, WRITERS)
    sources = [review.report.source.path, origin]
    check_target(path, [source for source in sources if source is not None], replace=replace)
    writer(Export(review, path, suggestions, pictures, language))


def no_format(path: Path, known: Iterable[str]) -> OutputError:
    """Returns the error for a file whose suffix is none of those known."""
    named, listed = path.suffix or path.name, list(known)
    return OutputError(
        f"不能导出为“{named}”。可用的扩展名：{'、'.join(listed)}。",
        f"Nothing is exported as “{named}”. Use one of {', '.join(listed)}.",
    )


@dataclass(frozen=True)
class Export:
    """What a writer is given; the arguments of ``write_export``."""

    review: Review
    path: Path
    suggestions: Sequence[Suggestion]
    pictures: Pictures | None
    language: str

    def opinion(self) -> Opinion:
        """Returns the review opinion."""
        from .opinion.opinion import opinion_of

        return opinion_of(self.review, self.suggestions, language=self.language)


def _workbook(export: Export) -> None:
    from .review_workbook.workbook import write_workbook

    write_workbook(
        export.review,
        export.path,
        suggestions=export.suggestions,
        pictures=export.pictures() if export.pictures is not None else {},
        language=export.language,
    )


def _csv(export: Export) -> None:
    from .flat import write_csv

    write_csv(export.review, export.path)


def _json_lines(export: Export) -> None:
    from .flat import write_json_lines

    write_json_lines(export.review, export.path)


def _docx(export: Export) -> None:
    from .opinion.word_and_web import write_opinion_docx

    write_opinion_docx(export.opinion(), export.path)


def _html(export: Export) -> None:
    from .opinion.word_and_web import write_opinion_html

    write_opinion_html(export.opinion(), export.path)


def _pdf(export: Export) -> None:
    from .opinion.opinion_pdf import write_opinion_pdf

    write_opinion_pdf(export.opinion(), export.path)


WRITERS: Mapping[str, Callable[[Export], None]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".docx": _docx,
    ".html": _html,
    ".pdf": _pdf,
}

IN_BOTH_LANGUAGES = (".xlsx", ".docx", ".html", ".pdf")
"""What is written for people, in Chinese or in English."""
