"""What the cells of a placed table hold, as readings: text, place in the source, and doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ...documents.document import Region
from ...documents.evidence import Evidence
from ...doubts import CERTAIN, LIKELIER, NEARLY_CERTAIN, is_doubt
from ...figures import BLANK, Figure, State, parse_figure
from ...forms import Cell, Table
from ..registration.confidence import rows_beside_strays
from ..registration.register import Registered
from ..registration.stated_units import StatedUnits
from ..registration.word_columns import Held, box_around
from ..registration.words import Word, cell_text
from ..report import Reading
from ..units import converted
from .surface import Surface
from .typeset import Piece

_UNREAD = 0.5
"""Of what is no figure: something printed there could not be read as one."""

_UNTOLD_BLANK = 0.5
"""Of a blank without a header over it, where nobody has said what the column is."""


class _Source(NamedTuple):
    """What words are in the source."""

    text: str
    region: Region | None
    pieces: tuple[Piece, ...]


class HeldCells:
    """What the cells of a registered table hold.

    Args:
        surface: What it was registered on.
        pages: Its sheets as the registration has them.
        words: Of each sheet.
        found: The table.
        told: Whether a person has said something of the placement.
    """

    def __init__(
        self,
        surface: Surface,
        pages: Sequence[Evidence],
        words: Sequence[Sequence[Word]],
        found: Registered,
        *,
        told: bool,
    ) -> None:
        self._surface, self._pages, self._found = surface, pages, found
        self._stray = rows_beside_strays(found, words)
        self._stated = StatedUnits(found, words)
        self._told = told

    def sure(self, cell: str) -> float:
        """Returns the chance that a cell holds just what it is said to hold."""
        held = self._found.cells.get(cell)
        if held is None:
            return 0.0
        chance = held.probability
        if not held.words and not held.is_told and not self._told:
            chance = min(chance, _UNTOLD_BLANK)
        chance = min(chance, self._stray.get(cell, CERTAIN))
        return CERTAIN if chance > NEARLY_CERTAIN else chance

    def legible(self, cell: str) -> float:
        """Returns how sure the text of a cell is, wherever it belongs."""
        held = self._found.cells[cell]
        if held.words:
            pieces = self._source(held.words).pieces
        else:
            pieces = tuple(self._blank_pieces(held)[:1])
        return min((piece.confidence for piece in pieces), default=CERTAIN)

    def readings(self, table: Table) -> Mapping[str, Reading]:
        """Returns the readings of the cells that have a place."""
        cells = {cell.id: cell for cell in table.cells()}
        return {
            name: converted(
                self._reading(held, cells[name]),
                cells[name].domain,
                partial(self._stated.of, name, held),
            )
            for name, held in self._found.cells.items()
        }

    def region(self, words: Sequence[Word]) -> Region | None:
        """Returns where words stand in the source."""
        return self._source(words).region

    def _reading(self, held: Held, cell: Cell) -> Reading:
        sure = self.sure(cell.id)
        if not held.words:
            return self._blank(held, sure)
        source = self._source(held.words)
        figure = parse_figure(source.text, cell.domain)
        doubts = [piece.doubt for piece in source.pieces if piece.doubt]
        notes = tuple(note for piece in source.pieces for note in piece.notes)
        others: tuple[str, ...] = ()
        if len(source.pieces) == 1:
            others = source.pieces[0].alternatives
        if not all(piece.legible for piece in source.pieces):
            figure = Figure(source.text.strip(), State.UNREADABLE)
        if figure.state is State.UNREADABLE:
            sure = min(sure, _UNREAD)
        sure = min([sure, *(piece.confidence for piece in source.pieces)])
        doubt = doubts[0] if doubts else "placement" if is_doubt(sure) else ""
        return Reading(figure, source.region, sure, others, doubt, (*notes, *figure.notes))

    def _blank(self, held: Held, sure: float) -> Reading:
        doubt = "placement" if is_doubt(sure) else ""
        if self._surface.is_paged and not self._surface.pieces[held.sheet]:
            page = self._pages[held.sheet]
            return Reading(BLANK, Region(page.page, page.displayed(held.box)), sure, doubt=doubt)
        inside = self._blank_pieces(held)
        if not inside:
            return self._unseen(held, sure, doubt)
        piece = inside[0]
        sure = min(sure, piece.confidence)
        if not piece.legible:
            unreadable = Figure("", State.UNREADABLE)
            why = piece.doubt or "glyphs"
            return Reading(unreadable, piece.region, min(sure, _UNREAD), piece.alternatives, why)
        doubt = piece.doubt or ("placement" if is_doubt(sure) else "")
        return Reading(BLANK, piece.region, sure, piece.alternatives, doubt)

    def _unseen(self, held: Held, sure: float, doubt: str) -> Reading:
        """Returns the reading of a cell in which nothing was recognised, and no cell of the source
        says that it is blank: what was passed over there looks the same.
        """
        if not self._surface.is_paged:
            return Reading(BLANK, None, sure, doubt=doubt)
        page = self._pages[held.sheet]
        region = Region(page.page, page.displayed(held.box))
        return Reading(BLANK, region, min(sure, LIKELIER), doubt="picture")

    def _blank_pieces(self, held: Held) -> list[Piece]:
        """Returns the blank cells of the source that lie where a blank one is held."""
        inside = self._surface.found_at[held.sheet].amid(held.box)
        return [piece for piece in inside if not piece.text.strip()]

    def _source(self, words: Sequence[Word]) -> _Source:
        sheet = words[0].sheet
        if not self._surface.pieces[sheet]:
            own = [word for word in words if word.sheet == sheet]
            page = self._pages[sheet]
            region = Region(page.page, page.displayed(box_around(own)))
            return _Source(cell_text(words), region, ())
        # A heading that reaches into the strip of a row is no part of its figure.
        own = [word for word in words if word.is_figure] or list(words)
        pieces = {id(p): p for word in own for p in self._pieces_of(word)}
        words = [w for w in words if any(id(p) in pieces for p in self._pieces_of(w))]
        found = tuple(pieces.values())
        printed = "".join(glyph.text for word in words for glyph in word.glyphs)
        whole = "".join("".join(piece.text.split()) for piece in found)
        is_whole = sum(map(str.isdigit, printed)) == sum(map(str.isdigit, whole))
        text = "\n".join(piece.text for piece in found) if is_whole else cell_text(words)
        return _Source(text, found[0].region if found else None, found)

    def _pieces_of(self, word: Word) -> list[Piece]:
        """Returns the piece that a word lies in, if any."""
        found = self._surface.found_at[word.sheet].smallest_at(word.x, word.y)
        return [found] if found is not None else []
