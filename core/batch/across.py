"""Finds what does not fit across the reports of a batch, holding only those that are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..batch_model import AcrossLine, NamedReport
from ..extraction.report import Reading, Report
from ..figures import Figure, State
from ..series import (
    YEAR,
    Choice,
    Member,
    SeriesCandidate,
    SeriesLink,
    Title,
    check_links,
    find_candidates,
    holds,
    normal_name,
)

MOST_KEPT = 64
"""Reports that are kept for the next comparison: a year is compared with both its neighbours."""


def find_across(
    listed: Sequence[NamedReport],
    read: Callable[[NamedReport], tuple[Report, Mapping[str, Figure]]],
    choices: Sequence[Choice] = (),
) -> Iterator[AcrossLine]:
    """Yields the findings across reports.

    Args:
        listed: The reports that were read.
        read: Returns one of them with its audited figures.
        choices: What a person says they are held against, in the place of names and years.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def member(at: int) -> Member:
        return _slim(*read(listed[at]))

    chosen = _chosen(listed, choices)
    for candidate in _candidates(listed, chosen):
        members = [member(at) for at in (candidate.subject, *candidate.others)]
        link = SeriesLink(candidate.kind, members[0], tuple(members[1:]))
        if (candidate.kind, candidate.subject) not in chosen and not holds(link):
            continue
        documents = tuple(listed[at] for at in (candidate.subject, *candidate.others))
        for found in check_links([link]):
            yield AcrossLine(found.finding, documents)


def _chosen(
    listed: Sequence[NamedReport], choices: Sequence[Choice]
) -> dict[tuple[str, int], SeriesCandidate]:
    """Returns what is chosen by its kind and its subject, nobody for none."""
    places = {(named.path, named.index): at for at, named in enumerate(listed)}
    found = {}
    for choice in choices:
        if (subject := places.get(choice.subject)) is not None:
            others = (places[key] for key in choice.others if key in places)
            kept = tuple(other for other in others if other != subject)
            found[choice.kind, subject] = SeriesCandidate(choice.kind, subject, kept)
    return found


def _candidates(
    listed: Sequence[NamedReport], chosen: Mapping[tuple[str, int], SeriesCandidate]
) -> list[SeriesCandidate]:
    """Returns what names and years give, and what is chosen in its place; years come first."""
    titles = [Title(normal_name(named.organization), named.year) for named in listed]
    found = [each for each in find_candidates(titles) if (each.kind, each.subject) not in chosen]
    found += [each for each in chosen.values() if each.others]
    return sorted(found, key=lambda each: (each.kind != YEAR, each.subject))


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
