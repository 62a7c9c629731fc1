"""Reads what the list of a 7z archive says of its blocks: files packed one behind the other.

After ``7zFormat.txt`` of the LZMA SDK (public domain), which calls blocks folders. Numbers are
little-endian. Nothing is unpacked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from ...errors import SourceBrokenError
from .limits import PACKAGE_BYTES, PARTS, hold
from .seven_zip_coders import Coder

END = 0x00
"""The mark that ends each part of a list."""

_BLOCKS = 0x0B
_PACKED, _UNPACKED, _SUBSTREAMS = 0x06, 0x07, 0x08
_SIZES, _SUMS, _UNPACKED_SIZES, _COUNTS = 0x09, 0x0A, 0x0C, 0x0D
_CODERS = 4
"""The most coders that one chain has: a packer's own limit."""


@dataclass(frozen=True, slots=True)
class PackedBlock:
    """Files packed as one: the packed bytes, the coders that unpack them, in order, and the sizes
    and check sums of the files in it.
    """

    packed: slice
    coders: tuple[Coder, ...]
    sizes: tuple[int, ...]
    sums: tuple[int | None, ...]


class ListFields:
    """Reads one field after the other of a list of files.

    Raises:
        SourceBrokenError: By each of its functions, where the list ends before the field does.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        self._data = memoryview(data)
        self._at = 0

    def bytes(self, count: int) -> bytes:
        """Returns the next bytes."""
        if count > len(self._data) - self._at:
            raise SourceBrokenError(self._path)
        self._at += count
        return bytes(self._data[self._at - count : self._at])

    def byte(self) -> int:
        """Returns the next byte."""
        return self.bytes(1)[0]

    def number(self) -> int:
        """Returns the next number: ones at the head of its first byte count the bytes to come."""
        first = self.byte()
        value, mask = 0, 0x80
        for place in range(8):
            if not first & mask:
                return value + ((first & (mask - 1)) << 8 * place)
            value |= self.byte() << 8 * place
            mask >>= 1
        return value

    def numbers(self, count: int) -> list[int]:
        """Returns the next numbers."""
        return [self.number() for _ in range(count)]

    def bits(self, count: int) -> list[bool]:
        """Returns flags of one bit each, the highest bit first."""
        packed = self.bytes((count + 7) // 8)
        return [bool(packed[at // 8] & 0x80 >> at % 8) for at in range(count)]

    def sums(self, count: int) -> list[int | None]:
        """Returns check sums, with none for what has none."""
        known = [True] * count if self.byte() else self.bits(count)
        return [int.from_bytes(self.bytes(4), "little") if each else None for each in known]

    def expect(self, mark: int) -> None:
        """Returns if the next byte is a mark.

        Raises:
            SourceBrokenError: It is another.
        """
        if self.byte() != mark:
            raise SourceBrokenError(self._path)


def blocks_of(fields: ListFields, path: Path, first: int) -> list[PackedBlock]:
    """Returns what a description of packed streams says.

    Args:
        fields: The list of files, at that description.
        path: Of the archive.
        first: Where the packed bytes begin in the archive.

    Raises:
        SourceBrokenError: It says what cannot be.
        OverLimitError: A block unpacks to more than is read, or there are too many.
    """
    starts: list[int] = []
    chains: list[tuple[tuple[Coder, ...], int, int | None, int]] = []
    inner: tuple[list[tuple[int, ...]], list[tuple[int | None, ...]]] | None = None
    while (kind := fields.byte()) != END:
        if kind == _PACKED:
            starts = _packed(fields, path, first)
        elif kind == _UNPACKED:
            chains = _chains(fields, path)
        elif kind == _SUBSTREAMS:
            inner = _substreams(fields, path, [(size, check) for _, size, check, _ in chains])
        else:
            raise SourceBrokenError(path)
    sizes, sums = inner or (
        [(size,) for _, size, _, _ in chains],
        [(check,) for _, _, check, _ in chains],
    )
    made, stream = [], 0
    for (coders, _, _, packed), each, checks in zip(chains, sizes, sums, strict=True):
        if stream + packed >= len(starts):
            raise SourceBrokenError(path)
        made.append(PackedBlock(slice(starts[stream], starts[stream + 1]), coders, each, checks))
        stream += packed
    return made


def _packed(fields: ListFields, path: Path, first: int) -> list[int]:
    """Returns where the packed streams begin, and behind them where the last one ends."""
    start, count = first + fields.number(), fields.number()
    hold(PARTS, count)
    sizes = [0] * count
    while (kind := fields.byte()) != END:
        if kind == _SIZES:
            sizes = fields.numbers(count)
        elif kind == _SUMS:
            fields.sums(count)
        else:
            raise SourceBrokenError(path)
    return list(accumulate(sizes, initial=start))


def _chains(fields: ListFields, path: Path) -> list[tuple[tuple[Coder, ...], int, int | None, int]]:
    """Returns for each block its coders, its size unpacked, its check sum, and how many packed
    streams it takes.
    """
    fields.expect(_BLOCKS)
    count = fields.number()
    hold(PARTS, count)
    fields.expect(0)
    parts = [_coders(fields, path) for _ in range(count)]
    fields.expect(_UNPACKED_SIZES)
    sizes = [fields.numbers(len(coders)) for coders, _, _ in parts]
    sums: list[int | None] = [None] * count
    while (kind := fields.byte()) != END:
        if kind != _SUMS:
            raise SourceBrokenError(path)
        sums = fields.sums(count)
    chains = []
    for (coders, order, packed), each, check in zip(parts, sizes, sums, strict=True):
        hold(PACKAGE_BYTES, max(each))
        chain = tuple(coders[at].giving(each[at]) for at in order)
        chains.append((chain, each[order[-1]], check, packed))
    return chains


def _coders(fields: ListFields, path: Path) -> tuple[list[Coder], list[int], int]:
    """Returns the coders of a block, the order in which they unpack, and how many packed streams
    they take. Coders that take or give several streams are known by their method, and come first.
    """
    count = fields.number()
    if not 0 < count <= _CODERS:
        raise SourceBrokenError(path)
    coders, taken = [], 0
    for _ in range(count):
        flags = fields.byte()
        method = fields.bytes(flags & 0x0F)
        taking, giving = fields.numbers(2) if flags & 0x10 else (1, 1)
        if flags & 0x80 or giving != 1 or not 0 < taking <= _CODERS:
            raise SourceBrokenError(path)
        properties = fields.bytes(fields.number()) if flags & 0x20 else b""
        coders.append(Coder(method, properties, taking))
        taken += taking
    bonds = {fields.number(): fields.number() for _ in range(count - 1)}
    packed = taken - len(bonds)
    if packed > 1:
        fields.numbers(packed)
    return coders, _order(path, coders, bonds), packed


def _order(path: Path, coders: Sequence[Coder], bonds: dict[int, int]) -> list[int]:
    """Returns the coders from the packed bytes to the last.

    Args:
        path: Of the archive.
        coders: As they are listed.
        bonds: The coder that gives what each stream taken holds.

    Raises:
        SourceBrokenError: They are no chain.
    """
    if any(coder.takes > 1 for coder in coders):
        return [next(at for at, coder in enumerate(coders) if coder.takes > 1)]
    order = sorted(set(range(len(coders))) - set(bonds.values()))[:1]
    while order and order[0] in bonds and len(order) <= len(coders):
        order.insert(0, bonds[order[0]])
    if sorted(order) != list(range(len(coders))):
        raise SourceBrokenError(path)
    return order


def _substreams(
    fields: ListFields, path: Path, blocks: Sequence[tuple[int, int | None]]
) -> tuple[list[tuple[int, ...]], list[tuple[int | None, ...]]]:
    """Returns sizes and check sums of the files in each block."""
    counts = [1] * len(blocks)
    kind = fields.byte()
    if kind == _COUNTS:
        counts = fields.numbers(len(blocks))
        hold(PARTS, sum(counts))
        kind = fields.byte()
    listed = kind == _SIZES
    sizes = []
    for (whole, _), count in zip(blocks, counts, strict=True):
        before = fields.numbers(count - 1) if listed and count else []
        if not listed and count > 1:
            raise SourceBrokenError(path)
        sizes.append((*before, whole - sum(before)) if count else ())
        if sizes[-1] and min(sizes[-1]) < 0:
            raise SourceBrokenError(path)
    kind = fields.byte() if listed else kind
    known = [
        count == 1 and check is not None for (_, check), count in zip(blocks, counts, strict=True)
    ]
    told: Iterator[int | None] = iter(())
    while kind != END:
        if kind != _SUMS:
            raise SourceBrokenError(path)
        asked = sum(count for count, one in zip(counts, known, strict=True) if not one)
        told = iter(fields.sums(asked))
        kind = fields.byte()
    return sizes, [
        (check,) if one else tuple(next(told, None) for _ in range(count))
        for (_, check), count, one in zip(blocks, counts, known, strict=True)
    ]
