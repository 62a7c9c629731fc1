"""Tables of any form come up as grids, joined over pages, with rules that their figures show."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from command import run_here
from schemas import faults

from gouji.core.documents import Document, Grid, GridCell, Paragraph, Region
from gouji.core.documents.geometry import Box
from gouji.core.tables.document_tables import document_tables
from gouji.core.tables.inferred_rules import InferredTable, inferred_tables
from gouji.core.tables.rule_sentences import break_sentence
from gouji.core.tables.table_values import table_value
from gouji.core.totals.figure_table import UNKNOWN, Value
from gouji.core.totals.found_rule import Along

HEAD = [["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]]
FIRST = [
    ["201", "", "", "一般公共服务支出", "5,417", "3,106", "2,311"],
    ["201", "06", "", "财政事务", "5,417", "3,106", "2,311"],
    ["201", "06", "01", "行政运行", "3,106", "3,106", ""],
    ["201", "06", "02", "一般行政管理事务", "2,311", "", "2,311"],
]
SECOND = [
    ["208", "", "", "社会保障和就业支出", "1,902", "1,690", "212"],
    ["208", "05", "", "行政事业单位养老支出", "1,902", "1,690", "212"],
    ["208", "05", "05", "养老保险缴费", "1,123", "1,123", ""],
    ["208", "05", "06", "职业年金缴费", "779", "567", "212"],
    ["合计", "", "", "", "7,319", "4,796", "2,523"],
]


def grid(rows: list[list[str]], page: int | None = None, left: float = 60.0) -> Grid:
    def region(row: int, column: int) -> Region:
        if page is None:
            return Region(anchor=f"t0r{row}c{column}")
        x, y = left + 60.0 * column, 100.0 + 20.0 * row
        return Region(page, Box(x, y, x + 60.0, y + 20.0))

    cells = tuple(
        GridCell(r, c, text, region(r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    columns = len(rows[0])
    outline = Region(page, Box(left, 100.0, left + 60.0 * columns, 100.0 + 20.0 * len(rows)))
    return Grid(cells, len(rows), columns, outline if page is not None else Region(anchor="t0"))


def line(text: str, page: int | None = None) -> Paragraph:
    return Paragraph(text, Region(page))


def document(*blocks: Grid | Paragraph) -> Document:
    return Document(Path("a.pdf"), "0" * 64, "pdf", blocks)


def changed(rows: list[list[str]], row: int, column: int, text: str) -> list[list[str]]:
    return [[text if (r, c) == (row, column) else one for c, one in enumerate(each)]
            for r, each in enumerate(rows)]  # fmt: skip


def only(found: tuple[InferredTable, ...]) -> InferredTable:
    (one,) = found
    return one


def budget(first: list[list[str]] = FIRST, second: list[list[str]] = SECOND) -> InferredTable:
    return only(
        inferred_tables(
            document(
                line("支出预算总表", 3),
                line("编制单位：某局", 3),
                line("单位：万元", 3),
                grid(HEAD + first, 3),
                line("- 5 -", 3),
                grid(HEAD + second, 4),
            )
        )
    )


def test_a_table_that_goes_on_over_a_page_is_one_and_its_header_stands_once() -> None:
    found = budget()
    assert (found.table.title, found.table.unit, found.table.pages) == (
        "支出预算总表",
        "万元",
        (3, 4),
    )
    assert (found.table.rows, found.parts.header_rows) == (10, 1)
    assert found.row_labels[5] == "社会保障和就业支出"
    assert found.column_labels[4:] == ("合计", "基本支出", "项目支出")


@pytest.mark.parametrize(
    "second",
    [
        (line("收入预算总表", 4), grid(HEAD + SECOND, 4)),
        (grid(HEAD + SECOND, 6),),
        (grid(HEAD + SECOND, 4, left=90.0),),
        (grid([["甲", *HEAD[0][1:]], *SECOND], 4),),
        (grid([row[:6] for row in HEAD + SECOND], 4),),
    ],
    ids=["another title", "two pages on", "elsewhere", "another header", "fewer columns"],
)
def test_what_is_another_table_is_not_joined(second: tuple[Grid | Paragraph, ...]) -> None:
    tables = document_tables(document(line("支出预算总表", 3), grid(HEAD + FIRST, 3), *second))
    assert len(tables) == 2


def test_codes_are_no_figures_and_say_which_rows_add_up() -> None:
    found = budget()
    assert found.parts.figure_columns == (4, 5, 6)
    rules = {(rule.along, rule.result, rule.parts) for rule in found.rules}
    assert {
        (Along.COLUMNS, 4, (5, 6)),
        (Along.ROWS, 1, (2,)),
        (Along.ROWS, 2, (3, 4)),
        (Along.ROWS, 6, (7, 8)),
        (Along.ROWS, 9, (1, 5)),
    } <= rules
    assert not found.breaks


def test_a_figure_that_does_not_add_up_is_told_with_what_the_others_make() -> None:
    found = budget(first=changed(FIRST, 2, 4, "3,116"))
    told = {
        (found.rules[one.rule].along, one.line, one.printed, one.expected) for one in found.breaks
    }
    assert told == {
        (Along.COLUMNS, 3, Decimal(3116), Decimal(3106)),
        (Along.ROWS, 4, Decimal(5417), Decimal(5427)),
    }
    by_rows = next(one for one in found.breaks if found.rules[one.rule].along is Along.ROWS)
    sentence = break_sentence(found, by_rows)
    assert sentence.zh.startswith("推断：第 5 列“合计”不合 [3]财政事务 = ")
    assert "5417" in sentence.en
    assert "-10 off" in sentence.en


def test_a_row_that_codes_nest_is_told_even_where_it_breaks_in_half_of_its_columns() -> None:
    found = budget(second=changed(changed(SECOND, 3, 4, "789"), 3, 5, "577"))
    rows = {
        (found.rules[one.rule].result, one.line)
        for one in found.breaks
        if found.rules[one.rule].along is Along.ROWS
    }
    assert rows == {(6, 4), (6, 5)}


def test_a_figure_that_rows_and_columns_both_speak_against_is_suggested() -> None:
    found = budget(second=changed(SECOND, 2, 4, "1,132"))
    (one,) = found.suggestions
    assert (one.row, one.column, one.printed, one.value) == (7, 4, Decimal(1132), Decimal(1123))
    assert {found.rules[at].along for at in one.rules} == set(Along)
    assert budget().suggestions == ()


def test_a_figure_that_a_sum_bears_out_is_not_suggested_away() -> None:
    # The total of both columns was worked out from the wrong part: only one sum is broken.
    wrong = changed(changed(SECOND, 2, 4, "1,132"), 2, 5, "1,132")
    assert budget(second=wrong).suggestions == ()


def test_halves_side_by_side_have_rows_of_their_own() -> None:
    rows = [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["财政拨款", "91,735", "教育支出", "40,218"],
        ["事业收入", "8,113", "卫生支出", "33,907"],
        ["其他收入", "2,704", "住房支出", "28,427"],
        ["收入总计", "102,552", "支出总计", "102,552"],
    ]
    found = only(inferred_tables(document(grid(rows))))
    assert [block.figures for block in found.parts.blocks] == [(1,), (3,)]
    assert {(one.result, one.parts, one.held) for one in found.rules} == {
        (5, (2, 3, 4), (1,)),
        (5, (2, 3, 4), (3,)),
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", Decimal("1234.50")),
        ("251000元", Decimal(251000)),
        ("1.50万元", Decimal("1.50E+4")),
        ("（1,234.5）", Decimal("-1234.5")),
        ("12.3%", Decimal("12.3")),
        ("", None),
        ("—", None),
        ("0", Decimal(0)),
        ("合计", UNKNOWN),
    ],
)
def test_what_a_cell_says_keeps_its_decimals(text: str, value: Value) -> None:
    found = table_value(text)
    assert found == value
    if isinstance(value, Decimal) and isinstance(found, Decimal):
        assert found.as_tuple().exponent == value.as_tuple().exponent


def test_what_cannot_be_read_is_not_nothing() -> None:
    assert table_value("", legible=False) is UNKNOWN


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    rows = HEAD + changed(FIRST, 2, 4, "3,116") + SECOND
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    path = tmp_path / "budget.html"
    path.write_text(
        f"<meta charset=utf-8><p>支出预算总表</p><p>单位：元</p><table>{body}</table>", "utf-8"
    )
    return path


def test_the_command_lists_tables_rules_and_what_breaks_them(sheet: Path) -> None:
    done = run_here("tables", str(sheet), "--language", "zh")
    assert done.returncode == 0
    assert "1. 支出预算总表 (元): 10 行 × 7 列" in done.stdout
    assert "! 推断：" in done.stdout


def test_the_json_of_tables_keeps_to_its_schema(sheet: Path) -> None:
    done = run_here("tables", str(sheet), "--json")
    said = json.loads(done.stdout)
    assert faults("tables", said) == []
    (table,) = said["tables"]
    assert len(table["cells"]) == table["rows"] * table["columns"]
    assert [one["printed"] for one in table["inferred"]]
    assert all("推断" in one["message"] for one in table["inferred"])
    (mended,) = table["suggestions"]
    assert (mended["cell"], mended["printed"], mended["value"]) == ([3, 4], 3116, 3106)


def test_a_file_without_tables_says_so(tmp_path: Path) -> None:
    path = tmp_path / "prose.html"
    path.write_text("<meta charset=utf-8><p>没有数的文字。</p>", "utf-8")
    done = run_here("tables", str(path), "--language", "zh")
    assert (done.returncode, done.stdout.strip()) == (0, "没有表格")
