"""Records a correction of the structure of a table, and says what a person's decisions keep."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ...extraction.report import Reading
from ...extraction.structure.constraints import Constraint, from_records
from ..record.events import Kind
from ..record.placed import constraint_text, placed_by, record_text
from ..record.steps_in_force import active_events
from ..review import Change, Review
from ..state import reread
from ..step_events import Act


def act_of(
    review: Review,
    table: str,
    constraint: Mapping[str, Any],
    after: Mapping[str, Reading],
    why: str,
) -> Act | None:
    """Returns the act that places a table otherwise; None where nothing is read otherwise.

    Args:
        review: As it stands.
        table: The table's id.
        constraint: What the person said of the structure, fit for JSON.
        after: The readings, by cell; those that are as before are left out.
        why: The same in words.
    """
    before = {cell: review.cells[cell].extracted for cell in after}
    changed = [cell for cell in after if after[cell] != before[cell]]
    if not changed:
        return None
    return Act(
        Kind.PLACED,
        table,
        record_text({cell: before[cell] for cell in changed}),
        record_text({cell: after[cell] for cell in changed}),
        why,
        constraint_text(constraint),
    )


def place(
    review: Review,
    table: str,
    constraint: Mapping[str, Any],
    after: Mapping[str, Reading],
    why: str,
) -> Change:
    """Records a correction of the structure of one table as one step; see ``act_of``."""
    act = act_of(review, table, constraint, after, why)
    return review.do([act] if act is not None else [])


def kept_by_hand(review: Review, after: Mapping[str, Reading]) -> tuple[str, ...]:
    """Returns the cells that a person decided and of which a new placement says otherwise.

    What was decided stays.
    """
    return tuple(
        cell
        for cell, reading in after.items()
        if reading.figure != review.cells[cell].extracted.figure
        and reread(review.cells[cell], reading).audited != reading.figure
    )


def constraints_in_force(review: Review, table: str) -> tuple[Constraint, ...]:
    """Returns what was said of the structure of a table by the last placement in force of it.

    What an event says that no version has said so far counts as nothing.
    """
    for event in reversed(active_events(review.events)):
        if event.kind is Kind.PLACED and event.subject == table:
            said = placed_by(event).constraint
            if said.get("act") == "placed":
                with suppress(ValueError):
                    return from_records(said.get("constraints"))
    return ()


def is_unrecognised(review: Review) -> bool:
    """Returns whether no table of a report was recognised, and none was placed by hand since."""
    missing = review.report.missing_tables
    if len(missing) < len(review.report.form.tables):
        return False
    return not any(event.kind is Kind.PLACED for event in active_events(review.events))
