"""What can be drawn: reports, or cells of reports, each with the stratum that it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..documents.document import Region
from ..doubts import NEARLY_CERTAIN, THRESHOLD, is_doubt
from ..extraction.report import Report
from ..figures import Figure, State

CELL, REPORT = "cell", "report"
STATE, CONFIDENCE, TABLE, SIZE = "state", "confidence", "table", "size"
STRATA = (STATE, CONFIDENCE, TABLE, SIZE)
"""What a population can be divided by; ``TABLE`` of cells alone."""

JOINT = " · "
"""Between the values of a stratum."""

SIZES = (1, 10, 100)
"""Bounds of the strata of size, in applications received."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be drawn, with what is needed to look at it later.

    Attributes:
        id: The hash of its source, which of the source's reports it is, and its cell: the same
            in every population.
        stratum: The values of the strata that the plan names, joined; empty for none.
        path: Where the source lay.
        report: Which report of the source, from 0.
        cell: The cell; empty where whole reports are drawn.
        text: The figure that is to be compared with the source, as text.
        region: Where it is printed.
    """

    id: str
    stratum: str
    path: Path
    sha256: str
    report: int
    organization: str
    year: int | None
    cell: str = ""
    label: str = ""
    label_en: str = ""
    text: str = ""
    region: Region | None = None


@dataclass(frozen=True)
class Population:
    """How many units there are, by stratum."""

    sizes: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many there are in all."""
        return sum(self.sizes.values())


def count(units: Iterable[Unit]) -> Population:
    """Returns how many units there are; they are not held."""
    sizes = Counter(unit.stratum for unit in units)
    return Population(dict(sorted(sizes.items())))


def units_of(
    report: Report,
    figures: Mapping[str, Figure],
    *,
    state: str = "",
    unit: str = CELL,
    strata: Sequence[str] = (),
    printed_only: bool = False,
) -> Iterator[Unit]:
    """Yields the units that a report gives to a population.

    Args:
        report: As read.
        figures: Those that are to be compared with the source.
        state: How far its review has come, a word.
        unit: ``CELL`` or ``REPORT``.
        strata: What the population is divided by, of ``STRATA``.
        printed_only: Cells that are surely read as a blank, a mark or 0 are left out; a doubtful
            one may print a figure that was not read, and stays.
    """
    base = f"{report.source.sha256}:{report.index}"
    size = _size(figures.get(report.form.requests or ""))
    if unit == REPORT:
        confidence = min((each.confidence for each in report.readings.values()), default=0.0)
        values = {STATE: state, CONFIDENCE: band(confidence), SIZE: size}
        yield _unit(report, base, _joined(strata, values))
        return
    for cell, spec in report.form.cells.items():
        figure, reading = figures[cell], report.readings[cell]
        if printed_only and _prints_nothing(figure) and not is_doubt(reading.confidence):
            continue
        values = {
            STATE: state,
            CONFIDENCE: band(reading.confidence),
            TABLE: spec.table.id,
            SIZE: size,
        }
        yield _unit(
            report,
            f"{base}:{cell}",
            _joined(strata, values),
            cell=cell,
            label=spec.label(),
            label_en=spec.label("en"),
            text=figure.text,
            region=reading.region,
        )


def _prints_nothing(figure: Figure) -> bool:
    return figure.state in (State.BLANK, State.MARK) or figure.value == 0


def band(confidence: float) -> str:
    """Returns the stratum of a confidence."""
    if confidence >= NEARLY_CERTAIN:
        return f"≥{NEARLY_CERTAIN}"
    return f"<{THRESHOLD}" if is_doubt(confidence) else f"{THRESHOLD}–{NEARLY_CERTAIN}"


def _size(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "?"
    below = 0
    for bound in SIZES:
        if figure.value < bound:
            return str(below) if bound - 1 == below else f"{below}–{bound - 1}"
        below = bound
    return f"≥{below}"


def _joined(strata: Sequence[str], values: Mapping[str, str]) -> str:
    return JOINT.join(values[name] for name in strata)


def _unit(report: Report, id_: str, stratum: str, **of_cell: Any) -> Unit:
    return Unit(
        id_,
        stratum,
        report.source.path,
        report.source.sha256,
        report.index,
        report.organization,
        report.year,
        **of_cell,
    )
