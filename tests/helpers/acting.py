"""The person at the placement, for tests that lie where these cannot be imported relatively."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.judging.hands import Hands
from tests.measure_acts import MOST_ACTS, Result, hard, is_hard, worked_through

__all__ = ["MOST_ACTS", "Hands", "Result", "hard", "is_hard", "worked_through"]
