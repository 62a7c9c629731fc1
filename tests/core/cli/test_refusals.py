"""What cannot be done is refused before anything is read, and in one line."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import run_here as gouji

from gouji.core.cli import compare_command, export_command, sample_command
from gouji.core.cli.batch_options import LEVELS
from gouji.core.cli.command_line import read_line
from gouji.core.cli.option import UsageError
from gouji.core.errors import LimitExceededError
from gouji.core.sampling import iso_2859
from gouji.core.worker import Worker

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE

Unread = Callable[[], None]


@pytest.fixture
def samples(root: Path) -> Path:
    return root / "resources" / "samples"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test where anything is read."""

    def read(*_: object, **__: object) -> None:
        raise AssertionError("something was read")

    monkeypatch.setattr(Worker, "run", read)


def refused(*arguments: str | Path) -> str:
    """Returns the one line of a command line that is refused."""
    done = gouji(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "程序内部出错" not in line
    return line


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("option", ["--previous", "--covers"])
@pytest.mark.parametrize("said", ["x=y", "2021-web-page.html=y", "2021-web-page.html"])
def test_names_of_reports_are_looked_up_before_any_is_read(
    samples: Path, option: str, said: str
) -> None:
    assert option in refused("check", samples, option, said)
    assert option in refused("batch", samples, "-o", "out.xlsx", option, said)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unit", "report", "--by", "table"], "按表分层"),
        (["--aql", "1.1"], "接收质量限"),
        (["--aql", "nan"], "接收质量限"),
        (["--aql", "1", "--size", "5"], "--aql 与 --size"),
        (["--aql", "1", "--accept", "0"], "--aql 与 --accept"),
        (["--margin", "2", "--aql", "1"], "--margin 与 --aql"),
        (["--margin", "2", "--size", "9"], "--margin 与 --size"),
        (["--margin", "0"], "大于 0"),
        (["--margin", "60"], "小于 50"),
        (["--margin", "NaN"], "小于 50"),
        (["--margin", "inf"], "小于 50"),
        (["--expected", "2"], "--margin"),
        (["--level", "II"], "--aql"),
        (["--aql", "1", "--level", "IX"], "S-4"),
        (["--severity", "tightened"], "--aql"),
        (["--confidence", "100"], "小于 100"),
        (["--confidence", "49"], "50 以上"),
        (["--size", "999999999"], "样本量"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_before_the_batch_is_read(
    tmp_path: Path, options: list[str], words: str
) -> None:
    journal = tmp_path / "out.gouji-batch"
    journal.write_bytes(b"")

    assert words in refused("sample", journal, "-o", tmp_path / "a.gouji-check", *options)


@pytest.mark.parametrize("written", ["1", "1.0", "1.00", "1%", "01", "4", "0.1", "10.0", "0.010"])
def test_limits_of_quality_are_compared_as_numbers(written: str) -> None:
    request = read_line(["sample", "a.gouji-batch", "--aql", written])

    assert request.values["aql"] in iso_2859.limits()
    assert Decimal(request.values["aql"]) == Decimal(written.removesuffix("%"))


def test_the_levels_of_the_option_are_those_of_the_tables() -> None:
    assert sorted(LEVELS) == sorted(iso_2859.levels())


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("option", [["--size", "5"], ["--seed", "3"], ["--wilson"]])
def test_the_plan_of_a_drawn_spot_check_is_settled(tmp_path: Path, option: list[str]) -> None:
    assert option[0] in refused("sample", tmp_path / "a.gouji-check", *option)


@pytest.mark.usefixtures("unread")
def test_a_merge_that_cannot_be_written_is_refused_first(tmp_path: Path) -> None:
    there = tmp_path / "there.gouji"
    there.write_bytes(b"")

    assert "已经存在" in refused("compare", "a.gouji", "b.gouji", "-o", there)
    assert ".gouji" in refused("compare", "a.gouji", "b.gouji", "-o", tmp_path / "merged.xlsx")
    assert "--output" in refused("compare", "a.gouji", "b.gouji", "--reviewer", "甲")


@pytest.mark.parametrize("text", ["0", "1025", "99999999"])
def test_no_more_processes_are_started_than_a_machine_can_have(text: str) -> None:
    with pytest.raises(UsageError, match="1024"):
        read_line(["batch", "x", "-o", "y.xlsx", "--workers", text])


def test_a_report_is_written_as_the_json_that_extract_prints(samples: Path, tmp_path: Path) -> None:
    source, output = samples / WEB_PAGE.file, tmp_path / "a.json"

    first, again = (gouji("export", source, "-o", output) for _ in range(2))

    assert (first.returncode, again.returncode) == (0, 0)
    assert json.loads(output.read_text("utf-8")) == json.loads(
        gouji("extract", source, "--json").stdout
    )


def test_another_json_is_not_written_over(samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.json"
    output.write_text('{"form": "mine"}', "utf-8")

    assert "不是 Gouji 导出的" in refused("export", samples / WEB_PAGE.file, "-o", output)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_extract_prints_a_table_for_people_and_json_for_programs(
    samples: Path, language: str
) -> None:
    source = samples / TOTALS_BROKEN.file

    table = gouji("extract", source, "--language", language)
    record = json.loads(gouji("extract", source, "--json").stdout)

    assert table.returncode == 0
    lines = table.stdout.splitlines()
    handled = {"zh": "总计", "en": "total handled"}[language]
    (row,) = [line for line in lines if line.startswith(handled)]
    columns = [cell for cell in record["cells"] if cell.startswith("t3.handled.")]
    assert row.removeprefix(handled).split() == [record["cells"][cell]["text"] for cell in columns]
    assert len(lines) < 60


def test_force_never_replaces_a_report_or_what_was_done_on_one(
    samples: Path, tmp_path: Path
) -> None:
    source = samples / WEB_PAGE.file
    other, review = tmp_path / "other.docx", tmp_path / "work.xlsx"
    shutil.copy(samples / OLDER_EDITION.file, other)
    gouji("export", source, "-o", tmp_path / "work.gouji")
    shutil.copy(tmp_path / "work.gouji", review)
    before = other.read_bytes(), review.read_bytes()

    assert "没有覆盖" in refused("export", source, "-o", other, "--force")
    assert "没有覆盖" in refused("export", source, "-o", review, "--force")
    assert "没有覆盖" in refused("batch", samples, "-o", review, "--force")

    assert (other.read_bytes(), review.read_bytes()) == before


def test_force_replaces_what_is_no_report(samples: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_text("一封信", "utf-8")

    assert gouji("export", samples / WEB_PAGE.file, "-o", letter, "--force").returncode == 0


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        (compare_command, ["compare", "a.gouji", "b.gouji"]),
        (export_command, ["import", "a.xlsx", "-r", "b.gouji"]),
        (sample_command, ["sample", "a.gouji-check"]),
        (sample_command, ["sample", "a.gouji-batch", "-o", "new.gouji-check"]),
    ],
)
def test_what_somebody_made_of_a_file_of_ours_costs_a_worker_its_limits_and_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: Any, arguments: list[str]
) -> None:
    """Nothing of such a file is opened in the process that reads the keyboard."""
    limited: list[Any] = []

    def over(_function: object, *_: object, limits: object, **__: object) -> None:
        limited.append(limits)
        raise LimitExceededError(Path(arguments[1]))

    monkeypatch.chdir(tmp_path)
    for name in ("a.gouji", "b.gouji", "a.xlsx", "a.gouji-check", "a.gouji-batch"):
        (tmp_path / name).write_bytes(b"hostile")
    monkeypatch.setattr(module, "run_limited", over)

    assert "限制" in refused(*arguments)
    assert all(limit is not None for limit in limited)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_utf_8_is_read_and_told(samples: Path, tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"caf\xe9.html")
    shutil.copy(samples / WEB_PAGE.file, source)
    (tmp_path / os.fsdecode(b"\xff.pdf")).write_bytes(b"%PDF-1.7 and no more")

    done = gouji("check", tmp_path)
    as_json = gouji("check", tmp_path, "--json")

    assert "caf\\xe9.html" in done.stdout
    assert "\\xff.pdf" in done.stderr
    assert len(json.loads(as_json.stdout)["reports"]) == 1
    assert as_json.stdout.encode("utf-8")
    assert gouji("export", source, "-o", tmp_path / "out.xlsx").returncode == 0
    assert gouji("export", source, "-o", tmp_path / "out.json").returncode == 0
    assert gouji("export", source, "-o", tmp_path / "out.gouji").returncode == 0
    assert gouji("verify", tmp_path / "out.gouji").returncode == 0


def test_a_folder_that_may_not_be_read_costs_no_other(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    shutil.copy(samples / WEB_PAGE.file, tmp_path)
    looks = os.scandir

    def refuse(place: Any = ".") -> Any:
        if Path(place) == closed:
            raise PermissionError(13, "refused", str(place))
        return looks(place)

    monkeypatch.setattr(os, "scandir", refuse)

    done = gouji("check", tmp_path)

    assert done.returncode == 2
    assert WEB_PAGE.file in done.stdout
    assert "closed" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="lets no working folder be deleted")
@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "line",
    [
        ("check", "a.pdf"),
        ("check", WEB_PAGE),
        ("batch", ".", "-o", "b.xlsx"),
        ("verify", "a.gouji"),
    ],
)
def test_a_working_folder_that_was_deleted_costs_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "当前所在的文件夹已经不在了" in refused(*line)
