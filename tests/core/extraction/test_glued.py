"""Texts whose cells run together are read where the form and its equations leave one way to."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.errors import GluedCellsError
from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.pipeline import open_reports

from ...drawing.glued import STYLES, GluedStyle, draw_glued

HEAD = (
    "青石县民政局2023年政府信息公开工作年度报告三、收到和处理政府信息公开申请情况"
    "自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
)
OUTCOMES = (
    "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
    "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息",
    "7.属于行政执法案卷", "8.属于行政查询事项",
)  # fmt: skip


def glued(new: str, granted: str, partial: str, handled: str, carried: str) -> str:
    """Returns a page whose rows run together; what is not given is nought."""
    noughts = "".join(f"{label}0000000" for label in OUTCOMES)
    return (
        f"{HEAD}一、本年新收政府信息公开申请数量{new}二、上年结转政府信息公开申请数量0000000"
        f"三、本年度办理结果（一）予以公开{granted}（二）部分公开（区分处理的，只计这一情形，"
        f"不计其他情形）{partial}（三）不予公开{noughts}（七）总计{handled}"
        f"四、结转下年度继续办理{carried}五、存在的主要问题无。"
    )


@pytest.fixture
def read(tmp_path: Path):
    def report(text: str | bytes) -> Report:
        path = tmp_path / "report.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return open_reports(path).reports[0]

    return report


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_report_whose_cells_run_together_is_read_and_doubted_or_refused(
    read, style: GluedStyle
) -> None:
    drawn = draw_glued(STYLES.index(style), style)
    try:
        report = read(drawn.data)
    except GluedCellsError:
        pytest.fail("its equations leave one way")
    for cell, (text, value) in drawn.truth.cells.items():
        reading = report.readings[cell]
        assert is_doubt(reading.confidence), cell
        if reading.figure.state is State.UNREADABLE:
            assert cell.startswith(("t2.", "t4.")), cell
            assert reading.doubt == "glued"
            assert text in reading.figure.text
        else:
            assert (reading.figure.value, reading.doubt) == (value, "parted"), cell
    assert report.organization == drawn.truth.organization
    assert report.year == drawn.truth.year


def test_the_sums_of_the_columns_tell_which_way_a_row_is_parted(read) -> None:
    # 1 + 10 and 11 + 0 are as much: only the rows below say which.
    report = read(glued("110000011", "1100002", "0900009", "110000011", "0000000"))
    texts = [report.readings[f"t3.new.{column}"].figure.text for column in ("natural", "business")]
    assert texts == ["1", "10"]


def test_several_ways_are_refused_with_that_sentence(read) -> None:
    with pytest.raises(GluedCellsError) as refused:
        read(glued("110000011", "110000011", "0000000", "110000011", "0000000"))
    assert "有几种分法" in refused.value.sentence("zh")
    assert "parted in several ways" in refused.value.sentence("en")


def test_a_row_that_does_not_add_up_is_read_where_its_digits_can_be_parted_in_one_way(read) -> None:
    report = read(glued("3000004", "3000003", "0000000", "3000003", "0000000"))
    assert report.readings["t3.new.total"].figure.value == 4


def test_a_row_without_figures_is_blank_and_a_row_with_too_few_is_refused(read) -> None:
    text = glued("3000003", "3000003", "0000000", "3000003", "0000000")
    report = read(text.replace("8.属于行政查询事项0000000", "8.属于行政查询事项"))
    assert report.readings["t3.denied_inquiry.total"].figure.state is State.BLANK
    with pytest.raises(GluedCellsError):
        read(text.replace("8.属于行政查询事项0000000", "8.属于行政查询事项00000"))


def test_what_the_narrative_lists_is_no_table(read) -> None:
    text = glued("3000003", "3000003", "0000000", "3000003", "0000000")
    listed = "全年作出规章0件，规范性文件10件，行政许可12件，行政处罚3件，行政强制1件。"
    report = read(text.replace("五、存在", f"{listed}五、存在"))
    assert "t2" in report.missing_tables
