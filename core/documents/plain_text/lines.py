"""Reads lines of plain text: a paragraph a line, runs of tabbed or piped lines as tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from ..crossed_out import struck
from ..drafts import Cell, Draft, Line, Table, line, tidy
from .repeats import joined_repeats

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|ins|span|font|sub|sup|p|center|div|small|big|mark)\b[^<>]*>",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"<(s|del|strike)\b[^<>]*>(.*?)</\1\s*>|~~(?=[^\s~])(.+?)(?<=[^\s~])~~",
    re.IGNORECASE | re.DOTALL,
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"^:?-+:?$")
_WALLS = str.maketrans(dict.fromkeys("│┃║┆┇┊┋", "|"))
_FRAME = re.compile(r"\s*(?:[\u2500-\u257f]|[+][-=+]+[+]$)[\u2500-\u257f\s]*")
"""A line of a frame drawn with characters, between the rows of a table or around them."""

_LONG_CELL = 60
"""Characters from which the only text of a tabbed line is an indented paragraph."""


def line_drafts(text: str) -> Iterator[Draft]:
    """Returns the lines and tables of a plain text, in order.

    A run of lines with tabs is one table, each field a cell at its own place from column 0 on,
    empty fields included. A run of lines with pipes, or with walls drawn as characters, is one as
    well, without its delimiter row and its frame.
    """
    for separator, run in groupby(_lines(text), key=_separator):
        lines = list(run)
        if separator == "tab":
            yield from _tabbed(lines)
        elif separator == "pipe":
            yield from _piped(lines)
        else:
            yield from map(_paragraph, lines)


def _lines(text: str) -> list[str]:
    lines = tidy(text.replace("\r\n", "\n")).translate(_WALLS).split("\n")
    return [line for line in lines if not _FRAME.fullmatch(line)]


def _separator(text: str) -> str:
    """Returns "tab", "pipe" or "": what separates the fields of a line."""
    if "\t" in text and text.strip():
        fields = [field for field in text.split("\t") if field.strip()]
        prose = len(fields) == 1 and len(fields[0].strip()) > _LONG_CELL
        return "" if prose else "tab"
    return "pipe" if _PIPE.search(text) else ""


def _tabbed(lines: list[str]) -> Iterator[Draft]:
    """Returns the table of a run of tabbed lines; one lone indented text is a paragraph."""
    rows = [text.split("\t") for text in lines]
    if len(rows) == 1 and not any(field.strip() for field in rows[0][:-1]):
        yield _paragraph(lines[0])
    else:
        yield row_table([[inline(field) for field in row] for row in rows])


def _piped(lines: list[str]) -> Iterator[Draft]:
    """Returns the table of a run of lines with pipes, if it is one, and its lines otherwise."""
    rows = [_fields(text) for text in lines]
    rules = [_is_rule(row, index) for index, row in enumerate(rows)]
    if not any(rules) and not any(map(_is_row, lines)):
        yield from map(_paragraph, lines)
        return
    yield row_table(
        [
            [inline(field) for field in row]
            for row, rule in zip(rows, rules, strict=True)
            if not rule
        ]
    )


def _is_row(text: str) -> bool:
    pipes = len(_PIPE.findall(text))
    bare = text.strip()
    return pipes >= 2 or bare.startswith("|") or (pipes == 1 and bare.endswith("|"))


def _is_rule(fields: list[str], index: int) -> bool:
    """Is it the delimiter row of a pipe table? Single dashes are marks, but in the second row."""
    bare = [field.strip() for field in fields]
    if not all(_RULE_CELL.match(field) for field in bare):
        return False
    return index == 1 or all("---" in field or ":" in field for field in bare)


def _fields(text: str) -> list[str]:
    bare = text.strip()
    bare = bare.removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [field.replace("\\|", "|") for field in _PIPE.split(bare)]


def row_table(rows: list[list[str]], *, ruled: bool = False) -> Table:
    """Returns the table of some rows of texts, which may differ in length; texts that repeat one
    merged cell are one.
    """
    cells = tuple(
        Cell(row, column, (Line(text),))
        for row, fields in enumerate(rows)
        for column, text in enumerate(fields)
    )
    return joined_repeats(Table(cells, len(rows), max(map(len, rows), default=0), ruled))


def _paragraph(text: str) -> Line:
    heading = _HEADING.match(text)
    if heading:
        return line(inline(heading.group(2)), min(len(heading.group(1)), 4))
    return line(inline(text))


def inline(text: str) -> str:
    """Returns a text without its inline marks: tags, entities, bold. Other characters stay; what
    is crossed out is marked.
    """
    if "<" in text or "~~" in text:
        text = _STRUCK.sub(lambda found: struck(found.group(2) or found.group(3) or ""), text)
    if "<" in text:
        text = _INLINE_TAG.sub("", _BREAK_TAG.sub("\n", text))
    if "&" in text:
        text = _known_entities(text)
    text = _BOLD.sub(lambda found: found.group(2), text)
    return text.replace("\xa0", " ").strip()


def _known_entities(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)
