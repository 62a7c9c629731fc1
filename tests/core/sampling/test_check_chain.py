"""A spot check is a chain: nothing in it is changed without being told."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from command import main
from hand_reviews import SOUND, report_of

from gouji.core.errors import OutputError
from gouji.core.review.record.event_chain import canonical, linked
from gouji.core.sampling import Answer, SamplingPlan, create_check, open_check, units_of
from gouji.core.sampling.check_database import (
    APPLICATION_ID,
    LAYOUT,
    answer_event,
    insert_answers,
    links_in,
    origin_hash,
    units_hash,
)
from gouji.core.sampling.check_file import CheckFileError
from gouji.core.sampling.verify_check import verify_check

pytestmark = pytest.mark.usefixtures("warm_workers")

REPORT = report_of(Path("/none"), SOUND)
UNITS = tuple(units_of(REPORT, REPORT.figures))
PLAN = SamplingPlan(size=6, accept=0, seed=7)
Tamper = Callable[[sqlite3.Connection], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A spot check of six units, four of them answered, one answer taken back."""
    made = tmp_path / "a.gouji-check"
    with create_check(made, PLAN, lambda: UNITS) as check:
        for unit in check.units[:4]:
            check.answer(unit, Answer.WRONG, by="王核")
        check.answer(check.units[1], None, by="王核")
    return made


def tampered(path: Path, tamper: Tamper) -> list[str]:
    with closing(sqlite3.connect(path)) as connection, connection:
        tamper(connection)
    return [fault.kind for fault in verify_check(path).faults]


def sql(*lines: str) -> Tamper:
    def tamper(connection: sqlite3.Connection) -> None:
        for line in lines:
            connection.execute(line)

    return tamper


def record_changed(**values: object) -> Tamper:
    def tamper(connection: sqlite3.Connection) -> None:
        (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
        record = json.loads(data)
        for name, value in values.items():
            table, _, key = name.partition("__")
            if key:
                record[table][key] = value
            else:
                record[table] = value
        text = canonical(record).decode()
        connection.execute("UPDATE spot_check SET data = ?", (text,))

    return tamper


def test_a_sound_check_is_intact_and_not_touched(path: Path) -> None:
    before = path.read_bytes()
    checked = verify_check(path)
    assert checked.is_intact
    assert (checked.answers, checked.seed, checked.earlier) == (5, 7, 0)
    with open_check(path, read_only=True) as check:
        assert (check.head, check.origin) == (checked.head, checked.drawn)
        assert len(check.given) == 3
    assert verify_check(path, noted=checked.head[:8]).is_known
    assert verify_check(path, noted=checked.drawn).is_known
    assert not verify_check(path, noted="0" * 64).is_intact
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        (sql("UPDATE answer SET answer = 'right'"), "changed"),
        (sql("UPDATE answer SET answer = 'right' WHERE number = 2"), "changed"),
        (sql("UPDATE answer SET by = '别人' WHERE number = 5"), "changed"),
        (sql("UPDATE answer SET at = '2020-01-01T00:00:00.000000+00:00'"), "changed"),
        (sql("UPDATE answer SET answer = 'maybe', at = 'never' WHERE number = 1"), "changed"),
        (sql("DELETE FROM answer WHERE number = 3"), "dropped"),
        (sql("DELETE FROM answer WHERE number = 5"), "dropped"),
        (sql("UPDATE head SET events = 4"), "head"),
        (sql("UPDATE head SET events = 9223372036854775807"), "head"),
        (record_changed(plan__accept=3), "origin"),
        (record_changed(sample__accept=3), "origin"),
        (record_changed(plan__seed=8), "origin"),
        (record_changed(population={"": 6}), "origin"),
        (record_changed(population_digest="0" * 64), "origin"),
        (record_changed(created="2020-01-01T00:00:00+00:00"), "origin"),
        (record_changed(earlier=[{"seed": 1}]), "origin"),
        (sql("DELETE FROM unit WHERE number = 6"), "units"),
        (sql('UPDATE unit SET data = replace(data, \'"text": "\', \'"text": "9\')'), "units"),
        (sql("CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM head; END"), "schema"),
        (sql("ALTER TABLE answer RENAME TO a", "CREATE VIEW answer AS SELECT * FROM a"), "schema"),
    ],
)
def test_what_was_done_to_a_check_is_told_and_it_takes_no_answer(
    path: Path, tamper: Tamper, kind: str
) -> None:
    assert kind in tampered(path, tamper)
    with pytest.raises(CheckFileError):
        open_check(path)


def rewritten(connection: sqlite3.Connection) -> None:
    """All answers right, a larger acceptance number, and everything hashed anew."""
    links = links_in(connection)
    record_changed(plan__accept=5, sample__accept=5)(connection)
    (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
    connection.execute("DELETE FROM answer")
    events = [replace(link.event, after=link.event.after and "right") for link in links]
    insert_answers(connection, linked(events, origin_hash(data)))


def test_a_chain_computed_anew_is_told_by_a_hash_that_was_noted(path: Path) -> None:
    before = verify_check(path)
    assert tampered(path, rewritten) == []
    for noted in (before.head, before.drawn):
        (fault,) = verify_check(path, noted=noted).faults
        assert fault.kind == "noted"


def drawn_by_hand(connection: sqlite3.Connection) -> None:
    """Other units than the seed gives, and everything hashed anew."""
    connection.execute("UPDATE unit SET number = -number")
    connection.execute("UPDATE unit SET number = number + 7")
    connection.execute("DELETE FROM answer")
    rows = connection.execute("SELECT id, data FROM unit ORDER BY number").fetchall()
    record_changed(units=units_hash(rows))(connection)
    (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
    connection.execute("UPDATE head SET events = 0, hash = ?", (origin_hash(data),))


def test_units_that_the_seed_does_not_give_are_told(path: Path) -> None:
    assert tampered(path, drawn_by_hand) == ["draw"]


def test_two_programs_answer_one_check_and_no_answer_is_lost(path: Path) -> None:
    with open_check(path) as one, open_check(path) as other:
        one.answer(one.units[4], Answer.RIGHT, by="甲")
        other.answer(other.units[5], Answer.WRONG, by="乙")
        one.answer(one.units[0], Answer.RIGHT, by="甲")
        assert {given.by for given in one.given.values()} == {"王核", "甲", "乙"}
    assert verify_check(path).is_intact
    assert verify_check(path).answers == 8


def test_a_check_changed_while_it_is_open_takes_no_answer(path: Path) -> None:
    with open_check(path) as check:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE head SET hash = 'f'")
        with pytest.raises(OutputError):
            check.answer(check.units[4], Answer.RIGHT)
        assert check.answers == 5
        path.rename(path.with_name("b.gouji-check"))
        with pytest.raises(OutputError):
            check.answer(check.units[4], Answer.RIGHT)


def of_version_1(path: Path) -> None:
    with create_check(path, PLAN, lambda: UNITS) as check:
        units = [unit.id for unit in check.units]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE answer")
        connection.execute("DROP TABLE head")
        connection.executescript(LAYOUT.versions[1].split(";\n")[-2] + ";")
        (data,) = connection.execute("SELECT data FROM spot_check").fetchone()
        names = ("plan", "population", "sample", "created", "gouji")
        old = {name: value for name, value in json.loads(data).items() if name in names}
        connection.execute("UPDATE spot_check SET data = ?", (json.dumps(old),))
        connection.execute(
            "INSERT INTO answer VALUES (3, ?, 'wrong', '王核', '2026-01-02T03:04:05+00:00')",
            (units[0],),
        )
        connection.execute("PRAGMA user_version = 1")


def test_a_check_of_the_version_before_goes_on_and_says_since_when_it_is_a_chain(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.gouji-check"
    of_version_1(path)
    before = path.read_bytes()
    checked = verify_check(path)
    assert (checked.is_intact, checked.answers, checked.unchained) == (True, 1, 1)
    with open_check(path, read_only=True) as check:
        assert [given.answer for given in check.given.values()] == [Answer.WRONG]
    assert path.read_bytes() == before
    with open_check(path) as check:
        check.answer(check.units[1], Answer.RIGHT)
    assert verify_check(path).answers == 2
    assert verify_check(path).is_intact


@pytest.mark.skipif(os.name == "nt", reason="has no links and pipes of this kind")
@pytest.mark.timeout(30)
def test_no_pipe_is_waited_for_and_no_link_written_through(path: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gouji-check"
    os.mkfifo(pipe)
    for read_only in (False, True):
        with pytest.raises(CheckFileError):
            open_check(pipe, read_only=read_only)
    with pytest.raises(CheckFileError):
        verify_check(pipe)
    with pytest.raises(OutputError, match="已经存在"):
        create_check(pipe, PLAN, lambda: UNITS)
    link = tmp_path / "link.gouji-check"
    link.symlink_to(path)
    before = path.read_bytes()
    with open_check(link) as check, pytest.raises(OutputError):
        check.answer(check.units[4], Answer.RIGHT)
    dangling = tmp_path / "dangling.gouji-check"
    dangling.symlink_to(tmp_path / "new")
    with pytest.raises(OutputError):
        create_check(dangling, PLAN, lambda: UNITS)
    assert path.read_bytes() == before
    assert not (tmp_path / "new").exists()


def test_the_command_line_verifies_a_check(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(path), "--language", "zh"]) == 0
    said = capsys.readouterr().out
    head = verify_check(path).head
    assert "完好（答复 5 条）" in said
    assert head in said
    assert main(["verify", str(path), "--hash", head[:10], "--language", "en"]) == 0
    assert "the noted hash is there" in capsys.readouterr().out
    tampered(path, sql("UPDATE answer SET answer = 'right'"))
    assert main(["verify", "--json", str(path)]) == 1
    record = json.loads(capsys.readouterr().out)
    assert (record["intact"], record["faults"][0]["kind"]) == (False, "changed")


def test_a_copy_taken_while_it_is_open_holds_every_answer(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gouji-check"
    with open_check(path) as check:
        for unit in check.units:
            check.answer(unit, Answer.RIGHT)
            shutil.copyfile(path, copy)
            assert verify_check(copy).answers == check.answers


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.gouji-check"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(CheckFileError):
            open_check(path, read_only=read_only)
    assert path.read_bytes() == before


def test_an_answer_that_is_none_is_not_put_on_record() -> None:
    for values in (
        ("1", "u", "right", "x", "2026-01-01T00:00:00+00:00"),
        (1, "u", "right", "x" * 200_000, "2026-01-01T00:00:00+00:00"),
        (1, "u", "right", "x", "9999-01-01T00:00:00+00:00"),
    ):
        with pytest.raises((TypeError, ValueError)):
            answer_event(*values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values",
    [
        {"earlier": ["x"]},
        {"earlier": {"a": 1}},
        {"plan__size": "6"},
        {"plan__size": True},
        {"plan__size": 10**30},
        {"plan__confidence": "0.95"},
        {"plan__unit": "planet"},
        {"plan__strata": [1]},
        {"plan__sizing": "guess"},
        {"population": {"": "9"}},
        {"population": {"": -1}},
        {"population": [1]},
        {"sample__accept": "0"},
        {"sample__sizes": {"": None}},
        {"sample__letter": 3},
        {"sample__population": None},
    ],
)
def test_a_record_that_is_none_is_told_as_damage(path: Path, values: dict[str, object]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        record_changed(**values)(connection)
    for read_only in (True, False):
        with pytest.raises(CheckFileError):
            open_check(path, read_only=read_only).close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 7),
        ("year", "2021"),
        ("path", 1),
        ("region", {"page": "1", "box": None, "anchor": None}),
        ("report", None),
    ],
)
def test_a_unit_that_is_none_is_told_as_damage(path: Path, name: str, value: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        (data,) = connection.execute("SELECT data FROM unit WHERE number = 1").fetchone()
        changed = json.dumps(json.loads(data) | {name: value})
        connection.execute("UPDATE unit SET data = ? WHERE number = 1", (changed,))
    with pytest.raises(CheckFileError):
        open_check(path, read_only=True).close()
