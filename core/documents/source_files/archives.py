"""Reads the files of an archive as if it were a folder: each is known by a path below the archive.

Nothing in an archive is ever written anywhere, and no name in one is ever a path to write to: a
file of it is unpacked into memory, under the limits of a single source.
"""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from ...errors import (
    ArchiveKindError,
    ArchiveMethodError,
    ArchivePasswordError,
    GoujiError,
    NothingToReadError,
    SourceBrokenError,
    SourceMissingError,
)
from ...files.regular_files import is_special, open_regular
from .limits import ARCHIVED, BYTES, PACKAGE_BYTES, PART_BYTES, OverLimitError, TooLargeError, hold
from .parsing import is_of_input
from .seven_zip import MAGIC as SEVEN_ZIP
from .seven_zip import packed_files
from .zip_names import name_as_written

SUFFIXES = (".zip", ".7z", ".tar.gz", ".tgz", ".tar")
"""Ends of names of archives whose files are read."""

UNREAD = (".rar",)
"""Ends of names of archives that no library reads by itself; they are told, with what to do."""

_NESTED = 1
"""How deep archives within archives are looked into."""

_DAMAGED = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error)
"""What the libraries say of an archive that is damaged."""

_UTF_8 = 0x800
"""The flag of a ZIP entry by which its name is UTF-8 (APPNOTE, 4.4.4, bit 11)."""

_ENCRYPTED = 0x1
"""The flag of one that asks for a password (bit 0)."""

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive: its path below it, and what unpacks it."""

    parts: tuple[str, ...]
    data: Callable[[], bytes]


def is_archive(path: Path) -> bool:
    """Returns whether a file is an archive, by its name."""
    return path.name.lower().endswith((*SUFFIXES, *UNREAD))


def archive_of(path: Path) -> Path | None:
    """Returns the archive that a path leads into; None where it is that of a file itself."""
    for above in path.parents:
        try:
            if above.is_file():
                return above if is_archive(above) else None
            if above.is_dir():
                return None
        except OSError:
            return None
    return None


def files_in(archive: Path, suffixes: Collection[str]) -> list[Path]:
    """Returns the paths of the files of a report's kind in an archive, in order of their names.

    An archive within it is looked into once. Hidden files are left out. Runs in a worker.

    Args:
        archive: The file.
        suffixes: What is taken, in lower case.

    Raises:
        ArchiveKindError: It is of a kind, or packed by a method, that no library reads by itself.
        ArchivePasswordError: The list of its files is protected.
        NothingToReadError: It holds no such file.
        SourceBrokenError: It is damaged.
        SourceMissingError: It may not be read.
        TooLargeError: It holds more than is read.
    """
    found = [
        archive.joinpath(*member.parts)
        for member in _members(archive, _bytes(archive), _NESTED)
        if PurePosixPath(member.parts[-1]).suffix.lower() in suffixes
    ]
    if not found:
        raise NothingToReadError(archive)
    return sorted(found)


def data_in(archive: Path, path: Path) -> bytes:
    """Returns the bytes of a file in an archive.

    Raises:
        SourceMissingError: There is no such file in it.
        ArchivePasswordError: It is protected by a password.
        SourceError: As ``files_in``.
    """
    wanted = path.relative_to(archive).parts
    for member in _members(archive, _bytes(archive), _NESTED, wanted):
        if member.parts == wanted:
            with _Told(path):
                return member.data()
    raise SourceMissingError(path)


class _Told:
    """Tells what goes wrong with the content of a file as an error of that file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OverLimitError):
            raise TooLargeError(self.path, error.limit) from error
        if isinstance(error, NotImplementedError):
            raise ArchiveMethodError(self.path) from error
        if not isinstance(error, Exception) or isinstance(error, GoujiError):
            return
        if is_of_input(error) or isinstance(error, _DAMAGED):
            raise SourceBrokenError(self.path) from error


def _bytes(archive: Path) -> bytes:
    if is_special(archive):
        raise SourceMissingError(archive)
    try:
        with open_regular(archive) as stream:
            hold(BYTES, os.fstat(stream.fileno()).st_size, archive)
            return stream.read()
    except OSError as error:
        raise SourceMissingError(archive) from error


def _members(
    path: Path, data: bytes, nested: int, wanted: tuple[str, ...] = ()
) -> Iterator[_Member]:
    """Yields the files of an archive; of archives within it only the one on the way to a file."""
    taken: set[tuple[str, ...]] = set()
    with _Told(path):
        for name, unpacked in _entries(path, data):
            parts = _parts(name)
            if not parts or any(part.startswith((".", "~$", "__MACOSX")) for part in parts):
                continue
            parts = _untaken(parts, taken)
            inner = path.joinpath(*parts)
            if not is_archive(inner):
                yield _Member(parts, unpacked)
            elif nested and (not wanted or wanted[: len(parts)] == parts):
                for member in _members(inner, unpacked(), nested - 1, wanted[len(parts) :]):
                    yield _Member((*parts, *member.parts), member.data)


def _untaken(parts: tuple[str, ...], taken: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Returns a path that no other file of the archive has, and notes it as taken."""
    hold(ARCHIVED, len(taken) + 1)
    *above, last = parts
    number, free = 1, parts
    while free in taken:
        number += 1
        name = PurePosixPath(last)
        free = (*above, f"{name.stem} ({number}){name.suffix}")
    taken.add(free)
    return free


def _parts(name: str) -> tuple[str, ...]:
    """Returns the names of a path in an archive, without what would lead out of it."""
    plain = name.replace("\\", "/").replace(":", "_").replace("\0", "")
    return tuple(part for part in plain.split("/") if part.strip() and part not in (".", ".."))


def _entries(path: Path, data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yields the names in an archive, each with what unpacks it.

    Raises:
        ArchiveKindError: It is of a kind that is not read.
    """
    if data.startswith(b"Rar!") or path.name.lower().endswith(UNREAD):
        raise ArchiveKindError(path)
    if data.startswith(SEVEN_ZIP) or path.name.lower().endswith(".7z"):
        yield from ((file.name, file.unpack) for file in packed_files(path, data))
    elif zipfile.is_zipfile(io.BytesIO(data)):
        yield from _of_zip(path, data)
    else:
        yield from _of_tar(data)


def _of_zip(path: Path, data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        hold(ARCHIVED, len(infos))
        for info in infos:

            def unpacked(info: zipfile.ZipInfo = info) -> bytes:
                if info.flag_bits & _ENCRYPTED:
                    raise ArchivePasswordError(path.joinpath(*_parts(_name(info))))
                with archive.open(info) as stream:
                    return _read(stream)

            yield _name(info), unpacked


def _name(info: zipfile.ZipInfo) -> str:
    """Returns a name as it was written: without the flag of UTF-8 it is mostly GBK."""
    return info.filename if info.flag_bits & _UTF_8 else name_as_written(info.filename)


def _of_tar(data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    packed = data.startswith(b"\x1f\x8b")
    stream = gzip.GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data)
    with closing(
        tarfile.open(fileobj=_Counted(stream), mode="r|", errors="surrogateescape")
    ) as tar:
        for info in tar:
            if not info.isreg():
                continue
            opened = tar.extractfile(info)
            if opened is not None:
                with opened:
                    content = _read(opened)
                yield _tar_name(info.name), lambda content=content: content  # type: ignore[misc]


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    return raw.decode("utf-8" if name.isprintable() else "gb18030", "replace")


class _Counted(io.RawIOBase):
    """A stream that gives no more bytes than an archive may unpack to."""

    def __init__(self, stream: gzip.GzipFile | io.BytesIO) -> None:
        self._stream = stream
        self._given = 0

    def readable(self) -> bool:
        """Returns whether it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Returns the next bytes.

        Raises:
            OverLimitError: There are more than any archive has.
        """
        data = self._stream.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        self._given += len(data)
        hold(PACKAGE_BYTES, self._given)
        return data


def _read(stream: IO[bytes]) -> bytes:
    """Returns what a file unpacks to.

    Raises:
        OverLimitError: It is more than a single part may be.
    """
    data = stream.read(PART_BYTES.most + 1)
    hold(PART_BYTES, len(data))
    return data
