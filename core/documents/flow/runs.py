"""Runs of text with what a reader's eye makes of them: every flow kind hands them over.

What they say together is decided in ``said``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate

OBJECT = "\ufffc"
"""Stands in a run for ink that is no text: a picture, a drawing, a number that a list has."""


class Seen(IntEnum):
    """Whether the text of a run is seen.

    FAINT has the colour of what lies behind it: whether it is seen depends on a ground that may
    come from elsewhere. DOUBTFUL is seen in one way of looking at the page and not in another.
    """

    PLAINLY = 0
    DOUBTFUL = 1
    FAINT = 2
    HIDDEN = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How a run stands on the page.

    Attributes:
        crossed: A line goes through it.
        raised: It stands above or below the line, as notes and powers do.
        moved: It was moved up or down, as all the text of a cell may be.
        size: Of its font, in any unit that is the same for all runs of a cell; 0 if not known.
        reversed: Its characters are set in the order against the one that they are stored in.
        made: It is no text of the document: a program, a style or a field makes it.
    """

    seen: Seen = Seen.PLAINLY
    crossed: bool = False
    raised: bool = False
    moved: bool = False
    size: float = 0.0
    reversed: bool = False
    made: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether its text counts, as it is stored."""
        return not (self.seen or self.crossed or self.raised or self.reversed or self.made)


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    style: Style = PLAIN


Runs = tuple[Run, ...]

_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_ZERO_WIDTH = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
_NO_CHARACTERS = (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_LINE_ENDS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_INVISIBLE = {
    **dict.fromkeys((*_CONTROLS, *_ZERO_WIDTH, *_NO_CHARACTERS), ""),
    **dict.fromkeys(_LINE_ENDS, "\n"),
}
_UNSEEN_BUT_OVERRIDES = {
    code: by for code, by in _INVISIBLE.items() if code not in (0x202C, 0x202D, 0x202E, 0x2069)
}
_OVERRIDE = re.compile(
    "\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?|\u202d([^\u202c\u2069\n]*)\u202c?"
)
"""What stands between a bidirectional override and its end (Unicode Annex 9)."""


def tidy(text: str) -> str:
    """Returns the text without what is never seen: control and zero-width characters."""
    return text.translate(_INVISIBLE)


def tidy_lines(text: str) -> str:
    """Returns the text likewise, but with what sets it in reverse, for ``tidied`` to read."""
    return text.translate(_UNSEEN_BUT_OVERRIDES)


def tidied(runs: Iterable[Run]) -> Runs:
    """Returns runs without what is never seen; what is set in reverse by a control character has
    a run of its own.
    """
    return merged(replace(run, text=tidy(run.text)) for whole in runs for run in _parted(whole))


def _parted(run: Run) -> Iterator[Run]:
    done = 0
    for found in _OVERRIDE.finditer(run.text) if "\u202e" in run.text else ():
        yield replace(run, text=run.text[done : found.start()])
        style = replace(run.style, reversed=found[1] is not None)
        yield Run(found[1] or found[2] or "", style)
        done = found.end()
    yield replace(run, text=run.text[done:]) if done else run


def merged(runs: Iterable[Run]) -> Runs:
    """Returns runs in which neighbours of one style are one, and none is empty."""
    result: list[Run] = []
    for run in runs:
        if result and result[-1].style == run.style:
            result[-1] = Run(result[-1].text + run.text, run.style)
        elif run.text:
            result.append(run)
    return tuple(result)


def text_of(runs: Iterable[Run]) -> str:
    """Returns all text of some runs."""
    return "".join(run.text for run in runs)


def replaced(runs: Sequence[Run], pattern: re.Pattern[str], by: str) -> Runs:
    """Returns runs with each match of a pattern replaced, also where it lies across several; what
    replaces it has the style of the first character that it replaces.
    """
    if len(runs) == 1:
        return merged([Run(pattern.sub(by, runs[0].text), runs[0].style)])
    text, ends = text_of(runs), _ends(runs)
    result: list[Run] = []
    done = 0
    for found in pattern.finditer(text):
        result += _part(runs, ends, done, found.start())
        if by:
            style = runs[bisect_right(ends, found.start())].style
            result.append(Run(found.expand(by), style))
        done = found.end()
    return merged([*result, *_part(runs, ends, done, len(text))]) if done else tuple(runs)


def _ends(runs: Iterable[Run]) -> list[int]:
    """Returns where in the whole text each run ends."""
    return list(accumulate(len(run.text) for run in runs))


def _part(runs: Sequence[Run], ends: Sequence[int], start: int, stop: int) -> Iterator[Run]:
    """Yields the runs of a part of the whole text, by its characters."""
    for at in range(bisect_right(ends, start), len(runs)):
        begin = ends[at] - len(runs[at].text)
        if begin >= stop:
            return
        if text := runs[at].text[max(start - begin, 0) : stop - begin]:
            yield Run(text, runs[at].style)


def stripped(runs: Sequence[Run]) -> Runs:
    """Returns runs without the white space at both ends of the whole."""
    text = text_of(runs)
    start = len(text) - len(text.lstrip())
    if not start and text == text.rstrip():
        return tuple(runs)
    return merged(_part(runs, _ends(runs), start, max(start, len(text.rstrip()))))


def in_lines(runs: Iterable[Run]) -> list[Runs]:
    """Returns the runs of each line of a text."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.style))
        lines += [[Run(part, run.style)] for part in rest]
    return [merged(line) for line in lines]
