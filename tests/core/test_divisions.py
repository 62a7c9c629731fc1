"""A body goes by its whole name or without the divisions above it, and is one all the same."""

from __future__ import annotations

import pytest

from gouji.core.series.candidates import SeriesCandidate, Title, find_candidates
from gouji.core.series.divisions import may_be_one, shared_names, whole_names


def test_a_name_without_the_divisions_above_is_that_of_the_whole_name() -> None:
    titles = [Title("洪泽区人民政府", 2023), Title("淮安市洪泽区人民政府", 2024)]
    assert list(find_candidates(titles)) == [SeriesCandidate("year", 1, (0,))]
    names = ["洪泽区财政局", "江苏省淮安市洪泽区财政局"]
    assert whole_names(names) == {names[0]: names[1]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("洪泽区人民政府", "淮安市洪泽区人民政府"),
        ("洪泽区人民政府", "江苏省洪泽区人民政府"),
        ("江苏洪泽区人民政府", "江苏省淮安市洪泽区人民政府"),
        ("淮安市人民政府", "江苏省淮安市人民政府"),
        ("沁县自然资源局", "山西省长治市沁县自然资源局"),
        ("南京市鼓楼区教育局", "江苏省南京市鼓楼区教育局"),
        ("浦东新区人民政府", "上海市浦东新区人民政府"),
    ],
)
def test_the_list_of_divisions_tells_that_two_names_are_of_one_body(one: str, other: str) -> None:
    titles = [Title(one, 2023), Title(other, 2024)]
    assert list(find_candidates(titles)) == [SeriesCandidate("year", 1, (0,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鼓楼区人民政府", "南京市鼓楼区人民政府"),
        ("清溪镇人民政府", "东莞市清溪镇人民政府"),
        ("财政局", "淮安市财政局"),
    ],
)
def test_names_that_may_be_of_one_body_are_no_match_and_are_offered(one: str, other: str) -> None:
    assert list(find_candidates([Title(one, 2023), Title(other, 2024)])) == []
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("洪泽区财政局", "洪泽区财政局国库中心"),
        ("水务局", "淮安市自来水务局"),
        ("鼓楼区教育局", "南京市鼓楼区人民政府"),
    ],
)
def test_names_of_two_bodies_are_not_offered(one: str, other: str) -> None:
    assert not may_be_one(one, other)


def test_a_name_that_several_divisions_share_or_two_bodies_end_with_is_left_alone() -> None:
    assert "鼓楼区" in shared_names()
    assert "鼓楼区人民政府" not in whole_names(["鼓楼区人民政府", "南京市鼓楼区人民政府"])
    two = ["清溪县人民政府", "甲市清溪县人民政府", "东山市清溪县人民政府", "西山市清溪县人民政府"]
    assert "清溪县人民政府" not in whole_names(two)
    assert "财政局" not in whole_names(["财政局", "淮安市财政局"])
