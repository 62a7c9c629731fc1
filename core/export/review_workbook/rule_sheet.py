"""The sheet 勾稽检查: every rule as formulas over the tables, so that a reader can check it all."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from ...figures import Number
from ..excel import formulas
from ..excel.appearance import HEAD_FILL, CellAppearance, height_of, protect, set_up_print
from ..excel.sheet_cells import SheetWriter
from .addresses import FIRST_RULE_ROW, RULES
from .live_marks import add_result_formats
from .rule_lines import ERROR_RESULTS, UNCHECKED, WARNING_RESULTS, LineKind, Outcome, RuleLine
from .workbook_parts import Book

COLUMNS = (
    ("规则 rule", 35),
    ("关系 relation", 68),
    ("左边 left", 11),
    ("右边 right", 11),
    ("差额 difference", 12),
    ("结果 result", 11),
    ("原件结果 printed", 16),
    ("说明 explanation", 32),
    ("级", 6),
    ("不能计入", 9),
)
SHOWN_COLUMNS = 8
"""Level and uncountable cells stand in hidden columns; other formulas use them."""

TITLE = CellAppearance(bold=True, size=14)
SUMMARY = CellAppearance(bold=True)
HEAD_LOOK = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
TEXT = CellAppearance(border="frame")
FIGURE = CellAppearance(border="frame", horizontal="center")


def fill_rule_sheet(book: Book) -> None:
    """Adds the sheet, one rule a line, with a summary that counts what does not reconcile."""
    writer = book.sheet(RULES)
    sheet = writer.sheet
    writer.put(1, 1, "勾稽检查", TITLE)
    last = FIRST_RULE_ROW + len(book.lines) - 1
    _write_summary(writer, book, f"$F${FIRST_RULE_ROW}:$F${last}")
    for column, (heading, width) in enumerate(COLUMNS, start=1):
        writer.put(FIRST_RULE_ROW - 1, column, heading, HEAD_LOOK)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.hidden = width, column > SHOWN_COLUMNS
    for row, line in enumerate(book.lines, start=FIRST_RULE_ROW):
        _write_line(writer, row, line, book)
    area = f"F{FIRST_RULE_ROW}:G{last}"
    add_result_formats(sheet, area, f"F{FIRST_RULE_ROW}")
    sheet.freeze_panes = f"C{FIRST_RULE_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_RULE_ROW - 1}:H{last}"
    set_up_print(sheet, landscape=True, repeated_rows=FIRST_RULE_ROW - 1)
    sheet.print_area = f"A1:H{last}"
    protect(sheet)


def _write_summary(writer: SheetWriter, book: Book, results: str) -> None:
    found = [outcome.result for outcome in book.outcomes.values()]
    parts, text = [], ""
    for label, words in (
        ("错误 ", ERROR_RESULTS),
        (" 条，警告 ", WARNING_RESULTS),
        (" 条，不能检查 ", (UNCHECKED,)),
    ):
        counts = "+".join(f'COUNTIF({results},"{word}")' for word in words)
        parts += [f'"{label}"', f"({counts})"]
        text += f"{label}{sum(result in words for result in found)}"
    formula = "&".join([*parts, f'" 条（共 {len(found)} 条）"'])
    writer.put_formula(2, 1, formula, f"{text} 条（共 {len(found)} 条）", SUMMARY)
    writer.sheet.merge_cells("A2:B2")
    writer.put(2, 3, "改动各表的审定数，结果和标记随之变化。", CellAppearance())
    writer.sheet.merge_cells("C2:H2")


def _write_line(writer: SheetWriter, row: int, line: RuleLine, book: Book) -> None:
    outcome = book.outcomes[line.rule]
    writer.put(row, 1, line.rule, TEXT)
    writer.put(row, 2, line.words, TEXT)
    _write_sides(writer, row, line, outcome, book)
    writer.put_formula(row, 6, formulas.result(line, row), outcome.result, FIGURE)
    writer.put(row, 7, book.printed_outcomes[line.rule].result, FIGURE)
    verdict = book.review.verdicts.get(line.rule)
    explanation = ""
    if verdict is not None:
        explanation = verdict.event.why if verdict.holds else verdict.sentence()
    writer.put(row, 8, explanation, TEXT)
    if line.cells:
        writer.put_formula(row, 9, formulas.line_level(row), outcome.level, FIGURE)
        unusable = formulas.unusable_cells(line, book.at)
        writer.put_formula(row, 10, unusable, outcome.unusable, FIGURE)
    writer.sheet.row_dimensions[row].height = max(
        height_of(text, COLUMNS[at][1])
        for at, text in ((0, line.rule), (1, line.words), (7, explanation))
    )


def _write_sides(
    writer: SheetWriter, row: int, line: RuleLine, outcome: Outcome, book: Book
) -> None:
    if line.kind is LineKind.CLAIM:
        writer.put(row, 3, outcome.left, FIGURE)
    else:
        writer.put_formula(row, 3, formulas.left_side(line, book.at), outcome.left, FIGURE)
    if outcome.right is None:
        writer.put(row, 4, None, FIGURE)
        writer.put(row, 5, None, FIGURE)
        return
    difference: Number = outcome.left - outcome.right
    writer.put_formula(row, 4, formulas.right_side(line), outcome.right, FIGURE)
    writer.put_formula(row, 5, formulas.difference(row), difference, FIGURE)
