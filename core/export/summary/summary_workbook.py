"""Writes a summary as a workbook: the official form, the parts of each figure, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_STORED

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ...bilingual import ZH, Bilingual
from ...figures import Figure, State
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_whole
from ...forms import Table
from ...layout import FIGURE, lay_out
from ...printable import printable
from ...series.links import Member
from ...series.summing import OPEN, ReportSum, SumDifference, SummedCell
from ..excel.appearance import CellAppearance, Painter, set_up_print
from ..excel.cached_results import copy_with_results
from ..excel.list_sheet import HEAD_LOOK, TEXT_LOOK, Link, Listed, ListSheet, heading_of
from ..excel.saved import saved
from ..excel.sheet_cells import Cached, SheetWriter
from ..export_wording import label_path, table_name
from ..review_workbook.addresses import TITLE_ROWS
from ..review_workbook.form_sheet import (
    SUBTITLE,
    TITLE,
    column_widths,
    label_look,
    row_heights,
    text_of_place,
)

SOURCES = Bilingual("来源", "Sources")
COMPARED = ListSheet(
    Bilingual("核对", "Compared"),
    (
        (Bilingual("格", "cell"), 26),
        (Bilingual("栏目", "label"), 46),
        (Bilingual("报来的汇总", "summary handed in"), 14),
        (Bilingual("各份之和", "sum of the reports"), 14),
        (Bilingual("差额", "difference"), 12),
    ),
)
REPORTS = ListSheet(
    Bilingual("报告", "Reports"),
    (
        (Bilingual("序号", "number"), 8),
        (Bilingual("单位", "body"), 34),
        (Bilingual("年度", "year"), 8),
        (Bilingual("文件", "file"), 38),
        (Bilingual("备注", "remark"), 30),
    ),
)
_COPY = Bilingual("同一文件的副本，只算一次", "a copy of the same file, counted once")
_HEADS = (
    (Bilingual("格", "cell"), 26.0),
    (Bilingual("栏目", "label"), 44.0),
    (Bilingual("汇总", "sum"), 10.0),
    (Bilingual("未知的报告", "unknown of"), 24.0),
)
_FIGURE = CellAppearance(border="frame", horizontal="center")
_PART_WIDTH = 12.0


def write_summary(
    found: ReportSum,
    path: Path,
    body: str,
    differences: Sequence[SumDifference] | None = None,
    language: str = ZH,
) -> None:
    """Writes the workbook; each figure of the form is a formula on the sheet of its parts.

    Args:
        found: The summary.
        path: Where to.
        body: Whose summary it is.
        differences: From a summary that was handed in; None where there is none.
        language: "zh" or "en".

    Raises:
        OutputError: It cannot be written.
    """
    workbook, painter = Workbook(), Painter()
    cached: Cached = {}
    workbook.remove(workbook.worksheets[0])

    def sheet(name: str) -> SheetWriter:
        return SheetWriter(workbook.create_sheet(name), painter, cached)

    for table in found.form.tables:
        _fill_form(sheet(table_name(table, language)), table, found, body, language)
    if differences is not None:
        rows = (_difference_row(each, found, language) for each in differences)
        COMPARED.fill(sheet(COMPARED.name.in_language(language)), rows, language)
    _fill_sources(sheet(SOURCES.in_language(language)), found, language)
    names = sheet(REPORTS.name.in_language(language))
    REPORTS.fill(names, _report_rows(found, language), language)
    properties = workbook.properties
    properties.category = MARK
    properties.creator = properties.lastModifiedBy = PROGRAM
    whole = saved(workbook, ZIP_STORED)
    save_whole(path, lambda stream: copy_with_results(whole, stream, cached, workbook))


def title_below(found: ReportSum, body: str, language: str) -> str:
    """Returns the line below the title of a table: the body, the year, how many reports."""
    count, year = len(found.members), found.year or ""
    return Bilingual(
        f"{body}　{year} 年度　汇总 {count} 份报告", f"{body}, {year}: sum of {count} report(s)"
    ).in_language(language)


def _fill_form(
    writer: SheetWriter, table: Table, found: ReportSum, body: str, language: str
) -> None:
    layout, sheet = lay_out(table), writer.sheet
    title = Bilingual(table.title, table.title_en).in_language(language)
    for row, text in enumerate((title, title_below(found, body, language)), start=1):
        look = TITLE if row == 1 else SUBTITLE
        writer.put(row, 1, text, look)
        writer.merge(row, 1, 1, layout.columns, look)
        sheet.row_dimensions[row].height = 26 if row == 1 else 18
    widths = column_widths(layout, language)
    for index, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    for row, height in enumerate(row_heights(layout, widths, language)):
        sheet.row_dimensions[row + 1 + TITLE_ROWS].height = height
    rows = {cell: at for at, cell in enumerate(found.cells, start=2)}
    for place in layout.places:
        row, column = place.row + 1 + TITLE_ROWS, place.column + 1
        look = _FIGURE if place.kind == FIGURE else label_look(place)
        if place.kind == FIGURE:
            at = f"'{SOURCES.in_language(language)}'!$C${rows[place.cell]}"
            _put_total(writer, row, column, found.cells[place.cell], at, language)
        else:
            writer.put(row, column, text_of_place(place, language), look)
        writer.merge(row, column, place.row_span, place.column_span, look)
    set_up_print(sheet, landscape=layout.columns > 6, one_page=True, language=language)


def _put_total(
    writer: SheetWriter, row: int, column: int, summed: SummedCell, at: str, language: str
) -> None:
    """Puts the figure of a cell as what stands among its parts; what is not known leads there."""
    total = summed.total
    if total.value is not None:
        writer.put_formula(row, column, at, total.value, _FIGURE)
    elif total.state is State.UNREADABLE:
        writer.put_link(row, column, OPEN.in_language(language), at, _FIGURE)
    else:
        writer.put(row, column, None, _FIGURE)


def _fill_sources(writer: SheetWriter, found: ReportSum, language: str) -> None:
    """Fills a row for each cell: its sum, a live formula, and what each report has."""
    sheet, first = writer.sheet, len(_HEADS) + 1
    last = len(_HEADS) + len(found.members)
    heads = [heading_of(words, language) for words, _ in _HEADS]
    heads += [_name(each) for each in found.members]
    widths = [width for _, width in _HEADS] + [_PART_WIDTH] * len(found.members)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        writer.put(1, column, head, HEAD_LOOK)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 75
    ends = [get_column_letter(at) for at in (first, last)]
    for row, (cell, summed) in enumerate(found.cells.items(), start=2):
        writer.put(row, 1, cell, TEXT_LOOK)
        writer.put(row, 2, label_path(found.form.cells[cell], language), TEXT_LOOK)
        total = summed.total
        if total.value is not None:
            formula = f"SUM({ends[0]}{row}:{ends[1]}{row})"
            writer.put_formula(row, 3, formula, total.value, _FIGURE)
        else:
            writer.put(row, 3, OPEN.in_language(language) if summed.unknown else None, _FIGURE)
        unknown = "; ".join(_name(found.members[at]) for at in summed.unknown)
        writer.put(row, 4, unknown, TEXT_LOOK)
        for column, part in enumerate(summed.parts, start=first):
            writer.put(row, column, "?" if part is None else part, _FIGURE)
        sheet.row_dimensions[row].height = 30
    sheet.freeze_panes = sheet.cell(2, first).coordinate
    set_up_print(sheet, landscape=True, repeated_rows=1, language=language)
    sheet.print_title_cols = "A:C"


def _name(member: Member) -> str:
    report = member.report
    return report.organization or printable(report.source.path.name)


def _report_rows(found: ReportSum, language: str) -> Iterator[list[Listed]]:
    for number, each in enumerate((*found.members, *found.doubled), start=1):
        report = each.report
        remark = _COPY.in_language(language) if number > len(found.members) else ""
        name = printable(report.source.path.name)
        yield [number, report.organization, report.year, name, remark]


def _difference_row(each: SumDifference, found: ReportSum, language: str) -> list[Listed]:
    row = 2 + list(found.cells).index(each.cell)
    sheet = SOURCES.in_language(language)
    return [
        Link(each.cell, f"'{sheet}'!$A${row}"),
        label_path(found.form.cells[each.cell], language),
        each.stated,
        Figure(OPEN.in_language(language), State.UNREADABLE)
        if each.total.state is State.UNREADABLE
        else each.total,
        each.difference,
    ]
