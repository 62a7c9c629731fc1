"""A batch is held against one table of another program's, which comes back corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core.batch import Options, run_batch
from gouji.core.errors import OutputError
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create
from gouji.core.supplied.supplied_values import GivenExtraction

from ...helpers.batch_folder import SAMPLE, report_of

HEAD = "文件,单位,年度,本年新收总计,t3.new.natural,备注\n"
RIGHT = f"{HEAD}2021.html,,,2,2,a\n,青禾原县人民政府,2022,2,2,b\n没有.pdf,,,9,9,c\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    (place / "more").mkdir(parents=True)
    (place / "2021.html").write_bytes(report_of(2021))
    (place / "more" / "2022.html").write_bytes(report_of(2022))
    return place


def given(folder: Path, text: str) -> GivenExtraction:
    path = folder / "county.csv"
    path.write_text(text, "utf-8")
    return GivenExtraction(path)


def test_what_differs_is_a_doubt_in_the_workbook_and_is_corrected(
    folder: Path, tmp_path: Path
) -> None:
    wrong = RIGHT.replace("2022,2,2,b", "2022,2,12,b").replace(",,2,2,a", ",,,2,a")
    output, corrected = tmp_path / "out.xlsx", tmp_path / "corrected.csv"
    options = Options(extraction=given(folder, wrong), corrected=corrected)

    summary = run_batch(folder, output, options)

    assert summary.files == 2  # the table itself is none of the reports
    handed = summary.handed
    assert handed is not None
    assert (handed.reports, handed.unmatched, handed.corrected) == (2, 1, 2)
    assert corrected.read_text("utf-8") == RIGHT
    doubts = {
        (row[0], row[3])
        for row in load_workbook(output)["数据"].iter_rows(min_row=3, values_only=True)
        if any("抽取" in str(value) for value in row)
    }
    assert doubts == {(1, "t3.new.total"), (2, "t3.new.natural")}
    listed = load_workbook(handed.changes)["更正"].iter_rows(min_row=2, values_only=True)
    assert {(row[1], row[2]) for row in listed if row[4] != "整格没有"} == {
        ("2021.html", "t3.new.total"),
        ("2022.html", "t3.new.natural"),
    }

    corrected.unlink()  # it is no export, and so would not be written over
    again = run_batch(folder, output, options)
    assert (again.kept, again.handed) == (2, handed)

    corrected.unlink()
    (folder / "county.csv").write_text(RIGHT, "utf-8")
    assert run_batch(folder, output, options).kept == 0


def test_a_figure_that_a_reviewer_corrected_is_what_the_page_prints(
    folder: Path, tmp_path: Path
) -> None:
    source = folder / "2021.html"
    (report,) = open_reports(source).reports
    with create(folder / "2021.gouji", source, report) as file:
        file.review("王核").correct({"t3.new.natural": "3"})
    corrected = tmp_path / "corrected.csv"

    run_batch(folder, tmp_path / "out.xlsx", Options(extraction=given(folder, RIGHT),
              corrected=corrected))  # fmt: skip

    assert corrected.read_text("utf-8") == RIGHT.replace("2021.html,,,2,2", "2021.html,,,2,3")


def test_a_corrected_extraction_keeps_its_kind(folder: Path, tmp_path: Path) -> None:
    options = Options(extraction=given(folder, RIGHT), corrected=tmp_path / "corrected.xlsx")
    with pytest.raises(OutputError, match="应写成"):
        run_batch(folder, tmp_path / "out.xlsx", options)
    assert SAMPLE.is_file()
