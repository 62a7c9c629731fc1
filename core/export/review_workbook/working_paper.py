"""The head of a working paper: who looked at what, by which procedure, and to what conclusion.

What it holds is what auditing standards ask of documentation (China's CSA 1131, ISA 230): purpose,
scope, source, procedure, preparer, reviewer, dates, exceptions and conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from ...bilingual import Bilingual
from ...extraction.report import Report
from ...finding import ERROR
from ...review import Event, Kind, Review
from ...review.progress import progress_of
from ..export_wording import UNNAMED, day, table_name
from .findings_sheet import settled_findings
from .rule_lines import rule_lines

Line = tuple[Bilingual, str]

PURPOSE = Bilingual(
    "核对该报告法定表格的数字是否与原件所印一致、勾稽关系是否成立，并记录依据",
    "To establish whether the figures of the statutory tables are as the source prints them and "
    "reconcile, and to record on what grounds",
)
SCOPE = Bilingual(
    "{}，共 {} 格；原件缺少的表：{}", "{}: {} cells; tables that the source lacks: {}"
)
PROCEDURE = Bilingual(
    "读取程序：{}。按 {} 条规则核对；{} 格由人逐格看过，其中更正识读 {} 格、调整审定数 {} 格",
    "Readers: {}. Held against {} rules; {} cells were looked at one by one, "
    "of which {} readings were corrected and {} audited figures adjusted",
)
ONE_READER = Bilingual("{}（未用第二个读取程序对照）", "{} (held against no second reader)")
NO_READERS = Bilingual("不适用", "not applicable")
NO_EVENTS = Bilingual("没有审核记录", "nothing is on record")
NOBODY = Bilingual("无", "none")
SECOND = Bilingual("{}，{}，复核 {} 的签核", "{}, {}, on the sign-off of {}")
EXCEPTIONS = Bilingual(
    "未处理的错误 {} 条、警告 {} 条；已说明的疑点 {} 条；原件不平、已调整的 {} 条；"
    "识读的置信度低而未看的 {} 格；未能归位的数字 {} 个",
    "Open errors: {}, open warnings: {}; explained findings: {}; broken in the source and "
    "adjusted: {}; uncertain readings not looked at: {}; figures without a place: {}",
)
UNSIGNED = Bilingual("尚未签核，没有结论", "not signed off yet: no conclusion")
LAPSED = Bilingual("签核已失效，没有结论", "the sign-off no longer holds: no conclusion")
RECONCILES = Bilingual(
    "原件所印数字的勾稽关系成立，没有疑点", "the printed figures reconcile; there is no finding"
)
SETTLED = Bilingual(
    "原件有不平或存疑之处，均已调整或说明；审定数见各表",
    "the source has findings, all of them adjusted or explained; the tables hold what is audited",
)
WITH_WARNINGS = Bilingual(
    "没有未处理的错误；尚有警告 {} 条未说明，见疑点表",
    "no error is open; {} warnings are not explained, see the findings",
)


def working_paper(review: Review, language: str, zone: tzinfo) -> list[Line]:
    """Returns the lines of the head: what each is called, and what it says; its days in a zone."""
    return list(_lines(review, language, zone))


def reviewers_of(review: Review) -> list[str]:
    """Returns who decided something, in the order of the trail, the unnamed left out.

    Not who exports: that may be anybody.
    """
    second = second_sign_off(review)
    return list(
        dict.fromkeys(
            event.by
            for event in review.events
            if event.by and event.kind is not Kind.REVIEWER_CHANGED and event != second
        )
    )


def second_sign_off(review: Review) -> Event | None:
    """Returns the sign-off that a second person gave on that of the first; None without one."""
    signed = review.sign_off_in_force
    return signed.event if signed is not None and signed.looked_at is not None else None


def readers_of(readers: Sequence[str], language: str) -> str:
    """Returns which programs read the text of a PDF, and whether one was held against another."""
    if not readers:
        return NO_READERS.in_language(language)
    names = Bilingual("、", ", ").in_language(language).join(readers)
    return names if len(readers) > 1 else ONE_READER.in_language(language).format(names)


def missing_tables(report: Report, language: str) -> str:
    """Returns the titles of the tables that the source does not print."""
    tables = [report.form.table(table) for table in report.missing_tables]
    titles = [Bilingual(table.title, table.title_en).in_language(language) for table in tables]
    return Bilingual("、", ", ").in_language(language).join(titles) or NOBODY.in_language(language)


def reference_of(report: Report) -> str:
    """Returns the number of a working paper: of the year, the source, and which report in it."""
    which = f"-{report.index + 1}" if report.index else ""
    return f"{report.year or '0000'}-{report.source.sha256[:8]}{which}"


def _lines(review: Review, language: str, zone: tzinfo) -> Iterator[Line]:
    report = review.report
    between = Bilingual("、", ", ").in_language(language)
    tables = between.join(table_name(table, language) for table in report.form.tables)
    cells = len(report.form.cells)
    missing = missing_tables(report, language)
    people = between.join(reviewers_of(review)) or UNNAMED.in_language(language)
    yield Bilingual("底稿编号", "reference"), reference_of(report)
    yield Bilingual("目的", "purpose"), PURPOSE.in_language(language)
    yield Bilingual("范围", "scope"), SCOPE.in_language(language).format(tables, cells, missing)
    yield Bilingual("程序", "procedure"), _procedure(review, language)
    yield Bilingual("编制人", "preparer"), people
    yield Bilingual("编制日期", "dates"), _dates(review, language, zone)
    yield Bilingual("复核人", "second reviewer"), _second(review, language, zone)
    yield Bilingual("例外事项", "exceptions"), _exceptions(review, language)
    yield Bilingual("结论", "conclusion"), _conclusion(review, language)


def _procedure(review: Review, language: str) -> str:
    cells = review.cells.values()
    looked = sum(one.confirmed or one.corrected or one.adjusted for one in cells)
    corrected = sum(one.printed != one.extracted.figure for one in cells)
    adjusted = sum(one.adjusted for one in cells)
    readers = readers_of(review.report.readers, language)
    rules = len(rule_lines(review.report))
    return PROCEDURE.in_language(language).format(readers, rules, looked, corrected, adjusted)


def _dates(review: Review, language: str, zone: tzinfo) -> str:
    if not review.events:
        return NO_EVENTS.in_language(language)
    first, last = day(review.events[0].at, zone), day(review.events[-1].at, zone)
    return first if first == last else f"{first} – {last}"


def _second(review: Review, language: str, zone: tzinfo) -> str:
    signed = review.sign_off_in_force
    if signed is None or signed.looked_at is None:
        return NOBODY.in_language(language)
    by, on = (each.by or UNNAMED.in_language(language) for each in (signed.event, signed.looked_at))
    return SECOND.in_language(language).format(by, day(signed.event.at, zone), on)


def _exceptions(review: Review, language: str) -> str:
    left = [each for each in review.findings if not review.is_explained(each.rule)]
    errors = sum(each.severity == ERROR for each in left)
    counts = (
        errors,
        len(left) - errors,
        len(review.findings) - len(left),
        len(settled_findings(review)),
        progress_of(review).doubtful,
        len(review.report.unplaced),
    )
    return EXCEPTIONS.in_language(language).format(*counts)


def _conclusion(review: Review, language: str) -> str:
    signed = review.sign_off_in_force
    if signed is None:
        return UNSIGNED.in_language(language)
    if not signed.holds:
        return LAPSED.in_language(language)
    open_ones = sum(not review.is_explained(each.rule) for each in review.findings)
    if open_ones:
        return WITH_WARNINGS.in_language(language).format(open_ones)
    clean = not review.findings and not settled_findings(review)
    return (RECONCILES if clean else SETTLED).in_language(language)
