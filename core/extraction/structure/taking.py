"""What a placement says of the cells of its table, held against how they are read now.

How sure a figure is of its text stays with what is printed, whichever cell it goes to; where it
belongs is as sure as the placement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...documents.document import Document, Region
from ...documents.geometry import Box, Displayed
from ...doubts import CERTAIN
from ...figures import BLANK, State
from ...forms import Form
from ..proof.proving import proved
from ..report import Reading
from .moving import OF_PLACE
from .placement import PlacedTable


def readings_to_take(
    placed: PlacedTable, current: Mapping[str, Reading], form: Form, document: Document
) -> dict[str, Reading]:
    """Returns the readings of the cells of a table that would be others, were it so placed.

    Args:
        placed: The table.
        current: Every reading of the report as it is now.
        form: Of the report.
        document: With what testifies of its native pages: what is placed is proved by it.
    """
    fresh = proved(placed.readings, form, document)
    known = _Known(current.values())
    held = [reading for reading in fresh.values() if reading.figure.text]
    taken: dict[str, Reading] = {}
    for cell in form.table(placed.table).cells():
        old = current[cell.id]
        if cell.id in fresh:
            legible = placed.legible.get(cell.id, CERTAIN)
            new = _carried(fresh[cell.id], old, known, legible)
        elif old.figure.text and any(_is_one_place(old.region, one.region) for one in held):
            new = Reading(BLANK, None, 0.3, doubt="missing")  # its figure is another cell's now
        else:
            continue
        if new != old:
            taken[cell.id] = new
    return taken


def _carried(new: Reading, old: Reading, known: _Known, legible: float) -> Reading:
    """Returns a fresh reading with what is known of the same print already.

    Where the placement as it is shown says what is read, a person who takes it says that it is so:
    no doubt is left of where the figure belongs.
    """
    doubt = new.doubt if new.doubt not in OF_PLACE else ""
    if _is_same_print(new, old):
        if old.doubt not in OF_PLACE:
            return old  # what is known of its text stays: nothing is read otherwise
        region = old.region or new.region
        if doubt:
            return replace(new, figure=old.figure, region=region)
        return replace(old, region=region, confidence=legible, doubt="", alternatives=())
    same = known.at(new)
    if same is not None and same.doubt and same.doubt not in OF_PLACE and not doubt:
        return replace(
            new,
            confidence=min(new.confidence, same.confidence),
            alternatives=same.alternatives,
            doubt=same.doubt,
            notes=same.notes,
        )
    return new


class _Known:
    """The readings as they are now, by where they stand."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._by_text: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.region is not None and reading.figure.text:
                self._by_text.setdefault(_bare(reading), []).append(reading)

    def at(self, new: Reading) -> Reading | None:
        """Returns how the same print is read now, in whatever cell."""
        same = self._by_text.get(_bare(new), ())
        return next((one for one in same if _is_one_place(one.region, new.region)), None)


def _is_same_print(new: Reading, old: Reading) -> bool:
    blank = State.BLANK
    if new.figure.state is blank or old.figure.state is blank:
        return new.figure.state is old.figure.state
    return _bare(new) == _bare(old) and _is_one_place(old.region, new.region)


def _bare(reading: Reading) -> str:
    return "".join(reading.figure.text.split())


def _is_one_place(one: Region | None, other: Region | None) -> bool:
    """Returns whether two regions are the same print: a cell, and the figure in it."""
    if one is None or other is None:
        return False
    if one.box is None or other.box is None:
        return one == other
    return one.page == other.page and (_holds(one.box, other.box) or _holds(other.box, one.box))


def _holds(box: Box[Displayed], other: Box[Displayed]) -> bool:
    return box.contains(*other.middle)
