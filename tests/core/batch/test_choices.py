"""A person says what the reports of a batch are held against, as ``gouji check`` is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from batch_folder import report_of
from openpyxl import load_workbook

from gouji.core.batch import Options, run_batch
from gouji.core.batch.journal import journal_path
from gouji.core.cli.run_command import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a body and a report of its office; all are read into ``out.xlsx``."""
    folder = tmp_path_factory.mktemp("choices") / "reports"
    folder.mkdir()
    for year in (2021, 2022):
        (folder / f"{year}.html").write_bytes(report_of(year))
    named, office = (name.encode("gb18030") for name in ("人民政府", "人民政府办公室"))
    (folder / "office.html").write_bytes(report_of(2021, {named: office}))
    run_batch(folder, folder.parent / "out.xlsx", Options(workers=2))
    return folder


@pytest.fixture
def output(folder: Path, tmp_path: Path) -> Path:
    """A workbook to write from what is on record: nothing is read again."""
    output = tmp_path / "out.xlsx"
    shutil.copy(journal_path(folder.parent / "out.xlsx"), journal_path(output))
    return output


def across(output: Path) -> list[tuple[object, ...]]:
    """The rule, the file and what it is compared with, of each finding across reports."""
    _, names, *rows = load_workbook(output)["报告之间"].iter_rows(values_only=True)
    at = [names.index(name) for name in ("rule", "file", "others")]
    return [tuple(row[place] for place in at) for row in rows]


def test_without_a_word_names_and_years_decide(folder: Path, output: Path) -> None:
    assert main(["batch", str(folder), "-o", str(output)]) == 0

    assert across(output) == [("year.in_force.normative", "2022.html", "1 2021.html")]


def test_another_report_is_said_to_be_the_year_before(folder: Path, output: Path) -> None:
    main(["batch", str(folder), "-o", str(output), "--previous", "2022.html=office.html"])

    assert across(output) == [("year.in_force.normative", "2022.html", "3 office.html")]


def test_nothing_is_said_to_be_the_year_before(folder: Path, output: Path) -> None:
    main(["batch", str(folder), "-o", str(output), "--previous", "2022.html="])

    assert across(output) == []


def test_what_a_summary_covers_is_said_part_by_part(folder: Path, output: Path) -> None:
    parts = [f"--covers=2022={part}" for part in ("2021", "office.html")]

    main(["batch", str(folder), "-o", str(output), "--previous=2022=", *parts])

    found = across(output)
    assert ("sum.t3.new.total", "2022.html", "1 2021.html 3 office.html") in found
    assert {str(rule).partition(".")[0] for rule, _, _ in found} == {"sum"}


def test_what_is_said_holds_for_that_run_alone(folder: Path, output: Path) -> None:
    main(["batch", str(folder), "-o", str(output), "--previous", "2022.html="])
    main(["batch", str(folder), "-o", str(output)])

    assert len(across(output)) == 1


def test_a_report_that_is_not_there_is_told_and_what_was_read_is_kept(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["batch", str(folder), "-o", str(output), "--language", "en", "--previous"]

    assert main([*line, "2022.html=none.html"]) == 2

    assert "0 are called “none.html”" in capsys.readouterr().err
    assert main([*line, "2022.html="]) == 0
    assert "3 read before" in capsys.readouterr().out
