"""The file of a spot check: its plan, what was drawn, and every answer, none overwritten.

A population spans many reports, so no review file is its place. It is an SQLite file of its own;
an answer is on the disk before it counts, and carries the hash of the one before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ... import __version__
from ..errors import GoujiError, OutputError
from ..files.closable import Closable
from ..files.connections import Stamp, make, open_to_write, opened_copy, stamp_of
from ..files.database import HEADER, DatabaseFileError, check_schema, is_header
from ..files.file_names import CHECK_SUFFIX
from ..files.regular_files import NotRegularError, is_plain, open_regular
from ..files.temporary import room_needed
from ..review.record.event_chain import ChainLink, canonical, linked, moment
from ..review.review_file.contents import UNREADABLE
from ..review.review_file.schema import migrate
from ..review.review_file.user import system_user
from ..review.review_file.writing import mode_like
from .check_database import (
    LAYOUT,
    VERSION,
    Stored,
    answer_event,
    fits_together,
    insert_answers,
    links_in,
    migrate_1,
    origin_hash,
    stored_in,
    units_hash,
)
from .draw import draw
from .estimate import Answer, Estimate, estimate
from .sampling_plan import SamplingPlan, sample_of
from .sampling_units import Unit, count
from .stored_values import earlier_of, plan_of, population_of, sample_from, unit_of

SUFFIX = CHECK_SUFFIX


class CheckFileError(GoujiError):
    """A file of a spot check that cannot be read."""

    advice_zh = "请检查文件和磁盘空间，或从副本恢复。"
    advice_en = "Check the file and the disk's space, or bring back a copy."


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The answer in force for a unit: the last that was given.

    Attributes:
        at: When, as it stands in the file: ISO 8601, UTC.
    """

    answer: Answer
    by: str
    at: str

    @property
    def local_time(self) -> datetime:
        """When it was given, in the zone of this machine."""
        return datetime.fromisoformat(self.at).astimezone()


class CheckFile(Closable):
    """An open spot check.

    Attributes:
        path: The file.
        plan, population, sample: What was drawn by, and from what.
        units: Those drawn, in the order in which they are to be looked at.
        origin: The hash of all that was drawn.
        earlier: What was drawn from the same batch before: ``hash``, ``created`` and ``seed``.
        fits: Whether answers and units are those that the hashes on record were made of.
    """

    def __init__(
        self,
        path: Path,
        stored: Stored,
        connection: sqlite3.Connection | None,
        *,
        fits: bool = True,
    ) -> None:
        self.path = path
        self.fits = fits
        self._connection = connection
        self._stamp = stamp_of(path)
        record = stored.record
        self.plan = plan_of(record["plan"])
        self.population = population_of(record["population"])
        self.sample = sample_from(record["sample"])
        self.created = str(record["created"])
        self.earlier: tuple[Mapping[str, Any], ...] = earlier_of(record.get("earlier", []))
        self.origin = stored.origin
        self.units = tuple(unit_of(json.loads(data)) for data in stored.units)
        self._given: dict[str, GivenAnswer] = {}
        self._head = (0, stored.origin)
        for link in stored.links:
            self._keep(link)

    def close(self) -> None:
        """Gives the file back."""
        if self._connection is not None:
            self._connection.close()

    @property
    def head(self) -> str:
        """The hash of the last answer; of what was drawn where there is none."""
        return self._head[1]

    @property
    def answers(self) -> int:
        """How many answers are on record, those taken back among them."""
        return self._head[0]

    @property
    def given(self) -> Mapping[str, GivenAnswer]:
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
        now = datetime.now(UTC).replace(microsecond=0)
        word = "" if answer is None else answer.value
        connection = self._writable()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._take_in(connection)
                number, head = self._head
                event = answer_event(number + 1, unit.id, word, by or system_user(), moment(now))
                (link,) = linked([event], head)
                insert_answers(connection, [link])
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise _unwritable(self.path) from error
        if not _is_same_file(self._stamp, stamp_of(self.path)):
            raise _unwritable(self.path)
        self._keep(link)

    def _writable(self) -> sqlite3.Connection:
        """Returns the connection.

        Raises:
            OutputError: The file is open to read, was changed, or is no longer where it was.
        """
        now = stamp_of(self.path)
        if self._connection is None or not _is_same_file(self._stamp, now):
            raise _unwritable(self.path)
        return self._connection

    def _take_in(self, connection: sqlite3.Connection) -> None:
        """Takes in what another program answered meanwhile.

        Raises:
            ValueError: The file is no longer one that those answers follow on.
        """
        links = links_in(connection, self._head[0])
        head = connection.execute("SELECT events, hash FROM head").fetchone()
        before = self._head[1]
        for link in links:
            (right,) = linked([link.event], before)
            if right != link:
                raise ValueError("an answer that does not follow on those known")
            before = link.hash
        if tuple(head) != (self._head[0] + len(links), before):
            raise ValueError("a head that is not that of the answers")
        for link in links:
            self._keep(link)

    def _keep(self, link: ChainLink) -> None:
        event = link.event
        if event.after:
            at = event.at.isoformat(timespec="seconds")
            self._given[event.subject] = GivenAnswer(Answer(event.after), event.by, at)
        else:
            self._given.pop(event.subject, None)
        self._head = (event.number, link.hash)


def _is_same_file(before: Stamp | None, now: Stamp | None) -> bool:
    if before is None or now is None:
        return False
    return (before.device, before.inode) == (now.device, now.inode)


def is_check(path: Path) -> bool:
    """Returns whether a file is a spot check by its name or, whatever that is, its beginning."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        with open_regular(path) as stream:
            return is_header(stream.read(HEADER), LAYOUT)
    except (OSError, ValueError):
        return False


def create_check(
    path: Path,
    plan: SamplingPlan,
    units: Callable[[], Iterable[Unit]],
    *,
    earlier: Sequence[Mapping[str, Any]] = (),
) -> CheckFile:
    """Draws a sample, makes its file and returns it open.

    Args:
        path: Where it is to lie; nothing is replaced.
        plan: What is drawn.
        units: Yields the population, each once, whenever it is called; it is gone through twice.
        earlier: What was drawn from the same batch before.

    Raises:
        BadPlanError: Nothing can be drawn by the plan.
        OutputError: There is a file already, or it cannot be written.
    """
    if os.path.lexists(path):
        raise _there(path)
    digests: list[bytes] = []
    population = count(_digested(units(), digests))
    sample = sample_of(plan, population)
    drawn = draw(units(), sample.sizes, plan.seed)
    rows = [(unit.id, _json({**asdict(unit), "path": str(unit.path)})) for unit in drawn]
    record = {
        "id": str(uuid.uuid4()),
        "plan": asdict(plan),
        "population": dict(population.sizes),
        "population_digest": hashlib.sha256(b"".join(sorted(digests))).hexdigest(),
        "sample": {**asdict(sample), "sizes": dict(sample.sizes)},
        "units": units_hash(rows),
        "earlier": list(earlier),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "gouji": __version__,
    }

    def fill(connection: sqlite3.Connection) -> None:
        text = canonical(record).decode()
        connection.execute("INSERT INTO spot_check VALUES (1, ?)", (text,))
        connection.executemany(
            "INSERT INTO unit VALUES (?, ?, ?)",
            [(number, *row) for number, row in enumerate(rows, start=1)],
        )
        connection.execute("INSERT INTO head VALUES (1, 0, ?)", (origin_hash(text),))

    try:
        make(path, LAYOUT, fill, mode=mode_like(*{unit.path for unit in drawn}))
    except FileExistsError as error:
        raise _there(path) from error
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(path) from error
    return open_check(path)


def open_check(path: Path, *, read_only: bool = False) -> CheckFile:
    """Returns the file of a spot check open.

    Args:
        path: The file.
        read_only: Nothing is to be answered; it is read from a copy.

    Raises:
        CheckFileError: It is none, it is damaged, or it was changed by another hand.
    """
    try:
        if read_only or not is_plain(path):
            with opened_copy(path, LAYOUT, fits_together) as connection:
                check_schema(connection, LAYOUT)
                with room_needed():
                    migrate(connection, {1: migrate_1}, VERSION)
                return CheckFile(path, stored_in(connection), None, fits=fits_together(connection))
        connection = open_to_write(path, LAYOUT, fits_together, shared=True)
    except sqlite3.OperationalError as error:
        raise _busy(path, error) from error
    except (OSError, DatabaseFileError, *UNREADABLE) as error:
        raise unreadable_check(path, error) from error
    try:
        migrate(connection, {1: migrate_1}, VERSION)
        if not fits_together(connection):
            raise _tampered(path)
        return CheckFile(path, stored_in(connection), connection)
    except UNREADABLE as error:
        connection.close()
        raise unreadable_check(path) from error
    except BaseException:
        connection.close()
        raise


def _digested(units: Iterable[Unit], digests: list[bytes]) -> Iterator[Unit]:
    """Yields units, and adds what tells each from every other, in whatever order they come."""
    for unit in units:
        known = canonical([unit.id, unit.stratum, unit.text])
        digests.append(hashlib.sha256(known).digest())
        yield unit


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()  # halves of surrogates, as JSON has it


def _there(path: Path) -> OutputError:
    return OutputError(
        f"{path} 已经存在，没有写入。请换一个文件名。",
        f"{path} is there already; nothing was written. Choose another name.",
    )


def _busy(path: Path, error: sqlite3.OperationalError) -> CheckFileError:
    if not str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return unreadable_check(path)
    return CheckFileError(
        f"{path.name} 正被另一个程序使用。", f"{path.name} is in use by another program."
    )


def _tampered(path: Path) -> CheckFileError:
    return CheckFileError(
        f"{path.name} 的记录与哈希不符，可能被改动过；gouji verify 说明在哪里。",
        f"{path.name}: the record does not fit its hashes and may have been tampered with; "
        "gouji verify says where.",
    )


def unreadable_check(path: Path, error: Exception | None = None) -> CheckFileError:
    """Returns what is said of a file that is no spot check, or damaged; ``error`` is why."""
    if isinstance(error, NotRegularError):
        name = Path(error.filename).name  # of the file, or of what lies in the place of its log
        return CheckFileError(
            f"{name} 不是普通文件（是链接、管道或文件夹），{path.name} 没有读取。",
            f"{name} is no ordinary file but a link, a pipe or a folder; {path.name} was not read.",
        )
    return CheckFileError(
        f"{path.name} 不是抽查文件，或已损坏。", f"{path.name} is no spot check, or is damaged."
    )


def _unwritable(path: Path) -> OutputError:
    return OutputError(
        f"{path} 没有写入。请检查权限和磁盘空间。",
        f"{path} was not written. Check its permissions and the disk's space.",
    )
