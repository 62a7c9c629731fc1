"""The sheet 说明: the head of a working paper, the source, the sign-off, and the legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from openpyxl.workbook.defined_name import DefinedName

from .... import __version__
from ...bilingual import ZH, Bilingual
from ...review import Review
from ...review.record.event_chain import linked
from ...review.rule_set import rule_set_hash
from ..excel.appearance import (
    HEAD_FILL,
    CellAppearance,
    height_of,
    protect,
    set_up_print,
    with_symbols,
)
from ..excel.list_sheet import heading_of
from ..excel.sheet_cells import SheetWriter, Value
from ..export_wording import UNNAMED, moment, place
from .legend import RESULTS, use_of
from .workbook_marks import MARKS, Mark
from .workbook_parts import Book
from .working_paper import missing_tables, readers_of, working_paper

ABOUT = Bilingual("说明", "About")
FORMAT = 3
"""Counts up when the workbook is laid out in another way, so that it can be read back safely."""

TRAIL = Bilingual("审核记录摘要", "hash of the trail")
LOOSE_TRAIL = Bilingual("核对码（没有审核文件）", "check, of no review file")
"""What the hash of the last event is called; the second where ``gouji verify`` knows none."""

PINNED = {
    "source": Bilingual("签核摘要之一：原件", "hash of sign-off: the source"),
    "values": Bilingual("签核摘要之二：审定数", "hash of sign-off: the audited figures"),
    "verdicts": Bilingual("签核摘要之三：疑点的说明", "hash of sign-off: the explanations"),
    "rules": Bilingual("签核摘要之四：规则", "hash of sign-off: the rules"),
    "chain": Bilingual("签核摘要之五：此前的全部记录", "hash of sign-off: all events before"),
}
"""What each part of a sign-off's pins is called."""

UNKNOWN, NONE = Bilingual("不详", "unknown"), Bilingual("无", "none")
NOT_SIGNED = Bilingual("未签核", "not signed off")
HOLDS = Bilingual("已签核，有效", "signed off, and holds")
NO_LONGER = Bilingual("签核已失效：{}", "the sign-off no longer holds: {}")
WIDTHS = (30.0, 76.0)
NAME = CellAppearance(bold=True, border="frame")
VALUE = CellAppearance(border="frame", horizontal="left")
HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame")

Pair = tuple[Bilingual, Value, str]
"""What a line of the sheet is called, what it says, and the name that it is defined by, or none."""


def fill_about_sheet(book: Book) -> None:
    """Adds the sheet, with the names by which a workbook is known when it is read back."""
    writer = book.sheet(ABOUT)
    for column, width in zip("AB", WIDTHS, strict=True):
        writer.sheet.column_dimensions[column].width = width
    paper = working_paper(book)
    row = _write(writer, 1, Bilingual("工作底稿", "working paper"), ((*p, "") for p in paper), book)
    row = _write(writer, row, Bilingual("来源", "source"), _facts(book), book)
    row = _write(writer, row, Bilingual("签核", "sign-off"), _sign_off(book), book)
    row = _write_legend(writer, row, book)
    row = _write_listed(writer, row, Bilingual("结果", "results"), _results(book), book)
    uses = use_of(is_signed_off=book.review.signed_off)
    steps = ((str(at), _meaning(text, book)) for at, text in enumerate(uses, start=1))
    _write_listed(writer, row, Bilingual("用法", "use"), steps, book)
    set_up_print(writer.sheet, landscape=False, one_page=True, language=book.language)
    protect(writer.sheet)


def trail_hash(review: Review) -> str:
    """Returns the hash of the last event: the one in the review's file, where it has one.

    Where it has none the chain begins with the hash of the source.
    """
    origin = review.origin or review.report.source.sha256
    links = linked(list(review.events), origin)
    return links[-1].hash if links else origin


def _facts(book: Book) -> Iterator[Pair]:
    """Yields what the workbook was made from: what it is called, what it is, and its name."""
    review, report, say = book.review, book.review.report, book.say
    year = say(UNKNOWN) if report.year is None else report.year
    edition = say(Bilingual("{} 年版", "edition of {}")).format(report.form.edition)
    yield Bilingual("单位", "body"), report.organization or say(UNKNOWN), ""
    yield Bilingual("年度", "year"), year, ""
    yield Bilingual("表式", "form"), edition, ""
    yield Bilingual("原件", "source"), report.source.path.name, ""
    yield Bilingual("原件类型", "kind"), report.source.kind, ""
    yield Bilingual("读取程序", "readers"), readers_of(report.readers, book.language), ""
    yield Bilingual("原件 SHA-256", "source SHA-256"), report.source.sha256, "gouji_source"
    yield Bilingual("文件中第几份报告", "report no. in the file"), report.index + 1, "gouji_report"
    yield Bilingual("原件缺少的表", "missing tables"), missing_tables(report, book.language), ""
    for item in report.unplaced:
        near = say(Bilingual("，在“{}”旁", ", beside “{}”")).format(item.near) if item.near else ""
        at = place(item.region, book.language)
        told = say(Bilingual("{}（{}{}）", "{} ({}{})")).format(item.text, at, near)
        yield Bilingual("未能归位的数字", "unplaced"), told, ""
    yield Bilingual("疑点", "findings"), len(review.findings), ""
    yield Bilingual("未处理的错误", "open errors"), len(review.open_errors), ""
    yield Bilingual("审核人", "reviewer"), review.reviewer, "gouji_reviewer"
    yield Bilingual("审核记录条数", "events"), len(review.events), "gouji_events"
    yield TRAIL if review.origin else LOOSE_TRAIL, trail_hash(review), "gouji_trail"
    yield Bilingual("规则摘要", "hash of the rules"), rule_set_hash(report.form), ""
    yield Bilingual("导出时间", "exported"), moment(datetime.now(UTC)), "gouji_made"
    yield Bilingual("时区", "time zone"), book.offset, "gouji_zone"
    yield Bilingual("程序", "program"), f"Gouji 勾稽 {__version__}", "gouji_program"
    yield Bilingual("语言", "language"), book.language, "gouji_language"
    yield Bilingual("工作簿格式", "format"), FORMAT, "gouji_format"


def _sign_off(book: Book) -> Iterator[Pair]:
    sign_off, state = book.review.sign_off_in_force, Bilingual("状态", "state")
    if sign_off is None:
        yield state, book.say(NOT_SIGNED), ""
        return
    lapses = book.say(Bilingual("；", "; ")).join(map(book.say, sign_off.lapses))
    yield state, book.say(HOLDS if sign_off.holds else NO_LONGER).format(lapses), ""
    yield Bilingual("签核人", "by"), sign_off.event.by or book.say(UNNAMED), ""
    yield Bilingual("签核时间", "at"), moment(sign_off.event.at), ""
    yield Bilingual("签核说明", "note"), sign_off.event.why, ""
    yield Bilingual("签核摘要", "hash"), sign_off.pins.hash, ""
    for pin, name in PINNED.items():
        if held := getattr(sign_off.pins, pin):
            yield name, held, ""


def _results(book: Book) -> Iterator[tuple[str, str]]:
    between = book.say(Bilingual("、", ", "))
    for words, meaning in RESULTS:
        yield between.join(map(book.say, words)), _meaning(meaning, book)


def _meaning(words: Bilingual, book: Book) -> str:
    """Returns what explains the workbook: in a Chinese one with the English below."""
    return "\n".join(words) if book.language == ZH else words.en


def _write(
    writer: SheetWriter, row: int, heading: Bilingual, pairs: Iterable[Pair], book: Book
) -> int:
    """Writes a heading and pairs below it; returns the row of the next heading."""
    _write_head(writer, row, heading, None, book)
    for name, value, defined in pairs:
        row += 1
        writer.put(row, 1, heading_of(name, book.language), NAME)
        _put_value(writer, row, value)
        if defined:
            target = DefinedName(defined, attr_text=f"'{book.say(ABOUT)}'!$B${row}")
            book.workbook.defined_names[defined] = target
    return row + 2


def _write_listed(
    writer: SheetWriter, row: int, heading: Bilingual, pairs: Iterable[tuple[str, str]], book: Book
) -> int:
    """Writes a heading, and below it words with what they mean; returns the row of the next."""
    _write_head(writer, row, heading, None, book)
    for row, (name, value) in enumerate(pairs, start=row + 1):  # noqa: B020
        writer.put(row, 1, name, NAME)
        _put_value(writer, row, value)
    return row + 2


def _write_head(
    writer: SheetWriter, row: int, heading: Bilingual, beside: Bilingual | None, book: Book
) -> None:
    writer.put(row, 1, heading_of(heading, book.language), HEAD)
    writer.put(row, 2, None if beside is None else heading_of(beside, book.language), HEAD)


def _put_value(writer: SheetWriter, row: int, value: Value) -> None:
    writer.put(row, 2, value, VALUE)
    writer.sheet.row_dimensions[row].height = height_of(str(value or ""), WIDTHS[1])


def _write_legend(writer: SheetWriter, row: int, book: Book) -> int:
    _write_head(writer, row, Bilingual("标记", "marks"), Bilingual("含义", "meaning"), book)
    for row, mark in enumerate(MARKS, start=row + 1):  # noqa: B020
        writer.put(row, 1, 8, _sample(mark))
        _put_value(writer, row, _meaning(mark.meaning, book))
    return row + 2


def _sample(mark: Mark) -> CellAppearance:
    """Returns the look of a sample figure under a mark."""
    return CellAppearance(
        bold=bool(mark.symbol),
        color=mark.color or "000000",
        fill=mark.fill,
        border="dotted" if mark.line == "dotted" else "frame",
        horizontal="center",
        number_format=with_symbols(mark.symbol),
    )
