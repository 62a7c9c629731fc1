"""Benchmarks take long and need a quiet machine: they are collected where they are asked for."""

from pathlib import Path

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leaves this folder out of a run that does not name it."""
    named = any(Path(__file__).parent.name in argument for argument in config.args)
    return None if named else True
