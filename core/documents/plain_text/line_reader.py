"""Reads lines of plain text: a paragraph a line, runs of tabbed or piped lines as tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import groupby

from ..flow.drafts import Draft, DraftCell, DraftTable, line
from ..flow.runs import Run, Runs, Style, merged, replaced, stripped, tidy_lines
from ..source_files.limits import CELLS, hold
from .pipes import PIPE, whole_rows, without_lone_pipes
from .repeats import joined_repeats

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]++(.*+)$")
_MARKED = re.compile(
    r"~~(?=[^\s~])(?P<crossed>(?:[^~]++|(?<!~)~(?!~))++)(?<=[^\s~])~~|\[\^(?P<note>[^\]\s]{1,9})\]"
    r"|\^(?P<above>[^\s^]{1,9})\^|(?<!~)~(?P<below>\d{1,9})~(?!~)"
)
"""What Markdown crosses out, its footnotes, and what Pandoc raises or lowers."""

_BOLD = re.compile(
    r"\*\*(?=\S)((?:[^*\n]++|(?<!\*)\*(?!\*))++)(?<=\S)\*\*"
    r"|__(?=\S)((?:[^_\n]++|(?<!_)_(?!_))++)(?<=\S)__"
)
_SPACE = re.compile("\xa0")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_RULE_CELL = re.compile(r"^:?-+:?$")
_WALLS = str.maketrans(dict.fromkeys("│┃║┆┇┊┋", "|"))
_FRAME = re.compile(r"\s*(?:[\u2500-\u257f]|[+][-=+]+[+]$)[\u2500-\u257f\s]*")
"""A line of a frame drawn with characters, between the rows of a table or around them."""

_LONG_CELL = 60
"""Characters from which the only text of a tabbed line is an indented paragraph."""


MarkedUp = Callable[[str], Runs]
"""Reads the inline markup of a text."""


def literal(text: str) -> Runs:
    """Returns a text in which no markup is."""
    return (Run(text),)


def line_drafts(text: str, marked_up: MarkedUp = literal) -> Iterator[Draft]:
    """Returns the lines and tables of a plain text, in order.

    A run of lines with tabs is one table, each field a cell at its own place from column 0 on,
    empty fields included. A run of lines with pipes, or with walls drawn as characters, is one as
    well, without its delimiter row and its frame.

    Args:
        text: A text.
        marked_up: Reads the tags in a line or a field.
    """
    for separator, run in groupby(without_lone_pipes(_lines(text)), key=_separator):
        lines = list(run)
        if separator:
            sign = "\t" if separator == "tab" else "|"
            hold(CELLS, sum(text.count(sign) for text in lines))
        if separator == "tab":
            yield from _tabbed(lines, marked_up)
        elif separator == "pipe":
            yield from _piped(lines, marked_up)
        else:
            yield from (_paragraph(text, marked_up) for text in lines)


def _lines(text: str) -> list[str]:
    lines = tidy_lines(text.replace("\r\n", "\n")).translate(_WALLS).split("\n")
    return whole_rows([line for line in lines if not _FRAME.fullmatch(line)])


def _separator(text: str) -> str:
    """Returns "tab", "pipe" or "": what separates the fields of a line."""
    if "\t" in text and text.strip():
        fields = [field for field in text.split("\t") if field.strip()]
        prose = len(fields) == 1 and len(fields[0].strip()) > _LONG_CELL
        return "" if prose else "tab"
    return "pipe" if PIPE.search(text) else ""


def _tabbed(lines: list[str], marked_up: MarkedUp) -> Iterator[Draft]:
    """Returns the table of a run of tabbed lines; one lone indented text is a paragraph."""
    rows = [text.split("\t") for text in lines]
    if len(rows) > 1 and not any(row[-1].strip() for row in rows):
        rows = [row[:-1] for row in rows]  # each line ends in a tab, which parts no fields
    if len(rows) == 1 and not any(field.strip() for field in rows[0][:-1]):
        yield _paragraph(lines[0], marked_up)
    else:
        yield row_table([[inline(field, marked_up) for field in row] for row in rows])


def _piped(lines: list[str], marked_up: MarkedUp) -> Iterator[Draft]:
    """Returns the table of a run of lines with pipes, if it is one, and its lines otherwise."""
    rows = [_fields(text) for text in lines]
    rules = [_is_rule(row, index) for index, row in enumerate(rows)]
    if not any(rules) and not any(map(_is_row, lines)):
        yield from (_paragraph(text, marked_up) for text in lines)
        return
    yield row_table(
        [
            [inline(field, marked_up) for field in row]
            for row, rule in zip(rows, rules, strict=True)
            if not rule
        ]
    )


def _is_row(text: str) -> bool:
    pipes = len(PIPE.findall(text))
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
    return [field.replace("\\|", "|") for field in PIPE.split(bare)]


def row_table(rows: list[list[Runs]], *, ruled: bool = False) -> DraftTable:
    """Returns the table of some rows of texts, which may differ in length; texts that repeat one
    merged cell are one.
    """
    cells = tuple(
        DraftCell(row, column, (line(runs),))
        for row, fields in enumerate(rows)
        for column, runs in enumerate(fields)
    )
    return joined_repeats(DraftTable(cells, len(rows), max(map(len, rows), default=0), ruled))


def _paragraph(text: str, marked_up: MarkedUp) -> Draft:
    heading = _HEADING.match(text)
    if heading:
        title = _without_closing(heading.group(2))
        return line(inline(title, marked_up), min(len(heading.group(1)), 4))
    return line(inline(text, marked_up))


def _without_closing(title: str) -> str:
    """Returns a heading's text without the number signs that may close it after a space."""
    bare = title.rstrip(" \t").rstrip("#")
    return bare if bare.endswith((" ", "\t")) else title


def inline(text: str, marked_up: MarkedUp = literal) -> Runs:
    """Returns a text without its inline marks: tags, entities, bold. Other characters stay; what
    is crossed out, raised or lowered is a run of its own.
    """
    runs: list[Run] = []
    done = 0
    for found in _MARKED.finditer(text):
        runs += marked_up(text[done : found.start()])
        crossed = found["crossed"]
        own = crossed or found["note"] or found["above"] or found["below"]
        style = Style(crossed=True) if crossed else Style(raised=True)
        runs += (Run(run.text, style) for run in marked_up(own))
        done = found.end()
    runs += marked_up(text[done:])
    known = merged(Run(_known_entities(run.text), run.style) for run in runs)
    for pattern, by in ((_BOLD, r"\1\2"), (_SPACE, " ")):
        known = replaced(known, pattern, by)
    return stripped(known)


def _known_entities(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text
