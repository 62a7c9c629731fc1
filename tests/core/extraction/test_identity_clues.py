"""The body of a report is found in whatever names it: sentences, notes, the page, the file."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from gouji.core.documents.document import Paragraph, Region
from gouji.core.documents.opening import open_document
from gouji.core.extraction.identity import identity_of

TITLE = "2023年政府信息公开工作年度报告"
REPORT = "年政府信息公开工作年度报告"


def named(lines: tuple[str, ...], outside: tuple[str, ...] = ()) -> tuple[str, str, float]:
    blocks = [Paragraph(line, Region(anchor=f"p{at}")) for at, line in enumerate(lines)]
    found = identity_of(blocks, outside)
    return found.organization.text, found.year.text, found.organization.confidence


@pytest.mark.parametrize(
    ("lines", "body", "year"),
    [
        (("现公布青石县人民政府2023年政府信息公开工作年度报告。",), "青石县人民政府", "2023"),
        ((f"特编制青石县教育局2023{REPORT}。",), "青石县教育局", "2023"),
        (("某县教育局关于2024年度政府信息公开情况的报告",), "某县教育局", "2024"),
        (("发布机构：青石县水利局", TITLE), "青石县水利局", "2023"),
        ((f"青石县2020{REPORT}", f"现公布青石县人民政府 2020 {REPORT}。"),
         "青石县人民政府", "2020"),
        ((f"首页>政务公开>年报 青石县水利局2023{REPORT}",), "青石县水利局", "2023"),
        (("青石县水利局2023年政府信息公开工作告年度报",), "青石县水利局", "2023"),
        ((TITLE, "2023年，青石县水利局认真贯彻落实条例。"), "青石县水利局", "2023"),
        ((TITLE, "本报告由青石区信访局结合有关统计数据编制。"), "青石区信访局", "2023"),
        ((TITLE, "本报告由青石镇人民政府党政办公室编制。"), "青石镇人民政府", "2023"),
        ((f"现将青石县水利局2023{REPORT}特向社会公布。",), "青石县水利局", "2023"),
        ((f"现将青石县水利局2023{REPORT}公布如下：",), "青石县水利局", "2023"),
        ((f"青石县教育局现公布2023{REPORT}。",), "青石县教育局", "2023"),
        (("2023年度青石县教育局政府信息公开年报",), "青石县教育局", "2023"),
        ((f"首页>政务公开>年报 青石县水利局2023{REPORT} 来源：本站",), "青石县水利局", "2023"),
        ((f"关于公布青石县教育局2023{REPORT}的公告",), "青石县教育局", "2023"),
        ((TITLE, "青石县教育局", "2024年1月12日"), "青石县教育局", "2023"),
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_it_is_said(lines: tuple[str, ...], body: str, year: str) -> None:
    assert named(lines)[:2] == (body, year)


def test_a_name_outside_the_text_alone_is_a_doubt() -> None:
    outside = (f"青石县水利局2023{REPORT}-青石县人民政府网站",)
    assert named(("一、总体情况",), outside) == ("青石县水利局", "2023", 0.8)


def test_the_head_of_a_page_names_its_body(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head><meta charset='utf-8'><title>青石县水利局2023{REPORT}</title>"
        "</head><body><p>一、总体情况</p></body></html>",
        encoding="utf-8",
    )
    document = open_document(path)
    assert document.title == f"青石县水利局2023{REPORT}"
    found = identity_of(document.blocks, document.names)
    assert (found.organization.text, found.organization.doubt) == ("青石县水利局", "alone")


def test_the_properties_of_a_word_file_name_its_body_and_year(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    made = docx.Document()
    made.core_properties.title = f"青石县水利局2023{REPORT}"
    made.add_paragraph("一、总体情况")
    made.save(str(path))
    document = open_document(path)
    found = identity_of(document.blocks, document.names)
    assert (found.organization.text, found.organization.doubt) == ("青石县水利局", "alone")
    assert (found.year.text, found.year.doubt) == ("2023", "alone")


def test_the_properties_of_a_pdf_name_it_and_what_its_text_says_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = canvas.Canvas(str(path))
    page.setTitle(f"青石县水利局2022{REPORT}")
    page.showPage()
    page.save()
    document = open_document(path)
    assert document.title == f"青石县水利局2022{REPORT}"
    assert named((f"青石县教育局2023{REPORT}",), document.names)[:2] == ("青石县教育局", "2023")
    assert named((f"青石县教育局{REPORT[1:]}",), document.names)[:2] == ("青石县教育局", "2022")
