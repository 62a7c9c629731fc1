"""Finds what does not fit across the reports of a batch, holding only those that are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..export.batch.lines import AcrossLine, Named
from ..extraction.figures import Figure, State
from ..extraction.report import Reading, Report
from ..series import Link, Member, Title, check_links, find_candidates, holds, normal_name

MOST_KEPT = 64
"""Reports that are kept for the next comparison: a year is compared with both its neighbours."""


def find_across(
    listed: Sequence[Named], read: Callable[[Named], tuple[Report, Mapping[str, Figure]]]
) -> Iterator[AcrossLine]:
    """Yields the findings across reports.

    Args:
        listed: The reports that were read.
        read: Returns one of them with its audited figures.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def member(at: int) -> Member:
        return _slim(*read(listed[at]))

    titles = [Title(normal_name(named.organization), named.year) for named in listed]
    for candidate in find_candidates(titles):
        members = [member(at) for at in (candidate.subject, *candidate.others)]
        link = Link(candidate.kind, members[0], tuple(members[1:]))
        if not holds(link):
            continue
        documents = tuple(listed[at] for at in (candidate.subject, *candidate.others))
        for found in check_links([link]):
            yield AcrossLine(found.finding, documents)


def _slim(report: Report, audited: Mapping[str, Figure]) -> Member:
    """Returns a report with what comparing needs; what many reports have alike is held once."""
    slim = {
        cell: _shared(reading.figure.state, reading.doubt)
        for cell, reading in report.readings.items()
    }
    return Member(replace(report, readings=slim, claims=(), unplaced=()), audited)


@lru_cache(maxsize=1000)
def _shared(state: State, doubt: str) -> Reading:
    return Reading(Figure("", state), doubt=doubt)
