"""Several reports held against each other, in the words of the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..extraction.report import Report
from ..series import YEAR, Matching, Member, SeriesFinding, SeriesLink
from .option import PREVIOUS
from .wording import SYMBOLS, count_of

MOST_DOCUMENTS = 3

Names = Mapping[Path, str]
"""What each file is called: as much of the end of its path as tells it from the others."""


def series_lines(matching: Matching, across: Sequence[SeriesFinding], language: str) -> list[str]:
    """Returns the lines on several reports: the counts, what is held against what, each finding.

    There are none where nothing is held against anything.
    """
    zh = language == "zh"
    links, undecided = matching.links, matching.undecided
    if not links and not undecided:
        return []
    names = short_names(_paths(matching))
    warnings = count_of(len(across), "warning")
    head = (
        f"报告之间：对照 {len(links)}，警告 {len(across)}"
        if zh
        else f"Across reports: {len(links)} matched, {warnings}"
    )
    return [
        head,
        *(f"  = {_matched(link, names, zh)}" for link in links),
        *(f"  ? {_undecided(subject, before, names, zh)}" for subject, before in undecided),
        *(f"  {_found(one, names, language)}" for one in across),
    ]


def short_names(paths: Iterable[Path]) -> Names:
    """Returns for each path the shortest end of it that no other path has."""
    names: dict[Path, str] = {}
    waiting, length = list(dict.fromkeys(paths)), 1
    while waiting:
        ends = {path: Path(*path.absolute().parts[-length:]) for path in waiting}
        count = Counter(ends.values())
        longest = {path for path in waiting if length >= len(path.absolute().parts)}
        names |= {
            path: str(end) for path, end in ends.items() if count[end] == 1 or path in longest
        }
        waiting = [path for path in waiting if path not in names]
        length += 1
    return names


def _paths(matching: Matching) -> list[Path]:
    members = [one for link in matching.links for one in (link.subject, *link.others)]
    members += [one for subject, before in matching.undecided for one in (subject, *before)]
    return [member.report.source.path for member in members]


def _found(one: SeriesFinding, names: Names, language: str) -> str:
    finding = one.finding
    listed = _documents(one.documents, names, language == "zh")
    return f"{SYMBOLS[finding.severity]} {finding.sentence(language)} [{finding.rule}]{listed}"


def _matched(link: SeriesLink, names: Names, zh: bool) -> str:
    here = _body(link.subject, names, zh)
    there = _documents([one.report for one in link.others], names, zh)
    count = len(link.others)
    if link.kind == YEAR:
        year = link.others[0].report.year
        said = f"{here}，上年为 {year} 年" if zh else f"{here}: the year before is {year}"
    else:
        said = f"{here}，汇总 {count} 份" if zh else f"{here}: sums up {count_of(count, 'report')}"
    given = ("［指定］" if zh else " [as told]") if link.chosen else ""
    return f"{said}{there}{given}"


def _undecided(subject: Member, before: Sequence[Member], names: Names, zh: bool) -> str:
    here = _body(subject, names, zh)
    there = _documents([one.report for one in before], names, zh)
    option = PREVIOUS.names[-1]
    if zh:
        return f"{here}，上年的报告不能确定，没有对照{there}；可用 {option} 指定"
    return (
        f"{here}: which report is the year before is open, nothing was compared{there}; "
        f"say it with {option}"
    )


def _body(member: Member, names: Names, zh: bool) -> str:
    report = member.report
    year = f"{report.year} 年" if zh else f"{report.year}"
    return f"{report.organization} {year}{_documents([report], names, zh)}"


def _documents(reports: Sequence[Report], names: Names, zh: bool) -> str:
    listed = ("、" if zh else ", ").join(
        names[report.source.path] for report in reports[:MOST_DOCUMENTS]
    )
    if len(reports) > MOST_DOCUMENTS:
        more = len(reports) - MOST_DOCUMENTS
        listed += f" 等 {len(reports)} 份" if zh else f" and {more} more"
    return f"（{listed}）" if zh else f" ({listed})"
