"""The file of a spot check as an SQLite database: its tables, its versions, and its chain.

The origin of the chain is the hash of what was drawn: plan, seed, population, sample and every
unit. Each answer carries the hash of the one before it, as the event of a review does.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..files.database import SchemaLayout
from ..review.record.event_chain import (
    MOST_CHARACTERS,
    ChainLink,
    canonical,
    linked,
    moment,
    when_of,
)
from ..review.record.events import Event, Kind
from ..review.review_file.tampering import chain_faults

APPLICATION_ID = 0x476F7543
"""“GouC”, at byte 68 of the file."""

VERSION = 2
"""Since 2 the answers are a chain."""

_DRAWN = """
CREATE TABLE spot_check (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL);
CREATE TABLE unit (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
"""
_ANSWERS_1 = """
CREATE TABLE answer (
    number INTEGER PRIMARY KEY, unit TEXT NOT NULL, answer TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL);
"""
_ANSWER_2 = """CREATE TABLE answer (
    number INTEGER PRIMARY KEY, unit TEXT NOT NULL, answer TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)"""
_HEAD = """CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1), events INTEGER NOT NULL, hash TEXT NOT NULL)"""

DEFINITION = f"{_DRAWN}{_ANSWER_2};\n{_HEAD};\n"
MOST_BYTES = 1 << 24
"""Of one cell: the record of what was drawn, which names every stratum and every earlier draw."""

LAYOUT = SchemaLayout(APPLICATION_ID, {1: _DRAWN + _ANSWERS_1, VERSION: DEFINITION}, MOST_BYTES)

_COUNTS = {"spot_check": "SELECT COUNT(*) FROM spot_check", "head": "SELECT COUNT(*) FROM head"}


@dataclass(frozen=True)
class Stored:
    """What the file of a spot check holds.

    Attributes:
        record: What was drawn by, and from what.
        origin: The hash that the first answer names.
        units: The JSON of each unit drawn, in order.
        links: The answers, each as an event of the kind ``ANSWERED``.
        head: How many answers there are, and the hash of the last.
    """

    record: dict[str, Any]
    origin: str
    units: tuple[str, ...]
    links: tuple[ChainLink, ...]
    head: tuple[int, str]


def origin_hash(data: str) -> str:
    """Returns the hash of what was drawn, from its record in the file."""
    return hashlib.sha256(data.encode()).hexdigest()


def units_hash(rows: Iterable[tuple[str, str]]) -> str:
    """Returns the hash of the units drawn, by id and JSON, in their order."""
    return hashlib.sha256(canonical([list(row) for row in rows])).hexdigest()


def answer_event(number: int, unit: str, answer: str, by: str, at: str) -> Event:
    """Returns an answer as an event.

    Raises:
        TypeError, ValueError: A value is none that was given.
    """
    texts: tuple[object, ...] = (unit, answer, by)
    if type(number) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError("an answer holds a value that is none")
    if max(map(len, (unit, answer, by))) > MOST_CHARACTERS:
        raise ValueError("an answer holds a text that is too long")
    return Event(number, number, when_of(at), by, Kind.ANSWERED, unit, after=answer)


def insert_answers(connection: sqlite3.Connection, links: Sequence[ChainLink]) -> None:
    """Adds answers, within a transaction of the caller, and moves the head."""
    connection.executemany(
        "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (e.number, e.subject, e.after, e.by, moment(e.at), link.previous, link.hash)
            for link in links
            for e in [link.event]
        ],
    )
    last = links[-1]
    connection.execute("UPDATE head SET events = ?, hash = ?", (last.event.number, last.hash))


def links_in(connection: sqlite3.Connection, after: int = 0) -> list[ChainLink]:
    """Returns the answers in a file, those numbered higher than ``after``.

    Raises:
        TypeError, ValueError: A row holds no answer.
    """
    rows = connection.execute(
        "SELECT number, unit, answer, by, at, previous, hash FROM answer WHERE number > ? "
        "ORDER BY number",
        (after,),
    )
    found = []
    for *values, previous, hashed in rows:
        if not isinstance(previous, str) or not isinstance(hashed, str):
            raise TypeError("a hash that is no text")
        found.append(ChainLink(answer_event(*values), previous, hashed))
    return found


def stored_in(connection: sqlite3.Connection) -> Stored:
    """Returns what a file holds, whether or not it fits together.

    Raises:
        sqlite3.Error, ValueError, TypeError, LookupError: It cannot be read.
    """
    (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
    head = connection.execute("SELECT events, hash FROM head").fetchone()
    units = connection.execute("SELECT data FROM unit ORDER BY number").fetchall()
    record = json.loads(data)
    if not isinstance(record, dict) or not all(isinstance(row[0], str) for row in units):
        raise TypeError("a record that is none")
    return Stored(
        record,
        origin_hash(data),
        tuple(row[0] for row in units),
        tuple(links_in(connection)),
        (int(head[0]), str(head[1])),
    )


def row_counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Returns the tables that hold another number of rows than one, where there is to be one."""
    counts = {table: connection.execute(query).fetchone()[0] for table, query in _COUNTS.items()}
    return {table: count for table, count in counts.items() if count != 1}


def has_its_units(connection: sqlite3.Connection, record: Mapping[str, Any]) -> bool:
    """Returns whether the units in a file are those that its record was made with."""
    rows = connection.execute("SELECT id, data FROM unit ORDER BY number").fetchall()
    return units_hash(rows) == record.get("units")


def fits_together(connection: sqlite3.Connection) -> bool:
    """Returns whether the answers of a file follow on what was drawn, up to its head."""
    stored = stored_in(connection)
    return (
        not row_counts(connection)
        and has_its_units(connection, stored.record)
        and not chain_faults(stored.links, stored.origin, stored.head)
    )


def migrate_1(connection: sqlite3.Connection) -> None:
    """Turns a file of version 1 into one of 2: from here on its answers are a chain.

    What was changed before cannot be told, and the record says from when on it can.
    """
    (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
    rows = connection.execute(
        "SELECT number, unit, answer, by, at FROM answer ORDER BY number"
    ).fetchall()
    units = connection.execute("SELECT id, data FROM unit ORDER BY number").fetchall()
    record = {**json.loads(data), "units": units_hash(units), "unchained_answers": len(rows)}
    text = canonical(record).decode()
    events = [answer_event(at, *row[1:]) for at, row in enumerate(rows, start=1)]
    connection.execute("UPDATE spot_check SET data = ?", (text,))
    connection.execute("DROP TABLE answer")
    connection.execute(_ANSWER_2)
    connection.execute(_HEAD)
    connection.execute("INSERT INTO head VALUES (1, 0, ?)", (origin_hash(text),))
    if events:
        insert_answers(connection, linked(events, origin_hash(text)))
