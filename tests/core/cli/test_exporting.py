"""Exports and imports as a user runs them: a process, its files, its words, its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create, open_file

from ...data.sample_reports import TOTALS_BROKEN
from .test_cli import gouji, one_line

CELL = "t3.handled.natural"


@pytest.fixture
def review(root: Path, tmp_path: Path) -> Path:
    """A review file with one adjustment, of a sample that lies elsewhere by now."""
    source = tmp_path / TOTALS_BROKEN.file
    source.write_bytes((root / "resources" / "samples" / TOTALS_BROKEN.file).read_bytes())
    (report,) = open_reports(source).reports
    with create(tmp_path / "审核.gouji", source, report) as file:
        file.review("核对员甲").adjust({"t3.partial.other": "1"}, why="漏计")
    source.unlink()
    return tmp_path / "审核.gouji"


def corrected(review: Path, value: object, output: Path | None = None) -> Path:
    """A workbook of the review with one figure changed by an Excel user."""
    output = output or review.with_suffix(".xlsx")
    assert gouji("export", review, "-o", output).returncode == 0
    workbook = load_workbook(output)
    workbook["表三"]["D29"].value = value
    workbook.properties.lastModifiedBy = "张三"
    workbook.save(output)
    return output


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".docx", ".html", ".pdf"])
def test_export_chooses_the_format_by_the_suffix(root: Path, suffix: str, tmp_path: Path) -> None:
    output = tmp_path / f"out{suffix}"

    done = gouji("export", root / "resources" / "samples" / TOTALS_BROKEN.file, "-o", output)

    assert (done.returncode, done.stderr) == (0, "")
    assert output.stat().st_size > 1000
    if suffix == ".jsonl":
        line = json.loads(output.read_text("utf-8").splitlines()[0])
        assert line["organization"] == TOTALS_BROKEN.organization


def test_a_suffix_without_a_format_costs_one_line(root: Path, tmp_path: Path) -> None:
    sample = root / "resources" / "samples" / TOTALS_BROKEN.file

    line = one_line(gouji("export", sample, "-o", tmp_path / "out.txt"))

    assert "不能导出为“.txt”" in line
    assert ".pdf、.gouji。" in line


def test_a_review_file_is_exported_with_pictures_from_the_source_within_it(review: Path) -> None:
    output = review.with_suffix(".xlsx")

    done = gouji("export", review, "-o", output)

    assert (done.returncode, done.stderr) == (0, "")
    sheet = load_workbook(output)["改动"]
    assert sheet["A2"].value == "t3.partial.other"
    assert len(sheet._images) == 1


def test_the_hash_on_a_workbook_is_one_that_verify_knows(review: Path) -> None:
    output = review.with_suffix(".xlsx")
    assert gouji("export", review, "-o", output).returncode == 0
    rows = load_workbook(output)["说明"].iter_rows(max_col=2, values_only=True)
    noted = dict(rows)["审核记录摘要 hash of the trail"]

    done = gouji("verify", review, "--hash", noted)

    assert (done.returncode, done.stderr) == (0, "")
    assert noted in done.stdout


def test_a_workbook_of_no_review_file_offers_no_hash_to_verify(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlsx"
    sample = root / "resources" / "samples" / TOTALS_BROKEN.file
    assert gouji("export", sample, "-o", output).returncode == 0
    names = [row[0] for row in load_workbook(output)["说明"].iter_rows(values_only=True)]

    assert "审核记录摘要 hash of the trail" not in names
    assert "核对码（没有审核文件）check, of no review file" in names


def test_a_workbook_from_before_the_review_file_is_imported_into_it(
    root: Path, tmp_path: Path
) -> None:
    sample = root / "resources" / "samples" / TOTALS_BROKEN.file
    begun = tmp_path / "新.gouji"
    workbook = corrected(sample, 8, tmp_path / "早.xlsx")
    assert gouji("export", sample, "-o", begun).returncode == 0

    done = gouji("import", workbook, "-r", begun)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_corrected_workbook_is_imported_into_its_review(review: Path) -> None:
    workbook = corrected(review, 8)

    done = gouji("import", workbook, "-r", review)

    assert (done.returncode, done.stderr) == (0, "")
    assert "张三：改动的审定数 1 个，其他改动 0 处" in done.stdout
    assert f"10 → 8 [{CELL}]" in done.stdout
    with open_file(review, read_only=True) as file:
        state = file.review("").cells[CELL]
        assert (state.audited.value, state.printed.value) == (8, 10)
        assert file.events[-1].by == "张三"


def test_an_import_into_a_signed_review_says_that_the_sign_off_is_void(review: Path) -> None:
    workbook = corrected(review, 8)
    with open_file(review) as file:
        acts = file.review("核对员甲")
        for finding in acts.open_errors:
            acts.explain(finding.rule, "原件如此")
        acts.sign_off()

    done = gouji("import", workbook, "-r", review)

    assert "签核因此失效" in done.stdout


def test_a_dry_run_lists_and_writes_nothing(review: Path) -> None:
    workbook = corrected(review, 8)
    before = review.read_bytes()

    done = gouji("import", workbook, "-r", review, "--dry-run")

    assert "10 → 8" in done.stdout
    assert review.read_bytes() == before


def test_an_import_that_is_refused_says_why_in_the_language_asked_for(review: Path) -> None:
    workbook = corrected(review, 8)

    with open_file(review):
        refused = gouji("import", workbook, "-r", review, "--language", "en")

    line = refused.stderr
    assert refused.returncode == 2
    assert "in use by" in line
    assert not any("一" <= sign <= "龥" for sign in line.replace(review.name, ""))


def test_an_import_from_a_nameless_excel_says_so_in_english(review: Path) -> None:
    output = corrected(review, 8)
    workbook = load_workbook(output)
    workbook.properties.lastModifiedBy = ""
    workbook.save(output)

    done = gouji("import", output, "-r", review, "--language", "en")

    assert done.stdout.startswith("no name (Excel): 1 audited figure(s) changed")


def test_what_is_not_taken_is_listed_and_changes_the_exit_code(review: Path) -> None:
    workbook = corrected(review, "约八件")

    done = gouji("import", workbook, "-r", review, "--language", "en")

    assert done.returncode == 1
    assert "is no figure of this cell (not taken)" in done.stdout


def test_a_workbook_of_something_else_is_refused_in_one_line(review: Path, root: Path) -> None:
    other = review.with_name("other.xlsx")
    sample = root / "resources" / "samples" / "2021-web-page.html"
    assert gouji("export", sample, "-o", other).returncode == 0

    assert "不是从这份审核导出的" in one_line(gouji("import", other, "-r", review))
    assert "-r/--review" in one_line(gouji("import", other))


def test_a_review_is_begun_from_its_source_once(root: Path, tmp_path: Path) -> None:
    sample = root / "resources" / "samples" / TOTALS_BROKEN.file
    begun = tmp_path / "新审核.gouji"

    assert gouji("export", sample, "-o", begun).returncode == 0
    assert gouji("verify", begun).returncode == 0
    assert gouji("check", begun).returncode == 1
    assert begun.name in one_line(gouji("export", sample, "-o", begun))
    assert "本身就是审核文件" in one_line(gouji("export", begun, "-o", tmp_path / "再.gouji"))


@pytest.mark.parametrize(
    ("options", "readers", "said"),
    [([], ["pdfium", "pdfminer"], "pdfium、pdfminer"), (["--one-reader"], ["pdfium"], "未用")],
)
def test_what_is_written_says_whether_a_second_reader_bore_the_figures_out(
    options: list[str], readers: list[str], said: str, root: Path, tmp_path: Path
) -> None:
    output = tmp_path / "a.xlsx"
    source = root / "resources" / "samples" / TOTALS_BROKEN.file
    assert json.loads(gouji("extract", source, "--json", *options).stdout)["readers"] == readers
    assert gouji("export", source, "-o", output, *options).returncode == 0
    rows = load_workbook(output)["说明"].iter_rows(min_col=1, max_col=2, values_only=True)
    assert said in str(dict(rows)["读取程序 readers"])
