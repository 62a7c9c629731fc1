"""What a check of a review file finds, on a copy tampered with in each way."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hand_reviews import NAME, SOUND, SOURCE, make_review

from gouji.core.review import Event, Kind
from gouji.core.review.record.event_chain import ChainLink, event_hash, from_row, to_row
from gouji.core.review.review_errors import (
    NotAReviewError,
    ReviewDamagedError,
    ReviewUnreadableError,
)
from gouji.core.review.review_file.contents import Origin
from gouji.core.review.review_file.review_location import origin_at
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import CHAIN, PINS, Verification, verify
from gouji.core.review.verdicts import Pins, sealed

EVENTS = 6

Tamper = Callable[[sqlite3.Connection], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source and a review of five corrections and a sign-off."""
    folder = tmp_path_factory.mktemp("sound")
    with make_review(folder, texts=SOUND) as file:
        review = file.review("审核员")
        cells = [cell for cell in review.cells if cell.startswith("t2.")][: EVENTS - 1]
        for number, cell in enumerate(cells):
            review.correct({cell: str(number + 1)})
        for finding in review.open_errors:
            review.explain(finding.rule, "原件如此")
        review.sign_off()
        assert len(review.events) == EVENTS
    return folder


def tampered(sound: Path, tmp_path: Path, tamper: Tamper) -> Verification:
    for path in sound.iterdir():
        shutil.copy(path, tmp_path)
    with closing(sqlite3.connect(tmp_path / "report.gouji")) as connection:
        without_triggers(connection, tamper)
    return verify(tmp_path / "report.gouji")


def without_triggers(connection: sqlite3.Connection, tamper: Tamper) -> None:
    """Tampers with what the triggers of the file guard, and leaves them as they were."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.execute(query).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    tamper(connection)
    for _, sql_text in triggers:
        with suppress(sqlite3.OperationalError):  # the table has become a view
            connection.execute(sql_text)
    connection.commit()


def found(verification: Verification) -> list[tuple[str, int | None]]:
    return [(fault.kind, fault.event) for fault in verification.faults]


def sql(*lines: str) -> Tamper:
    def tamper(connection: sqlite3.Connection) -> None:
        for line in lines:
            connection.execute(line)

    return tamper


def link_at(connection: sqlite3.Connection, number: int) -> ChainLink:
    (row,) = connection.execute("SELECT * FROM event WHERE number = ?", (number,))
    return from_row(row)


def put(connection: sqlite3.Connection, link: ChainLink) -> None:
    marks = ", ".join("?" * 12)
    connection.execute(f"INSERT OR REPLACE INTO event VALUES ({marks})", to_row(link))  # noqa: S608


def make_room(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("UPDATE event SET number = -number WHERE number >= ?", (number,))
    connection.execute("UPDATE event SET number = 1 - number WHERE number < 0")


def forged(number: int, previous: str) -> ChainLink:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    event = Event(number, number, now, "审核员", Kind.CONFIRMED, "t3.new.total")
    return ChainLink(event, previous, event_hash(event, previous))


def insert_with_its_own_hash(connection: sqlite3.Connection) -> None:
    previous = link_at(connection, 3).hash
    make_room(connection, 4)
    put(connection, forged(4, previous))


def append_with_its_own_hash(connection: sqlite3.Connection) -> None:
    put(connection, forged(EVENTS + 1, link_at(connection, EVENTS).hash))


def insert_with_a_made_up_hash(connection: sqlite3.Connection) -> None:
    make_room(connection, 4)
    link = forged(4, "0" * 64)
    put(connection, ChainLink(link.event, link.previous, "f" * 64))


def change_and_hash_anew(connection: sqlite3.Connection) -> None:
    link = link_at(connection, 3)
    connection.execute("UPDATE event SET why = 'x' WHERE number = 3")
    event = link_at(connection, 3).event
    put(connection, ChainLink(event, link.previous, event_hash(event, link.previous)))


def drop_and_close_the_gap(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM event WHERE number = 3")
    connection.execute("UPDATE event SET number = -number WHERE number > 3")
    connection.execute("UPDATE event SET number = -number - 1, step = step - 1 WHERE number < 0")
    connection.execute("UPDATE head SET events = events - 1")


def swap(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE event SET number = -1 WHERE number = 2")
    connection.execute("UPDATE event SET number = 2 WHERE number = 4")
    connection.execute("UPDATE event SET number = 4 WHERE number = -1")


def test_a_sound_review_has_no_fault_and_names_its_sign_off(sound: Path) -> None:
    before = {path.name: path.read_bytes() for path in sound.iterdir()}
    checked = verify(sound / "report.gouji")
    assert checked.is_intact
    assert checked.events == EVENTS
    (sign_off,) = checked.sign_offs
    assert (sign_off.number, sign_off.by) == (EVENTS, "审核员")
    with open_file(sound / "report.gouji") as file:
        in_force = file.review("").sign_off_in_force
        assert in_force is not None
        assert in_force.pins.hash == sign_off.hash
        assert file.head == checked.head
    assert {path.name: path.read_bytes() for path in sound.iterdir()} == before


def test_a_review_without_events_is_sound(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    assert verify(tmp_path / "report.gouji").is_intact


def test_a_review_is_checked_while_it_is_open(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        review = file.review("x")
        for number in range(40):
            review.correct({"t3.new.total": str(number)})
            checked = verify(file.path)
            assert (checked.is_intact, checked.events) == (True, number + 1)


@pytest.mark.parametrize("column", ["after", "at", "by", "kind", "subject", "before", "why", "pin"])
def test_a_changed_event_is_named(sound: Path, tmp_path: Path, column: str) -> None:
    values = {"at": "2026-01-02T00:00:00+00:00", "kind": "confirmed"}
    value = values.get(column, "x")
    change = sql(f"UPDATE event SET {column} = '{value}' WHERE number = 3")  # noqa: S608
    assert found(tampered(sound, tmp_path, change)) == [("changed", 3)]


@pytest.mark.parametrize(
    ("tamper", "faults"),
    [
        (sql("UPDATE event SET kind = 'blessed' WHERE number = 2"), [("changed", 2)]),
        (sql("UPDATE event SET hash = 'f' WHERE number = 6"), [("changed", 6)]),
        (change_and_hash_anew, [("changed", 3)]),
        (sql("DELETE FROM event WHERE number = 3"), [("dropped", 3)]),
        (sql("DELETE FROM event WHERE number IN (1, 4)"), [("dropped", 1), ("dropped", 4)]),
        (sql("DELETE FROM event WHERE number >= 5"), [("dropped", 5), ("dropped", 6)]),
        (sql("DELETE FROM event"), [("dropped", number) for number in range(1, EVENTS + 1)]),
        (drop_and_close_the_gap, [("dropped", 3)]),
        (swap, [("reordered", 2), ("reordered", 4)]),
        (insert_with_its_own_hash, [("inserted", 4)]),
        (insert_with_a_made_up_hash, [("inserted", 4)]),
        (append_with_its_own_hash, [("inserted", 7)]),
        (sql("UPDATE head SET hash = 'f'"), [("changed", 6)]),
        (sql("UPDATE head SET events = 9"), [("dropped", n) for n in (7, 8, 9)]),
        (sql("UPDATE origin SET rules = 'f'"), [("origin", None)]),
        (sql("UPDATE source SET packing = '', data = x'00'"), [("source", None)]),
        (sql("UPDATE readings SET packing = '', data = x'00'"), [("readings", None)]),
        (sql("DELETE FROM readings"), [("readings", None)]),
        (sql("UPDATE readings SET gouji = '9'"), [("readings", None)]),
        (sql("UPDATE readings SET rules = ''"), [("readings", None)]),
        (sql("UPDATE readings SET made = '2000-01-01T00:00:00+00:00'"), [("readings", None)]),
        (sql("UPDATE readings SET made = '2900-01-01T00:00:00+00:00'"), [("readings", None)]),
        (sql("UPDATE readings SET made = 'x'"), [("readings", None)]),
        (
            sql("INSERT INTO readings SELECT 'x', made, gouji, rules, packing, data FROM readings"),
            [("readings", None)],
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_was_done_to_a_file_is_named(
    sound: Path, tmp_path: Path, tamper: Tamper, faults: list[tuple[str, int | None]]
) -> None:
    assert found(tampered(sound, tmp_path, tamper)) == faults


def test_a_source_put_in_place_of_the_reviewed_one_is_found(sound: Path, tmp_path: Path) -> None:
    def exchange(connection: sqlite3.Connection) -> None:
        other = SOURCE + b"more"
        connection.execute(
            "UPDATE source SET size = ?, packing = '', data = ?", (len(other), other)
        )

    assert found(tampered(sound, tmp_path, exchange)) == [("source", None)]


def test_a_source_changed_beside_its_review_is_found(sound: Path, tmp_path: Path) -> None:
    assert found(tampered(sound, tmp_path, sql())) == []
    (tmp_path / NAME).write_bytes(b"other")
    assert found(verify(tmp_path / "report.gouji")) == [("source_beside", None)]


def test_only_a_hash_noted_elsewhere_shows_a_history_cut_and_its_mark_rewritten(
    sound: Path, tmp_path: Path
) -> None:
    signed = verify(sound / "report.gouji").sign_offs[0].hash

    def cut(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM event WHERE number = ?", (EVENTS,))
        hashed = link_at(connection, EVENTS - 1).hash
        connection.execute("UPDATE head SET events = ?, hash = ?", (EVENTS - 1, hashed))

    assert found(tampered(sound, tmp_path, cut)) == []
    assert found(verify(tmp_path / "report.gouji", noted=signed)) == [("noted", None)]
    assert verify(sound / "report.gouji", noted=signed[:12].upper()).is_intact


def test_what_cannot_be_read_is_an_error_and_no_verdict(sound: Path, tmp_path: Path) -> None:
    with pytest.raises(ReviewDamagedError):
        tampered(sound, tmp_path, sql("DROP TABLE head"))
    with pytest.raises(NotAReviewError):
        verify(tmp_path / NAME)


def test_what_happened_to_readings_is_told_in_one_language(sound: Path, tmp_path: Path) -> None:
    (fault,) = tampered(sound, tmp_path, sql("DELETE FROM readings")).faults
    assert fault.zh == "识读结果（首次识读）被改动或删除"
    assert fault.en == "readings (the first ones) were changed or dropped"


def event_and_head_as_views(connection: sqlite3.Connection) -> None:
    """The file shows one history now, and another one later."""
    for table in ("event", "head"):
        connection.execute(f"ALTER TABLE {table} RENAME TO kept_{table}")
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM kept_{table}")  # noqa: S608


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (event_and_head_as_views, {"event", "head", "kept_event", "kept_head"}),
        (sql("CREATE TABLE more (x)"), {"more"}),
        (sql("CREATE VIEW seen AS SELECT * FROM head"), {"seen"}),
        (sql("CREATE INDEX quick ON event (at)"), {"quick"}),
        (sql("ALTER TABLE head ADD COLUMN more TEXT"), {"head"}),
        (
            sql("CREATE TRIGGER late AFTER INSERT ON event BEGIN UPDATE head SET events = 0; END"),
            {"late"},
        ),
        (sql("DROP TABLE view"), {"view"}),
        (sql("DROP TABLE view", "CREATE VIEW view AS SELECT 1 AS one, '' AS cell"), {"view"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_file_of_another_structure_is_told_and_never_opened(
    sound: Path, tmp_path: Path, tamper: Tamper, named: set[str]
) -> None:
    checked = tampered(sound, tmp_path, tamper)
    faults = [fault for fault in checked.faults if fault.kind == "schema"]
    assert faults
    assert not checked.is_intact
    told = " ".join(f"{fault.zh} {fault.en}" for fault in faults)
    assert all(name in told for name in named)
    before = (tmp_path / "report.gouji").read_bytes()
    for read_only in (False, True):
        with pytest.raises(ReviewDamagedError):
            open_file(tmp_path / "report.gouji", read_only=read_only)
    assert origin_at(tmp_path / "report.gouji") == origin_at(sound / "report.gouji")
    assert (tmp_path / "report.gouji").read_bytes() == before


@pytest.mark.parametrize(
    "lines",
    [
        ("ALTER TABLE origin RENAME TO kept", "CREATE VIEW origin AS SELECT * FROM kept"),
        ("CREATE INDEX quick ON origin (id, created)",),
        ("ALTER TABLE origin ADD COLUMN more TEXT",),
    ],
)
def test_an_origin_that_is_no_table_of_ours_is_not_asked(
    sound: Path, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    assert not tampered(sound, tmp_path, sql(*lines)).is_intact
    assert origin_at(tmp_path / "report.gouji") is None


def test_a_file_without_its_triggers_is_told_and_read_only(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound / "report.gouji", tmp_path)
    with closing(sqlite3.connect(tmp_path / "report.gouji")) as connection:
        connection.execute("DROP TRIGGER event_is_final")
    assert found(verify(tmp_path / "report.gouji")) == [("schema", None)]
    with open_file(tmp_path / "report.gouji") as file:
        assert file.is_read_only
        assert not file.fits
        assert len(file.review("").events) == EVENTS


@pytest.mark.parametrize("table", ["origin", "source", "head", "view"])
def test_a_row_too_many_or_too_few_is_told(sound: Path, tmp_path: Path, table: str) -> None:
    def one_more(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")][1:]
        named = ", ".join(columns)
        connection.execute(f"INSERT INTO {table} SELECT 2, {named} FROM {table}")  # noqa: S608

    assert ("rows", None) in found(tampered(sound, tmp_path, one_more))


@pytest.mark.timeout(30)
@pytest.mark.parametrize("events", [2**63 - 1, 10**9, -5])
def test_a_head_that_claims_events_without_end_is_told_at_once(
    sound: Path, tmp_path: Path, events: int
) -> None:
    change = sql(f"UPDATE head SET events = {events}")  # noqa: S608
    assert found(tampered(sound, tmp_path, change)) == [("head", None)]


@pytest.mark.parametrize("column", ["id", "rules", "source_name", "report"])
def test_an_origin_of_other_values_is_damage_that_is_told(
    sound: Path, tmp_path: Path, column: str
) -> None:
    with pytest.raises(ReviewDamagedError):
        tampered(sound, tmp_path, sql(f"UPDATE origin SET {column} = x'fffe'"))  # noqa: S608
    for read_only in (False, True):
        with pytest.raises(ReviewDamagedError):
            open_file(tmp_path / "report.gouji", read_only=read_only)


def renamed_and_rehashed(connection: sqlite3.Connection) -> None:
    """Other names, times and reasons, and the whole chain computed again; pins as they were."""
    (origin,) = connection.execute("SELECT * FROM origin").fetchall()
    previous = Origin(*origin[1:]).hash
    links = [from_row(row) for row in connection.execute("SELECT * FROM event ORDER BY number")]
    connection.execute("DELETE FROM event")
    for link in links:
        at = link.event.at - timedelta(days=400)
        event = replace(link.event, by="另一人", at=at, why=f"另{link.event.why}")
        put(connection, ChainLink(event, previous, event_hash(event, previous)))
        previous = event_hash(event, previous)
    connection.execute("UPDATE head SET hash = ?", (previous,))


def renamed_and_sealed_anew(connection: sqlite3.Connection) -> None:
    renamed_and_rehashed(connection)
    link = link_at(connection, EVENTS)
    pins = Pins.of(link.event.pin)
    bare = replace(link.event, pin=replace(pins, chain="").text())
    event = sealed(bare, link.previous)
    put(connection, ChainLink(event, link.previous, event_hash(event, link.previous)))
    hashed = event_hash(event, link.previous)
    connection.execute("UPDATE head SET hash = ?", (hashed,))


def stripped_to_the_old_sense(connection: sqlite3.Connection) -> None:
    renamed_and_rehashed(connection)
    link = link_at(connection, EVENTS)
    event = replace(link.event, pin=replace(Pins.of(link.event.pin), chain="").text())
    put(connection, ChainLink(event, link.previous, event_hash(event, link.previous)))
    hashed = event_hash(event, link.previous)
    connection.execute("UPDATE head SET hash = ?", (hashed,))


def test_a_history_rewritten_under_a_sign_off_is_told(sound: Path, tmp_path: Path) -> None:
    assert found(tampered(sound, tmp_path, renamed_and_rehashed)) == [("seal", EVENTS)]
    with open_file(tmp_path / "report.gouji") as file:
        assert file.is_read_only
        assert not file.fits


@pytest.mark.parametrize("tamper", [renamed_and_sealed_anew, stripped_to_the_old_sense])
def test_a_history_rewritten_with_its_sign_off_is_told_by_the_hash_noted_of_it(
    sound: Path, tmp_path: Path, tamper: Tamper
) -> None:
    noted = verify(sound / "report.gouji").sign_offs[0].hash
    assert verify(sound / "report.gouji", noted=noted).covered == CHAIN
    assert found(tampered(sound, tmp_path, tamper)) == []
    assert found(verify(tmp_path / "report.gouji", noted=noted)) == [("noted", None)]


def test_a_sign_off_of_an_earlier_version_holds_and_says_what_its_hash_shows(
    root: Path, tmp_path: Path
) -> None:
    old = root / "tests" / "data" / "review_files" / "version-1.gouji"
    path = tmp_path / "old.gouji"
    shutil.copy(old, path)
    checked = verify(path)
    assert checked.is_intact
    (sign_off,) = checked.sign_offs
    assert not sign_off.covers_chain
    assert sign_off.outcome == "holds"
    assert verify(path, noted=sign_off.hash[:8]).covered == PINS
    assert verify(path, noted=checked.head[:8]).covered == CHAIN
    open_file(path).close()  # brings it to the present version
    again = verify(path, noted=sign_off.hash)
    assert (again.is_intact, again.covered, again.head) == (True, PINS, checked.head)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "column",
    [
        *(f"origin.{each}" for each in ("id", "source_name", "source_sha256", "readings")),
        *(f"event.{each}" for each in ("at", "kind", "subject", "after", "why", "pin", "hash")),
        *(f"readings.{each}" for each in ("sha256", "made", "rules", "packing")),
        "head.hash",
        "source.packing",
    ],
)
def test_a_text_longer_than_any_is_told_before_it_is_worked_on(
    sound: Path, tmp_path: Path, column: str
) -> None:
    table, _, name = column.partition(".")
    text = "a" * 8_000_000
    with pytest.raises(ReviewUnreadableError):
        tampered(sound, tmp_path, sql(f"UPDATE {table} SET {name} = '{text}'"))  # noqa: S608


@pytest.mark.parametrize("made", ["2900-01-01T00:00:00+00:00", "2000-01-01T00:00:00+00:00", "x"])
def test_a_later_reading_was_made_before_the_events_that_name_it(
    sound: Path, tmp_path: Path, made: str
) -> None:
    for path in sound.iterdir():
        shutil.copy(path, tmp_path)
    place = tmp_path / "report.gouji"
    with open_file(place) as file:
        later = replace(file.report, readers=("another",))
        key = file.add_rereading(later)
        review = file.review("审核员")
        review.reopen("重读")
        review.accept_rereading(key, [next(iter(review.cells))])
    assert verify(place).is_intact
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE readings SET made = ? WHERE sha256 = ?", (made, key))
        connection.commit()
    assert found(verify(place)) == [("readings", None)]
