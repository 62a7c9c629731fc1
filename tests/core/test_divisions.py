"""A body goes by its whole name or without the divisions above it, and is one all the same."""

from __future__ import annotations

from gouji.core.series.candidates import SeriesCandidate, Title, find_candidates
from gouji.core.series.divisions import shared_names, whole_names


def test_a_name_without_the_divisions_above_is_that_of_the_whole_name() -> None:
    titles = [Title("洪泽区人民政府", 2023), Title("淮安市洪泽区人民政府", 2024)]
    assert list(find_candidates(titles)) == [SeriesCandidate("year", 1, (0,))]
    names = ["洪泽区财政局", "江苏省淮安市洪泽区财政局"]
    assert whole_names(names) == {names[0]: names[1]}


def test_a_name_that_several_divisions_share_or_two_bodies_end_with_is_left_alone() -> None:
    assert "鼓楼区" in shared_names()
    assert whole_names(["鼓楼区人民政府", "南京市鼓楼区人民政府"]) == {}
    two = ["清溪县人民政府", "甲市清溪县人民政府", "东山市清溪县人民政府", "西山市清溪县人民政府"]
    assert "清溪县人民政府" not in whole_names(two)
    assert whole_names(["财政局", "淮安市财政局"]) == {}
