"""An extraction on the command line: held against a report, given back, checked by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ...helpers.command import run_here as gouji
from ...helpers.schemas import faults

RIGHT = "file,t3.new.natural,t3.new.total,t4.review.upheld\n2021-web-page.html,2,2,\n"


@pytest.fixture
def sample(root: Path) -> Path:
    return root / "resources" / "samples" / "2021-web-page.html"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_text(RIGHT.replace(",2,2,", ",2,20,"), "utf-8")
    return path


def test_a_difference_is_told_with_both_figures_and_both_places(sample: Path, wrong: Path) -> None:
    done = gouji("check", sample, "--extraction", wrong)

    assert done.returncode == 1
    assert (
        "≠ 新收·总计：页面 “2”，抽取 “20”（第 2 行第 3 列）：数不同 [t3.new.total]" in done.stdout
    )

    done = gouji("check", sample, "--extraction", wrong, "--json")
    (record,) = json.loads(done.stdout)["reports"]
    assert faults("check", json.loads(done.stdout)) == []
    (difference,) = record["extraction"]["differences"]
    assert (difference["page"]["value"], difference["extraction"]["value"]) == (2, 20)
    assert record["cells"]["t3.new.total"]["doubt"] == "extraction"
    assert record["cells"]["t3.new.total"]["value"] == 2


def test_where_all_agrees_nothing_is_said_of_a_cell(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "right.csv"
    path.write_text(RIGHT, "utf-8")

    assert "≠" not in gouji("check", sample, "--extraction", path).stdout


def test_a_report_that_it_does_not_have_is_told(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text(RIGHT.replace("2021-web-page", "another"), "utf-8")

    done = gouji("check", sample, "--extraction", path)

    assert done.returncode == 2
    assert "没有认出 2021-web-page.html 的数" in done.stderr
    assert "另有 1 份没有对照到原件" in done.stderr


def test_it_is_given_back_corrected_beside_what_was_changed(sample: Path, wrong: Path) -> None:
    output = wrong.with_name("corrected.csv")

    done = gouji("export", sample, "--extraction", wrong, "-o", output)

    assert (done.returncode, done.stderr) == (0, "")
    assert output.read_text("utf-8") == RIGHT
    assert wrong.with_name("corrected-changes.xlsx").exists()
    assert (
        "不是“corrected.xlsx”"
        in gouji("export", sample, "--extraction", wrong, "-o", output.with_suffix(".xlsx")).stderr
    )
    assert "就是原件" in gouji("export", sample, "--extraction", wrong, "-o", wrong).stderr


def test_a_mapping_is_written_once_and_then_kept_to(sample: Path, tmp_path: Path) -> None:
    path, mapping = tmp_path / "table.csv", tmp_path / "columns.csv"
    path.write_text("文件,本年新收,x,t3.new.natural\n2021-web-page,3,2,2\n", "utf-8")

    assert (
        "没有认出表式中的数"
        in gouji("check", sample, "--extraction", path, "--mapping", mapping).stderr
    )
    kept = mapping.read_text("utf-8-sig").replace("本年新收,,", "本年新收,t3.new.total,")
    mapping.write_text(kept, "utf-8-sig")

    done = gouji("check", sample, "--extraction", path, "--mapping", mapping)

    assert "抽取 “3”" in done.stdout
    assert mapping.read_text("utf-8-sig") == kept


def test_without_a_report_it_is_checked_exported_and_reviewed_by_itself(
    wrong: Path, tmp_path: Path
) -> None:
    done = gouji("check", "--extraction", wrong)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[t3.row.new]" in done.stdout

    review = tmp_path / "alone.gouji"
    assert gouji("export", "--extraction", wrong, "-o", review).returncode == 0
    assert "[t3.row.new]" in gouji("check", review).stdout
    assert gouji("verify", review).returncode == 0
    assert gouji("export", review, "-o", tmp_path / "alone.xlsx").returncode == 0
