"""What else than a title tells whose report it is: sentences, notes of a page, the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..documents.vocabulary import HAN

_REPORT = (
    r"(?:政府)?信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告"
)
_NAME = rf"[{HAN}（）()]{{2,40}}?"
_END = (
    r"(?:人民政府|政府|委员会|管委会|办公室|办公厅|街道办事处|办事处|街道|镇|乡|"
    r"局|厅|委|办|部|院|署|中心|银行|支队|大队|总队|联合会|总工会|会|学校|大学|医院|集团|公司)"
)
_ANNOUNCED = re.compile(
    rf"(?:现(?:将|向社会)?公布|特向社会公布|特?编制(?:了|完成)?|现?发布|公布)(?:了|《)?"
    rf"(?P<body>{_NAME})(?:关于)?(?P<year>20[0-4]\d)年?度?{_REPORT}"
)
_PRESENTED = re.compile(
    rf"(?:现|特|兹)将(?P<body>{_NAME})(?:关于)?(?P<year>20[0-4]\d)年?度?{_REPORT}"
    r"(?:予以|特|现|面|如下|向社会){0,3}公[布开示告]"
)
_ANNOUNCING = re.compile(
    rf"(?:^|[，。；])(?P<body>{_NAME}{_END})(?:现|特|依法|向社会){{0,3}}(?:公布|发布|编制)"
    rf"(?:了|完成|本[级单位机关局]{{1,2}})?(?P<year>20[0-4]\d)年?度?{_REPORT}"
)
_YEAR_FIRST = re.compile(
    rf"^(?P<year>20[0-4]\d)年?度?(?P<body>{_NAME}{_END})(?:{_REPORT}|(?:政府)?信息公开(?:工作)?年报)"
)
_IN_A_RUN = re.compile(
    rf"(?:^|[>＞»›|｜])(?P<body>{_NAME}{_END})(?P<year>20[0-4]\d)年?度?{_REPORT}"
    r"(?=来源|发布|时间|日期|浏览|阅读|点击|字[号体]|打印|分享|索引)"
)
_COMPILED = re.compile(
    rf"(?:本(?:年度)?报告)?由(?P<body>{_NAME}{_END})"
    r"(?:结合|依据|根据|按照|汇总|会同|综合|组织|负责|统一|依照)?[^，。；]{0,20}?(?:编制|编写|汇总)"
)
_NOTED = re.compile(
    rf"(?:发布|公开|编制|发文|信息发布|制发)(?:机构|单位|机关|主体)[：:]?(?P<body>{_NAME}{_END})"
    rf"(?=$|[^{HAN}]|发布|公开|成文|索引|时间|日期|字体|文号|主题)"
)
_SUBJECT = re.compile(
    rf"^(?:20[0-4]\d年度?[，,]?)?(?P<body>{_NAME}{_END})"
    r"(?:20[0-4]\d年度?)?(?:认真|严格|坚持|深入|高度|全面|始终|紧紧|积极|按照|根据|以习近平|在[^，。]{2,12}领导下|不断|扎实|切实)"
)
_TITLED = re.compile(
    rf"(?P<body>{_NAME})(?:关于)?(?P<year>20[0-4]\d)年?度?(?:{_REPORT}|(?:政府)?信息公开工作[年度报告]{{3,6}})"
)
_OUTRIGHT = (
    _ANNOUNCED, _PRESENTED, _ANNOUNCING, _YEAR_FIRST, _IN_A_RUN, _COMPILED, _NOTED,
)  # fmt: skip
"""What says the name outright."""

_NOT_A_NAME = re.compile(
    r"^(?:本|我|该|全|为|的|了|和|及|与|根据|按照|依据|首页|当前位置|政府信息公开|年报|关于)+"
)
_INNER_OFFICE = re.compile(
    r"(?P<body>.*(?:人民政府|街道办事处|[局厅委]))(?:党政|综合|党政综合|政务公开|信息公开|党建)(?:工作)?办(?:公室)?$"
)
_SEPARATORS = re.compile(r"[>＞»›|｜/／_＿\-—–·：:\s　]+")


@dataclass(frozen=True, slots=True)
class Clue:
    """A name that something tells.

    Attributes:
        body: The name.
        year: The year beside it, None without one.
        at: Index of the passage; -1 of what stands outside the text.
        weight: How much it tells: 2 says it outright, 1 may speak of another body.
    """

    body: str
    year: int | None
    at: int
    weight: int


def clues_of(texts: Sequence[str], outside: Sequence[str] = ()) -> list[Clue]:
    """Returns what tells the body, the weightiest first.

    Args:
        texts: The first passages of the text, without white space.
        outside: The title that a page has in its head, and the name of the file.
    """
    found = [*_in_text(texts), *_outside(outside)]
    return sorted(found, key=lambda clue: -clue.weight)


def without_office(body: str) -> str:
    """Returns a name without an office within the body that compiled the report for it."""
    inner = _INNER_OFFICE.fullmatch(body)
    return inner["body"] if inner else body


def _in_text(texts: Sequence[str]) -> Iterator[Clue]:
    for at, text in enumerate(texts):
        for pattern in _OUTRIGHT:
            for match in pattern.finditer(text[:_LONGEST]):
                yield from _clue(match, at, 2)
    for at, text in enumerate(texts):
        subject = _SUBJECT.match(text[:_LONGEST])
        if subject is not None:
            yield from _clue(subject, at, 1)
            return


def _outside(names: Sequence[str]) -> Iterator[Clue]:
    for name in names:
        for part in reversed(_SEPARATORS.split(name)):
            match = _TITLED.search(part)
            if match:
                yield from _clue(match, -1, 1)
                break


def _clue(match: re.Match[str], at: int, weight: int) -> Iterator[Clue]:
    body = without_office(_NOT_A_NAME.sub("", match["body"]).strip("（）()《》"))
    year = match.groupdict().get("year")
    if len(body) >= _SHORTEST:
        yield Clue(body, int(year) if year else None, at, weight)


_SHORTEST, _LONGEST = 2, 400
"""Characters of a name, and of a passage that is searched."""
