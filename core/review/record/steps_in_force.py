"""Which steps and events of a review are in force: not undone, and not taken back alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .events import NOTES, Event, Kind


def active_steps(events: Iterable[Event]) -> list[int]:
    """Returns the numbers of the steps in force, oldest first; undone ones are left out."""
    steps: dict[int, bool] = {}
    for event in events:
        if event.kind is Kind.UNDONE:
            steps[int(event.subject)] = False
        elif event.kind is Kind.REDONE:
            steps[int(event.subject)] = True
        elif event.kind not in NOTES:
            steps[event.step] = True
    return [step for step, active in sorted(steps.items()) if active]


def active_events(events: Sequence[Event]) -> list[Event]:
    """Returns the events that the state follows from, oldest first.

    Left out are those of undone steps, those that a later event took back alone, and what
    changes no state: undoing itself and notes.
    """
    steps = set(active_steps(events))
    acts = [
        event
        for event in events
        if event.step in steps
        and event.kind not in NOTES
        and event.kind not in (Kind.UNDONE, Kind.REDONE)
    ]
    taken_back = {int(event.pin) for event in acts if event.kind is Kind.REVERTED}
    return [event for event in acts if event.number not in taken_back]


def redoable_step(events: Iterable[Event]) -> int | None:
    """Returns the step that was undone last, unless another was done since."""
    undone: list[int] = []
    for event in events:
        if event.kind is Kind.UNDONE:
            undone.append(int(event.subject))
        elif event.kind is Kind.REDONE:
            undone.remove(int(event.subject))
        elif event.kind not in NOTES:
            undone.clear()
    return undone[-1] if undone else None
