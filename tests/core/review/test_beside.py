"""What lies beside a review file: logs, locks, links and pipes, and what a copy of it holds."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hand_reviews import NAME, SOURCE, make_review, report_of

from gouji.core.errors import GoujiError
from gouji.core.files.processes import this_host
from gouji.core.review.review_errors import FileReplacedError, NotMadeError
from gouji.core.review.review_file.lock import Lock, lock_path
from gouji.core.review.review_file.store import ReviewFile, create, open_file
from gouji.core.review.review_file.verify import verify
from gouji.core.review.review_file.writing import mode_like

CELL, OTHER = "t3.new.natural", "t3.new.total"
VICTIM = b"precious"

posix_only = pytest.mark.skipif(os.name == "nt", reason="has no links and pipes of this kind")


def events_of(path: Path) -> list[str]:
    with open_file(path, read_only=True) as file:
        return [event.after for event in file.events]


def test_nothing_lies_beside_an_open_review_that_belongs_to_it(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        for number in range(20):
            review.correct({CELL: str(number + 1)})
            file.current_cell = CELL if number % 2 else OTHER
            copy = tmp_path / f"copy-{number}.gouji"
            shutil.copyfile(file.path, copy)  # the file alone, while it is open
            assert len(events_of(copy)) == number + 1
            assert verify(copy).is_intact
    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith("copy-")}
    assert names == {NAME, "report.gouji"}


def test_a_review_renamed_while_open_holds_every_step_and_says_that_its_name_is_gone(
    tmp_path: Path,
) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        for number in range(5):
            review.correct({CELL: str(number + 1)})
        file.path.rename(tmp_path / "moved.gouji")
        with pytest.raises(FileReplacedError):
            review.correct({CELL: "9"})
    assert events_of(tmp_path / "moved.gouji") == ["1", "2", "3", "4", "5"]
    assert verify(tmp_path / "moved.gouji").is_intact


def killed_with_a_log(folder: Path, mode: str) -> None:
    """A review that a session left with a log in force beside it: killed while it wrote."""
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA locking_mode = EXCLUSIVE')\n"
        "c.execute('PRAGMA journal_mode = ' + sys.argv[2])\n"
        "c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE view SET cell = 't3.new.total'\")\n"
        "c.execute('DROP TRIGGER event_is_final')\n"
        "c.execute('CREATE TABLE many (x)')\n"
        "c.executemany('INSERT INTO many VALUES (?)', [('x' * 3000,)] * 50)\n"
        "if sys.argv[2] == 'WAL': c.execute('COMMIT')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, folder / "report.gouji", mode], check=False)
    log = folder / ("report.gouji-wal" if mode == "WAL" else "report.gouji-journal")
    assert log.stat().st_size > 32


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_log_of_another_review_of_that_name_is_not_played_into_a_new_one(
    tmp_path: Path, mode: str
) -> None:
    make_review(tmp_path).close()
    killed_with_a_log(tmp_path, mode)
    (tmp_path / "report.gouji").unlink()
    with make_review(tmp_path) as file:
        file.review("审核员").correct({CELL: "9"})
    assert events_of(tmp_path / "report.gouji") == ["9"]
    assert verify(tmp_path / "report.gouji").is_intact
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.gouji", NAME]


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_log_of_another_review_is_not_played_into_one_that_is_copied_there(
    tmp_path: Path, mode: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with make_review(elsewhere) as other:
        for number in range(30):
            other.review("审核员").correct({CELL: str(number + 1)})
    make_review(tmp_path).close()
    killed_with_a_log(tmp_path, mode)
    shutil.copyfile(elsewhere / "report.gouji", tmp_path / "report.gouji")
    assert verify(tmp_path / "report.gouji").is_intact
    assert len(events_of(tmp_path / "report.gouji")) == 30
    with open_file(tmp_path / "report.gouji") as file:
        assert not file.is_read_only
        file.review("审核员").correct({CELL: "99"})
    assert len(events_of(tmp_path / "report.gouji")) == 31
    assert verify(tmp_path / "report.gouji").is_intact


def test_what_an_earlier_version_left_in_its_log_is_there(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.gouji"
    shutil.copy(root / "tests" / "data" / "review_files" / "version-1.gouji", path)
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode = WAL')\n"
        "c.execute(\"UPDATE view SET cell = 't3.new.natural'\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    assert path.with_name("old.gouji-wal").stat().st_size > 32
    with open_file(path, read_only=True) as file:
        assert file.current_cell == CELL
    with open_file(path) as file:
        assert file.current_cell == CELL
        assert not file.is_read_only
    assert [each.name for each in tmp_path.iterdir()] == ["old.gouji"]


def test_a_journal_that_names_a_further_file_deletes_nothing(tmp_path: Path) -> None:
    make_review(tmp_path).close()
    victim = tmp_path / "victim"
    victim.write_bytes(VICTIM)
    name = str(victim).encode()
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    head = magic + (0).to_bytes(4, "big") + bytes(4)
    pages = (tmp_path / "report.gouji").stat().st_size // 4096
    head += pages.to_bytes(4, "big") + (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    tail = (0x40000000 // 4096 + 1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big")
    tail += sum(name).to_bytes(4, "big") + magic
    journal = tmp_path / "report.gouji-journal"
    journal.write_bytes(head.ljust(512, b"\0") + tail)
    assert verify(tmp_path / "report.gouji").is_intact
    with open_file(tmp_path / "report.gouji") as file:
        file.review("审核员").correct({CELL: "9"})
    assert victim.read_bytes() == VICTIM
    assert not journal.exists()


@posix_only
@pytest.mark.timeout(60)
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_in_the_place_of_a_log_is_neither_waited_for_nor_followed(
    tmp_path: Path, end: str, kind: str
) -> None:
    make_review(tmp_path).close()
    (tmp_path / "victim").write_bytes(VICTIM)
    strange = tmp_path / f"report.gouji{end}"
    if kind == "pipe":
        os.mkfifo(strange)
    elif kind == "link":
        strange.symlink_to(tmp_path / "victim")
    else:
        strange.mkdir()
    for read_only in (False, True):
        with pytest.raises(GoujiError, match=f"旁边的 report.gouji{end} "):
            open_file(tmp_path / "report.gouji", read_only=read_only)
    with pytest.raises(GoujiError, match=f"旁边的 report.gouji{end} "):
        verify(tmp_path / "report.gouji")
    assert (tmp_path / "victim").read_bytes() == VICTIM


@posix_only
@pytest.mark.parametrize("kind", ["link", "hard link", "dangling link", "pipe"])
def test_a_lock_writes_into_nothing_but_a_file_of_its_own(tmp_path: Path, kind: str) -> None:
    make_review(tmp_path).close()
    victim = tmp_path / "victim"
    victim.write_bytes(VICTIM)
    lock = lock_path(tmp_path / "report.gouji")
    if kind == "link":
        lock.symlink_to(victim)
    elif kind == "hard link":
        lock.hardlink_to(victim)
    elif kind == "dangling link":
        lock.symlink_to(tmp_path / "new")
    else:
        os.mkfifo(lock)
    with open_file(tmp_path / "report.gouji") as file:
        assert file.why_read_only is not None
        assert "锁文件" in file.why_read_only[0]
    other = tmp_path / "other.gouji"
    lock.rename(lock_path(other))
    with pytest.raises(NotMadeError, match="锁文件"):
        create(other, SOURCE, report_of(tmp_path))
    assert victim.read_bytes() == VICTIM
    assert not (tmp_path / "new").exists()


def test_a_lock_that_cannot_be_signed_for_want_of_space_is_given_up_with_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, text: bytes) -> int:
        raise OSError(28, "No space left on device")

    review = tmp_path / "x.gouji"
    monkeypatch.setattr("gouji.core.review.review_file.lock.os.write", full)
    Lock(review).release()
    monkeypatch.undo()
    Lock(review).release()
    assert list(tmp_path.iterdir()) == []


def test_where_locks_are_unknown_one_that_cannot_be_signed_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, text: bytes) -> int:
        raise OSError(28, "No space left on device")

    def unknown(descriptor: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("gouji.core.review.review_file.lock._lock", unknown)
    monkeypatch.setattr("gouji.core.review.review_file.lock.os.write", full)
    with pytest.raises(OSError, match="No space"):
        Lock(tmp_path / "x.gouji")
    assert list(tmp_path.iterdir()) == []


def truncated(path: Path) -> None:
    os.truncate(path, 0)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def replaced_in_place(path: Path) -> None:
    """As ``cp other.gouji report.gouji`` does: another content in the same file."""
    other = path.parent / "elsewhere"
    other.mkdir()
    make_review(other).close()
    path.write_bytes((other / "report.gouji").read_bytes())


def rolled_back_in_place(path: Path) -> None:
    path.write_bytes((path.parent / "before.gouji").read_bytes())


def changed_by_a_hand(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.rfind("第二步".encode())
    data[at : at + 3] = "弟".encode()
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm", [truncated, cut_short, replaced_in_place, rolled_back_in_place, changed_by_a_hand]
)
def test_no_step_is_acknowledged_once_the_content_of_the_file_is_another(
    tmp_path: Path, harm: object
) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        review.correct({CELL: "1"}, why="第一步")
        shutil.copyfile(file.path, tmp_path / "before.gouji")
        review.correct({CELL: "2"}, why="第二步")
        harm(file.path)  # type: ignore[operator]
        for _ in range(2):
            with pytest.raises(FileReplacedError, match="移动、删除或替换"):
                review.correct({CELL: "3"})
        assert len(review.events) == 2
        file.current_cell = OTHER
        file.save_copy(tmp_path / "copy.gouji")
    assert events_of(tmp_path / "copy.gouji") == ["1", "2"]


def test_a_file_that_was_only_touched_is_written_on(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        review.correct({CELL: "1"})
        os.utime(file.path, (1, 1))
        review.correct({CELL: "2"})
        file.path.write_bytes(file.path.read_bytes())
        review.correct({CELL: "3"})
    assert events_of(file.path) == ["1", "2", "3"]


@posix_only
@pytest.mark.parametrize("kind", ["link", "hard link"])
def test_a_review_under_a_second_name_is_read_only_and_says_why(tmp_path: Path, kind: str) -> None:
    make_review(tmp_path).close()
    second = tmp_path / "second.gouji"
    if kind == "link":
        second.symlink_to(tmp_path / "report.gouji")
    else:
        second.hardlink_to(tmp_path / "report.gouji")
    with open_file(second) as file:
        assert file.why_read_only is not None
        assert "链接" in file.why_read_only[0]
        assert file.source == SOURCE


@posix_only
def test_a_review_whose_making_was_cut_off_at_its_last_moment_is_written_on(
    tmp_path: Path,
) -> None:
    make_review(tmp_path).close()
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    first = f".gouji-{this_host()}-{int(ended.stdout)}-0-0123456789ab.tmp"
    (tmp_path / first).hardlink_to(tmp_path / "report.gouji")
    with open_file(tmp_path / "report.gouji") as file:
        assert not file.is_read_only
    assert not (tmp_path / first).exists()


@posix_only
@pytest.mark.parametrize(
    ("mode", "expected"), [(0o600, 0o600), (0o640, 0o640), (0o400, 0o600), (0o444, 0o644)]
)
def test_a_review_and_its_copies_are_open_to_nobody_who_may_not_read_the_source(
    tmp_path: Path, mode: int, expected: int
) -> None:
    source = tmp_path / NAME
    source.write_bytes(SOURCE)
    source.chmod(mode)
    before = os.umask(0o022)
    try:
        with create(tmp_path / "report.gouji", source, report_of(tmp_path)) as file:
            file.save_copy(tmp_path / "copy.gouji")
            made: ReviewFile = file
    finally:
        os.umask(before)
    for path in (made.path, tmp_path / "copy.gouji"):
        assert path.stat().st_mode & 0o777 == expected


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.gouji"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(GoujiError):
        open_file(path)
    assert path.read_bytes() == before


@posix_only
def test_what_holds_several_files_is_open_to_nobody_who_may_not_read_each(tmp_path: Path) -> None:
    for name, mode in (("a.zip", 0o640), ("b", 0o604), ("c", 0o644)):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(mode)
    in_archive, other = tmp_path / "a.zip" / "report.pdf", tmp_path / "b"
    assert mode_like(in_archive) == 0o660
    assert mode_like(tmp_path / "c", tmp_path / "gone") == 0o666
    assert mode_like(in_archive, tmp_path / "c", other) == 0o600
