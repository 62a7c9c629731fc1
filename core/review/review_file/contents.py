"""What a review file holds, read whole: origin, source, readings, events."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...documents.source_files.kinds import fitting_suffix
from ...extraction.report import Report, Source
from ...files.database import MEANINGLESS, DatabaseFileError, differences, within
from ...files.file_names import plain_name
from ..record import readings
from ..record.event_chain import COLUMNS as EVENT_COLUMNS
from ..record.event_chain import MOST_CHARACTERS, ChainLink, digest, from_row
from ..review_errors import ReviewDamagedError, ReviewNewerError
from .schema import DEFINITION
from .tampering import chain_faults, seal_faults

_COUNTS = {
    table: f"SELECT COUNT(*) FROM {table}"  # noqa: S608
    for table in ("origin", "source", "head", "view")
}
UNREADABLE = (sqlite3.Error, DatabaseFileError, *MEANINGLESS)
"""What comes of values that no version has written."""

MOST_SOURCE_BYTES = 1 << 30

MOST_TEXT_BYTES = 4 * MOST_CHARACTERS
"""Of a text: no event has a longer one, and nothing else as long a one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a review was begun on; the first event carries its hash.

    Attributes:
        id: Of the file, made at random.
        created: When, ISO 8601 in UTC.
        gouji: Version of the program.
        rules: Hash of the rule set.
        report: Which report of the source, from 0.
        readings: SHA-256 of the readings as first extracted.
    """

    id: str
    created: str
    gouji: str
    rules: str
    source_name: str
    source_kind: str
    source_sha256: str
    report: int
    readings: str

    @property
    def hash(self) -> str:
        """What the first event names as its predecessor."""
        return digest({name: getattr(self, name) for name in ORIGIN_COLUMNS})

    @property
    def plain_name(self) -> str:
        """The name of the source as that of one file; what the review file says may be a path."""
        return plain_name(self.source_name)

    @property
    def copy_name(self) -> str:
        """The name for a copy of the source, with an end of its own kind: none that is run."""
        name = self.plain_name
        suffix = Path(name).suffix
        fitting = fitting_suffix(self.source_kind, suffix)
        return name if fitting == suffix else f"{name}{fitting}"


ORIGIN_COLUMNS = (
    "id", "created", "gouji", "rules", "source_name", "source_kind", "source_sha256", "report",
    "readings",
)  # fmt: skip
_ORIGIN = f"SELECT {', '.join(ORIGIN_COLUMNS)} FROM origin"  # noqa: S608
_EVENTS = f"SELECT {', '.join(EVENT_COLUMNS)} FROM event ORDER BY number"  # noqa: S608
_READINGS = "SELECT rowid, sha256, made, gouji, rules, packing FROM readings ORDER BY made"
_DATA = "SELECT data FROM readings WHERE rowid = ?"


@dataclass(frozen=True, slots=True)
class Packed:
    """Readings as they are held: who made them, and their bytes."""

    sha256: str
    made: str
    gouji: str
    rules: str
    packing: str
    data: bytes


@dataclass(frozen=True)
class ReviewContents:
    """Everything of a review file.

    Attributes:
        source: The bytes of the source document.
        report: As first extracted.
        rereads: Later readings by SHA-256.
        links: The events with their hashes.
        head: How many events there are, and the hash of the last one.
        cell: The cell that was current.
        source_path: Where the source lay when the review was begun; a note that nothing is
            opened by.
        fits: Whether source, readings and events are those that the hashes on record were made
            of; ``verify`` says what is not.
    """

    origin: Origin
    source: bytes
    report: Report
    rereads: Mapping[str, Report]
    packed: tuple[Packed, ...]
    links: tuple[ChainLink, ...]
    head: tuple[int, str]
    cell: str
    source_path: str
    fits: bool = True


def load(connection: sqlite3.Connection, path: Path) -> ReviewContents:
    """Returns what a review file holds.

    Args:
        connection: To the file, or to a copy of it.
        path: Of the file itself, for messages and to find the source beside it.

    Raises:
        ReviewDamagedError: It does not hold together.
        ReviewNewerError: It holds readings of a form that this program does not know.
    """
    try:
        return _load(connection, path)
    except readings.UnknownTableError as error:
        raise ReviewNewerError(path) from error
    except UNREADABLE as error:
        raise ReviewDamagedError(path) from error


def origin_of(connection: sqlite3.Connection) -> Origin:
    """Returns the origin that a file names.

    Raises:
        ValueError: There is none.
    """
    with within(connection, MOST_TEXT_BYTES):
        row = connection.execute(_ORIGIN).fetchone()
    if row is None:
        raise ValueError("no origin")
    origin = Origin(*row)
    texts = (getattr(origin, name) for name in ORIGIN_COLUMNS if name != "report")
    if type(origin.report) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError("an origin holds a value that none has")
    return origin


def source_of(connection: sqlite3.Connection) -> bytes:
    """Returns the source document that a file holds.

    Raises:
        ValueError: It cannot be unpacked.
    """
    with within(connection, MOST_TEXT_BYTES):
        size, packing = connection.execute("SELECT size, packing FROM source").fetchone()
    (data,) = connection.execute("SELECT data FROM source").fetchone()
    return readings.unpack(packing, data, min(size + 1, MOST_SOURCE_BYTES))


def packed_of(connection: sqlite3.Connection) -> tuple[Packed, ...]:
    """Returns all readings that a file holds."""
    with within(connection, MOST_TEXT_BYTES):
        rows = connection.execute(_READINGS).fetchall()
    found = []
    for row, sha256, made, gouji, rules, packing in rows:
        with within(connection, readings.MOST_BYTES):
            (data,) = connection.execute(_DATA, (row,)).fetchone()
        found.append(Packed(sha256, made, gouji, rules, packing, data))
    return tuple(found)


def event_rows(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Returns the events as they stand in the file, by number."""
    with within(connection, MOST_TEXT_BYTES):
        return connection.execute(_EVENTS).fetchall()


def head_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """Returns how many events a file says there are, and the hash of the last."""
    with within(connection, MOST_TEXT_BYTES):
        count, hashed = connection.execute("SELECT events, hash FROM head").fetchone()
    return int(count), str(hashed)


def row_counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Returns the tables that hold another number of rows than one, where there is to be one."""
    counts = {table: connection.execute(query).fetchone()[0] for table, query in _COUNTS.items()}
    return {table: count for table, count in counts.items() if count != 1}


def fits_together(connection: sqlite3.Connection) -> bool:
    """Returns whether the events of a file follow on its origin, up to its head."""
    links = tuple(map(from_row, event_rows(connection)))
    return not row_counts(connection) and _is_chain(
        links, origin_of(connection), head_of(connection)
    )


def _is_chain(links: Sequence[ChainLink], origin: Origin, head: tuple[int, str]) -> bool:
    return not chain_faults(links, origin.hash, head) and not seal_faults(links)


def _load(connection: sqlite3.Connection, path: Path) -> ReviewContents:
    origin = origin_of(connection)
    with within(connection, MOST_TEXT_BYTES):
        cell, source_path = connection.execute("SELECT cell, source_path FROM view").fetchone()
    place = path.parent / origin.plain_name
    source = Source(place, origin.source_sha256, origin.source_kind)
    packed = packed_of(connection)
    unpacked = {each.sha256: readings.unpack(each.packing, each.data) for each in packed}
    reports = {key: readings.from_bytes(data, source) for key, data in unpacked.items()}
    data = source_of(connection)
    links, head = tuple(map(from_row, event_rows(connection))), head_of(connection)
    return ReviewContents(
        origin=origin,
        source=data,
        report=reports[origin.readings],
        rereads={key: each for key, each in reports.items() if key != origin.readings},
        packed=packed,
        links=links,
        head=head,
        cell=str(cell),
        source_path=str(source_path),
        fits=readings.sha256(data) == origin.source_sha256
        and all(readings.sha256(each) == key for key, each in unpacked.items())
        and _is_chain(links, origin, head)
        and not row_counts(connection)
        and not differences(connection, DEFINITION),
    )
