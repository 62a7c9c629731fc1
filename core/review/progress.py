"""How far a review has come: what is left to decide, and whether it is signed off."""

from __future__ import annotations

from dataclasses import dataclass

from ..finding import ERROR
from .review import Review


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """What a review leaves to decide, in counts.

    Attributes:
        errors, warnings: Findings of the report alone that no explanation in force answers.
        between: The same of findings between the report and others.
        doubtful: Cells, and body and year, read with little confidence that nobody has settled.
        questions: The doubts that these are: one answer may settle whole rows of a table.
        is_begun: The reviewer did something.
        is_signed_off: The review is signed off as it stands now.
        has_lapsed: It was signed off, and that no longer holds.
    """

    errors: int = 0
    warnings: int = 0
    doubtful: int = 0
    is_begun: bool = False
    is_signed_off: bool = False
    has_lapsed: bool = False
    between: int = 0
    questions: int = 0

    @property
    def left(self) -> int:
        """All that is left to decide."""
        return self.errors + self.warnings + self.between + self.doubtful


def progress_of(review: Review) -> ReviewProgress:
    """Returns how far a review has come."""
    left = [each for each in review.own_findings if not review.is_explained(each.rule)]
    between = [each for each in review.between_findings if not review.is_explained(each.rule)]
    errors = sum(1 for finding in left if finding.severity == ERROR)
    sign_off = review.sign_off_in_force
    named = sum(each.doubtful for each in review.identity.values())
    return ReviewProgress(
        errors=errors,
        warnings=len(left) - errors,
        doubtful=sum(cell.doubtful for cell in review.cells.values()) + named,
        is_begun=bool(review.events),
        is_signed_off=sign_off is not None and sign_off.holds,
        has_lapsed=sign_off is not None and not sign_off.holds,
        between=len(between),
        questions=len(review.uncertain) + named,
    )
