"""Splits the content stream of a PDF page into operators and what they operate on.

pdfminer's own lexer goes through every number of every line and picture; most of a page is lines,
and no text depends on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pdfminer.psparser import LIT

_PIECE = re.compile(
    rb"""[\x00\t\n\f\r ]+
    |(?:[-+.0-9]+[\x00\t\n\f\r ]+){1,6}(?:re|[mlcvyw])(?=[\x00\t\n\f\r ]|$)  # paths; no text
    |(?P<number>[-+.0-9]+)
    |(?P<operator>[A-Za-z'"][A-Za-z0-9*'"]*)
    |\((?P<plain>[^()\\\r]*)\)
    |(?P<string>\()
    |<(?P<hex>[0-9A-Fa-f\x00\t\n\f\r ]*)>
    |/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)
    |(?P<open>\[|<<)
    |(?P<close>\]|>>)
    |%[^\r\n]*""",
    re.VERBOSE,
)
_SPACE = re.compile(rb"[\x00\t\n\f\r ]+")
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_STRING_PIECE = re.compile(rb"[^()\\\r]+|\r\n?|\\(?:[0-7]{1,3}|\r\n|.)|[()]", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")

_DEEPEST = 16
"""Arrays within arrays: none has more."""


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Yields each operator with its operands, in order; operators of paths are passed over.

    Operands are numbers, bytes, pdfminer's names, and lists of them; a dictionary is a list of its
    keys and values.

    Args:
        data: A content stream, decoded.
    """
    operands: list[Any] = []
    outer: list[list[Any]] = []
    at = 0
    while at < len(data):
        found = _PIECE.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        kind = found.lastgroup
        if kind is None:
            continue
        piece = found[kind]
        if kind == "operator":
            yield piece, operands
            operands, outer = [], []
            if piece == b"ID":
                end = _IMAGE_END.search(data, at)
                at = end.end() if end else len(data)
        elif kind == "open":
            if len(outer) < _DEEPEST:
                outer.append(operands)
                operands = []
        elif kind == "close":
            if outer:
                outer[-1].append(operands)
                operands = outer.pop()
        elif kind == "string":
            text, at = _string(data, at)
            operands.append(text)
        else:
            operands.append(_VALUES[kind](piece))


def _number(piece: bytes) -> float:
    try:
        return int(piece)
    except ValueError:
        pass
    try:
        return float(piece)
    except ValueError:
        return 0.0  # as 1.2.3 or 5-: what such a number means, no two programs agree on


def _hexadecimal(piece: bytes) -> bytes:
    digits = _SPACE.sub(b"", piece)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _name(piece: bytes) -> Any:
    plain = _ESCAPED_NAME.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), piece)
    try:
        return LIT(plain.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(plain)


_VALUES: Mapping[str, Callable[[bytes], Any]] = {
    "number": _number,
    "plain": bytes,
    "hex": _hexadecimal,
    "name": _name,
}


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """Returns a string with escapes or brackets in it, from behind its first one, and its end."""
    parts: list[bytes] = []
    depth = 1
    while found := _STRING_PIECE.match(data, at):
        at = found.end()
        piece = found[0]
        if piece == b")":
            depth -= 1
            if not depth:
                break
        depth += piece == b"("
        parts.append(_unescaped(piece))
    return b"".join(parts), at


def _unescaped(piece: bytes) -> bytes:
    if piece[:1] == b"\r":
        return b"\n"
    if piece[:1] != b"\\" or len(piece) == 1:
        return piece
    rest = piece[1:]
    if rest.isdigit() and rest[0] < ord("8"):
        return bytes([int(rest, 8) & 0xFF])
    return b"" if rest in (b"\n", b"\r", b"\r\n") else _ESCAPES.get(rest, rest)
