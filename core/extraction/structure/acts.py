"""What a person does to the structure of a table, as constraints on it.

Each act gives all constraints of the table anew; whether the table can be placed under them, only
the placing says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ...errors import StructureRefusedError
from .constraints import COLUMN, MOST, Area, Boundary, Constraint, Laid, Named
from .placement import PlacedLine, PlacedTable

if TYPE_CHECKING:
    from ..registration.words import Word

Constraints = tuple[Constraint, ...]

_INSET = 0.15
"""Of a character: a boundary that grazes its edge parts nothing."""

_WIDE = 0.12
"""Of the print: a gap within a figure that is so wide may be one between two."""


def move_boundary(
    placed: PlacedTable, axis: str, sheet: int, place: float, to: float, words: Iterable[Word]
) -> Constraints:
    """Returns the constraints with a boundary of columns or rows moved.

    Args:
        placed: The table.
        axis: ``COLUMN`` or ``ROW``.
        sheet: Where.
        place: The boundary as it is.
        to: Where it goes.
        words: Of that sheet.

    Raises:
        StructureRefusedError: It would go through a figure.
    """
    _refuse_crossing(axis, to, words, placed)
    gone = Boundary(axis, sheet, place, is_there=False)
    return _with(_without_edge(placed, axis, sheet, place), gone, Boundary(axis, sheet, to))


def add_boundary(
    placed: PlacedTable, axis: str, sheet: int, place: float, words: Iterable[Word]
) -> Constraints:
    """Returns the constraints with one boundary more.

    Raises:
        StructureRefusedError: It would go through a figure.
    """
    _refuse_crossing(axis, place, words, placed)
    return _with(placed.constraints, Boundary(axis, sheet, place))


def remove_boundary(placed: PlacedTable, axis: str, sheet: int, place: float) -> Constraints:
    """Returns the constraints with a boundary taken away: what it parts is one."""
    kept = _without_edge(placed, axis, sheet, place)
    return _with(kept, Boundary(axis, sheet, place, is_there=False))


def name_line(placed: PlacedTable, line: PlacedLine, cell: str) -> Constraints:
    """Returns the constraints with a column or row called by a cell of the form.

    Args:
        placed: The table.
        line: One of its columns or rows.
        cell: Of the column or row of the form that it is; empty for none.
    """
    return _named(placed, [(line, cell)])


def exchange_names(placed: PlacedTable, one: PlacedLine, other: PlacedLine) -> Constraints:
    """Returns the constraints with two columns, or two rows, called by each other's name."""
    return _named(placed, [(one, other.name), (other, one.name)])


def shift_names(placed: PlacedTable, axis: str, sheet: int, by: int) -> Constraints:
    """Returns the constraints with the names of all columns, or rows, of a sheet moved by some.

    Args:
        placed: The table.
        axis: ``COLUMN`` or ``ROW``.
        sheet: Where.
        by: How many places to the right, or down; below zero to the left, or up.

    Raises:
        StructureRefusedError: There are no such lines beside each other.
    """
    lines = sorted(
        (line for line in placed.along(axis) if line.sheet == sheet), key=lambda line: line.span
    )
    pairs = [
        (lines[at], lines[at - by].name) for at in range(len(lines)) if 0 <= at - by < len(lines)
    ]
    pairs = [(line, name) for line, name in pairs if name]
    if not pairs:
        raise StructureRefusedError(
            "旁边没有可以移过来的名称，没有改动。",
            "There is no name beside it that could move here; nothing was changed.",
        )
    return _named(placed, pairs)


def mark_area(
    constraints: Sequence[Constraint],
    sheet: int,
    box: tuple[float, float, float, float],
    *,
    goes_on: bool = False,
) -> Constraints:
    """Returns the constraints of a table with a part of a sheet marked as the table.

    Args:
        constraints: Of the table so far.
        sheet: Where.
        box: From left to right and top to bottom.
        goes_on: It goes on there from an area that was marked before.

    Raises:
        StructureRefusedError: It has an area already, and this is not to be one more of it.
    """
    areas = [one for one in constraints if isinstance(one, Area) and one.is_table]
    if areas and not goes_on:
        raise StructureRefusedError(
            "这张表已经有一个区域；请把这里标为它的续表，或先撤销原来的区域。没有改动。",
            "This table has an area already; mark this one as where it goes on, or take the other "
            "one back first. Nothing was changed.",
        )
    return _with(constraints, Area(sheet, box))


def mark_no_table(
    constraints: Sequence[Constraint], sheet: int, box: tuple[float, float, float, float]
) -> Constraints:
    """Returns the constraints of a table with a part of a sheet marked as no part of it."""
    return _with(constraints, Area(sheet, box, is_table=False))


def cut_off(
    placed: PlacedTable, line: PlacedLine, size: tuple[float, float], *, before: bool = False
) -> Constraints:
    """Returns the constraints with a table that ends before a column or row, or begins with it.

    So two tables, or two reports, that were taken for one are parted.

    Args:
        placed: The table.
        line: One of its columns or rows.
        size: Width and height of its sheet.
        before: What stands before the line is no part of the table, and the line is; else the line
            and what follows are none.

    Raises:
        StructureRefusedError: Nothing of the table would be left on any sheet.
    """
    start, _ = line.span
    width, height = size
    if line.axis == COLUMN:
        gone = (0.0, 0.0, start, height) if before else (start, 0.0, width, height)
    else:
        gone = (0.0, 0.0, width, start) if before else (0.0, start, width, height)
    kept = [
        one
        for one in placed.along(line.axis)
        if one.sheet != line.sheet or (one.span[0] >= start) == before
    ]
    if not kept:
        raise StructureRefusedError(
            "这样就没有留给这张表的内容了，没有改动。",
            "Nothing would be left of this table; nothing was changed.",
        )
    return mark_no_table(placed.constraints, line.sheet, gone)


def lay_out(placed: PlacedTable) -> Constraints:
    """Returns the constraints with the table laid out by the next of its plans."""
    plans = placed.plans
    after = plans[(plans.index(placed.plan) + 1) % len(plans)]
    kept = [one for one in placed.constraints if isinstance(one, Area)]
    return _with(kept, Laid(after))


def _with(constraints: Iterable[Constraint], *more: Constraint) -> Constraints:
    made = (*constraints, *more)
    if len(made) > MOST:
        raise StructureRefusedError(
            "对这张表的更正过多，没有改动；请撤销一些。",
            "There are too many corrections of this table; nothing was changed. Take some back.",
        )
    return made


def _named(placed: PlacedTable, names: Sequence[tuple[PlacedLine, str]]) -> Constraints:
    """Returns the constraints with lines called by names; names given before give way."""
    places = {(line.axis, line.sheet) for line, _ in names}
    said = {name for _, name in names if name}
    kept = [
        one
        for one in placed.constraints
        if not isinstance(one, Named)
        or (one.axis, one.sheet) not in places
        or (one.name not in said and not any(_is_in(one, line) for line, _ in names))
    ]
    new = [
        Named(line.axis, line.sheet, (line.span[0] + line.span[1]) / 2, name)
        for line, name in names
    ]
    return _with(kept, *new)


def _is_in(named: Named, line: PlacedLine) -> bool:
    return line.span[0] <= named.at <= line.span[1]


def _without_edge(placed: PlacedTable, axis: str, sheet: int, place: float) -> list[Constraint]:
    """Returns the constraints without those that put an edge there."""
    return [
        one
        for one in placed.constraints
        if not isinstance(one, Boundary)
        or (one.axis, one.sheet) != (axis, sheet)
        or abs(one.at - place) > 0.5
    ]


def _refuse_crossing(axis: str, place: float, words: Iterable[Word], placed: PlacedTable) -> None:
    """Raises where a boundary would go through a figure of the table."""
    inside = [word for word in words if word.is_figure and _is_amid(word, placed)]
    for word in inside:
        if _parts_across(word, place) if axis == COLUMN else _parts_down(word, place):
            raise StructureRefusedError(
                f"这条分界穿过数字“{word.text}”，没有改动。",
                f"This boundary goes through the figure “{word.text}”; nothing was changed.",
            )


def _is_amid(word: Word, placed: PlacedTable) -> bool:
    return any(
        area.sheet == word.sheet and area.box.contains(word.x, word.y) for area in placed.areas
    )


def _parts_across(word: Word, x: float) -> bool:
    """Returns whether an upright boundary parts a figure, but in a gap that may be one of two."""
    inset = _INSET * word.size
    if not word.x0 + inset < x < word.x1 - inset:
        return False
    gaps = [(one.x1, other.x0) for one, other in pairwise(word.glyphs)]
    return not any(start <= x <= end and end - start > _WIDE * word.size for start, end in gaps)


def _parts_down(word: Word, y: float) -> bool:
    inset = _INSET * (word.bottom - word.top)
    return word.top + inset < y < word.bottom - inset
