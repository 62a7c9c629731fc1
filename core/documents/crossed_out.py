"""Text that is crossed out: still seen, but no longer said.

It is left out of what a cell says; the cell stays in doubt, with the whole text as an alternative.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .document import GridCell

_DOUBT = "struck"
"""Why a cell of which a part is crossed out is in doubt."""

_CONFIDENCE = 0.45
"""How sure the rest of such a cell is."""

_START, _END = "\ufdd0", "\ufdd1"
"""Two of the noncharacters that Unicode sets aside for use within a program; no file has them."""

_MARKED = re.compile(f"{_START}[^{_END}]*{_END}")


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


def struck(text: str) -> str:
    """Returns a text marked as crossed out, line by line."""
    return "\n".join(f"{_START}{line}{_END}" if line else "" for line in text.split("\n"))


def without_struck(text: str) -> tuple[str, str]:
    """Returns a text without what is marked as crossed out, and with it; both without marks."""
    if _START not in text:
        return text, text
    return _MARKED.sub("", text), text.replace(_START, "").replace(_END, "")


def struck_parts(text: str) -> list[tuple[str, bool]]:
    """Returns a marked text in parts, each with whether it is crossed out; without marks."""
    parts = re.split(f"({_MARKED.pattern})", text)
    return [
        (part.strip(_START + _END), number % 2 == 1) for number, part in enumerate(parts) if part
    ]
