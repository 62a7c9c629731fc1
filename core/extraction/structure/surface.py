"""What a source shows of its tables, kept so that they can be placed again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...documents.document import Document, Region
from ...documents.evidence import Evidence
from ...documents.geometry import IDENTITY, Box, Displayed, Level
from ...documents.means import PartAgain
from ...forms import Domain
from ..registration.register import parts_of
from .piece_index import PieceIndex
from .placement import Spot
from .typeset import Piece, set_pages, set_part


@dataclass(frozen=True)
class Surface:
    """The sheets of a source.

    Attributes:
        sheets: Native pages as they were read, and what was set of all else; two pages on one
            sheet of paper are two.
        pieces: For each sheet that was set, the cells and tokens that it is set of; empty for
            native pages.
        document: With what testifies of its native pages, and without its blocks.
        parts: How many of the last sheets are parts that were read again.
    """

    sheets: tuple[Evidence, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    document: Document
    parts: int = 0

    @property
    def first_hand(self) -> int:
        """How many sheets show the source as it was read at first."""
        return len(self.sheets) - self.parts

    @cached_property
    def found_at(self) -> tuple[PieceIndex, ...]:
        """The pieces of each sheet, to be looked up by place."""
        return tuple(map(PieceIndex, self.pieces))

    @property
    def is_paged(self) -> bool:
        """Whether places on it are places of pages."""
        return bool(self.document.pages)

    def spot(self, page: int, x: float, y: float, prefer: int = -1) -> Spot | None:
        """Returns the point of a sheet that a point of a page as displayed is.

        Args:
            page: Its index.
            x: To the right.
            y: Down.
            prefer: Of several sheets of one page, such as its text and its picture, this one.
        """
        found: list[tuple[bool, float, Spot]] = []
        for at, sheet in enumerate(self.sheets):
            if sheet.page != page:
                continue
            box = sheet.frame.as_read(Box[Displayed](x, y, x, y))
            across = box.x0 - sheet.left
            is_own = across >= 0 or not sheet.left  # beside the paper is at its edge
            if self.pieces[at] or (is_own and box.x0 < self._end(at)):
                spot = Spot(at, across, box.top)
                found.append((at != prefer, _away(sheet, spot), spot))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _end(self, at: int) -> float:
        """Returns how far a sheet reaches: one of two on a page ends where the other begins."""
        own = self.sheets[at]
        others = [one.left for one in self.sheets if one.page == own.page and one.left > own.left]
        return min(others, default=float("inf"))

    def spot_in(self, region: Region, across: float, down: float) -> Spot | None:
        """Returns the point at shares of the width and height of a cell or token of a flow."""
        for at, pieces in enumerate(self.pieces):
            for piece in pieces:
                if piece.region == region:
                    box = piece.box
                    return Spot(at, box.x0 + across * box.width, box.top + down * box.height)
        return None

    def with_part(self, part: PartAgain) -> Surface:
        """Returns the surface with a part of a page as it was read again, as one sheet more."""
        made = set_part(part)
        sheet = made.evidence
        native = self._native(part.page)
        if native and not (
            sheet.horizontal or sheet.vertical or sheet.frame.to_display != IDENTITY
        ):
            # Whoever reads its text, the page has its rules.
            sheet = replace(sheet, horizontal=native.horizontal, vertical=native.vertical)
        sheets, pieces = (*self.sheets, sheet), (*self.pieces, made.pieces)
        return replace(self, sheets=sheets, pieces=pieces, parts=self.parts + 1)

    def without(self, others: Sequence[Region]) -> Surface:
        """Returns the surface without what stands where other reports have their tables.

        Args:
            others: Parts of pages; of a flow the cells, with each of which goes its whole sheet.
        """
        if not others:
            return self
        gone = set(others)
        sheets = []
        for sheet, pieces in zip(self.sheets, self.pieces, strict=True):
            if not self.is_paged and not gone.isdisjoint(piece.region for piece in pieces):
                sheets.append(replace(sheet, glyphs=(), horizontal=(), vertical=()))
                continue
            strips = [
                sheet.frame.as_read(one.box)
                for one in others
                if one.page == sheet.page and one.box is not None
            ]
            kept = (
                glyph
                for glyph in sheet.glyphs
                if not any(
                    s.top - 1 < (glyph.top + glyph.bottom) / 2 < s.bottom + 1 for s in strips
                )
            )
            sheets.append(replace(sheet, glyphs=tuple(kept)) if strips else sheet)
        return replace(self, sheets=tuple(sheets))

    def _native(self, page: int) -> Evidence | None:
        """Returns the native page, where it is read as it is displayed."""
        own = (one for one in self.sheets if one.page == page and not one.left)
        return next((one for one in own if one.frame.to_display == IDENTITY), None)

    def regions(self, sheet: int, box: Box[Level]) -> tuple[Region, ...]:
        """Returns what a part of a sheet is in the source: a part of a page, or cells and tokens.

        Those of a flow lie with their middle in the part.
        """
        if self.is_paged:
            shown = self.sheets[sheet]
            return (Region(page=shown.page, box=shown.displayed(box)),)
        return tuple(dict.fromkeys(piece.region for piece in self.found_at[sheet].amid(box)))


def surface_of(document: Document, domain: Domain) -> Surface:
    """Returns the surface of an opened source.

    Args:
        document: With evidence of its native pages.
        domain: Takes every figure of the forms.
    """
    sheets: list[Evidence] = []
    pieces: list[tuple[Piece, ...]] = []
    for page in document.evidence:
        for part in parts_of(page):
            sheets.append(part)
            pieces.append(())
    for made in set_pages(document, domain):
        for part in parts_of(made.evidence):
            sheets.append(part)
            pieces.append(made.pieces)
    bare = replace(document, blocks=(), flow="", evidence=())
    return Surface(tuple(sheets), tuple(pieces), bare)


def _away(sheet: Evidence, spot: Spot) -> float:
    """Returns how far a point lies from what a sheet shows: of the parts of a page one is near."""
    if not sheet.glyphs:
        return float("inf")
    x0, x1 = min(g.x0 for g in sheet.glyphs), max(g.x1 for g in sheet.glyphs)
    top, bottom = min(g.top for g in sheet.glyphs), max(g.bottom for g in sheet.glyphs)
    across = max(x0 - spot.x, 0.0, spot.x - x1)
    return across + max(top - spot.y, 0.0, spot.y - bottom)
