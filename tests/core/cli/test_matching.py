"""Which reports are held against each other, as a command line says it and as it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.cli.command_line import read_line
from gouji.core.cli.matching import match_reports
from gouji.core.cli.option import UsageError
from gouji.core.cli.series_wording import series_lines, short_names
from gouji.core.series import Member, check_links

from ...helpers.year_reports import member

OUT = {"t3.carried_out.natural": "3"}
BEFORE, NOW = member("泽州县人民政府", 2022, OUT), member("泽州县政府", 2023)
OFFICE = member("泽州县人民政府办公室", 2022)
CITY = member("晋城市人民政府", 2022)
AGAIN = member("泽州县", 2022)


def lines(*options: str, members: tuple[Member, ...], language: str = "zh") -> list[str]:
    """Returns what is printed on several reports after ``check`` with these options."""
    request = read_line(["check", "folder", *options])
    matching = match_reports(members, request.values)
    return series_lines(matching, check_links(matching.links), language)


def test_it_is_said_what_is_held_against_what_and_what_came_of_it() -> None:
    assert lines(members=(BEFORE, NOW)) == [
        "报告之间：对照 1，警告 1",
        "  = 泽州县政府 2023 年（泽州县政府-2023.pdf），上年为 2022 年（泽州县人民政府-2022.pdf）",
        (
            "  ! 上年结转·自然人 0，2022 年 四、结转下年度继续办理·自然人 3，差 −3 "
            "[year.carried.natural]（泽州县政府-2023.pdf、泽州县人民政府-2022.pdf）"
        ),
    ]


def test_nothing_is_said_where_nothing_is_held_against_anything() -> None:
    assert lines(members=(BEFORE, OFFICE)) == []


@pytest.mark.parametrize(
    "spelling",
    [
        "泽州县政府-2023.pdf=泽州县人民政府办公室-2022.pdf",
        "泽州县政府-2023=./泽州县人民政府办公室-2022.pdf",
    ],
)
def test_a_reviewer_says_which_report_is_the_year_before(spelling: str) -> None:
    assert lines("--previous", spelling, members=(BEFORE, NOW, OFFICE), language="en") == [
        "Across reports: 1 matched, 0 warnings",
        (
            "  = 泽州县政府 2023 (泽州县政府-2023.pdf): the year before is 2022 "
            "(泽州县人民政府办公室-2022.pdf) [as told]"
        ),
    ]


def test_a_reviewer_says_that_nothing_is_the_year_before() -> None:
    assert lines("--previous", "泽州县政府-2023.pdf=", members=(BEFORE, NOW)) == []


def test_a_reviewer_says_what_a_summary_covers() -> None:
    covers = (
        f"--covers=晋城市人民政府-2022={part}"
        for part in ("泽州县人民政府-2022", "泽州县人民政府办公室-2022")
    )

    said = lines(*covers, members=(CITY, BEFORE, OFFICE))

    assert said[:2] == [
        "报告之间：对照 1，警告 1",
        (
            "  = 晋城市人民政府 2022 年（晋城市人民政府-2022.pdf），汇总 2 份"
            "（泽州县人民政府-2022.pdf、泽州县人民政府办公室-2022.pdf）［指定］"
        ),
    ]
    assert "汇总报告 0，所辖 2 份报告之和 3，差 −3 [sum.t3.carried_out.natural]" in said[2]


def test_two_reports_of_the_year_before_are_told_and_not_chosen_between() -> None:
    assert lines(members=(BEFORE, AGAIN, NOW)) == [
        "报告之间：对照 0，警告 0",
        (
            "  ? 泽州县政府 2023 年（泽州县政府-2023.pdf），上年的报告不能确定，没有对照"
            "（泽州县人民政府-2022.pdf、泽州县-2022.pdf）；可用 --previous 指定"
        ),
    ]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("泽州县政府-2023", "应为“报告=报告”，不是“泽州县政府-2023”"),
        ("没有.pdf=泽州县政府-2023", "有 0 份叫“没有.pdf”"),
        ("泽州县政府-2023=pdf", "有 0 份叫“pdf”"),
        ("=泽州县政府-2023", "应为“报告=报告”"),
    ],
)
def test_a_report_that_is_not_there_cannot_be_chosen(said: str, wrong: str) -> None:
    with pytest.raises(UsageError) as refused:
        lines("--previous", said, members=(BEFORE, NOW))

    assert wrong in refused.value.sentence("zh")


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = [Path("2021/县.pdf"), Path("2022/县.pdf"), Path("2022/局.pdf")]
    assert [Path(name) for name in short_names(paths).values()] == [Path("局.pdf"), *paths[:2]]
    assert short_names([paths[0], paths[0]]) == {paths[0]: "县.pdf"}
