"""A table that is placed wrongly is put right in a few acts, by mouse and keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from acting import MOST_ACTS, Hands, hard, is_hard, worked_through

from gouji.gui.shell.window import Window

HARD = ["web, labels by other names", "web, two columns exchanged, without heads"]


@pytest.mark.parametrize("name", HARD)
def test_a_few_acts_put_a_table_right(window: Window, tmp_path: Path, name: str) -> None:
    (known,) = hard([1], name)
    path = tmp_path / f"report{known.suffix}"
    path.write_bytes(known.data)
    assert is_hard(path, known)
    result = worked_through(Hands(window), path, known)
    assert result.before > result.after
    assert result.after == result.misread
    assert 1 <= len(result.acts) <= MOST_ACTS
