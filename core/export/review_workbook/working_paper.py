"""The head of a working paper: who looked at what, by which procedure, and to what conclusion.

What it holds is what auditing standards ask of documentation (China's CSA 1131, ISA 230): purpose,
scope, source, procedure, preparer, reviewer, dates, exceptions and conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...bilingual import Bilingual
from ...extraction.report import Report
from ...finding import ERROR, Finding
from ...review import Event, Kind, Review
from ...review.progress import progress_of
from ..export_wording import UNNAMED, day, table_name
from .workbook_parts import Book

Line = tuple[Bilingual, str]

BETWEEN = Bilingual("、", ", ")
"""Stands between what is listed."""

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


def working_paper(book: Book) -> Iterator[Line]:
    """Yields the lines of the head: what each is called, and what it says."""
    report, say = book.review.report, book.say
    tables = say(BETWEEN).join(table_name(table, book.language) for table in report.form.tables)
    missing = missing_tables(report, book.language)
    yield Bilingual("底稿编号", "reference"), reference_of(report)
    yield Bilingual("目的", "purpose"), say(PURPOSE)
    yield Bilingual("范围", "scope"), say(SCOPE).format(tables, len(report.form.cells), missing)
    yield Bilingual("程序", "procedure"), _procedure(book)
    yield (
        Bilingual("编制人", "preparer"),
        say(BETWEEN).join(reviewers_of(book.review)) or say(UNNAMED),
    )
    yield Bilingual("编制日期", "dates"), _dates(book)
    yield Bilingual("复核人", "second reviewer"), _second(book)
    yield Bilingual("例外事项", "exceptions"), _exceptions(book)
    yield Bilingual("结论", "conclusion"), _conclusion(book)


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
    names = BETWEEN.in_language(language).join(readers)
    return names if len(readers) > 1 else ONE_READER.in_language(language).format(names)


def missing_tables(report: Report, language: str) -> str:
    """Returns the titles of the tables that the source does not print."""
    tables = [report.form.table(table) for table in report.missing_tables]
    titles = [Bilingual(table.title, table.title_en).in_language(language) for table in tables]
    return BETWEEN.in_language(language).join(titles) or NOBODY.in_language(language)


def reference_of(report: Report) -> str:
    """Returns the number of a working paper: of the year, the source, and which report in it."""
    which = f"-{report.index + 1}" if report.index else ""
    return f"{report.year or '0000'}-{report.source.sha256[:8]}{which}"


def _procedure(book: Book) -> str:
    cells = book.review.cells.values()
    return book.say(PROCEDURE).format(
        readers_of(book.review.report.readers, book.language),
        len(book.lines),
        sum(one.decided for one in cells),
        sum(one.printed != one.extracted.figure for one in cells),
        sum(one.adjusted for one in cells),
    )


def _dates(book: Book) -> str:
    events = book.review.events
    if not events:
        return book.say(NO_EVENTS)
    first, last = day(events[0].at, book.zone), day(events[-1].at, book.zone)
    return first if first == last else f"{first} – {last}"


def _second(book: Book) -> str:
    signed = book.review.sign_off_in_force
    if signed is None or signed.looked_at is None:
        return book.say(NOBODY)
    by, on = (each.by or book.say(UNNAMED) for each in (signed.event, signed.looked_at))
    return book.say(SECOND).format(by, day(signed.event.at, book.zone), on)


def _left(review: Review) -> list[Finding]:
    """Returns the findings that no explanation in force answers."""
    return [each for each in review.findings if not review.is_explained(each.rule)]


def _exceptions(book: Book) -> str:
    review, left = book.review, _left(book.review)
    errors = sum(each.severity == ERROR for each in left)
    return book.say(EXCEPTIONS).format(
        errors,
        len(left) - errors,
        len(review.findings) - len(left),
        len(book.settled),
        progress_of(review).doubtful,
        len(review.report.unplaced),
    )


def _conclusion(book: Book) -> str:
    signed = book.review.sign_off_in_force
    if signed is None:
        return book.say(UNSIGNED)
    if not signed.holds:
        return book.say(LAPSED)
    if left := _left(book.review):
        return book.say(WITH_WARNINGS).format(len(left))
    clean = not book.review.findings and not book.settled
    return book.say(RECONCILES if clean else SETTLED)
