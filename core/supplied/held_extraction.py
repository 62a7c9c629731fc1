"""Holds an extraction against the page: where they differ a cell is a doubt with both figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..bilingual import Bilingual
from ..doubts import is_doubt
from ..extraction.report import Reading, Report
from ..figures import BLANK, Figure, State
from .supplied_values import SuppliedExtraction, SuppliedFigure, SuppliedReport

DIFFERS, LEFT_OUT, INVENTED, ZERO = "differs", "left_out", "invented", "zero"
NO_FIGURE, INCONSISTENT, UNREAD = "no_figure", "inconsistent", "unread"

KINDS: Mapping[str, Bilingual] = {
    DIFFERS: Bilingual("数不同", "another figure"),
    LEFT_OUT: Bilingual("漏了", "left out"),
    INVENTED: Bilingual("页面上没有", "not on the page"),
    ZERO: Bilingual("0 与空白相混", "0 for a blank, or the reverse"),
    NO_FIGURE: Bilingual("不是数", "no figure"),
    INCONSISTENT: Bilingual("数值与原文不一致", "its number and its text differ"),
    UNREAD: Bilingual("页面上读不出", "unreadable on the page"),
}

EXTRACTION = "extraction"
"""The doubt, a word of ``core.doubts.DOUBTS``."""

_DIFFERING = 0.5
"""How sure a reading is that another reader has otherwise: one of the two is wrong."""


@dataclass(frozen=True, slots=True)
class ExtractionDifference:
    """A cell that the extraction has otherwise than the page.

    Attributes:
        kind: A word of ``KINDS``.
        page: What the page prints; a blank where it prints no such cell.
        supplied: What the extraction has.
        is_on_page: Whether the report's form has the cell and the page prints it.
    """

    cell: str
    kind: str
    page: Figure
    supplied: SuppliedFigure
    is_on_page: bool


@dataclass(frozen=True, slots=True)
class HeldExtraction:
    """An extraction and what of it the page does not bear out.

    Attributes:
        supplied: The report of the extraction.
        differences: In the order of the form; cells that the form does not have come last.
        absent: The cells that the page prints a figure in and the extraction has no place for.
        compared: The cells that both have.
        organization, year: What the extraction says of them where the source says otherwise;
            empty else.
    """

    extraction: SuppliedExtraction
    supplied: SuppliedReport
    differences: tuple[ExtractionDifference, ...]
    absent: tuple[str, ...]
    compared: tuple[str, ...]
    organization: str = ""
    year: str = ""


def hold_extraction(
    extraction: SuppliedExtraction,
    supplied: SuppliedReport,
    report: Report,
    printed: Mapping[str, Figure],
) -> HeldExtraction:
    """Returns where an extraction differs from what the page prints.

    Args:
        extraction: The file.
        supplied: The report of it that is meant.
        report: As read from the source.
        printed: What the page says by cell id, as read or as a reviewer corrected it.
    """
    differences, compared, absent = [], [], []
    for cell, figure in printed.items():
        own = supplied.figures.get(cell)
        if own is None:
            if figure.state is State.NUMBER:
                absent.append(cell)
            continue
        compared.append(cell)
        kind = kind_of_difference(figure, own)
        if kind:
            on_page = report.readings[cell].doubt != "missing"
            differences.append(ExtractionDifference(cell, kind, figure, own, on_page))
    for cell, own in supplied.figures.items():
        if cell not in printed and own.figure.state is not State.BLANK and own.figure.value != 0:
            differences.append(ExtractionDifference(cell, INVENTED, BLANK, own, is_on_page=False))
    return HeldExtraction(
        extraction,
        supplied,
        tuple(differences),
        tuple(absent),
        tuple(compared),
        *_identity(supplied, report),
    )


def kind_of_difference(page: Figure, supplied: SuppliedFigure) -> str:
    """Returns how a figure of an extraction differs from the page; empty where it does not."""
    own = supplied.figure
    if own.state is State.UNREADABLE:
        return NO_FIGURE
    if page.state is State.UNREADABLE:
        return UNREAD
    if page.value != own.value:
        if page.value is not None and own.value is not None:
            return DIFFERS
        if not page.value and not own.value:
            return ZERO
        return LEFT_OUT if own.value is None else INVENTED
    return INCONSISTENT if supplied.disagrees is not None else ""


def with_extraction_doubts(report: Report, held: HeldExtraction) -> Report:
    """Returns a report whose differing cells are in doubt; none of its figures changes.

    The other figure is an alternative. What is in doubt already keeps its reason, and a figure
    that both have is none the surer for it.
    """
    readings = dict(report.readings)
    for each in held.differences:
        if each.cell in readings:
            readings[each.cell] = _doubted(readings[each.cell], each.supplied)
    return replace(report, readings=readings)


def _doubted(reading: Reading, supplied: SuppliedFigure) -> Reading:
    text = supplied.figure.text
    others = tuple(dict.fromkeys((text, *reading.alternatives) if text else reading.alternatives))
    if is_doubt(reading.confidence):
        return replace(reading, alternatives=others)
    return replace(reading, confidence=_DIFFERING, doubt=EXTRACTION, alternatives=others)


def _identity(supplied: SuppliedReport, report: Report) -> tuple[str, str]:
    """Returns what body and year an extraction names where the source names others."""
    from ..series.links import normal_name

    name, year = supplied.organization, supplied.year
    other = bool(name and report.organization) and normal_name(name) != normal_name(
        report.organization
    )
    later = year is not None and report.year is not None and year != report.year
    return name if other else "", str(year) if later else ""
