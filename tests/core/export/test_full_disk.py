"""What keeps an export from being written costs one sentence, and no file that was there."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from batch_folder import SAMPLE

from gouji.core.errors import OutputError
from gouji.core.export.formats import WRITERS, write_export
from gouji.core.files import saving
from gouji.core.review import Review

from ...data.sample_reports import TOTALS_BROKEN
from .hand_made import report_of

ROOM = {"full": (0, 700), "not permitted": (0,), "read-only": (0,), "broken": (700,)}
"""Bytes that a disk still takes, from none to nearly all of an export."""

REFUSALS = {
    "full": OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    "not permitted": PermissionError(errno.EACCES, os.strerror(errno.EACCES)),
    "read-only": OSError(errno.EROFS, os.strerror(errno.EROFS)),
    "broken": OSError(errno.EIO, os.strerror(errno.EIO)),
}


class SmallDisk(io.FileIO):
    """A file on a disk that takes so many bytes and then refuses."""

    room = 0
    refusal: OSError

    def write(self, data: object) -> int:
        self.room -= len(memoryview(data))  # type: ignore[arg-type]
        if self.room < 0:
            raise self.refusal
        return super().write(data)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def review() -> Review:
    return Review(report_of(TOTALS_BROKEN))


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, OSError], None]:
    def set_up(room: int, refusal: OSError) -> None:
        def opened(path: Path, mode: int = 0o666) -> BinaryIO:
            raw = SmallDisk(path, "xb")
            raw.room, raw.refusal = room, refusal
            return io.BufferedWriter(raw)  # type: ignore[return-value]

        monkeypatch.setattr(saving, "open_new", opened)

    return set_up


@pytest.fixture
def target(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    path = tmp_path / f"out{request.param}"
    path.write_bytes(b"old")
    yield path
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("target", WRITERS, indirect=True)
def test_a_disk_that_refuses_costs_one_sentence_and_no_file(
    target: Path,
    refusal: str,
    review: Review,
    small_disk: Callable[[int, OSError], None],
) -> None:
    for room in ROOM[refusal]:
        small_disk(room, REFUSALS[refusal])
        with pytest.raises(OutputError) as caught:
            write_export(review, target, replace=True)
        for language in ("zh", "en"):
            sentence = caught.value.sentence(language)
            assert target.name in sentence
            assert "\n" not in sentence


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_folder_in_place_of_the_target_is_named(
    suffix: str, review: Review, tmp_path: Path
) -> None:
    (tmp_path / f"out{suffix}").mkdir()
    with pytest.raises(OutputError, match="是一个文件夹"):
        write_export(review, tmp_path / f"out{suffix}", replace=True)
    assert [each.name for each in tmp_path.iterdir()] == [f"out{suffix}"]


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_export_puts_nothing_into_the_temporary_folder(
    suffix: str, review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    write_export(review, tmp_path / f"out{suffix}")
    assert [each.name for each in tmp_path.iterdir()] == [f"out{suffix}"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_program_that_may_write_no_more_prints_one_line(suffix: str, tmp_path: Path) -> None:
    import resource

    resource_limit = (4096, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    command = [sys.executable, "-m", "gouji", "export", str(SAMPLE), "--language", "en", "-o"]
    ended = subprocess.run(
        [*command, str(tmp_path / f"out{suffix}")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # it would be cut short, and be kept
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, resource_limit),
    )
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "was not written" in ended.stderr
    assert not list(tmp_path.iterdir())
