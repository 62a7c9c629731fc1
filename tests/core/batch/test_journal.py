"""The journal of a batch: nothing else is ever emptied or written, and damage is told."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core.batch.journal import (
    APPLICATION_ID,
    DEFINITION,
    DRAWS,
    VERSION,
    Journal,
    JournalRefusedError,
    prepare_journal,
)
from gouji.core.batch.read_report import read_source
from gouji.core.batch.results import ReportResult
from gouji.core.batch.stored_batch import StoredBatch
from gouji.core.errors import GoujiError, OutputError
from gouji.core.export.batch.batch_workbook import write_batch

VICTIM = b"precious"
SOURCE = "resources/samples/2021-totals-broken.pdf"
INJECTED = 'x"; DELETE FROM mine; DROP TABLE mine; --'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.gouji-batch"


def made(path: Path) -> None:
    with Journal(path) as journal:
        journal.begin([Path("/a.pdf"), Path("/b.pdf")])
        journal.record_error(Path("/a.pdf"), "k", OutputError("坏", "bad"), "")


def sql(path: Path, *lines: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for line in lines:
            connection.execute(line)


def marked(path: Path, application_id: int, version: int, *lines: str) -> None:
    sql(path, f"PRAGMA application_id = {application_id}", f"PRAGMA user_version = {version}")
    sql(path, *lines)


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("application_id", [0, 0x476F754A, 7])
@pytest.mark.parametrize("version", [0, 3, VERSION])
def test_a_database_of_another_program_is_left_as_it_is(
    path: Path, fresh: bool, application_id: int, version: int
) -> None:
    injected = INJECTED.replace('"', '""')
    marked(
        path,
        application_id,
        version,
        "CREATE TABLE mine (x)",
        "INSERT INTO mine VALUES (1)",
        f'CREATE TABLE "{injected}" (x)',
    )
    before = path.read_bytes()
    with pytest.raises(JournalRefusedError, match=r"没有改动|不能使用"):
        Journal(path, fresh=fresh)
    assert path.read_bytes() == before


@pytest.mark.parametrize("fresh", [False, True])
def test_a_file_that_is_no_database_is_left_as_it_is(path: Path, fresh: bool) -> None:
    path.write_bytes(VICTIM)
    with pytest.raises(JournalRefusedError):
        Journal(path, fresh=fresh)
    assert path.read_bytes() == VICTIM


@pytest.mark.skipif(os.name == "nt", reason="has no links and pipes of this kind")
@pytest.mark.timeout(30)
@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("kind", ["link", "dangling link", "hard link", "pipe", "folder"])
@pytest.mark.parametrize("end", ["", "-wal", "-journal"])
def test_no_link_is_followed_and_no_pipe_waited_for(
    path: Path, tmp_path: Path, fresh: bool, kind: str, end: str
) -> None:
    other = tmp_path / "other.gouji-batch"
    made(other)
    before = other.read_bytes()
    if end:
        made(path)
    strange = path.with_name(path.name + end)
    if kind == "link":
        strange.symlink_to(other)
    elif kind == "dangling link":
        strange.symlink_to(tmp_path / "new")
    elif kind == "hard link":
        strange.hardlink_to(other)
    elif kind == "pipe":
        os.mkfifo(strange)
    else:
        strange.mkdir()
    try:
        Journal(path, fresh=fresh).close()
    except GoujiError:
        assert kind != "hard link" or not end
    assert other.read_bytes() == before
    assert not (tmp_path / "new").exists()


def test_what_was_on_record_is_there_again(path: Path) -> None:
    made(path)
    with Journal(path) as journal:
        kept = journal.kept("k")
        assert kept is not None
        assert kept.kind == "OutputError"
    with Journal(path, fresh=True) as journal:
        assert journal.kept("k") is None


def test_a_journal_without_a_mark_of_the_version_before_is_begun_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DEFINITION)
        connection.execute("PRAGMA user_version = 4")
        connection.execute("INSERT INTO result VALUES ('k', '', '', '', '')")
        connection.commit()
    with Journal(path) as journal:
        assert journal.kept("k") is None
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID


@pytest.mark.parametrize(
    "line",
    [
        "CREATE TRIGGER late AFTER INSERT ON file BEGIN DELETE FROM result; END",
        "CREATE VIEW seen AS SELECT * FROM file",
        "ALTER TABLE result ADD COLUMN more TEXT",
        "DROP TABLE fact",
    ],
)
def test_a_journal_of_another_structure_is_told_and_read_anew_only_when_asked(
    path: Path, line: str
) -> None:
    made(path)
    sql(path, line)
    before = path.read_bytes()
    for existing in (False, True):
        with pytest.raises(JournalRefusedError, match="--fresh"):
            Journal(path, existing=existing)
    assert path.read_bytes() == before
    with Journal(path, fresh=True) as journal:
        assert journal.kept("k") is None


@pytest.mark.parametrize("at", [100, 4096, 5000, 9000])
def test_a_damaged_journal_is_told_with_what_to_do(path: Path, at: int) -> None:
    made(path)
    data = bytearray(path.read_bytes())
    data[at : at + 600] = b"\xff" * 600
    path.write_bytes(data)

    def use() -> None:
        with Journal(path) as journal:
            journal.kept("k")
            list(journal.rows("SELECT * FROM file JOIN result USING (key)"))
            journal.begin([Path("/c.pdf")])

    try:
        use()
    except OutputError as error:
        assert "--fresh" in error.sentence("zh")  # noqa: PT017
        assert "--fresh" in error.sentence("en")  # noqa: PT017
    with Journal(path, fresh=True) as journal:
        journal.begin([Path("/c.pdf")])


def test_a_journal_that_does_not_hold_together_is_told_before_it_is_gone_on_with(
    path: Path,
) -> None:
    with Journal(path) as journal:
        journal.begin([Path(f"/{number}.pdf") for number in range(2000)])
    size = path.stat().st_size
    data = bytearray(path.read_bytes())
    for at in range(8 * 4096, size, 4096):
        data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(JournalRefusedError, match="--fresh"):
        prepare_journal(path)
    prepare_journal(path, fresh=True)
    prepare_journal(path)


def test_a_structure_whose_names_are_no_text_is_told_as_damage(path: Path) -> None:
    made(path)
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE fact", b"CREATE TABLE f\xcbct"))
    with pytest.raises(JournalRefusedError, match="--fresh"):
        Journal(path)


def test_what_was_drawn_stays_on_record_when_all_else_is_forgotten(path: Path) -> None:
    with Journal(path) as journal:
        journal.set_fact(DRAWS, "[1]")
        journal.set_fact("folder", "/x")
    with Journal(path, fresh=True) as journal:
        assert (journal.fact(DRAWS), journal.fact("folder")) == ("[1]", "")


def test_a_log_of_a_killed_run_is_no_part_of_a_journal_made_later(path: Path) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from gouji.core.batch.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "journal.set_fact('folder', '/killed')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    with Journal(path, existing=True) as journal:
        assert journal.fact("folder") == "/killed"
    subprocess.run([sys.executable, "-c", script, path], check=False)
    assert path.with_name(f"{path.name}-wal").stat().st_size > 32
    path.unlink()
    with Journal(path) as journal:
        assert journal.fact("folder") == ""


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE report SET data = x'00'",
        "UPDATE report SET packing = 'x'",
        "UPDATE report SET audited = '[1]'",
        "UPDATE finding SET data = '{}'",
        """UPDATE finding SET data = replace(data, '"left": "', '"left": "x')""",
        "UPDATE fact SET value = '[[1, 2]]' WHERE name = 'choices'",
        "INSERT OR REPLACE INTO fact VALUES ('choices', '7')",
        "DELETE FROM report",
        "UPDATE report SET cells = cells + 1",
        "UPDATE report SET cells = 5000000",
        "UPDATE report SET rows = x''",
    ],
)
def test_values_that_say_nothing_are_told_as_a_damaged_journal(
    root: Path, path: Path, line: str
) -> None:
    source = root / SOURCE
    with Journal(path) as journal:
        journal.begin([source])
        journal.record(source, "k", read_source(source, sha256_of(source), (), None))
        journal.set_fact("choices", "[]")
    sql(path, line)
    with Journal(path, existing=True) as journal:
        batch = StoredBatch(journal, source.parent)

        def use() -> None:
            list(batch.lines())
            list(batch.reports())
            list(batch.findings())
            list(batch.across())

        with pytest.raises(JournalRefusedError, match="--fresh"):
            use()


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def packed(record: object) -> bytes:
    return zlib.compress(json.dumps(record).encode())


@pytest.fixture(scope="module")
def read(root: Path) -> ReportResult:
    source = root / SOURCE
    (found,) = read_source(source, sha256_of(source), (), None)
    return found


def recorded(read: ReportResult, root: Path, path: Path, **changed: object) -> Path:
    """Makes a journal of one report, whose values are others than were read."""
    source = root / SOURCE
    record = json.loads(zlib.decompress(read.rows)) | changed
    with Journal(path) as journal:
        journal.begin([source])
        journal.record(source, "k", [replace(read, rows=packed(record))])
        journal.set_fact("choices", "[]")
    return source


MARKUP = '</t></is></c><c r="A9"><f>1+1</f><v>2</v></c>&amp;<!-- -->]]>\x01\x02_x0041_'


def facts_with(read: ReportResult, at: int, value: object) -> list[object]:
    facts = json.loads(zlib.decompress(read.rows))["facts"]
    facts[at] = value
    return list(facts)


def test_text_of_a_journal_is_text_in_the_workbook_whatever_it_says(
    read: ReportResult, root: Path, path: Path
) -> None:
    facts = facts_with(read, 4, MARKUP)
    source = recorded(read, root, path, facts=facts)
    output = path.with_suffix(".xlsx")
    with Journal(path, existing=True) as journal:
        write_batch(StoredBatch(journal, source.parent), output)
    workbook = load_workbook(output)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    shown = {str(cell.value) for cell in cells if "1+1" in str(cell.value)}
    assert len(shown) == 1
    assert shown.pop().startswith('</t></is></c><c r="A9"><f>1+1</f>')


@pytest.mark.parametrize(
    "changed",
    [
        {"tables": [["t9", "2021"]]},
        {"tables": []},
        {"tables": [["t3", "2021"]]},
        {"facts": []},
        {"cells": []},
        {"cells": [[0, 0, 100, 0, None]] * 10_000},
        {"cells": [["<f/>", 0, 100, 0, None]]},
        {"figures": []},
        {"figures": [["1", "number", "1e999999"]] * 300},
        {"figures": [["1", "number", "NaN"]] * 300},
        {"figures": [["1", "number", 1]] * 300},
        {"figures": [["1", "number", None]] * 300},
        {"figures": [["1", "formula", None]] * 300},
        {"figures": [[1, "blank", None]] * 300},
        {"doubts": ["x"]},
        {"doubts": []},
        {"doubts": [["", ""]]},
    ],
)
def test_values_that_no_report_gives_are_told_as_a_damaged_journal(
    read: ReportResult, root: Path, path: Path, changed: dict[str, object]
) -> None:
    source = recorded(read, root, path, **changed)
    with (
        Journal(path, existing=True) as journal,
        pytest.raises(JournalRefusedError, match="--fresh"),
    ):
        list(StoredBatch(journal, source.parent).lines())


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, "1"),
        (0, True),
        (0, -1),
        (1, "<f>"),
        (4, 5),
        (5, "2021"),
        (7, 1.5),
        (7, None),
        (13, None),
    ],
)
def test_facts_of_another_type_are_told_as_a_damaged_journal(
    read: ReportResult, root: Path, path: Path, at: int, value: object
) -> None:
    source = recorded(read, root, path, facts=facts_with(read, at, value))
    with (
        Journal(path, existing=True) as journal,
        pytest.raises(JournalRefusedError, match="--fresh"),
    ):
        list(StoredBatch(journal, source.parent).lines())


@pytest.mark.parametrize(
    "rows", [b"<c/>", zlib.compress(b"<c/>"), zlib.compress(b"[" * 100_000), zlib.compress(b"7")]
)
def test_what_is_packed_in_another_way_is_told_as_a_damaged_journal(
    read: ReportResult, root: Path, path: Path, rows: bytes
) -> None:
    source = recorded(read, root, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE report SET rows = ?", (rows,))
        connection.commit()
    with (
        Journal(path, existing=True) as journal,
        pytest.raises(JournalRefusedError, match="--fresh"),
    ):
        list(StoredBatch(journal, source.parent).lines())
