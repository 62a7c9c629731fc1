"""How sure a registered cell is: what the search says, capped by what it does not know.

The margin to the next best placement is no certainty where no state holds the truth. So a cell is
sure only if all around it is used once, its column has a header, and the page says what the form
says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .bands import FOREIGN, Band
from .page_breaks import loose_above, loose_below
from .register import Registered
from .variants import printed_around
from .word_columns import Held
from .words import Word

_POOR, _FAIR = 0.4, 0.7
"""Shares of the ideal score: a table that reaches less is hardly one, or is oddly printed."""

_GUESS, _DOUBTED = 0.5, 0.85
_STRAY = 0.6
"""How sure the cells of a row are at most beside which a figure is left over."""

_BEYOND = 1.2
"""Greatest distance of a figure above or below a table that may be one of it, in font sizes."""

_MANY = 5
"""Figures broken over lines, from which on they tell how a table breaks them."""

_NEAR = 2
"""Rows: a figure that no cell has may belong to the nearest of them."""


def confidences(
    table: Registered, strays: Mapping[str, float], left_out: Mapping[str, int]
) -> dict[str, float]:
    """Returns how sure each cell of a table is, 0 to 1.

    Args:
        table: As registered.
        strays: From ``rows_beside_strays``.
        left_out: From ``rows_left_out``: a page that leaves rows out has fewer labels to print.
    """
    ideal = table.ideal
    if left_out:
        ideal -= sum(left_out.values()) / len(table.plan.blocks[0].columns)
    share = table.score / ideal if ideal > 0 else 0.0
    cap = _GUESS if share < _POOR else _DOUBTED if share < _FAIR else 1.0
    figures = [word for word in table.left if word.is_figure]
    if len(figures) > 10:
        cap = min(cap, _GUESS)
    elif len(figures) > 2:
        cap = min(cap, _DOUBTED)
    is_broken = are_broken(table.cells.values())
    return {
        cell: min(cap, _own(held, is_broken=is_broken), strays.get(cell, 1.0))
        for cell, held in table.cells.items()
    }


def _own(held: Held, *, is_broken: bool) -> float:
    if not held.is_told:
        return min(held.probability, _DOUBTED if held.words else _GUESS)
    if len(_lines(held)) > 1 and not is_broken:
        return min(held.probability, _DOUBTED)  # a figure broken over lines, or two figures
    return held.probability


def _lines(held: Held) -> list[str]:
    """Returns what a cell holds, line by line."""
    lines: dict[tuple[int, int], str] = {}
    for word in held.words:
        lines[word.sheet, word.line] = lines.get((word.sheet, word.line), "") + word.text
    return list(lines.values())


def are_broken(cells: Iterable[Held]) -> bool:
    """Returns whether the figures that stand on several lines of their cells are long ones that
    narrow columns break, and not two in one cell: each line but the last has just as many digits
    as there is room for, and no figure on one line has more.
    """
    held = [lines for cell in cells if (lines := _lines(cell))]
    broken = [lines for lines in held if len(lines) > 1]
    room = {len(line) for lines in broken for line in lines[:-1]}
    if len(broken) < _MANY or len(room) != 1 or len(broken) == len(held):
        return False
    (most,) = room
    return most > 1 and all(
        line.isdecimal() and len(line) <= most
        for lines in held
        for line in lines
        if any(map(str.isdecimal, line))
    )


def rows_beside_strays(table: Registered, words: Sequence[Sequence[Word]]) -> dict[str, float]:
    """Returns the cells of the rows next to a figure amid the table that no cell has."""
    inside = [word for held in table.cells.values() for word in held.words]
    used = {(glyph, word.sheet) for word in (*inside, *table.aside) for glyph in word.glyphs}
    doubted: dict[str, float] = {}
    real = [band for band in table.bands if band.row != FOREIGN]
    full = {(id(band.block), band.row) for band in real if any(w.is_figure for w in band.words)}
    empty = [band for band in real if (id(band.block), band.row) not in full]
    foreign = [band for band in table.bands if band.row == FOREIGN and _is_known(band)]
    labels = {id(word) for band in real for word in band.labels}
    for sheet in {band.sheet for band in real}:
        here = [band for band in real if band.sheet == sheet]
        figures = [w for band in here for w in band.words if w.is_figure]
        begin = figures or [word for band in here for word in (*band.labels, *band.words)]
        if not begin:
            continue
        left = min(word.x0 for word in begin) - 3
        beyond = _BEYOND * begin[0].size
        top = min(band.top for band in here) - beyond
        bottom = max(band.bottom for band in here) + beyond
        for word in words[sheet]:
            is_figure = word.is_figure or (id(word) not in labels and _ends_in_figure(word))
            if not is_figure or not top < word.y < bottom or word.x0 < left:
                continue
            if (word.glyphs[0], sheet) in used or _lies_in(word, foreign):
                continue
            near = sorted(here, key=lambda band: abs(band.top + band.bottom - 2 * word.y))[:_NEAR]
            for band in (*near, *empty):
                doubted |= dict.fromkeys(band.block.cells[band.row], _STRAY)
        if any((word.glyphs[0], sheet) not in used for word in _loose(here, words[sheet])):
            for band in empty:
                doubted |= dict.fromkeys(band.block.cells[band.row], _STRAY)
    return doubted


def _ends_in_figure(word: Word) -> bool:
    """Returns whether a word is a name with its figure behind it."""
    return word.text[-1:].isdecimal() and bool(word.letters)


def _loose(bands: Sequence[Band], words: Sequence[Word]) -> list[Word]:
    """Returns the figures over and under the bands of a page that may be a row's split from it."""
    labelled = sorted((band for band in bands if band.labels), key=lambda band: band.top)
    if not labelled:
        return []
    return [*loose_above(words, labelled[0]), *loose_below(words, labelled[-1])]


def _is_known(band: Band) -> bool:
    """Is a row that the form does not have one of sums, or the line of a group's label?"""
    text = "".join(word.letters for word in band.labels)
    sums = (*band.block.others, *printed_around()["sums"])
    return text in band.block.row_groups or any(wording in text for wording in sums)


def _lies_in(word: Word, bands: Sequence[Band]) -> bool:
    return any(b.sheet == word.sheet and b.top <= word.y < b.bottom for b in bands)
