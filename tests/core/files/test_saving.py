"""A file is written whole or not at all, and a failure says why."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from gouji.core.errors import OutputError
from gouji.core.files.saving import save_whole


def write_new(stream: BinaryIO) -> None:
    stream.write(b"new")


def fail_midway(stream: BinaryIO) -> None:
    stream.write(b"half")
    raise OSError(28, "No space left on device")


def test_a_file_is_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    save_whole(tmp_path / "out.xlsx", write_new)

    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_bytes() == b"new"


def test_a_failure_midway_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"old")

    with pytest.raises(OutputError, match="No space left") as caught:
        save_whole(tmp_path / "out.xlsx", fail_midway)

    assert "Check the disk's space" in caught.value.sentence("en")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_bytes() == b"old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="没有文件夹"):
        save_whole(tmp_path / "none" / "out.xlsx", write_new)


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="是一个文件夹"):
        save_whole(tmp_path, write_new)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="不能写入"):
            save_whole(tmp_path / "out.xlsx", write_new)
    finally:
        tmp_path.chmod(0o700)


def test_a_refused_replacement_is_told_as_a_file_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(OutputError, match="正在 Excel 中打开"):
        save_whole(tmp_path / "out.xlsx", write_new)
    assert list(tmp_path.iterdir()) == []
