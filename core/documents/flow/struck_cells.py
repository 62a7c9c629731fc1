"""Text that is crossed out: still seen, but no longer said.

It is left out of what a cell says; the cell stays in doubt, with the whole text as an alternative.
"""

from __future__ import annotations

from dataclasses import replace

from ..document import GridCell

_DOUBT = "struck"
"""Why a cell of which a part is crossed out is in doubt."""

_CONFIDENCE = 0.45
"""How sure the rest of such a cell is."""


def doubted(cell: GridCell, whole: str) -> GridCell:
    """Returns a cell as one of which a part is crossed out, left out of its text but not of the
    whole one.
    """
    return replace(
        cell,
        confidence=min(cell.confidence, _CONFIDENCE),
        alternatives=(whole, *cell.alternatives),
        doubt=_DOUBT,
    )
