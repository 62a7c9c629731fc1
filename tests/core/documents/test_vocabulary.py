"""Page numbers and numbering, which every reader tells in the same way."""

import pytest

from gouji.core.documents.page_numbers import is_page_number
from gouji.core.documents.vocabulary import numbering, without_enumerator


@pytest.mark.parametrize(
    "text", ["3", "- 3 -", "－１２－", "第 3 页", "第3页 共12页", "3/12", "— 128 —"]
)
def test_the_number_of_a_page_is_told_whatever_stands_around_it(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["", "12 34", "2023", "3件", "第三页", "3.5", "页", "-"])
def test_what_may_be_a_figure_or_a_year_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


def test_a_page_of_a_yearbook_is_told_where_no_year_can_stand() -> None:
    assert is_page_number("1024", most_digits=4)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("（一）本年新收", "（一）"),
        ("二、上年结转", "一、"),
        ("3.属于国家秘密", "1."),
        ("总计", ""),
    ],
)
def test_a_label_is_numbered_in_one_of_the_ways_of_the_form(text: str, kind: str) -> None:
    assert numbering(text) == kind


def test_numbers_before_a_label_are_cut_off_however_many_there_are() -> None:
    assert without_enumerator("三（一）1.予以公开") == "予以公开"
    assert without_enumerator("总计") == "总计"
