"""Shares of figures whose whole stands in the tables alone: 予以公开258件，占33.9%."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ...forms import Form
from ..report import Claim
from .cell_claims import PlacedClaim
from .numbers import read_number
from .phrases import Phrases
from .text import RunningText


def find_table_shares(
    text: RunningText,
    form: Form,
    phrases: Phrases,
    stated: Iterable[PlacedClaim],
    told: Collection[int],
) -> Iterator[PlacedClaim]:
    """Yields the shares that stand directly behind a figure stated for a cell or a group of rows.

    Their whole is not said: it is one of a few cells (``Claim.cells``), or the sum of those behind
    the first, since what is new and what was carried over are counted together as well.

    Args:
        text: The narrative.
        form: Cells that it does not have are no wholes.
        phrases: The wordings.
        stated: The figures of cells and groups, with their offsets.
        told: Offsets of figures whose share is told with the whole that the text names.
    """
    for at, claim in stated:
        named = phrases.wholes_of(claim.cell or claim.cells[0])
        wholes = tuple(cell for cell in named if cell in form.cells)
        figure = phrases.quantity.match(text.text, at)
        share = phrases.share.match(text.text, figure.end()) if figure and wholes else None
        value = read_number(share["n"]) if share else None
        if figure is None or share is None or value is None or at in told:
            continue
        yield (
            at,
            Claim(
                kind="share",
                rule="",
                cell="",
                stated=value,
                parts=(claim.stated,),
                quote=text.quote(figure.start(), share.end()),
                region=text.region(share.start()),
                cells=wholes,
            ),
        )
