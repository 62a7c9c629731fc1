"""Tells the parts of a table whose columns no header names, so that their order alone was taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from ..alignment.align_lines import Found, Match
from ..alignment.lines import RUNNING_TEXT, Line
from ..labels import bare
from .failure import UNHEADED, Failure
from .header_text import header_lines, names_of, said_across, said_down

_ALIKE = 75
"""Percent by which a part of the headers must be alike a name that stands nowhere in them."""

_SHORTEST = 3
"""Characters of a name that can be told though it is broken, or not all of it is read."""

_EXCHANGEABLE = 2
"""So many columns without a name may have changed places; one is known by all others."""


def unheaded(found: Found, lines: Sequence[Line]) -> Iterator[Failure]:
    """Yields every cell of the blocks of a table in which several columns have no header: they are
    taken for those of the form by their order, which nothing bears out. So is the only column of a
    block for one of the form's unit.

    Headers of another block with the same columns speak for a block as well, and so do those of one
    part of a table for its other parts.

    Args:
        found: A copy of a table.
        lines: Every line of the document, by index.
    """
    blocks = _blocks(found)
    named = [_are_named(matches, found, lines) for matches in blocks]
    headed = {
        names_of(block[0].expected)
        for block, is_named in zip(blocks, named, strict=True)
        if is_named
    }
    for matches in blocks:
        if names_of(matches[0].expected) not in headed:
            cells = (target.cell for match in matches for target in match.expected.targets)
            yield from (Failure(cell, UNHEADED) for cell in cells)


def _blocks(found: Found) -> list[list[Match]]:
    """Returns the rows of each block of a copy that needs headers. One of a single column, which
    can be taken for no other, needs them for the unit of its figures alone; one whose figures each
    stand behind the name of their column needs none.
    """
    blocks: dict[int, list[Match]] = {}
    for match in found.rows:
        if not (match.line.ruled and match.line.part == RUNNING_TEXT):
            blocks.setdefault(id(match.expected.block), []).append(match)
    return [matches for matches in blocks.values() if _needs_headers(matches)]


def _needs_headers(matches: Sequence[Match]) -> bool:
    expected = matches[0].expected
    if len(expected.targets) > 1:
        return True
    figures = [slot.text.strip() for match in matches for slot in match.line.slots]
    is_bare = any(text[-1:].isdigit() and text != "0" for text in figures)
    return is_bare and bool(expected.block.columns[0].domain.unit)


def _are_named(matches: Sequence[Match], found: Found, lines: Sequence[Line]) -> bool:
    """Returns whether headers name all columns of a block but one, and all rows but one where they
    stand side by side.
    """
    expected = matches[0].expected
    above, between = header_lines(matches, found, lines)
    said = [said_across([*above, *between]), said_down([*above, *between])]
    for group in expected.block.column_groups:
        said = [text.replace(bare(group.label), "") for text in said]
    return all(
        sum(not _is_named(wordings, said) for wordings in names) < min(_EXCHANGEABLE, len(names))
        for names in names_of(expected)
    )


def _is_named(wordings: Sequence[str], said: Sequence[str]) -> bool:
    """Returns whether headers say one of the names, or have its characters in their order, as they
    do where the headers of several columns are broken over lines.
    """
    return any(
        wording in text
        or (
            len(wording) >= _SHORTEST
            and (_is_within(wording, text) or fuzz.partial_ratio(wording, text) >= _ALIKE)
        )
        for wording in wordings
        for text in said
    )


def _is_within(name: str, text: str) -> bool:
    """Returns whether the characters of a name come one after the other, others between them."""
    letters = iter(text)
    return all(letter in letters for letter in name)
