"""The sign-offs on record, each with what became of it: in force, lapsed, taken back, replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ..bilingual import Bilingual
from .record.events import Event, Kind
from .record.steps_in_force import active_events
from .review import Review
from .state import seconds
from .verdicts import Pins

HOLDS, LAPSED, UNDONE, REOPENED, REPLACED, SECONDED, UNKNOWN = (
    "holds", "lapsed", "undone", "reopened", "replaced", "seconded", "unknown",
)  # fmt: skip
"""What became of a sign-off."""

OUTCOMES: Mapping[str, Bilingual] = {
    HOLDS: Bilingual("有效", "holds"),
    LAPSED: Bilingual("已失效", "no longer holds"),
    UNDONE: Bilingual("后来撤销", "undone later"),
    REOPENED: Bilingual("后来重新打开", "reopened later"),
    REPLACED: Bilingual("后来重新签核", "signed off anew later"),
    SECONDED: Bilingual("后来由他人复核", "seconded by another reviewer later"),
    UNKNOWN: Bilingual("不能判断是否有效", "it cannot be told whether it holds"),
}


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A sign-off on record.

    Attributes:
        number: Of the event.
        at: When, in UTC.
        hash: To compare with one noted elsewhere.
        outcome: A key of ``OUTCOMES``.
        reasons: Why it lapsed, one sentence each; empty for any other outcome.
        covers_chain: Its hash stands for every event before it and for its own time, name and note
            as well; not so where an earlier version of Gouji gave it.
    """

    number: int
    by: str
    at: datetime
    hash: str
    outcome: str
    reasons: tuple[Bilingual, ...] = ()
    covers_chain: bool = True

    def fate(self, language: str = "zh") -> str:
        """Returns what became of it, and why, in "zh" or "en"."""
        said = OUTCOMES[self.outcome].in_language(language)
        if not self.reasons:
            return said
        colon = Bilingual("：", ": ").in_language(language)
        semicolon = Bilingual("；", "; ").in_language(language)
        return said + colon + semicolon.join(why.in_language(language) for why in self.reasons)


def sign_offs_of(events: Sequence[Event], review: Review | None) -> tuple[SignedOff, ...]:
    """Returns every sign-off on record, oldest first.

    Args:
        events: All of the file, in order.
        review: What they give; None where they do not hold together, and then nobody can say
            what became of a sign-off.
    """
    signed = [event for event in events if event.kind is Kind.SIGNED_OFF]
    if review is None:
        return tuple(_signed_off(event, UNKNOWN) for event in signed)
    active = [e for e in active_events(events) if e.kind in (Kind.SIGNED_OFF, Kind.REOPENED)]
    following: dict[int, Event | None] = {each.number: None for each in active}
    following |= {each.number: after for each, after in pairwise(active)}
    return tuple(_followed(event, following, review) for event in signed)


def _followed(event: Event, following: Mapping[int, Event | None], review: Review) -> SignedOff:
    """Returns a sign-off, given what followed on each one in force."""
    if event.number not in following:
        return _signed_off(event, UNDONE)
    after = following[event.number]
    if after is not None and after.kind is Kind.REOPENED:
        return _signed_off(event, REOPENED)
    if after is not None:
        return _signed_off(event, SECONDED if seconds(after, event) else REPLACED)
    last = review.sign_off_in_force
    lapses = () if last is None else last.lapses
    return _signed_off(event, LAPSED if lapses else HOLDS, lapses)


def _signed_off(event: Event, outcome: str, reasons: tuple[Bilingual, ...] = ()) -> SignedOff:
    pins = Pins.of(event.pin)
    hashed = pins.hash if pins.source else ""
    return SignedOff(event.number, event.by, event.at, hashed, outcome, reasons, bool(pins.chain))
