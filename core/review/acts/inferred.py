"""One answer on how a table is laid out, taken over by reports that are laid out alike."""

from __future__ import annotations

from ...extraction.report import Report
from ..review import Change, Review
from ..uncertain import OF_TABLES


def table_doubt(review: Review, cells: tuple[str, ...]) -> tuple[str, str] | None:
    """Returns the table and the doubt about its layout that cells share; None where they do not.

    One cell can ask for the whole table, as that of the order of copied text does.
    """
    tables = {cell.partition(".")[0] for cell in cells}
    doubts = {review.cells[cell].extracted.doubt for cell in cells}
    if len(tables) != 1 or len(doubts) > 1 or not doubts <= OF_TABLES:
        return None
    return tables.pop(), doubts.pop()


def has_doubt(report: Report, table: str, doubt: str) -> bool:
    """Returns whether any cell of a table was read with a doubt."""
    return any(report.readings[cell.id].doubt == doubt for cell in report.form.table(table).cells())


def confirm_inferred(review: Review, cells: tuple[str, ...], doubt: str, why: str) -> Change | None:
    """Confirms the same cells of a table that are in the same doubt about its layout, as one step.

    Args:
        review: Of a report that is laid out as another one is.
        cells: Those that were answered there. Where others are in doubt here it is another doubt.
        doubt: The reason, a word of ``core.doubts.DOUBTS``.
        why: What it is inferred from; it stands in the record with each cell.

    Returns:
        What that changed; None where no such doubt is left, or the review is signed off.
    """
    if cells not in review.uncertain or review.sign_off_in_force is not None:
        return None
    found = table_doubt(review, cells)
    return review.confirm(cells, why=why) if found is not None and found[1] == doubt else None
