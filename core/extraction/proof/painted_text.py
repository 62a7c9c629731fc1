"""Holds each cell of a PDF against its ink: all of it is text, and all of its text is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...documents.witness import PageWitness
from ...figures import State
from ..report import Reading
from .failure import DRAWN, INVISIBLE, Failure


def unexplained(
    readings: Mapping[str, Reading], witnesses: Mapping[int, PageWitness]
) -> Iterator[Failure]:
    """Yields the cells with ink that is no text, or with a figure that is not seen.

    Args:
        readings: By cell id.
        witnesses: By page; pages without one were not read from text.
    """
    for cell, reading in readings.items():
        region = reading.region
        if region is None or region.page is None or region.box is None:
            continue
        if region.page not in witnesses or reading.doubt == "picture":
            continue
        ink = witnesses[region.page].ink
        if ink.unexplained(region.box) or ink.is_overdrawn(region.box):
            yield Failure(cell, DRAWN)
        elif reading.figure.state is State.NUMBER and ink.is_invisible(region.box):
            yield Failure(cell, INVISIBLE)
