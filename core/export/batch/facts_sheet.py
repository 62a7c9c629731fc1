"""The last sheet of the workbook of a batch: what it was made from, and how to read it."""

from __future__ import annotations

from ...batch_model import Batch
from ...bilingual import Bilingual
from ..excel.appearance import HEAD_FILL, CellAppearance, height_of, set_up_print
from ..excel.sheet_cells import SheetWriter

_NAME = CellAppearance(bold=True, border="frame", fill=HEAD_FILL, vertical="top")
_VALUE = CellAppearance(border="frame", horizontal="left", vertical="top")
_WIDTHS = (34.0, 90.0)
_USE = (
    (
        (
            "“报告”每份报告一行，一个审定数三列：数、状态（.state）、原文（.text），"
            "后两列折叠着，按表头上方的 + 展开；第二行是各列的名称（格的编号），供程序读取。"
        ),
        (
            "报告 has one row a report and three columns an audited figure: its number, its state "
            "(.state) and its text (.text); + above the head unfolds the last two. Its second row "
            "names the columns (ids of cells) for programs."
        ),
    ),
    (
        "“数据”每格一行；“疑点”列出审定数仍有的疑点；“报告之间”是前后两年、汇总与所辖的核对。",
        (
            "数据 has one row a cell; 疑点 lists the findings over the audited figures; 报告之间 "
            "holds a year against the one before, a summary against its parts."
        ),
    ),
    Bilingual(
        (
            "没有审核文件的报告，审定数就是程序读到的数。"
            "状态分 number 数字、blank 空白、mark 符号、unreadable 无法识读、"
            "not_in_form 该版表式没有这一格；0 是数字。"
        ),
        (
            "Without a review file the audited figures are those that the program read. States are "
            "number, blank, mark, unreadable, and not_in_form where the edition has no such cell; "
            "0 is a number."
        ),
    ),
    Bilingual(
        (
            "地区按单位名称开头的地名判断，只供筛选。省、市、县和区划代码按 2023 年统计用区划代码"
            "由单位名称认出；几地同名时不取，列在“可能的区划”。"
        ),
        (
            "The region is what a body's name begins with, for filters only. Province, city, "
            "county and code are told from the name by the official codes of 2023; where several "
            "divisions share it none is taken, and all stand under possible divisions."
        ),
    ),
)


def fill_facts_sheet(writer: SheetWriter, batch: Batch) -> None:
    """Fills the sheet."""
    for column, width in zip("AB", _WIDTHS, strict=True):
        writer.sheet.column_dimensions[column].width = width
    row = 0
    for (zh, en), value in batch.facts:
        row += 1
        writer.put(row, 1, f"{zh} {en}", _NAME)
        writer.put(row, 2, value, _VALUE)
    for zh, en in _USE:
        row += 1
        text = f"{zh}\n{en}"
        writer.put(row, 1, "用法 Use", _NAME)
        writer.put(row, 2, text, _VALUE)
        writer.sheet.row_dimensions[row].height = height_of(text, _WIDTHS[1])
    set_up_print(writer.sheet, landscape=False)
