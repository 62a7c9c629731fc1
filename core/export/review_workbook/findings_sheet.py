"""The sheet 疑点: what is left, and what an adjustment has settled, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import rules
from ...figures import Figure
from ...finding import ERROR, Finding
from ...review import Review
from ...suggestion import Suggestion
from ..excel.list_sheet import ListSheet, Live
from ..excel.sheet_cells import Value
from ..export_wording import place, table_name, words
from .addresses import RESULT, STATE
from .workbook_marks import OF_SEVERITY, STATES
from .workbook_parts import Book

FINDINGS = ListSheet(
    "疑点",
    (
        ("规则 rule", 26),
        ("级别 severity", 9),
        ("状态 state", 10),
        ("疑点 finding", 40),
        ("左边 left", 8),
        ("右边 right", 8),
        ("差额 difference", 10),
        ("涉及的格（不列 0 和空白） cells", 36),
        ("说明 explanation", 20),
        ("建议 suggestion", 34),
        ("现在 now", 8),
    ),
)
MOST_CELLS = 8
"""So many cells are named; of more, only how many there are is said."""

MOST_SUGGESTIONS = 3

OPEN, EXPLAINED, LAPSED, SETTLED = "未处理", "已说明", "说明已失效", "原件不平，已调整"


def fill_findings_sheet(book: Book) -> None:
    """Lists the findings left, then those of the report that an adjustment has settled."""
    FINDINGS.fill(book.sheet(FINDINGS.name), _rows(book))


def settled_findings(review: Review) -> list[Finding]:
    """Returns the findings over the printed figures that the audited ones do not have."""
    left = {finding.rule for finding in review.findings}
    found = rules.check(review.report, review.printed)
    return [finding for finding in found if finding.rule not in left]


def state_of(finding: Finding, review: Review) -> str:
    """Returns what has been done about a finding that is left."""
    verdict = review.verdicts.get(finding.rule)
    if verdict is None:
        return OPEN
    return EXPLAINED if verdict.holds else LAPSED


def clearing(finding: Finding, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Returns the suggestions that clear a finding: the first, and those that tie with it."""
    found = [each for each in suggestions if finding.rule in each.clears]
    return found[:1] + [each for each in found[1:] if found[0].tied and each.tied]


def suggested(finding: Finding, suggestions: Sequence[Suggestion]) -> str:
    """Returns the sentences of the likeliest suggestions that clear a finding."""
    return "\n或：".join(each.zh for each in clearing(finding, suggestions)[:MOST_SUGGESTIONS])


def cells_in_words(finding: Finding, figures: dict[str, Figure], review: Review) -> str:
    """Returns the cells of a finding with figure and place; zeros and blanks are left out."""
    form = review.report.form
    named = []
    for cell in dict.fromkeys(finding.cells):
        figure = figures[cell]
        if figure.value == 0 or (not figure.text and len(finding.cells) > 1):
            continue
        spec = form.cells[cell]
        region = review.cells[cell].extracted.region
        at = f"（{place(region)}）" if region is not None else ""
        named.append(f"{table_name(spec.table)} {spec.label()} {words(figure)}{at}")
    more = f"\n等 {len(named)} 格" if len(named) > MOST_CELLS else ""
    return "\n".join(named[:MOST_CELLS]) + more


def _rows(book: Book) -> Iterator[list[Value | Live]]:
    review = book.review
    for finding in review.findings:
        yield _row(finding, state_of(finding, review), book.review.audited, book)
    for finding in settled_findings(review):
        yield _row(finding, SETTLED, review.printed, book)


def _row(
    finding: Finding, state: str, figures: dict[str, Figure], book: Book
) -> list[Value | Live]:
    mark = OF_SEVERITY[finding.severity]
    verdict = book.review.verdicts.get(finding.rule)
    note = "" if verdict is None else verdict.event.why
    if verdict is not None and not verdict.holds:
        note = f"{note}（{verdict.lapse[0]}）"
    return [
        finding.rule,
        f"{mark.symbol} {'错误' if finding.severity == ERROR else '警告'}",
        state,
        finding.zh,
        finding.left,
        finding.right,
        finding.difference,
        cells_in_words(finding, figures, book.review),
        note,
        suggested(finding, book.suggestions),
        _now(finding, book),
    ]


def _now(finding: Finding, book: Book) -> Live | str:
    """Returns what the rule gives over the figures as they stand in the workbook."""
    if (outcome := book.outcomes.get(finding.rule)) is not None:
        return Live(book.at.rule(finding.rule, RESULT), outcome.result)
    kind, _, cell = finding.rule.partition(".")
    if kind in ("value", "blank") and cell in book.audited:
        return Live(book.at.data(cell, STATE), STATES[book.audited[cell].state])
    return ""
