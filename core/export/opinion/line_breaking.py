"""Breaks text into lines as Chinese is set: no line begins with a comma or ends with a bracket.

The rules are those of W3C's Requirements for Chinese Text Layout (clreq), 3.1.3: marks that may
not begin or end a line are moved to the next one together with what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NOT_FIRST = "，。、；：？！）》」』】〕〉”’…—·%‰,.;:?!)]}"
"""What no line begins with."""

NOT_LAST = "（《「『【〔〈“‘([{"
"""What no line ends with."""

_WORD = r"[0-9A-Za-z/_-]+(?:[.,][0-9A-Za-z]+)*"
_UNBROKEN = re.compile(rf"[{re.escape(NOT_LAST)}]*(?:{_WORD}|.)[{re.escape(NOT_FIRST)}]*")
"""What stays on one line: a word, a number or a character with the marks that cling to it."""


def broken(text: str, room: float, width: Callable[[str], float]) -> str:
    """Returns a text with a line feed wherever a line ends.

    Args:
        text: Its own line feeds stay.
        room: Of a line, in the unit of ``width``.
        width: Of a piece of text. A piece wider than the room is broken anywhere.
    """
    return "\n".join(
        line.rstrip(" ") for given in text.split("\n") for line in _lines(given, room, width)
    )


def _lines(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(text, room, width):
        wide = width(piece)
        if line and used + width(piece.rstrip(" ")) > room:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + wide
    yield line


def _pieces(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    for piece in _UNBROKEN.findall(text):
        if width(piece) <= room:
            yield piece
        else:
            yield from piece
