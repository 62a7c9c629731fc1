"""Figures of a flow kind that nobody sees: in the colour of the paper, or of no size.

They are left out as what is crossed out is, and for the same reason the cell stays in doubt: a
ground that comes from elsewhere, such as a site's style sheet, may show them after all.
"""

from __future__ import annotations

import re
from functools import lru_cache

RGB = tuple[int, int, int]
"""Red, green and blue, each of 255."""

WHITE: RGB = (255, 255, 255)

SEEN = 2
"""Points: what is set no larger is not seen."""

PALE = 225
"""Of 255: a colour of which every part reaches this is seen on a coloured ground only."""

_CONTRAST = 1.31
"""Of text and ground, after WCAG 2: that of the palest grey and white."""

_NEAR = 52
"""Of 255: parts of two colours that differ by more are told apart, whatever their contrast."""

_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)


def rgb(code: str) -> RGB | None:
    """Returns a colour of Office, such as "FF0000"; an alpha before six digits is left aside."""
    found = _HEX.fullmatch(code.strip())
    if found is None:
        return None
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue


@lru_cache(maxsize=5000)
def is_faint(ink: RGB, ground: RGB) -> bool:
    """Has a text the colour of what lies behind it, or one that the eye cannot tell from it?"""
    if any(abs(one - other) > _NEAR for one, other in zip(ink, ground, strict=True)):
        return False
    low, high = sorted((_luminance(ink), _luminance(ground)))
    return (high + 0.05) / (low + 0.05) < _CONTRAST


def _luminance(colour: RGB) -> float:
    """Returns the relative luminance of a colour (WCAG 2)."""
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
