"""Writes a file whole: beside its place first, then renamed into it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ..errors import OutputError
from .regular_files import is_special, open_regular
from .temporary import partial_beside


def save_whole(path: Path, write: Callable[[BinaryIO], None], *, mode: int = 0o666) -> None:
    """Calls ``write`` with a new file and puts it at ``path`` when all of it is on the disk.

    A file that stood there before stays as it was until then, and for good where writing fails.
    Where the name is a link, the link is replaced and what it names stays as it is.

    Args:
        path: Where the file is to lie.
        write: Writes all of it.
        mode: Who may read and write it, as far as the user's own settings allow.

    Raises:
        OutputError: The file cannot be written; the sentence says why.
    """
    check_place(path)
    partial = partial_beside(path)
    try:
        with open_new(partial, mode) as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def save_bytes(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Writes bytes as ``save_whole`` does.

    Raises:
        OutputError: The file cannot be written; the sentence says why.
    """

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    save_whole(path, write, mode=mode)


def check_place(path: Path) -> None:
    """Returns if a file could be put there, over whatever file there is.

    Raises:
        OutputError: There is a folder, or a pipe or a device, which a file would replace.
    """
    if is_special(path):
        raise OutputError(
            f"{path} 是管道、设备或套接字，没有写入。请给出普通文件名。",
            f"{path} is a pipe, a device or a socket; nothing was written. Name an ordinary file.",
        )
    if _is_folder(path):
        raise OutputError(
            f"{path} 是一个文件夹，没有写入。请给出文件名。",
            f"{path} is a folder; nothing was written. Give the name of a file.",
        )


def check_readable(path: Path) -> None:
    """Returns if a file that is there can be read, which a program that has it open may not allow.

    Raises:
        OutputError: It cannot; the sentence says that nothing was written, and why.
    """
    try:
        with open_regular(path) as stream:
            stream.read(1)
    except OSError as error:
        raise _refusal(path, error) from error


def open_new(path: Path, mode: int = 0o666) -> BinaryIO:
    """Returns a new file open for writing; nothing that is there is opened, nor a link followed.

    Raises:
        OSError: There is something under that name, or nothing can be made there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _refusal(path: Path, error: OSError) -> OutputError:
    if not _is_folder(path.parent):
        return OutputError(
            f"没有文件夹 {path.parent}，{path.name} 没有写入。请先建立这个文件夹。",
            f"There is no folder {path.parent}; {path.name} was not written. Make it first.",
        )
    if isinstance(error, PermissionError):
        return OutputError(
            f"{path} 不能写入：没有权限，或文件正在 Excel 中打开。请关闭它或换一个位置。",
            f"{path} may not be written: no permission, or it is open in Excel. "
            "Close it or choose another place.",
        )
    reason = error.strerror or type(error).__name__
    return OutputError(
        f"{path} 没有写入（{reason}）。请检查磁盘空间，或换一个位置。",
        f"{path} was not written ({reason}). Check the disk's space, or choose another place.",
    )
