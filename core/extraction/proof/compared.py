"""Tells a table that compares years or bodies from one of a single report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..alignment import Found
from ..heads import own_heads
from ..labels import bare
from ..lines import RUNNING_TEXT, Line
from .failure import COMPARED, Failure

_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?:年|$)")
_CHANGE = re.compile(
    r"增减|增长|同比|比上年|较上年|比上一年|较上一年|与上年|差额|变化|增幅|上年数|本年数"
)
_ABOVE = 3
"""Lines above a table that may say of which year it is."""

_LONGEST = 40
"""Characters: a longer line is a sentence, which may speak of any year."""


def compared(found: Found, lines: Sequence[Line]) -> Iterator[Failure]:
    """Yields every cell of a table whose heads speak of more than one year, or of a change from
    one to another, where the form has no such column.

    Args:
        found: A copy of a table.
        lines: Every line of the document, by index.
    """
    texts = [bare(text) for text in _texts(found, lines)]
    years = {year for text in texts for year in _YEAR.findall(text)}
    own = {
        bare(text)
        for block in found.table.blocks
        for column in block.columns
        for text in (column.label, *column.aliases)
    }
    changes = any(_CHANGE.search(text) and not _is_own(text, own) for text in texts)
    if len(years) > 1 or changes:
        yield from (Failure(cell.id, COMPARED) for cell in found.table.cells())


def _texts(found: Found, lines: Sequence[Line]) -> Iterator[str]:
    """Yields what heads of a table say, cell by cell, and the short lines amid it or above it."""
    seen: set[int] = set()
    for match in found.rows:
        if match.line.part in (RUNNING_TEXT, *seen):
            continue
        seen.add(match.line.part)
        rows = [other.line for other in found.rows if other.line.part == match.line.part]
        for line in own_heads(rows, found.rows, lines):
            yield from (cell.text for cell in line.cells)
    rows_at = {match.line.index for match in found.rows}
    for line in lines[max(found.first - _ABOVE, 0) : found.last + 1]:
        if line.index not in rows_at and not line.printed and len(line.texts[0]) <= _LONGEST:
            yield line.texts[0]


def _is_own(text: str, labels: set[str]) -> bool:
    return any(label in text or text in label for label in labels if label)
