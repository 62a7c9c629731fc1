"""How likely a doubted cell is right: what share of those doubted for its reason were.

The table is ``resources/doubt_certainty.toml``; ``python -m tests.measure_reading --calibrate``
finds it on drawn reports. A doubt stays one, whatever share of its kind is right.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ...doubts import is_doubt
from ..report import Reading

Levels = Sequence[tuple[float, float]]
"""What readers and proofs say, ascending, and for each from there on the share that is right."""


@cache
def measured_shares() -> Mapping[str, Levels]:
    """Returns the table that Gouji carries, by the reason of the doubt."""
    text = (files("gouji.resources") / "doubt_certainty.toml").read_text("utf-8")
    return {reason: tuple(map(tuple, levels)) for reason, levels in tomllib.loads(text).items()}


def calibrated(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """Returns readings whose doubts say how likely they are right.

    A reason that was not measured keeps what readers and proofs say of it; so does a picture, whose
    own table is ``scans.certainty``.
    """
    shares = measured_shares()
    return {
        cell: replace(reading, confidence=_share(reading.confidence, shares[reading.doubt]))
        if is_doubt(reading.confidence) and reading.doubt in shares
        else reading
        for cell, reading in readings.items()
    }


def _share(confidence: float, levels: Levels) -> float:
    """Returns the share of the highest level that a confidence reaches, or of the lowest."""
    return next((right for least, right in reversed(levels) if confidence >= least), levels[0][1])
