"""What is to be said of one report of an extraction, as plain values that can be sent and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...documents.document import Region
from ...figures import Figure, Number, State, show
from ...review import Review
from ...review.record.readings import region_data, region_of
from ...supplied.column_names import known_cells
from ...supplied.held_extraction import KINDS, ExtractionDifference, HeldExtraction
from ...supplied.supplied_values import SuppliedExtraction
from .corrections import Correction, CorrectionOutcome, corrections_of, is_known


@dataclass(frozen=True, slots=True)
class AbsentCell:
    """A cell that the page prints a figure in and the extraction has no place for."""

    cell: str
    figure: Figure
    region: Region | None


@dataclass(frozen=True, slots=True)
class HandedReport:
    """One report of an extraction, held against its source.

    Attributes:
        number: Which of the extraction, from 1.
        file: The name of the source.
        known: The cells that are compared and of which it is known what the page prints.
    """

    number: int
    file: str
    organization: str
    year: int | None
    corrections: tuple[Correction, ...]
    absent: tuple[AbsentCell, ...]
    known: tuple[str, ...]

    @property
    def title(self) -> str:
        """The body and the year."""
        return f"{self.organization} {self.year or ''}".strip()


def handed_report(held: HeldExtraction, review: Review) -> HandedReport:
    """Returns what is to be said of a report.

    Args:
        held: The extraction, held against what the review says that the page prints.
        review: With the doubts of the extraction in it.
    """
    report = review.report
    return HandedReport(
        held.supplied.number,
        report.source.path.name,
        report.organization,
        report.year,
        tuple(corrections_of(held, review)),
        tuple(
            AbsentCell(cell, review.cells[cell].printed, review.cells[cell].extracted.region)
            for cell in held.absent
        ),
        tuple(_known(held, review)),
    )


def _known(held: HeldExtraction, review: Review) -> Iterator[str]:
    invented = (each.cell for each in held.differences if each.cell not in review.cells)
    for cell in (*held.compared, *held.absent, *invented):
        state = review.cells.get(cell)
        if state is None or is_known(state):
            yield cell


def handed_data(handed: HandedReport) -> str:
    """Returns it as JSON; what the extraction itself says stays in its file."""
    return json.dumps(
        {
            "number": handed.number,
            "file": handed.file,
            "organization": handed.organization,
            "year": handed.year,
            "corrections": [
                [
                    each.cell,
                    each.difference.kind,
                    each.difference.is_on_page,
                    each.outcome.value,
                    each.by,
                    _figure_data(each.figure),
                    region_data(each.region),
                ]
                for each in handed.corrections
            ],
            "absent": [
                [each.cell, _figure_data(each.figure), region_data(each.region)]
                for each in handed.absent
            ],
            "known": handed.known,
        },
        ensure_ascii=False,
    )


def handed_of(data: str, extraction: SuppliedExtraction) -> HandedReport:
    """Returns the value that ``handed_data`` was made of.

    Args:
        data: As it was kept; it may be anybody's.
        extraction: The file, as it was when the report was held against it.

    Raises:
        ValueError, KeyError, TypeError, IndexError: It was made of something else.
    """
    said: dict[str, Any] = json.loads(data)
    supplied = {one.number: one for one in extraction.reports}[said["number"]]
    corrections = []
    for cell, kind, is_on_page, outcome, by, figure, region in said["corrections"]:
        if kind not in KINDS:
            raise ValueError(kind)
        page = _figure_of(figure)
        difference = ExtractionDifference(
            cell, kind, page, supplied.figures[cell], bool(is_on_page)
        )
        result = CorrectionOutcome(outcome)
        corrections.append(Correction(difference, result, str(by), region_of(region)))
    absent = [
        AbsentCell(_cell(cell), _figure_of(figure), region_of(region))
        for cell, figure, region in said["absent"]
    ]
    year = said["year"]
    return HandedReport(
        supplied.number,
        str(said["file"]),
        str(said["organization"]),
        None if year is None else int(year),
        tuple(corrections),
        tuple(absent),
        tuple(map(_cell, said["known"])),
    )


def _cell(cell: str) -> str:
    return known_cells()[cell].id


def _figure_data(figure: Figure) -> list[str | None]:
    value = None if figure.value is None else show(figure.value)
    return [figure.text, figure.state.value, value, figure.unit]


def _figure_of(data: list[str | None]) -> Figure:
    text, state, value, unit = data
    known = State(str(state))
    number: Number | None = None
    if value is not None:
        number = Decimal(value) if "." in value else int(value)
    if (known is State.NUMBER) != (number is not None):
        raise ValueError(data)
    return Figure(str(text), known, number, str(unit))
