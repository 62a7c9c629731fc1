"""The sheet 说明: what the workbook was made from, whether it is signed off, and its legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from openpyxl.workbook.defined_name import DefinedName

from .... import __version__
from ...review import Review
from ...review.event_chain import linked
from ...review.rule_set import rule_set_hash
from ..excel.appearance import (
    HEAD_FILL,
    CellAppearance,
    height_of,
    protect,
    set_up_print,
    with_symbols,
)
from ..excel.sheet_cells import SheetWriter, Value
from ..export_wording import moment, place
from .legend import RESULTS, USE
from .workbook_marks import MARKS, Mark
from .workbook_parts import Book

ABOUT = "说明"
FORMAT = 2
"""Counts up when the workbook is laid out in another way, so that it can be read back safely."""

TRAIL = "审核记录摘要 hash of the trail"
LOOSE_TRAIL = "核对码（没有审核文件）check, of no review file"
"""What the hash of the last event is called; the second where ``gouji verify`` knows none."""

WIDTHS = (30.0, 76.0)
NAME = CellAppearance(bold=True, border="frame")
VALUE = CellAppearance(border="frame", horizontal="left")
HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame")


def fill_about_sheet(book: Book) -> None:
    """Adds the sheet, with the names by which a workbook is known when it is read back."""
    writer = book.sheet(ABOUT)
    for column, width in zip("AB", WIDTHS, strict=True):
        writer.sheet.column_dimensions[column].width = width
    row = _write_pairs(writer, 1, "来源 source", _facts(book), book)
    row = _write_pairs(
        writer, row, "签核 sign-off", ((*pair, "") for pair in _sign_off(book.review)), book
    )
    row = _write_legend(writer, row)
    results = ((word, meaning, "") for word, meaning in RESULTS)
    row = _write_pairs(writer, row, "结果 results", results, book)
    steps = ((str(at), text, "") for at, text in enumerate(USE, start=1))
    _write_pairs(writer, row, "用法 use", steps, book)
    set_up_print(writer.sheet, landscape=False, one_page=True)
    protect(writer.sheet)


def trail_hash(review: Review) -> str:
    """Returns the hash of the last event: the one in the review's file, where it has one.

    Where it has none the chain begins with the hash of the source.
    """
    origin = review.origin or review.report.source.sha256
    links = linked(list(review.events), origin)
    return links[-1].hash if links else origin


def _facts(book: Book) -> Iterator[tuple[str, Value, str]]:
    """Yields what the workbook was made from: what it is called, what it is, and its name."""
    review, report = book.review, book.review.report
    missing = "、".join(report.form.table(table).title for table in report.missing_tables)
    yield "单位 body", report.organization or "不详", ""
    yield "年度 year", report.year if report.year is not None else "不详", ""
    yield "表式 form", f"{report.form.edition} 年版", ""
    yield "原件 source", report.source.path.name, ""
    yield "原件类型 kind", report.source.kind, ""
    yield "读取程序 readers", _readers(report.readers), ""
    yield "原件 SHA-256", report.source.sha256, "gouji_source"
    yield "文件中第几份报告 report no.", report.index + 1, "gouji_report"
    yield "原件缺少的表 missing tables", missing or "无", ""
    for item in report.unplaced:
        near = f"，在“{item.near}”旁" if item.near else ""
        yield "未能归位的数字 unplaced", f"{item.text}（{place(item.region)}{near}）", ""
    yield "疑点 findings", len(review.findings), ""
    yield "未处理的错误 open errors", len(review.open_errors), ""
    yield "审核人 reviewer", review.reviewer, "gouji_reviewer"
    yield "审核记录条数 events", len(review.events), "gouji_events"
    yield TRAIL if review.origin else LOOSE_TRAIL, trail_hash(review), "gouji_trail"
    yield "规则摘要 hash of the rules", rule_set_hash(report.form), ""
    yield "导出时间 exported", moment(datetime.now(UTC)), "gouji_made"
    yield "程序 program", f"Gouji 勾稽 {__version__}", "gouji_program"
    yield "工作簿格式 format", FORMAT, "gouji_format"


def _readers(readers: Sequence[str]) -> str:
    """Returns which programs read the text of a PDF, and whether one was held against another."""
    if not readers:
        return "不适用"
    names = "、".join(readers)
    return names if len(readers) > 1 else f"{names}（未用第二个读取程序对照）"


def _sign_off(review: Review) -> Iterator[tuple[str, Value]]:
    sign_off = review.sign_off_in_force
    if sign_off is None:
        yield "状态 state", "未签核"
        return
    lapses = "；".join(zh for zh, _ in sign_off.lapses)
    yield "状态 state", "已签核，有效" if sign_off.holds else f"签核已失效：{lapses}"
    yield "签核人 by", sign_off.event.by or "未署名"
    yield "签核时间 at", moment(sign_off.event.at)
    yield "签核说明 note", sign_off.event.why
    yield "签核摘要 hash", sign_off.pins.hash


def _write_pairs(
    writer: SheetWriter,
    row: int,
    heading: str,
    pairs: Iterator[tuple[str, Value, str]],
    book: Book,
) -> int:
    """Writes a heading and pairs below it; returns the row of the next heading."""
    writer.put(row, 1, heading, HEAD)
    writer.put(row, 2, None, HEAD)
    for name, value, defined in pairs:
        row += 1
        writer.put(row, 1, name, NAME)
        _put_value(writer, row, value)
        if defined:
            target = DefinedName(defined, attr_text=f"'{ABOUT}'!$B${row}")
            book.workbook.defined_names[defined] = target
    return row + 2


def _put_value(writer: SheetWriter, row: int, value: Value) -> None:
    writer.put(row, 2, value, VALUE)
    writer.sheet.row_dimensions[row].height = height_of(str(value or ""), WIDTHS[1])


def _write_legend(writer: SheetWriter, row: int) -> int:
    writer.put(row, 1, "标记 marks", HEAD)
    writer.put(row, 2, "含义 meaning", HEAD)
    for row, mark in enumerate(MARKS, start=row + 1):  # noqa: B020
        writer.put(row, 1, 8, _sample(mark))
        _put_value(writer, row, "\n".join(mark.meaning))
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
