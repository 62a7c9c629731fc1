"""Mends rows that were taken for two: by a page break, or by a label of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from ...documents.document import GridCell
from ...forms import Domain
from .lines import RUNNING_TEXT, Line, grid_line, interval

_BETTER = 0.02
"""A joined label must be so much more alike than its parts."""

_WHOLE = 0.9
"""The same of a label whose row prints no figures."""

_CERTAIN = 0.85
"""A label without figures must be so much alike to be given figures without a label."""

_CLEAR = 0.1
"""Of two labels beside a row of figures, one must be so much more alike to be taken."""

_ALIKE = 0.6
"""A joined label less alike than this is no label of the form at all."""

_HARDLY = 0.5
"""What is less alike than this is not told apart: no choice turns on it."""

_A_ROW = 0.7
"""A label at least this much alike a row's is that row's, and belongs to no other line."""


def join_split_rows(
    lines: Sequence[Line], wordings: Sequence[str], domain: Domain
) -> tuple[Line, ...]:
    """Returns the lines with the parts of each split row as one; the parts are left empty.

    A row is split by a page break, or, in a table without rules, between the lines of its label
    and its figures.

    Args:
        lines: Every line of a document, by index.
        wordings: Every wording of every row label, bare, without its groups' labels.
        domain: Takes every figure that any form takes.
    """
    mended = list(lines)
    for first, second in _breaks(lines):
        if not second.cells:
            continue
        joined = grid_line(_joined_cells(first, second), first.part, domain, ruled=first.ruled)
        if _is_split(first, second, joined, wordings):
            mended[first.index] = replace(joined, index=first.index)
            mended[second.index] = replace(second, texts=("",), slots=(), cells=())
    for at in range(1, len(mended)):
        _mend_beside(mended, at, wordings, domain)
    return tuple(mended)


def _mend_beside(lines: list[Line], at: int, wordings: Sequence[str], domain: Domain) -> None:
    """Joins figures without a row's label to the label without figures above, below, or both.

    Where rules bound the rows, a whole label without figures is a row of blanks.
    """
    line = lines[at]
    if line.part == RUNNING_TEXT or not line.printed or _likeness(line, wordings) >= _A_ROW:
        return
    above, below = (
        label if label and not (label.ruled and _likeness(label, wordings) >= _WHOLE) else None
        for label in (_label_only(lines, at - 1, line), _label_only(lines, at + 1, line))
    )
    choices = [[one for one in pair if one] for pair in ((above, below), (above,), (below,))]
    found: list[tuple[float, Line, list[Line]]] = []
    for labels in choices:
        if labels:
            joined = _with_labels(line, labels, domain)
            found.append((_likeness(joined, wordings), joined, labels))
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < _ALIKE:
        return
    if above and below and len(best[2]) == 1 and _is_a_tie(found):
        return
    lines[at] = replace(best[1], index=line.index, mended=not line.ruled)
    for label in best[2]:
        lines[label.index] = replace(label, texts=("",), slots=(), cells=())


def _is_a_tie(found: Sequence[tuple[float, Line, list[Line]]]) -> bool:
    """Returns whether the labels above and below would do as well."""
    return abs(found[-1][0] - found[-2][0]) < _CLEAR


def _label_only(lines: Sequence[Line], at: int, beside: Line) -> Line | None:
    if not 0 <= at < len(lines):
        return None
    line = lines[at]
    return line if line.part == beside.part and line.texts[0] and not line.printed else None


def _with_labels(line: Line, labels: Sequence[Line], domain: Domain) -> Line:
    """Returns the figures of a line under the words of the labels."""
    words = [
        cell for label in labels for cell in label.cells if cell.text.strip() and cell.row_span == 1
    ]
    if not words:
        return line
    text = "\n".join(cell.text for cell in words)
    others = [
        cell
        for cell in line.cells
        if interval(cell)[0] >= max(interval(word)[1] for word in words) - 1
    ]
    return grid_line([replace(words[0], text=text), *others], line.part, domain, ruled=line.ruled)


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


def _is_split(first: Line, second: Line, joined: Line, wordings: Sequence[str]) -> bool:
    """Returns whether two lines are one row: the joined label is a row's, and a part is none."""
    alone = _likeness(first, wordings), _likeness(second, wordings)
    together = _likeness(joined, wordings)
    if first.printed and not second.printed and alone[0] < _A_ROW and together >= _CERTAIN:
        # The end of a label may be a row's short label itself; one of another table is none.
        return together >= alone[1] and _same_columns(first, second)
    both_printed = first.printed > 0 and second.printed > 0
    if together < _ALIKE or min(alone) >= (_A_ROW if both_printed else _WHOLE):
        return False
    if not second.texts[0]:
        whole = (
            second.printed > 0 and joined.printed == second.printed and _same_columns(first, second)
        )
        return whole and not first.printed and together >= _CERTAIN
    return together > max(alone) + _BETTER


def _same_columns(first: Line, second: Line) -> bool:
    """Returns whether two rows may be of one table: with rules, they have as many columns."""
    first_end, second_end = (
        max(cell.column + cell.column_span for cell in line.cells) for line in (first, second)
    )
    return first_end == second_end or not (first.ruled and second.ruled)


def _likeness(line: Line, wordings: Sequence[str]) -> float:
    """Returns how alike the last label of a line is to a row's own, 0 to 1; 0 if hardly."""
    text = line.texts[0]
    if not text:
        return 0.0
    found = process.extractOne(text, wordings, scorer=fuzz.ratio, score_cutoff=100 * _HARDLY)
    return found[1] / 100 if found else 0.0


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
