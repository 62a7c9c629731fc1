"""The review file: what is acknowledged is in it, and nothing else ever harms it."""

import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hand_reviews import NAME, SOUND, SOURCE, make_review, report_of

from gouji.core.errors import GoujiError
from gouji.core.pipeline import open_reports
from gouji.core.review import Kind, Review
from gouji.core.review.record.readings import pack, unpack
from gouji.core.review.review_errors import (
    DiskFullError,
    FileGoneError,
    FileReplacedError,
    NotAReviewError,
    NotMadeError,
    ReadOnlyError,
    RecordError,
    ReviewDamagedError,
    ReviewExistsError,
    ReviewMissingError,
    ReviewNewerError,
    SourceDiffersError,
    StepLandedError,
)
from gouji.core.review.review_file.lock import lock_path
from gouji.core.review.review_file.schema import VERSION, migrate
from gouji.core.review.review_file.store import ReviewFile, create, open_file

CELL, OTHER = "t3.new.natural", "t3.new.total"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ReviewFile]:
    """A review file that is open."""
    with make_review(tmp_path) as made:
        yield made


def opened_again(file: ReviewFile) -> ReviewFile:
    file.close()
    return open_file(file.path)


def break_journal(file: ReviewFile, target: str, flags: int) -> None:
    """Puts another file behind the descriptors that SQLite has open on a review."""
    broken = os.open(target, flags)
    names = {str(file.path), f"{file.path}-wal"}
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        with suppress(OSError):
            if str(descriptor.readlink()) in names:
                os.dup2(broken, int(descriptor.name))
    os.close(broken)


def test_a_new_file_holds_source_and_readings_and_is_alone_in_its_folder(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    with make_review(tmp_path) as file:
        assert file.report == report
    with open_file(file.path) as again:
        assert again.report == report
        assert again.source == SOURCE
        assert again.report.source.path == tmp_path / NAME
        assert not again.is_read_only
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.gouji", NAME]


@pytest.mark.parametrize(
    "sample", ["2019-edition.docx", "2021-totals-broken.pdf", "2021-web-page.html"]
)
def test_the_readings_of_every_sample_come_back_equal(
    root: Path, tmp_path: Path, sample: str
) -> None:
    source = tmp_path / sample
    shutil.copy(root / "resources" / "samples" / sample, source)
    (report,) = open_reports(source).reports
    create(tmp_path / "r.gouji", source, report).close()
    with open_file(tmp_path / "r.gouji") as file:
        assert file.report == report
        assert file.source == source.read_bytes()


def test_every_step_is_there_after_reopening_with_the_same_cell_current(file: ReviewFile) -> None:
    review = file.review("审核员")
    review.correct({CELL: "9", OTHER: "9"})
    review.adjust({CELL: "7"}, why="补记")
    review.undo()
    file.current_cell = OTHER
    with opened_again(file) as again:
        assert again.events == review.events
        assert again.review("审核员").cells == review.cells
        assert again.review("审核员").redoable == review.redoable
        assert again.current_cell == OTHER


def test_a_cell_that_was_noted_alone_is_written_when_the_file_is_closed(file: ReviewFile) -> None:
    file.note_cell(OTHER)
    assert not file.is_cell_kept
    with opened_again(file) as again:
        assert again.current_cell == OTHER


def test_cells_are_kept_by_one_thread_while_another_records_steps(file: ReviewFile) -> None:
    review, cells = file.review("审核员"), list(file.report.readings)

    def go() -> None:
        for cell in cells[:60]:
            file.note_cell(cell)
            file.keep_cell()

    walker = threading.Thread(target=go)
    walker.start()
    for number in range(40):
        review.correct({CELL: str(number)})
    walker.join()
    with opened_again(file) as again:
        assert len(again.events) == 40
        assert again.fits
        assert again.current_cell == cells[59]


def test_a_step_is_on_record_before_it_counts(file: ReviewFile) -> None:
    file.review("审核员").correct({CELL: "9", OTHER: "9"})
    with open_file(file.path, read_only=True) as other:
        assert [event.subject for event in other.events] == [CELL, OTHER]


def test_a_second_opening_is_read_only_and_says_who_has_it(file: ReviewFile) -> None:
    file.review("审核员").correct({CELL: "9"})
    with open_file(file.path) as second:
        assert second.is_read_only
        assert second.why_read_only is not None
        assert "正在使用" in second.why_read_only[0]
        assert len(second.events) == 1
        with pytest.raises(ReadOnlyError, match="正在使用"):
            second.review("另一人").correct({CELL: "8"})
    file.review("审核员").correct({CELL: "7"})
    with opened_again(file) as third:
        assert not third.is_read_only
        assert [event.by for event in third.events] == ["审核员", "审核员"]


def test_a_lock_that_a_dead_program_left_holds_nobody_up(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    lock_path(tmp_path / "report.gouji").write_text(
        json.dumps({"user": "x", "host": "y", "pid": 1, "since": "z"})
    )
    with open_file(tmp_path / "report.gouji") as file:
        assert not file.is_read_only


def test_where_locks_are_unknown_the_lock_file_alone_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("gouji.core.review.review_file.lock._lock", unknown)
    with make_review(tmp_path) as file, open_file(file.path) as second:
        assert second.is_read_only
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True
    )
    record = {"user": "x", "host": platform.node(), "pid": int(gone.stdout), "since": "z"}
    lock_path(file.path).write_text(json.dumps(record))
    with open_file(file.path) as after:
        assert not after.is_read_only


@pytest.mark.parametrize(
    "text", ["[" * 4000, '{"pid": 1e400}', '{"user": 1, "host": 2, "since": 3, "pid": "x"}']
)
def test_a_lock_that_names_nobody_is_one_of_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    make_review(tmp_path).close()
    lock_path(tmp_path / "report.gouji").write_text(text)

    def held(descriptor: int) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("gouji.core.review.review_file.lock._lock", held)
    with open_file(tmp_path / "report.gouji") as file:
        assert file.why_read_only is not None
        assert "正在使用" in file.why_read_only[0]


@linux_only
def test_a_full_disk_refuses_the_step_and_takes_it_once_there_is_space(file: ReviewFile) -> None:
    review = file.review("审核员")
    review.correct({CELL: "9"})
    break_journal(file, "/dev/full", os.O_RDWR)
    with pytest.raises(DiskFullError, match="磁盘已满"):
        review.correct({CELL: "7"})
    assert review.cells[CELL].printed.text == "9"
    review.correct({CELL: "7"})
    with opened_again(file) as again:
        assert [event.after for event in again.events] == ["9", "7"]


@linux_only
def test_a_share_that_goes_away_refuses_the_step_and_takes_it_when_it_is_back(
    file: ReviewFile, tmp_path: Path
) -> None:
    review = file.review("审核员")
    review.correct({CELL: "9"})
    break_journal(file, "/dev/null", os.O_RDONLY)
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    tmp_path.rename(away)
    for _ in range(2):
        with pytest.raises(FileGoneError, match="无法访问"):
            review.correct({CELL: "7"})
    assert [event.after for event in review.events] == ["9"]
    away.rename(tmp_path)
    review.correct({CELL: "7"})
    with opened_again(file) as again:
        assert [event.after for event in again.events] == ["9", "7"]


@linux_only
def test_a_step_that_landed_although_refused_is_taken_up_and_not_done_twice(
    file: ReviewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = file.review("审核员")
    recorder = file._recorder
    assert recorder is not None
    connection = recorder._connection

    class FailsAfterCommit:
        def execute(self, sql: str, *rest: object) -> object:
            assert connection is not None
            result = connection.execute(sql, *rest)  # type: ignore[arg-type]
            if sql == "COMMIT":
                raise sqlite3.OperationalError("disk I/O error")
            return result

        def __getattr__(self, name: str) -> object:
            return getattr(connection, name)

    monkeypatch.setattr(recorder, "_connection", FailsAfterCommit())
    with pytest.raises(RecordError):
        review.correct({CELL: "9"})
    assert review.events == ()
    with pytest.raises(StepLandedError, match="其实已经记录"):
        review.correct({OTHER: "7"})
    assert [event.after for event in review.events] == ["9"]
    assert review.cells[CELL].printed.text == "9"
    review.correct({OTHER: "7"})
    with opened_again(file) as again:
        assert again.events == review.events


def test_a_file_that_was_replaced_while_open_takes_no_step_and_a_copy_can_be_saved(
    file: ReviewFile, tmp_path: Path
) -> None:
    review = file.review("审核员")
    review.correct({CELL: "9"})
    file.path.unlink()
    make_review(tmp_path, "other.gouji").close()
    (tmp_path / "other.gouji").rename(file.path)
    with pytest.raises(FileReplacedError, match="移动、删除或替换"):
        review.correct({CELL: "7"})
    file.save_copy(tmp_path / "copy.gouji")
    with open_file(tmp_path / "copy.gouji") as copy:
        assert copy.events == review.events
        assert copy.head == file.head


def test_a_file_moved_back_in_place_is_written_again(file: ReviewFile, tmp_path: Path) -> None:
    review = file.review("审核员")
    file.path.rename(tmp_path / "moved.gouji")
    with pytest.raises(FileReplacedError):
        review.correct({CELL: "7"})
    (tmp_path / "moved.gouji").rename(file.path)
    review.correct({CELL: "7"})
    with opened_again(file) as again:
        assert len(again.events) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="has no rights of this kind")
def test_a_read_only_folder_is_read_and_nothing_is_made_in_it() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Root may write anywhere, so the test goes on as somebody else, who must get there.
        Path(folder).chmod(0o755)
        read_as_nobody(Path(folder))


def read_as_nobody(folder: Path) -> None:
    make_review(folder).close()
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from gouji.core.review.review_file.store import open_file, create\n"
        "from gouji.core.review.review_errors import NotMadeError, ReadOnlyError\n"
        "from gouji.core.form_files import official_forms\n"
        "official_forms()\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "path = Path(sys.argv[1])\n"
        "with open_file(path) as file:\n"
        "    assert file.is_read_only and '写入权限' in file.why_read_only[0]\n"
        "    try: file.review('x').correct({'t3.new.total': '1'})\n"
        "    except ReadOnlyError: print('refused')\n"
        "    try: create(path.with_name('n.gouji'), file.source, file.report)\n"
        "    except NotMadeError: print('not made')\n"
    )
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, folder / "report.gouji"], capture_output=True, text=True
        )
    finally:
        folder.chmod(0o755)
    assert (done.stderr, done.stdout.split("\n")) == ("", ["refused", "not made", ""])
    assert sorted(path.name for path in folder.iterdir()) == ["report.gouji", NAME]


def test_a_file_of_a_newer_version_is_refused_unharmed(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    path = tmp_path / "report.gouji"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ReviewNewerError, match="更新版本"):
        open_file(path)
    assert path.read_bytes() == before
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["report.gouji", NAME]


def test_readings_of_an_unknown_edition_are_those_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "report.gouji"
    make_review(tmp_path).close()
    with closing(sqlite3.connect(path)) as connection:
        ((packing, data),) = connection.execute("SELECT packing, data FROM readings").fetchall()
        newer = unpack(packing, data).replace(b'"2021"]', b'"2031"]')
        connection.execute("UPDATE readings SET packing = ?, data = ?", pack(newer))
        connection.commit()
    with pytest.raises(ReviewNewerError):
        open_file(path)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotAReviewError),
        (b"%PDF-1.7", NotAReviewError),
        (b"SQLite format 3\0" + bytes(200), NotAReviewError),
        (None, ReviewMissingError),
    ],
)
def test_what_is_no_review_file_is_refused(
    tmp_path: Path, content: bytes | None, error: type[GoujiError]
) -> None:
    path = tmp_path / "x.gouji"
    if content is not None:
        path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(error):
            open_file(path, read_only=read_only)


@pytest.mark.parametrize("keep", [200, 5000, 20000])
def test_a_file_cut_short_is_damaged(tmp_path: Path, keep: int) -> None:
    make_review(tmp_path).close()
    path = tmp_path / "report.gouji"
    path.write_bytes(path.read_bytes()[:keep])
    for read_only in (False, True):
        with pytest.raises(ReviewDamagedError, match="已损坏"):
            open_file(path, read_only=read_only)


def test_an_event_on_a_cell_that_is_none_is_damage(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        file.review("x").correct({CELL: "9"})
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("UPDATE event SET subject = 'nowhere'")
        connection.commit()
    with open_file(file.path) as again, pytest.raises(ReviewDamagedError):
        again.review("x")


def test_the_file_itself_keeps_events_from_being_changed(file: ReviewFile) -> None:
    file.review("x").correct({CELL: "9"})
    file.close()
    with closing(sqlite3.connect(file.path)) as connection:
        for sql in ("UPDATE event SET after = '8'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="only added"):
                connection.execute(sql)


def test_no_file_is_overwritten_and_none_made_of_another_source(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    before = (tmp_path / "report.gouji").read_bytes()
    with pytest.raises(ReviewExistsError):
        make_review(tmp_path)
    with pytest.raises(SourceDiffersError, match="已改变"):
        create(tmp_path / "b.gouji", b"other", report_of(tmp_path))
    with pytest.raises(NotMadeError):
        create(tmp_path / "none" / "b.gouji", SOURCE, report_of(tmp_path))
    assert (tmp_path / "report.gouji").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.gouji", NAME]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no such limit")
def test_a_disk_too_small_for_a_new_file_leaves_nothing_behind(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "sys.dont_write_bytecode = True  # it would be cut short, and be kept\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[2] / 'helpers')!r})\n"
        "from pathlib import Path\n"
        "from hand_reviews import make_review\n"
        "from gouji.core.review.review_errors import NotMadeError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "try: make_review(Path(sys.argv[1]))\n"
        "except NotMadeError as error: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True)
    assert (done.stderr, done.stdout) == ("", "refused\n")
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_source_that_moved_or_changed_is_given_from_the_file(
    file: ReviewFile, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    assert file.source_on_disk(copies) == tmp_path / NAME
    (tmp_path / NAME).write_bytes(b"changed")
    copy = file.source_on_disk(copies)
    assert (copy.name, copy.read_bytes()) == (NAME, SOURCE)
    (tmp_path / NAME).unlink()
    assert file.source_on_disk(copies) == copy


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    path = tmp_path / "report.gouji"

    def first(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE view ADD COLUMN zoom TEXT")

    def second(connection: sqlite3.Connection) -> None:
        raise ValueError("no")

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(ValueError, match="no"):
            migrate(connection, {VERSION: first, VERSION + 1: second}, VERSION + 2)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert "zoom" not in str(connection.execute("PRAGMA table_info(view)").fetchall())
        migrate(connection, {VERSION: first}, VERSION + 1)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
        assert "zoom" in str(connection.execute("PRAGMA table_info(view)").fetchall())


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_the_stored_example_of_every_version_opens(
    root: Path, tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.gouji"
    shutil.copy(root / "tests" / "data" / "review_files" / f"version-{version}.gouji", path)
    with open_file(path) as file:
        review: Review = file.review("后来的人")
        assert [event.kind for event in review.events] == [
            Kind.CORRECTED,
            Kind.ADJUSTED,
            Kind.UNDONE,
            Kind.CONFIRMED,
            Kind.SIGNED_OFF,
        ]
        assert review.cells[CELL].printed.text == "8"
        assert review.sign_off_in_force is not None
        assert review.sign_off_in_force.event.by == "审核员"
        review.reopen()
    with open_file(path) as again:
        assert again.events[-2].kind is Kind.REVIEWER_CHANGED
        assert (again.events[-2].before, again.events[-2].after) == ("审核员", "后来的人")


assert set(SOUND) >= {CELL, OTHER}
