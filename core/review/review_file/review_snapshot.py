"""Reads a review file without touching it, even while another program writes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ...files.connections import opened_copy
from ...files.database import AlteredDatabaseError, check_schema
from ...files.temporary import room_needed
from ..review_errors import ReviewUnreadableError
from .contents import fits_together
from .schema import LAYOUT, migrate, told


@contextmanager
def snapshot(path: Path, *, as_it_is: bool = False) -> Iterator[sqlite3.Connection]:
    """Gives a connection to a copy of a review file as it is at this moment.

    A file of an older version is brought to the present one in the copy alone. One that lacks a
    trigger can be read.

    Args:
        path: The review file; another program may have it open.
        as_it_is: Its schema is not compared, and it stays in its version.

    Raises:
        ReviewFileError: It cannot be read, or is no review file of this version.
    """
    with ExitStack() as stack:
        with told(path):
            connection = stack.enter_context(opened_copy(path, LAYOUT, fits_together))
            if not as_it_is:
                _bring_up_to_date(connection, path)
        yield connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    try:
        check_schema(connection, LAYOUT)
    except AlteredDatabaseError as error:
        if not error.is_harmless:
            raise
    except sqlite3.Error as error:
        raise ReviewUnreadableError(path) from error
    try:
        with room_needed():
            migrate(connection)
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise ReviewUnreadableError(path) from error
