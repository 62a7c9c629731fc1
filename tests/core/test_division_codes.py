"""A body's name gives its province, city, county and code, or says which it may be."""

from __future__ import annotations

import pytest

from gouji.core.export.batch.list_columns import division_values, panel_columns
from gouji.core.series.division_codes import divisions_of


@pytest.mark.parametrize(
    ("body", "code", "name"),
    [
        ("洪泽区人民政府", "320813", "江苏省淮安市洪泽区"),
        ("淮安市洪泽区水利局", "320813", "江苏省淮安市洪泽区"),
        ("南京市鼓楼区人民政府", "320106", "江苏省南京市鼓楼区"),
        ("沁县人民政府", "140430", "山西省长治市沁县"),
        ("北京市朝阳区教育局", "110105", "北京市朝阳区"),
        ("广西南宁市青秀区人民政府", "450103", "广西壮族自治区南宁市青秀区"),
        ("吉林省吉林市船营区", "220204", "吉林省吉林市船营区"),
        ("济源市人民政府", "419001", "河南省济源市"),
        ("苏州市财政局", "320500", "江苏省苏州市"),
        ("内蒙古自治区人民政府", "150000", "内蒙古自治区"),
        ("晋城市城区人民政府", "140502", "山西省晋城市城区"),
    ],
)
def test_a_name_gives_its_division(body: str, code: str, name: str) -> None:
    assert [(one.code, one.name) for one in divisions_of(body)] == [(code, name)]


def test_a_name_that_several_divisions_bear_gives_all_of_them_and_none_is_taken() -> None:
    found = divisions_of("鼓楼区人民政府")
    assert {one.city for one in found} == {"南京市", "徐州市", "福州市", "开封市"}


@pytest.mark.parametrize("body", ["", "城区公安分局", "青石县民政局", "中国人民银行"])
def test_a_name_that_names_no_division_gives_none(body: str) -> None:
    assert divisions_of(body) == ()


def test_the_list_of_a_batch_has_columns_for_it() -> None:
    keys = [column.key for column in panel_columns()]
    at = keys.index("province")
    assert keys[at : at + 6] == [
        "province", "city", "county", "division_code", "division_level", "division_candidates",
    ]  # fmt: skip
    assert division_values("沁县水利局") == ["山西省", "长治市", "沁县", "140430", "county", None]
    assert division_values("某某协会") == [None] * 6
    *taken, offered = division_values("朝阳区教育局")
    assert taken == [None] * 5
    assert offered == "110105 北京市朝阳区; 220104 吉林省长春市朝阳区"
