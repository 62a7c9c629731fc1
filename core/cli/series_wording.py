"""Several reports held against each other, in the words of the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..bilingual import Bilingual
from ..extraction.report import Report
from ..series import YEAR, Matching, Member, SeriesFinding, SeriesLink
from .option import PREVIOUS
from .terminal_wording import SYMBOLS, count_of

MOST_DOCUMENTS = 3
"""Named in a sentence; the rest are counted."""

Names = Mapping[Path, str]
"""What each file is called: as much of the end of its path as tells it from the others."""


def series_lines(matching: Matching, across: Sequence[SeriesFinding], language: str) -> list[str]:
    """Returns the lines on several reports: the counts, what is held against what, each finding.

    There are none where nothing is held against anything.
    """
    links, undecided = matching.links, matching.undecided
    if not links and not undecided:
        return []
    names = short_names(_paths(matching))
    warnings = count_of(len(across), "warning")
    head = Bilingual(
        f"报告之间：对照 {len(links)}，警告 {len(across)}",
        f"Across reports: {len(links)} matched, {warnings}",
    ).in_language(language)
    return [
        head,
        *(f"  = {_matched(link, names, language)}" for link in links),
        *(f"  ? {_undecided(subject, before, names, language)}" for subject, before in undecided),
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
    listed = _documents(one.documents, names, language)
    return f"{SYMBOLS[finding.severity]} {finding.sentence(language)} [{finding.rule}]{listed}"


def _matched(link: SeriesLink, names: Names, language: str) -> str:
    here = _body(link.subject, names, language)
    there = _documents([one.report for one in link.others], names, language)
    count = len(link.others)
    if link.kind == YEAR:
        year = link.others[0].report.year
        said = Bilingual(
            f"{here}，上年为 {year} 年", f"{here}: the year before is {year}"
        ).in_language(language)
    else:
        said = Bilingual(
            f"{here}，汇总 {count} 份", f"{here}: sums up {count_of(count, 'report')}"
        ).in_language(language)
    given = Bilingual("［指定］", " [as told]").in_language(language) if link.chosen else ""
    return f"{said}{there}{given}"


def _undecided(subject: Member, before: Sequence[Member], names: Names, language: str) -> str:
    here = _body(subject, names, language)
    there = _documents([one.report for one in before], names, language)
    option = PREVIOUS.names[-1]
    return Bilingual(
        f"{here}，上年的报告不能确定，没有对照{there}；可用 {option} 指定",
        f"{here}: which report is the year before is open, nothing was compared{there}; "
        f"say it with {option}",
    ).in_language(language)


def _body(member: Member, names: Names, language: str) -> str:
    report = member.report
    year = Bilingual(f"{report.year} 年", f"{report.year}").in_language(language)
    return f"{report.organization} {year}{_documents([report], names, language)}"


def _documents(reports: Sequence[Report], names: Names, language: str) -> str:
    listed = (
        Bilingual("、", ", ")
        .in_language(language)
        .join(names[report.source.path] for report in reports[:MOST_DOCUMENTS])
    )
    if len(reports) > MOST_DOCUMENTS:
        more = len(reports) - MOST_DOCUMENTS
        listed += Bilingual(f" 等 {len(reports)} 份", f" and {more} more").in_language(language)
    return Bilingual(f"（{listed}）", f" ({listed})").in_language(language)
