"""What the tests of the command line share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _warm(warm_workers: None) -> None:
    """Takes the worker process of the test before."""
