"""Turns what was registered into readings of the cells, each with its place and its doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from ...documents.document import Region
from ...documents.evidence import Evidence
from ...documents.geometry import Box
from ...doubts import CERTAIN, THRESHOLD
from ...figures import BLANK, State, parse_figure
from ...forms import Cell, Form, Table
from ..labels import widest_domain
from ..report import Reading, Unplaced
from ..units import converted
from .confidence import confidences, rows_beside_strays
from .left_out import rows_left_out
from .line_table import free_words
from .register import Registered, Registrar
from .stated_units import StatedUnits
from .word_columns import Held, box_around
from .words import Word, cell_text, letters

_UNREAD = 0.5
"""Confidence of something printed that could not be read as a figure."""

_NEARLY = 0.995
"""A chance from here on counts as whole: what is left over are ways that nothing speaks for."""


class RegisteredTable:
    """A table as registered, with its readings.

    Attributes:
        table: The edition that is printed.
        readings: Of the cells whose column is printed, and whose row.
        told: Cells of whose columns a header says that they are there.
        unplaced: Figures amid its rows that no cell has.
        left_out: Cells of rows that are not printed, which its sums bear out.
        printed_elsewhere: Columns that no cell stands in, though their heads are printed or figures
            are left over, so that their figures may stand anywhere.
    """

    left_out: Collection[str] = ()
    printed_elsewhere: Collection[str] = ()

    def __init__(self, found: Registered, registrar: Registrar) -> None:
        self.table: Table = found.plan.table
        strays = rows_beside_strays(found, registrar.words)
        left_out = rows_left_out(found, strays)
        self.left_out = frozenset(left_out)
        self.told = frozenset(name for name, held in found.cells.items() if held.is_told)
        sure = confidences(found, strays, left_out)
        cells = {cell.id: cell for cell in self.table.cells()}
        pages = registrar.pages
        self._strips = [
            (
                pages[band.sheet].page,
                pages[band.sheet].displayed(Box(0.0, band.top, 1.0, band.bottom)),
            )
            for band in (*found.bands, *found.further)
        ]
        stated = StatedUnits(found, registrar.words)
        self.readings: Mapping[str, Reading] = {
            name: converted(
                _reading(held, sure[name], cells[name], pages),
                cells[name].domain,
                partial(stated.of, name, held),
            )
            for name, held in found.cells.items()
        }
        self.unplaced = tuple(
            Unplaced(word.text, _region(pages, word.sheet, [word]))
            for word in found.left
            if word.is_figure
        )

        self.printed_elsewhere = _printed_elsewhere(found, registrar)

    def covers(self, place: Region) -> bool:
        """Returns whether a place lies level with its rows, on their page."""
        strips = [box for page, box in self._strips if page == place.page]
        if place.box is None or not strips:
            return False
        top, bottom = min(box[1] for box in strips), max(box[3] for box in strips)
        return top < (place.box[1] + place.box[3]) / 2 < bottom


def _printed_elsewhere(found: Registered, registrar: Registrar) -> frozenset[str]:
    table = found.plan.table
    columns = {column.id: column for block in table.blocks for column in block.columns}
    missing = set(columns) - {cell.rpartition(".")[2] for cell in found.cells}
    if not missing or any(word.is_figure for word in found.left):
        return frozenset(missing)
    free = (word for page in registrar.words for word in free_words(page, registrar.taken))
    said = {word.letters for word in free}
    return frozenset(
        name
        for name in missing
        if said & {letters(text) for text in (columns[name].label, *columns[name].aliases)}
    )


def register_form(pages: Sequence[Evidence], forms: tuple[Form, ...]) -> dict[str, RegisteredTable]:
    """Returns the tables of the form that pages show, by id.

    Args:
        pages: What the pages of one report show.
        forms: The editions, newest first.
    """
    registrar = Registrar(pages, widest_domain(forms))
    found = registrar.tables(forms)
    return {name: RegisteredTable(table, registrar) for name, table in found.items()}


def _reading(held: Held, sure: float, cell: Cell, pages: Sequence[Evidence]) -> Reading:
    figure = parse_figure(cell_text(held.words), cell.domain)
    if figure.state is State.UNREADABLE:
        sure = min(sure, _UNREAD)
    if sure > _NEARLY:
        sure = CERTAIN
    doubt = "placement" if sure < THRESHOLD else ""
    if held.words:
        return Reading(figure, _region(pages, held.sheet, held.words), sure, doubt=doubt)
    page = pages[held.sheet]
    return Reading(BLANK, Region(page=page.page, box=page.displayed(held.box)), sure, doubt=doubt)


def _region(pages: Sequence[Evidence], sheet: int, words: Sequence[Word]) -> Region:
    page = pages[sheet]
    inside = [word for word in words if word.sheet == sheet]
    return Region(page=page.page, box=page.displayed(box_around(inside)))
