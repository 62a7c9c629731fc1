"""Which reports are held against each other: by names and years, or as a reviewer says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from ..extraction.report import Report
from ..figures import Figure, Number, State
from .candidates import YEAR, Title, find_candidates, neighbours
from .divisions import may_be_one

Key = tuple[Path, int]
"""What a report is known by: its file, and which of the file's reports it is, from 0."""


@dataclass(frozen=True)
class Member:
    """A report of a series, with the layer of figures that is compared."""

    report: Report
    figures: Mapping[str, Figure]

    @property
    def name(self) -> str:
        """The organization's name as it is matched."""
        return normal_name(self.report.organization)

    @cached_property
    def read(self) -> frozenset[str]:
        """The cells that can be compared: in the form, printed or typed, and read."""
        readings = self.report.readings
        return frozenset(
            cell
            for cell, figure in self.figures.items()
            if figure.state is not State.UNREADABLE
            and (figure.state is not State.BLANK or readings[cell].doubt != "missing")
        )

    @property
    def title(self) -> Title:
        """What it says it is."""
        return Title(self.name, self.report.year)

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.report.source.path, self.report.index


@dataclass(frozen=True)
class SeriesLink:
    """Reports that are held against each other.

    Attributes:
        kind: ``YEAR`` (``others`` is the previous year's report) or ``SUM`` (``others`` are the
            reports that ``subject`` covers).
        chosen: A reviewer said so; else names and years did.
    """

    kind: str
    subject: Member
    others: tuple[Member, ...]
    chosen: bool = False


_AREA_ENDS = ("省", "市", "县", "区", "旗", "州", "盟", "乡", "镇")
_PLAIN = re.compile(r"[\s　（）()〔〕\[\]·]+")

_AGREEING = 0.8
"""A summary is taken to cover reports where so many of its figures are the sum of theirs."""


@lru_cache(maxsize=4096)
def normal_name(organization: str) -> str:
    """Returns a body's name as it is matched.

    县政府 and 县人民政府 are one body, and so is the bare name of an area, which stands for
    its government. 人民政府办公室 and 人民政府办公厅 stay two.
    """
    name = _PLAIN.sub("", organization)
    for end in _AREA_ENDS:
        name = name.replace(f"{end}政府", f"{end}人民政府")
    return f"{name}人民政府" if name.endswith(_AREA_ENDS) else name


def find_links(members: Sequence[Member], only: Key | None = None) -> tuple[SeriesLink, ...]:
    """Returns the links that names and years give, or ``only`` those of one report.

    A report and the one of the year before are linked where exactly one report of each is
    there. A summary is linked to the bodies whose names begin with its area, where the sums
    largely hold: a link that does not hold would raise nothing but false alarms.
    """
    links = (
        SeriesLink(found.kind, members[found.subject], tuple(members[at] for at in found.others))
        for found in find_candidates([member.title for member in members])
        if only is None or members[found.subject].key == only
    )
    return tuple(link for link in links if holds(link))


def holds(link: SeriesLink) -> bool:
    """Returns whether the figures bear out a link that names and years give."""
    return link.kind == YEAR or _covers(link.subject, link.others)


def find_undecided(members: Sequence[Member]) -> tuple[tuple[Member, tuple[Member, ...]], ...]:
    """Returns the reports that have several of the year before, or share one, with these; and those
    that have none, with the ones whose names may be theirs.
    """
    titles = [member.title for member in members]
    known = neighbours(titles)
    several = [
        (members[subject], tuple(members[at] for at in before))
        for here, before in known
        if not len(here) == len(before) == 1
        for subject in here
    ]
    later = {at for here, _ in known for at in here}
    earlier = {at for _, before in known for at in before}
    return (*several, *_perhaps(members, later, earlier))


def _perhaps(
    members: Sequence[Member], later: Collection[int], earlier: Collection[int]
) -> Iterator[tuple[Member, tuple[Member, ...]]]:
    """Yields the reports without one of the year before, with those that may be it.

    Args:
        members: All reports.
        later: The places of those that have one.
        earlier: The places of those that are one.
    """
    of_year: dict[int, list[int]] = defaultdict(list)
    for at, member in enumerate(members):
        if member.report.year is not None and at not in earlier:
            of_year[member.report.year].append(at)
    for at, member in enumerate(members):
        year = member.report.year
        if year is None or at in later:
            continue
        before = (members[other] for other in of_year.get(year - 1, ()))
        offered = tuple(one for one in before if may_be_one(member.name, one.name))
        if offered:
            yield member, offered


def _covers(summary: Member, parts: Sequence[Member]) -> bool:
    compared = [
        (summary.figures[cell].amount, add_up(parts, cell)) for cell in summed_cells(summary, parts)
    ]
    live = [(left, right) for left, right in compared if left or right]
    agreeing = sum(left == right for left, right in live)
    return bool(live) and agreeing >= _AGREEING * len(live)


def summed_cells(summary: Member, parts: Sequence[Member]) -> list[str]:
    """Returns the cells that every report has and that can be read everywhere."""
    read = summary.read.intersection(*(part.read for part in parts))
    return [cell for cell in summary.report.form.cells if cell in read]


def add_up(members: Sequence[Member], cell: str) -> Number:
    """Returns the sum of a cell over reports; blanks and marks count as zero."""
    total: Number = 0
    for member in members:
        total += member.figures[cell].amount
    return total
