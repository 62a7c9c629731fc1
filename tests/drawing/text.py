"""Draws reports as text with tabs or pipes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from gouji.core.layout import FIGURE, HEAD, Place

from .report import FormTable, Heading, Part, PlainTable, Words

Rows = list[list[str]]


@dataclass(frozen=True)
class TextStyle:
    """How a text is set.

    Attributes:
        spaced: Heads have a space between their characters, enumerators one after them.
        trailing: Each tabbed row ends in a tab.
        lost_tabs: Some rows lost the empty fields before their label and after their figures.
        head_fault: "", "extra" or "missing": the head row has a field too many or too few.
        tag: Block headings stand in ``<b>``.
        repeated: The text of a merged place stands in each of its fields.
        empty_head: A row of empty fields comes before the heads.
        framed: Tables are framed by characters for drawing boxes.
        wrap: Labels of copied pages are broken after so many characters.
        vertical: Heads of copied pages stand one character a line.
        inline: Figures of copied pages follow their label on its line, where it is not broken.
        late_tail: At page breaks a label ends after its figures.
        shuffled: At page breaks the first row of a page comes before the last of the page above.
        crlf: Lines end in CR LF.
    """

    spaced: bool = False
    trailing: bool = False
    lost_tabs: bool = False
    head_fault: str = ""
    tag: bool = False
    repeated: bool = False
    empty_head: bool = False
    framed: bool = False
    wrap: int = 9
    vertical: bool = False
    inline: bool = True
    late_tail: bool = False
    shuffled: bool = False
    crlf: bool = False


def encode(lines: Sequence[str], style: TextStyle) -> bytes:
    """Returns the bytes of a file of lines."""
    return (("\r\n" if style.crlf else "\n").join(lines) + "\n").encode()


def draw_tabbed(parts: Sequence[Part], style: TextStyle, random: Random) -> bytes:
    """Returns a text whose tables have a tab between fields, merged places blank."""
    return encode(written(parts, lambda part: _tabbed(part, style, random)), style)


def draw_piped(parts: Sequence[Part], style: TextStyle, random: Random) -> bytes:
    """Returns Markdown with pipe tables."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            lines += [f"{'#' * (part.level + 1)} {part.text}", ""]
        elif isinstance(part, Words):
            lines += [part.text, ""]
        else:
            rows = table_rows(part, style)
            if style.empty_head:
                rows.insert(0, [""] * len(rows[0]))
            rule = "|" + "|".join(["---"] * len(rows[0])) + "|"
            piped = ["| " + " | ".join(row) + " |" for row in rows]
            lines += _framed(piped) if style.framed else [piped[0], rule, *piped[1:], ""]
    return encode(lines, style)


def _framed(rows: Sequence[str]) -> list[str]:
    """Returns rows with lines drawn around and between them."""
    top, between, foot = ("┌──┬──┐", "├──┼──┤", "└──┴──┘")
    lines = [top]
    for row in rows:
        lines += [row.replace("|", "│"), between]
    return [*lines[:-1], foot, ""]


def written(
    parts: Sequence[Part], table_lines: Callable[[FormTable | PlainTable], list[str]]
) -> list[str]:
    """Returns the lines of a document, a line for each paragraph."""
    lines: list[str] = []
    for part in parts:
        lines += [part.text] if isinstance(part, Heading | Words) else table_lines(part)
        lines.append("")
    return lines


def table_rows(part: FormTable | PlainTable, style: TextStyle) -> Rows:
    """Returns the table as rows of fields, each merged place at its first row and column."""
    if isinstance(part, PlainTable):
        return [list(row) for row in part.rows]
    layout = part.layout
    rows = [[""] * layout.columns for _ in range(layout.rows)]
    for place in layout.places:
        text = place_text(part, place, style)
        for row in range(
            place.row, place.row + place.row_span if style.repeated else place.row + 1
        ):
            wide = place.column_span if style.repeated else 1
            rows[row][place.column : place.column + wide] = [text] * wide
    return rows


def place_text(part: FormTable, place: Place, style: TextStyle) -> str:
    """Returns what is printed at a place."""
    if place.kind == FIGURE:
        return part.texts[place.cell]
    if not style.spaced:
        return place.text
    if place.kind == HEAD and len(place.text) < 7 and place.column >= part.layout.label_columns:
        return " ".join(place.text)
    return place.text.replace(".", ". ", 1)


def _tabbed(part: FormTable | PlainTable, style: TextStyle, random: Random) -> list[str]:
    rows = table_rows(part, style)
    if isinstance(part, FormTable):
        first = min(place.row for place in part.layout.places if place.kind == FIGURE)
        rows[:first] = [_head_row(row, style) for row in rows[:first]]
        if style.lost_tabs:
            rows = [_stripped(row) if _loses(row, random) else row for row in rows]
        if style.tag:
            rows = [[f"<b>{row[0]}</b>"] if row[0].startswith("第二十条") else row for row in rows]
    return ["\t".join(row) + ("\t" if style.trailing else "") for row in rows]


def _head_row(row: list[str], style: TextStyle) -> list[str]:
    if style.head_fault == "extra":
        return [*row, ""]
    return row[1:] if style.head_fault == "missing" and not row[0] else row


def _loses(row: list[str], random: Random) -> bool:
    return any(row) and random.random() < 0.15


def _stripped(row: list[str]) -> list[str]:
    return "\t".join(row).strip("\t").split("\t")
