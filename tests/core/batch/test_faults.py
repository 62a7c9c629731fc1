"""What goes wrong around one file costs that file, is said, and lasts no longer than it must."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from batch_folder import report_of
from openpyxl import load_workbook

from gouji.core.batch import Options, batch_run, run_batch
from gouji.core.batch.journal import journal_path
from gouji.core.errors import (
    GoujiError,
    InternalError,
    LimitExceededError,
    SourceBrokenError,
    SystemRefusedError,
)
from gouji.core.worker import Limits, PoolAnswer

ONE = Options(workers=1)
PASSWORD = "137921"


class Readers:
    """Readers that meet an error with every file, and say how many they were asked for."""

    def __init__(self, error: GoujiError) -> None:
        self.error = error
        self.asked = 0

    def answers(
        self, _function: object, calls: Iterator[Any], **_: object
    ) -> Iterator[PoolAnswer[Any]]:
        for arguments in calls:
            self.asked += 1
            yield PoolAnswer(arguments, error=self.error)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "2021.html").write_bytes(report_of(2021))
    return folder


def read_with(
    monkeypatch: pytest.MonkeyPatch, folder: Path, error: GoujiError, options: Options = ONE
) -> int:
    """Runs a batch that meets an error; returns how many files it tried to read."""
    readers = Readers(error)
    with monkeypatch.context() as patch:
        patch.setattr(batch_run, "_readers", lambda *_: readers)
        run_batch(folder, folder.parent / "out.xlsx", options)
    return readers.asked


SOURCE = Path("2021.html")
PASSING = [
    InternalError("2021.html", "KeyError, core.documents.word.reader:52"),
    InternalError("2021.html", "worker ended by SIGSEGV"),
    SystemRefusedError(SOURCE, os.strerror(errno.ENOSPC)),
    LimitExceededError(SOURCE, "SIGKILL"),
]


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
def test_what_the_bytes_need_not_give_again_is_read_again_by_the_next_run(
    monkeypatch: pytest.MonkeyPatch, folder: Path, error: GoujiError
) -> None:
    assert read_with(monkeypatch, folder, error) == 1
    (row,) = load_workbook(folder.parent / "out.xlsx")["报告"].iter_rows(
        min_row=3, values_only=True
    )
    assert any(error.sentence("zh") in str(value) for value in row)
    assert not any("文件已损坏" in str(value) for value in row)

    assert run_batch(folder, folder.parent / "out.xlsx", ONE).reports == 1


def test_what_the_bytes_give_lasts(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    damaged = SourceBrokenError(SOURCE)

    assert [read_with(monkeypatch, folder, damaged) for _ in range(2)] == [1, 0]


def test_damage_that_was_seen_with_little_memory_is_looked_at_again_with_more(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    little = Options(workers=1, limits=Limits(megabytes=100))
    assert read_with(monkeypatch, folder, SourceBrokenError(SOURCE), little) == 1

    assert run_batch(folder, folder.parent / "out.xlsx", ONE).reports == 1


def test_a_limit_that_was_met_is_not_waited_for_again_but_another_one_is(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    over, longer = LimitExceededError(SOURCE), Options(workers=1, limits=Limits(seconds=900))

    tried = [read_with(monkeypatch, folder, over, each) for each in (ONE, ONE, longer)]

    assert tried == [1, 0, 1]


def test_nothing_of_a_password_is_kept(folder: Path) -> None:
    run_batch(folder, folder.parent / "out.xlsx", Options(workers=1, password=PASSWORD))
    run_batch(folder, folder.parent / "out.xlsx", Options(workers=1, password="another"))

    journal = journal_path(folder.parent / "out.xlsx")
    with closing(sqlite3.connect(journal)) as connection:
        kept = {terms for (terms,) in connection.execute("SELECT terms FROM result")}
    assert kept == {""}
    assert PASSWORD.encode() not in journal.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_utf_8_is_one_row_among_others(folder: Path) -> None:
    (folder / "2021.html").rename(folder / os.fsdecode(b"caf\xe9 2021.html"))
    (folder / os.fsdecode(b"\xff broken.pdf")).write_bytes(b"%PDF-1.7 and no more")
    (folder / "2022.html").write_bytes(report_of(2022))
    output = folder.parent / "out.xlsx"

    first, second = run_batch(folder, output, ONE), run_batch(folder, output, ONE)

    assert (first.files, first.reports, first.failed) == (3, 2, 1)
    assert second.kept == 3
    names = [cell.value for cell in load_workbook(output)["报告"]["B"]][2:]
    assert sorted(map(str, names)) == ["2022.html", "\\xff broken.pdf", "caf\\xe9 2021.html"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_folder_whose_name_is_no_utf_8_is_read(folder: Path) -> None:
    named = folder.parent / os.fsdecode(b"\xb1\xa8\xb8\xe6")
    folder.rename(named)

    assert run_batch(named, folder.parent / "out.xlsx", ONE).reports == 1


def test_a_folder_that_may_not_be_read_is_one_row_among_others(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    closed = folder / "closed"
    closed.mkdir()
    looks = os.scandir

    def refuse(place: Any = ".") -> Any:
        if Path(place) == closed:
            raise PermissionError(errno.EACCES, "refused", str(place))
        return looks(place)

    monkeypatch.setattr(os, "scandir", refuse)

    summary = run_batch(folder, folder.parent / "out.xlsx", ONE)

    assert (summary.reports, summary.failed) == (1, 1)
    names = [cell.value for cell in load_workbook(folder.parent / "out.xlsx")["报告"]["B"]]
    assert "closed" in names
