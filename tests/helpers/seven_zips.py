"""Packs 7z archives as 7-Zip does: all files in one block, the list of files packed or plain."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_LZMA2 = {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}
_LZMA1 = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}


@dataclass(frozen=True)
class Way:
    """A way of packing: the numbers and properties of its coders, the last one unpacking first."""

    coders: tuple[tuple[bytes, bytes], ...]
    pack: Callable[[bytes], bytes]


def _raw(*filters: Mapping[str, int]) -> Callable[[bytes], bytes]:
    return lambda data: lzma.compress(data, lzma.FORMAT_RAW, filters=filters)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


LZMA2_CODER = (b"\x21", b"\x10")
LZMA = Way(((b"\x03\x01\x01", b"\x5d\x00\x00\x10\x00"),), _raw(_LZMA1))
LZMA2 = Way((LZMA2_CODER,), _raw(_LZMA2))
WAYS = {
    "copy": Way(((b"\x00", b""),), bytes),
    "LZMA": LZMA,
    "LZMA2": LZMA2,
    "BCJ": Way(((b"\x03\x03\x01\x03", b""), LZMA2_CODER), _raw({"id": lzma.FILTER_X86}, _LZMA2)),
    "delta": Way(
        ((b"\x03", b"\x02"), LZMA2_CODER), _raw({"id": lzma.FILTER_DELTA, "dist": 3}, _LZMA2)
    ),
    "BZip2": Way(((b"\x04\x02\x02", b""),), bz2.compress),
    "Deflate": Way(((b"\x04\x01\x08", b""),), _deflated),
}
UNREAD = {
    "PPMd": Way(((b"\x03\x04\x01", b"\x06\0\0\0\x01"),), bytes),
    "Zstandard": Way(((b"\x04\xf7\x11\x01", b""),), bytes),
}
PROTECTED = Way(((b"\x06\xf1\x07\x01", b"\x13\x00"), LZMA2_CODER), _raw(_LZMA2))


def number(value: int) -> bytes:
    """A number as the format writes it."""
    for more in range(8):
        if value < 1 << 7 * (more + 1):
            head = (0xFF00 >> more) & 0xFF | value >> 8 * more
            return bytes([head]) + (value & ((1 << 8 * more) - 1)).to_bytes(more, "little")
    return b"\xff" + value.to_bytes(8, "little")


def block(start: int, packed: int, way: Way, sizes: Sequence[int], sums: Sequence[int]) -> bytes:
    """The description of one block: where its bytes lie, its coders, and the files in it."""
    chain = b"".join(
        bytes([len(method) | (0x20 if given else 0)])
        + method
        + (number(len(given)) + given if given else b"")
        for method, given in way.coders
    )
    bonds = b"".join(number(at) + number(at + 1) for at in range(len(way.coders) - 1))
    checks = b"\x0a\x01" + b"".join(struct.pack("<I", each) for each in sums)
    return (
        b"\x06" + number(start) + b"\x01\x09" + number(packed) + b"\0"
        + b"\x07\x0b\x01\0" + number(len(way.coders)) + chain + bonds
        + b"\x0c" + number(sum(sizes)) * len(way.coders) + b"\0"
        + b"\x08\x0d" + number(len(sizes))
        + (b"\x09" + b"".join(map(number, sizes[:-1])) if len(sizes) > 1 else b"")
        + checks + b"\0\0"
    )  # fmt: skip


def seven_zip(files: Mapping[str, bytes], way: Way = LZMA2, head: Way | None = LZMA) -> bytes:
    """An archive.

    Args:
        files: Its files by their names; one that ends in a slash is a folder.
        way: How they are packed.
        head: How the list of files is; plain if none.
    """
    full = {name: data for name, data in files.items() if data}
    packed = way.pack(b"".join(full.values()))
    sizes = [len(data) for data in full.values()]
    sums = [zlib.crc32(data) for data in full.values()]
    listed = b"\x01\x04" + block(0, len(packed), way, sizes, sums) + b"\x05" + number(len(files))
    if len(full) < len(files):
        listed += _property(0x0E, _bits([not data for data in files.values()]))
        empty = [not name.endswith("/") for name, data in files.items() if not data]
        listed += _property(0x0F, _bits(empty))
    names = "".join(f"{name.rstrip('/')}\0" for name in files)
    listed += _property(0x11, b"\0" + names.encode("utf-16-le")) + b"\0\0"
    body = packed
    if head is not None:
        inner = head.pack(listed)
        body, size = body + inner, len(listed)
        where = block(len(packed), len(inner), head, [size], [zlib.crc32(listed)])
        listed = b"\x17" + where
    tail = struct.pack("<QQI", len(body), len(listed), zlib.crc32(listed))
    return b"7z\xbc\xaf\x27\x1c\0\x04" + struct.pack("<I", zlib.crc32(tail)) + tail + body + listed


def _property(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + number(len(content)) + content


def _bits(flags: Sequence[bool]) -> bytes:
    made = bytearray((len(flags) + 7) // 8)
    for at, flag in enumerate(flags):
        made[at // 8] |= 0x80 >> at % 8 if flag else 0
    return bytes(made)
