"""Rows that a page break tore are read as the one row that they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gouji.core.documents.document import Block, Document, Grid, GridCell, Page, Paragraph, Region
from gouji.core.documents.geometry import Box
from gouji.core.extraction.alignment.lines import find_lines
from gouji.core.extraction.alignment.split_rows import join_split_rows
from gouji.core.extraction.labels import widest_domain
from gouji.core.extraction.read import read_reports
from gouji.core.extraction.report import Report
from gouji.core.form_files import official_forms

HEAD = (
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
)
COLUMNS = ("natural", "business", "research", "nonprofit", "legal", "other", "total")
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
)


def row(text: str, *figures: int) -> tuple[str, ...]:
    return (text, *map(str, figures))


def blank(text: str) -> tuple[str, ...]:
    return (text, *[""] * len(HEAD))


def grid(page: int, rows: list[tuple[str, ...]]) -> Grid:
    cells = tuple(
        GridCell(
            at,
            column,
            text,
            Region(page, Box(60.0 * column, 20.0 * at, 60.0 * column + 60, 20.0 * at + 20)),
        )
        for at, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), len(HEAD) + 1, Region(page, Box(0, 0, 480, 20.0 * len(rows))))


def read(*blocks: Block) -> Report:
    pages = (Page(0, 595, 842), Page(1, 595, 842))
    document = Document(Path("report.pdf"), "0" * 64, "pdf", blocks, pages)
    (report,) = read_reports(document, official_forms())
    return report


def test_a_label_whose_end_alone_is_a_short_label_keeps_its_figures() -> None:
    rows = {label: row(label, *[at] * 7) for at, label in enumerate(LABELS)}
    split = rows["4.保护第三方合法权益"]
    first = list(rows.values())[:7]
    last = list(rows.values())[8:]
    report = read(
        Paragraph("三、收到和处理政府信息公开申请情况", Region(0, Box(0, 0, 300, 20))),
        grid(0, [("", *HEAD), *first, ("4.保护", *split[1:])]),
        grid(1, [("", *HEAD), blank("第三方合法权益"), *last]),
    )
    assert report.readings["t3.denied_third_party.natural"].figure.value == 7


def test_the_figures_of_a_table_are_no_row_of_another_one_on_the_next_page() -> None:
    domain = widest_domain(official_forms())
    figures, label = ("", *map(str, range(1, 15))), ("规章", "", "", "")
    blocks = [grid(0, [figures]), grid(1, [label])]
    pages = (Page(0, 595, 842), Page(1, 595, 842))
    document = Document(Path("report.pdf"), "0" * 64, "pdf", tuple(blocks), pages)
    lines = join_split_rows(find_lines(document, domain), ("规章",), domain)
    assert [line.texts[0] for line in lines] == ["", "规章"]
    assert [line.printed for line in lines] == [14, 0]


def test_figures_beside_a_row_that_found_no_place_are_never_a_sure_blank() -> None:
    rows = [row(label, *[at] * 7) for at, label in enumerate(LABELS)]
    rows[7:8] = [row("其中涉密的", 7, 7, 7, 7, 7, 7, 7)]
    report = read(
        Paragraph("三、收到和处理政府信息公开申请情况", Region(0, Box(0, 0, 300, 20))),
        grid(0, [("", *HEAD), *rows[:8]]),
        grid(1, [blank(""), blank(""), ("", *HEAD), blank("4.保护第三方合法权益"), *rows[8:]]),
    )
    reading = report.readings["t3.denied_third_party.natural"]
    assert reading.figure.value is None
    assert reading.confidence < 0.9


def test_a_column_of_sums_is_known_by_its_sums_where_its_head_stayed_on_the_page_before() -> None:
    fragments = ("", "", "", "", "", "组织", "机构", "", "")
    rows = [(label, *map(str, (at, 5 + at, 1, 2, 0, 2, at, 5 + 2 * at)))
            for at, label in enumerate(LABELS)]  # fmt: skip
    split = grid(1, [fragments, *rows])
    report = read(
        Paragraph("三、收到和处理政府信息公开申请情况", Region(0, Box(0, 0, 300, 20))),
        Paragraph(
            "自然人 小计 商业企业 科研机构 社会公益 法律服务", Region(0, Box(0, 30, 480, 50))
        ),
        replace(split, columns=len(rows[0]), ruled=False),
    )
    for at in (0, 3):
        key = ("new", "partial")[at > 0]
        figures = [report.readings[f"t3.{key}.{column}"].figure.value for column in COLUMNS]
        assert figures == [at, 1, 2, 0, 2, at, 5 + 2 * at]
        assert all(report.readings[f"t3.{key}.{c}"].confidence < 0.9 for c in COLUMNS)
