"""Runs of text with what a reader's eye makes of them, and what they say together.

Every flow kind hands over runs. What a cell says is decided here, once for all of them: what is
crossed out or not seen is left out, notes beside a figure are kept apart, and whatever leaves a
doubt is named, with the other text that the cell may have.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate

from ...figures import FIGURES_BELOW, SPACED_FIGURE

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


@dataclass(frozen=True, slots=True)
class Said:
    """What runs say.

    Attributes:
        text: What counts.
        notes: The notes beside a figure, such as "1" or "①", that were raised or set small.
        confidence, doubt, alternatives, legible: As in ``GridCell``.
    """

    text: str
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    doubt: str = ""
    alternatives: tuple[str, ...] = ()
    legible: bool = True


_LEFT_OUT, _HALF_SURE = 0.45, 0.6
"""How sure a cell is of which a part was left out; and one that shows more than its text."""

_SMALL = 0.85
"""Share of the largest size in a cell at or below which a run is set small."""

_MOST_NOTES = 2
"""Greatest number of digits of a note; a longer run in another size is a part of the figure."""

_NOTE = re.compile(r"[\s\d\[\]()（）〔〕【】［］*＊※†‡#,，、注①-⑳⑴-⒇]+")
_TELLING = re.compile(r"[\d０-９/／—－\-无①-⑳]")
_CHANGING = re.compile(
    r"[\d０-９/／—－\-+＋.,，．%％①-⑳万亿千百十元无零〇一二两三四五六七八九]|\ufffc"
)
"""What is a part of figures, marks and units."""

_LONGEST_LONE = 40
"""Characters of a text that may be a figure; a longer one is none, whatever stands beside it."""

_BESIDE = re.compile(r"[\d０-９/／—－\-无元件%％)）]")


_LONE = re.compile(
    r"[约近增减▲△+＋\-－−]{0,2}\s?[\d０-９](?:[\d０-９,，.．\s]{0,20}[\d０-９])?"
    r"\s?(?:[万亿千百萬億]?元?|[件宗起项条个次項條個])[余+＋]?(?:[（(][^（）()\n]{0,20}[)）])?"
    r"|[—–\-－/／\\]{1,4}|[无無零]|[零〇一二三四五六七八九十百千]{2,6}|[（(][\d０-９]{1,7}[)）]"
    r"|见附[件表]|不涉及|持平|无变化|不适用"
)
"""What people write in the cell of a figure, without notes."""


def is_figure(text: str) -> bool:
    """Is a text a figure and nothing else?"""
    return bool(SPACED_FIGURE.fullmatch(text))


def is_lone_figure(text: str) -> bool:
    """Is a text what stands in the cell of a figure, a mark or a word for it included?"""
    return len(text) <= _LONGEST_LONE and bool(_LONE.fullmatch(text.strip()))


def plain_text(runs: Sequence[Run]) -> str:
    """Returns what a paragraph says: without what is crossed out or hidden, and without notes."""
    if len(runs) == 1 and runs[0].style.is_plain:
        return runs[0].text.replace(OBJECT, "")
    return said(runs).text


def said(runs: Sequence[Run]) -> Said:
    """Returns what a cell says.

    Args:
        runs: All of its runs; lines end in newlines.
    """
    if len(runs) == 1 and runs[0].style.is_plain and OBJECT not in runs[0].text:
        return _with_lines(Said(runs[0].text.strip()))
    left_out = [_is_left_out(run) for run in runs]
    kept = [run for run, out in zip(runs, left_out, strict=True) if not out]
    rest, notes, other_runs = _without_notes(kept)
    whole = _shown(run for run in runs)
    text = _shown(rest)
    found = Said(text, notes)
    if any(_tells(run) for run, out in zip(runs, left_out, strict=True) if out):
        found = _doubted(found, _LEFT_OUT, "struck", whole)
    if other_runs is not None:
        found = _doubted(found, _LEFT_OUT, "raised", _shown(other_runs))
    for doubt, sure, other in (
        ("struck", _LEFT_OUT, [run for run in rest if run.style.seen is not Seen.DOUBTFUL]),
        ("drawn", _HALF_SURE, [run for run in rest if not run.style.made]),
        ("reversed", _LEFT_OUT, [replace(run, style=PLAIN) for run in rest]),
    ):
        without = _shown(other)
        if without != text:
            found = _doubted(found, sure, doubt, without)
    if any(OBJECT in run.text for run in kept):
        found = _doubted(found, _HALF_SURE, "drawn") if text else replace(found, legible=False)
    return _with_lines(found)


def _is_left_out(run: Run) -> bool:
    """Is a run not said? Words that their colour alone hides do no harm, and may be seen."""
    if run.style.crossed or run.style.seen is Seen.HIDDEN:
        return True
    return run.style.seen is Seen.FAINT and is_figure(run.text)


def _tells(run: Run) -> bool:
    """May a run that is left out change what the rest says? Hidden words by themselves do not."""
    return bool(run.text.strip() if run.style.crossed else _CHANGING.search(run.text))


def _shown(runs: Iterable[Run]) -> str:
    """Returns the text of some runs as it is seen: what is set in reverse, reversed."""
    text = "".join(run.text[::-1] if run.style.reversed else run.text for run in runs)
    lines = (line.strip() for line in text.replace(OBJECT, "").split("\n"))
    return "\n".join(line for line in lines if line)


def _without_notes(runs: Sequence[Run]) -> tuple[list[Run], tuple[str, ...], list[Run] | None]:
    """Returns the runs that are no notes beside a figure, the notes, and the runs of the other
    reading where what was raised or set small may be something else: the figure, or its end.

    What is only small is taken for a note behind a figure; before one it is rather a figure in
    two sizes.
    """
    sizes = [run.style.size for run in runs if not run.style.raised and run.text.strip()]
    small = _SMALL * max(sizes, default=0.0)
    apart = not all(run.style.moved for run in runs if run.text.strip())
    lifted = [
        bool(run.text.strip())
        and (run.style.raised or (apart and run.style.moved) or 0 < run.style.size <= small)
        for run in runs
    ]
    if not any(lifted):
        return list(runs), (), None
    figures = "".join(run.text for run, up in zip(runs, lifted, strict=True) if not up)
    has_figures, is_bare = bool(_TELLING.search(figures)), not figures.strip()
    rest: list[Run] = []
    notes: list[str] = []
    uncertain = False
    before = ""
    for at, (run, up) in enumerate(zip(runs, lifted, strict=True)):
        words = run.text.strip()
        if not up or not (_TELLING.search(words) or _NOTE.fullmatch(words)):
            rest.append(run)
            before = words[-1:] or before
            continue
        first = not before and _TELLING.match(_first_character(runs, at + 1))
        beside = _BESIDE.match(before) or first
        is_long = sum(character.isdigit() for character in words) > _MOST_NOTES
        if is_long and not run.style.raised:
            rest.append(run)
            before = words[-1]
        elif (
            _NOTE.fullmatch(words)
            and not is_long
            and beside
            and has_figures
            and not (first and not run.style.raised and not run.style.moved)
        ):
            notes.append(words)
            uncertain |= not run.style.raised
        else:
            rest.append(run)
            before = words[-1]
            uncertain |= is_figure(words) and (bool(beside) or is_bare)
    if not uncertain:
        return rest, tuple(notes), None
    unlifted = [run for run, up in zip(runs, lifted, strict=True) if not up]
    return rest, tuple(notes), list(runs) if notes else unlifted


def _first_character(runs: Sequence[Run], start: int) -> str:
    """Returns the first character of some runs that is no space; nothing where there is none."""
    texts = (runs[at].text.strip() for at in range(start, len(runs)))
    return next((text[0] for text in texts if text), "")


def _doubted(found: Said, sure: float, doubt: str, *others: str) -> Said:
    more = tuple(other for other in others if other not in (found.text, *found.alternatives))
    return replace(
        found,
        confidence=min(found.confidence, sure),
        doubt=found.doubt or doubt,
        alternatives=(*found.alternatives, *more),
    )


def _with_lines(found: Said) -> Said:
    """Returns what a cell says; two figures below each other, as typed, are never one."""
    if "\n" not in found.text or not FIGURES_BELOW.search(found.text):
        return found
    return replace(_doubted(found, _LEFT_OUT, "together"), legible=False)
