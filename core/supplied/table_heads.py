"""Finds the heads of a table among the first rows of a sheet or a text: one row, or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .column_names import match_of
from .raw_table import Area, RawTable, RawValue
from .supplied_values import CELL

_DEEPEST = 4
"""Rows that a head may take."""

_LATEST = 12
"""Rows in which a head begins; titles and notes may stand before it."""

_MOST_COLUMNS = 5_000


def tables_in(area: Area) -> Iterator[RawTable]:
    """Yields the table of an area by the heads of which most are known, else by its first words."""
    best: tuple[int, int, int] = (0, 0, 0)
    for start in range(min(_LATEST, len(area))):
        for depth in range(1, min(_DEEPEST, len(area) - start) + 1):
            known = _known(_heads(area[start : start + depth]))
            if known > best[0]:
                best = (known, start, depth)
    known, start, depth = best
    if not known:  # a person may say what the columns are
        start = next((at for at, row in enumerate(area) if _is_of_words(row)), -1)
        depth = 1
    if start < 0:
        return
    heads = _heads(area[start : start + depth])
    columns = {at: name for at, name in enumerate(heads) if name}
    lines = [
        {at: row[at] for at in columns if at < len(row)}
        for row in area[start + depth :]
        if any(value.text for value in row)
    ]
    yield RawTable(columns, lines)


def _is_of_words(row: Sequence[RawValue]) -> bool:
    texts = [value.text for value in row if value.text]
    return len(texts) > 1 and not any(text.strip().isdecimal() for text in texts)


def _known(heads: Sequence[str]) -> int:
    """Returns how many cells heads name; a head for cells counts as well."""
    return len({
        match.target
        for match in map(match_of, heads)
        if "." in match.target or match.target == CELL
    })  # fmt: skip


def _heads(rows: Sequence[Sequence[RawValue]]) -> list[str]:
    """Returns the head of each column: the words of its rows, those above stretched to the right.

    A head that spans several columns stands in the first of them alone.
    """
    width = min(max(map(len, rows)), _MOST_COLUMNS)
    heads = [""] * width
    for number, row in enumerate(rows, start=1):
        stretched = ""
        for at in range(width):
            text = row[at].text.strip() if at < len(row) else ""
            if number < len(rows):
                stretched = text or stretched
                text = stretched
            if text:
                heads[at] = f"{heads[at]} {text}".strip()
    return heads
