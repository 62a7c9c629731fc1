"""Checks the file of a spot check against itself: what was drawn, and the chain of its answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..files.connections import opened_copy
from ..files.database import DatabaseFileError, SchemaDifference, differences
from ..review.review_file.contents import UNREADABLE
from ..review.review_file.schema import migrate
from ..review.review_file.tampering import Fault, chain_faults
from ..review.review_file.verify import FEWEST_DIGITS
from .check_database import (
    LAYOUT,
    VERSION,
    Stored,
    fits_together,
    has_its_units,
    links_in,
    migrate_1,
    row_counts,
    stored_in,
)
from .check_file import CheckFileError, unreadable_check
from .draw import sort_order


@dataclass(frozen=True)
class CheckVerification:
    """What a check of a spot check found.

    Attributes:
        answers: How many answers are on record, those taken back among them.
        drawn: The hash of what was drawn: plan, seed, population, sample and units.
        head: The hash of the last answer; it stands for the whole file.
        created: When it was drawn.
        seed: What the units were drawn by.
        earlier: How many were drawn from the same batch before.
        unchained: Answers that an earlier version recorded without a chain; what was done to them
            until they were chained cannot be told.
        faults: What does not hold, empty where everything does.
        is_known: Whether the noted hash is in the file; None where none was noted.
    """

    path: Path
    answers: int
    drawn: str
    head: str
    created: str
    seed: int
    earlier: int
    unchained: int
    faults: tuple[Fault, ...]
    is_known: bool | None = None

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify_check(path: Path, *, noted: str = "") -> CheckVerification:
    """Returns what is wrong with the file of a spot check; the file itself is not touched.

    Args:
        path: The file; another program may have it open.
        noted: A hash that was noted elsewhere, of the draw or of an answer; may be shortened to
            its first characters, at least eight.

    Raises:
        CheckFileError: It cannot be read at all.
    """
    try:
        with opened_copy(path, LAYOUT, fits_together) as connection:
            return _verified(connection, path, noted.strip().lower())
    except CheckFileError:
        raise
    except (OSError, DatabaseFileError, *UNREADABLE) as error:
        raise unreadable_check(path, error) from error


def _verified(connection: sqlite3.Connection, path: Path, noted: str) -> CheckVerification:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = differences(connection, LAYOUT.versions[version])
    if found:
        # What such a file shows is what it likes: its rows are not asked for.
        return CheckVerification(path, 0, "", "", "", 0, 0, 0, tuple(map(_schema_fault, found)))
    migrate(connection, {1: migrate_1}, VERSION)
    faults: list[Fault] = [
        _fault("rows", None, f"表 {table} 有 {count} 行", f"the table {table} has {count} rows")
        for table, count in row_counts(connection).items()
    ]
    try:
        links_in(connection)
    except (ValueError, TypeError):
        return _unread(path, faults)
    stored = stored_in(connection)
    if not has_its_units(connection, stored.record):
        zh, en = "抽中的单位被改动、增加或删除", "the units drawn were changed, added or dropped"
        faults.append(_fault("units", None, zh, en))
    faults += chain_faults(stored.links, stored.origin, stored.head)
    faults += _draw_faults(stored, [row[0] for row in connection.execute(_UNITS)])
    is_known = _is_known(noted, stored) if noted else None
    if is_known is False:
        zh = f"记下的哈希 {noted} 不在这个文件里，文件已被换过或重写"
        en = f"the noted hash {noted} is not in this file: it was exchanged or rewritten"
        faults.append(_fault("noted", None, zh, en))
    return _told(path, stored, tuple(faults), is_known)


_UNITS = "SELECT id FROM unit ORDER BY number"


def _told(
    path: Path, stored: Stored, faults: tuple[Fault, ...], is_known: bool | None
) -> CheckVerification:
    record: dict[str, Any] = stored.record
    return CheckVerification(
        path,
        len(stored.links),
        stored.origin,
        stored.head[1],
        str(record.get("created", "")),
        int(record["plan"]["seed"]),
        len(record.get("earlier", ())),
        int(record.get("unchained_answers", 0)),
        faults,
        is_known,
    )


def _unread(path: Path, faults: list[Fault]) -> CheckVerification:
    zh, en = "有的答复被改动，已不成记录", "an answer was changed and is none any more"
    told = (*faults, _fault("changed", None, zh, en))
    return CheckVerification(path, 0, "", "", "", 0, 0, 0, told)


def _draw_faults(stored: Stored, units: Sequence[str]) -> list[Fault]:
    """Returns what does not follow from plan and seed, and answers on what was not drawn."""
    faults = []
    seed, sizes = stored.record["plan"]["seed"], stored.record["sample"]["sizes"]
    orders = [sort_order(seed, unit) for unit in units]
    if sum(sizes.values()) != len(units) or any(a >= b for a, b in pairwise(orders)):
        zh = "抽中的单位与方案和随机种子不符"
        en = "the units drawn do not follow from the plan and its seed"
        faults.append(_fault("draw", None, zh, en))
    known = set(units)
    for link in stored.links:
        if link.event.subject not in known:
            number = link.event.number
            zh, en = (
                f"第 {number} 条答复所答的没有抽中",
                f"answer {number} is on what was not drawn",
            )
            faults.append(_fault("answer", number, zh, en))
    return faults


def _is_known(noted: str, stored: Stored) -> bool:
    known = [stored.origin, *(link.hash for link in stored.links)]
    return len(noted) >= FEWEST_DIGITS and any(each.startswith(noted) for each in known)


def _schema_fault(found: SchemaDifference) -> Fault:
    return _fault(
        "schema",
        None,
        f"文件结构被改动：{found.sentence('zh')}",
        f"the structure of the file was changed: {found.sentence('en')}",
    )


def _fault(kind: str, number: int | None, zh: str, en: str) -> Fault:
    return Fault(kind, number, zh, en)
