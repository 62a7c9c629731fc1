"""Reads one page that is a picture into lines and grids in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import cv2
import numpy as np

from ..document import Block, Grid, GridCell, Paragraph, Region
from ..geometry import Box, Displayed, Level, LevelPixels, hull
from ..grids.lattice import Lattice, LatticeCell, make_lattice
from ..grids.ruled_lines import ConnectedRules, connect_rules, join_rules
from .detected_lines import find_words, make_lines, spaced
from .orientation import ways_up
from .page_image.cleaning import CleanPage, clean_page
from .page_image.deskew import Turned, quarter_turned, turned_level, warped
from .page_image.foreground import Foreground, find_ink
from .page_image.parting import parts_of
from .page_image.rulings import Rulings, find_rulings, straightening
from .page_image.seals import Colours
from .page_image.streaks import part_streaks, sideways_boxes, without
from .page_image.taken_ink import may_be_stroke, may_hide_figure
from .print_reading import ReadText, doubted, is_recognised_figure, read_cells, read_lines
from .print_weight import odd_weights
from .recognition import Gray
from .unruled import unruled_lattices

_LEAST_WIDE, _LEAST_HIGH = 60.0, 12.0
"""Points: smaller figures of lines are no tables."""

_ENOUGH_ROWS = 6
"""Of a table: a rule between columns is seen in more than one of so many."""

_RIM = 2.0
"""Points from the rules of a cell within which ink may be theirs."""

_INK = 150
"""Brightness: what is darker in a cleaned page is print."""

_UPRIGHT = 0.8
"""How well the texts of a page are read, on average, that is the right way up."""

_BLANK = 0.001
"""The share of ink up to which a page without text is a blank one."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as scanned.

    Attributes:
        picture: In grey or in colours.
        unit: Pixels to a point of print: what is ten points high on paper is ten units high.
        index: Of the page, from 0.
        across, down: Points of the page as displayed to a pixel.
    """

    picture: Colours | Gray
    unit: float
    index: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class ScanContent:
    """What a scanned page prints.

    Attributes:
        blocks: In reading order; regions are on the page as scanned.
        is_read: False where there is ink and nothing of it could be read.
    """

    blocks: tuple[Block, ...]
    is_read: bool


def read_scan(scan: Scan, *, is_upright: bool = False) -> ScanContent:
    """Returns what a scanned page prints, also of one that lies on its side or upside down.

    Args:
        scan: The page.
        is_upright: It is known to lie neither way: the headers of a small part may be set upright.
    """
    clean = clean_page(scan.picture, scan.unit)
    page = clean.picture
    readings: list[_Reading] = []
    for quarters in (0,) if is_upright else ways_up(page, scan.unit):
        readings.append(_read_turned(scan, clean, quarters))
        if readings[-1].is_blank or readings[-1].sure >= _UPRIGHT:
            break
    return max(readings, key=lambda reading: reading.sure).content()


def read_ruled(scan: Scan) -> tuple[Grid, ...]:
    """Returns the ruled tables of a picture that stands upright; what else it shows is left out."""
    clean = clean_page(scan.picture, scan.unit)
    turned, rulings = _straight(clean.picture, scan.unit)
    lattices = _lattices(turned, connect_rules(*map(join_rules, rulings.rules(turned.unit))))
    return tuple(_grid(scan, turned, rulings, lattice, [], clean.taken) for lattice in lattices)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as read one way up; ``sure`` is how well its texts are read, 0 to 1."""

    blocks: tuple[Block, ...]
    sure: float
    is_blank: bool

    def content(self) -> ScanContent:
        return ScanContent(self.blocks, bool(self.blocks) or self.is_blank)


def _read_turned(scan: Scan, page: CleanPage, quarters: int) -> _Reading:
    """Returns a cleaned page as read when it is turned clockwise by quarters."""
    picture, back = quarter_turned(page.picture, quarters)
    turned, rulings = _straight(picture, scan.unit)
    turned = replace(turned, back=back @ turned.back)
    connected_rules = connect_rules(*map(join_rules, rulings.rules(turned.unit)))
    lattices = _lattices(turned, connected_rules)
    texts: list[_Text] = []
    grids = [_grid(scan, turned, rulings, lattice, texts, page.taken) for lattice in lattices]
    rest = _without_tables(turned, rulings, lattices)
    lines = _lines(turned, rest, texts)
    words = [word for line in lines for word in line]
    more = unruled_lattices(words, connected_rules, [lattice.box for lattice in lattices])
    grids += [_grid(scan, turned, None, lattice, texts, page.taken) for lattice in more]
    placed: list[tuple[float, float, Block]] = [
        (lattice.box.top, lattice.box.x0, grid)
        for lattice, grid in zip((*lattices, *more), grids, strict=True)
    ]
    placed += _paragraphs(scan, turned, lines, more)
    placed.sort(key=lambda place: place[:2])
    is_blank = not placed and np.count_nonzero(rest < _INK) < _BLANK * rest.size
    return _Reading(tuple(block for *_, block in placed), _sureness(texts), bool(is_blank))


class _Text(NamedTuple):
    """One text as read: its length in characters and how sure it is."""

    length: int
    sure: float


def _sureness(texts: list[_Text]) -> float:
    """Returns how well the texts of a page are read, on average."""
    count = sum(text.length for text in texts)
    return sum(text.length * text.sure for text in texts) / count if count else 0.0


def _without_tables(turned: Turned, rulings: Rulings, lattices: list[Lattice]) -> Gray:
    """Returns the picture of a page with its tables and rulings painted white."""
    rest = turned.picture.copy()
    spare = round(1.5 * turned.unit)
    for lattice in lattices:
        x0, top, x1, bottom = (round(edge * turned.unit) for edge in lattice.box)
        rest[max(0, top - spare) : bottom + spare, max(0, x0 - spare) : x1 + spare] = 255
    rest[rulings.mask > 0] = 255
    return rest


def _straight(page: Gray, unit: float) -> tuple[Turned, Rulings]:
    """Returns the page turned level and freed of the slant that its rulings show."""
    turned = turned_level(page, unit)
    rulings = find_rulings(turned.picture, unit)
    more = straightening(rulings, unit)
    if more is None:
        return _without_streaks(turned, rulings)
    turned = warped(page, unit, turned.back @ more)
    return _without_streaks(turned, find_rulings(turned.picture, unit))


def _without_streaks(turned: Turned, rulings: Rulings) -> tuple[Turned, Rulings]:
    """Returns the page without the streaks of a scanner that were taken for rulings."""
    unit = turned.unit
    picture = turned.picture
    sideways = np.ascontiguousarray(picture.T)
    horizontal = part_streaks(picture, rulings.horizontal, rulings.vertical, unit)
    vertical = part_streaks(sideways, rulings.vertical, rulings.horizontal, unit)
    doubtful = horizontal.doubtful + sideways_boxes(vertical.doubtful)
    touched = horizontal.touched + sideways_boxes(vertical.touched)
    if horizontal.streaks or vertical.streaks:
        mask, sideways_mask = rulings.mask, np.ascontiguousarray(rulings.mask.T)
        for streak in vertical.streaks:
            sideways, sideways_mask = without(sideways, sideways_mask, streak, unit)
        picture, mask = np.ascontiguousarray(sideways.T), np.ascontiguousarray(sideways_mask.T)
        for streak in horizontal.streaks:
            picture, mask = without(picture, mask, streak, unit)
        turned = replace(turned, picture=picture)
        rulings = Rulings(horizontal.rules, vertical.rules, mask)
    return turned, replace(rulings, doubtful=doubtful, touched=touched)


def _lattices(turned: Turned, connected_rules: Sequence[ConnectedRules]) -> list[Lattice]:
    """Returns the tables of a page by their connected rules, in points of the page turned level."""
    inked = cv2.integral(np.asarray(turned.picture < _INK, np.uint8))
    tall, wide = turned.picture.shape

    def holds_ink(box: Box[Level]) -> bool:
        x0, top, x1, bottom = (round(edge * turned.unit) for edge in box)
        x0, x1 = max(0, min(x0 + 4, wide)), max(0, min(x1 - 4, wide))
        top, bottom = max(0, min(top + 4, tall)), max(0, min(bottom - 4, tall))
        if x0 >= x1 or top >= bottom:
            return False
        return bool(
            inked[bottom, x1] - inked[top, x1] - inked[bottom, x0] + inked[top, x0] > turned.unit**2
        )

    found = [make_lattice(connected, holds_ink) for connected in connected_rules]
    return [
        lattice
        for lattice in found
        if lattice is not None
        and lattice.box.width >= _LEAST_WIDE
        and lattice.box.height >= _LEAST_HIGH
    ]


def _grid(
    scan: Scan,
    turned: Turned,
    rulings: Rulings | None,
    lattice: Lattice,
    texts: list[_Text],
    taken: Gray | None,
) -> Grid:
    """Returns a table as read, ruled or not; what its cells say is added to the texts."""
    places = _read_places(turned, rulings, lattice)
    texts += [_Text(len(read.text), read.confidence) for _, read in places if read.text]
    sure = partial(_as_sure, turned=turned, rulings=rulings, taken=taken)
    places = [(cell, sure(read, lattice.cell_box(cell))) for cell, read in places]
    if rulings is not None:
        places = _without_lone_rules(places, lattice)
    cells = tuple(
        GridCell(
            cell.row,
            cell.column,
            read.text,
            Region(scan.index, _displayed(scan, turned, lattice.cell_box(cell))),
            cell.row_span,
            cell.column_span,
            round(read.confidence, 4),
            read.alternatives,
            read.legible,
            (lattice.xs[cell.column], lattice.xs[cell.column + cell.column_span]),
        )
        for cell, read in places
    )
    hull = _displayed(scan, turned, lattice.box, whole=True)
    region = Region(scan.index, hull)
    ruled = rulings is not None
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, region, ruled)


def _without_lone_rules(
    places: list[tuple[LatticeCell, ReadText]], lattice: Lattice
) -> list[tuple[LatticeCell, ReadText]]:
    """Returns the cells of a table, those in doubt that an upright rule parts in their row alone:
    a stroke of the pen through a figure looks like one.
    """
    if len(lattice.ys) - 1 < _ENOUGH_ROWS:
        return places
    rows: dict[int, set[int]] = {}
    for cell, _ in places:
        rows.setdefault(cell.column, set()).update(range(cell.row, cell.row + cell.row_span))
    lone = {(column, row) for column, several in rows.items() if len(several) == 1
            for row in several}  # fmt: skip
    return [
        (cell, doubted(read))
        if {(cell.column, cell.row), (cell.column + cell.column_span, cell.row)} & lone
        else (cell, read)
        for cell, read in places
    ]


def _as_sure(
    read: ReadText,
    box: Box[Level],
    *,
    turned: Turned,
    rulings: Rulings | None,
    taken: Gray | None,
) -> ReadText:
    """Returns what a cell says, doubted where its place is a guess or its ink may say other."""
    if (
        rulings is None  # then every place is a guess
        or _is_over(box, rulings, turned, read)
        or (taken is not None and _is_taken_from(turned, box, taken, read))
    ):
        return doubted(read)
    return read


def _is_taken_from(turned: Turned, box: Box[Level], taken: Gray, read: ReadText) -> bool:
    """Was ink taken out of a cell, as that of a seal, that may say other than what is read?"""
    within = Box[Level](box.x0 + _RIM, box.top + _RIM, box.x1 - _RIM, box.bottom - _RIM)
    if within.width <= 0 or within.height <= 0:
        return False
    place = turned.box(within.scaled(turned.unit, turned.unit, LevelPixels))
    x0, top, x1, bottom = (round(edge) for edge in place)
    part = taken[max(0, top) : bottom, max(0, x0) : x1]
    if not read.text:
        return may_hide_figure(part, turned.unit)
    return is_recognised_figure(read.text) and may_be_stroke(part, turned.unit)


def _is_over(box: Box[Level], rulings: Rulings, turned: Turned, read: ReadText) -> bool:
    """Does a cell reach into a place where print runs across a line, or a figure touches one that
    may be a stroke of the pen?
    """
    may_be_figure = not read.text or is_recognised_figure(read.text)
    place = box.scaled(turned.unit, turned.unit, LevelPixels)
    return any(
        min(place.x1, other.x1) - max(place.x0, other.x0) > 1
        and min(place.bottom, other.bottom) - max(place.top, other.top) > 1
        for other in rulings.doubtful + (rulings.touched if may_be_figure else ())
    )


def _read_places(
    turned: Turned, rulings: Rulings | None, lattice: Lattice
) -> list[tuple[LatticeCell, ReadText]]:
    """Returns the cells of a table in row-major order and what they say.

    A cell that may be several stands for them where all of them but the first hold figures.
    """
    cells = list(lattice.cells)
    foregrounds = [_foreground(turned, rulings, lattice, cell) for cell in cells]
    parts = [
        parts_of(lattice, cell, foreground, turned.unit) if rulings is not None else []
        for cell, foreground in zip(cells, foregrounds, strict=True)
    ]
    more = [part for several in parts for part in several]
    foregrounds += [_foreground(turned, rulings, lattice, part) for part in more]
    reads = read_cells(foregrounds, turned.unit)
    said = [read.text for read in reads[: len(cells)]]
    for at in odd_weights(foregrounds, said, [(cell.row, cell.column) for cell in cells]):
        reads[at] = doubted(reads[at])
    following = iter(reads[len(cells) :])
    places: list[tuple[LatticeCell, ReadText]] = []
    for cell, read, several in zip(cells, reads, parts, strict=False):
        parted = [(part, next(following)) for part in several]
        printed = [said for _, said in parted if said.text or not said.legible]
        if several and all(is_recognised_figure(said.text) for said in printed[1:]):
            places += [(part, doubted(said)) for part, said in parted]
        else:
            places.append((cell, read))
    return sorted(places, key=lambda place: (place[0].row, place[0].column))


def _foreground(
    turned: Turned, rulings: Rulings | None, lattice: Lattice, cell: LatticeCell
) -> Foreground:
    x0, top, x1, bottom = (round(edge * turned.unit) for edge in lattice.cell_box(cell))
    place = (slice(max(0, top), bottom), slice(max(0, x0), x1))
    mask = None if rulings is None else rulings.mask[place]
    return find_ink(turned.picture[place], mask, turned.unit)


Word = tuple[str, Box[Level]]
"""A text and its box in points of the page turned level."""


def _lines(turned: Turned, rest: Gray, texts: list[_Text]) -> list[list[Word]]:
    """Returns the words outside of ruled tables, line by line; what they say is added to the
    texts.
    """
    lines = make_lines(find_words(rest, turned.unit))
    guesses = read_lines([rest[y0:y1, x0:x1] for line in lines for x0, y0, x1, y1 in line])
    texts += [_Text(len(guess.text), guess.sure) for guess in guesses if guess.text]
    following = iter(guesses)
    unit = turned.unit
    return [
        [
            (next(following).text, Box(x0 / unit, top / unit, x1 / unit, bottom / unit))
            for x0, top, x1, bottom in line
        ]
        for line in lines
    ]


def _paragraphs(
    scan: Scan, turned: Turned, lines: list[list[Word]], tables: Sequence[Lattice]
) -> list[tuple[float, float, Block]]:
    """Returns the lines of text outside of all tables, with their tops and lefts in points."""
    placed: list[tuple[float, float, Block]] = []
    for line in lines:
        words = [word for word in line if not any(t.box.owns(*word[1].middle) for t in tables)]
        text = spaced(words)
        if text:
            box = hull([box for _, box in words])
            region = Region(scan.index, _displayed(scan, turned, box))
            placed.append((box.top, box.x0, Paragraph(text, region, recognised=True)))
    return placed


def _displayed(
    scan: Scan, turned: Turned, box: Box[Level], *, whole: bool = False
) -> Box[Displayed]:
    """Returns a box of the page turned level, on the page as displayed."""
    pixels = box.scaled(turned.unit, turned.unit, LevelPixels)
    scanned = turned.hull(pixels) if whole else turned.box(pixels)
    return scanned.scaled(scan.across, scan.down, Displayed)
