"""The values of a JSON text with the place of each, so that one can be put in its place again.

The reader of the standard library says what the values are and not where they stand; it is asked
first whether the text is JSON at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.source_files.limits import hold
from .csv_fields import VALUES

Way = tuple[str | int, ...]
"""The keys and the numbers (from 0) that lead to a value."""

_TOKEN = re.compile(
    r"\s*+(?:"
    r'(?P<text>"(?:[^"\\]|\\.)*+")'
    r"|(?P<number>-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)"
    r"|(?P<word>true|false|null|NaN|-?Infinity)"
    r"|(?P<sign>[{}\[\]:,]))"
)
_NOTHING = ("null", "NaN")


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A text, a number or a word.

    Attributes:
        way: What leads to it.
        text: What it says; of ``null`` nothing, of a number its digits as they stand.
        span: Where it stands in the text, in characters from 0, its quotes included.
    """

    way: Way
    text: str
    span: tuple[int, int]


def json_values(text: str, offset: int = 0) -> list[JsonValue]:
    """Returns the values of a JSON text in their order.

    Args:
        text: One JSON text.
        offset: Where it begins in its file.

    Raises:
        ValueError: It is no JSON, or nested too deep.
        OverLimitError: It holds more than any extraction has.
    """
    try:
        json.loads(text, parse_float=str, parse_int=str)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return list(_values(text, offset))


def _values(text: str, offset: int) -> Iterator[JsonValue]:
    """Yields the values of a text that is known to be JSON."""
    way: list[str | int] = []
    key = ""
    count = at = 0
    while (found := _TOKEN.match(text, at)) is not None:
        at = found.end()
        if (sign := found["sign"]) is not None:
            _walk(way, sign)
            continue
        kind = str(found.lastgroup)
        if kind == "text" and way and isinstance(way[-1], str) and _is_key(text, at):
            key = json.loads(found["text"])
            way[-1] = key
            continue
        count += 1
        hold(VALUES, count)
        span = offset + found.start(kind), offset + found.end(kind)
        yield JsonValue(tuple(way), _said(kind, found[kind]), span)


def _walk(way: list[str | int], sign: str) -> None:
    """Follows a bracket or a comma: into a value, out of it, or on to the next one."""
    if sign in "{[":
        way.append("" if sign == "{" else 0)
    elif sign in "}]":
        way.pop()
    elif sign == "," and isinstance(way[-1], int):
        way[-1] += 1


_COLON = re.compile(r"\s*+:")


def _is_key(text: str, at: int) -> bool:
    return _COLON.match(text, at) is not None


def _said(kind: str, token: str) -> str:
    if kind == "text":
        return str(json.loads(token))
    return "" if token in _NOTHING else token


def json_lines(text: str) -> list[JsonValue]:
    """Returns the values of JSON Lines: the way to each begins with the number of its line.

    Raises:
        ValueError: A line is no JSON.
        OverLimitError: It holds more than any extraction has.
    """
    found: list[JsonValue] = []
    at = number = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found += [
                JsonValue((number, *value.way), value.text, value.span)
                for value in json_values(line, at)
            ]
            number += 1
        at += len(line)
        hold(VALUES, len(found))
    return found
