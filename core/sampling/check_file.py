"""The file of a spot check: its plan, what was drawn, and every answer, none overwritten.

A population spans many reports, so no review file is its place. It is an SQLite file of its own;
an answer is on the disk before it counts.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ... import __version__
from ..documents.document import Region
from ..errors import GoujiError, OutputError
from .draw import draw
from .estimate import Answer, Estimate, estimate
from .plan import Plan, Sample, Sizing, sample_of
from .units import Population, Unit, count

SUFFIX = ".gouji-check"
_APPLICATION_ID = 0x476F7543
"""“GouC”, at byte 68 of the file."""

_VERSION = 1
_TABLES = """
CREATE TABLE spot_check (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL);
CREATE TABLE unit (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
CREATE TABLE answer (
    number INTEGER PRIMARY KEY, unit TEXT NOT NULL, answer TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL);
"""


class CheckFileError(GoujiError):
    """A file of a spot check that cannot be read or written."""

    advice_zh = "请检查文件和磁盘空间，或从副本恢复。"
    advice_en = "Check the file and the disk's space, or bring back a copy."


@dataclass(frozen=True, slots=True)
class Given:
    """The answer in force for a unit: the last that was given."""

    answer: Answer
    by: str
    at: str


class CheckFile:
    """An open spot check.

    Attributes:
        path: The file.
        plan, population, sample: What was drawn by, and from what.
        units: Those drawn, in the order in which they are to be looked at.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        record = json.loads(connection.execute("SELECT data FROM spot_check").fetchone()[0])
        self.plan = _plan_of(record["plan"])
        self.population = Population(record["population"])
        self.sample = Sample(**record["sample"])
        self.created: str = record["created"]
        rows = connection.execute("SELECT data FROM unit ORDER BY number")
        self.units = tuple(_unit_of(json.loads(data)) for (data,) in rows)
        self._given: dict[str, Given] = {}
        for unit, answer, by, at in connection.execute(
            "SELECT unit, answer, by, at FROM answer ORDER BY number"
        ):
            self._keep(unit, answer, by, at)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    @property
    def given(self) -> Mapping[str, Given]:
        """The answers in force, by the id of the unit."""
        return self._given

    @property
    def estimate(self) -> Estimate:
        """What the answers say so far."""
        answers = {unit: given.answer for unit, given in self._given.items()}
        return estimate(self.plan, self.population, self.sample, self.units, answers)

    def answer(self, unit: Unit, answer: Answer | None, *, by: str = "") -> None:
        """Puts an answer on the disk; None takes back the one that is in force.

        Raises:
            OutputError: It could not be written; nothing counts then.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        word = "" if answer is None else answer.value
        try:
            with self._connection as connection:
                connection.execute(
                    "INSERT INTO answer (unit, answer, by, at) VALUES (?, ?, ?, ?)",
                    (unit.id, word, by or _user(), at),
                )
        except sqlite3.Error as error:
            raise _unwritable(self.path) from error
        self._keep(unit.id, word, by or _user(), at)

    def _keep(self, unit: str, answer: str, by: str, at: str) -> None:
        if answer:
            self._given[unit] = Given(Answer(answer), by, at)
        else:
            self._given.pop(unit, None)


def create_check(path: Path, plan: Plan, units: Callable[[], Iterable[Unit]]) -> CheckFile:
    """Draws a sample, makes its file and returns it open.

    Args:
        path: Where it is to lie; nothing is replaced.
        plan: What is drawn.
        units: Yields the population, each once, whenever it is called; it is gone through twice.

    Raises:
        BadPlanError: Nothing can be drawn by the plan.
        OutputError: There is a file already, or it cannot be written.
    """
    if path.exists():
        raise OutputError(
            f"{path} 已经存在，没有写入。请换一个文件名。",
            f"{path} is there already; nothing was written. Choose another name.",
        )
    population = count(units())
    sample = sample_of(plan, population)
    drawn = draw(units(), sample.sizes, plan.seed)
    partial = path.parent / f".gouji-{secrets.token_hex(6)}.tmp"
    try:
        _write(partial, plan, population, sample, drawn)
        partial.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(path) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return open_check(path)


def open_check(path: Path, *, read_only: bool = False) -> CheckFile:
    """Returns the file of a spot check open.

    Args:
        path: The file.
        read_only: Nothing is to be answered.

    Raises:
        CheckFileError: It is none, or it is damaged.
    """
    try:
        mode = "ro" if read_only else "rw"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            check_same_thread=False,  # it may be opened in one thread and used in another
        )
    except sqlite3.Error as error:
        raise _unreadable(path) from error
    try:
        known = connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION_ID
        if not known or connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            raise _unreadable(path)
        connection.execute("PRAGMA synchronous = FULL")
        return CheckFile(path, connection)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        connection.close()
        raise _unreadable(path) from error
    except BaseException:
        connection.close()
        raise


def _write(
    path: Path, plan: Plan, population: Population, sample: Sample, drawn: tuple[Unit, ...]
) -> None:
    record = {
        "plan": asdict(plan),
        "population": dict(population.sizes),
        "sample": {**asdict(sample), "sizes": dict(sample.sizes)},
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "gouji": __version__,
    }
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        with connection:
            connection.execute("INSERT INTO spot_check VALUES (1, ?)", (_json(record),))
            connection.executemany(
                "INSERT INTO unit VALUES (?, ?, ?)",
                [
                    (number, unit.id, _json({**asdict(unit), "path": str(unit.path)}))
                    for number, unit in enumerate(drawn, start=1)
                ],
            )
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _plan_of(record: dict[str, Any]) -> Plan:
    return Plan(**{**record, "strata": tuple(record["strata"]), "sizing": Sizing(record["sizing"])})


def _unit_of(record: dict[str, Any]) -> Unit:
    place = record["region"]
    region = None
    if place is not None:
        box = place["box"]
        region = Region(place["page"], None if box is None else tuple(box), place["anchor"])
    return Unit(**{**record, "path": Path(record["path"]), "region": region})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _unreadable(path: Path) -> CheckFileError:
    return CheckFileError(
        f"{path.name} 不是抽查文件，或已损坏。", f"{path.name} is no spot check, or is damaged."
    )


def _unwritable(path: Path) -> OutputError:
    return OutputError(
        f"{path} 没有写入。请检查权限和磁盘空间。",
        f"{path} was not written. Check its permissions and the disk's space.",
    )
