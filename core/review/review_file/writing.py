"""Makes a review file whole: beside its place first, on the disk, then under its name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...documents.source_files.archives import archive_of
from ...files.connections import make
from ..record import readings
from ..record.event_chain import COLUMNS, ChainLink, to_row
from ..review_errors import NotMadeError, ReviewExistsError
from .contents import ORIGIN_COLUMNS, Origin, Packed
from .schema import LAYOUT

_INSERT_EVENT = f"INSERT INTO event VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_INSERT_ORIGIN = f"INSERT INTO origin VALUES (1, {', '.join('?' * len(ORIGIN_COLUMNS))})"  # noqa: S608

_READERS = {0o040: 0o060, 0o004: 0o006}
"""Whoever of the group, or of all others, may read the source may use its review."""


def write_file(
    path: Path,
    origin: Origin,
    source: bytes,
    packed: Sequence[Packed],
    links: Sequence[ChainLink] = (),
    *,
    cell: str = "",
    source_path: str = "",
    mode: int = 0o666,
) -> None:
    """Puts a new review file at ``path``; the lock of that path is held by the caller.

    Args:
        path: Where; nothing that is there is replaced.
        origin: What the review was begun on.
        source: The bytes of the source document.
        packed: The readings of it.
        links: The events so far.
        cell: The cell that is current.
        source_path: Where the source lies.
        mode: Who may read and write it; see ``mode_like``.

    Raises:
        ReviewExistsError: There is a file already.
        NotMadeError: It cannot be written; nothing is left of it.
    """

    def fill(connection: sqlite3.Connection) -> None:
        _fill(connection, origin, source, packed)
        insert_events(connection, links)
        connection.execute(
            "INSERT INTO head VALUES (1, ?, ?)",
            (len(links), links[-1].hash if links else origin.hash),
        )
        connection.execute("INSERT INTO view VALUES (1, ?, ?)", (cell, source_path))

    if os.path.lexists(path):
        raise ReviewExistsError(path)
    try:
        make(path, LAYOUT, fill, mode=mode)
    except FileExistsError as error:
        raise ReviewExistsError(path) from error
    except (OSError, sqlite3.Error, OverflowError) as error:
        raise NotMadeError(path, getattr(error, "strerror", None) or str(error)) from error


def mode_like(*holders: Path) -> int:
    """Returns who may read and write a file that holds what ``holders`` do: nobody else.

    One in an archive has the rights of that. What cannot be asked, such as a source that lies
    nowhere, sets no bound.
    """
    mode = 0o666
    for holder in holders:
        with suppress(OSError, ValueError):
            held = (archive_of(holder) or holder).stat().st_mode
            mode &= 0o600 | sum(given for bit, given in _READERS.items() if held & bit)
    return mode


def insert_events(connection: sqlite3.Connection, links: Sequence[ChainLink]) -> None:
    """Adds events, within a transaction of the caller."""
    connection.executemany(_INSERT_EVENT, map(to_row, links))


def insert_readings(connection: sqlite3.Connection, packed: Packed) -> None:
    """Adds readings, within a transaction of the caller; those that are there stay."""
    connection.execute(
        "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?)",
        (packed.sha256, packed.made, packed.gouji, packed.rules, packed.packing, packed.data),
    )


def _fill(
    connection: sqlite3.Connection, origin: Origin, source: bytes, packed: Sequence[Packed]
) -> None:
    connection.execute(_INSERT_ORIGIN, tuple(getattr(origin, name) for name in ORIGIN_COLUMNS))
    packing, data = readings.pack(source)
    connection.execute("INSERT INTO source VALUES (1, ?, ?, ?)", (len(source), packing, data))
    for each in packed:
        insert_readings(connection, each)
