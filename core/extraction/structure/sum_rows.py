"""Rows of sums that no label tells: how many lines there are, and what adds up, says where they
stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...figures import Number, parse_figure
from ...forms import Block, Domain
from ..alignment.row_sums import amount_of
from ..registration.bands import FOREIGN, Band
from ..registration.variants import Plan, plans_of

Printed = list[tuple[str, int]]
"""Group and row of each line in the order of print; ``FOREIGN`` for the sums of the group."""


def order_with_sums(plan: Plan, bands: Sequence[Band]) -> list[int] | None:
    """Returns the row of each line where sums of groups stand among the rows, ``FOREIGN`` for them.

    Args:
        plan: Of the table.
        bands: Its lines, from first to last; one without a name is ``FOREIGN``.

    Returns:
        None where there are not just as many lines more as groups that may have sums, where rows
        that are named stand elsewhere, or where a line of sums is not what its group adds up to.
    """
    if len(plan.blocks) != 1 or plan.name != plans_of(plan.table)[0].name:
        return None
    block = plan.table.blocks[0]
    domain = block.columns[0].domain
    for is_above in (False, True):
        printed = list(_printed(block, is_above=is_above))
        rows = [row for _, row in printed]
        if FOREIGN not in rows or len(rows) != len(bands):
            continue
        named = zip(rows, bands, strict=True)
        if all(band.row in (row, FOREIGN) for row, band in named) and _adds_up(
            printed, bands, domain
        ):
            return rows
    return None


def _printed(block: Block, *, is_above: bool) -> Iterator[tuple[str, int]]:
    """Yields the lines of a block with the sums of each group above or below its rows."""
    summed = {group.id for group in block.row_groups if group.subtotals}
    for group, rows in groupby(enumerate(block.rows), key=lambda one: one[1].group):
        own = [(group, at) for at, _ in rows]
        sums = [(group, FOREIGN)] if group in summed else []
        yield from [*sums, *own] if is_above else [*own, *sums]


def _adds_up(printed: Printed, bands: Sequence[Band], domain: Domain) -> bool:
    """Returns whether each line of sums is what its group adds up to, and one of them something."""
    sums: dict[str, Number] = {}
    parts: dict[str, Number] = {}
    for (group, row), band in zip(printed, bands, strict=True):
        side = sums if row == FOREIGN else parts
        side[group] = side.get(group, 0) + _total(band, domain)
    return any(sums.values()) and all(sums[group] == parts[group] for group in sums)


def _total(band: Band, domain: Domain) -> Number:
    """Returns the sum of all that stands in a line: what is no figure adds nothing."""
    figures = (parse_figure(word.text, domain) for word in band.words)
    return sum(amount for one in figures if (amount := amount_of(one)) is not None)
