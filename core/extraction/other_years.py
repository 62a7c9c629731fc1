"""Leaves the columns of other years, and of changes, out of a table that compares years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..documents.document import GridCell
from .alignment import Found
from .column_headers import own_headers
from .labels import bare
from .lines import RUNNING_TEXT, Line, interval

YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?:年度?|$)")
"""A year in a header, or the whole of one."""

CHANGE = re.compile(
    r"增减|增长|同比|比上年|较上年|比上一年|较上一年|与上年|差额|变化|增幅|上年数|本年数"
)

Interval = tuple[float, float]


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
    left_out: dict[int, list[Interval]] = {}
    for copy in found:
        places: list[Interval] = []
        own: dict[int, list[Interval]] = {}
        for part in sorted({match.line.part for match in copy.rows}):
            rows = [match.line for match in copy.rows if match.line.part == part]
            headers = own_headers(rows, copy.rows, lines) if part != RUNNING_TEXT else []
            # Columns go on on the next page, where no header may come again.
            places = _others(headers, year_of_report) or places
            own[part] = places
        if all(_have_them(match.line, own[match.line.part]) for match in copy.rows):
            left_out |= own
    if not left_out:
        return OneYear(tuple(lines))
    one = tuple(
        _without(line, left_out[line.part]) if line.part in left_out else line for line in lines
    )
    return OneYear(one, frozenset(left_out))


def _others(headers: Sequence[Line], year_of_report: Callable[[], str]) -> list[Interval]:
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
    return [interval(cell) for cell in (*others, *changes)]


def _names(cells: Sequence[GridCell]) -> list[str]:
    """Returns what headers say besides their year, in order."""
    return sorted(map(_without_year, cells))


def _without_year(cell: GridCell) -> str:
    return YEAR.sub("", bare(cell.text))


def _without(line: Line, places: Sequence[Interval]) -> Line:
    cells = tuple(
        replace(cell, text=YEAR.sub("", cell.text)) if _is_header(cell) else cell
        for cell in line.cells
        if not _lies_in(interval(cell), places)
    )
    slots = tuple(slot for slot in line.slots if not _lies_in((slot.start, slot.end), places))
    return replace(line, cells=cells, slots=slots)


def _is_header(cell: GridCell) -> bool:
    return len(YEAR.findall(bare(cell.text))) == 1


def _have_them(line: Line, places: Sequence[Interval]) -> bool:
    """Returns whether a row has a cell in each of the columns to be left out."""
    inside = sum(_lies_in(interval(cell), places) for cell in line.cells)
    return bool(places) and inside == len(places)


def _lies_in(place: Interval, places: Sequence[Interval]) -> bool:
    middle = (place[0] + place[1]) / 2
    return any(
        start < middle < end and place[1] - place[0] < 1.5 * (end - start) for start, end in places
    )
