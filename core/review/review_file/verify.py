"""Checks a review file against itself: its source, its readings, and the chain of its events.

What stands in a file can be checked without a key, so whoever can rewrite all of it can also
compute its hashes again. A hash that was noted elsewhere, such as on a signed opinion, closes
that gap: ``verify`` says whether it still is part of the chain.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ...bilingual import Bilingual
from ...files.database import SchemaDifference, differences
from ...files.regular_files import open_regular
from ..record import readings
from ..record.event_chain import ChainLink, from_row, when_of
from ..record.events import Kind
from ..review import Review
from ..review_errors import ReviewFileError, ReviewUnreadableError
from ..sign_offs import SignedOff, sign_offs_of
from .contents import (
    UNREADABLE,
    Origin,
    Packed,
    event_rows,
    head_of,
    load,
    origin_of,
    packed_of,
    row_counts,
    source_of,
)
from .review_snapshot import snapshot
from .schema import DEFINITION
from .store import ReviewFile
from .tampering import Fault, chain_faults, seal_faults

CHAIN, PINS = "chain", "pins"
COVERED = {
    CHAIN: Bilingual(
        "此前的全部记录（谁、何时、做了什么、为何）未变",
        "every event up to it (who, when, what and why) is unchanged",
    ),
    PINS: Bilingual(
        "它来自较早版本的签核：只说明原件、审定数、说明和规则未变，不能说明谁、何时、为何",
        (
            "it is of a sign-off by an earlier version: it says that source, audited figures, "
            "explanations and rules are unchanged, and nothing of who, when and why"
        ),
    ),
}
"""What a noted hash that is there shows."""

_WHILE_MADE = timedelta(minutes=10)
"""Longer than it takes to put a file together from readings."""

FEWEST_DIGITS = 8
"""Of a noted hash."""


@dataclass(frozen=True)
class Verification:
    """What a check found.

    Attributes:
        events: How many there are in the file.
        head: The hash of the last one; it stands for the whole file.
        sign_offs: Those on record, each with what became of it.
        faults: What does not hold, empty where everything does.
        covered: What the noted hash stands for, of ``COVERED``; empty where none was noted, or it
            is not there.
    """

    path: Path
    events: int
    head: str
    source_name: str
    source_sha256: str
    sign_offs: tuple[SignedOff, ...]
    faults: tuple[Fault, ...]
    covered: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(path: Path, *, noted: str = "") -> Verification:
    """Returns what is wrong with a review file; the file itself is not touched.

    Args:
        path: The review file; another program may have it open.
        noted: A hash that was noted elsewhere, of an event or of a sign-off; may be shortened
            to its first characters, at least eight.

    Raises:
        ReviewFileError: It cannot be read at all.
    """
    with snapshot(path, as_it_is=True) as connection:
        try:
            return _verified(connection, path, noted.strip().lower())
        except UNREADABLE as error:
            raise ReviewUnreadableError(path) from error


def _verified(connection: sqlite3.Connection, path: Path, noted: str) -> Verification:
    found = differences(connection, DEFINITION)
    if any(each.what != "dropped" for each in found):
        # What such a file shows is what it likes: its rows are not asked for.
        return Verification(path, 0, "", "", "", (), tuple(map(_schema_fault, found)))
    tables = [_schema_fault(each) for each in found if each.kind == "table"]
    origin = origin_of(connection)
    rows = event_rows(connection)
    head = head_of(connection)
    links, broken = _links(rows)
    faults = tables or _row_faults(connection)
    faults += _source_faults(connection, origin, path)
    faults += _readings_faults(connection, origin, links)
    faults += broken or chain_faults(links, origin.hash, head) or seal_faults(links)
    events = [link.event for link in links]
    sign_offs = sign_offs_of(events, None if broken else _review(connection, path))
    covered = _covered(noted, links, origin.hash, sign_offs) if noted else ""
    if noted and not covered:
        faults.append(
            Fault(
                "noted",
                None,
                f"记下的哈希 {noted} 不在这个文件里，文件已被换过或重写",
                f"the noted hash {noted} is not in this file: it was exchanged or rewritten",
            )
        )
    # Who changes a row takes its triggers away first: they are told where nothing else is.
    faults = faults or list(map(_schema_fault, found))
    return Verification(
        path,
        len(rows),
        head[1],
        origin.source_name,
        origin.source_sha256,
        sign_offs,
        tuple(faults),
        covered,
    )


def _schema_fault(found: SchemaDifference) -> Fault:
    """Returns what the file consists of beside, or without, what its version writes."""
    return Fault(
        "schema",
        None,
        f"文件结构被改动：{found.sentence('zh')}",
        f"the structure of the file was changed: {found.sentence('en')}",
    )


def _row_faults(connection: sqlite3.Connection) -> list[Fault]:
    """Returns the tables of one row that have another number of them."""
    return [
        Fault(
            "rows",
            None,
            f"表 {table} 应有一行，却有 {count} 行",
            f"the table {table} has {count} rows, where there is to be one",
        )
        for table, count in row_counts(connection).items()
    ]


def _links(rows: list[tuple[Any, ...]]) -> tuple[list[ChainLink], list[Fault]]:
    """Returns the events of a file, and a fault for each row that is none."""
    links: list[ChainLink] = []
    faults: list[Fault] = []
    for row in rows:
        try:
            links.append(from_row(row))
        except (ValueError, TypeError):
            zh, en = f"第 {row[0]} 条记录被改动，已不成记录", f"event {row[0]} is no event any more"
            faults.append(Fault("changed", row[0], zh, en))
    return links, faults


def _source_faults(connection: sqlite3.Connection, origin: Origin, path: Path) -> list[Fault]:
    try:
        is_same = readings.sha256(source_of(connection)) == origin.source_sha256
    except (ValueError, TypeError):
        is_same = False
    name = origin.source_name
    faults = []
    if not is_same:
        zh, en = f"文件里的原件 {name} 被改动", f"the source {name} in the file was changed"
        faults.append(Fault("source", None, zh, en))
    try:
        with open_regular(path.parent / origin.plain_name) as stream:
            beside = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        beside = origin.source_sha256
    differs = beside != origin.source_sha256
    if differs:
        zh = f"旁边的 {name} 已不是审核时的原件；文件里存有当时的原件"
        en = f"{name} beside it is no longer the source that was reviewed; the file holds that one"
        faults.append(Fault("source_beside", None, zh, en))
    return faults


def _readings_faults(
    connection: sqlite3.Connection, origin: Origin, links: list[ChainLink]
) -> list[Fault]:
    """Returns the readings that are wanted and are not there, or that are not as they were."""
    wanted = {origin.readings: Bilingual("首次识读", "the first ones")} | {
        link.event.pin: Bilingual(
            f"第 {link.event.number} 条记录所指", f"of event {link.event.number}"
        )
        for link in reversed(links)
        if link.event.kind in (Kind.REREAD_ACCEPTED, Kind.REREAD_REFUSED)
    }
    sound: set[str] = set()
    broken: set[str] = set()
    for packed in packed_of(connection):
        is_sound = _are_sound(packed) and _fit_their_makers(packed, origin, links)
        (sound if is_sound else broken).add(packed.sha256)
    unnamed = Bilingual("没有记录提到的", "that no event names")
    told = {key: names for key, names in wanted.items() if key not in sound}
    told |= dict.fromkeys(broken - wanted.keys(), unnamed)
    return [
        Fault(
            "readings",
            None,
            f"识读结果（{zh}）被改动或删除",
            f"readings ({en}) were changed or dropped",
        )
        for zh, en in dict.fromkeys(told.values())
    ]


def _are_sound(packed: Packed) -> bool:
    """Returns whether readings are those that their hash was made of."""
    try:
        data = readings.unpack(packed.packing, packed.data)
    except (ValueError, TypeError):
        return False
    return readings.sha256(data) == packed.sha256


def _fit_their_makers(packed: Packed, origin: Origin, links: list[ChainLink]) -> bool:
    """Returns whether readings were made by whom, and when, as the chain has it.

    The origin says it of the first ones, unless it is not as it was itself. Later ones were made
    between then and the first event that names them; who made those, the chain does not hold.
    """
    if links and links[0].previous != origin.hash:
        return True
    try:
        made, created = when_of(packed.made), when_of(origin.created)
    except (ValueError, TypeError):
        return False
    if packed.sha256 == origin.readings:
        is_same = (packed.gouji, packed.rules) == (origin.gouji, origin.rules)
        return is_same and created - _WHILE_MADE <= made <= created
    named = [link.event.at for link in links if link.event.pin == packed.sha256]
    return created <= made <= min(named, default=made)


def _review(connection: sqlite3.Connection, path: Path) -> Review | None:
    """Returns the review that the file gives; None where it does not hold together."""
    try:
        return ReviewFile(path, load(connection, path), None).detached_review()
    except ReviewFileError:
        return None


def _covered(
    noted: str, links: list[ChainLink], origin: str, sign_offs: tuple[SignedOff, ...]
) -> str:
    """Returns what a noted hash stands for, of ``COVERED``; empty where it is not there."""
    if len(noted) < FEWEST_DIGITS:
        return ""
    whole = [origin, *(link.hash for link in links)]
    whole += [each.hash for each in sign_offs if each.covers_chain]
    if any(hashed.startswith(noted) for hashed in whole):
        return CHAIN
    return PINS if any(each.hash.startswith(noted) for each in sign_offs) else ""
