"""Doubts that reading the source again raises on the readings that a review began on."""

from __future__ import annotations

from dataclasses import replace

from ..doubts import is_doubt
from ..extraction.report import Reading, Report


def with_later_doubts(kept: Report, now: Report) -> Report:
    """Returns the readings on record, as doubtful as the same source is read now.

    A review that began on what one program read, or an older version, learns so what the second
    reader and the proofs of this one find. No figure changes: another one is offered by
    ``reread.diff``. Where nothing is doubted anew it is ``kept`` itself.

    Args:
        kept: As on record.
        now: The same report of the same source, read now.
    """
    readings = {
        cell: _doubted(reading, now.readings.get(cell)) for cell, reading in kept.readings.items()
    }
    return kept if readings == kept.readings else replace(kept, readings=readings)


def _doubted(kept: Reading, now: Reading | None) -> Reading:
    """Returns a reading as doubtful as it is read now, where it says the same."""
    if now is None or now.figure != kept.figure or not is_doubt(now.confidence):
        return kept
    if kept.confidence <= now.confidence:
        return kept
    return replace(kept, confidence=now.confidence, doubt=now.doubt, alternatives=now.alternatives)
