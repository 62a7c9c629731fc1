"""A checked report in the words of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..bilingual import Bilingual
from ..doubts import DOUBTS, is_doubt
from ..extraction.report import Report
from ..finding import ERROR, WARNING, Finding
from ..review import Review
from ..review.acts.suggestion_steps import can_be_judged
from ..rules.extent import short_table, unread_rows
from ..suggestion import Suggestion
from ..supplied.held_extraction import EXTRACTION
from .extraction_wording import extraction_lines, page_words
from .given_files import Checked, Skipped

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
    lines = [_headline(checked, language)]
    lines += [_found(finding, checked, language) for finding in _ordered(checked)]
    lines += [
        f"  {TIED if suggestion.tied else SUGGESTED} {suggestion.sentence(language)}"
        for suggestion in _first(checked)
    ]
    if _is_beyond_figures(checked):
        lines.append(f"  {SUGGESTED} {_LOOK_AT_PLACES.in_language(language)}")
    lines += [f"  {line}" for line in extraction_lines(checked.held, report, language)]
    lines += [f"  ? {line}" for line in _doubts(report, language)]
    lines += [f"  + {line}" for line in _left_over(report, unread_pages, language)]
    return lines


_MANY = 3
"""Errors without a suggestion: a placement may be the reason."""

_LOOK_AT_PLACES = Bilingual(
    "没有几个数的更正能消除这些错误：请在窗口中看表是否放对了位置（F4）",
    "no change of a few figures clears these errors: look in the window whether the tables are "
    "placed rightly (F4)",
)


def _is_beyond_figures(checked: Checked) -> bool:
    """Returns whether many errors have no suggestion, where all rows were read."""
    errors = sum(finding.severity == ERROR for finding in checked.findings)
    return errors >= _MANY and not _judged(checked) and not checked.report.unread_rows


def skipped_line(skipped: Skipped, language: str) -> str:
    """Returns the line on a file in a folder that is no report."""
    return Bilingual(f"已跳过 {skipped.error.zh}", f"skipped {skipped.error.en}").in_language(
        language
    )


def tampered_line(path: Path, language: str) -> str:
    """Returns the line on a review file whose record does not fit its hashes."""
    name = path.name
    return Bilingual(
        f"{name}：记录与哈希不符，可能被改动过。gouji verify {name} 说明在哪里。",
        f"{name}: the record does not fit its hashes and may have been tampered with. "
        f"gouji verify {name} says where.",
    ).in_language(language)


def _first(checked: Checked) -> list[Suggestion]:
    """Returns the suggestions shown: the first for each finding, and those that tie with it."""
    shown: list[Suggestion] = []
    cleared: set[str] = set()
    for suggestion in _judged(checked):
        if suggestion.tied or cleared.isdisjoint(suggestion.clears):
            shown.append(suggestion)
            cleared.update(suggestion.clears)
    return shown[:MOST_SUGGESTIONS]


def _judged(checked: Checked) -> list[Suggestion]:
    """Returns the suggestions of which a person can tell by looking whether they are right."""
    review = checked.reviewed.review if checked.reviewed is not None else Review(checked.report)
    return [one for one in checked.suggestions if can_be_judged(review, one)]


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
        line += Bilingual("（依据的格存疑）", " (rests on a doubtful cell)").in_language(language)
    verdict = (
        None if checked.reviewed is None else checked.reviewed.review.verdicts.get(finding.rule)
    )
    if verdict is None:
        return line
    said = verdict.sentence(language)
    return Bilingual(f"{line}（{said}）", f"{line} ({said})").in_language(language)


def _headline(checked: Checked, language: str) -> str:
    report = checked.report
    left = [finding for finding in checked.findings if not checked.is_explained(finding)]
    errors = sum(finding.severity == ERROR for finding in left)
    warnings, explained = len(left) - errors, len(checked.findings) - len(left)
    doubts, loose = len(_doubtful(report)), len(report.unplaced)
    name = report.source.path.name
    if report.index:
        name += f" ({report.index + 1})"
    year = f"{report.year} 年" if report.year is not None else "年度不详"
    return Bilingual(
        f"{report.organization or '单位不详'} {year}："
        f"错误 {errors}，警告 {warnings}{f'，已说明 {explained}' if explained else ''}，"
        f"存疑 {doubts}，未归位 {loose}（{name}）",
        f"{report.organization or 'unknown body'} {report.year or 'unknown year'}: "
        f"{count_of(errors, 'error')}, {count_of(warnings, 'warning')}, "
        f"{f'{explained} explained, ' if explained else ''}"
        f"{count_of(doubts, 'doubtful cell')}, {count_of(loose, 'unplaced figure')} ({name})",
    ).in_language(language)


def _doubtful(report: Report) -> list[str]:
    """Returns the doubtful cells, those of a missing table left out: the table is named once."""
    missing = tuple(f"{table}." for table in report.missing_tables)
    return [
        cell
        for cell, reading in report.readings.items()
        if is_doubt(reading.confidence) and not cell.startswith(missing)
    ]


def _identity_doubts(report: Report, language: str) -> Iterator[str]:
    """Yields a line for the name of the body and for the year where they are in doubt."""
    identity = report.identity
    if identity is None:
        return
    for name, read in (
        (Bilingual("单位名称", "the body"), identity.organization),
        (Bilingual("年度", "the year"), identity.year),
    ):
        if is_doubt(read.confidence):
            comma = Bilingual("，", ", ").in_language(language)
            colon = Bilingual("：", ": ").in_language(language)
            said = [name.in_language(language), *([read.text] if read.text else [])]
            others = (" / ".join(read.alternatives),) if read.alternatives else ()
            yield f"{DOUBTS[read.doubt].in_language(language)}{colon}{comma.join([*said, *others])}"


def _doubts(report: Report, language: str) -> Iterator[str]:
    """Yields one line for each reason of doubt, naming the cells."""
    yield from _identity_doubts(report, language)
    groups: dict[str, list[str]] = {}
    for cell in _doubtful(report):
        if report.readings[cell].doubt == EXTRACTION:
            continue  # told with both figures
        groups.setdefault(report.readings[cell].doubt, []).append(cell)
    for reason, cells in groups.items():
        unknown = Bilingual("识读的置信度低", "the reading is uncertain")
        words = DOUBTS.get(reason, unknown).in_language(language)
        named = [_named(report, cell, language) for cell in cells[:MOST_LABELS]]
        listed = Bilingual("、", "; ").in_language(language).join(named)
        more = len(cells) - len(named)
        if more:
            listed += Bilingual(
                f" 等 {len(cells)} 格", f" and {count_of(more, 'more cell')}"
            ).in_language(language)
        yield Bilingual(f"{words}：{listed}", f"{words}: {listed}").in_language(language)


def _named(report: Report, cell: str, language: str) -> str:
    reading = report.readings[cell]
    label = report.form.cells[cell].label(language)
    blank = Bilingual("空白", "blank").in_language(language)
    text = f"“{reading.figure.text}”" if reading.figure.text else blank
    return f"{label} {text}{page_words(reading.region, language)}"


def _left_over(report: Report, unread_pages: Sequence[int], language: str) -> Iterator[str]:
    for table, name in report.placements.items():
        placed = report.form.table(table)
        yield Bilingual(
            f"“{placed.title}”按 {name} 中人工更正的版面放置，本报告未经人看",
            f"“{placed.title_en}” is placed as by hand in {name}; nobody looked at it here",
        ).in_language(language)
    if report.blank_forms:
        many = count_of(report.blank_forms, "blank form")
        yield (
            Bilingual(
                f"文件中另有 {report.blank_forms} 份空白表式，未计入",
                f"passed over in the file: {many}",
            ).in_language(language)
        )
    unread = unread_rows(report, report.figures)
    short = (short_table(report, table) for table in report.form.tables)
    for sentence in (*unread, *filter(None, short)):
        yield sentence.in_language(language)
    for item in report.unplaced:
        at = page_words(item.region, language)
        yield Bilingual(
            f"未能归位：“{item.text}”{at}", f"not placed: “{item.text}”{at}"
        ).in_language(language)
    for page in unread_pages:
        yield Bilingual(
            f"第 {page + 1} 页是图片，未能识读", f"page {page + 1} is an unread picture"
        ).in_language(language)


def count_of(number: int, noun: str) -> str:
    """Returns a number with its noun in English."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
