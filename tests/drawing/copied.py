"""Draws reports as the text of a page comes out when it is copied: broken labels, lone figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from gouji.core.layout import FIGURE, LABEL, Place

from .report import FormTable, Part, PlainTable
from .text import TextStyle, encode, place_text, written

_NARROW = 4
"""Characters a line in the columns of group labels."""


@dataclass(frozen=True)
class CopiedRow:
    """One row: the lines of heads and group labels before it, its label, its figures."""

    before: tuple[str, ...]
    label: str
    figures: str
    room: int

    def lines(self, style: TextStyle) -> list[str]:
        """Returns the row's lines; an unbroken label has its figures on its line."""
        label = wrapped(self.label, self.room)
        if not self.figures:
            return [*self.before, *label]
        if len(label) == 1 and style.inline:
            return [*self.before, f"{label[0]} {self.figures}"]
        return [*self.before, *label, self.figures]

    def torn(self, number: Sequence[str]) -> list[str]:
        """Returns the row as a page break tears it: the label ends after the figures."""
        half = max(len(self.label) // 2, 1)
        return [*self.before, f"{self.label[:half]} {self.figures}", *number, self.label[half:]]


def draw_copied(parts: Sequence[Part], style: TextStyle, random: Random) -> bytes:
    """Returns the text of a document as a viewer copies it."""
    return encode(written(parts, lambda part: _copied(part, style, random)), style)


def wrapped(text: str, room: int) -> list[str]:
    """Returns the text in lines of so many characters."""
    return [text[at : at + room] for at in range(0, len(text), room)]


def _copied(part: FormTable | PlainTable, style: TextStyle, random: Random) -> list[str]:
    if isinstance(part, PlainTable):
        return [" ".join(row) for row in part.rows]
    rows = [_copied_row(part, row, style) for row in range(part.layout.rows)]
    blocks = [row.lines(style) for row in rows]
    if part.table.id == "t3" and (style.late_tail or style.shuffled):
        number = ["", f"— {random.randint(2, 9)} —", ""]
        whole = [at for at, row in enumerate(rows[:-1]) if row.figures and not rows[at + 1].before]
        at = random.choice(whole or [len(rows) - 2])
        if style.shuffled:
            blocks[at], blocks[at + 1] = blocks[at + 1], [*number, *blocks[at]]
        else:
            blocks[at] = rows[at].torn(number)
    return [line for block in blocks for line in block]


def _copied_row(part: FormTable, row: int, style: TextStyle) -> CopiedRow:
    places = sorted((p for p in part.layout.places if p.row == row), key=lambda p: p.column)
    printed = [part.texts[place.cell] for place in places if place.kind == FIGURE]
    words = [place for place in places if place.kind != FIGURE]
    if not printed and len(words) < 5 and part.table.id == "t2":
        return CopiedRow((" ".join(place_text(part, p, style) for p in words),), "", "", 1)
    own = words.pop() if words and words[-1].kind == LABEL and printed else None
    before = [line for place in words for line in _broken(part, place, style)]
    return CopiedRow(
        tuple(before),
        place_text(part, own, style) if own else "",
        " ".join(text for text in printed if text),
        style.wrap * own.column_span if own else 1,
    )


def _broken(part: FormTable, place: Place, style: TextStyle) -> list[str]:
    text = place_text(part, place, style)
    if place.kind == LABEL:
        return wrapped(text, _NARROW if place.column_span == 1 else style.wrap)
    return list(text) if style.vertical and len(text) < 7 else wrapped(text, style.wrap)
