"""Reads a page of plain text line by line, as pdfium has it, where nothing speaks against that.

To put characters together by where they stand costs many times as much, and a long report has
hundreds of pages besides those with tables.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import NamedTuple

from ..characters import UNKNOWN, Character, GlyphRun, character_in
from ..document import Paragraph, Region
from ..geometry import Frame, UserBox
from ..grids.ruled_lines import join_rules
from ..grids.text_lines import box_of, is_apart, make_lines, parted, share_line
from . import pdfium_calls as native
from .character_reader import glyph_matrix, meaning_of, run_of
from .painting.drawing import Drawing, read_drawing
from .painting.overlays import is_plain
from .painting.strikethrough import may_strike
from .painting.visibility import covers_of

LITTLE_TEXT = 50
"""Number of characters below which a page may be a picture with a heading or a page number beside
it."""

_BREAK = "\r\n"

_OVER = 0.3
"""Share of its width by which a text may begin to the left of where the last one ended; more, and
it is printed over it."""


class _Glyph(NamedTuple):
    """A character, its index on the page, and its text object; None of a space made up."""

    text: str
    at: int
    obj: int | None


_Piece = tuple[str, list[Character]]
"""A text, and those of its characters that show where it stands."""


def plain_lines(
    text_page: int, text: str, page: int, frame: Frame, index: int
) -> tuple[Paragraph, ...] | None:
    """Returns the lines of a page from top to bottom, or None where it must be read with care.

    Plain is a page of which every character is known, and level, in black, within its clip, under
    nothing and in no layer, and where no line stands beside or over another one.

    Args:
        text_page: pdfium's text page.
        text: All that it holds, as pdfium has it.
        page: pdfium's page.
        frame: Of the page as displayed.
        index: Of the page, from 0.
    """
    lines = _glyph_lines(text_page, text)
    if lines is None or sum(map(len, lines)) < LITTLE_TEXT:
        return None
    drawing = read_drawing(page, frame)
    if covers_of(drawing) or drawing.layers:
        return None
    places = _ProsePlaces(text_page, drawing, frame)
    found: list[list[_Piece]] = []
    for line in lines:
        pieces = places.pieces(line)
        if not pieces:
            return None
        found.append(pieces)
    found.sort(key=lambda pieces: pieces[0][1][0].y)
    firsts = [pieces[0][1][0] for pieces in found]
    if any(share_line(one, other) for one, other in pairwise(firsts)):
        return None
    placed = [(box_of(characters), text) for pieces in found for text, characters in pieces]
    rules = join_rules(drawing.horizontal), join_rules(drawing.vertical)
    if may_strike([box for box, _ in placed], *rules):
        return None
    placed.sort(key=lambda place: (place[0][1], place[0][0]))
    return tuple(
        Paragraph(text, Region(page=index, box=frame.displayed(box))) for box, text in placed
    )


class _ProsePlaces:
    """Tells where the lines of a page stand, and whether they are plain."""

    def __init__(self, text_page: int, drawing: Drawing, frame: Frame) -> None:
        self.text_page = text_page
        self.drawing = drawing
        self.frame = frame
        self.runs: dict[int, GlyphRun] = {}
        self.buffer = (ctypes.c_float * 4)()

    def pieces(self, glyphs: list[_Glyph]) -> list[_Piece]:
        """Returns a line in the parts that wide gaps keep asunder; none where it is not plain.

        Every character is placed only where there are gaps, else the ends of the text objects.
        """
        ends = self._placed(_ends(glyphs))
        if ends and not _has_gaps(glyphs, ends):
            return [("".join([glyph.text for glyph in glyphs]), ends)]
        lines = make_lines(self._placed(glyphs)) if ends else []
        if len(lines) != 1:
            return []
        return [(part.text, list(part.characters)) for part in parted(lines[0])]

    def _placed(self, glyphs: list[_Glyph]) -> list[Character]:
        """Returns the characters of a line that are printed; none where one does not plainly show
        or is printed over another.
        """
        characters: list[Character] = []
        for glyph in glyphs:
            if glyph.obj is None:
                continue
            character = self._character(glyph.text, glyph.at, glyph.obj)
            if character is None or (characters and _is_over(characters[-1], character)):
                return []
            characters.append(character)
        return characters

    def _character(self, text: str, at: int, obj: int) -> Character | None:
        """Returns a character with its place, None where it does not plainly show."""
        run = self.runs.get(obj)
        if run is None:
            matrix = glyph_matrix(self.text_page, at)
            run = run_of(self.text_page, obj, at, self.frame, len(self.runs), matrix)
            self.runs[obj] = run
        if not (run.drawn and is_plain(run)):
            return None
        if not native.char_box(self.text_page, at, ctypes.addressof(self.buffer)):
            return None
        left, high, right, low = self.buffer[:]
        character = character_in(text, self.frame.read(UserBox(left, low, right, high)), run)
        within = self.frame.box
        boxes = (within, self.drawing.clips.get(obj, within))
        shows = all(box.contains(character.x, character.y) for box in boxes)
        return character if shows else None


def _ends(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Returns the first and the last character of each text object in a line."""
    last = len(glyphs) - 1
    return [
        glyph
        for at, glyph in enumerate(glyphs)
        if at in (0, last)
        or glyph.obj not in (glyphs[at - 1].obj, None)
        or glyph.obj != glyphs[at + 1].obj
    ]


def _has_gaps(glyphs: list[_Glyph], ends: list[Character]) -> bool:
    """Returns whether a space is set in a line, or two text objects stand as far apart."""
    return any(glyph.text == " " for glyph in glyphs) or any(
        one.run is not other.run and is_apart(one, other) for one, other in pairwise(ends)
    )


def _is_over(last: Character, character: Character) -> bool:
    return character.x0 < last.x1 - _OVER * (last.x1 - last.x0)


def _glyph_lines(text_page: int, text: str) -> list[list[_Glyph]] | None:
    """Returns the lines that pdfium makes of a page; None where a character is not known."""
    count = native.char_count(text_page)
    unmapped_at, object_at = native.char_unmapped, native.char_object
    if len(text) != count or any(unmapped_at(text_page, at) == 1 for at in range(count)):
        return None
    meanings = {character: meaning_of(ord(character)) for character in set(text) - set(_BREAK)}
    if UNKNOWN in meanings.values() or "" in meanings.values():
        return None
    lines: list[list[_Glyph]] = []
    start = 0
    for line in text.split(_BREAK):
        kept = line.rstrip()
        first = start + len(line) - len(line.lstrip())
        lines.append(
            [
                _Glyph(meanings[text[at]], at, object_at(text_page, at))
                for at in range(first, start + len(kept))
            ]
        )
        start += len(line) + len(_BREAK)
    return [line for line in lines if line]
