"""A spot check is drawn from a batch, shown, and stands in its workbook."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from batch_folder import make_folder, report_of
from openpyxl import load_workbook

from gouji.core.batch import Options, run_batch
from gouji.core.batch.journal import journal_path
from gouji.core.cli import main
from gouji.core.sampling import Answer, open_check
from gouji.core.sampling.verify_check import verify_check


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a batch of two reports, one of which lies there twice."""
    folder = make_folder(tmp_path_factory.mktemp("sampled") / "reports")
    (folder / "again.html").write_bytes(report_of(2021))
    run_batch(folder, folder.parent / "out.xlsx", Options(workers=1))
    return folder.parent / "out.xlsx"


@pytest.fixture
def copied(output: Path, tmp_path: Path) -> Path:
    """A copy of what the batch has written, to add to."""
    for path in (output, journal_path(output)):
        shutil.copy(path, tmp_path / path.name)
    shutil.copytree(output.parent / "reports", tmp_path / "reports")
    return tmp_path / output.name


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_file_whose_name_is_no_utf_8_is_drawn_from(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "reports")
    (folder / "2021.html").rename(folder / os.fsdecode(b"caf\xe9.html"))
    run_batch(folder, tmp_path / "out.xlsx", Options(workers=1))
    check = tmp_path / "out.gouji-check"
    assert main(["sample", str(tmp_path / "out.gouji-batch"), "-o", str(check)]) == 0
    with open_check(check) as opened:
        assert b"caf\xe9.html" in {os.fsencode(unit.path.name) for unit in opened.units}
    assert verify_check(check).is_intact


def test_a_spot_check_is_drawn_by_one_command(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = copied.with_suffix(".gouji-check")

    code = main(
        [
            *("sample", str(journal_path(copied)), "-o", str(drawn), "--printed", "--size", "6"),
            *("--accept", "0", "--by", "table", "--seed", "9", "--language", "zh"),
        ]
    )

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "从 26 个单元格中抽取 6 个，随机种子 9。"
    assert "错误不超过 0 个则接收，达到 1 个则不接收。" in lines
    assert any(line.startswith("不能：") for line in lines)
    with open_check(drawn, read_only=True) as check:
        assert check.population.sizes == {"t2": 14, "t3": 12}
        assert sorted(check.sample.sizes.values()) == [3, 3]
        assert {unit.path.name for unit in check.units} <= {"2021.html", "2022.html", "again.html"}


def test_what_is_drawn_stands_in_the_workbook_of_the_batch(copied: Path) -> None:
    drawn = copied.with_suffix(".gouji-check")
    main(["sample", str(journal_path(copied)), "-o", str(drawn), "--size", "3", "--accept", "1"])
    with open_check(drawn) as check:
        check.answer(check.units[0], Answer.WRONG, by="甲")
        first = check.units[0]

    run_batch(copied.parent / "reports", copied, Options(workers=1))

    sheet = load_workbook(copied)["抽查"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    (overall,) = (row for row in rows if str(row[0]).startswith("合计"))
    assert overall[2:5] == (3, 1, 1)
    assert overall[5] == 1
    (unit,) = (row for row in rows if row[3] == first.cell and row[2] == first.year)
    assert unit[8] == "错 wrong"
    assert str(unit[9]).startswith("甲 ")
    assert any("判定：尚未判定" in str(row[0]) for row in rows)


def test_a_second_draw_from_a_batch_names_the_first(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = str(journal_path(copied))
    for number in (1, 2, 3):
        drawn = copied.with_name(f"draw-{number}.gouji-check")
        main(["sample", journal, "-o", str(drawn), "--size", "3", "--seed", str(number)])
    run_batch(copied.parent / "reports", copied, Options(workers=1, fresh=True))
    again = copied.with_name("again.gouji-check")
    main(["sample", journal, "-o", str(again), "--size", "3", "--seed", "9", "--language", "zh"])

    with open_check(again, read_only=True) as check:
        assert [each["seed"] for each in check.earlier] == [1, 2, 3]
    with open_check(copied.with_name("draw-1.gouji-check"), read_only=True) as first:
        assert check.earlier[0]["hash"] == first.origin
    assert verify_check(again).earlier == 3
    assert "第 4 次抽取" in capsys.readouterr().out


def test_a_spot_check_is_shown_and_written_by_itself(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn, sheet = copied.with_suffix(".gouji-check"), copied.with_name("check.xlsx")
    main(["sample", str(journal_path(copied)), "-o", str(drawn), "--aql", "1.0"])
    with open_check(drawn) as check:
        for unit in check.units:
            check.answer(unit, Answer.RIGHT)
    capsys.readouterr()

    code = main(["sample", str(drawn), "-o", str(sheet), "--language", "en"])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert "code letter H" in lines[1]
    assert lines[-2] == ("checked 50/50, 0 wrong, rate 0% (95% interval 0%–6.5%); accepted")
    assert load_workbook(sheet).sheetnames == ["抽查"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["out.gouji-batch"],
        ["out.gouji-batch", "-o", "check.xlsx"],
        ["out.xlsx", "-o", "a.gouji-check"],
        ["out.gouji-batch", "-o", "a.gouji-check", "--aql", "1.1"],
        ["out.gouji-batch", "-o", "a.gouji-check", "--by", "colour"],
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    arguments: list[str],
    copied: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(copied.parent)

    assert main(["sample", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (copied.parent / "a.gouji-check").exists()
