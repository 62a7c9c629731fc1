"""Unpacks the blocks of a 7z archive with the decoders of the standard library, chunk by chunk.

No more than a chunk is unpacked ahead of what is asked for, and no dictionary is larger than what a
block unpacks to, so that a file of few bytes takes little memory whatever it claims.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...errors import ArchiveMethodError, ArchivePasswordError, SourceBrokenError

_CHUNK = 1 << 16

_COPY, _LZMA, _LZMA2 = b"\x00", b"\x03\x01\x01", b"\x21"
_DEFLATE, _BZIP2 = b"\x04\x01\x08", b"\x04\x02\x02"
_DELTA = b"\x03"
_PROTECTED = b"\x06\xf1\x07\x01"

_BRANCHES = {
    b"\x04": lzma.FILTER_X86, b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC, b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64, b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM, b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB, b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC, b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}  # fmt: skip
"""Filters for programs of some processor, which packers set before any file."""

_OTHERS = {
    b"\x03\x04\x01": "PPMd",
    b"\x04\x01\x09": "Deflate64",
    b"\x04\xf7\x11\x01": "Zstandard",
    b"\x04\xf7\x11\x02": "Brotli",
    b"\x03\x03\x01\x1b": "BCJ2",
    b"\x0a": "ARM64",
}
"""Methods that are told by their name and not read: no library comes along for them."""


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of unpacking.

    Attributes:
        method: The number of its method.
        properties: What it is set up with.
        takes: How many streams it takes.
        size: How many bytes it gives.
    """

    method: bytes
    properties: bytes
    takes: int = 1
    size: int = 0

    def giving(self, size: int) -> Coder:
        """Returns the coder with the number of bytes that it gives."""
        return replace(self, size=size)


def chunks_of(path: Path, packed: memoryview, coders: Iterable[Coder]) -> Iterator[bytes]:
    """Yields what a block unpacks to.

    Args:
        path: What is said to be protected, packed in another way or damaged.
        packed: The packed bytes.
        coders: The steps, in the order of unpacking.

    Raises:
        ArchivePasswordError: It is protected.
        ArchiveMethodError: It is packed in a way that is not read.
        SourceBrokenError: It is damaged.
    """
    chunks: Iterator[bytes] = (
        bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK)
    )
    try:
        for coder in coders:
            chunks = _limited(_decoded(path, chunks, coder), coder.size)
        yield from chunks
    except (lzma.LZMAError, zlib.error, OSError, EOFError) as error:
        raise SourceBrokenError(path) from error


def _decoded(path: Path, chunks: Iterator[bytes], coder: Coder) -> Iterator[bytes]:
    """Returns the chunks of one step."""
    method = coder.method
    if method == _PROTECTED:
        raise ArchivePasswordError(path)
    if method == _COPY:
        return chunks
    if method == _BZIP2:
        return _fed(bz2.BZ2Decompressor(), chunks)
    if method == _DEFLATE:
        return _inflated(chunks)
    if method in _BRANCHES or method == _DELTA:
        return _unfiltered(chunks, coder)
    if method not in (_LZMA, _LZMA2) or coder.takes > 1:
        raise ArchiveMethodError(path, _OTHERS.get(method, method.hex()))
    if len(coder.properties) != (5 if method == _LZMA else 1):
        raise SourceBrokenError(path)
    return _fed(_raw(_lzma_filter(coder)), chunks)


def _lzma_filter(coder: Coder) -> dict[str, Any]:
    """Returns what sets up a decoder of LZMA or LZMA2."""
    if coder.method == _LZMA2:
        bits = min(coder.properties[0], 40)
        told = (2 | bits & 1) << bits // 2 + 11
        return {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(told, coder)}
    rest, lc = divmod(coder.properties[0], 9)
    pb, lp = divmod(rest, 5)
    told = int.from_bytes(coder.properties[1:], "little")
    dictionary = _dictionary(told, coder)
    return {"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": lc, "lp": lp, "pb": pb}


def _dictionary(told: int, coder: Coder) -> int:
    """Returns the size of a dictionary: it never looks back before the first byte."""
    return max(min(told, coder.size), 1 << 12)


def _raw(*filters: dict[str, Any]) -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)


def _fed(
    decoder: lzma.LZMADecompressor | bz2.BZ2Decompressor, chunks: Iterator[bytes]
) -> Iterator[bytes]:
    """Yields what a decoder gives, no more than a chunk at a time."""
    for chunk in chunks:
        if decoder.eof:
            return
        yield decoder.decompress(chunk, _CHUNK)
        while not decoder.needs_input and not decoder.eof:
            yield decoder.decompress(b"", _CHUNK)


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in chunks:
        rest = chunk
        while rest and not decoder.eof:
            yield decoder.decompress(rest, _CHUNK)
            rest = decoder.unconsumed_tail
    yield decoder.flush(_CHUNK)


def _unfiltered(chunks: Iterator[bytes], coder: Coder) -> Iterator[bytes]:
    """Returns chunks without a filter. The library only has filters in front of LZMA2, so that the
    chunks are handed to it as LZMA2 that is not packed.
    """
    if coder.method == _DELTA:
        given = {"id": lzma.FILTER_DELTA, "dist": (coder.properties or b"\0")[0] + 1}
    else:
        given = {"id": _BRANCHES[coder.method]}
    return _fed(_raw(given, {"id": lzma.FILTER_LZMA2, "dict_size": _CHUNK}), _as_lzma2(chunks))


def _as_lzma2(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        if chunk:
            yield b"\x01" + (len(chunk) - 1).to_bytes(2, "big") + chunk
    yield b"\0"


def _limited(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yields the first bytes of chunks; what follows is not asked for."""
    left = size
    for chunk in chunks:
        yield chunk[:left]
        left -= len(chunk)
        if left <= 0:
            return
