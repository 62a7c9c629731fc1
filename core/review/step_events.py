"""Turns what a reviewer does into the events of the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ..printable import storable
from .record.event_chain import linked
from .record.events import Event, Kind
from .verdicts import sealed


@dataclass(frozen=True, slots=True)
class Act:
    """What a reviewer did: an ``Event`` before it is known who did it, when, and in which step."""

    kind: Kind
    subject: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    pin: str = ""


def events_of_step(
    acts: Sequence[Act], earlier: Sequence[Event], reviewer: str, origin: str
) -> list[Event]:
    """Returns acts as one step, with a note before it where the reviewer is another.

    A sign-off pins the hash of all that stands before it, those of its own step included.

    Args:
        acts: In their order; at least one.
        earlier: The events so far.
        reviewer: Who acts.
        origin: The hash that the first event follows on; empty where there is none.
    """
    now = datetime.now(UTC)
    first = len(earlier) + 1
    events = []
    if earlier and earlier[-1].by != reviewer:
        note = Act(Kind.REVIEWER_CHANGED, before=earlier[-1].by, after=reviewer)
        events.append(_event(note, first, first, now, reviewer))
        first += 1
    for number, act in enumerate(acts, start=first):
        event = _event(act, number, first, now, reviewer)
        if act.kind is Kind.SIGNED_OFF:
            links = linked([*earlier, *events], origin)
            event = sealed(event, links[-1].hash if links else origin)
        events.append(event)
    return events


def _event(act: Act, number: int, step: int, at: datetime, reviewer: str) -> Event:
    return Event(
        number,
        step,
        at,
        storable(reviewer),
        act.kind,
        act.subject,
        storable(act.before),
        storable(act.after),
        storable(act.why),
        act.pin,
    )
