"""Files of Gouji's own kinds, damaged by fixed numbers, end as such files may end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz_own_files import fuzz, sound_folder, without_sound_folder
from fuzzing import READ, REFUSED, SOUND

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="an alarm ends what hangs")


@pytest.fixture(scope="module", autouse=True)
def _sound() -> Iterator[None]:
    yield
    without_sound_folder()


@needs_signals
@pytest.mark.usefixtures("warm_workers")
def test_damaged_files_of_our_own_cost_a_sentence_and_change_no_other(tmp_path: Path) -> None:
    ended = [fuzz(number, tmp_path) for number in range(60)]
    assert not [each for each in ended if each.outcome not in SOUND]
    counted = Counter(each.outcome for each in ended)
    assert counted[READ] > 10
    assert counted[REFUSED] > 10
    assert sound_folder().is_dir()
