"""Ways to damage an SQLite file by what stands in it, as somebody with an editor for it could."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from mutations import NUMBERS, TEXTS, mutated

VALUES: tuple[Any, ...] = (
    None, 0, -1, 2**63 - 1, -(2**63), 1e309, float("nan"), 1e-320, b"", b"\0" * 100, "x" * 100_000,
    "../../../../tmp/escaped", "/etc/passwd", "\\\\host\\share\\x", "file:///etc/passwd", "CON",
    "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00-23:59", "2021-02-30T25:00:00",
    "'; DROP TABLE event; --", '"', "\u202e", "\x9b31m", "\x1b[2J", "[]", "{}", "null", "[" * 5000,
)  # fmt: skip
"""What nobody expects in a column."""

ENDLESS = """\
ALTER TABLE {table} RENAME TO real_one;
CREATE VIEW {table} AS SELECT real_one.* FROM real_one,
(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)"""

STATEMENTS = (
    "DROP TABLE {table}", "DELETE FROM {table}", "PRAGMA user_version = 99",
    "PRAGMA user_version = -1", "PRAGMA application_id = 0", "PRAGMA journal_mode = WAL",
    "ALTER TABLE {table} RENAME TO other", "ALTER TABLE {table} ADD COLUMN more",
    "INSERT INTO {table} SELECT * FROM {table}",
    "CREATE TRIGGER t AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "ALTER TABLE {table} RENAME TO real_one; CREATE VIEW {table} AS SELECT * FROM real_one",
    ENDLESS,
    "CREATE TABLE other(x); INSERT INTO other VALUES (zeroblob(30000000))",
    "CREATE INDEX i ON {table}({column})", "PRAGMA auto_vacuum = 1; VACUUM",
    "DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})",
    "UPDATE {table} SET rowid = rowid + 9000000000000000000",
)  # fmt: skip
"""What anybody can do to a database."""


def mutated_database(data: bytes, random: Random, others: tuple[bytes, ...] = ()) -> bytes:
    """Returns an SQLite file damaged by its bytes, its schema, its rows, or what a row says."""
    if random.random() < 0.3:
        return mutated(data, random, others)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        path.write_bytes(data)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
            for _ in range(random.choice((1, 1, 2, 4))):
                with contextlib.suppress(sqlite3.Error, OverflowError):
                    _edit(base, random)
        for leftover in (Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)
        return path.read_bytes()


def _edit(base: sqlite3.Connection, random: Random) -> None:
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    table = random.choice(tables)
    columns = [row[1] for row in base.execute(f'PRAGMA table_info("{table}")')]
    column = random.choice(columns)
    if random.random() < 0.3:
        base.executescript(random.choice(STATEMENTS).format(table=table, column=column))
        return
    rows = base.execute(f'SELECT rowid, "{column}" FROM "{table}"').fetchall()  # noqa: S608
    if rows:
        row, value = random.choice(rows)
        changed = _changed(value, random)
        base.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (changed, row))  # noqa: S608


def _changed(value: Any, random: Random) -> Any:
    """Returns a value near another one, or a strange one in its place."""
    if random.random() < 0.35:
        return random.choice(VALUES)
    if isinstance(value, str) and value[:1] in "[{":
        with contextlib.suppress(ValueError):
            return json.dumps(_in_json(json.loads(value), random), ensure_ascii=False)
    if isinstance(value, bytes):
        return mutated(value, random)
    if isinstance(value, str):
        return mutated(value.encode(), random).decode("utf-8", "replace")
    if isinstance(value, int):
        return random.choice((value + 1, value - 1, -value, value * 10**9 % 2**63))
    return random.choice((*NUMBERS, *TEXTS))


def _in_json(value: Any, random: Random) -> Any:
    """Returns a value of JSON with something in it lost, doubled, or another."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(list(value))
        if random.random() < 0.15:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _in_json(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.9:
        at = random.randrange(len(value))
        if random.random() < 0.15:
            return value[:at] + value[at:] * 2
        return [*value[:at], _in_json(value[at], random), *value[at + 1 :]]
    hostile = (*VALUES[:5], *VALUES[9:], *NUMBERS, *TEXTS, True, [], {}, [[1]], 1e400, 10**40)
    by = random.choice(hostile)
    return by.decode() if isinstance(by, bytes) else by
