"""No regular expression of Gouji takes time beyond measure on any text."""

from __future__ import annotations

import re

import pytest
from pattern_runs import Used, patterns_of, slow_runs

import gouji
from gouji.core.extraction.claims.phrases import Phrases, phrases

SLOW = {
    "exponential": r"(?:[0-9.]+\s*)+x",
    "quadratic": r"<table[^>]*>",
    "quadratic at the end": r"[ \t]+$",
    "quadratic in pairs": r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1",
}


@pytest.mark.parametrize("pattern", SLOW.values(), ids=SLOW)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert list(slow_runs(Used("slow", re.compile(pattern), frozenset({"scan"}))))


def test_a_linear_pattern_is_not_taken_for_a_slow_one() -> None:
    linear = re.compile(r"(?:[0-9.]++\s*+)++x?|<table[^<>]*+>")
    assert not list(slow_runs(Used("linear", linear, frozenset({"scan", "fullmatch"}))))


def test_patterns_take_time_that_grows_with_the_text() -> None:
    used = patterns_of(gouji)
    assert len(used) > 100
    assert not [str(slow) for each in used for slow in slow_runs(each)]


def test_wordings_of_claims_take_time_that_grows_with_the_text() -> None:
    slow = [str(slow) for each in wordings(phrases()) for slow in slow_runs(each)]
    assert not slow


def wordings(said: Phrases) -> list[Used]:
    """Returns the patterns of the claims; of those that differ in the words for a cell one."""
    alike: dict[str, re.Pattern[str]] = {}
    for phrase in said.cells:
        label = phrase.label.pattern
        alike.setdefault(label, phrase.label)
        alike.setdefault(phrase.pattern.pattern.replace(label or "\0", "…"), phrase.pattern)
        for other in (phrase.requires, phrase.follows, phrase.refuses):
            if other is not None:
                alike.setdefault(other.pattern, other)
    several = {"cells", "wholes"}
    general = [getattr(said, name) for name in said.__dataclass_fields__ if name not in several]
    general += [ids for ids, _ in said.wholes]
    return [Used("claims", each, frozenset({"scan"})) for each in [*alike.values(), *general]]
