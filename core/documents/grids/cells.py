"""Puts the characters of a page into the cells of a lattice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...figures import FIGURE
from ..characters import UNKNOWN, Character
from ..document import Grid, GridCell, Region
from ..flow.struck_cells import doubted
from ..geometry import IDENTITY, Box, Frame, Level
from .lattice import Lattice, LatticeCell, Place
from .note_marks import NO_NOTES, Notes
from .split_cells import TIGHT, Held, split_cells
from .text_lines import TextLine, box_of, directed_lines, make_lines, make_stacks

_FILLING = 0.85
"""A shape that takes up more than this share of its cell, across and down, is the cell's ground and
no content."""

_UNCLEAR_NOTE = 0.45
"""How sure a figure is beside which digits are only smaller, or only raised."""

_PADDING = 1.2
"""In font sizes: the white at the sides of a cell, both together, as in Word's tables. A next digit
that would have fitted beside it did not break off for want of room, so the lines are several
figures."""

_TOGETHER = 0.45
"""How sure a cell is in which several figures stand."""

_EDGE = 1.0
"""Points that a shape may stand out over the cell that holds it."""


def make_grid(
    lattice: Lattice,
    characters: Sequence[Character],
    shapes: Sequence[Box[Level]],
    page: int,
    frame: Frame,
    *,
    struck: Sequence[Character] = (),
    notes: Notes = NO_NOTES,
    ruled: bool = True,
) -> tuple[Grid, list[Character]]:
    """Returns a lattice as a grid, and the characters that stand in none of its cells.

    Args:
        lattice: The cells.
        characters: Of the page; those outside stay outside.
        shapes: Boxes of small drawn figures and pictures. A cell without text that holds one is
            not legible: it may be an outlined character.
        page: Index from 0.
        frame: How the page is read.
        struck: What is crossed out, and not among the characters.
        notes: Those beside figures, likewise.
        ruled: As in ``Grid``.
    """
    owners = lattice.owners()
    held = assign_characters(lattice, owners, characters)
    beside = assign_characters(lattice, owners, notes.all) if notes.all else {}
    for cell, apart in beside.items():
        if not any(character.text != " " for character in held.get(cell, ())):
            held[cell] = apart  # nothing that they could be notes of: a figure in small print
    lattice, held = split_cells(lattice, owners, held)
    cells = tuple(
        _grid_cell(lattice, cell, held.get(cell, []), shapes, page, frame) for cell in lattice.cells
    )
    if beside:
        cells = tuple(_with_notes(cell, lattice, held, notes) for cell in cells)
    if struck:
        cells = tuple(_with_struck(cell, lattice, held, struck) for cell in cells)
    grid = Grid(
        cells,
        len(lattice.ys) - 1,
        len(lattice.xs) - 1,
        Region(page=page, box=frame.displayed(lattice.box)),
        ruled,
    )
    inside = {id(character) for characters_in in held.values() for character in characters_in}
    return grid, [character for character in characters if id(character) not in inside]


def assign_characters(
    lattice: Lattice, owners: dict[Place, LatticeCell], characters: Sequence[Character]
) -> Held:
    """Returns the characters of each cell: each by its middle, a straddling figure as a whole."""
    homes: list[tuple[Character, LatticeCell]] = []
    straddles = False
    left, top, right, bottom = lattice.box
    xs, ys = lattice.xs, lattice.ys
    for character in characters:
        text, x0, _, x1, _, _, x, y = character
        if not (left <= x < right and top <= y < bottom):
            continue
        cell = owners.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        if cell is not None:
            homes.append((character, cell))
            if x0 < xs[cell.column] or x1 > xs[cell.column + cell.column_span]:
                straddles = straddles or text != " "
    moved = _straddling_figures(homes, lattice, owners) if straddles else {}
    held: Held = {}
    for character, cell in homes:
        held.setdefault(moved.get(id(character), cell) if moved else cell, []).append(character)
    return held


def _straddling_figures(
    homes: Sequence[tuple[Character, LatticeCell]],
    lattice: Lattice,
    owners: dict[Place, LatticeCell],
) -> dict[int, LatticeCell]:
    """Returns the cell of each character of a figure that stands in several, by its middle."""
    cells = {id(character): cell for character, cell in homes}
    moved: dict[int, LatticeCell] = {}
    digits = [character for character, _ in homes if FIGURE.fullmatch(character.text)]
    for line in make_lines(digits):
        for word in _words(line.characters):
            if len({cells[id(character)] for character in word}) > 1:
                place = lattice.place_at(*box_of(word).middle)
                home = owners.get(place) if place is not None else None
                if home is not None:
                    moved.update({id(character): home for character in word})
    return moved


def _words(characters: Sequence[Character]) -> Iterator[list[Character]]:
    word: list[Character] = []
    for character in characters:
        if word and character.x0 - word[-1].x1 > TIGHT * character.run.size:
            yield word
            word = []
        word.append(character)
    if word:
        yield word


def _grid_cell(
    lattice: Lattice,
    cell: LatticeCell,
    characters: list[Character],
    shapes: Sequence[Box[Level]],
    page: int,
    frame: Frame,
) -> GridCell:
    box = lattice.cell_box(cell)
    lines = cell_lines(characters) if characters else []
    text = "\n".join([line.text for line in lines])
    grid_cell = GridCell(
        cell.row,
        cell.column,
        text,
        Region(page=page, box=frame.displayed(box)),
        cell.row_span,
        cell.column_span,
        legible=UNKNOWN not in text and (bool(text) or not any(_lies_in(s, box) for s in shapes)),
        across=None if frame.to_display == IDENTITY else (box.x0, box.x1),
    )
    if len(lines) < 2 or not _are_several(lines, box.x1 - box.x0):
        return grid_cell
    return replace(grid_cell, confidence=_TOGETHER, doubt="together")


def _are_several(lines: Sequence[TextLine], room: float) -> bool:
    """Are figures below each other several, and not one that a narrow cell broke?

    One is broken where its next digit has no room left, and hardly ever in two halves.
    """
    if not all(FIGURE.fullmatch(line.text) for line in lines):
        return False
    if len(lines[0].text) == len(lines[-1].text) > 1:
        return True
    return any(
        above.box[2] - above.box[0] + (below.box[2] - below.box[0]) / len(below.text)
        < room - _PADDING * above.characters[0].run.size
        for above, below in pairwise(lines)
        if above.text[-1].isdigit() and below.text[0].isdigit()
    )


def _with_struck(
    cell: GridCell, lattice: Lattice, held: Held, struck: Sequence[Character]
) -> GridCell:
    """Returns a cell as one in doubt where something in it is crossed out."""
    place = LatticeCell(cell.row, cell.column, cell.row_span, cell.column_span)
    box = lattice.cell_box(place)
    crossed = [c for c in struck if box.owns(c.x, c.y)]
    if not crossed:
        return cell
    whole = "\n".join(line.text for line in cell_lines([*held.get(place, ()), *crossed]))
    return doubted(replace(cell, legible=True), whole)


def _with_notes(cell: GridCell, lattice: Lattice, held: Held, notes: Notes) -> GridCell:
    """Returns a cell with the notes beside its figure; one in doubt where they may be digits."""
    place = LatticeCell(cell.row, cell.column, cell.row_span, cell.column_span)
    x0, top, x1, bottom = lattice.cell_box(place)
    own = {id(character) for character in held.get(place, ())}
    apart = [c for c in notes.all if x0 <= c.x < x1 and top <= c.y < bottom and id(c) not in own]
    if not apart:
        return cell
    text = "".join(line.text for line in cell_lines(apart))
    noted = replace(cell, notes=(*cell.notes, text))
    unclear = {id(character) for character in notes.unclear}
    if not any(id(character) in unclear for character in apart):
        return noted
    whole = "".join(line.text for line in cell_lines([*held.get(place, ()), *apart]))
    return replace(
        noted,
        confidence=min(cell.confidence, _UNCLEAR_NOTE),
        alternatives=(whole, *cell.alternatives),
        doubt=cell.doubt or "raised",
    )


def cell_lines(characters: list[Character]) -> list[TextLine]:
    """Returns the lines of a cell in reading order, whichever way they are written."""
    printed = [character for character in characters if character.text != " "]
    if len(printed) == 1:
        return [TextLine((printed[0],), box_of(printed))]
    if printed and _is_stacked(printed):
        return make_stacks(printed)
    return directed_lines(characters)


def _is_stacked(characters: list[Character]) -> bool:
    """Is the text written downwards, its characters vertical?

    Lines of a header set one character a line are as narrow, but each of them is a run of its own
    or follows the one before in a new line of one run; only a run that goes straight down and
    then starts again farther left needs to be told apart.
    """
    steps = [
        (character.x - last.x, character.y - last.y)
        for last, character in pairwise(characters)
        if last.run is character.run and character.run.is_level
    ]
    down = sum(abs(x) < abs(y) / 4 and y > 0 for x, y in steps)
    return bool(steps) and down * 3 > len(steps) * 2


def _lies_in(shape: Box[Level], box: Box[Level]) -> bool:
    """Does a shape lie in a box, and is it no ground or frame that fills it?"""
    if shape.width > _FILLING * box.width and shape.height > _FILLING * box.height:
        return False
    return box.holds(shape, _EDGE)
