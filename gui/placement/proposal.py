"""A correction of the structure that is shown and does not count yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ...core.doubts import is_doubt
from ...core.extraction.report import Reading
from ...core.review import Change, Review
from ...core.review.acts.structure_correction import kept_by_hand, place
from ..session.review_context import ReviewContext


@dataclass(frozen=True)
class PlacementProposal:
    """What would be read otherwise.

    Attributes:
        table: The table's id.
        constraint: What the person says of the structure, fit for JSON.
        readings: Of the cells that would be read otherwise.
        fallen: Figures that no cell would hold: the cell they stand in, and their reading.
        words: The correction in words, in the language of the window.
    """

    table: str
    constraint: Mapping[str, Any]
    readings: Mapping[str, Reading]
    words: str
    fallen: Sequence[tuple[str, Reading]] = ()


class PendingPlacement(QObject):
    """The proposal that waits to be taken or left, if there is one.

    It ends with anything else that is done: another proposal, a decision, another report.

    Attributes:
        changed: There is another proposal, or none any more.
        taken: A proposal was taken; carries it.
    """

    changed = Signal()
    taken = Signal(object)

    def __init__(self, context: ReviewContext) -> None:
        super().__init__(context)
        self._context = context
        self._texts: Mapping[str, str] = {}
        self.proposal: PlacementProposal | None = None
        context.previewed.connect(self._follow)
        context.opened.connect(self.leave)
        context.cell_selected.connect(lambda _cell: self.leave())

    @property
    def kept(self) -> tuple[str, ...]:
        """The cells that a person decided and of which the proposal says otherwise: they stay."""
        review = self._context.review
        if review is None or self.proposal is None:
            return ()
        return kept_by_hand(review, self.proposal.readings)

    @property
    def figures(self) -> int:
        """How many cells would hold another figure."""
        return len(self._texts) if self.proposal is not None else 0

    @property
    def settled(self) -> int:
        """How many doubts would be settled of where a figure belongs."""
        review, proposal = self._context.review, self.proposal
        if review is None or proposal is None:
            return 0
        return sum(
            review.cells[cell].doubtful and not is_doubt(reading.confidence)
            for cell, reading in proposal.readings.items()
        )

    def offer(self, proposal: PlacementProposal) -> None:
        """Shows in the grid and on the source what would be read otherwise."""
        self.proposal = None
        review = self._context.review
        if review is not None:
            stay = set(kept_by_hand(review, proposal.readings))
            self._texts = {
                cell: reading.figure.text
                for cell, reading in proposal.readings.items()
                if cell not in stay and reading.figure != review.cells[cell].extracted.figure
            }
            self._context.propose(self._texts)
            self.proposal = proposal
        self.changed.emit()

    def take(self) -> Change | None:
        """Records the proposal; returns what it changed, None where there was none.

        Raises:
            GoujiError: It was refused; nothing changed.
        """
        found, self.proposal = self.proposal, None
        if found is None:
            return None

        def command(review: Review) -> Change:
            return place(review, found.table, found.constraint, found.readings, found.words)

        try:
            change = self._context.act(command)
        finally:
            self.changed.emit()
        self.taken.emit(found)
        return change

    def leave(self) -> None:
        """Gives the proposal up."""
        if self.proposal is not None:
            self.proposal = None
            self._context.propose({})
            self.changed.emit()

    def _follow(self) -> None:
        """Ends the proposal where something else is shown in its place."""
        if self.proposal is not None and self._context.proposed != self._texts:
            self.proposal = None
            self.changed.emit()
