"""Drawn reports for tests that lie where the drawing cannot be imported relatively."""

import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drawing.draw import draw


@cache
def drawn(layout: str, seed: int = 1) -> bytes:
    """Returns a drawn report of a layout."""
    return draw(seed, layout).data
