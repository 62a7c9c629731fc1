"""``gouji batch`` as a user runs it: what it shows while it reads, and what Ctrl-C leaves."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_folder import report_of

from gouji.core.batch import Progress
from gouji.core.batch.journal import journal_path
from gouji.core.cli.batch_command import Meter, progress_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("progress", "zh", "en"),
    [
        (Progress("reading", 0, 9), "读取 0/9", "Reading 0/9"),
        (
            Progress("reading", 5, 9, kept=2, failed=1, seconds_left=3725),
            "读取 5/9，2 个先前已读，1 个未能读取，约剩 1:02:05",
            "Reading 5/9, 2 read before, 1 failed, about 1:02:05 left",
        ),
        (
            Progress("writing", 5, 9, seconds_left=65),
            "写入 5/9，约剩 1:05",
            "Writing 5/9, about 1:05 left",
        ),
        (Progress("reading", 9, 9, seconds_left=0), "读取 9/9", "Reading 9/9"),
    ],
)
def test_progress_is_one_line_in_both_languages(progress: Progress, zh: str, en: str) -> None:
    assert progress_line(progress, "zh") == zh
    assert progress_line(progress, "en") == en


def test_a_terminal_shows_one_line_that_changes() -> None:
    times = iter([0.0, 0.05, 0.2])
    stream = Terminal()
    meter = Meter(stream, "en", lambda: next(times))

    for done in range(3):
        meter.show(Progress("reading", done, 9))
    meter.end()

    assert stream.getvalue() == "\r\x1b[KReading 0/9\r\x1b[KReading 2/9\n"


def test_a_log_gets_a_line_every_ten_seconds_and_the_last_one() -> None:
    times = iter([0.0, 5.0, 11.0, 12.0])
    stream = io.StringIO()
    meter = Meter(stream, "en", lambda: next(times))

    for done in (0, 1, 2, 3):
        meter.show(Progress("reading", done, 3))

    assert stream.getvalue().split("\n") == ["Reading 0/3", "Reading 2/3", "Reading 3/3", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_ends_a_batch_and_says_that_it_can_go_on(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for year in range(2000, 2100):
        (tmp_path / "reports" / f"{year}.html").write_bytes(report_of(year))
    output = tmp_path / "out.xlsx"
    with subprocess.Popen(
        [sys.executable, "-m", "gouji", "batch", tmp_path / "reports", "-o", output],
        # A shell that runs the tests in the background has them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "读取 0/100\n"
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=60)[1].splitlines()

    assert process.returncode == 130
    assert errors == ["gouji: 读好的文件已保存，再运行同一条命令会接着做。", "gouji: 已中断。"]
    assert not output.exists()
    assert journal_path(output).exists()
