"""The set-up of a checkout waits where another program is installing packages."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="apt is found on Linux alone")

HOLD = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""

APT = """#!/bin/sh
echo "$*" >>"$CALLS"
exit 0
"""


@pytest.fixture
def bootstrap(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up, on a machine where root lacks one package and apt-get notes its calls."""
    spec = importlib.util.spec_from_file_location("set_up", root / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    apt = tmp_path / "apt-get"
    apt.write_text(APT, "utf-8")
    apt.chmod(0o755)
    locks = [tmp_path / "lock-frontend", tmp_path / "lists"]
    for path in locks:
        path.touch()
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module, "missing_packages", lambda _command: ["libegl1"])
    monkeypatch.setattr(module, "APT_LOCKS", [tmp_path / "no such lock", *locks])
    monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", 0.01)
    return module


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program, which holds the lock of apt's lists until its input ends."""
    command = [sys.executable, "-S", "-c", HOLD, str(tmp_path / "lists")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def calls(folder: Path) -> list[str]:
    path = folder / "calls"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def test_packages_are_installed_at_once_where_nobody_else_is_at_it(
    bootstrap: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.install_system_packages("run")

    update, install = calls(tmp_path)
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends libegl1")
    assert "DPkg::Lock::Timeout=900" in install
    assert "Another program" not in capsys.readouterr().out


def test_the_set_up_waits_for_a_lock_and_says_so(
    bootstrap: ModuleType,
    other: subprocess.Popen[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def heard(_chinese: str, english: str, subject: str = "") -> None:
        said.append(english + subject)
        if "waiting" in english:
            assert calls(tmp_path) == []
            other.communicate()

    monkeypatch.setattr(bootstrap, "say", heard)
    bootstrap.install_system_packages("run")

    lock = tmp_path / "lists"
    waiting = [sentence for sentence in said if "waiting" in sentence]
    sentence = "Another program is installing or updating packages; waiting for it to end. "
    assert waiting == [f"{sentence}Its lock: {lock}"]
    assert len(calls(tmp_path)) == 2


def test_a_step_that_another_program_got_ahead_of_is_taken_again(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = iter([None, tmp_path / "lists", None, None, None])
    codes = iter([100, 0, 0])
    monkeypatch.setattr(bootstrap, "held_lock", lambda: next(held))
    monkeypatch.setattr(bootstrap, "run_quietly", lambda *_: next(codes))

    bootstrap.install_system_packages("run")

    assert list(codes) == []


def test_the_set_up_stops_with_one_sentence_where_the_lock_is_never_given_back(
    bootstrap: ModuleType,
    other: subprocess.Popen[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "SECONDS_FOR_APT", 0)
    monkeypatch.setenv("LC_ALL", "C")

    with pytest.raises(SystemExit, match="Run this when it has ended") as stop:
        bootstrap.install_system_packages("run")

    assert str(tmp_path / "lists") in str(stop.value)
    assert calls(tmp_path) == []
    other.communicate()
