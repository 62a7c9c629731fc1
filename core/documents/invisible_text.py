"""Figures of a flow kind that nobody sees: in the colour of the paper, or of no size.

They are left out as what is crossed out is, and for the same reason the cell stays in doubt: a
ground that comes from elsewhere, such as a site's style sheet, may show them after all.
"""

from __future__ import annotations

import re

SEEN = 2
"""Points: what is set no larger is not seen."""

PALE = 225
"""Of 255: a colour of which every part reaches this is seen on a coloured ground only."""

_HEX = re.compile(r"#?(?:[0-9a-f]{3}|(?:[0-9a-f]{2})?[0-9a-f]{6})", re.IGNORECASE)
_PARTS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.IGNORECASE)
_NAMES = frozenset({"white", "snow", "ivory", "whitesmoke", "transparent"})
_FIGURE = re.compile(r"[\s\d０-９.,，．+-]*[\d０-９][\s\d０-９.,，．+-]*")


def is_pale(colour: str) -> bool:
    """Is a colour of CSS or of Office that of paper? An alpha before six digits is left aside."""
    named = colour.strip().lower()
    parts = _PARTS.match(named)
    if parts:
        return min(map(int, parts.groups())) >= PALE
    if not _HEX.fullmatch(named):
        return named in _NAMES
    digits = named.lstrip("#")[-6:]
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return min(bytes.fromhex(digits)) >= PALE


def is_figure(text: str) -> bool:
    """Is a text a figure and nothing else? Words that cannot be seen do no harm."""
    return bool(_FIGURE.fullmatch(text))
