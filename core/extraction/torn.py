"""Mends rows that a page break tore apart: their label, or label and figures, on two pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from ..documents.document import GridCell
from ..forms import Domain
from .lines import RUNNING_TEXT, Line, grid_line, interval

_BETTER = 0.1
"""A joined label must be so much more alike than its parts, where both parts have a label."""

_ALIKE = 0.6


def mend_torn_rows(
    lines: Sequence[Line], wordings: Sequence[str], domain: Domain
) -> tuple[Line, ...]:
    """Returns the lines with the two parts of each torn row as one; the second is left empty.

    Args:
        lines: Every line of a document, by index.
        wordings: Every wording of every row label, bare.
        domain: Takes every figure that any form takes.
    """
    mended = list(lines)
    for first, second in _breaks(lines):
        if not _complementary(first, second):
            continue
        joined = grid_line(_joined_cells(first, second), first.part, domain, ruled=first.ruled)
        if _is_torn(first, second, joined, wordings):
            mended[first.index] = replace(joined, index=first.index)
            mended[second.index] = replace(second, texts=("",), slots=(), cells=())
    return tuple(mended)


def _breaks(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Returns the last row of each grid with the rows at the top of the next page's grid."""
    pairs = []
    last: Line | None = None
    for line in lines:
        if line.part == RUNNING_TEXT:
            continue
        if last is not None and line.part != last.part and _next_page(last, line):
            top = [other for other in lines[line.index : line.index + 5] if other.part == line.part]
            pairs += [(last, other) for other in top]
        last = line
    return pairs


def _next_page(first: Line, second: Line) -> bool:
    if first.region.page is None or second.region.page is None:
        return False
    return second.region.page == first.region.page + 1


def _complementary(first: Line, second: Line) -> bool:
    """Returns whether the figures stand on one of the two pages only."""
    return not (first.printed and second.printed) and bool(second.cells)


def _is_torn(first: Line, second: Line, joined: Line, wordings: Sequence[str]) -> bool:
    alone = _likeness(first, wordings), _likeness(second, wordings)
    together = _likeness(joined, wordings)
    if together < _ALIKE:
        return False
    if not second.texts[0] or not first.texts[0]:
        return joined.printed > 0 and together >= max(alone) and second.printed > 0
    return together > max(alone) + _BETTER


def _likeness(line: Line, wordings: Sequence[str]) -> float:
    best = 0.0
    for text in line.texts:
        found = process.extractOne(text, wordings, scorer=fuzz.ratio) if text else None
        best = max(best, found[1] / 100 if found else 0.0)
    return best


def _joined_cells(first: Line, second: Line) -> list[GridCell]:
    """Returns the cells of the first part, each with what stands below it in the second."""
    joined = []
    for cell in first.cells:
        below = [other for other in second.cells if _common(cell, other) > 0]
        under = max(below, key=lambda other: _common(cell, other), default=None)
        texts = [cell.text, under.text if under is not None else ""]
        text = "\n".join(part for part in texts if part.strip())
        source = under if under is not None and not cell.text.strip() else cell
        joined.append(replace(cell, text=text, region=source.region))
    return joined


def _common(first: GridCell, second: GridCell) -> float:
    """Returns how much of the narrower cell's width the two share, 0 to 1."""
    start, end = interval(first)
    other_start, other_end = interval(second)
    common = min(end, other_end) - max(start, other_start)
    return max(0.0, common) / max(min(end - start, other_end - other_start), 1e-6)
