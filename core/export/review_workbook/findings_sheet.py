"""The sheet 疑点: what is left, and what an adjustment has settled, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...bilingual import Bilingual
from ...figures import Figure
from ...finding import ERROR, WARNING, Finding
from ...review import Review
from ...suggestion import Suggestion
from ..excel.list_sheet import Link, Listed, ListSheet, Live
from ..export_wording import place, table_name, words
from .addresses import RESULT, STATE
from .workbook_marks import OF_SEVERITY, STATES
from .workbook_parts import Book

FINDINGS = ListSheet(
    Bilingual("疑点", "Findings"),
    (
        (Bilingual("规则", "rule"), 26),
        (Bilingual("级别", "severity"), 9),
        (Bilingual("状态", "state"), 10),
        (Bilingual("疑点", "finding"), 40),
        (Bilingual("左边", "left"), 8),
        (Bilingual("右边", "right"), 8),
        (Bilingual("差额", "difference"), 10),
        (Bilingual("涉及的格", "cells"), 36),
        (Bilingual("说明", "explanation"), 20),
        (Bilingual("建议", "suggestion"), 34),
        (Bilingual("现在", "now"), 8),
    ),
)
MOST_CELLS = 8
"""So many cells are named; of more, only how many there are is said."""

MOST_SUGGESTIONS = 3
"""To a finding, the likeliest first: more of them help nobody to decide."""

OPEN = Bilingual("未处理", "open")
EXPLAINED = Bilingual("已说明", "explained")
LAPSED = Bilingual("说明已失效", "explanation lapsed")
SETTLED = Bilingual("原件不平，已调整", "broken in the source, adjusted")
SEVERITIES = {ERROR: Bilingual("错误", "error"), WARNING: Bilingual("警告", "warning")}
OR = Bilingual("\n或：", "\nor: ")
IN_ALL = Bilingual("\n等 {} 格", "\nof {} cells")
NOTHING = Bilingual("为 0 或空白：{}", "zero or blank: {}")
LAPSE = Bilingual("{}（{}）", "{} ({})")
AT = Bilingual("（{}）", " ({})")


def fill_findings_sheet(book: Book) -> None:
    """Lists the findings left, then those of the report that an adjustment has settled."""
    FINDINGS.fill(book.sheet(FINDINGS.name), _rows(book), book.language)


def rows_of_findings(book: Book) -> dict[str, int]:
    """Returns the row, counted from 1, of the first finding that concerns each cell."""
    listed = [*book.review.findings, *book.settled]
    rows: dict[str, int] = {}
    for row, finding in enumerate(listed, start=2):
        for cell in finding.cells:
            rows.setdefault(cell, row)
    return rows


def state_of(finding: Finding, review: Review) -> Bilingual:
    """Returns what has been done about a finding that is left."""
    verdict = review.verdicts.get(finding.rule)
    if verdict is None:
        return OPEN
    return EXPLAINED if verdict.holds else LAPSED


def clearing(finding: Finding, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Returns the suggestions that clear a finding: the first, and those that tie with it."""
    found = [each for each in suggestions if finding.rule in each.clears]
    return found[:1] + [each for each in found[1:] if found[0].tied and each.tied]


def suggested(finding: Finding, book: Book) -> str:
    """Returns the sentences of the likeliest suggestions that clear a finding."""
    likeliest = clearing(finding, book.suggestions)[:MOST_SUGGESTIONS]
    return book.say(OR).join(book.say(Bilingual(each.zh, each.en)) for each in likeliest)


def cells_in_words(finding: Finding, figures: dict[str, Figure], book: Book) -> str:
    """Returns the cells of a finding with figure and place; then those that add nothing to it."""
    form = book.review.report.form
    named, nothing = [], []
    for cell in dict.fromkeys(finding.cells):
        figure, spec = figures[cell], form.cells[cell]
        label = f"{table_name(spec.table, book.language)} {spec.label(book.language)}"
        if len(finding.cells) > 1 and (figure.value == 0 or not figure.text):
            nothing.append(label)
            continue
        region = book.review.cells[cell].extracted.region
        at = "" if region is None else book.say(AT).format(place(region, book.language))
        named.append(f"{label} {words(figure, book.language)}{at}")
    lines = named[:MOST_CELLS]
    if nothing:
        lines.append(book.say(NOTHING).format(_listed(nothing, book)))
    more = book.say(IN_ALL).format(len(named)) if len(named) > MOST_CELLS else ""
    return "\n".join(lines) + more


def _listed(labels: Sequence[str], book: Book) -> str:
    shown = book.say(Bilingual("、", "; ")).join(labels[:MOST_CELLS])
    return shown + (" …" if len(labels) > MOST_CELLS else "")


def _rows(book: Book) -> Iterator[list[Listed]]:
    review = book.review
    for finding in review.findings:
        yield _row(finding, state_of(finding, review), book.review.audited, book)
    for finding in book.settled:
        yield _row(finding, SETTLED, review.printed, book)


def _row(
    finding: Finding, state: Bilingual, figures: dict[str, Figure], book: Book
) -> list[Listed]:
    mark = OF_SEVERITY[finding.severity]
    verdict = book.review.verdicts.get(finding.rule)
    note = "" if verdict is None else verdict.event.why
    if verdict is not None and not verdict.holds:
        note = book.say(LAPSE).format(note, book.say(verdict.lapse))
    return [
        _rule(finding.rule, book),
        f"{mark.symbol} {book.say(SEVERITIES[finding.severity])}",
        book.say(state),
        finding.sentence(book.language),
        finding.left,
        finding.right,
        finding.difference,
        _cells(finding, figures, book),
        note,
        suggested(finding, book),
        _now(finding, book),
    ]


def _rule(rule: str, book: Book) -> Link | str:
    """Returns the rule, which leads to its line on the sheet of rules where it has one."""
    return Link(rule, book.at.rule(rule, "A")) if rule in book.at.rule_rows else rule


def _cells(finding: Finding, figures: dict[str, Figure], book: Book) -> Link | str:
    """Returns the cells in words; they lead to the first of them."""
    said = cells_in_words(finding, figures, book)
    known = [cell for cell in finding.cells if cell in book.at.figures]
    return Link(said, book.at.figures[known[0]].full) if known and said else said


def _now(finding: Finding, book: Book) -> Live | str:
    """Returns what the rule gives over the figures as they stand in the workbook."""
    if (outcome := book.outcomes.get(finding.rule)) is not None:
        return Live(book.at.rule(finding.rule, RESULT), book.say(outcome.result))
    kind, _, cell = finding.rule.partition(".")
    if kind in ("value", "blank") and cell in book.audited:
        return Live(book.at.data(cell, STATE), book.say(STATES[book.audited[cell].state]))
    return ""
