"""Sets what has no pages of print as sheets of characters and rules, for the registration.

A web page, a Word file, a sheet and a text have cells or tokens instead of places, a scan has cells
that were recognised. Their characters are set where these stand to each other, so that one
registration reads all of them; each piece knows the cell that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...documents.document import Block, Document, Grid, GridCell, Paragraph, Region
from ...documents.evidence import Evidence, Glyph
from ...documents.geometry import IDENTITY, Box, Frame, Level
from ...documents.grids.ruled_lines import Rule
from ...documents.means import PartAgain
from ...doubts import LIKELIER
from ...forms import Domain
from ..alignment.lines import find_lines

EM = 10.0
"""Points: the size of what is set."""

_WIDEST = 12
"""Characters of a line of a cell."""

_LEAD, _GAP = 14.0, 10.0
"""Points from line to line, and on both sides of a cell together."""

_CAPTIONS = 3
"""Paragraphs above a grid that are set with it."""

_LONGEST = 60
"""Characters: a longer paragraph is running text and no part of a table."""

_LABEL_ROOM, _FIGURE_ROOM = 420.0, 70.0
"""Points: where figures of running text begin, and how far apart they are set."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell or a token of the source, and where it is set.

    Attributes:
        box: On its sheet.
        region: In the source.
        notes, doubt, alternatives, confidence, legible: As in ``GridCell``.
    """

    box: Box[Level]
    text: str
    region: Region
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    legible: bool = True
    doubt: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetSheet:
    """A sheet that was set: what it shows, and the pieces it is set of."""

    evidence: Evidence
    pieces: tuple[Piece, ...]


def set_pages(document: Document, domain: Domain) -> tuple[SetSheet, ...]:
    """Returns the sheets of what a document says without showing it as characters.

    Args:
        document: Its native pages, of which there is evidence, are left out.
        domain: Takes every figure of the forms.
    """
    if document.pages:
        native = {page.page for page in document.evidence}
        pages = [page for page in document.pages if page.index not in native]
        made = (_page(document.blocks, page.index, page.width, page.height) for page in pages)
        return tuple(sheet for sheet in made if sheet.pieces)
    return tuple(_numbered(_flow(document, domain)))


def set_part(part: PartAgain) -> SetSheet:
    """Returns a part of a page as it was read again."""
    frame = part.frame
    made = _page(part.blocks, part.page, frame.width, frame.height)
    pieces = tuple(
        replace(
            piece,
            region=_shown(piece.region, frame),
            doubt=part.doubt if piece.doubt in ("", "picture") else piece.doubt,
            confidence=min(piece.confidence, part.sure),
        )
        for piece in made.pieces
    )
    return SetSheet(replace(made.evidence, frame=frame), pieces)


def _shown(region: Region, frame: Frame) -> Region:
    """Returns a place of a part that was read again, on the page as displayed."""
    if region.box is None:
        return region
    return replace(region, box=frame.displayed(Box[Level](*region.box)))


def _numbered(sheets: Iterable[_Setting]) -> Iterator[SetSheet]:
    for at, sheet in enumerate(sheets):
        yield sheet.finished(at)


@dataclass
class _Setting:
    """A sheet while it is set; ``down`` is where the next line goes."""

    pieces: list[Piece] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    down: float = 0.0
    wide: float = 0.0

    def put(self, piece: Piece, lines: Sequence[str]) -> None:
        """Sets the lines of a piece in the middle of its box."""
        box = piece.box
        count = max(len(lines), 1)
        longest = max(map(len, lines), default=1) or 1
        size = min(EM, box.height / count, max(box.width, 1.0) / longest)
        lead = box.height / count
        for at, line in enumerate(lines):
            foot = box.top + lead * (at + 0.5) + size / 2
            left = (box.x0 + box.x1 - size * len(line)) / 2
            self.glyphs += [
                Glyph(text, left + size * k, foot - size, left + size * (k + 1), foot, size)
                for k, text in enumerate(line)
                if not text.isspace()
            ]
        self.pieces.append(piece)

    def rule(self, box: Box[Level]) -> None:
        """Draws the frame of a cell."""
        self.horizontal += [Rule(y, box.x0, box.x1) for y in (box.top, box.bottom)]
        self.vertical += [Rule(x, box.top, box.bottom) for x in (box.x0, box.x1)]

    def line(self, text: str, region: Region) -> None:
        """Sets a line of its own."""
        width = EM * max(len(text), 1)
        box = Box[Level](0.0, self.down, width, self.down + _LEAD)
        self.put(Piece(box, text, region), [text])
        self.down += _LEAD
        self.wide = max(self.wide, width)

    def finished(self, index: int, size: tuple[float, float] | None = None) -> SetSheet:
        """Returns the sheet; one of a flow has white above and below, as pages have."""
        margin = 0.0 if size else 0.2 * self.down + 20.0
        width, height = size or (self.wide, self.down + 2 * margin)
        frame = Frame(width, height, IDENTITY)
        evidence = Evidence(
            index,
            frame,
            tuple(g._replace(top=g.top + margin, bottom=g.bottom + margin) for g in self.glyphs),
            tuple(_joined(rule._replace(at=rule.at + margin) for rule in self.horizontal)),
            tuple(
                _joined(
                    rule._replace(start=rule.start + margin, end=rule.end + margin)
                    for rule in self.vertical
                )
            ),
        )
        pieces = tuple(replace(one, box=one.box.moved(0.0, margin)) for one in self.pieces)
        return SetSheet(evidence, pieces)


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yields rules with those made one that go on from each other."""
    last: Rule | None = None
    for rule in sorted(rules):
        if last is not None and abs(rule.at - last.at) < 0.5 and rule.start <= last.end + 1.0:
            last = last._replace(end=max(last.end, rule.end))
            continue
        if last is not None:
            yield last
        last = rule
    if last is not None:
        yield last


def _page(blocks: Sequence[Block], page: int, width: float, height: float) -> SetSheet:
    """Returns a page whose cells were recognised, set where they stand."""
    sheet = _Setting()
    for block in blocks:
        if block.region.page != page or block.region.box is None:
            continue
        if isinstance(block, Paragraph):
            box = Box[Level](*block.region.box)
            piece = Piece(box, block.text, block.region)
            if block.recognised:  # nothing says how well: no figure of it may pass for certain
                piece = replace(piece, confidence=LIKELIER, doubt="picture")
            sheet.put(piece, block.text.split("\n"))
            continue
        for cell in block.cells:
            if cell.region.box is None:
                continue
            box = Box[Level](*cell.region.box)
            sheet.put(_piece(cell, box), cell.text.split("\n") if cell.text else [])
            if block.ruled:
                sheet.rule(box)
    return sheet.finished(page, (width, height))


def _piece(cell: GridCell, box: Box[Level]) -> Piece:
    return Piece(
        box,
        cell.text,
        cell.region,
        cell.confidence,
        cell.alternatives,
        cell.legible,
        cell.doubt,
        cell.notes,
    )


def _flow(document: Document, domain: Domain) -> Iterator[_Setting]:
    """Yields a sheet for each grid, with its caption, and for each stretch of running text."""
    text: list[int] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            text.append(at)
            continue
        captions = [document.blocks[one] for one in text[-_CAPTIONS:]]
        if len(text) > _CAPTIONS:
            yield from _text(document, text[:-_CAPTIONS], domain)
        text = []
        yield _grid(block, [one for one in captions if isinstance(one, Paragraph)])
    yield from _text(document, text, domain)


def _text(document: Document, at: Sequence[int], domain: Domain) -> Iterator[_Setting]:
    """Yields the sheet of running text, its figures one below the other by their order."""
    blocks = tuple(document.blocks[one] for one in at)
    lines = find_lines(replace(document, blocks=blocks), domain)
    if not any(len(line.slots) > 1 for line in lines):
        return
    sheet = _Setting()
    for line in lines:
        label = line.texts[0][:_LONGEST]
        rows = [label[k : k + _WIDEST * 3] for k in range(0, len(label), _WIDEST * 3)] or [""]
        height = _LEAD * len(rows)
        box = Box[Level](0.0, sheet.down, EM * max(map(len, rows)), sheet.down + height)
        sheet.put(Piece(box, label, line.region), rows)
        for k, slot in enumerate(line.slots):
            left = _LABEL_ROOM + _FIGURE_ROOM * k
            place = Box[Level](left, sheet.down, left + _FIGURE_ROOM, sheet.down + height)
            sheet.put(Piece(place, slot.text, slot.region), [slot.text])
            sheet.wide = max(sheet.wide, place.x1)
        sheet.down += height
    yield sheet


def _grid(grid: Grid, captions: Sequence[Paragraph]) -> _Setting:
    sheet = _Setting()
    for caption in captions:
        if len(caption.text) <= _LONGEST:
            sheet.line(caption.text, caption.region)
    wrapped = {id(cell): list(_wrapped(cell.text)) for cell in grid.cells}
    across = _edges(
        grid.columns,
        [
            (cell.column, cell.column_span, EM * max(map(len, wrapped[id(cell)]), default=1) + _GAP)
            for cell in grid.cells
        ],
    )
    down = _edges(
        grid.rows,
        [(cell.row, cell.row_span, _LEAD * max(len(wrapped[id(cell)]), 1)) for cell in grid.cells],
    )
    for cell in grid.cells:
        right = min(cell.column + cell.column_span, grid.columns)
        below = min(cell.row + cell.row_span, grid.rows)
        box = Box[Level](
            across[cell.column],
            sheet.down + down[cell.row],
            across[right],
            sheet.down + down[below],
        )
        sheet.put(_piece(cell, box), wrapped[id(cell)])
        if grid.ruled:
            sheet.rule(box)
    sheet.down += down[-1]
    sheet.wide = max(sheet.wide, across[-1])
    return sheet


def _edges(count: int, wanted: Sequence[tuple[int, int, float]]) -> list[float]:
    """Returns where columns, or rows, begin and end: (first, how many, room) of each cell."""
    rooms = [EM] * count
    for first, span, room in sorted(wanted, key=lambda one: one[1]):
        own = range(first, min(first + span, count))
        lacking = room - sum(rooms[at] for at in own)
        for at in own:
            rooms[at] += max(lacking, 0.0) / len(own)
    edges = [0.0]
    for room in rooms:
        edges.append(edges[-1] + room)
    return edges


def _wrapped(text: str) -> Iterator[str]:
    """Yields the lines of a cell; figures are never broken."""
    for line in text.split("\n") if text else ():
        if line.isascii() or len(line) <= _WIDEST:
            yield line
        else:
            starts = [*range(0, len(line), _WIDEST), len(line)]
            yield from (line[a:b] for a, b in pairwise(starts))
