"""Figures that the narrative states for cells of the tables."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from ...documents.vocabulary import HAN
from ...figures import Number, parse_figure
from ...forms import Cell, Form, Table
from ..report import Claim
from .numbers import read_number
from .phrases import Phrase, Phrases
from .text import BREAK, RunningText

PlacedClaim = tuple[int, Claim]
"""A claim with its offset in the text."""

_REACH = 1_000
"""How many characters before and after a phrase may tell what it is about."""

_SELF = re.compile(rf"[我本](?!级)[{HAN}]{{1,3}}$|本行政机关$|全[省市县区旗州镇乡局]")
"""我局, 本机关, 全县各级行政机关: the body that reports."""

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


def find_cell_claims(
    text: RunningText, form: Form, phrases: Phrases, organization: str, year: int | None
) -> list[PlacedClaim]:
    """Returns each figure that is stated for a cell of the form, once a place.

    Args:
        text: The narrative.
        form: Phrases for cells that it does not have are passed over.
        phrases: The wordings.
        organization: Whose report it is; a figure of another body is no claim.
        year: Of the report; a figure of another calendar year is no claim.
    """
    meant = partial(_is_meant, text.text, phrases=phrases, organization=organization, year=year)
    found: dict[tuple[str, int], PlacedClaim] = {}
    named: dict[str, bool] = {}
    for phrase in phrases.cells:
        cells, label = _members(form, phrase.cell), phrase.label
        if label.pattern not in named:
            named[label.pattern] = label.search(text.text) is not None
        if not cells or not named[label.pattern]:
            continue
        cell, is_group = cells[0], phrase.cell not in form.cells
        for match in phrase.pattern.finditer(text.text):
            stated = _stated(match, phrase, cell)
            if stated is None or not meant(match, phrase):
                continue
            at = match.start("n") if "n" in match.groupdict() else match.start()
            claim = Claim(
                kind="group" if is_group else "cell",
                rule=f"text.{phrase.cell}",
                cell="" if is_group else cell.id,
                stated=stated,
                quote=text.quote(match.start(), match.end()),
                region=text.region(at),
                cells=tuple(member.id for member in cells) if is_group else (),
            )
            found.setdefault((phrase.cell, at), (at, claim))
    return list(found.values())


@lru_cache(maxsize=512)
def _cells_named(tables: tuple[Table, ...], name: str) -> tuple[Cell, ...]:
    """Returns the totals of a group of rows (``t3.denied``), or of several rows joined by "+"."""
    found: list[Cell] = []
    for part in name.split("+"):
        table_id, _, row_id = part.partition(".")
        for cell in (cell for table in tables if table.id == table_id for cell in table.cells()):
            is_total = cell.column.id == cell.block.columns[-1].id
            if is_total and row_id in (cell.row.id, cell.row.group):
                found.append(cell)
    return tuple(found)


def _members(form: Form, name: str) -> tuple[Cell, ...]:
    """Returns the cells that a phrase speaks of: one, those of a group of rows, or none."""
    cell = form.cells.get(name)
    if cell is not None:
        return (cell,)
    return () if name.count(".") > 1 and "+" not in name else _cells_named(form.tables, name)


def _stated(match: re.Match[str], phrase: Phrase, cell: Cell) -> Number | None:
    if "n" not in match.groupdict():
        return phrase.value
    number = read_number(match["n"])
    if number is None:
        return None
    unit = match["u"] if match["u"] in cell.domain.units else ""
    return parse_figure(f"{number}{unit}", cell.domain).value


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
    if phrases.divided.match(phrase.cell) and _divides_another(text[reach:start], match, phrases):
        return False
    if phrase.beside is not None and phrase.beside.search(_sentences_around(text, match)):
        return False
    before = _own_names(organization).sub("本机关", before)
    if phrases.joined.search(before) or phrases.refuses.search(before):
        return False
    if phrase.refuses is not None and phrase.refuses.search(before):
        return False
    if phrase.follows is not None and not phrase.follows.search(before):
        return False
    body = phrases.bodies.search(before)
    if body is not None and not _is_own(body["body"], organization):
        return False
    named = match.groupdict()
    for name, away in (("next", 1), ("previous", -1)):
        if name in named and (year is None or int(named[name]) != year + away):
            return False
    end = match.start() if named.keys() & {"next", "previous"} else match.end()
    if _is_past(text[paragraph:end], phrases, year):
        return False
    if phrase.requires is None:
        return True
    nearby = max(text.rfind(BREAK, 0, max(paragraph - 1, 0)) + 1, reach)
    end = text.find(BREAK, start, start + _REACH)
    return phrase.requires.search(text, nearby, start + _REACH if end < 0 else end) is not None


def _divides_another(text: str, match: re.Match[str], phrases: Phrases) -> bool:
    """Returns whether a part is one of requests with one outcome, or of what is new and what was
    carried over, taken together.

    Args:
        text: What stands before the match.
        match: The words of the part.
        phrases: What tells either.
    """
    *_, before = sentences = _SENTENCE_END.split(text)[-2:]
    if phrases.answered.search(before + match.group()):
        return True
    return before.startswith("其中") and phrases.mixed.search("".join(sentences)) is not None


def _sentences_around(text: str, match: re.Match[str]) -> str:
    """Returns the sentence of a match with the one before and the one after it."""
    before = _SENTENCE_END.split(text[max(match.start() - _REACH, 0) : match.start()])[-2:]
    after = _SENTENCE_END.split(text[match.start() : match.end() + _REACH])[:2]
    return f"{'；'.join(before)}{'；'.join(after)}"


@lru_cache(maxsize=64)
def _own_names(organization: str) -> re.Pattern[str]:
    """Returns what finds the names that a report calls its own body by: the whole of it, or the
    end, with 政府 for 人民政府, and without 办事处 or 机关.
    """
    if organization.endswith(_AREA):
        organization += "人民政府"
    whole = organization.replace("人民政府", "政府")
    names = {organization, whole, *(name.removesuffix("办事处") for name in (organization, whole))}
    ends = {name[at:] for name in names for at in range(max(len(name) - _LEAST_NAME, 0) + 1)}
    area = organization.removesuffix("人民政府")
    if area != organization and len(area) > 1:
        ends |= {area, area[-2:]} if len(area) > 2 else {area}
    long = sorted((name for name in ends if len(name) >= 2), key=len, reverse=True)
    if not long:
        return _NOTHING
    # A government's name within that of one of its offices is not its own.
    alone = (
        r"(?:机关)?(?!办公室|办(?!理|结|复)|各|所属|下属|下辖|本级|直属|[一-鿿]{0,4}(?:局|委|中心))"
    )
    kind = rf"|(?<![{HAN}]){_STREET}" if whole.removesuffix("办事处").endswith(_STREET) else ""
    return re.compile(f"(?:{'|'.join(map(re.escape, long))}{kind}){alone}")


_AREA = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道")
_STREET = "街道"
"""What the report of one calls it, without its name."""

_NOTHING = re.compile(r"(?!)")
_LEAST_NAME = 3
"""Characters of the end of a name that a report calls its body by."""


def _is_own(body: str, organization: str) -> bool:
    """Returns whether a body that a sentence names is the one that reports.

    A sentence says 自然资源局 for 某县自然资源局, and has words before the name that are none
    of it: three characters in common at the end do. The name of an area stands for its government.
    """
    body = body.split("代表")[0]
    if _SELF.search(body):
        return True
    said, own = (name.replace("人民政府", "政府") for name in (body, organization))
    if any(said.endswith(name[-3:]) for name in (own, f"{own}政府")):
        return True
    return any(_shortens(said[at:], own) for at in range(len(said) - _LEAST_NAME + 1))


def _shortens(short: str, name: str) -> bool:
    """Returns whether a name says another in short: 区住建局 is 河西区住房和城乡建设局."""
    left = iter(name)
    return short[0] in _AREA and short[-1] == name[-1:] and all(each in left for each in short)


def _is_past(text: str, phrases: Phrases, year: int | None) -> bool:
    """Returns whether the last time that a text names is another than the report's year."""
    times = list(phrases.times.finditer(text))
    if not times:
        return False
    last = times[-1]
    if last["past"]:
        return True
    return bool(last["year"]) and year is not None and int(last["year"]) != year
