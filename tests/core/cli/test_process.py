"""What only a process of its own shows of the command line: its streams, signals and pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ...data.sample_reports import WEB_PAGE
from .test_cli import Done, page


@pytest.fixture
def samples(root: Path) -> Path:
    """The folder of the sample reports."""
    return root / "resources" / "samples"


def as_process(*arguments: str | Path, **environment: str) -> Done:
    """The same as ``gouji``, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gouji", *map(str, arguments)],
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_what_the_solver_prints_never_stands_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "wrong.html"
    text = page("泽州县人民政府", 2022, 4, 3)
    for number in range(2, 14):
        text = text.replace(">0</td>", f">{number * 37}</td>", 1).replace(">0</td>", "> 0</td>", 5)
    path.write_text(text, "utf-8")

    for command in (("check", "--json"), ("extract", "--json")):
        done = as_process(*command, path)
        assert done.stderr == ""
        assert json.loads(done.stdout)
        assert done.stdout.count("\n") == 1


def test_output_is_utf_8_whatever_the_terminal(samples: Path) -> None:
    done = as_process("check", samples / WEB_PAGE.file, PYTHONIOENCODING="cp936")

    assert WEB_PAGE.organization in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_goes_away_ends_the_run_in_silence(samples: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gouji", "check", "--json", *[str(samples)] * 3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) == 141
    assert errors == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupted_run_says_so_in_one_line(samples: Path, tmp_path: Path) -> None:
    import signal

    pipe = tmp_path / "report.txt"
    pipe.write_bytes(("政府信息公开\n" * 3_000_000).encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "gouji", "check", *[str(samples)], str(pipe)],
        # A shell that runs the tests in the background has them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert errors == "gouji: 已中断。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "0<&- 1>&-"])
def test_a_stream_that_is_closed_before_the_start_stops_nothing(samples: Path, closed: str) -> None:
    line = f'"$0" -m gouji check "$1" {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, samples / "2021-web-page.html"],
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_output_is_one_sentence(samples: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gouji", "check", samples / "2021-web-page.html"],
            env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=120,
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "输出写不下去" in done.stderr
