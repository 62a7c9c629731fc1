"""Review files on the command line: verified, and read by check, extract and export."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core.cli import main
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create, open_file

from ...helpers.web_tables import table_page

SAMPLE = "2021-totals-broken.pdf"
CELL = "t3.handled.natural"


@pytest.fixture
def reviewed(root: Path, tmp_path: Path) -> Path:
    """A review of a broken report: one figure corrected, and signed off."""
    source = tmp_path / SAMPLE
    shutil.copy(root / "resources" / "samples" / SAMPLE, source)
    (report,) = open_reports(source).reports
    with create(tmp_path / "review.gouji", source, report) as file:
        review = file.review("审核员")
        review.correct({CELL: "8"})
        review.sign_off()
    return file.path


def tamper(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute(sql)
        connection.commit()


def test_verify_exits_by_what_it_finds(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(reviewed), "--language", "zh"]) == 0
    assert "完好（记录 2 条）" in capsys.readouterr().out
    tamper(reviewed, "UPDATE event SET after = '9' WHERE number = 1")
    assert main(["verify", str(reviewed), "--language", "zh"]) == 1
    assert "✖ 第 1 条记录被改动" in capsys.readouterr().out
    assert main(["verify", str(reviewed), "--language", "en"]) == 1
    assert "✖ event 1 was changed" in capsys.readouterr().out
    assert main(["verify", str(reviewed.with_name(SAMPLE)), "--language", "zh"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert "不是 Gouji 的审核文件" in captured.err


def test_a_review_file_cut_short_is_not_sent_on_to_verify(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed.write_bytes(reviewed.read_bytes()[:9000])
    for command in ("verify", "check"):
        assert main([command, str(reviewed), "--language", "zh"]) == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err.count("\n")) == ("", 1)
        assert "审核文件已损坏，无法读取" in captured.err
        assert "gouji verify" not in captured.err


def test_events_on_a_cell_that_there_is_none_of_are_told_as_damage(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(reviewed, "UPDATE event SET subject = 't9.no.cell' WHERE number = 1")
    for line in (["check"], ["export", "-o", str(reviewed.with_suffix(".xlsx"))]):
        assert main([*line, str(reviewed), "--language", "zh"]) == 2
        assert "审核文件已损坏。请从备份恢复；gouji verify" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "管道.pdf")
    assert main(["check", str(tmp_path / "管道.pdf"), "--language", "zh"]) == 2
    assert "管道.pdf：不是普通文件（是管道、设备或套接字），没有读取。" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "管道.pdf")]) == 2
    os.mkfifo(tmp_path / "管道.gouji")
    for command in ("verify", "check", "extract"):
        capsys.readouterr()
        assert main([command, str(tmp_path / "管道.gouji"), "--language", "zh"]) == 2
        assert "管道.gouji：不是普通文件" in capsys.readouterr().err


def test_verify_prints_json(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--json", str(reviewed)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["intact"], said["events"], said["faults"]) == (True, 2, [])
    assert said["sign_offs"][0]["by"] == "审核员"
    tamper(reviewed, "UPDATE event SET after = '9' WHERE number = 1")
    assert main(["verify", "--json", str(reviewed)]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["kind"], fault["event"]) == ("changed", 1)


def test_verify_says_what_became_of_each_sign_off(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_file(reviewed) as file:
        review = file.review("审核员")
        review.reopen()
        review.sign_off()
        review.undo()
        review.sign_off()
        review.correct({"t2.licensing.decisions": "5"})
        review.sign_off()
        review.correct({"t2.licensing.decisions": "6"})

    main(["verify", str(reviewed), "--language", "zh"])
    said = [line for line in capsys.readouterr().out.splitlines() if "签核 #" in line]
    assert [line.rpartition(" — ")[2] for line in said] == [
        "后来重新打开",
        "后来撤销",
        "后来重新签核",
        "已失效：签核后审定数有改动",
    ]
    main(["verify", str(reviewed), "--language", "en"])
    assert "no longer holds: audited figures have changed since" in capsys.readouterr().out
    main(["verify", "--json", str(reviewed)])
    *_, last = json.loads(capsys.readouterr().out)["sign_offs"]
    assert (last["outcome"], last["reasons"]) == ("lapsed", ["签核后审定数有改动"])
    assert last["at"].endswith("+00:00")


def test_verify_says_of_a_sign_off_that_it_holds(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["verify", str(reviewed), "--language", "zh"])
    assert capsys.readouterr().out.splitlines()[2].endswith(" — 有效")
    tamper(reviewed, "UPDATE event SET subject = 't9.no.cell' WHERE number = 1")
    main(["verify", str(reviewed), "--language", "zh"])
    assert "不能判断是否有效" in capsys.readouterr().out


def test_verify_tells_times_of_this_place_with_their_offset(
    reviewed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        main(["verify", str(reviewed)])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "+08:00" in capsys.readouterr().out


def test_verify_looks_for_a_hash_that_was_noted_elsewhere(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["verify", "--json", str(reviewed)])
    noted = json.loads(capsys.readouterr().out)["sign_offs"][0]["hash"]
    assert main(["verify", str(reviewed), "--hash", noted, "--language", "zh"]) == 0
    assert f"记下的哈希在此 {noted}" in capsys.readouterr().out
    assert main(["verify", str(reviewed), "--hash", "0" * 64]) == 1
    capsys.readouterr()
    assert main(["verify", str(reviewed), "--hash", "xyz", "--language", "zh"]) == 2
    assert "至少 8 位" in capsys.readouterr().err


def test_check_of_a_review_is_over_the_audited_figures(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(reviewed.with_name(SAMPLE)), "--language", "zh"]) == 1
    assert "错误 3" in capsys.readouterr().out
    assert main(["check", str(reviewed), "--language", "zh"]) == 0
    assert "错误 0" in capsys.readouterr().out


def test_a_review_is_held_against_the_next_year_as_audited(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_file(reviewed) as file:
        report = file.report
        file.review("审核员").correct({"t3.carried_out.natural": "2"})
    assert report.year is not None
    title = f"{report.organization}{report.year + 1}年政府信息公开工作年度报告"
    following = reviewed.with_name("next.html")
    following.write_text(table_page(title, report.form.table("t3"), {}), "utf-8")

    main(["check", "--json", str(reviewed), str(following)])

    (found,) = json.loads(capsys.readouterr().out)["series"]
    assert (found["rule"], found["left"], found["right"]) == ("year.carried.natural", 0, 2)


def test_check_of_a_review_counts_only_errors_that_are_not_explained(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_file(reviewed) as file:
        review = file.review("审核员")
        review.undo()
        review.undo()
        for finding in review.open_errors[:-1]:
            review.explain(finding.rule, "原件如此")
        assert main(["check", str(reviewed), "--language", "zh"]) == 1
        said = capsys.readouterr().out
        assert "错误 1，警告 2，已说明 2，" in said
        review.explain(review.open_errors[0].rule, "原件如此")
    assert main(["check", str(reviewed), "--language", "zh"]) == 0
    said = capsys.readouterr().out
    assert "错误 0，警告 2，已说明 3，" in said
    assert [line[:3] for line in said.splitlines() if "已说明：原件如此" in line] == ["  ○"] * 3
    assert main(["check", str(reviewed), "--language", "en"]) == 0
    assert "0 errors, 2 warnings, 3 explained," in capsys.readouterr().out


def test_check_tells_an_explanation_that_lapsed_from_one_that_holds(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_file(reviewed) as file:
        review = file.review("审核员")
        review.correct({CELL: "9"})
        rule = review.open_errors[0].rule
        review.explain(rule, "原件如此")
        review.correct({CELL: "11"})
    assert main(["check", str(reviewed), "--language", "zh"]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if f"[{rule}]" in line]
    assert line.startswith("  ✖")
    assert "（曾说明“原件如此”，现已失效：说明时为" in line


def test_extract_of_a_review_gives_all_layers_and_the_verdicts(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(reviewed), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    cell = said["cells"][CELL]
    assert (cell["value"], cell["printed"]["value"], cell["audited"]["value"]) == (10, 8, 8)
    assert "printed" not in said["cells"]["t3.new.natural"]
    assert said["review"]["signed_off"]["holds"] is True
    assert said["review"]["open_errors"] == []
    assert said["source"]["path"] == str(reviewed.with_name(SAMPLE))


def test_export_of_a_review_carries_its_events(
    reviewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.xlsx"
    assert main(["export", str(reviewed), "-o", str(target)]) == 0
    values = [cell.value for row in load_workbook(target)["留痕"].iter_rows() for cell in row]
    assert CELL in values
    assert main(["export", str(reviewed), "-o", str(reviewed), "--language", "zh"]) == 2
    assert "没有写入" in capsys.readouterr().err


def test_a_review_that_is_open_elsewhere_is_read_and_left_alone(reviewed: Path) -> None:
    with open_file(reviewed) as file:
        review = file.review("审核员")
        review.reopen()
        done = subprocess.run(
            [sys.executable, "-m", "gouji", "extract", "--json", reviewed],
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout)["review"]["events"] == 3
        review.sign_off()
        assert not file.is_read_only


@pytest.fixture
def second(reviewed: Path) -> Path:
    """The review of another person, who left one cell as read and corrected another."""
    with open_file(reviewed) as file:
        file.save_copy(reviewed.with_name("乙.gouji"))
    path = reviewed.with_name("乙.gouji")
    with open_file(path) as file:
        file.review("乙").correct({CELL: "7", "t2.licensing.decisions": "5"})
    return path


def test_two_reviews_are_compared_cell_by_cell(
    reviewed: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(reviewed), str(second), "--language", "zh"]) == 1
    said = capsys.readouterr().out
    assert "198/200" in said
    assert f"（{CELL}）：8 | 7" in said
    assert main(["compare", str(reviewed), str(second), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert f" ({CELL}): 8 | 7" in said
    assert said.isascii() or not set(said) & set("（）：，")
    assert main(["compare", str(reviewed), str(reviewed), "--language", "en"]) == 0
    assert "100.0 %" in capsys.readouterr().out


def test_two_reviews_are_merged_and_what_both_decided_otherwise_stays_as_read(
    reviewed: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merged = reviewed.with_name("合并.gouji")
    line = ["compare", str(reviewed), str(second), "-o", str(merged), "--reviewer", "丙", "--json"]
    assert main(line) == 1
    said = json.loads(capsys.readouterr().out)
    assert [each["both_decided"] for each in said["differences"]] == [False, True]
    with open_file(merged, read_only=True) as file:
        review = file.review("")
        assert {event.by for event in file.events} == {"丙"}
        assert review.cells["t2.licensing.decisions"].printed.text == "5"
        assert review.cells[CELL].printed.text == "10"
    assert main([*line, "--language", "en"]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_record_that_was_tampered_with_is_told_of_wherever_it_is_read(
    reviewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.closing(sqlite3.connect(reviewed)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET after = '99' WHERE number = 1")
        connection.commit()
    target = str(tmp_path / "out.xlsx")
    for line in (["check"], ["extract", "--json"], ["export", "-o", target]):
        main([*line, str(reviewed), "--language", "zh"])
        assert "可能被改动过" in capsys.readouterr().err
