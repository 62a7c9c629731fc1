"""Takes one answer on a table's layout over to the reports of the queue that are laid out alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...core.errors import GoujiError
from ...core.extraction.table_layout import table_layout
from ...core.review import Review
from ...core.review.acts.inferred import confirm_inferred, has_doubt
from ...core.review.review_file.open_or_create import open_or_create
from ...core.review.review_file.review_location import Keeping
from ...core.survey import ReportUnderReview


@dataclass(frozen=True)
class Inference:
    """An answer and what it is taken over from.

    Attributes:
        cells: Those that were answered.
        doubt: What was answered, a word of ``core.doubts.DOUBTS``.
        why: What it is inferred from, in words, for the record of each report.
    """

    cells: tuple[str, ...]
    doubt: str
    why: str


@dataclass(frozen=True)
class Inferred:
    """What became of one report.

    Attributes:
        report: As it stands now, without its open file.
        cells: How many cells were confirmed.
        error: Why its review could not be opened or written; None where it could.
    """

    report: ReportUnderReview
    cells: int = 0
    error: GoujiError | None = None


def laid_out_alike(
    subject: ReportUnderReview, others: Sequence[ReportUnderReview], table: str, doubt: str
) -> list[ReportUnderReview]:
    """Returns the reports whose table is laid out as that of another and read with the same doubt.

    Headers, number and order of the columns, the kind of lines and of file have to be the same.
    """
    layout = table_layout(subject.document, subject.report, table)
    if layout is None:
        return []
    return [
        other
        for other in others
        if other.key != subject.key
        and any(one.id == table for one in other.report.form.tables)
        and has_doubt(other.report, table, doubt)
        and table_layout(other.document, other.report, table) == layout
    ]


def infer_in(
    reports: Sequence[ReportUnderReview], inference: Inference, keeping: Keeping, reviewer: str
) -> list[Inferred]:
    """Records an answer in the review file of each report, opened and closed again one by one.

    Runs in the thread that opens review files.
    """
    return [_infer(report, inference, keeping, reviewer) for report in reports]


def _infer(
    under_review: ReportUnderReview, inference: Inference, keeping: Keeping, reviewer: str
) -> Inferred:
    try:
        taken = open_or_create(
            under_review.report,
            keeping,
            reviewer,
            source=under_review.document.path,
            path=under_review.review_path,
        )
    except GoujiError as error:
        return Inferred(under_review, error=error)
    try:
        count = _confirmed(taken.review, inference)
    except GoujiError as error:
        return Inferred(under_review, error=error)
    finally:
        if taken.file is not None:
            taken.file.close()
    path = taken.file.path if taken.file is not None else under_review.review_path
    told = replace(under_review, review_path=path).told_by(taken.review)
    return Inferred(replace(told, review=None, file=None), count)


def _confirmed(review: Review, inference: Inference) -> int:
    change = confirm_inferred(review, inference.cells, inference.doubt, inference.why)
    return len(change.cells) if change is not None else 0
