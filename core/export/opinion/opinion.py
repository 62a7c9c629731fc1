"""The review opinion: what a report states that does not reconcile, on one page, to return it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from ... import rules
from ...bilingual import ZH, Bilingual
from ...documents.document import Region
from ...figures import show
from ...finding import ERROR, WARNING, Finding
from ...review import Review
from ...review.verdicts import basis
from ...suggestion import Suggestion
from ..export_wording import page_number, report_title, table_name, words
from ..review_workbook.findings_sheet import clearing
from ..review_workbook.notes import last_changes, weighty_cells

ROOM = 500.0
"""Points of the page that are left for the rows of the table, at the size of their type."""

LINE, PADDING = 12.5, 4.0
"""Points of a line, and of what a row has above and below its lines."""

_CHARACTERS = (6, 20, 17)
"""Chinese characters to a line of the columns with the place, the problem and the answer."""

MOST_PROPOSALS = 2
"""Where more corrections are as likely, the body that reported knows better."""

MOST_CHARACTERS = 120
"""Of proposed corrections in one row; beyond, one row could fill the page."""

HEADINGS = (
    Bilingual("序号", "No."),
    Bilingual("位置", "Place"),
    Bilingual("问题", "Problem"),
    Bilingual("处理意见", "Answer"),
)

TITLE = Bilingual(
    "政府信息公开工作年度报告审核意见", "Review of the annual report on information disclosure"
)
REPORT, SOURCE = Bilingual("报告", "Report"), Bilingual("原件", "Source")
SOURCE_HASH = Bilingual("原件 SHA-256", "SHA-256 of the source")
RECONCILES = Bilingual(
    "经按法定表格的勾稽关系核对，未发现不平之处。",
    "Held against the rules of the statutory tables, every figure reconciles.",
)
FOUND = Bilingual(
    "经按法定表格的勾稽关系核对，发现错误 {} 处、需核实之处 {} 处，列于下表，请核实更正。",
    "Held against the rules of the statutory tables, {} errors and {} points to verify were found; "
    "they are listed below. Please verify and correct them.",
)
UNSURE = Bilingual(
    "另有 {} 格识读存疑、尚未与原件核对。",
    " {} cells were read with little confidence and not yet compared with the source.",
)
REST = Bilingual("其余 {} 处见审核工作簿。", "The other {} are in the audited workbook.")
REVIEWER = Bilingual("审核人：{}", "Reviewer: {}")
THE_TEXT = Bilingual("正文", "the text")
WHOLE = Bilingual("全文", "the whole report")
PAGES = Bilingual("第 {} 页", "page {}")
EXPLAINED = Bilingual("说明：{}", "Explained: {}")
ADJUSTED = Bilingual("{}审定为 {}（原件 {}）：{}", "{} audited as {} (printed {}): {}")
MANY = Bilingual(
    "请核实。更正涉及多格，见工作簿。",
    "Please verify. The correction concerns many cells; see the workbook.",
)
PERHAPS = Bilingual("请核实。可能的更正：{}。", "Please verify. Perhaps: {}.")
PLEASE = Bilingual("请核实并更正。", "Please verify and correct.")
CHANGE = Bilingual("{} 由 {} 改为 {}", "{} from {} to {}")
COMMA, SEMICOLON = Bilingual("，", ", "), Bilingual("；", "; ")
OR = Bilingual("；或", "; or ")
AND = Bilingual("、", ", ")
STOP = Bilingual("。", ".")
COLON = Bilingual("：", ": ")


WIDTHS = (1.1, 2.6, 7.4, 6.3)
"""Centimetres of the columns: 17.4 within the margins on A4."""

MARGIN = 1.8
"""Centimetres at each side."""

SIZE = 9.5
"""Points of the type in the table."""


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One thing that does not reconcile: where, what, and what is asked or was done."""

    place: str
    problem: str
    answer: str


@dataclass(frozen=True)
class Opinion:
    """What stands in a review opinion.

    Attributes:
        facts: (name, value) of the head.
        summary: One sentence with the counts.
        left_over: How many findings did not fit.
        signature: Reviewer and date.
        language: That it is written in, "zh" or "en".
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    summary: str
    rows: tuple[OpinionRow, ...]
    left_over: int
    signature: tuple[str, str]
    language: str = ZH

    def say(self, words: Bilingual) -> str:
        """Returns a wording in the language of the opinion."""
        return words.in_language(self.language)


def opinion_of(
    review: Review,
    suggestions: Sequence[Suggestion] = (),
    *,
    today: date | None = None,
    language: str = ZH,
) -> Opinion:
    """Returns the opinion on a report: the faults of what it prints, errors first.

    Misreadings that a reviewer corrected are no faults of the report and are not in it.

    Args:
        review: The review; its printed figures are judged.
        suggestions: Corrections of the findings over the printed figures.
        today: The date that it carries; by default this day.
        language: That it is written in, "zh" or "en".
    """
    said = _Wording(review, suggestions, language)
    report = review.report
    findings = sorted(
        rules.check(report, review.printed), key=lambda finding: finding.severity != ERROR
    )
    rows = _fitting(
        OpinionRow(said.place(each), said.problem(each), said.answer(each)) for each in findings
    )
    day = today or date.today()  # noqa: DTZ011
    return Opinion(
        said.say(TITLE),
        (
            (said.say(REPORT), report_title(report, language).replace("　", " ")),
            (said.say(SOURCE), report.source.path.name),
            (said.say(SOURCE_HASH), report.source.sha256),
        ),
        said.summary(findings),
        tuple(rows),
        len(findings) - len(rows),
        (
            review.reviewer,
            said.day(day),
        ),
        language,
    )


def table_rows(opinion: Opinion) -> list[tuple[str, str, str, str]]:
    """Returns the rows of the table, numbered."""
    return [
        (str(number), row.place, row.problem, row.answer)
        for number, row in enumerate(opinion.rows, start=1)
    ]


def rest_line(opinion: Opinion) -> str:
    """Returns where the rest is, or nothing where all is listed."""
    return opinion.say(REST).format(opinion.left_over) if opinion.left_over else ""


def signature_lines(opinion: Opinion) -> tuple[str, str]:
    """Returns the lines at the foot: who, with room to sign where nobody is named, and when."""
    reviewer, day = opinion.signature
    return opinion.say(REVIEWER).format(reviewer or "　　　　　　"), day


def headings(opinion: Opinion) -> list[str]:
    """Returns the heads of the table."""
    return [opinion.say(heading) for heading in HEADINGS]


def fact_lines(opinion: Opinion) -> list[str]:
    """Returns the lines of the head."""
    return [f"{name}{opinion.say(COLON)}{value}" for name, value in opinion.facts]


def _fitting(rows: Iterable[OpinionRow]) -> list[OpinionRow]:
    """Returns the first rows that fit on the page, at least one."""
    fitting: list[OpinionRow] = []
    left = ROOM
    for row in rows:
        texts = (row.place, row.problem, row.answer)
        left -= PADDING + LINE * max(map(_lines, texts, _CHARACTERS))
        if fitting and left < 0:
            break
        fitting.append(row)
    return fitting


def _lines(text: str, room: int) -> int:
    """Returns how many lines a text takes; a letter or a digit is half a Chinese character."""
    widths = (
        sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in line)
        for line in text.split("\n")
    )
    return sum(max(1, math.ceil(width / room)) for width in widths)


@dataclass(frozen=True)
class _Wording:
    """Says in one language what a review found."""

    review: Review
    suggestions: Sequence[Suggestion]
    language: str

    def say(self, words: Bilingual) -> str:
        return words.in_language(self.language)

    def day(self, day: date) -> str:
        return self.say(Bilingual(f"{day.year} 年 {day.month} 月 {day.day} 日", day.isoformat()))

    def summary(self, findings: Sequence[Finding]) -> str:
        errors = sum(finding.severity == ERROR for finding in findings)
        warnings = sum(finding.severity == WARNING for finding in findings)
        doubts = sum(state.doubtful for state in self.review.cells.values())
        text = self.say(FOUND).format(errors, warnings) if findings else self.say(RECONCILES)
        return text + (self.say(UNSURE).format(doubts) if doubts else "")

    def problem(self, finding: Finding) -> str:
        return finding.sentence(self.language) + self.say(STOP)

    def place(self, finding: Finding) -> str:
        """Returns tables and pages of the cells of a finding, and where the text states one."""
        review, report = self.review, self.review.report
        carrying = weighty_cells(finding, review.printed)
        tables = dict.fromkeys(
            table_name(report.form.cells[cell].table, self.language) for cell in carrying
        )
        regions = [review.cells[cell].extracted.region for cell in carrying]
        named = [self.say(Bilingual(" ", ", ")).join(tables), self._pages(regions)]
        stated = [claim.region for claim in report.claims if claim.rule == finding.rule]
        if stated:
            named += [self.say(THE_TEXT), self._pages(stated)]
        return " ".join(filter(None, named)) or self.say(WHOLE)

    def _pages(self, regions: Iterable[Region | None]) -> str:
        pages = sorted(filter(None, {page_number(region) for region in regions}))
        return self.say(PAGES).format(self.say(AND).join(map(str, pages))) if pages else ""

    def answer(self, finding: Finding) -> str:
        """Returns what was decided on a finding; where nothing was, what is to be done."""
        if note := self._note(finding):
            return self.say(EXPLAINED).format(note)
        adjusted = [self._adjusted(cell) for cell in self._adjusted_cells(finding)]
        if adjusted:
            return self.say(SEMICOLON).join(adjusted) + self.say(STOP)
        clears = clearing(finding, self.suggestions)[:MOST_PROPOSALS]
        proposed = self.say(OR).join(map(self._proposal, clears))
        if len(proposed) > MOST_CHARACTERS:
            return self.say(MANY)
        return self.say(PERHAPS).format(proposed) if proposed else self.say(PLEASE)

    def _adjusted_cells(self, finding: Finding) -> list[str]:
        changes, cells = last_changes(self.review), self.review.cells
        return [
            cell
            for cell in dict.fromkeys(finding.cells)
            if cells[cell].adjusted and cell in changes
        ]

    def _adjusted(self, cell: str) -> str:
        state, label = self.review.cells[cell], self._label(cell)
        audited, printed = (words(each, self.language) for each in (state.audited, state.printed))
        return self.say(ADJUSTED).format(label, audited, printed, state.reason)

    def _note(self, finding: Finding) -> str:
        """Returns what explains a finding over the printed figures; nothing where it has lapsed.

        A note on what is printed answers it also where the audited figure was adjusted since.
        """
        verdict = self.review.verdicts.get(finding.rule)
        if verdict is None:
            return ""
        answers = verdict.holds or verdict.event.pin == basis(finding, self.review.printed)
        return verdict.event.why if answers else ""

    def _proposal(self, suggestion: Suggestion) -> str:
        cells = self.review.cells
        return self.say(COMMA).join(
            self.say(CHANGE).format(
                self._label(each.cell),
                words(cells[each.cell].printed, self.language),
                show(each.value),
            )
            for each in suggestion.changes
        )

    def _label(self, cell: str) -> str:
        return self.review.report.form.cells[cell].label(self.language)
