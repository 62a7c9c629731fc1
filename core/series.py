"""Rules across reports: the same body's previous year, and a summary against its parts.

Sources: the cross-document rules of the statutory form's totals (上年结转 is what the year
before carried over; 现行有效 follows from what was issued and repealed).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .extraction.figures import Figure, Number, State, show
from .extraction.report import Report
from .finding import WARNING, Finding
from .forms import CrossYear


@dataclass(frozen=True)
class Member:
    """A report of a series, with the layer of figures that is compared."""

    report: Report
    figures: Mapping[str, Figure]

    @property
    def name(self) -> str:
        """The organization's name as it is matched."""
        return normal_name(self.report.organization)


@dataclass(frozen=True)
class Link:
    """Reports that are held against each other.

    Attributes:
        kind: "year" (``others`` is the previous year's report) or "sum" (``others`` are the
            reports that ``subject`` covers).
    """

    kind: str
    subject: Member
    others: tuple[Member, ...]


@dataclass(frozen=True)
class SeriesFinding:
    """A finding across reports.

    Attributes:
        finding: Its cells are those of the first document.
        documents: The reports concerned, the one that carries the finding first.
    """

    finding: Finding
    documents: tuple[Report, ...] = field(repr=False)


_AREA_ENDS = ("省", "市", "县", "区", "旗", "州", "盟", "乡", "镇")
_PLAIN = re.compile(r"[\s　（）()〔〕\[\]·]+")

_AGREEING = 0.8
"""A summary is taken to cover reports where so many of its figures are the sum of theirs."""


def normal_name(organization: str) -> str:
    """Returns a body's name as it is matched.

    县政府 and 县人民政府 are one body, and so is the bare name of an area, which stands for
    its government. 人民政府办公室 and 人民政府办公厅 stay two.
    """
    name = _PLAIN.sub("", organization)
    for end in _AREA_ENDS:
        name = name.replace(f"{end}政府", f"{end}人民政府")
    return f"{name}人民政府" if name.endswith(_AREA_ENDS) else name


def find_links(members: Sequence[Member]) -> tuple[Link, ...]:
    """Returns the links that names and years give; a reviewer may give others.

    A report and the one of the year before are linked where exactly one report of each is
    there. A summary is linked to the bodies whose names begin with its area, where the sums
    largely hold: a link that does not hold would raise nothing but false alarms.
    """
    return (*_years(members), *_summaries(members))


def check_links(links: Iterable[Link]) -> tuple[SeriesFinding, ...]:
    """Returns the warnings of every link, in the order of the links and of the form."""
    found: list[SeriesFinding] = []
    for link in links:
        documents = (link.subject.report, *(other.report for other in link.others))
        findings = _check_year(link) if link.kind == "year" else _check_sum(link)
        found += [SeriesFinding(finding, documents) for finding in findings]
    return tuple(found)


def _years(members: Sequence[Member]) -> list[Link]:
    by_year: dict[tuple[str, int], list[Member]] = defaultdict(list)
    for member in members:
        if member.name and member.report.year is not None:
            by_year[member.name, member.report.year].append(member)
    links = []
    for (name, year), here in by_year.items():
        before = by_year.get((name, year - 1), [])
        if len(here) == len(before) == 1:
            links.append(Link("year", here[0], (before[0],)))
    return links


def _summaries(members: Sequence[Member]) -> list[Link]:
    links = []
    for member in members:
        area = member.name.removesuffix("人民政府")
        if area == member.name or not area:
            continue
        parts = tuple(
            other
            for other in members
            if other is not member
            and other.report.year == member.report.year
            and other.name != member.name
            and other.name.startswith(area)
        )
        if len(parts) >= 2 and _covers(member, parts):
            links.append(Link("sum", member, parts))
    return links


def _covers(summary: Member, parts: Sequence[Member]) -> bool:
    compared = [
        (summary.figures[cell].amount, _sum(parts, cell)) for cell in _summed_cells(summary, parts)
    ]
    live = [(left, right) for left, right in compared if left or right]
    agreeing = sum(left == right for left, right in live)
    return bool(live) and agreeing >= _AGREEING * len(live)


def _summed_cells(summary: Member, parts: Sequence[Member]) -> list[str]:
    """Returns the cells that every report has and that can be read everywhere."""
    return [
        cell
        for cell in summary.report.form.cells
        if all(_is_read(member, cell) for member in (summary, *parts))
    ]


def _is_read(member: Member, cell: str) -> bool:
    """Returns whether a figure can be compared: it is in the form, printed or typed, and read."""
    figure = member.figures.get(cell)
    if figure is None or figure.state is State.UNREADABLE:
        return False
    return figure.state is not State.BLANK or member.report.readings[cell].doubt != "missing"


def _sum(members: Sequence[Member], cell: str) -> Number:
    total: Number = 0
    for member in members:
        total += member.figures[cell].amount
    return total


def _check_sum(link: Link) -> list[Finding]:
    findings = []
    for cell in _summed_cells(link.subject, link.others):
        left, right = link.subject.figures[cell].amount, _sum(link.others, cell)
        if left == right:
            continue
        spec = link.subject.report.form.cells[cell]
        count, gap = len(link.others), _signed(left - right)
        zh = (
            f"{spec.label()}：汇总报告 {show(left)}，"
            f"所辖 {count} 份报告之和 {show(right)}，差 {gap}"
        )
        en = (
            f"{spec.label('en')}: the summary shows {show(left)}, its {count} reports add to "
            f"{show(right)}; difference {gap}"
        )
        findings.append(Finding(f"sum.{cell}", WARNING, (cell,), zh, en, left, right))
    return findings


def _check_year(link: Link) -> list[Finding]:
    subject, before = link.subject, link.others[0]
    findings = []
    for rule in subject.report.form.cross_year:
        own = (rule.current, *rule.plus, *rule.minus)
        if not all(_is_read(subject, cell) for cell in own):
            continue
        if not all(_is_read(before, cell) for cell in rule.previous):
            continue
        finding = _compare_year(rule, subject, before)
        if finding is not None:
            findings.append(finding)
    return findings


def _compare_year(rule: CrossYear, subject: Member, before: Member) -> Finding | None:
    left = subject.figures[rule.current].amount
    terms: list[tuple[str, Member, str]] = [("+", before, cell) for cell in rule.previous]
    terms += [("+", subject, cell) for cell in rule.plus]
    terms += [("-", subject, cell) for cell in rule.minus]
    right: Number = 0
    for sign, member, cell in terms:
        amount = member.figures[cell].amount
        right = right + amount if sign == "+" else right - amount
    if left == right:
        return None
    cells = (rule.current, *rule.plus, *rule.minus)
    return Finding(
        rule.id,
        WARNING,
        cells,
        _year_sentence(rule, subject, terms, left, right, "zh"),
        _year_sentence(rule, subject, terms, left, right, "en"),
        left,
        right,
    )


def _year_sentence(
    rule: CrossYear,
    subject: Member,
    terms: Sequence[tuple[str, Member, str]],
    left: Number,
    right: Number,
    language: str,
) -> str:
    label = subject.report.form.cells[rule.current].label(language)
    said = ""
    for sign, member, cell in terms:
        name = member.report.form.cells[cell].label(language)
        if member is not subject:
            year = member.report.year
            name = f"{year} 年 {name}" if language == "zh" else f"{name} of {year}"
        mark = "" if not said and sign == "+" else (" + " if sign == "+" else " − ")
        said += f"{mark}{name} {show(member.figures[cell].amount)}"
    if len(terms) > 1:
        said += f" = {_signed(right)}"
    gap = _signed(left - right)
    if language == "zh":
        return f"{label} {show(left)}，{said}，差 {gap}"
    return f"{label} {show(left)}; {said}; difference {gap}"


def _signed(value: Number) -> str:
    return show(value).replace("-", "−")
