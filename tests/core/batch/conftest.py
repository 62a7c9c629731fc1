"""What the tests of batches share."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.batch import batch_run


@pytest.fixture(autouse=True)
def _warm(warm_workers: None) -> None:
    """Takes the worker process of the test before."""


@pytest.fixture(autouse=True)
def _written_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes workbooks in this process: another one takes a second to start, each time.

    Fixtures that several tests share run before, and have their workbook from a process.
    """

    def write(_worker: object, journal: Path, output: Path, *_unused: object) -> None:
        batch_run.write_stored(journal, output)

    monkeypatch.setattr(batch_run, "_write", write)
