"""The sheet 勾稽检查: every rule as formulas over the tables, so that a reader can check it all."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from ...bilingual import Bilingual
from ...figures import Number
from ..excel import formulas
from ..excel.appearance import HEAD_FILL, CellAppearance, height_of, protect, set_up_print
from ..excel.list_sheet import heading_of
from ..excel.sheet_cells import SheetWriter
from .addresses import FIRST_RULE_ROW, RULES
from .live_marks import add_result_formats
from .rule_lines import ERROR_RESULTS, UNCHECKED, WARNING_RESULTS, LineKind, Outcome, RuleLine
from .workbook_parts import Book

COLUMNS = (
    (Bilingual("规则", "rule"), 35),
    (Bilingual("关系", "relation"), 68),
    (Bilingual("左边", "left"), 11),
    (Bilingual("右边", "right"), 11),
    (Bilingual("差额", "difference"), 12),
    (Bilingual("结果", "result"), 11),
    (Bilingual("原件结果", "printed"), 16),
    (Bilingual("说明", "explanation"), 32),
    (Bilingual("级", "level"), 6),
    (Bilingual("不能计入", "uncountable"), 9),
)
FOLLOWS = Bilingual(
    "改动各表的审定数，结果和标记随之变化。",
    "Results and marks follow when an audited figure of a table is changed.",
)
COUNTED = (
    (Bilingual("错误 ", "Errors "), ERROR_RESULTS),
    (Bilingual(" 条，警告 ", ", warnings "), WARNING_RESULTS),
    (Bilingual(" 条，不能检查 ", ", not checked "), (UNCHECKED,)),
)
IN_ALL = Bilingual(" 条（共 {} 条）", " (of {} rules)")
"""The summary: what stands before each count, and how many rules there are."""

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
    writer.put(1, 1, book.say(RULES), TITLE)
    last = FIRST_RULE_ROW + len(book.lines) - 1
    _write_summary(writer, book, f"$F${FIRST_RULE_ROW}:$F${last}")
    for column, (heading, width) in enumerate(COLUMNS, start=1):
        writer.put(FIRST_RULE_ROW - 1, column, heading_of(heading, book.language), HEAD_LOOK)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.hidden = width, column > SHOWN_COLUMNS
    for row, line in enumerate(book.lines, start=FIRST_RULE_ROW):
        _write_line(writer, row, line, book)
    area = f"F{FIRST_RULE_ROW}:G{last}"
    add_result_formats(sheet, area, f"F{FIRST_RULE_ROW}", book.language)
    sheet.freeze_panes = f"C{FIRST_RULE_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_RULE_ROW - 1}:H{last}"
    set_up_print(sheet, landscape=True, repeated_rows=FIRST_RULE_ROW - 1, language=book.language)
    sheet.print_area = f"A1:H{last}"
    protect(sheet)


def _write_summary(writer: SheetWriter, book: Book, results: str) -> None:
    found = [outcome.result for outcome in book.outcomes.values()]
    parts, text = [], ""
    for label, words in COUNTED:
        counts = "+".join(f'COUNTIF({results},"{book.say(word)}")' for word in words)
        parts += [f'"{book.say(label)}"', f"({counts})"]
        text += f"{book.say(label)}{sum(result in words for result in found)}"
    rest = book.say(IN_ALL).format(len(found))
    writer.put_formula(2, 1, "&".join([*parts, f'"{rest}"']), f"{text}{rest}", SUMMARY)
    writer.sheet.merge_cells("A2:B2")
    if not book.review.signed_off:  # then the figures are locked
        writer.put(2, 3, book.say(FOLLOWS), CellAppearance())
    writer.sheet.merge_cells("C2:H2")


def _write_line(writer: SheetWriter, row: int, line: RuleLine, book: Book) -> None:
    outcome = book.outcomes[line.rule]
    writer.put(row, 1, line.rule, TEXT)
    writer.put(row, 2, line.words, TEXT)
    _write_sides(writer, row, line, outcome, book)
    result = formulas.result(line, row, book.language)
    writer.put_formula(row, 6, result, book.say(outcome.result), FIGURE)
    writer.put(row, 7, book.say(book.printed_outcomes[line.rule].result), FIGURE)
    verdict = book.review.verdicts.get(line.rule)
    explanation = ""
    if verdict is not None:
        explanation = verdict.event.why if verdict.holds else verdict.sentence(book.language)
    writer.put(row, 8, explanation, TEXT)
    if line.cells:
        level = formulas.line_level(row, book.language)
        writer.put_formula(row, 9, level, outcome.level, FIGURE)
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
