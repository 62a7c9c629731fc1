"""Reads the order of columns from the words of their headers, where their places say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..labels import bare
from .expected import Expected
from .lines import Line

_FARTHEST = 120
"""How many lines before its rows a table's headers may begin, set one character a line."""

_BEGUN = 2
"""Characters by which a header is known whose other lines stand below those of its neighbours."""


def order_in_running_headers(
    rows: Sequence[Line], lines: Sequence[Line], expected: Expected
) -> list[int | None] | None:
    """Returns the target of each column, left to right, as the headers before the rows name them.

    Text names the columns of the innermost group one after the other, so their order can be told,
    and where a column of sums stands among them (None). The others stay in place.

    Args:
        rows: The lines of the block in running or tabbed text.
        lines: Every line of the document, by index.
        expected: A row of the form under these headers.

    Returns:
        None where the headers do not name every column of the group once.
    """
    group = _innermost(expected)
    if not group:
        return None
    first = min(line.index for line in rows)
    headers = "".join(line.texts[-1] for line in lines[max(first - _FARTHEST, 0) : first])
    named = {
        name: at for at in group for name, shared in expected.targets[at].headers if not shared
    }
    found = _named(headers, named, expected)
    if not found:
        found = _named(headers, _begun(named), expected)
        if not found or None in found:  # amid headers of several lines a sum may stand anywhere
            return None
    width = len(expected.targets)
    return [*range(group[0]), *found, *range(group[-1] + 1, width)]


def _named(headers: str, names: Mapping[str, int], expected: Expected) -> list[int | None] | None:
    """Returns the targets of the innermost group in the order in which headers name them, with None
    where a sum stands; None unless each is named once.
    """
    group = sorted(set(names.values()))
    others = [bare(over.label) for over in expected.block.column_groups]
    wordings = sorted({*names, *expected.subtotals, *others}, key=len, reverse=True)
    found: list[int | None] = []
    begins = len(headers)
    for head in reversed(list(re.finditer("|".join(map(re.escape, wordings)), headers))):
        name = head.group()
        if set(group) <= set(found):
            if head.end() == begins and name in expected.subtotals:
                found.insert(0, None)  # the sum stands before its parts
            break
        if name not in others:
            found.insert(0, names.get(name))
        begins = head.start()
    named = [at for at in found if at is not None]
    if sorted(named) != group:
        return None
    if named == [group[-1], *group[:-1]]:  # the last head stands a line higher than the others
        found.remove(group[-1])
        found.insert(found.index(group[-2]) + 1, group[-1])
    return found


def _begun(names: Mapping[str, int]) -> dict[str, int]:
    """Returns the first characters of each name, for headers whose lines stand side by side."""
    return {
        name[:length]: at
        for name, at in names.items()
        for length in range(min(_BEGUN, len(name)), len(name) + 1)
    }


def _innermost(expected: Expected) -> list[int]:
    """Returns the targets whose columns can have a column of sums among them."""
    columns = [column.id for column in expected.block.columns]
    parts = {part for sums in expected.block.subtotal_columns for part in sums.parts}
    return [at for at, column in enumerate(columns) if column in parts]
