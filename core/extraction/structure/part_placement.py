"""Places a table on what a part of its page was read as again, and on where it stood before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents.geometry import Box, Displayed, Level
from ...documents.means import PartAgain
from .acts import Constraints
from .constraints import Area, Constraint
from .placement import PlacedTable
from .surface import Surface

_LEAST = 8.0
"""Points: what is left of an area above or below the part is no more than a rule."""

_RIM = 2.0
"""Points around an area that belong to it."""


def on_part(
    surface: Surface,
    placed: PlacedTable | None,
    constraints: Sequence[Constraint],
    part: PartAgain,
) -> Constraints:
    """Returns the constraints of a table that is to be read from a part instead of what is there.

    Where else it stands, it stays.

    Args:
        surface: With the part as its last sheet.
        placed: The table as it is placed; None where it is not.
        constraints: Of the table so far.
        part: What was read again.
    """
    sheet = len(surface.sheets) - 1
    areas = [
        one
        for one in constraints
        if isinstance(one, Area) and one.is_table and surface.sheets[one.sheet].page != part.page
    ]
    if placed is not None:
        areas = [
            Area(one.sheet, rest)
            for one in placed.areas
            for rest in _beside(surface, one.sheet, one.box.grown(_RIM, _RIM), part.page, part.seen)
        ]
    others = [one for one in constraints if not isinstance(one, Area) or not one.is_table]
    return (*others, *areas, Area(sheet, (0.0, 0.0, part.frame.width, part.frame.height)))


def _beside(
    surface: Surface, sheet: int, box: Box[Level], page: int, seen: Box[Displayed]
) -> Iterator[tuple[float, float, float, float]]:
    """Yields what is left of an area above and below the part; all of one on another page."""
    own = surface.sheets[sheet]
    shown = own.displayed(box)
    if own.page != page or shown.bottom <= seen.top or shown.top >= seen.bottom:
        yield (box.x0, box.top, box.x1, box.bottom)
        return
    for rest in (shown._replace(bottom=seen.top), shown._replace(top=seen.bottom)):
        if rest.bottom - rest.top > _LEAST:
            x0, top, x1, bottom = own.frame.as_read(rest)
            yield (x0 - own.left, top, x1 - own.left, bottom)
