"""Finds what does not fit across the reports of a batch, holding only those that are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ..export.batch.lines import AcrossLine, Named, ReportLine
from ..extraction.figures import Figure
from ..extraction.report import Reading
from ..series import Link, Member, Title, check_links, find_candidates, holds, normal_name

MOST_KEPT = 64
"""Reports that are kept for the next comparison: a year is compared with both its neighbours."""


def find_across(
    listed: Sequence[Named], line_at: Callable[[int], ReportLine]
) -> Iterator[AcrossLine]:
    """Yields the findings across reports.

    Args:
        listed: The reports that were read.
        line_at: Returns one of them by its number.
    """
    by_number = {named.number: named for named in listed}

    @lru_cache(maxsize=MOST_KEPT)
    def member(number: int) -> Member:
        return _slim(line_at(number))

    titles = [Title(normal_name(named.organization), named.year) for named in listed]
    for candidate in find_candidates(titles):
        numbers = [listed[at].number for at in (candidate.subject, *candidate.others)]
        members = [member(number) for number in numbers]
        link = Link(candidate.kind, members[0], tuple(members[1:]))
        if not holds(link):
            continue
        documents = tuple(by_number[number] for number in numbers)
        for found in check_links([link]):
            yield AcrossLine(found.finding, documents)


def _slim(line: ReportLine) -> Member:
    """Returns a report with what comparing needs; what many reports have alike is held once."""
    report = line.report
    assert report is not None
    slim = {
        cell: _shared(Figure("", reading.figure.state), reading.doubt)
        for cell, reading in report.readings.items()
    }
    figures = {cell: _figure(figure) for cell, figure in line.audited.items()}
    return Member(replace(report, readings=slim, claims=(), unplaced=()), figures)


@lru_cache(maxsize=1000)
def _shared(figure: Figure, doubt: str) -> Reading:
    return Reading(figure, doubt=doubt)


@lru_cache(maxsize=10_000)
def _figure(figure: Figure) -> Figure:
    return figure
