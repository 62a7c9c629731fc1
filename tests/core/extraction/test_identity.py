"""Whose report it is and of which year are readings, each with its doubt."""

from __future__ import annotations

import pytest

from gouji.core.documents.document import Paragraph, Region
from gouji.core.doubts import is_doubt
from gouji.core.extraction.identity import identity_of
from gouji.core.extraction.report import Identity

PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
TITLE = "2023年政府信息公开工作年度报告"


def identity(*lines: str, recognised: bool = False) -> Identity:
    """Returns the identity of a document of these lines."""
    return identity_of(
        [Paragraph(line, Region(anchor=f"p{at}"), recognised) for at, line in enumerate(lines)]
    )


@pytest.mark.parametrize("recognised", [True, False])
@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("乐临市人民政府", "现公布东临市人民政府年度报告。"),
        ("洁州县人民政府", "泽州县人民政府，泽州县人民政府办公室"),
        ("乐临市财政局", "东临市着力公开。东临市全年"),
        ("南山路街道办事处", "由南小路街道办事处编制"),
    ],
)
def test_a_name_that_the_text_has_in_a_similar_form_is_a_doubt_that_names_the_other(
    read: str, text: str, *, recognised: bool
) -> None:
    found = identity(read + TITLE, text, PERIOD, recognised=recognised).organization
    assert found.text == read
    assert is_doubt(found.confidence)
    assert found.doubt == "differing"
    assert found.alternatives


@pytest.mark.parametrize("recognised", [True, False])
def test_a_name_that_the_text_repeats_is_sure(*, recognised: bool) -> None:
    lines = ("东临市人民政府" + TITLE, "东临市人民政府认真贯彻条例。", PERIOD)
    found = identity(*lines, recognised=recognised)
    assert found.organization.text == "东临市人民政府"
    assert found.organization.region == Region(anchor="p0")
    assert not is_doubt(found.organization.confidence)
    assert not is_doubt(found.year.confidence)


def test_a_name_that_nothing_bears_out_is_sure_as_text_and_a_doubt_as_a_picture() -> None:
    lines = ("东临市财政局" + TITLE, PERIOD)
    assert not is_doubt(identity(*lines).organization.confidence)
    assert is_doubt(identity(*lines, recognised=True).organization.confidence)


def test_a_superior_body_is_no_other_form_of_the_name() -> None:
    found = identity("泽州县人民政府" + TITLE, "按照晋城市人民政府要求，山西省人民政府部署", PERIOD)
    assert not is_doubt(found.organization.confidence)


def test_a_year_that_differs_from_the_period_is_a_doubt_that_names_the_period() -> None:
    found = identity("泽州县人民政府2022年政府信息公开工作年度报告", PERIOD).year
    assert (found.text, found.alternatives, found.doubt) == ("2022", ("2023",), "differing")
    assert is_doubt(found.confidence)


def test_what_is_not_found_is_no_reading() -> None:
    found = identity("无题")
    assert (found.organization.text, found.year.text) == ("", "")
    assert found.organization.confidence == found.year.confidence == 0
