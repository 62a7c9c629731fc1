"""Makes reports of the lines of a table: each line a report, or each line a cell of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from ..extraction.labels import bare
from ..figures import Figure, State, parse_figure
from ..forms import Domain
from .column_names import VALUES_OF_LINES, known_cells, named_cells
from .raw_table import RawTable, RawValue
from .supplied_values import (
    CELL,
    FILE,
    ORGANIZATION,
    STATE,
    TEXT,
    VALUE,
    YEAR,
    ColumnMatch,
    Saying,
    SuppliedFigure,
    SuppliedReport,
)

_NOTHING = frozenset({"nan", "null", "none", "na", "<na>", "nil"})
"""What programs write for a value that is none; as printed texts they would be no figures."""

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?:\.0)?(?![0-9])")
_ORDER = (VALUE, TEXT, STATE)
_LIST_OF_BATCH = "not_in_form"
"""The state of a cell that a report's edition does not have, in the list of a batch."""

Columns = Mapping[int, ColumnMatch]


def reports_of(table: RawTable, columns: Columns) -> tuple[SuppliedReport, ...]:
    """Returns the reports of a table, those without any figure left out.

    Args:
        table: The lines.
        columns: What each of its columns is taken for.
    """
    is_by_cell = any(column.target == CELL for column in columns.values())
    has_cells = any("." in column.target for column in columns.values())
    found = _by_cell(table, columns) if is_by_cell and not has_cells else _by_report(table, columns)
    return tuple(found)


def _by_report(table: RawTable, columns: Columns) -> Iterator[SuppliedReport]:
    numbers = count(1)
    for line in table.lines:
        sayings: dict[str, list[Saying]] = {}
        for at, value in line.items():
            column = columns[at]
            if "." in column.target:
                saying = Saying(column.role, value.text, value.slot)
                sayings.setdefault(column.target, []).append(saying)
        figures = _figures(sayings)
        if any(_says_something(figure) for figure in figures.values()):
            yield SuppliedReport(next(numbers), *_identity(line, columns), figures)


def _by_cell(table: RawTable, columns: Columns) -> Iterator[SuppliedReport]:
    values = {
        at: VALUES_OF_LINES[key]
        for at, name in table.columns.items()
        if (key := bare(name).lower()) in VALUES_OF_LINES
    }
    if "printed" in {bare(name).lower() for name in table.columns.values()}:
        values = {at: role for at, role in values.items() if "printed" in table.columns[at].lower()}
    of_reports: dict[tuple[str, str, int | None], dict[str, list[Saying]]] = {}
    for line in table.lines:
        named = next((v.text for at, v in line.items() if columns[at].target == CELL), "")
        cells = named_cells(named) if named else ()
        if len(cells) != 1:
            continue
        sayings = of_reports.setdefault(_identity(line, columns), {}).setdefault(cells[0], [])
        if not sayings:  # of two lines for one cell the first is it
            sayings += [
                Saying(role, line[at].text, line[at].slot)
                for at, role in values.items()
                if at in line
            ]
    for number, (identity, sayings_of) in enumerate(of_reports.items(), start=1):
        figures = _figures({cell: said for cell, said in sayings_of.items() if said})
        if figures:
            yield SuppliedReport(number, *identity, figures)


def _identity(line: Mapping[int, RawValue], columns: Columns) -> tuple[str, str, int | None]:
    """Returns the file, by the longest of its names, the body and the year of a line."""
    said = {FILE: "", ORGANIZATION: "", YEAR: ""}
    for at, value in line.items():
        target = columns[at].target
        text = value.text.strip()
        if said.get(target) == "" or (target == FILE and len(text) > len(said[FILE])):
            said[target] = text
    year = _YEAR.search(said[YEAR])
    return said[FILE], said[ORGANIZATION], int(year[1]) if year else None


def _figures(sayings: Mapping[str, list[Saying]]) -> dict[str, SuppliedFigure]:
    found = {}
    for cell, said in sayings.items():
        if any(one.role == STATE and one.raw == _LIST_OF_BATCH for one in said):
            continue
        figure = _figure(sorted(said, key=lambda one: _ORDER.index(one.role)), cell)
        if figure is not None:
            found[cell] = figure
    return found


def _figure(said: list[Saying], cell: str) -> SuppliedFigure | None:
    """Returns what the places of a cell say: its number, and its text where there is no number."""
    domain = known_cells()[cell].domain
    spoken = [one for one in said if one.role != STATE]
    if not spoken:
        return None
    figures = [_parsed(one, domain) for one in spoken]
    first = next((at for at, each in enumerate(figures) if each.state is not State.BLANK), 0)
    if figures[first].state is State.NUMBER:
        first = 0  # a number in its text alone is none that a program would find
    figure = figures[first]
    other = next((each for each in figures[first + 1 :] if not _alike(figure, each)), None)
    rest = tuple(one for one in said if one is not spoken[first])
    return SuppliedFigure(figure, (spoken[first], *rest), other)


def _parsed(saying: Saying, domain: Domain) -> Figure:
    """Returns what a place says; the number of a cell is already in the unit of the form."""
    raw = saying.raw.strip()
    return parse_figure("" if raw.lower() in _NOTHING else raw.removeprefix("'"), domain)


def _alike(first: Figure, second: Figure) -> bool:
    if State.NUMBER in (first.state, second.state):
        return first.value == second.value
    return True


def _says_something(figure: SuppliedFigure) -> bool:
    return figure.figure.state is not State.BLANK
