"""A doubt says how often doubts of its kind are right, and stays a doubt."""

from __future__ import annotations

from itertools import pairwise

from gouji.core.doubts import CERTAIN, DOUBTS, is_doubt
from gouji.core.extraction.proof.calibration import calibrated, measured_shares
from gouji.core.extraction.report import Reading
from gouji.core.figures import BLANK

from ...judging.doubt_certainty import rising


def read(confidence: float, doubt: str) -> float:
    (found,) = calibrated({"x": Reading(BLANK, None, confidence, doubt=doubt)}).values()
    return found.confidence


def test_the_table_names_doubts_and_rises_below_the_threshold() -> None:
    shares = measured_shares()
    assert shares
    for reason, levels in shares.items():
        assert reason in DOUBTS
        assert all(one < other for one, other in pairwise(levels))
        assert all(later > earlier for (_, earlier), (_, later) in pairwise(levels))
        assert all(is_doubt(share) for _, share in levels)


def test_a_doubt_says_the_share_of_the_highest_level_it_reaches() -> None:
    (lowest, share), *_ = measured_shares()["placement"]
    last, most = measured_shares()["placement"][-1]
    assert read(lowest, "placement") == read(0.0, "placement") == share
    assert read(last, "placement") == read(0.899, "placement") == most


def test_what_is_certain_and_what_was_not_measured_is_left() -> None:
    assert read(CERTAIN, "placement") == CERTAIN
    assert read(0.93, "order") == 0.93
    assert read(0.4, "picture") == 0.4


def test_shares_that_would_fall_are_pooled() -> None:
    assert rising([(0.3, 90, 98), (0.5, 0, 98), (0.6, 49, 98)]) == [(0.3, 0.46), (0.6, 0.5)]
    assert rising([(0.8, 1000, 1000)]) == [(0.8, 0.89)]
