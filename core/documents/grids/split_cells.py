"""Takes cells apart that lack a rule: what stands in them shows where it was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...figures import FIGURE, VALUE
from ..characters import Character
from ..vocabulary import NUMBERED
from .lattice import Lattice, LatticeCell, Place
from .text_lines import box_of, make_lines

TIGHT = 0.12
"""Greatest gap between two digits of one figure, in font sizes. Runs set one after the other leave
no more."""

_OVER = 0.5
"""Points that a character may reach over a line without crossing it."""

_CENTRED = 0.2
"""Greatest distance between the middle of a text and the middle of its row, as a share of the row's
height, for the text to be centred in it."""

Held = dict[LatticeCell, list[Character]]
Parts = list[tuple[LatticeCell, list[Character]]]


def split_cells(
    lattice: Lattice, owners: dict[Place, LatticeCell], held: Held
) -> tuple[Lattice, Held]:
    """Returns the lattice with cells taken apart that lack a rule that the table has beside them.

    A cell that is merged holds one text across its places, or a figure in one of them. One that
    lacks a rule holds a figure in each place, or a label and the figures or blanks right of it.

    Args:
        lattice: The cells.
        owners: The cell that covers each place.
        held: The characters of each cell.
    """
    splitter = _Splitter(lattice, owners)
    cells: list[LatticeCell] = []
    for cell in lattice.cells:
        if cell.row_span == cell.column_span == 1:
            cells.append(cell)
            continue
        parts = list(splitter.parts(cell, held.pop(cell, [])))
        held.update({part: inside for part, inside in parts if inside})
        cells += [part for part, _ in parts]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Lattice(lattice.xs, lattice.ys, tuple(cells)), held


@dataclass(slots=True)
class _Splitter:
    """Takes the cells of one lattice apart.

    Attributes:
        owners: The cell that covers each place.
    """

    lattice: Lattice
    owners: dict[Place, LatticeCell]

    def parts(
        self, cell: LatticeCell, characters: list[Character]
    ) -> Iterator[tuple[LatticeCell, list[Character]]]:
        """Returns the parts of a cell, itself where it is whole."""
        printed = [character for character in characters if character.text != " "]
        parts = (
            _places_of_texts(self.lattice, cell, printed)
            or self._columns(cell, printed)
            or self._rows(cell, printed)
        )
        if not parts:
            yield cell, characters
            return
        for part, inside in parts:
            yield from self.parts(part, inside)

    def _columns(self, cell: LatticeCell, characters: list[Character]) -> Parts:
        """Returns the parts beside each other: a label, and figures or blanks right of it."""
        cuts = [
            at
            for at in range(cell.column + 1, cell.column + cell.column_span)
            if not _runs_over(characters, self.lattice.xs[at]) and self._walls_nearby(cell, at)
        ]
        if not cuts or not characters:
            return []
        bounds = [cell.column, *cuts, cell.column + cell.column_span]
        parts: Parts = []
        for first, stop in pairwise(bounds):
            left, right = self.lattice.xs[first], self.lattice.xs[stop]
            part = LatticeCell(cell.row, first, cell.row_span, stop - first)
            parts.append((part, [c for c in characters if left <= c.x < right]))
        filled = [inside for _, inside in parts if inside]
        figures = [_is_figure(inside) for inside in filled]
        if len(filled) > 1:
            return parts if figures[-1] and figures == sorted(figures) else []
        above_and_below = all(self._walls_nearby(cell, at) == 2 for at in cuts)
        return parts if parts[0][1] and len(parts) > 2 and above_and_below else []

    def _walls_nearby(self, cell: LatticeCell, column: int) -> int:
        """Returns how many of the rows above and below have a wall at a line down the table."""
        walls = 0
        for row in (cell.row - 1, cell.row + cell.row_span):
            before, after = self.owners.get((row, column - 1)), self.owners.get((row, column))
            walls += before is not None and after is not None and before != after
        return walls

    def _rows(self, cell: LatticeCell, characters: list[Character]) -> Parts:
        """Returns the parts one below the other: figures under a header or under each other, a
        figure with a blank, or labels that all have a number.
        """
        cuts = [
            at
            for at in range(cell.row + 1, cell.row + cell.row_span)
            if not _crosses_level(characters, self.lattice.ys[at])
            and self._is_wall_beside(cell, at)
        ]
        if not cuts or not characters:
            return []
        parts: Parts = []
        for first, stop in pairwise([cell.row, *cuts, cell.row + cell.row_span]):
            top, bottom = self.lattice.ys[first], self.lattice.ys[stop]
            part = LatticeCell(first, cell.column, stop - first, cell.column_span)
            inside = [c for c in characters if top <= c.y < bottom]
            if parts and not _begins_anew(parts[-1][1], inside):
                above, held = parts.pop()
                part = LatticeCell(above.row, above.column, stop - above.row, above.column_span)
                inside = held + inside
            parts.append((part, inside))
        filled = [(part, inside) for part, inside in parts if inside]
        if len(filled) == 1 and not self._is_centred(*filled[0]):
            return []
        return parts if len(parts) > 1 else []

    def _is_wall_beside(self, cell: LatticeCell, row: int) -> bool:
        """Does the column left or the column right have a wall at a line across the table?"""
        for column in (cell.column - 1, cell.column + cell.column_span):
            above, below = self.owners.get((row - 1, column)), self.owners.get((row, column))
            if above is not None and below is not None and above != below:
                return True
        return False

    def _is_centred(self, part: LatticeCell, inside: list[Character]) -> bool:
        top, bottom = self.lattice.ys[part.row], self.lattice.ys[part.row + part.row_span]
        box = box_of(inside)
        return abs(box.top + box.bottom - top - bottom) / 2 < _CENTRED * (bottom - top)


def _text(characters: Sequence[Character]) -> str:
    return "".join(character.text for character in characters)


def _is_figure(characters: list[Character]) -> bool:
    return VALUE.fullmatch(_text(characters)) is not None and len(make_lines(characters)) == 1


def _begins_anew(above: list[Character], below: list[Character]) -> bool:
    """Do a figure, or the next label with a number, stand in a part below another?"""
    if not below:
        return bool(above) and _is_figure(above)
    if _is_figure(below) or (above and _is_figure(above)):
        return True
    return all(NUMBERED.match(_text(inside)) for inside in (above, below))


def _crosses_level(characters: Sequence[Character], at: float) -> bool:
    return any(c.top < at - _OVER and c.bottom > at + _OVER for c in characters)


def _runs_over(characters: Sequence[Character], at: float) -> bool:
    """Does a character stand over a line down the page, or a word go on from left to right?"""
    left = [c for c in characters if c.x < at]
    right = [c for c in characters if c.x >= at]
    if any(c.x1 > at + _OVER for c in left) or any(c.x0 < at - _OVER for c in right):
        return True
    return any(
        other.x0 - one.x1 < 2 * TIGHT * one.run.size and one.top < other.y < one.bottom
        for one in left
        for other in right
    )


def _places_of_texts(lattice: Lattice, cell: LatticeCell, characters: list[Character]) -> Parts:
    """Returns a cell's places, each with the text that stands in it; empty if they hold none."""
    if cell.row_span == cell.column_span == 1:
        return []
    by_place: dict[Place, list[Character]] = {place: [] for place in cell.places()}
    for character in characters:
        place = lattice.place_at(character.x, character.y)
        if place not in by_place:
            return []
        by_place[place].append(character)
    filled = {place: inside for place, inside in by_place.items() if inside}
    if len(filled) < 2 or not _is_row_of_texts(lattice, cell, filled):
        return []
    return [(LatticeCell(*place), inside) for place, inside in by_place.items()]


def _is_row_of_texts(
    lattice: Lattice, cell: LatticeCell, filled: dict[Place, list[Character]]
) -> bool:
    """Does each place hold a text of its own: figures, or headers that stand in its middle?"""
    texts = ["".join(c.text for c in inside) for inside in filled.values()]
    if any(_crosses(lattice, place, inside) for place, inside in filled.items()):
        return False
    if any(_are_one_word(inside, other) for inside, other in pairwise(filled.values())):
        return False
    if all(FIGURE.fullmatch(text) for text in texts):
        return all(len(make_lines(inside)) == 1 for inside in filled.values())
    return (
        cell.row_span == 1
        and len(filled) == cell.column_span
        and all(len(text) > 1 for text in texts)
        and all(_is_centred(lattice, place, inside) for place, inside in filled.items())
    )


def _are_one_word(before: list[Character], after: list[Character]) -> bool:
    """Does the text of a place go on in the next place of its row, without a gap?"""
    left, right = box_of(before), box_of(after)
    apart = right[0] - left[2]
    level = min(left[3], right[3]) > max(left[1], right[1])
    return level and apart < 2 * TIGHT * before[-1].run.size


def _crosses(lattice: Lattice, place: Place, inside: list[Character]) -> bool:
    box, text = lattice.cell_box(LatticeCell(*place)), box_of(inside)
    return text.x0 < box.x0 - 0.5 or text.x1 > box.x1 + 0.5


def _is_centred(lattice: Lattice, place: Place, inside: list[Character]) -> bool:
    box, text = lattice.cell_box(LatticeCell(*place)), box_of(inside)
    off = abs(text.middle[0] - box.middle[0])
    return off < 0.1 * box.width and text.width < 0.9 * box.width
