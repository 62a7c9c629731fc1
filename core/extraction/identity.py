"""Whose report it is and of which year, from its title and its opening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..documents.document import Block, Grid, Paragraph, Region
from ..documents.page_numbers import is_page_number
from ..documents.vocabulary import HAN, HAN_WORD
from ..doubts import LIKELIER, NEARLY_CERTAIN
from .identity_clues import Clue, clues_of, without_office
from .report import Identity, IdentityReading

_KIND = (
    r"(?:(?:政府)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?的?(?:年度)?报告"
    r"|政府信息公开工作(?:告年度报|年度告报|年报度告|度年报告))"
)
_TITLE = re.compile(_KIND)
_YEAR = re.compile(r"(20[0-4][0-9])\s*年")
_CHINESE_YEAR = re.compile(r"(二[〇○零Oo0][一二三四][〇○零Oo0一二三四五六七八九])\s*年")
_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0", "o": "0", "0": "0"} | {
    digit: str(value) for value, digit in enumerate("一二三四五六七八九", 1)
}
_BODY_END = (
    r"(?:人民政府办公室|人民政府办公厅|人民政府|政府办公室|办公室|办公厅|管理委员会|管委会|委员会|"
    r"管理局|监督局|执法局|分局|局|厅|部|委|院|署|中心|街道办事处|办事处|公安局|银行|支队|大队|"
    r"总队|所|站|处|会|馆|社|司)"
)
_BODY = re.compile(rf"[{HAN}（）()]{{2,40}}?{_BODY_END}(?![{HAN}])")
_NOISE = re.compile(r"^(?:关于)|(?:关于)$|[\s　\u00a0]+")
_PERIOD = re.compile(r"(20[0-4][0-9])年1月1日起?(?:至|到|—|-|－)")
_KIND_OF_BODY = re.compile(
    r"(?:人民政府(?:办公[室厅])?|政府办公[室厅]|管理委员会|管委会|街道办事处)$"
)
_PLACE = re.compile(rf"[{HAN}]{{2,8}}?[省市县区旗州盟镇乡](?=.)")
_SHORTEST_PLACE = 3
"""Characters: of shorter names of places a single other one makes another place."""

_AREAS = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡")

_SPAN = 40
"""How many paragraphs at the start may hold the title."""

_LONGEST_TITLE = 80
"""Characters; a longer line is a sentence that speaks of a report, and no title of one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that may name the body or the year."""

    text: str
    region: Region
    recognised: bool


def read_identity(blocks: Sequence[Block], outside: Sequence[str] = ()) -> tuple[str, int | None]:
    """Returns the organization as printed (empty if not found) and the year (None if not found).

    Args:
        blocks: Of one report, in reading order, the title among the first paragraphs.
        outside: The title that a page has in its head, and the name of the file.
    """
    return _found(_passages(blocks), outside)[:2]


def identity_of(blocks: Sequence[Block], outside: Sequence[str] = ()) -> Identity:
    """Returns whose report it is and of which year, each held against the rest of the text.

    What was recognised from a picture is sure only where the text says the same elsewhere; what
    the text says elsewhere in a similar form is a doubt in any source.

    Args:
        blocks: Of one report, in reading order, the title among the first paragraphs.
        outside: The title that a page has in its head, and the name of the file.
    """
    passages = _passages(blocks)
    body, year, title = _found(passages, outside)
    others = tuple(
        dict.fromkeys(
            clue.body for clue in _clues(passages, outside) if clue.weight > 1 and clue.body != body
        )
    )
    return Identity(
        _body_reading(body, title, passages, others), _year_reading(year, title, passages)
    )


def _found(
    passages: Sequence[Passage], outside: Sequence[str] = ()
) -> tuple[str, int | None, Passage | None]:
    """Returns body and year, and the passage that names the body."""
    texts = [passage.text for passage in passages]
    for at in range(min(len(texts), _SPAN)):
        for before in range(min(at, 3) + 1):
            title = _joined(texts[at - before : at + 1])
            match = _TITLE.search(title)
            if not match or len(title) > _LONGEST_TITLE or not _is_title(title, match):
                continue
            body, year = _split_title(title, match)
            if body:
                named = next(
                    (
                        one
                        for one in passages[at - before : at + 1]
                        if body[:2] in _squeezed(one.text)
                    ),
                    passages[at],
                )
                whole = _fuller(without_office(body), passages, outside)
                told = next((one.year for one in clues_of((), outside) if one.year), None)
                return whole, year or _year_of(texts) or told, named
    signed = without_office(_signed(texts))
    if signed:
        named_in = (one for one in reversed(passages) if signed in _squeezed(one.text))
        return signed, _year_of(texts), next(named_in, None)
    clue = next(iter(_clues(passages, outside)), None)
    if clue is None:
        return "", _year_of(texts), None
    where = passages[clue.at] if clue.at >= 0 else None
    return clue.body, clue.year or _year_of(texts), where


def _clues(passages: Sequence[Passage], outside: Sequence[str]) -> list[Clue]:
    return clues_of([_squeezed(one.text) for one in passages[:_SPAN]], outside)


def _fuller(body: str, passages: Sequence[Passage], outside: Sequence[str]) -> str:
    """Returns the whole name of a government where a title names its area alone."""
    if not body.endswith(_AREAS):
        return body
    named = [clue.body for clue in _clues(passages, outside) if clue.weight > 1]
    return next((one for one in named if one in (f"{body}人民政府", f"{body}政府")), body)


def _body_reading(
    body: str, title: Passage | None, passages: Sequence[Passage], told: tuple[str, ...] = ()
) -> IdentityReading:
    if not body:
        return IdentityReading(doubt="unnamed")
    if title is None:  # named by the file or the head of its page alone
        return IdentityReading(body, None, LIKELIER, told, "alone")
    region = title.region
    rest = [_squeezed(one.text) for one in passages if one is not title]
    others = tuple(dict.fromkeys(_similar(body, "".join(rest))))
    if others:
        return IdentityReading(body, region, LIKELIER, others, "differing")
    if any(body in text for text in rest) or not title.recognised:
        return IdentityReading(body, region, NEARLY_CERTAIN)
    return IdentityReading(body, region, LIKELIER, doubt="alone")


def _year_reading(
    year: int | None, title: Passage | None, passages: Sequence[Passage]
) -> IdentityReading:
    if year is None:
        return IdentityReading(doubt="unnamed")
    region = next((one.region for one in passages if str(year) in _squeezed(one.text)), None)
    squeezed = "".join(_squeezed(one.text) for one in passages)
    if region is None and not _CHINESE_YEAR.search(squeezed):  # named from outside the text alone
        return IdentityReading(str(year), None, LIKELIER, doubt="alone")
    if region is None and title is not None:  # printed in Chinese digits
        region = title.region
    period = _PERIOD.search(squeezed)
    if period and int(period[1]) != year:
        return IdentityReading(str(year), region, LIKELIER, (period[1],), "differing")
    recognised = any(one.recognised for one in passages)
    if not recognised or squeezed.count(f"{year}年") > 1:
        return IdentityReading(str(year), region, NEARLY_CERTAIN)
    return IdentityReading(str(year), region, LIKELIER, doubt="alone")


def _similar(body: str, text: str) -> Iterator[str]:
    """Yields names in a text that are the body's but for one character of its place.

    A misread character, or a slip of the pen, makes such a pair. The place is what stands before
    the kind of the body, 东临市 of 东临市人民政府, or ends with the kind of a division, 东临市 of
    东临市财政局. A place alone has to come twice: much else ends with 市 or 区.
    """
    kind = _KIND_OF_BODY.search(body)
    if kind is not None:
        for place in _one_off(body[: kind.start()], text, kind[0]):
            yield place + kind[0]
    division = _PLACE.match(body)
    if division is not None:
        for place in _one_off(division[0], text):
            if text.count(place) > 1:
                yield place + body[division.end() :]


def _one_off(place: str, text: str, before: str = "") -> Iterator[str]:
    """Yields what stands in a text, right before another one, and is a place but for one character.

    The last character, the kind of a division, is the same.
    """
    length = len(place)
    if length < _SHORTEST_PLACE:
        return
    end = text.find(place[-1] + before)
    while end >= 0:
        other = text[max(0, end + 1 - length) : end + 1]
        if len(other) == length and HAN_WORD.fullmatch(other) and _differing(place, other) == 1:
            yield other
        end = text.find(place[-1] + before, end + 1)


def _differing(one: str, other: str) -> int:
    return sum(first != second for first, second in zip(one, other, strict=True))


def _passages(blocks: Sequence[Block]) -> list[Passage]:
    passages: list[Passage] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            passages.append(Passage(block.text, block.region, block.recognised))
        elif isinstance(block, Grid):
            passages += [
                Passage(cell.text, cell.region, cell.doubt == "picture")
                for cell in block.cells[:4]
                if _TITLE.search(_squeezed(cell.text))
            ]
    return [one for one in passages if one.text.strip() and not is_page_number(one.text)]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s　\u00a0]+", "", text)


def _joined(texts: Sequence[str]) -> str:
    return "".join(_squeezed(_without_path(text)) for text in texts)


def _without_path(text: str) -> str:
    """Returns a title without the path of a web site that runs into it: 首页 > 年报 …."""
    if not _PATH.search(text):
        return text
    last = _PATH_PARTS.split(text.strip())[-1]
    return last if _TITLE.search(_squeezed(last)) else text


_PATH = re.compile(r"[>＞»›|｜]")
_PATH_PARTS = re.compile(r"[>＞»›|｜\s]+")


def _is_title(title: str, match: re.Match[str]) -> bool:
    """A title ends with the words, but for a year in brackets, and holds no sentence."""
    rest = title[match.end() :]
    before = title[: match.start()]
    if re.search(r"[。；;：:，,、《〈]", before):
        return False
    return (
        re.fullmatch(r"(?:[（(]?20\d\d\s*年?度?[)）]?)?(?:[（(][^（）()]{1,8}[)）])?", rest)
        is not None
    )


def _split_title(title: str, match: re.Match[str]) -> tuple[str, int | None]:
    year = _find_year(title)
    before = _YEAR.sub("", title[: match.start()])
    before = _CHINESE_YEAR.sub("", before)
    before = re.sub(r"^(?:年度|度)|(?:年度|度|年)$", "", _NOISE.sub("", before))
    before = re.sub(r"20[0-4][0-9]$|^20[0-4][0-9]", "", before)
    before = _NOISE.sub("", re.sub(r"^(?:年度|度)|(?:年度|度|年)$", "", before))
    if before.endswith("人民"):  # 某县人民政府信息公开年度报告: one 政府 does for two
        before += "政府"
    return before, year


def _find_year(text: str) -> int | None:
    match = _YEAR.search(text) or re.search(r"(20[0-4][0-9])", text)
    if match:
        return int(match[1])
    chinese = _CHINESE_YEAR.search(text)
    return int("".join(_DIGITS[digit] for digit in chinese[1])) if chinese else None


def _year_of(texts: Sequence[str]) -> int | None:
    """Returns the year that the report speaks of most, of those it covers as a period."""
    whole = "".join(_squeezed(text) for text in texts)
    period = _PERIOD.search(whole)
    if period:
        return int(period[1])
    years = Counter(int(year) for year in _YEAR.findall(whole))
    return years.most_common(1)[0][0] if years else None


_BESIDE_COMPILING = re.compile(r"结合|依据|根据|按照|依照|汇总|会同|综合|组织|统一|负责")
"""What a body is said to have done in compiling a report."""


def _signed(texts: Sequence[str]) -> str:
    """Returns the body that signs the report in its last lines, or that compiled it."""
    whole = "".join(_squeezed(text) for text in texts)
    compiled = re.search(rf"由([{HAN}]{{4,30}}?)(?:编制|负责编制)", whole)
    if compiled:
        return _BESIDE_COMPILING.split(compiled[1])[0]
    for text in reversed(texts[-6:]):
        match = _BODY.fullmatch(_squeezed(text))
        if match:
            return match[0]
    return ""
