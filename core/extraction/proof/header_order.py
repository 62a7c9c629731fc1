"""Holds the order of columns that stand in no certain places against the order of their headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from ..alignment.align_lines import Found, Match
from ..alignment.expected import Expected
from ..alignment.lines import Line, interval
from ..alignment.slot_columns import Placement
from ..labels import bare
from .failure import HEAD, Failure
from .header_text import Names, header_lines, names_of, said_across, said_down

PlacedRows = Mapping[str, Sequence[Placement]]
"""Where the figures of each row were found, by the key of the row."""


def misordered(found: Found, placed: PlacedRows, lines: Sequence[Line]) -> Iterator[Failure]:
    """Yields every cell of the blocks of text whose headers name the columns, or the rows that
    stand side by side, in another order than that in which their figures were taken.

    Args:
        found: A copy of a table.
        placed: The figures of its rows.
        lines: Every line of the document, by index.
    """
    blocks: dict[int, list[Match]] = {}
    for match in found.rows:
        if len(match.expected.targets) > 1 and _is_text(match.line):
            blocks.setdefault(id(match.expected.block), []).append(match)
    contradicted: set[tuple[Names, ...]] = set()
    for matches in blocks.values():
        names = names_of(matches[0].expected)
        headers = header_lines(matches, found, lines)[0]
        # A block without headers has its columns from those of the block before.
        if names in contradicted and not _says_columns(headers, matches):
            is_other = True
        else:
            is_other = _contradicts(matches, placed, headers)
        if is_other:
            contradicted.add(names)
            cells = (target.cell for match in matches for target in match.expected.targets)
            yield from (Failure(cell, HEAD) for cell in cells)


def _says_columns(headers: Sequence[Line], matches: Sequence[Match]) -> bool:
    """Returns whether headers name several columns of their block."""
    expected = matches[0].expected
    columns = names_of(expected)[0]
    return any(len(set(_named(text, columns, expected))) > 1 for text in _texts(headers, matches))


def _is_text(line: Line) -> bool:
    """Returns whether the figures of a line stand in no certain columns, nor name their own."""
    return not line.ruled and (not line.cells or line.cells[0].region.box is None)


def _contradicts(matches: Sequence[Match], placed: PlacedRows, headers: Sequence[Line]) -> bool:
    expected = matches[0].expected
    order = _order(matches, placed)
    columns, *rows = names_of(expected)
    texts = _texts(headers, matches)
    if order is None:
        return False
    if rows:
        named = (_named(text, rows[0], expected) for text in texts)
        if any(_is_other(names, range(len(rows[0])), ()) for names in named):
            return True
    by_column = list(dict.fromkeys(target % len(columns) for target in order))
    return any(
        _is_other(_named(text, columns, expected), by_column, _outer(expected)) for text in texts
    )


def _order(matches: Sequence[Match], placed: PlacedRows) -> list[int] | None:
    """Returns the targets of a block from left to right as they were taken; None where no row tells
    it.
    """
    best: list[int] = []
    for match in matches:
        slots = [
            (placement.slot.start, target)
            for target, placement in enumerate(placed[match.expected.key])
            if placement.slot is not None and placement.slot.text.strip()
        ]
        if len(slots) > len(best):
            best = [target for _, target in sorted(slots)]
    width = len(matches[0].expected.targets)
    if best == sorted(best):
        return list(range(width))
    return best if len(best) == width else None


def _outer(expected: Expected) -> set[int]:
    """Returns the columns whose headers stand a line higher than those of inner groups; none where
    all stand on one line.
    """
    block = expected.block
    depth = [len(block.column_path(column)) for column in block.columns]
    return {at for at, one in enumerate(depth) if one < max(depth)}


def _texts(headers: Sequence[Line], matches: Sequence[Match]) -> list[str]:
    """Returns what the headers say, column by column where they are as wide as the rows; else line
    by line.
    """
    if not headers:
        return []
    ends = Counter(interval(match.line.cells[-1])[1] for match in matches if match.line.cells)
    parts = {match.line.part for match in matches if match.line.cells}
    grids = [line for line in headers if line.cells and line.part in parts]
    if ends and grids:
        (end, _), *_ = ends.most_common(1)
        if all(interval(line.cells[-1])[1] == end for line in grids):
            return [said_down(grids)]
    return [said_across(headers)]


def _named(text: str, names: Names, expected: Expected) -> list[int]:
    """Returns which of some names a text has, in its order."""
    known = {wording: at for at, wordings in enumerate(names) for wording in wordings}
    others = [*(bare(group.label) for group in expected.block.column_groups), *expected.subtotals]
    wordings = sorted({*known, *others}, key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, wordings)), text)
    return [known[word] for word in found if word in known and word not in others]


def _is_other(said: Sequence[int], order: Sequence[int], outer: Collection[int]) -> bool:
    """Returns whether names come in another order than columns were taken in, all of them being
    said as often; a name that is said more often may stand in other words.

    Args:
        said: In the order of the headers' text.
        order: As the columns were taken.
        outer: Columns whose headers stand on a line before that of the others, at least.
    """
    counts = Counter(said)
    usual = min(counts.values(), default=0)
    clear = {name for name, count in counts.items() if count == usual}
    places = [order.index(name) for name in said if name in clear and name in order]
    if usual > 1:
        return places != sorted(set(places)) * usual
    falls = [at for at, (one, other) in enumerate(pairwise(places), 1) if other < one]
    if not falls:
        return False
    if len(falls) > 1 or not outer:
        return True
    above = {order[place] for place in places[: falls[0]]}
    return not above.issuperset(clear.intersection(outer))
