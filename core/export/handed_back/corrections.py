"""What of an extraction is corrected by what the page prints, what is left as it is, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...bilingual import Bilingual
from ...documents.document import Region
from ...doubts import is_doubt
from ...figures import Figure, State
from ...review import CellState, Review
from ...supplied.held_extraction import (
    EXTRACTION,
    UNREAD,
    ExtractionDifference,
    HeldExtraction,
)


class CorrectionOutcome(StrEnum):
    """What became of a cell that an extraction has otherwise than the page."""

    DECIDED = "decided"
    READ = "read"
    OPEN = "open"
    FORMULA = "formula"
    NO_PLACE = "no_place"


OUTCOMES: Mapping[str, Bilingual] = {
    CorrectionOutcome.DECIDED: Bilingual(
        "已更正，审核人核对过", "corrected, a reviewer looked at it"
    ),
    CorrectionOutcome.READ: Bilingual(
        "已更正，按程序所读，无人核对", "corrected as read, nobody looked at it"
    ),
    CorrectionOutcome.OPEN: Bilingual(
        "未更正：页面上的读数存疑", "left: its reading on the page is a doubt"
    ),
    CorrectionOutcome.FORMULA: Bilingual(
        "未更正：那里是公式，请改它所加的数", "left: a formula stands there, change what it adds up"
    ),
    CorrectionOutcome.NO_PLACE: Bilingual(
        "未更正：这种文件只读不写", "left: files of this kind are not written"
    ),
}
CORRECTED = frozenset({CorrectionOutcome.DECIDED, CorrectionOutcome.READ})


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that an extraction has otherwise than the page, and what became of it.

    Attributes:
        by: Who decided on it; empty where nobody has.
        region: Where the page prints it.
    """

    difference: ExtractionDifference
    outcome: CorrectionOutcome
    by: str = ""
    region: Region | None = None

    @property
    def cell(self) -> str:
        """The cell's id."""
        return self.difference.cell

    @property
    def figure(self) -> Figure:
        """What the page prints."""
        return self.difference.page


def corrections_of(held: HeldExtraction, review: Review) -> Iterator[Correction]:
    """Yields what becomes of each difference.

    Args:
        held: The extraction, held against what the review says that the page prints.
        review: With the doubts of the extraction in it.
    """
    by = _deciders(review)
    for each in held.differences:
        state = review.cells.get(each.cell)
        region = None if state is None else state.extracted.region
        outcome = _outcome(each, state)
        name = by.get(each.cell, "") if outcome is CorrectionOutcome.DECIDED else ""
        yield Correction(each, outcome, name, region)


def is_known(state: CellState) -> bool:
    """Returns whether it is known what the page prints in a cell.

    A reviewer says so, or nothing but the extraction itself makes a doubt of it.
    """
    if state.printed.state is State.UNREADABLE:
        return False
    reading = state.extracted
    is_sure = not is_doubt(reading.confidence) or reading.doubt == EXTRACTION
    return is_sure or state.decided


def _outcome(each: ExtractionDifference, state: CellState | None) -> CorrectionOutcome:
    slot = each.supplied.slot
    if slot.is_formula:
        return CorrectionOutcome.FORMULA
    if state is not None and (each.kind == UNREAD or not is_known(state)):
        return CorrectionOutcome.OPEN
    if slot.span is None and not slot.sheet:
        return CorrectionOutcome.NO_PLACE
    return (
        CorrectionOutcome.DECIDED if state is not None and state.decided else CorrectionOutcome.READ
    )


def _deciders(review: Review) -> dict[str, str]:
    """Returns who acted last on each cell."""
    return {event.subject: event.by for event in review.events}
