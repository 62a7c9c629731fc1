"""Reads one page of a PDF into lines and grids in reading order."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..characters import UNKNOWN, Character
from ..document import Block, Grid, Paragraph, Region
from ..evidence import Evidence, Glyph
from ..geometry import Box, Displayed, Frame, Level, UserBox, displayed_frame
from ..grids.cells import make_grid
from ..grids.lattice import Lattice, make_lattice
from ..grids.note_marks import Notes, find_notes
from ..grids.ruled_lines import ConnectedRules, Rule, connect_rules, join_rules
from ..grids.stacked_rows import is_stacked
from ..grids.text_lines import TextLine, directed_lines, parted
from ..grids.unruled_columns import find_lattices
from ..vocabulary import says_nothing
from ..witness import PageInk
from .annotations import NO_REMARKS, Remarks
from .character_reader import is_drawn_by_file, read_characters
from .painting.drawing import Drawing, read_drawing
from .painting.optional_content import switched_off
from .painting.overlays import without_overlays
from .painting.page_foreground import read_ink
from .painting.strikethrough import find_struck
from .painting.visibility import visible_characters
from .pdfium_calls import handle
from .prose_page import LITTLE_TEXT, plain_lines
from .scanned_page import Hidden

LARGE_PICTURE = 0.25
"""Share of the page's area from which a picture may be a scan of the page."""

_MANY_SHAPES = 300
"""Figures that are not straight, on a page without text: its characters are outlined."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page prints.

    Attributes:
        width, height: As displayed, in PDF points.
        blocks: In reading order.
        is_read: False where it is a picture.
        is_shown: False where a picture of it does not show what it prints: characters that the
            file neither names nor carries the glyphs of.
        is_unmapped: Is it a text of which most cannot be read, since fonts name no characters?
        hidden: What such a page holds for searching and does not show.
        evidence: What its tables are told from, where they are wanted and it is read.
    """

    width: float
    height: float
    blocks: tuple[Block, ...]
    is_read: bool = True
    is_shown: bool = True
    is_unmapped: bool = False
    hidden: tuple[Hidden, ...] = ()
    evidence: Evidence | None = None
    ink: PageInk | None = None


@dataclass(frozen=True, slots=True)
class _Aside:
    """Characters that a page shows and that are said by no cell: crossed out, and notes."""

    struck: tuple[Character, ...]
    notes: Notes


def read_page(
    page: pdfium.PdfPage,
    index: int,
    wants_grids: Callable[[str], bool] | None,
    remarks: Remarks = NO_REMARKS,
) -> PageContent:
    """Returns what a page prints, its tables as grids where they are wanted.

    Args:
        page: pdfium's page.
        index: From 0.
        wants_grids: Says of the page's text whether its tables are wanted; None: they are.
        remarks: What annotations mark on it.
    """
    shown = displayed_frame_of(page)
    with closing(page.get_textpage()) as text_page:
        text = "" if wants_grids is None else text_page.get_text_range()
        wanted = wants_grids is None or wants_grids(text)
        if not wanted and not remarks.struck and not says_nothing(text):
            lines = plain_lines(handle(text_page), text, handle(page), shown, index)
            if lines is not None:
                return PageContent(shown.width, shown.height, lines)
        held, printed, drawing, frame = _layers_of(page, handle(text_page), shown)
    vertical = join_rules(drawing.vertical)
    struck, horizontal = _struck(printed, join_rules(drawing.horizontal), vertical, remarks, frame)
    characters = _without(printed, struck)
    connected_rules = connect_rules(horizontal, vertical) if wanted else []
    lattices = _ruled_lattices(connected_rules, characters)
    characters = without_overlays(characters, lattices, drawing.shapes)
    notes = find_notes(characters)
    characters = _without(characters, notes.all)
    aside = _Aside(tuple(struck), notes)
    is_read = not _is_picture(characters, drawing, frame)
    evidence = (
        _evidence(characters, horizontal, vertical, index, frame) if wanted and is_read else None
    )
    fill = partial(_fill, drawing=drawing, aside=aside, index=index, frame=frame)
    if wanted:
        grids, rest = _with_unruled(lattices, connected_rules, characters, fill)
    else:
        grids, rest = fill(lattices, characters, ruled=True)
    blocks = _in_order(grids, rest, index, frame)
    if is_read:
        ink = None
        if wanted:
            rules = [Box[Level](one.start, one.at, one.end, one.at) for one in horizontal]
            rules += [Box[Level](one.at, one.start, one.at, one.end) for one in vertical]
            ink = read_ink(page, printed, drawing.shapes, rules, frame, shown.width)
            boxes = (shown.displayed(shown.read(box)) for box in remarks.overdrawn)
            ink = replace(ink, overdrawn=tuple(boxes))
        return PageContent(shown.width, shown.height, blocks, ink=ink, evidence=evidence)
    is_shown = all(map(is_drawn_by_file, {c.run.handle for c in printed if c.text == UNKNOWN}))
    return PageContent(
        *(shown.width, shown.height, blocks),
        is_read=False,
        is_shown=is_shown,
        is_unmapped=_is_unmapped(characters),
        hidden=_hidden(held, frame),
    )


def _layers_of(
    page: pdfium.PdfPage, text_page: int, shown: Frame
) -> tuple[list[Character], list[Character], Drawing, Frame]:
    """Returns the characters of the layers that are switched on, those of them that are seen, what
    is drawn, and the frame in which all of it is read.
    """
    characters, frame = read_characters(text_page, shown)
    legible = {c.run.handle for c in characters}
    drawing = read_drawing(handle(page), frame, legible)
    if off := switched_off(page, drawing.layers):
        drawing = read_drawing(handle(page), frame, legible, off)
        characters = [c for c in characters if c.run.handle in drawing.texts]
    return characters, visible_characters(page, characters, drawing, frame), drawing, frame


def _without(characters: list[Character], left_out: Sequence[Character]) -> list[Character]:
    """Returns the characters of a page but for some of them; two may be alike."""
    if not left_out:
        return characters
    known = {id(character) for character in left_out}
    return [character for character in characters if id(character) not in known]


def _with_unruled(
    lattices: Sequence[Lattice],
    connected_rules: Sequence[ConnectedRules],
    characters: Sequence[Character],
    fill: Callable[..., tuple[list[Grid], list[Character]]],
) -> tuple[list[Grid], list[Character]]:
    """Returns the tables with rules, those without among the rest of the page, and what is left.

    A ruled table whose rows stand several in one cell is none: its rules part columns alone, and
    its rows are found as those of a table without rules are.
    """
    grids, rest = fill(lattices, characters, ruled=True)
    stacked = [lattices[at] for at, grid in enumerate(grids) if is_stacked(grid)]
    if stacked:
        lattices = [lattice for lattice in lattices if lattice not in stacked]
        grids, rest = fill(lattices, characters, ruled=True)
    taken = [lattice.box for lattice in lattices]
    unruled = find_lattices(rest, connected_rules, taken, stacked)
    more, rest = fill(unruled, rest, ruled=False)
    return grids + more, rest


def _struck(
    characters: Sequence[Character],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    remarks: Remarks,
    frame: Frame,
) -> tuple[list[Character], list[Rule]]:
    """Returns the characters that lines or annotations cross out, and the rules that do not."""
    struck, strikes = find_struck(characters, horizontal, vertical)
    boxes = [frame.read(box) for box in remarks.struck]
    known = {id(character) for character in struck}
    struck += (
        c for c in characters if id(c) not in known and any(box.contains(c.x, c.y) for box in boxes)
    )
    return struck, [rule for rule in horizontal if rule not in strikes]


def _evidence(
    characters: Sequence[Character],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    index: int,
    frame: Frame,
) -> Evidence:
    glyphs = tuple(
        Glyph(c.text, c.x0, c.top, c.x1, c.bottom, c.run.size)
        for c in characters
        if c.text != " " and c.run.is_level
    )
    return Evidence(index, frame, glyphs, tuple(horizontal), tuple(vertical))


def printed_lines(page: pdfium.PdfPage) -> list[list[tuple[str, Box[Displayed]]]]:
    """Returns the horizontal lines that a page holds: each character with its box as displayed."""
    with closing(page.get_textpage()) as text_page:
        characters, frame = read_characters(handle(text_page), displayed_frame_of(page))
    drawn = [c for c in characters if c.text != UNKNOWN]
    return [
        [(c.text, frame.displayed(c.box)) for c in line.characters]
        for line in directed_lines(drawn)
        if line.characters[0].run.is_level
    ]


def _hidden(held: Sequence[Character], frame: Frame) -> tuple[Hidden, ...]:
    return tuple(Hidden(c.text, frame.displayed(c.box)) for c in held if c.text != UNKNOWN)


def displayed_frame_of(page: pdfium.PdfPage) -> Frame:
    """Returns how a page is shown, before its text says which way it is read."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    visible = UserBox(box.left, box.bottom, box.right, box.top)
    return displayed_frame(visible, page.get_rotation() // 90)


def _ruled_lattices(
    connected_rules: Sequence[ConnectedRules], characters: Sequence[Character]
) -> list[Lattice]:
    def holds_text(box: Box[Level]) -> bool:
        return any(box.owns(c.x, c.y) for c in characters if c.text != " ")

    lattices = (make_lattice(connected, holds_text) for connected in connected_rules)
    return sorted(
        (lattice for lattice in lattices if lattice is not None),
        key=lambda lattice: lattice.box.area,
    )


def _fill(
    lattices: Sequence[Lattice],
    characters: list[Character],
    drawing: Drawing,
    aside: _Aside,
    index: int,
    frame: Frame,
    *,
    ruled: bool,
) -> tuple[list[Grid], list[Character]]:
    """Returns the lattices as grids, in their order, inner ones first, and the characters that
    stand in none.
    """
    grids: list[Grid] = []
    shapes = [*drawing.shapes, *(picture.box for picture in drawing.pictures)]
    for lattice in lattices:
        grid, characters = make_grid(
            lattice,
            characters,
            shapes,
            index,
            frame,
            struck=aside.struck,
            notes=aside.notes,
            ruled=ruled,
        )
        grids.append(grid)
    return grids, characters


def _is_picture(characters: Sequence[Character], drawing: Drawing, frame: Frame) -> bool:
    """Is the page a scan, or a text that only shows and can't be read?"""
    if _is_unmapped(characters):
        return True
    if sum(c.text not in (" ", UNKNOWN) for c in characters) >= LITTLE_TEXT:
        return False
    covered = sum(picture.box.area for picture in drawing.pictures)
    return covered > LARGE_PICTURE * frame.box.area or len(drawing.shapes) > _MANY_SHAPES


def _is_unmapped(characters: Sequence[Character]) -> bool:
    """Is most of the text no characters, or codes of glyphs that stand for none?"""
    printed = [c.text for c in characters if c.text != " "]
    unknown = sum(text == UNKNOWN for text in printed)
    return unknown * 2 > len(printed) or says_nothing("".join(printed))


def _in_order(
    grids: Sequence[Grid], characters: Sequence[Character], index: int, frame: Frame
) -> tuple[Block, ...]:
    """Returns grids and lines by their tops on the page as read."""
    boxes = [frame.as_read(grid.region.box) for grid in grids if grid.region.box is not None]
    placed: list[tuple[float, float, Block]] = [
        (box.top, box.x0, grid) for box, grid in zip(boxes, grids, strict=True)
    ]
    for part in _parted(characters, boxes):
        lines = (piece for line in directed_lines(part) for piece in _pieces(line))
        for line in lines:
            region = Region(page=index, box=frame.displayed(line.box))
            placed.append((line.box.top, line.box.x0, Paragraph(line.text, region)))
    placed.sort(key=lambda place: place[:2])
    return tuple(block for *_, block in placed)


def _pieces(line: TextLine) -> list[TextLine]:
    return parted(line) if line.characters[0].run.is_level else [line]


def _parted(characters: Sequence[Character], boxes: Sequence[Box[Level]]) -> list[list[Character]]:
    """Returns the characters in parts: left of a grid, right of it, and level with none."""
    if not boxes:
        return [list(characters)]
    sides: dict[tuple[int, ...], list[Character]] = {}
    for character in characters:
        side = tuple(
            index if character.x < x0 else -index
            for index, (x0, top, _, bottom) in enumerate(boxes, 1)
            if top < character.y < bottom
        )
        sides.setdefault(side, []).append(character)
    return list(sides.values())
