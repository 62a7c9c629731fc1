"""The words over a block that may be headers of its columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from statistics import median

from .variants import PlanBlock
from .words import Word

_HIGH = 19.0
"""How far above the first row headers may begin, in font sizes; they are as high where they are
written one character a line."""

_OWN = 0.8
"""The share of a word's letters that headers of the block must have."""

_LONGEST = 24
"""Characters; longer texts over a table are its caption or a note."""

_GROUP = 4
"""Letters: a word of so many that is a part of a group's label is a group's, and no column's."""

_MOVED = 1.0
"""Distance, in font sizes, from which headers that stand elsewhere are those of other columns."""


@lru_cache(maxsize=256)
def alphabet(block: PlanBlock) -> frozenset[str]:
    """Returns the letters that headers of a block have."""
    texts = [text for column in block.columns for text in column.wordings]
    return frozenset("".join([*texts, *block.others]))


def is_group_head(word: Word, block: PlanBlock) -> bool:
    """Returns whether a word stands over several columns and says none of them."""
    return _says_group(word.letters, block)


@lru_cache(maxsize=20_000)
def _says_group(text: str, block: PlanBlock) -> bool:
    if any(text in wording for column in block.columns for wording in column.wordings):
        return False
    return len(text) >= _GROUP and any(text in group for group in block.column_groups)


def is_head(word: Word, block: PlanBlock) -> bool:
    """Returns whether a word may be a header of a column, or a part of one."""
    return _says_head(word.letters, block)


@lru_cache(maxsize=20_000)
def _says_head(text: str, block: PlanBlock) -> bool:
    if not text or len(text) > _LONGEST or _says_group(text, block):
        return False
    own = alphabet(block)
    return sum(letter in own for letter in text) >= _OWN * len(text)


def headers_over(
    words: Sequence[Word],
    block: PlanBlock,
    taken: Collection[int],
    top: float,
    left: float,
) -> list[Word]:
    """Returns what may be headers on a page, over its first row and below the rows of the block
    before.

    Args:
        words: Of the page.
        block: Of the plan.
        taken: ``id`` of words that are labels of rows.
        top: Of the first row's band.
        left: Headers end to the right of it.
    """
    floor = max(
        (word.bottom for word in words if id(word) in taken and word.bottom < top + 1),
        default=0.0,
    )
    return [
        word
        for word in words
        if floor < word.y < top
        and word.y > top - _HIGH * word.size
        and word.x1 > left
        and id(word) not in taken
        and is_head(word, block)
    ]


def stand_alike(headers: Sequence[Word], others: Sequence[Word]) -> bool:
    """Returns whether headers that come again stand where they stood before, or none come again."""
    places: dict[str, list[float]] = {}
    for word in others:
        places.setdefault(word.letters, []).append(word.x)
    moved = [
        min(abs(word.x - x) for x in places[word.letters]) / word.size
        for word in headers
        if word.letters in places
    ]
    return not moved or median(moved) < _MOVED
