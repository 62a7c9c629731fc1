"""The rules across reports over what is held against each other.

Sources: the cross-document rules of the statutory form's totals (上年结转 is what the year
before carried over; 现行有效 follows from what was issued and repealed).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..bilingual import LANGUAGES, Bilingual
from ..extraction.report import Report
from ..figures import Figure, Number
from ..finding import WARNING, Finding
from ..forms import CrossYear
from ..rules import number, said
from .candidates import YEAR
from .links import Member, SeriesLink, add_up, summed_cells

Term = tuple[str, Member, str]
"""A sign, and a cell of a report."""


@dataclass(frozen=True)
class SeriesFinding:
    """A finding across reports.

    Attributes:
        finding: Its cells are those of the first document.
        documents: The reports concerned, the one that carries the finding first.
    """

    finding: Finding
    documents: tuple[Report, ...] = field(repr=False)


def check_links(links: Iterable[SeriesLink]) -> tuple[SeriesFinding, ...]:
    """Returns the warnings of every link, in the order of the links and of the form."""
    found: list[SeriesFinding] = []
    for link in links:
        documents = (link.subject.report, *(other.report for other in link.others))
        findings = _check_year(link) if link.kind == YEAR else _check_sum(link)
        found += [SeriesFinding(finding, documents) for finding in findings]
    return tuple(found)


def check_against(
    links: Iterable[SeriesLink], figures: Mapping[str, Figure]
) -> tuple[Finding, ...]:
    """Returns the warnings of the links of one report, were these its figures."""
    changed = (replace(link, subject=Member(link.subject.report, figures)) for link in links)
    return tuple(found.finding for found in check_links(changed))


def _check_sum(link: SeriesLink) -> list[Finding]:
    findings = []
    for cell in summed_cells(link.subject, link.others):
        left, right = link.subject.figures[cell].amount, add_up(link.others, cell)
        if left == right:
            continue
        spec = link.subject.report.form.cells[cell]
        printed, count, gap = link.subject.figures[cell], len(link.others), number(left - right)
        zh = (
            f"{spec.label()}：汇总报告 {said(printed, 'zh')}，"
            f"所辖 {count} 份报告之和 {number(right)}，差 {gap}"
        )
        en = (
            f"{spec.label('en')}: the summary shows {said(printed, 'en')}, "
            f"its {count} reports add to "
            f"{number(right)}; difference {gap}"
        )
        findings.append(Finding(f"sum.{cell}", WARNING, (cell,), zh, en, left, right))
    return findings


def _check_year(link: SeriesLink) -> list[Finding]:
    subject, before = link.subject, link.others[0]
    findings = []
    for rule in subject.report.form.cross_year:
        own = (rule.current, *rule.plus, *rule.minus)
        if not (subject.read.issuperset(own) and before.read.issuperset(rule.previous)):
            continue
        finding = _compare_year(rule, subject, before)
        if finding is not None:
            findings.append(finding)
    return findings


def _compare_year(rule: CrossYear, subject: Member, before: Member) -> Finding | None:
    left = subject.figures[rule.current].amount
    terms: list[Term] = [("+", before, cell) for cell in rule.previous]
    terms += [("+", subject, cell) for cell in rule.plus]
    terms += [("-", subject, cell) for cell in rule.minus]
    right: Number = 0
    for sign, member, cell in terms:
        amount = member.figures[cell].amount
        right = right + amount if sign == "+" else right - amount
    if left == right:
        return None
    cells = (rule.current, *rule.plus, *rule.minus)
    zh, en = (
        _year_sentence(rule, subject, terms, left - right, language) for language in LANGUAGES
    )
    return Finding(rule.id, WARNING, cells, zh, en, left, right)


def _year_sentence(
    rule: CrossYear, subject: Member, terms: Sequence[Term], gap: Number, language: str
) -> str:
    label = subject.report.form.cells[rule.current].label(language)
    printed = subject.figures[rule.current]
    told = ""
    for sign, member, cell in terms:
        name = member.report.form.cells[cell].label(language)
        if member is not subject:
            year = member.report.year
            name = Bilingual(f"{year} 年 {name}", f"{name} of {year}").in_language(language)
        mark = "" if not told and sign == "+" else (" + " if sign == "+" else " − ")
        told += f"{mark}{name} {said(member.figures[cell], language)}"
    if len(terms) > 1:
        told += f" = {number(printed.amount - gap)}"
    return Bilingual(
        f"{label} {said(printed, language)}，{told}，差 {number(gap)}",
        f"{label} {said(printed, language)}; {told}; difference {number(gap)}",
    ).in_language(language)
