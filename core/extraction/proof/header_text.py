"""What the headers of a block say, whatever holds them: the lines above its rows, as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ..alignment.align_lines import Found, Match
from ..alignment.expected import Expected
from ..alignment.lines import Line, interval, is_unlabelled_page_number
from ..labels import bare

_FARTHEST = 120
"""How many lines above its rows a table's headers may begin, set one character a line."""

_SENTENCE = 40
"""Characters of a line of running text from which names of columns must make up most of it."""

_FIGURES = 2
"""A line of so many figures is a row."""

Names = tuple[tuple[str, ...], ...]
"""The wordings of each column, or of each row where rows stand side by side."""


def names_of(expected: Expected) -> tuple[Names, ...]:
    """Returns the names of the columns, and of the rows where they stand side by side."""
    block = expected.block
    columns = tuple(_wordings(column.label, column.aliases) for column in block.columns)
    if len(expected.targets) == len(columns):
        return (columns,)
    return columns, tuple(_wordings(row.label, row.aliases) for row in block.rows)


def _wordings(label: str, aliases: Sequence[str]) -> tuple[str, ...]:
    return tuple(bare(text) for text in (label, *aliases))


def header_lines(
    matches: Sequence[Match], found: Found, lines: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """Returns the lines that may hold the headers of a block: those above its first row, up to the
    figures of other rows, and those between its rows that are no rows.
    """
    rows = {match.line.index for match in found.rows}
    indexes = [match.line.index for match in matches]
    first = min(indexes)
    names = names_of(matches[0].expected)
    above = takewhile(
        lambda line: line.index not in rows and not _is_row(line),
        reversed(lines[max(first - _FARTHEST, 0) : first]),
    )
    between = (line for line in lines[first : max(indexes)] if line.index not in rows)
    return (
        [line for line in above if not _is_sentence(line, names)][::-1],
        [line for line in between if not _is_sentence(line, names)],
    )


def _is_row(line: Line) -> bool:
    """Returns whether a line holds figures, and not the numbers of columns."""
    texts = [slot.text.strip() for slot in line.slots if slot.text.strip()]
    if line.printed < _FIGURES or is_unlabelled_page_number(line.texts[0], texts):
        return False
    return texts != [str(number) for number in range(1, len(texts) + 1)]


def _is_sentence(line: Line, names: Sequence[Names]) -> bool:
    """Returns whether a line of running text is more than a line of headers."""
    text = line.texts[-1]
    if line.cells or len(text) < _SENTENCE:
        return False
    rest = text
    for wording in sorted({one for of in names for each in of for one in each}, key=len)[::-1]:
        rest = rest.replace(wording, "")
    return 2 * len(rest) > len(text)


def said_across(headers: Sequence[Line]) -> str:
    """Returns what the headers say, line by line."""
    said: dict[int, str] = {}
    for line in headers:
        said |= {id(cell): cell.text for cell in line.cells} or {id(line): line.texts[-1]}
    return bare("".join(said.values()))


def said_down(headers: Sequence[Line]) -> str:
    """Returns what the headers of a grid say, column by column: they may be broken over lines."""
    cells = {id(cell): (at, cell) for at, line in enumerate(headers) for cell in line.cells}
    return bare(
        "".join(
            cell.text
            for _, cell in sorted(
                cells.values(), key=lambda one: (round(sum(interval(one[1]))), one[0])
            )
        )
    )
