"""What lasts for a moment: named for its process, and removed once that has ended."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from gouji.core.errors import TemporaryFolderError
from gouji.core.files import connections, temporary
from gouji.core.files.processes import is_running, start_of_this, this_host
from gouji.core.files.regular_files import NotRegularError, is_plain, open_regular
from gouji.core.files.saving import save_bytes
from gouji.core.files.temporary import (
    partial_beside,
    remove_left_behind,
    room_needed,
    temporary_folder,
)


@pytest.fixture(scope="module")
def ended() -> int:
    """The number of a process that has ended."""
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    return int(done.stdout)


def name_of(process: int, host: str = "", start: int = 0) -> str:
    return f"gouji-{host or this_host()}-{process}-{start}-0123456789ab"


def test_what_a_process_that_has_ended_left_beside_a_target_goes_with_the_next_writing(
    tmp_path: Path, ended: int
) -> None:
    gone = [f".{name_of(ended)}.tmp", f".{name_of(ended)}.tmp-journal"]
    kept = [
        f".{name_of(os.getpid())}.tmp",  # this process may still write it
        f".{name_of(os.getpid(), start=start_of_this())}.tmp",
        f".{name_of(ended, '00000000')}.tmp",  # another machine's
        ".gouji-mine.tmp",
        f"x{name_of(ended)}.tmp",
        "gouji-report.xlsx",
    ]
    for name in (*gone, *kept):
        (tmp_path / name).write_text("x")
    save_bytes(tmp_path / "out.txt", b"done")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*kept, "out.txt"])


def test_what_is_left_in_the_temporary_folder_goes_with_the_next_folder(
    tmp_path: Path, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{name_of(ended)}_x"
    (left / "profile").mkdir(parents=True)
    (left / "profile" / "file").write_text("x")
    with temporary_folder() as folder:
        assert folder.is_dir()
        assert [each.name for each in tmp_path.iterdir()] == [folder.name]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="has no links")
def test_what_is_left_in_the_temporary_folder_goes_with_the_next_file_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"gouji-{this_host()}-{ended}-7-0a1b2c3d4e5f_abcdefgh"
    left.mkdir()
    (left / "copy").write_bytes(b"x")

    partial_beside(tmp_path / "elsewhere" / "out.csv")

    assert not left.exists()


def test_a_link_that_bears_such_a_name_is_removed_and_not_followed(
    tmp_path: Path, ended: int
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "file").write_text("x")
    (tmp_path / name_of(ended)).symlink_to(target)
    remove_left_behind(tmp_path)
    assert (target / "file").read_text() == "x"
    assert not os.path.lexists(tmp_path / name_of(ended))


def test_a_process_that_runs_is_told_from_one_that_ended(ended: int) -> None:
    assert is_running(os.getpid())
    assert is_running(0)
    assert not is_running(ended)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lists no processes as files")
def test_a_process_that_waits_for_its_parent_to_look_after_it_has_ended() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended and is still listed
    assert Path(f"/proc/{process.pid}").exists()
    assert not is_running(process.pid)
    process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lists no processes as files")
def test_what_a_process_left_goes_though_another_has_its_number_now(tmp_path: Path) -> None:
    left = tmp_path / f".{name_of(os.getpid(), start=start_of_this() - 1)}.tmp"
    left.write_text("x")
    remove_left_behind(tmp_path)
    assert not left.exists()
    assert is_running(os.getpid(), start_of_this())


def test_names_are_told_by_their_process(tmp_path: Path) -> None:
    name = partial_beside(tmp_path / "x").name
    assert temporary._LEFT.fullmatch(name)
    assert str(os.getpid()) in name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_only_an_ordinary_file_is_opened_and_nothing_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for special in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(NotRegularError):
            open_regular(special)
    with open_regular(tmp_path / "link") as stream:
        assert stream.read() == b"x"
    with pytest.raises(OSError, match="link"):
        open_regular(tmp_path / "link", follow=False)
    assert is_plain(tmp_path / "file")
    assert not is_plain(tmp_path / "link")
    (tmp_path / "second").hardlink_to(tmp_path / "file")
    assert not is_plain(tmp_path / "file")


def test_a_temporary_folder_that_takes_no_more_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def open(self, mode: str, buffering: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "review").write_bytes(b"x")
    with pytest.raises(TemporaryFolderError, match="不能再写"):
        connections._copy(tmp_path / "review", Full())  # type: ignore[arg-type]
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.executescript("PRAGMA max_page_count = 2; CREATE TABLE a (a)")
        with pytest.raises(TemporaryFolderError, match="is full"), room_needed():
            copy.execute("CREATE TABLE b (b)")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with pytest.raises(TemporaryFolderError, match="absent"), temporary_folder():
        pass


def test_what_is_wrong_with_a_file_is_not_told_as_a_fault_of_the_temporary_folder() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as copy,
        pytest.raises(sqlite3.OperationalError),
        room_needed(),
    ):
        copy.execute("SELECT * FROM nothing")
