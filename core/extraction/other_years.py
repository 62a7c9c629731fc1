"""Leaves the columns of other years, and of changes, out of a table that compares years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..documents.document import GridCell
from .alignment.align_lines import Found
from .alignment.column_headers import own_headers
from .alignment.lines import RUNNING_TEXT, Line, interval
from .labels import bare

YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?:年度?|$)")
"""A year in a header, or the whole of one."""

CHANGE = re.compile(
    r"增减|增长|同比|比上年|较上年|比上一年|较上一年|与上年|差额|变化|增幅|上年数|本年数"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is left out: from where to where it stands, and its indexes in its grid."""

    start: float
    end: float
    indexes: range

    def holds(self, start: float, end: float) -> bool:
        """Returns whether something stands in it, and not over it and its neighbours."""
        middle = (start + end) / 2
        return self.start < middle < self.end and end - start < 1.5 * (self.end - self.start)


def _column(cell: GridCell) -> _Column:
    return _Column(*interval(cell), range(cell.column, cell.column + cell.column_span))


@dataclass(frozen=True, slots=True)
class OneYear:
    """The lines of a document in which each table speaks of one year.

    Attributes:
        parts: The grids of which columns were left out.
    """

    lines: tuple[Line, ...]
    parts: frozenset[int] = frozenset()


def one_year_of(
    found: Sequence[Found], lines: Sequence[Line], year_of_report: Callable[[], str]
) -> OneYear:
    """Returns the lines without the columns that speak of another year than their report's, where
    each of them has its like of that year beside it.

    Args:
        found: The copies of tables among them.
        lines: Every line of the document, by index.
        year_of_report: Says its year, where it is wanted. Where no column is of that year, or one
            is of a later year, nothing is left out: nobody knows which columns are the report's.
    """
    left_out: dict[int, list[_Column]] = {}  # by line: other tables may stand in the same grid
    over: set[int] = set()
    for copy in found:
        places: list[_Column] = []
        own: dict[int, list[_Column]] = {}
        first: dict[int, int] = {}
        for part in sorted({match.line.part for match in copy.rows}):
            rows = [match.line for match in copy.rows if match.line.part == part]
            headers = own_headers(rows, copy.rows, lines) if part != RUNNING_TEXT else []
            # Columns go on on the next page, where no header may come again.
            places = _others(headers, year_of_report) or places
            own[part] = places
            over |= {line.index for line in headers}
            first[part] = min(line.index for line in (*headers, *rows))
        if all(_have_them(match.line, own[match.line.part]) for match in copy.rows):
            left_out |= {
                line.index: own[line.part]
                for line in lines[min(first.values()) : copy.last + 1]
                if line.part in own and line.index >= first[line.part]
            }
    if not left_out:
        return OneYear(tuple(lines))
    one = tuple(
        _without(line, left_out[line.index], is_header=line.index in over)
        if line.index in left_out
        else line
        for line in lines
    )
    return OneYear(one, frozenset(lines[at].part for at in left_out))


def _others(headers: Sequence[Line], year_of_report: Callable[[], str]) -> list[_Column]:
    """Returns where the columns of other years stand, and those of changes from year to year."""
    cells = list({id(cell): cell for line in headers for cell in line.cells}.values())
    by_year: dict[str, list[GridCell]] = defaultdict(list)
    for cell in cells:
        years = YEAR.findall(bare(cell.text))
        if len(years) == 1 and (_without_year(cell) or cell.column_span > 1):
            by_year[years[0]].append(cell)
    if len(by_year) < 2:
        return []
    own = year_of_report()
    if own != max(by_year) or any(
        _names(other) != _names(by_year[own]) for other in by_year.values()
    ):
        return []
    others = [cell for one, its in by_year.items() if one != own for cell in its]
    changes = [cell for cell in cells if CHANGE.search(bare(cell.text))]
    return [_column(cell) for cell in (*others, *changes)]


def _names(cells: Sequence[GridCell]) -> list[str]:
    """Returns what headers say besides their year, in order."""
    return sorted(map(_without_year, cells))


def _without_year(cell: GridCell) -> str:
    return YEAR.sub("", bare(cell.text))


def _without(line: Line, places: Sequence[_Column], *, is_header: bool) -> Line:
    """Returns a line without what stands in some columns; a header without its year, too."""
    cells = tuple(part for cell in line.cells for part in _parts(cell, places))
    if is_header:
        cells = tuple(replace(cell, text=YEAR.sub("", cell.text)) for cell in cells)
    slots = tuple(slot for slot in line.slots if not _lies_in((slot.start, slot.end), places))
    return replace(line, cells=cells, slots=slots)


def _parts(cell: GridCell, places: Sequence[_Column]) -> Iterator[GridCell]:
    """Yields a cell as it stands over the columns that are kept: not at all, or in parts where it
    spans others among them.
    """
    if _lies_in(interval(cell), places):
        return
    gone = {at for place in places for at in place.indexes}
    columns = range(cell.column, cell.column + cell.column_span)
    if cell.column_span == 1 or gone.isdisjoint(columns):
        yield cell
        return
    kept = [at for at in columns if at not in gone]
    for _, run in groupby(enumerate(kept), key=lambda one: one[1] - one[0]):
        own = [at for _, at in run]
        yield replace(cell, column=own[0], column_span=len(own))


def _have_them(line: Line, places: Sequence[_Column]) -> bool:
    """Returns whether a row has a cell in each of the columns to be left out."""
    inside = sum(_lies_in(interval(cell), places) for cell in line.cells)
    return bool(places) and inside == len(places)


def _lies_in(place: tuple[float, float], places: Sequence[_Column]) -> bool:
    return any(one.holds(*place) for one in places)
