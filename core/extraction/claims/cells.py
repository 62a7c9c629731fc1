"""Figures that the narrative states for cells of the tables."""

from __future__ import annotations

import re
from functools import partial

from ...documents.vocabulary import HAN
from ...figures import Number, parse_figure
from ...forms import Cell, Form
from ..report import Claim
from .numbers import read_number
from .phrases import Phrase, Phrases
from .text import BREAK, RunningText

Placed = tuple[int, Claim]
"""A claim with its offset in the text."""

_REACH = 1_000
"""How many characters before and after a phrase may tell what it is about."""

_SELF = re.compile(rf"[我本](?!级)[{HAN}]{{1,3}}$|本行政机关$|全[省市县区旗州镇乡局]")
"""我局, 本机关, 全县各级行政机关: the body that reports."""

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


def find_cell_claims(
    text: RunningText, form: Form, phrases: Phrases, organization: str, year: int | None
) -> list[Placed]:
    """Returns each figure that is stated for a cell of the form, once a place.

    Args:
        text: The narrative.
        form: Phrases for cells that it does not have are passed over.
        phrases: The wordings.
        organization: Whose report it is; a figure of another body is no claim.
        year: Of the report; a figure of another calendar year is no claim.
    """
    meant = partial(_is_meant, text.text, phrases=phrases, organization=organization, year=year)
    found: dict[tuple[str, int], Placed] = {}
    named: dict[str, bool] = {}
    for phrase in phrases.cells:
        cell, label = form.cells.get(phrase.cell), phrase.label
        if label.pattern not in named:
            named[label.pattern] = label.search(text.text) is not None
        if cell is None or not named[label.pattern]:
            continue
        for match in phrase.pattern.finditer(text.text):
            stated = _stated(match, phrase, cell)
            if stated is None or not meant(match, phrase):
                continue
            at = match.start("n") if "n" in match.groupdict() else match.start()
            claim = Claim(
                kind="cell",
                rule=f"text.{cell.id}",
                cell=cell.id,
                stated=stated,
                quote=text.quote(match.start(), match.end()),
                region=text.region(at),
            )
            found.setdefault((cell.id, at), (at, claim))
    return list(found.values())


def _stated(match: re.Match[str], phrase: Phrase, cell: Cell) -> Number | None:
    if "n" not in match.groupdict():
        return phrase.value
    number = read_number(match["n"])
    if number is None:
        return None
    return parse_figure(f"{number}{match['u']}", cell.domain).value


def _is_meant(
    text: str,
    match: re.Match[str],
    phrase: Phrase,
    *,
    phrases: Phrases,
    organization: str,
    year: int | None,
) -> bool:
    """Returns whether the phrase surely speaks of its cell in this report and its own year."""
    start = match.start()
    reach = max(start - _REACH, 0)
    paragraph = max(text.rfind(BREAK, 0, start) + 1, reach)
    before = _SENTENCE_END.split(text[reach:start])[-1]
    if phrases.joined.search(before) or phrases.refuses.search(before):
        return False
    if phrase.refuses is not None and phrase.refuses.search(before):
        return False
    if phrase.follows is not None and not phrase.follows.search(before):
        return False
    body = phrases.bodies.search(before)
    if body is not None and not _is_own(body["body"], organization):
        return False
    if _is_past(text[paragraph : match.end()], phrases, year):
        return False
    if phrase.requires is None:
        return True
    nearby = max(text.rfind(BREAK, 0, max(paragraph - 1, 0)) + 1, reach)
    end = text.find(BREAK, start, start + _REACH)
    return phrase.requires.search(text, nearby, start + _REACH if end < 0 else end) is not None


def _is_own(body: str, organization: str) -> bool:
    """Returns whether a body that a sentence names is the one that reports.

    A sentence says 自然资源局 for 某县自然资源局, and has words before the name that are none
    of it: three characters in common at the end do. The name of an area stands for its government.
    """
    if _SELF.search(body):
        return True
    said, own = (name.replace("人民政府", "政府") for name in (body, organization))
    return any(said.endswith(name[-3:]) for name in (own, f"{own}政府"))


def _is_past(text: str, phrases: Phrases, year: int | None) -> bool:
    """Returns whether the last time that a text names is another than the report's year."""
    times = list(phrases.times.finditer(text))
    if not times:
        return False
    last = times[-1]
    if last["past"]:
        return True
    return bool(last["year"]) and year is not None and int(last["year"]) != year
