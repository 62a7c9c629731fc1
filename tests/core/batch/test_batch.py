"""A batch reads a folder into one workbook, goes on where it stopped, survives its files."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from batch_folder import NAMED_LIKE_A_FORMULA, make_folder, report_of
from openpyxl import Workbook, load_workbook

from gouji.core.batch import Options, Progress, Summary, run_batch
from gouji.core.batch.journal import BatchBusyError, Journal, journal_path
from gouji.core.cli.batch_command import summary_line
from gouji.core.errors import NoFolderError, OutputError, StoppedError
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create, open_file
from gouji.core.worker import Limits

ONE = Options(workers=1)
Row = dict[str, Any]


def rows_of(workbook: Workbook, name: str) -> list[Row]:
    """The rows of a list by the names in its second row."""
    _, names, *rows = workbook[name].iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def by_file(workbook: Workbook) -> dict[str, Row]:
    return {row["file"]: row for row in rows_of(workbook, "报告")}


def link_of(workbook: Workbook, sheet: str, place: str) -> str:
    """Where a linked cell leads to."""
    link = workbook[sheet][place].hyperlink
    assert link is not None
    return str(link.target)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports that no test changes."""
    return make_folder(tmp_path_factory.mktemp("batch") / "reports")


@pytest.fixture(scope="module")
def done(folder: Path) -> tuple[Summary, Path, list[Progress]]:
    """A batch that two processes read."""
    told: list[Progress] = []
    output = folder.parent / "out.xlsx"
    summary = run_batch(folder, output, Options(workers=2), on_progress=told.append)
    return summary, output, told


@pytest.fixture(scope="module")
def workbook(done: tuple[Summary, Path, list[Progress]]) -> Workbook:
    return load_workbook(done[1])


def test_every_file_is_a_row(
    done: tuple[Summary, Path, list[Progress]], workbook: Workbook
) -> None:
    summary, output, _ = done

    assert summary == Summary(
        output, files=4, kept=0, failed=1, no_reports=1, reports=2, with_errors=0
    )
    assert [row["report"] for row in rows_of(workbook, "报告")] == [1, 2, 3, 4]
    assert set(by_file(workbook)) == {NAMED_LIKE_A_FORMULA, "2021.html", "letter.txt", "2022.html"}


def test_a_report_is_one_row_of_panel_data(workbook: Workbook) -> None:
    row = by_file(workbook)["2021.html"]

    facts = [row[key] for key in ("organization", "region", "year", "form", "kind", "errors")]
    assert facts == ["青禾原县人民政府", "青禾原县", 2021, "2021", "html", 0]
    assert (row["t3.new.total"], row["t2.licensing.decisions"]) == (2, 15972)
    assert row["t3.new.business"] is None


def test_every_cell_is_a_row_of_the_long_list(workbook: Workbook) -> None:
    rows = [row for row in rows_of(workbook, "数据") if row["year"] == 2021]

    assert len(rows) == len({row["cell"] for row in rows}) > 190
    (row,) = (row for row in rows if row["cell"] == "t3.new.natural")
    assert (row["printed"], row["audited"], row["confidence"]) == (2, 2, 1)


def test_a_file_that_cannot_be_read_is_a_row_with_its_reason(workbook: Workbook) -> None:
    row = by_file(workbook)[NAMED_LIKE_A_FORMULA]

    assert row["state"] == "读取失败 failed"
    assert "文件已损坏" in row["reason"]
    assert "is damaged" in row["reason"]
    assert by_file(workbook)["letter.txt"]["state"] == "不是报告 no report"


def test_text_that_looks_like_a_formula_stays_text(workbook: Workbook) -> None:
    (cell,) = (cell for cell in workbook["报告"]["B"] if cell.value == NAMED_LIKE_A_FORMULA)

    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_reports_and_findings_lead_to_their_files(
    workbook: Workbook, done: tuple[Summary, Path, list[Progress]]
) -> None:
    at = {row["file"]: row["report"] + 2 for row in rows_of(workbook, "报告")}

    target = link_of(workbook, "报告", f"B{at['2022.html']}")
    assert (done[1].parent / target).samefile(done[1].parent / "reports" / "more" / "2022.html")
    assert link_of(workbook, "报告之间", "B3") == target


def test_two_years_of_a_body_are_held_against_each_other(workbook: Workbook) -> None:
    (row,) = rows_of(workbook, "报告之间")

    assert (row["rule"], row["year"]) == ("year.in_force.normative", 2022)
    assert (row["left"], row["right"], row["difference"]) == (5, 9, -4)
    assert row["others"].endswith("2021.html")


def test_the_chart_page_counts_states_rules_and_requests(workbook: Workbook) -> None:
    sheet = workbook["图表"]
    texts = {cell.value: cell.row for cell in sheet["A"] if cell.value}

    assert sheet.cell(texts["读取失败 failed"], 2).value == 1
    year = texts["2022 年"]
    assert [sheet.cell(year, column).value for column in (2, 3)] == [1, 2]
    body = texts["青禾原县人民政府"]
    assert [sheet.cell(body, column).value for column in (2, 3)] == [2, 2]
    assert len(sheet._charts) >= 3  # type: ignore[attr-defined]


def test_progress_ends_with_every_file_and_names_the_failed_ones(
    done: tuple[Summary, Path, list[Progress]],
) -> None:
    reading = [each for each in done[2] if each.phase == "reading"]

    assert [each.done for each in reading] == [0, 1, 2, 3, 4]
    assert (reading[-1].total, reading[-1].failed, reading[-1].seconds_left) == (4, 1, 0)


def test_a_second_run_reads_nothing_again(
    folder: Path, done: tuple[Summary, Path, list[Progress]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.core.batch.batch_run.read_source", None)  # whoever calls it fails

    summary = run_batch(folder, done[1], ONE)

    assert summary == replace(done[0], kept=4)


def stopped_after(folder: Path, output: Path, files: int) -> None:
    """Runs a batch and stops it when so many files are done."""
    stop = threading.Event()

    def look(progress: Progress) -> None:
        if progress.done == files:
            stop.set()

    with pytest.raises(StoppedError):
        run_batch(folder, output, ONE, on_progress=look, stopped=stop)


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    folder, output = make_folder(tmp_path / "reports"), tmp_path / "out.xlsx"
    stopped_after(folder, output, 2)
    assert not output.exists()

    summary = run_batch(folder, output, ONE)

    assert (summary.kept, summary.reports) == (2, 2)


def test_a_changed_file_is_read_again_and_the_others_are_not(
    folder: Path, done: tuple[Summary, Path, list[Progress]], tmp_path: Path
) -> None:
    copy, output = tmp_path / "reports", tmp_path / "out.xlsx"
    shutil.copytree(folder, copy)
    shutil.copy(journal_path(done[1]), journal_path(output))
    (copy / "2021.html").write_bytes(report_of(2021, {b">15972<": b">15973<"}))

    summary = run_batch(copy, output, ONE)

    assert summary.kept == 3
    assert by_file(load_workbook(output))["2021.html"]["t2.licensing.decisions"] == 15973


def as_of(journal: Path, version: int) -> None:
    """Makes a journal that of another program, whose tables may be other ones."""
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute("ALTER TABLE report DROP COLUMN rows")
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", [2, 99])
def test_the_journal_of_another_gouji_is_not_trusted(
    folder: Path, done: tuple[Summary, Path, list[Progress]], tmp_path: Path, version: int
) -> None:
    output = tmp_path / "out.xlsx"
    shutil.copy(journal_path(done[1]), journal_path(output))
    as_of(journal_path(output), version)

    assert run_batch(folder, output, ONE) == replace(done[0], output=output)


def test_one_process_gives_what_two_give(
    folder: Path, done: tuple[Summary, Path, list[Progress]], workbook: Workbook, tmp_path: Path
) -> None:
    """And another version of the rules reads everything again: nothing is taken up."""
    output = tmp_path / "out.xlsx"
    shutil.copy(journal_path(done[1]), journal_path(output))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gouji.core.batch.batch_run.__version__", "99.0")

        assert run_batch(folder, output, ONE).kept == 0

    alone = load_workbook(output)
    for name in ("报告", "数据", "疑点", "报告之间", "图表"):
        assert list(alone[name].values) == list(workbook[name].values)


def test_the_audited_figures_of_a_review_beside_its_source_count(tmp_path: Path) -> None:
    source = tmp_path / "reports" / "2021.html"
    source.parent.mkdir()
    source.write_bytes(report_of(2021))
    begun(source, source.with_name("2021.html.gouji"))

    run_batch(source.parent, tmp_path / "out.xlsx", ONE)

    workbook = load_workbook(tmp_path / "out.xlsx")
    (row,) = rows_of(workbook, "报告")
    assert (row["t3.new.natural"], row["state"]) == (3, "审核中 in review")
    assert (row["errors"], row["review"], row["reviewer"]) == (2, "2021.html.gouji", "甲")
    (cell,) = (row for row in rows_of(workbook, "数据") if row["cell"] == "t3.new.natural")
    assert (cell["printed"], cell["audited"]) == (2, 3)
    assert {row["rule"] for row in rows_of(workbook, "疑点") if "错误" in row["severity"]} == {
        "t3.balance.natural", "t3.row.new",
    }  # fmt: skip


def begun(source: Path, path: Path, **adjusted: str) -> Path:
    """Begins a review of a source and adjusts figures in it."""
    (report,) = open_reports(source).reports
    with create(path, source, report) as file:
        file.review("甲").adjust({"t3.new.natural": "3"} | adjusted, why="漏计一件")
    return path


def test_a_review_whose_source_lies_elsewhere_is_a_row_of_its_own(tmp_path: Path) -> None:
    source, folder = tmp_path / "2021.html", tmp_path / "reports"
    source.write_bytes(report_of(2021))
    folder.mkdir()
    (folder / "2022.html").write_bytes(report_of(2022))
    begun(source, folder / "2021.gouji")

    summary = run_batch(folder, tmp_path / "out.xlsx", ONE)

    row = by_file(load_workbook(tmp_path / "out.xlsx"))["2021.gouji"]
    assert (summary.files, summary.reports) == (2, 2)
    assert (row["year"], row["t3.new.natural"], row["review"]) == (2021, 3, "2021.gouji")
    assert run_batch(folder, tmp_path / "out.xlsx", ONE).kept == 2


def test_a_review_that_goes_on_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    source = folder / "2021.html"
    source.write_bytes(report_of(2021))
    review = begun(source, folder / "2021.gouji")
    run_batch(folder, tmp_path / "out.xlsx", ONE)

    with open_file(review) as file:
        file.review("乙").adjust({"t3.new.natural": "2"}, why="原数无误")
    summary = run_batch(folder, tmp_path / "out.xlsx", ONE)

    row = by_file(load_workbook(tmp_path / "out.xlsx"))["2021.html"]
    assert (summary.kept, row["t3.new.natural"], row["reviewer"]) == (0, 2, "乙")


def test_a_damaged_review_is_told_and_the_report_is_taken_as_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    source = folder / "2021.html"
    source.write_bytes(report_of(2021))
    review = begun(source, folder / "2021.gouji")
    connection = sqlite3.connect(review)
    connection.execute("UPDATE readings SET data = x'00'")
    connection.commit()
    connection.close()

    run_batch(folder, tmp_path / "out.xlsx", ONE)

    row = by_file(load_workbook(tmp_path / "out.xlsx"))["2021.html"]
    assert (row["t3.new.natural"], row["state"]) == (2, "无疑点 clean")
    assert "2021.gouji" in row["reason"]


def test_what_gouji_has_exported_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "2021.html").write_bytes(report_of(2021))
    run_batch(folder, folder / "out.xlsx", ONE)

    summary = run_batch(folder, folder / "out.xlsx", ONE)

    assert (summary.reports, summary.failed, summary.no_reports) == (1, 0, 0)
    assert set(by_file(load_workbook(folder / "out.xlsx"))) == {"2021.html"}
    (folder / "other.xlsx").write_bytes((folder / "out.xlsx").read_bytes())
    assert run_batch(folder, folder / "out.xlsx", ONE).no_reports == 0
    assert set(by_file(load_workbook(folder / "out.xlsx"))) == {"2021.html"}


def test_a_report_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "reports" / "2021.xlsx"
    source.parent.mkdir()
    source.write_bytes(report_of(2021))

    with pytest.raises(OutputError, match="就是原件"):
        run_batch(source.parent, source, Options(workers=1, replace=True))

    assert source.read_bytes() == report_of(2021)


def test_a_file_that_takes_too_long_is_a_row_and_read_again_under_other_limits(
    tmp_path: Path,
) -> None:
    folder, output = tmp_path / "reports", tmp_path / "out.xlsx"
    folder.mkdir()
    (folder / "2021.html").write_bytes(report_of(2021))
    short = Options(workers=1, limits=Limits(seconds=0.01))

    first = run_batch(folder, output, short)

    assert (first.reports, first.failed) == (0, 1)
    assert "超出时间或内存限制" in by_file(load_workbook(output))["2021.html"]["reason"]
    assert run_batch(folder, output, short).kept == 1
    assert run_batch(folder, output, ONE).reports == 1


def test_a_report_is_no_folder_and_the_error_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(report_of(2021))
    with pytest.raises(NoFolderError, match="是文件，不是文件夹"):
        run_batch(tmp_path / "a.html", tmp_path / "out.xlsx", ONE)


def test_two_batches_do_not_share_a_journal(tmp_path: Path, folder: Path) -> None:
    output = tmp_path / "out.xlsx"

    with Journal(journal_path(output)), pytest.raises(BatchBusyError):
        run_batch(folder, output, ONE)


@pytest.mark.parametrize("name", ["out.pdf", "missing/out.xlsx"])
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_read(
    name: str, tmp_path: Path, folder: Path
) -> None:
    told: list[Progress] = []

    with pytest.raises(OutputError):
        run_batch(folder, tmp_path / name, ONE, on_progress=told.append)

    assert told == []


@pytest.fixture(autouse=True)
def _sources_stay_as_they_were(folder: Path) -> Iterator[None]:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    yield
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_column_of_figures_holds_numbers_alone_with_state_and_text_beside(
    workbook: Workbook,
) -> None:
    row = by_file(workbook)["2021.html"]
    cells = [key for key in row if key.startswith("t") and f"{key}.state" in row]
    states = {row[f"{cell}.state"] for cell in cells}

    assert len(cells) > 200
    assert {"number", "not_in_form"} < states <= {"number", "blank", "mark", "not_in_form"}
    for cell in cells:
        is_number = row[f"{cell}.state"] == "number"
        assert isinstance(row[cell], int | float) == is_number
        assert bool(row[f"{cell}.text"]) == (row[f"{cell}.state"] in ("number", "mark"))
    for line in rows_of(workbook, "数据"):
        assert (line["printed"] is None) == (line["printed_state"] != "number")
        assert (line["audited"] is None) == (line["state"] != "number")


def test_the_files_of_the_last_line_add_up() -> None:
    counted = Summary(
        Path("o.xlsx"),
        files=9,
        kept=0,
        failed=1,
        no_reports=2,
        reports=5,
        with_errors=1,
        exports=2,
    )
    assert summary_line(counted, "en") == (
        "Wrote o.xlsx: 9 files, 5 reports in 4 files, 1 with errors, 2 files without a report, "
        "2 exports of Gouji's left out, 1 not read, 0 read before"
    )
    assert "（在 4 个文件里）" in summary_line(counted, "zh")
    assert "导出的文件（略过）2，" in summary_line(counted, "zh")


def test_an_export_in_the_folder_is_counted_as_one(folder: Path, tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    shutil.copy(folder / "letter.txt", inside)
    done = run_batch(inside, inside / "out.xlsx", ONE)
    assert (done.files, done.no_reports, done.exports) == (1, 1, 0)
    shutil.copy(inside / "out.xlsx", inside / "copy.xlsx")
    again = run_batch(inside, inside / "out.xlsx", ONE)
    assert (again.files, again.no_reports, again.exports) == (2, 1, 1)


def test_the_list_is_written_as_typed_csv_with_one_head_row(
    folder: Path, done: tuple[Summary, Path, list[Progress]], workbook: Workbook
) -> None:
    output = done[1].with_suffix(".csv")
    summary = run_batch(folder, output, ONE)
    again = run_batch(folder, output, ONE)  # its own export is replaced

    assert (summary.kept, again.kept) == (4, 4)  # on record from the workbook's run
    data = output.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfreport,file,path,")
    with output.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    sheet = rows_of(workbook, "报告")
    assert [row["path"].lstrip("'") for row in rows] == [row["path"] for row in sheet]
    assert "more/2022.html" in {row["path"] for row in rows}
    for row, shown in zip(rows, sheet, strict=True):
        assert list(row) == list(shown)
        for key, value in shown.items():
            if key.startswith("t") and "." in key and f"{key}.state" in row:
                assert row[key] == ("" if value is None else str(value))
                assert row[f"{key}.state"] == (shown[f"{key}.state"] or "")
    (named,) = (row for row in rows if row["file"].endswith(NAMED_LIKE_A_FORMULA))
    assert named["file"] == f"'{NAMED_LIKE_A_FORMULA}"
    assert named["t3.new.total"] == ""


def test_a_batch_is_written_as_nothing_else(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.xlsx.*\.csv"):
        run_batch(folder, tmp_path / "out.ods", ONE)
