"""The chain of events: each carries the SHA-256 of the one before it.

What is hashed is canonical JSON: keys in the order of their code points, no white space, text as
it is in UTF-8, nothing escaped that JSON does not ask for. Times are ISO 8601 in UTC with
microseconds. The first event carries the hash of the file's origin: source, readings, rule set.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .events import Event, Kind


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An event as it stands in a file.

    Attributes:
        event: What was done.
        previous: The hash that it names as that of the event before it.
        hash: The hash that stands beside it.
    """

    event: Event
    previous: str
    hash: str


def canonical(value: Any) -> bytes:
    """Returns a value as canonical JSON, a byte of a name that is no UTF-8 escaped in it."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "backslashreplace")


def digest(value: Any) -> str:
    """Returns the SHA-256 of a value's canonical JSON, in lower-case hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def moment(at: datetime) -> str:
    """Returns a time as it is hashed and stored."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_hash(event: Event, previous: str) -> str:
    """Returns the hash of an event that follows on one with the hash ``previous``."""
    return digest(
        {
            "number": event.number,
            "step": event.step,
            "at": moment(event.at),
            "by": event.by,
            "kind": event.kind.value,
            "subject": event.subject,
            "before": event.before,
            "after": event.after,
            "why": event.why,
            "pin": event.pin,
            "previous": previous,
        }
    )


def linked(events: list[Event], previous: str) -> list[ChainLink]:
    """Returns events as links that follow on the hash ``previous``."""
    links: list[ChainLink] = []
    for event in events:
        links.append(ChainLink(event, previous, event_hash(event, previous)))
        previous = links[-1].hash
    return links


MOST_CHARACTERS = 100_000
"""Of one text of an event: some fifty pages, more than a reviewer gives as a reason."""

FIRST_YEAR, LAST_YEAR = 1970, 2999
"""Of an event: what every system and every kind of export can tell in any zone."""

COLUMNS = (
    "number", "step", "at", "by", "kind", "subject", "before", "after", "why", "pin",
    "previous", "hash",
)  # fmt: skip
"""The columns of an event in the file, in the order of ``to_row``."""


def to_row(link: ChainLink) -> tuple[int | str, ...]:
    """Returns a link as the file holds it."""
    event = link.event
    return (
        event.number, event.step, moment(event.at), event.by, event.kind.value, event.subject,
        event.before, event.after, event.why, event.pin, link.previous, link.hash,
    )  # fmt: skip


def from_row(row: tuple[Any, ...]) -> ChainLink:
    """Returns the link that a row of the file holds.

    Raises:
        ValueError: The row holds no event: a kind or a time that there is none of, or a text of
            no end.
        TypeError: A value is of another type.
    """
    number, step, at, by, kind, subject, before, after, why, pin, previous, hashed = row
    texts = (by, subject, before, after, why, pin, previous, hashed)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("an event holds a value that is no text")
    if not all(isinstance(each, int) for each in (number, step)):
        raise TypeError("an event holds a number that is none")
    if max(map(len, texts)) > MOST_CHARACTERS:
        raise ValueError("an event holds a text that is too long")
    when = when_of(at)
    event = Event(number, step, when, by, Kind(kind), subject, before, after, why, pin)
    return ChainLink(event, previous, hashed)


def when_of(text: str) -> datetime:
    """Returns a time as a file says it.

    Raises:
        ValueError: It is none, has no zone, or lies where no clock is.
    """
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValueError("a time that no clock shows")
    return when
