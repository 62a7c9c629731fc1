"""The headers of a grid: the lines above its figures, and the lowest header of each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...documents.document import GridCell
from ..labels import bare
from .align_lines import Match
from .lines import Line, interval


@dataclass(frozen=True, slots=True)
class Leaf:
    """A lowest header of a grid: its interval across, and its texts from the lowest up."""

    start: float
    end: float
    texts: tuple[str, ...]


def label_edge(rows: Sequence[Line]) -> float:
    """Returns where the labels end and the figures begin in a grid, by most of its rows."""
    ends: Counter[float] = Counter()
    for line in rows:
        labels = line.cells[: len(line.cells) - len(line.slots)]
        if labels:
            ends[round(interval(labels[-1])[1], 1)] += 1
        elif line.cells:
            ends[round(interval(line.cells[0])[0], 1)] += 1
    if not ends:
        return 0.0
    most = max(ends.values())
    return max(end for end, count in ends.items() if count * 2 >= most)


def headers_above(
    rows: Sequence[Line], matches: Sequence[Match], lines: Sequence[Line]
) -> list[Line]:
    """Returns the lines that stand over a block's rows in their grid, top first.

    Args:
        rows: The rows of one block in one grid.
        matches: All rows of the table; the rows of another block end the headers.
        lines: Every line of the document, by index.
    """
    part = rows[0].part
    first = min(line.index for line in rows)
    before = [
        match.line.index
        for match in matches
        if match.line.index < first and match.line.part == part
    ]
    headers = [line for line in lines[max(before, default=-1) + 1 : first] if line.part == part]
    while any(_is_data(line) for line in headers):
        headers = headers[1:]
    return headers


def own_headers(
    rows: Sequence[Line], matches: Sequence[Match], lines: Sequence[Line]
) -> list[Line]:
    """Returns the lines of ``headers_above`` below the last one with figures: in a grid that holds
    several tables the others belong to the table before.
    """
    headers = headers_above(rows, matches, lines)
    last = max((at for at, line in enumerate(headers) if line.printed), default=-1)
    return headers[last + 1 :]


def _is_data(line: Line) -> bool:
    return line.printed > 0 and not line.texts[0]


def lowest_headers(headers: Sequence[Line]) -> list[Leaf]:
    """Returns the lowest headers of a grid from left to right."""
    over: dict[int, list[GridCell]] = {}
    for line in headers:
        for cell in line.cells:
            if not cell.text.strip():
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                stack = over.setdefault(column, [])
                if cell not in stack:
                    stack.append(cell)
    leaves: list[Leaf] = []
    before: GridCell | None = None
    for column in sorted(over):
        lowest = over[column][-1]
        if lowest is before:
            continue
        before = lowest
        words = [cell.text for cell in over[column]]
        texts = tuple(bare("".join(words[start:])) for start in range(len(words) - 1, -1, -1))
        leaves.append(Leaf(*interval(lowest), texts))
    return leaves
