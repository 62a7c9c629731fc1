"""A checked report in the words of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..documents.document import Region
from ..doubts import DOUBTS, is_doubt
from ..extraction.report import Report
from ..finding import ERROR, WARNING, Finding
from ..suggestion import Suggestion
from .reading import Checked, Skipped

SYMBOLS = {ERROR: "✖", WARNING: "!"}
EXPLAINED = "○"
"""Before a finding that a reviewer has explained."""

SUGGESTED, TIED = "→", "⇄"
"""Before a suggestion; the second where another is as good."""

MOST_LABELS = 6
"""So many doubtful cells are named; of more, only how many there are is said."""

MOST_SUGGESTIONS = 5
"""JSON has all of them."""


def report_lines(checked: Checked, unread_pages: Sequence[int], language: str) -> list[str]:
    """Returns the lines of one report: the counts, then findings, doubts and what is left over."""
    report = checked.report
    zh = language == "zh"
    lines = [_headline(checked, zh)]
    lines += [_found(finding, checked, language) for finding in _ordered(checked)]
    lines += [
        f"  {TIED if suggestion.tied else SUGGESTED} {suggestion.sentence(language)}"
        for suggestion in _first(checked)
    ]
    lines += [f"  ? {line}" for line in _doubts(report, zh)]
    lines += [f"  + {line}" for line in _left_over(report, unread_pages, zh)]
    return lines


def skipped_line(skipped: Skipped, language: str) -> str:
    """Returns the line on a file in a folder that is no report."""
    if language == "zh":
        return f"已跳过 {skipped.error.zh}"
    return f"skipped {skipped.error.en}"


def tampered_line(path: Path, language: str) -> str:
    """Returns the line on a review file whose record does not fit its hashes."""
    name = path.name
    if language == "zh":
        return f"{name}：记录与哈希不符，可能被改动过。gouji verify {name} 说明在哪里。"
    return (
        f"{name}: the record does not fit its hashes and may have been tampered with. "
        f"gouji verify {name} says where."
    )


def _first(checked: Checked) -> list[Suggestion]:
    """Returns the suggestions shown: the first for each finding, and those that tie with it."""
    shown: list[Suggestion] = []
    cleared: set[str] = set()
    for suggestion in checked.suggestions:
        if suggestion.tied or cleared.isdisjoint(suggestion.clears):
            shown.append(suggestion)
            cleared.update(suggestion.clears)
    return shown[:MOST_SUGGESTIONS]


def _ordered(checked: Checked) -> list[Finding]:
    """Returns the findings: errors before warnings, those that rest on no doubt before those that
    do, and what is explained last.
    """
    doubtful = checked.doubtful
    return sorted(
        checked.findings,
        key=lambda each: (
            checked.is_explained(each),
            each.severity != ERROR,
            each.rests_on(doubtful),
        ),
    )


def _found(finding: Finding, checked: Checked, language: str) -> str:
    symbol = EXPLAINED if checked.is_explained(finding) else SYMBOLS[finding.severity]
    line = f"  {symbol} {finding.sentence(language)} [{finding.rule}]"
    if finding.rests_on(checked.doubtful):
        line += "（依据的格存疑）" if language == "zh" else " (rests on a doubtful cell)"
    verdict = (
        None if checked.reviewed is None else checked.reviewed.review.verdicts.get(finding.rule)
    )
    if verdict is None:
        return line
    said = verdict.sentence(language)
    return f"{line}（{said}）" if language == "zh" else f"{line} ({said})"


def _headline(checked: Checked, zh: bool) -> str:
    report = checked.report
    left = [finding for finding in checked.findings if not checked.is_explained(finding)]
    errors = sum(finding.severity == ERROR for finding in left)
    warnings, explained = len(left) - errors, len(checked.findings) - len(left)
    doubts, loose = len(_doubtful(report)), len(report.unplaced)
    name = report.source.path.name
    if report.index:
        name += f" ({report.index + 1})"
    if zh:
        year = f"{report.year} 年" if report.year is not None else "年度不详"
        return (
            f"{report.organization or '单位不详'} {year}："
            f"错误 {errors}，警告 {warnings}{f'，已说明 {explained}' if explained else ''}，"
            f"存疑 {doubts}，未归位 {loose}（{name}）"
        )
    return (
        f"{report.organization or 'unknown body'} {report.year or 'unknown year'}: "
        f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}, "
        f"{f'{explained} explained, ' if explained else ''}"
        f"{count_of(doubts, 'doubtful cell')}, {count_of(loose, 'unplaced figure')} ({name})"
    )


def _doubtful(report: Report) -> list[str]:
    """Returns the doubtful cells, those of a missing table left out: the table is named once."""
    missing = tuple(f"{table}." for table in report.missing_tables)
    return [
        cell
        for cell, reading in report.readings.items()
        if is_doubt(reading.confidence) and not cell.startswith(missing)
    ]


def _identity_doubts(report: Report, zh: bool) -> Iterator[str]:
    """Yields a line for the name of the body and for the year where they are in doubt."""
    identity = report.identity
    if identity is None:
        return
    for name, read in (
        (("单位名称", "the body"), identity.organization),
        (("年度", "the year"), identity.year),
    ):
        if is_doubt(read.confidence):
            which = 0 if zh else 1
            comma, colon = ("，", "：") if zh else (", ", ": ")
            said = [name[which], *([read.text] if read.text else [])]
            others = (" / ".join(read.alternatives),) if read.alternatives else ()
            yield f"{DOUBTS[read.doubt][which]}{colon}{comma.join([*said, *others])}"


def _doubts(report: Report, zh: bool) -> Iterator[str]:
    """Yields one line for each reason of doubt, naming the cells."""
    yield from _identity_doubts(report, zh)
    groups: dict[str, list[str]] = {}
    for cell in _doubtful(report):
        groups.setdefault(report.readings[cell].doubt, []).append(cell)
    for reason, cells in groups.items():
        unknown = ("识读没有把握", "the reading is uncertain")
        words = DOUBTS.get(reason, unknown)[0 if zh else 1]
        named = [_named(report, cell, zh) for cell in cells[:MOST_LABELS]]
        listed = ("、" if zh else "; ").join(named)
        more = len(cells) - len(named)
        if more:
            listed += f" 等 {len(cells)} 格" if zh else f" and {count_of(more, 'more cell')}"
        yield f"{words}：{listed}" if zh else f"{words}: {listed}"


def _named(report: Report, cell: str, zh: bool) -> str:
    reading = report.readings[cell]
    label = report.form.cells[cell].label("zh" if zh else "en")
    blank = "空白" if zh else "blank"
    text = f"“{reading.figure.text}”" if reading.figure.text else blank
    return f"{label} {text}{_place(reading.region, zh)}"


def _left_over(report: Report, unread_pages: Sequence[int], zh: bool) -> Iterator[str]:
    if report.blank_forms:
        many = count_of(report.blank_forms, "blank form")
        yield (
            f"文件中另有 {report.blank_forms} 份空白表式，未计入"
            if zh
            else f"passed over in the file: {many}"
        )
    for item in report.unplaced:
        at = _place(item.region, zh)
        yield f"未能归位：“{item.text}”{at}" if zh else f"not placed: “{item.text}”{at}"
    for page in unread_pages:
        yield f"第 {page + 1} 页是图片，未能识读" if zh else f"page {page + 1} is an unread picture"


def _place(region: Region | None, zh: bool) -> str:
    if region is None or region.page is None:
        return ""
    return f"（第 {region.page + 1} 页）" if zh else f" (page {region.page + 1})"


def count_of(number: int, noun: str) -> str:
    """Returns a number with its noun in English."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
