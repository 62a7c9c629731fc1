"""Holds the column of each figure against what its header says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from statistics import median

from ...documents.document import GridCell
from ...documents.vocabulary import HAN_CHARACTER
from ..alignment.align_lines import Found, Match
from ..alignment.column_headers import own_headers
from ..alignment.expected import Expected
from ..alignment.lines import Line, interval
from ..alignment.slot_columns import Placement
from ..labels import bare
from .failure import HEAD, Failure

_GROUP = 1.6
"""Width of a header, in widths of its column, from which it stands over several."""

_OVER = 0.5
"""Least share of the narrower of a header and a column that lies below or above the other."""

_RUN = 2
"""Shortest run of characters that tells whether two labels share something."""


PlacedRows = Mapping[str, Sequence[Placement]]
"""Where the figures of each row were found, by the key of the row."""

Labels = tuple[tuple[str, ...], ...]
"""The wordings of each thing that a header may name."""


def misheaded(found: Found, placed: PlacedRows, lines: Sequence[Line]) -> Iterator[Failure]:
    """Yields the cells whose headers name another column, or none of the block's.

    Args:
        found: A copy of a table.
        placed: The figures of its rows.
        lines: Every line of the document, by index.
    """
    blocks: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in found.rows:
        if _shows_columns(match.line):
            blocks[match.line.part, id(match.expected.block)].append(match)
    for matches in blocks.values():
        headers = own_headers([match.line for match in matches], found.rows, lines)
        cells = list({id(cell): cell for line in headers for cell in line.cells}.values())
        for target in _misheaded(cells, matches, placed):
            yield from (Failure(match.expected.targets[target].cell, HEAD) for match in matches)


def _shows_columns(line: Line) -> bool:
    """Returns whether the cells of a line stand below its headers: not in unaligned text."""
    return bool(line.cells) and (line.ruled or line.cells[0].region.box is not None)


def _misheaded(
    headers: Sequence[GridCell], matches: Sequence[Match], placed: PlacedRows
) -> Iterator[int]:
    """Yields the columns, by their targets, whose headers say something else."""
    expected = matches[0].expected
    columns, rows = _labels(expected)
    groups = [bare(group.label) for group in expected.block.column_groups]
    ruled = all(match.line.ruled for match in matches)
    for target in range(len(expected.targets)):
        slots = [placed[match.expected.key][target].slot for match in matches]
        places = [(slot.start, slot.end) for slot in slots if slot is not None]
        if not places:
            continue
        start, end = (median(place[at] for place in places) for at in (0, 1))
        own, over = _headers_over(headers, start, end)
        own = _without(own, groups)
        column, row = target % len(columns), target // len(columns)
        if _says_another(own, columns, column, ruled=ruled) or (
            rows and over and _names_another(over, rows, row)
        ):
            yield target


def _labels(expected: Expected) -> tuple[Labels, Labels]:
    """Returns the wordings of the columns, and of the rows where they stand side by side."""
    block = expected.block
    columns = tuple(
        tuple(bare(text) for text in (column.label, *column.aliases)) for column in block.columns
    )
    if len(expected.targets) == len(columns):
        return columns, ()
    rows = tuple(tuple(bare(text) for text in (row.label, *row.aliases)) for row in block.rows)
    return columns, rows


def _headers_over(headers: Sequence[GridCell], start: float, end: float) -> tuple[str, str]:
    """Returns what the headers over a column say: those of its width, and those of groups."""
    own: list[str] = []
    groups: list[str] = []
    for head in headers:
        left, right = interval(head)
        shared = min(right, end) - max(left, start)
        if head.text.strip() and shared > _OVER * min(right - left, end - start):
            (groups if right - left > _GROUP * (end - start) else own).append(bare(head.text))
    return "".join(own), "".join(groups)


def _says_another(text: str, labels: Labels, own: int, *, ruled: bool) -> bool:
    """Returns whether a header names another column than its own, or none at all."""
    if len(HAN_CHARACTER.findall(text)) < _RUN:
        return False  # no header: whether that matters, where the column was found says
    scores = [_score(text, wordings) for wordings in labels]
    rival = max((score for at, score in enumerate(scores) if at != own), default=0)
    if scores[own] <= 0:
        # Without rules the words of a header may stand in parts over several columns.
        return ruled or rival > 0
    return rival > scores[own] or (not ruled and rival == scores[own])


def _without(text: str, groups: Sequence[str]) -> str:
    """Returns what a header says besides the names of groups, or all where that is nothing."""
    rest = text
    for group in groups:
        rest = rest.replace(group, "")
    return rest or text


def _names_another(text: str, labels: Labels, own: int) -> bool:
    if any(wording in text for wording in labels[own]):
        return False  # it may name the others as well, where lines between groups are missing
    scores = [_score(text, wordings) for wordings in labels]
    return max(scores) > 0 and max(scores) > scores[own]


@lru_cache(maxsize=4096)
def _score(text: str, wordings: tuple[str, ...]) -> int:
    """Returns how well a header says a label: twice what they share in runs, less the label."""
    return max(2 * _shared(text, wording) - len(wording) for wording in wordings)


def _shared(text: str, wording: str) -> int:
    blocks = SequenceMatcher(None, text, wording, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _RUN)
