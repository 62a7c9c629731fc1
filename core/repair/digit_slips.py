"""Tells how two figures differ: a digit added, lost, replaced or swapped, a sign, a unit."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from ..figures import Number, show

_UNIT = 10_000
"""元 in a 万元."""


def digit_slip(present: Number, value: Number) -> tuple[str, int]:
    """Returns how two figures differ, see ``EvidenceWeights.kind``, and the edits of their digits.

    The edits are those of optimal string alignment: digits added, lost, replaced, and
    neighbours swapped. A count that is off by one is one edit, 9 for 10 too. Of figures of one
    digit nothing is said: any of them are one digit apart.
    """
    if present and present == -value:
        return "sign", 1
    if present and value and present in (value * _UNIT, value / _UNIT):
        return "unit", 1
    before, after = show(present), show(value)
    edits = int(OSA.distance(before, after))
    if edits != 1:
        return "", 1 if abs(present - value) == 1 else edits
    if len(before) == len(after) == 1:
        return "", edits
    if len(before) < len(after):
        return "lost", edits
    if len(before) > len(after):
        return "added", edits
    return "swapped" if sorted(before) == sorted(after) else "replaced", edits
