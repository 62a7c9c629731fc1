"""Reads what a 7z archive holds: the names of its files, and where the bytes of each lie.

After ``7zFormat.txt`` of the LZMA SDK (public domain). Numbers are little-endian. Files are packed
one behind the other in blocks, which the format calls folders; each block has one chain of coders.
Nothing is unpacked here but the list of files itself, which is mostly packed as well.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import SourceBrokenError
from .limits import ARCHIVED, PART_BYTES, PARTS, hold
from .seven_zip_blocks import END, ListFields, PackedBlock, blocks_of
from .seven_zip_coders import chunks_of

MAGIC = b"7z\xbc\xaf\x27\x1c"
"""What every archive begins with."""

_START = struct.Struct("<6sBBIQQI")
_HEADER, _FILES, _CODED = 0x01, 0x05, 0x17
_PROPERTIES, _OTHER_STREAMS, _STREAMS = 0x02, 0x03, 0x04
_WITHOUT_STREAM, _EMPTY_FILES, _NAMES = 0x0E, 0x0F, 0x11


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of an archive.

    Attributes:
        name: Its path as it was written.
        unpack: Returns its bytes.
    """

    name: str
    unpack: Callable[[], bytes]


def packed_files(path: Path, data: bytes) -> list[PackedFile]:
    """Returns the files of an archive, without its folders.

    Args:
        path: Of the archive, for what is said of it.
        data: All of it.

    Raises:
        SourceBrokenError: It is damaged, or goes on in another volume.
        ArchivePasswordError: Its list of files is protected; a file that is says so when
            unpacked.
        ArchiveMethodError: Its list of files is packed in a way that is not read; files say so
            when unpacked.
        OverLimitError: It holds more than is read.
    """
    if len(data) < _START.size or not data.startswith(MAGIC):
        raise SourceBrokenError(path)
    *_, offset, size, check = _START.unpack_from(data)
    listed = data[_START.size + offset : _START.size + offset + size]
    if len(listed) < size or zlib.crc32(listed) != check:
        raise SourceBrokenError(path)
    if not listed:
        return []
    fields = ListFields(path, listed)
    kind = fields.byte()
    if kind == _CODED:
        blocks = blocks_of(fields, path, _START.size)
        if len(blocks) != 1 or len(blocks[0].sizes) != 1:
            raise SourceBrokenError(path)
        fields = ListFields(path, _unpacked(path, data, blocks[0], 0, path))
        kind = fields.byte()
    if kind != _HEADER:
        raise SourceBrokenError(path)
    return list(_listed(path, data, fields))


def _listed(path: Path, data: bytes, fields: ListFields) -> Iterator[PackedFile]:
    """Yields the files that a list names."""
    blocks: Sequence[PackedBlock] = ()
    kind = fields.byte()
    if kind == _PROPERTIES:
        while fields.byte():
            fields.bytes(fields.number())
        kind = fields.byte()
    if kind == _OTHER_STREAMS:
        blocks_of(fields, path, _START.size)
        kind = fields.byte()
    if kind == _STREAMS:
        blocks = blocks_of(fields, path, _START.size)
        kind = fields.byte()
    if kind != _FILES:
        return
    places = [(block, at) for block in blocks for at in range(len(block.sizes))]
    hold(ARCHIVED, len(places))
    names, is_packed, is_file = _names(fields, path)
    if sum(is_packed) != len(places):
        raise SourceBrokenError(path)
    following = iter(places)
    for name, packed, plain in zip(names, is_packed, is_file, strict=True):
        if packed:
            block, at = next(following)
            yield PackedFile(name, _unpacking(path, data, block, at, name))
        elif plain:
            yield PackedFile(name, bytes)


def _names(fields: ListFields, path: Path) -> tuple[list[str], list[bool], list[bool]]:
    """Returns the names in a list, whether each has bytes, and whether one without is a file."""
    count = fields.number()
    hold(PARTS, count)
    names: list[str] = []
    without, empty = [False] * count, [False] * count
    while (kind := fields.byte()) != END:
        content = ListFields(path, fields.bytes(fields.number()))
        if kind == _WITHOUT_STREAM:
            without = content.bits(count)
        elif kind == _EMPTY_FILES:
            flags = iter(content.bits(sum(without)))
            empty = [each and next(flags) for each in without]
        elif kind == _NAMES:
            content.expect(0)
            names = _split_names(content, count)
    if len(names) != count:
        raise SourceBrokenError(path)
    return names, [not each for each in without], empty


def _split_names(content: ListFields, count: int) -> list[str]:
    """Returns names that end in a zero each, in UTF-16."""
    names = []
    for _ in range(count):
        units = iter(lambda: content.bytes(2), b"\0\0")
        names.append(b"".join(units).decode("utf-16-le", "replace"))
    return names


def _unpacking(
    path: Path, data: bytes, block: PackedBlock, at: int, name: str
) -> Callable[[], bytes]:
    return lambda: _unpacked(path, data, block, at, path / name)


def _unpacked(path: Path, data: bytes, block: PackedBlock, at: int, told: Path) -> bytes:
    """Returns the bytes of a file in a block; what comes before it is unpacked, and not kept.

    Args:
        path: Of the archive.
        data: All of it.
        block: The block.
        at: The file's place in it, from 0.
        told: What is said to be protected or damaged.
    """
    start, size = sum(block.sizes[:at]), block.sizes[at]
    hold(PART_BYTES, size)
    kept = bytearray()
    seen = 0
    for chunk in chunks_of(told, memoryview(data)[block.packed], block.coders):
        first, last = max(start - seen, 0), start + size - seen
        kept += chunk[first:last]
        seen += len(chunk)
        if seen >= start + size:
            break
    check = block.sums[at]
    if len(kept) < size or (check is not None and zlib.crc32(kept) != check):
        raise SourceBrokenError(told)
    return bytes(kept)
