"""The phrases that reports state figures with, read from ``resources/claims.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Phrase:
    """One way to state a figure of a cell.

    Attributes:
        pattern: Matches the words; its group ``n`` is the figure and ``u`` its unit. Without
            the group the words state ``value``.
        label: What the pattern calls the cell: it matches nowhere where this is not found.
        requires: Must be found in the paragraph or the one before.
        follows: Must be found between the start of the sentence and the phrase.
        refuses: Must not be found between the start of the sentence and the phrase.
        beside: Must not be found in its sentence, nor in the one before or after it.
    """

    cell: str
    pattern: re.Pattern[str]
    label: re.Pattern[str]
    value: int
    requires: re.Pattern[str] | None
    follows: re.Pattern[str] | None
    refuses: re.Pattern[str] | None
    beside: re.Pattern[str] | None


@dataclass(frozen=True)
class Phrases:
    """Everything that tells how a narrative speaks, as patterns.

    Attributes:
        cells: How figures of cells are stated.
        silent, speaking: Headings after which nothing, or again something, states the year.
        times: Words that name a time; group ``past`` an earlier year, ``year`` a calendar year.
        refuses: Before a phrase in its sentence: aims and plans, so no claim.
        bodies: A body that a phrase speaks of, up to the phrase; group ``body``.
        joined: Directly before a phrase: it shares its figure with another, or denies it.
        answered: Before a part: what it divides is how requests were answered, not what is new.
        mixed: In the sentence before a part: its whole holds what was carried over as well.
        divided: How the ids of cells begin whose figures are parts of what is new.
        quantity: A figure with its unit, groups ``n`` and ``u``.
        change: Directly before a figure: it is a difference from another year.
        opens: Opens a list of parts.
        share: A share, group ``n``.
        ends_list: In the label of an item: it belongs to no list of parts.
        applicants: In the label of an item: who asked, so the list divides what was received.
        replies: Directly before a figure: it is how many requests were answered.
        outcomes: In the label of an item: how requests were answered, a list of its own.
        proportion: A figure with its share of another one; groups ``n``, ``w`` and ``share``.
        overlaps: In the label of an item: parts may overlap, so they need not add up.
        partial: In the words of a list: only some of its parts are named.
        goes_on: Directly after a list: it is not complete.
        wholes: Ids of cells as a pattern, and the cells that a share of their figures may be of.
    """

    cells: tuple[Phrase, ...]
    silent: re.Pattern[str]
    speaking: re.Pattern[str]
    times: re.Pattern[str]
    refuses: re.Pattern[str]
    bodies: re.Pattern[str]
    joined: re.Pattern[str]
    answered: re.Pattern[str]
    mixed: re.Pattern[str]
    divided: re.Pattern[str]
    quantity: re.Pattern[str]
    change: re.Pattern[str]
    opens: re.Pattern[str]
    share: re.Pattern[str]
    ends_list: re.Pattern[str]
    applicants: re.Pattern[str]
    replies: re.Pattern[str]
    outcomes: re.Pattern[str]
    proportion: re.Pattern[str]
    overlaps: re.Pattern[str]
    partial: re.Pattern[str]
    goes_on: re.Pattern[str]
    wholes: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]

    def wholes_of(self, cell: str) -> tuple[str, ...]:
        """Returns the cells that a share of a cell's figure may be of: one of them, or the sum of
        those behind the first.
        """
        return next((cells for ids, cells in self.wholes if ids.fullmatch(cell)), ())


@cache
def phrases() -> Phrases:
    """Returns the phrases that Gouji carries."""
    file = resources.files("gouji.resources") / "claims.toml"
    return parse_phrases(file.read_text(encoding="utf-8"))


def parse_phrases(text: str) -> Phrases:
    """Returns the phrases that TOML text defines.

    Raises:
        ValueError: The text is no TOML, or names a word that it does not define.
        re.error: A pattern is no regular expression.
    """
    entry = tomllib.loads(text)
    words: dict[str, str] = {}
    for name, pattern in entry["words"].items():
        words[name] = _filled(pattern, words)
    general = {
        name: re.compile(_filled(pattern, words)) for name, pattern in entry["general"].items()
    }
    cells = tuple(phrase for claims in entry["claims"] for phrase in _phrases_of(claims, words))
    wholes = tuple((re.compile(each["of"]), tuple(each["cells"])) for each in entry["wholes"])
    return Phrases(cells=cells, wholes=wholes, **general)


def _phrases_of(entry: Mapping[str, Any], words: Mapping[str, str]) -> list[Phrase]:
    requires, follows, refuses, beside = (
        re.compile(_filled(entry[key], words)) if key in entry else None
        for key in ("requires", "follows", "refuses", "beside")
    )
    return [
        Phrase(
            cell=cell,
            pattern=re.compile(_filled(pattern, {**words, "label": _filled(label, words)})),
            label=re.compile(_filled(label, words) if "{label}" in pattern else ""),
            value=entry.get("value", 0),
            requires=requires,
            follows=follows,
            refuses=refuses,
            beside=beside,
        )
        for cell, label in entry["cells"].items()
        for pattern in entry["says"]
    ]


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """Returns a pattern with each ``{word}`` replaced by what it stands for."""

    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise ValueError(f"{match[0]} is no word")
        return f"(?:{words[match[1]]})"

    return _NAME.sub(word, pattern)
