"""Tables without vertical rules, or without any, are read from where their words stand."""

from __future__ import annotations

import pytest

from .conftest import Opened
from .pdf_files import Sheets
from .reading import cell_at, grids, paragraphs, rows, spans

MIDDLES = (290.0, 350.0, 410.0, 470.0, 530.0)
HEADS = ("自然人", "商业\n企业", "科研\n机构", "其他", "总计")
BODY = (
    ("一、本年新收政府信息公开申请数量", "9 0 0 12 21"),
    ("（一）予以公开", "0 1 0 0 1"),
    ("（二）部分公开（区分处理的，只计\n这一情形，不计其他情形）", "1234 0 0 0 1234"),
    ("（三）不予公开", ""),
    ("1.属于国家秘密", "0 0 / 0 0"),
    ("2.其他法律行政法规\n禁止公开", "3 4 5 6 18"),
    ("（七）总计", "0 0 0 0 0"),
)


def draw(sheets: Sheets, *, rules: str = "", pitch: float = 18, blanks: bool = False) -> None:
    """Draws a table of figures; rules are "three" or "rows"."""
    middle = 100.0
    for x, head in zip(MIDDLES, HEADS, strict=True):
        lines = head.split("\n")
        for number, line in enumerate(lines):
            sheets.text(x, middle + 11 * (number - (len(lines) - 1) / 2), line, size=9)
    ends = [middle - 15, middle + 13]
    middle += 24
    for label, figures in BODY:
        lines = label.split("\n")
        for number, line in enumerate(lines):
            sheets.text(64, middle + 11 * number, line, size=9, centred=False)
        for x, figure in zip(MIDDLES, figures.split(), strict=False):
            if figure != "0" or not blanks:
                sheets.text(x, middle + 11 * (len(lines) - 1) / 2, figure, size=9)
        middle += pitch + 11 * (len(lines) - 1)
        ends.append(middle - pitch / 2)
    chosen = {"": [], "three": [*ends[:2], ends[-1]], "rows": ends}[rules]
    for y in chosen:
        sheets.line(60, y, 560, y)


def expected(*, blanks: bool = False) -> list[list[str]]:
    return [
        ["", *HEADS],
        *(
            [label, *("" if blanks and f == "0" else f for f in figures.split())]
            if figures
            else [label, "", "", "", "", ""]
            for label, figures in BODY
        ),
    ]


@pytest.mark.parametrize("rules", ["", "three", "rows"])
@pytest.mark.parametrize("blanks", [False, True])
def test_figures_stand_under_their_heads(opened: Opened, rules: str, blanks: bool) -> None:
    sheets = Sheets()
    draw(sheets, rules=rules, blanks=blanks)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == expected(blanks=blanks)
    assert not grid.ruled


def test_headings_around_such_a_table_stay_outside(opened: Opened) -> None:
    sheets = Sheets()
    sheets.text(60, 60, "三、收到和处理政府信息公开申请情况", size=12, centred=False)
    draw(sheets)
    sheets.text(60, 290, "四、政府信息公开行政复议、行政诉讼情况", size=9, centred=False)
    sheets.text(60, 320, "全年未发生行政复议和行政诉讼案件。", centred=False)
    document = opened("a.pdf", sheets.file())
    assert rows(grids(document)[0]) == expected()
    assert paragraphs(document) == [
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "全年未发生行政复议和行政诉讼案件。",
    ]


def test_heads_that_span_columns_have_their_span(opened: Opened) -> None:
    sheets = Sheets()
    for step in range(4):
        sheets.text(100 + 40 * step, 130, str(step))
        sheets.text(100 + 40 * step, 150, "12")
        sheets.text(100 + 40 * step, 170, "345")
    sheets.text(160, 110, "行政复议和行政诉讼")
    sheets.text(300, 110, "备注")
    for middle in (130, 150, 170):
        sheets.text(300, middle, "0")
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid)[1:] == [["0", "1", "2", "3", "0"], ["12"] * 4 + ["0"], ["345"] * 4 + ["0"]]
    assert spans(grid, 0, 0) == (1, 4)
    assert cell_at(grid, 0, 4).text == "备注"


def test_running_text_is_no_table(opened: Opened) -> None:
    sheets = Sheets()
    for line in range(12):
        sheets.text(60, 100 + 20 * line, "本年度主动公开政府信息 31 条，其中 12 条", centred=False)
    sheets.text(60, 400, "联系电话：0000-123    邮编：100000    传真：0000-124", centred=False)
    document = opened("a.pdf", sheets.file())
    assert grids(document) == []
    assert len(paragraphs(document)) == 13


def test_figures_that_break_in_narrow_columns_stay_in_their_row(opened: Opened) -> None:
    sheets = Sheets()
    for row in range(4):
        top = 100 + 24 * row
        sheets.text(64, top, f"{row + 1}.属于行政", size=10, centred=False)
        sheets.text(64, top + 12, "执法案卷", size=10, centred=False)
        for column in range(5):
            sheets.text(200 + 40 * column, top, "123", size=10)
        sheets.text(240, top + 12, "45", size=10)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == [
        [f"{row + 1}.属于行政\n执法案卷", "123", "123\n45", "123", "123", "123"] for row in range(4)
    ]


def test_one_row_of_figures_at_the_top_of_a_page_is_a_table(opened: Opened) -> None:
    sheets = Sheets()
    sheets.text(64, 100, "（七）总计", centred=False)
    for column in range(7):
        sheets.text(200 + 40 * column, 100, "8")
    sheets.text(64, 300, "五、存在的主要问题", centred=False)
    sheets.text(300, 800, "3")
    document = opened("a.pdf", sheets.file())
    assert rows(grids(document)[0]) == [["（七）总计", *["8"] * 7]]
    assert paragraphs(document) == ["五、存在的主要问题", "3"]
