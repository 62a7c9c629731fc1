"""A proof that a reading failed, and what that does to the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..report import Reading

CONTRADICTED, DRAWN, INVISIBLE, UNPROVEN = "contradicted", "drawn", "invisible", "unproven"
HEAD, LABEL, LEFT_OVER, COMPARED = "head", "label", "left_over", "compared"
"""The doubts that proofs raise, words of ``core.doubts.DOUBTS``."""

UNHEADED = "unheaded"
"""A failure that is a doubt of the head: there is none."""

_SURE: Mapping[str, float] = {
    CONTRADICTED: 0.45,
    DRAWN: 0.45,
    INVISIBLE: 0.45,
    UNPROVEN: 0.85,
    HEAD: 0.6,
    UNHEADED: 0.8,
    LABEL: 0.6,
    LEFT_OVER: 0.6,
    COMPARED: 0.3,
}
"""How sure a reading is at most that failed such a proof."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A proof that a cell's reading failed.

    Attributes:
        proof: Which one; the word of the doubt that it raises, or ``UNHEADED``.
        other: What it saw instead; empty where it saw nothing that can be read.
    """

    cell: str
    proof: str
    other: str = ""


def doubted(readings: Mapping[str, Reading], failures: Iterable[Failure]) -> dict[str, Reading]:
    """Returns readings with less certainty where a proof failed; the first one gives the reason."""
    result = dict(readings)
    for failure in failures:
        reading = result[failure.cell]
        sure = min(reading.confidence, _SURE[failure.proof])
        doubt = HEAD if failure.proof == UNHEADED else failure.proof
        others = reading.alternatives
        if failure.other and failure.other not in (reading.figure.text, *others):
            others = (failure.other, *others)
        result[failure.cell] = replace(
            reading,
            confidence=sure,
            doubt=reading.doubt if reading.doubt and reading.confidence <= sure else doubt,
            alternatives=others,
        )
    return result
