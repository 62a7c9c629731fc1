"""Draws reports as text that prints one cell a line, as copying some web pages gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .report import FormTable, Part, PlainTable
from .text import TextStyle, encode, written

TRADITIONAL = str.maketrans(
    "规范发废现数项许处罚强费额单万请结转办开区别计这种国家秘属于禁护权务类过业执询无没关随诉讼复议经维其结审总对",
    "規範發廢現數項許處罰強費額單萬請結轉辦開區別計這種國家祕屬於禁護權務類過業執詢無沒關隨訴訟復議經維其結審總對",
)
"""Some characters of the form as traditional print has them."""


@dataclass(frozen=True)
class StackedStyle:
    """How the cells are set.

    Attributes:
        sign: "", "trailing", where each line ends in a pipe, or "between", where a lone pipe
            parts two cells.
        blanks: "kept", where a blank cell is an empty line, or "dropped".
        spaced: An empty line stands between two rows.
        traditional: Characters of the tables are traditional.
        crlf: Lines end in CR LF.
    """

    sign: str = ""
    blanks: str = "kept"
    spaced: bool = False
    traditional: bool = False
    crlf: bool = False


def draw_stacked(parts: Sequence[Part], style: StackedStyle, random: Random) -> bytes:
    """Returns a text with one cell of a table a line."""
    lines = written(parts, lambda part: _stacked(part, style))
    return encode(lines, TextStyle(crlf=style.crlf))


def _stacked(part: FormTable | PlainTable, style: StackedStyle) -> list[str]:
    if isinstance(part, PlainTable):
        return [text for row in part.rows for text in row]
    places = sorted(part.layout.places, key=lambda place: (place.row, place.column))
    lines: list[str] = []
    row = 0
    for place in places:
        text = part.texts[place.cell] if place.cell else place.text
        text = text.translate(TRADITIONAL) if style.traditional else text
        if style.spaced and place.row > row:
            lines.append("")
        row = place.row
        if text or style.blanks == "kept":
            lines += [text, "|"] if style.sign == "between" else [_signed(text, style)]
    return lines[:-1] if style.sign == "between" else lines


def draw_beside(parts: Sequence[Part], style: BesideStyle, random: Random) -> bytes:
    """Returns a text whose rows of figures stand in pipes, below their labels."""
    lines = written(parts, lambda part: _beside(part, style, random))
    return encode(lines, TextStyle())


@dataclass(frozen=True)
class BesideStyle:
    """How labels stand outside the pipes.

    Attributes:
        wrap: Characters of a line of a label.
        numbers: "" or how numbers of pages stand between some labels and their rows: "1" or
            "— 5 —".
        inside: The label's last line stands within the pipes.
    """

    wrap: int = 10
    numbers: str = ""
    inside: bool = False


def _beside(part: FormTable | PlainTable, style: BesideStyle, random: Random) -> list[str]:
    if isinstance(part, PlainTable):
        return [_piped(row) for row in part.rows]
    lines: list[str] = []
    for row in range(part.layout.rows):
        places = sorted((p for p in part.layout.places if p.row == row), key=lambda p: p.column)
        figures = [part.texts[place.cell] for place in places if place.cell]
        words = [place.text for place in places if not place.cell]
        if not figures:
            lines.append(_piped(words) if len(words) > 1 else "".join(words))
            continue
        labels = [
            text[at : at + style.wrap] for text in words for at in range(0, len(text), style.wrap)
        ]
        inside = [labels.pop()] if style.inside and labels else []
        lines += labels
        if style.numbers and random.random() < 0.1:
            lines.append(style.numbers)
        lines.append(_piped([*inside, *figures]))
    return lines


def _piped(fields: Sequence[str]) -> str:
    return f"| {' | '.join(fields)} |"


def _signed(text: str, style: StackedStyle) -> str:
    return f"{text} |".lstrip() if style.sign == "trailing" else text
