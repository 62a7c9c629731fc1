"""Puts the figures of a text that prints one cell a line back into rows.

A web page that is copied without its tabs, or whose text alone was kept, has each cell of a table
on a line of its own: the label, then its figures, one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from .drafts import Draft, DraftCell, DraftLine, DraftTable, line
from .said import is_lone_figure

_LEAST = 2
"""Cells below each other that are a row; a single figure is a line after its label."""


def with_stacked_rows(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Returns the drafts with each run of lines that hold one figure as a row of a table.

    Empty lines between the figures of a run are blank cells, if some of its figures follow each
    other without one; else they only space the lines. Those before a run and after it are
    blank cells as well, beyond those that stand before or after every run.

    Args:
        drafts: Of a text in which empty lines are lines without runs.
    """
    sections = [(is_run, list(run)) for is_run, run in groupby(drafts, key=_is_part)]
    stacks = {
        at: _Stack(part, is_last=at == len(sections) - 1)
        for at, (is_run, part) in enumerate(sections)
        if is_run
    }
    gaps = [gap for stack in stacks.values() for gap in stack.gaps]
    spacing = min(gaps, default=None)
    before, after = (
        min((stack.beside[side] for stack in stacks.values() if stack.figures), default=0)
        for side in (0, 1)
    )
    for at, (_, part) in enumerate(sections):
        row = None
        if at in stacks and stacks[at].figures and spacing is not None:
            row = stacks[at].row(spacing, before, after)
        if row is None or row.columns < _LEAST:
            yield from part
        else:
            yield row


def _is_part(draft: Draft) -> bool:
    """Returns whether a draft is an empty line or one that holds a figure and nothing else."""
    if not isinstance(draft, DraftLine) or draft.level:
        return False
    return not draft.runs or is_lone_figure(draft.text)


class _Stack:
    """A run of figures and empty lines.

    Attributes:
        gaps: How many empty lines stand between each two figures.
        beside: How many stand before the first and after the last; none where the text ends.
    """

    def __init__(self, part: Sequence[Draft], *, is_last: bool) -> None:
        lines = [draft for draft in part if isinstance(draft, DraftLine)]
        at = [index for index, each in enumerate(lines) if each.runs]
        self.figures = [lines[index] for index in at]
        self.gaps = [second - first - 1 for first, second in pairwise(at)]
        last = at[-1] + 1 if at and is_last else len(lines)
        self.beside = (at[0], last - 1 - at[-1]) if at else (0, 0)

    def row(self, spacing: int, before: int, after: int) -> DraftTable:
        """Returns the row: what is empty beyond the space of every row is a blank cell.

        Args:
            spacing: Empty lines between any two cells.
            before: Empty lines before any row.
            after: Empty lines after any row.
        """
        first, last = self.beside[0] - before, self.beside[1] - after
        blanks = [blank // (spacing + 1) for blank in (*self.gaps, last)]
        fields = [line("")] * (first // (spacing + 1))
        for figure, blank in zip(self.figures, blanks, strict=True):
            fields += [figure, *[line("")] * blank]
        cells = tuple(DraftCell(0, column, (field,)) for column, field in enumerate(fields))
        return DraftTable(cells, 1, len(cells), ruled=False)
