"""Finds the runs of lines on a page that may be tables without vertical rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...figures import SPACED_VALUES
from ..characters import Character
from ..geometry import Box, Level
from ..vocabulary import CHAPTER, NUMBERED
from .text_lines import TextLine, box_of, join_text

_COLUMN_GAP = 0.9
"""Least gap within a line, in font sizes, that may part two columns."""

_WORD_GAP = 0.3
"""Least gap, in font sizes, that parts two columns already known from other lines."""

FEWEST_COLUMNS = 3
"""Two columns of text without rules are more often prose in columns than a table."""

_FEWEST_LINES = 3
"""Least number of lines with several texts that make a table; a single one is a date beside a
number."""

_HEAD_LEADING = 0.5
"""Greatest white between two lines of headers that are one row, in font sizes."""

_PARTING = 4.0
"""Vertical gap, in font sizes, that ends a table without rules."""

_MANY_VALUES = 5
"""Number of figures in one line that make it a table by itself."""

_LONGEST_LABEL = 4
"""Greatest number of lines with one text only that may follow each other within a table: a label
broken over lines."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a line, parted from others by wide gaps.

    Attributes:
        characters: Without spaces.
    """

    text: str
    box: Box[Level]
    characters: tuple[Character, ...] = ()

    @property
    def words(self) -> tuple[Text, ...]:
        """Its parts that smaller gaps keep apart; empty where there are none."""
        words = _gathered(self.characters, _WORD_GAP)
        return tuple(Text(join_text(word), box_of(word)) for word in words) if words[1:] else ()

    @property
    def is_value(self) -> bool:
        """Is it a figure or a mark?"""
        return SPACED_VALUES.fullmatch(self.text) is not None

    @property
    def middle(self) -> float:
        """Its middle across the page."""
        return self.box.middle[0]


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A line, or the lines of one row of a table."""

    texts: tuple[Text, ...]
    top: float
    bottom: float
    size: float

    @property
    def values(self) -> int:
        """How many figures stand in it; a number alone is that of a page."""
        return sum(text.is_value for text in self.texts) if len(self.texts) > 1 else 0

    @property
    def has_values(self) -> bool:
        """Does a figure stand beside something else?"""
        return self.values > 0


def row_of(line: TextLine) -> ZoneRow:
    """Returns a line as a row of the texts that stand in it, parted by wide gaps."""
    printed = [character for character in line.characters if character.text != " "]
    return ZoneRow(
        tuple(_text_of(text) for text in _gathered(printed, _COLUMN_GAP)),
        line.box.top,
        line.box.bottom,
        max(character.run.size for character in line.characters),
    )


def _text_of(characters: list[Character]) -> Text:
    return Text(join_text(characters), box_of(characters), tuple(characters))


def _gathered(characters: Sequence[Character], gap: float) -> list[list[Character]]:
    """Returns the characters of a line in groups, none with a wider gap within."""
    groups: list[list[Character]] = []
    for character in characters:
        if groups and character.x0 - groups[-1][-1].x1 <= gap * character.run.size:
            groups[-1].append(character)
        else:
            groups.append([character])
    return groups


def find_zones(lines: Sequence[ZoneRow], taken: Sequence[Box[Level]]) -> Iterator[list[ZoneRow]]:
    """Returns the runs of lines that may be tables: from one line of several texts to the last."""
    zone: list[ZoneRow] = []
    pending: list[ZoneRow] = []
    for at, line in enumerate(lines):
        if zone and _parts_zones((pending or zone)[-1], line, taken):
            yield from _worthy(zone, pending)
            zone, pending = [], []
        if len(line.texts) > 1:
            zone += (
                [*pending, line]
                if zone
                else [*_begun_above(lines[max(at - 2, 0) : at], line), line]
            )
            pending = []
        elif zone:
            pending.append(line)
            if len(pending) > _LONGEST_LABEL and not _are_labels(pending, zone):
                yield from _worthy(zone, pending)
                zone, pending = [], []
    yield from _worthy(zone, pending)


def _begun_above(lines: Sequence[ZoneRow], line: ZoneRow) -> list[ZoneRow]:
    """Returns the last of some lines with which the label of a row of figures begins, as at the
    top of a page on which a table goes on.
    """
    if not line.has_values:
        return []
    first = line.texts[0]
    begun: list[ZoneRow] = []
    for above in reversed(lines):
        label = above.texts[0]
        white = (begun or [line])[0].top - above.bottom
        near = abs(label.box.x0 - first.box.x0) < 2 * line.size
        beside = first.is_value and label.box.x1 < first.box.x0
        if len(above.texts) > 1 or not (near or beside) or white >= _HEAD_LEADING * line.size:
            break
        begun.insert(0, above)
    return begun if begun and _is_numbered_label(begun[0].texts[0].text) else []


def _is_numbered_label(text: str) -> bool:
    return NUMBERED.match(text) is not None and not CHAPTER.fullmatch(text)


def _are_labels(lines: Sequence[ZoneRow], zone: Sequence[ZoneRow]) -> bool:
    """Do lines of one text follow a table where it has its labels, as rows of blanks do?"""
    values = [text for line in zone if line.has_values for text in line.texts if text.is_value]
    limit = min((text.box.x0 for text in values), default=0.0)
    close = all(low.top - high.bottom < 2 * low.size for high, low in pairwise([zone[-1], *lines]))
    return close and all(line.texts[0].box.x1 < limit for line in lines)


def is_close(upper: ZoneRow, lower: ZoneRow) -> bool:
    """May two lines be of one row?"""
    return lower.top - upper.bottom < _HEAD_LEADING * lower.size


def _parts_zones(last: ZoneRow, line: ZoneRow, taken: Sequence[Box[Level]]) -> bool:
    """Is a line a heading after a table, or does a ruled table lie between?"""
    if any(
        last.bottom <= box.bottom and box.top <= line.top for box in taken if box.top >= last.top
    ):
        return True
    if line.top - last.bottom > _PARTING * max(line.size, last.size):
        return True
    if len(line.texts) > 1:
        return False
    return bool(CHAPTER.fullmatch(line.texts[0].text)) or line.size > 1.25 * last.size


def _worthy(zone: list[ZoneRow], pending: list[ZoneRow]) -> Iterator[list[ZoneRow]]:
    """Returns a run of lines with the rows of blanks that end it, if it is a table at all."""
    if _is_table(zone):
        while pending and not _are_labels(pending, zone):
            pending = pending[:-1]
        goes_on = any(NUMBERED.match(line.texts[0].text) for line in pending) or (
            len(pending) > 0 and is_close(zone[-1], pending[0])
        )
        yield [*zone, *pending] if goes_on else zone


def _is_table(zone: Sequence[ZoneRow]) -> bool:
    """Are there lines of several columns one below the other, or one full of figures?"""
    several = sum(len(line.texts) > 1 for line in zone)
    columns = sum(len(line.texts) >= FEWEST_COLUMNS for line in zone)
    values = max((line.values for line in zone), default=0)
    return values >= _MANY_VALUES or (values > 1 and columns > 1 and several >= _FEWEST_LINES)
