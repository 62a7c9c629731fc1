"""Runs a command line in this process, as a shell would run it in one of its own."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from gouji.core.cli.run_command import main


def run_here(*arguments: str | Path, **environment: str) -> CompletedProcess[str]:
    """Returns what ``gouji`` prints and exits with, on a Chinese system by default."""
    line, out, err = list(map(str, arguments)), io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in {"LC_ALL": "zh_CN.UTF-8", **environment}.items():
            patch.setenv(name, value)
        code = main(line)
    return CompletedProcess(line, code, out.getvalue(), err.getvalue())
