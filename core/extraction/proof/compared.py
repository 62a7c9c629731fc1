"""Tells a table that compares years or bodies from one of a single report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..alignment import Found
from ..column_headers import own_headers
from ..labels import bare
from ..lines import RUNNING_TEXT, Line
from .failure import COMPARED, Failure

_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?:年|$)")
_CAPTION = re.compile(r"(?:20[0-4][0-9]年?度?)+")
"""A line above a table that says of which years it is, and nothing else."""

_CHANGE = re.compile(
    r"增减|增长|同比|比上年|较上年|比上一年|较上一年|与上年|差额|变化|增幅|上年数|本年数"
)
_ABOVE = 3
"""Lines above a table that may say of which year it is."""

_LONGEST = 14
"""Characters: what is longer is no header of a column, but text that stands in the grid."""


def compared(found: Found, lines: Sequence[Line]) -> Iterator[Failure]:
    """Yields every cell of a table whose headers speak of more than one year, or of a change from
    one to another, where the form has no such column.

    Args:
        found: A copy of a table.
        lines: Every line of the document, by index.
    """
    headers = list(_headers(found, lines))
    years = {year for text in (*headers, *_captions(found, lines)) for year in _YEAR.findall(text)}
    own = {
        bare(text)
        for block in found.table.blocks
        for column in block.columns
        for text in (column.label, *column.aliases)
    }
    if len(years) > 1 or any(_CHANGE.search(text) and not _is_own(text, own) for text in headers):
        yield from (Failure(cell.id, COMPARED) for cell in found.table.cells())


def _headers(found: Found, lines: Sequence[Line]) -> Iterator[str]:
    """Yields what the headers of a table say, bare, cell by cell."""
    parts = {match.line.part for match in found.rows} - {RUNNING_TEXT}
    for part in parts:
        rows = [match.line for match in found.rows if match.line.part == part]
        for line in own_headers(rows, found.rows, lines):
            texts = (bare(cell.text) for cell in line.cells)
            yield from (text for text in texts if len(text) <= _LONGEST)


def _captions(found: Found, lines: Sequence[Line]) -> Iterator[str]:
    """Yields the lines amid a table, or right above it, that are nothing but years."""
    for line in lines[max(found.first - _ABOVE, 0) : found.last + 1]:
        whole = bare("".join(cell.text for cell in line.cells)) or line.texts[0]
        if _CAPTION.fullmatch(whole):
            yield from (f"{year}年" for year in re.findall("20[0-4][0-9]", whole))


def _is_own(text: str, labels: set[str]) -> bool:
    return any(label in text or text in label for label in labels if label)
