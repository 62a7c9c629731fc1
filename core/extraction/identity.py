"""Whose report it is and of which year, from its title and its opening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..documents.document import Block, Grid, Paragraph

_KIND = r"(?:政府)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告"
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
_BODY = re.compile(rf"[\u4e00-\u9fff（）()]{{2,40}}?{_BODY_END}(?![\u4e00-\u9fff])")
_NOISE = re.compile(r"^(?:关于)|(?:关于)$|[\s　\u00a0]+")
_PAGE_NUMBER = re.compile(r"[-—–－·~\s]*[0-9０-９]{1,3}[-—–－·~\s]*")
_SPAN = 40
"""How many paragraphs at the start may hold the title."""

_LONGEST_TITLE = 80


def read_identity(blocks: Sequence[Block]) -> tuple[str, int | None]:
    """Returns the organization as printed (empty if not found) and the year (None if not found).

    Args:
        blocks: Of one report, in reading order, the title among the first paragraphs.
    """
    texts = _paragraphs(blocks)
    for at in range(min(len(texts), _SPAN)):
        for before in range(min(at, 3) + 1):
            title = _joined(texts[at - before : at + 1])
            match = _TITLE.search(title)
            if not match or len(title) > _LONGEST_TITLE or not _is_title(title, match):
                continue
            body, year = _split_title(title, match)
            if body:
                return body, year or _year_of(texts)
    return _signed(texts), _year_of(texts)


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Grid):
            texts += [cell.text for cell in block.cells[:4] if _TITLE.search(_squeezed(cell.text))]
    return [text for text in texts if text.strip() and not _PAGE_NUMBER.fullmatch(text)]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s　\u00a0]+", "", text)


def _joined(texts: Sequence[str]) -> str:
    return "".join(_squeezed(text) for text in texts)


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
    period = re.search(r"(20[0-4][0-9])年1月1日起?(?:至|到|—|-|－)", whole)
    if period:
        return int(period[1])
    years = Counter(int(year) for year in _YEAR.findall(whole))
    return years.most_common(1)[0][0] if years else None


def _signed(texts: Sequence[str]) -> str:
    """Returns the body that signs the report in its last lines, or that compiled it."""
    whole = "".join(_squeezed(text) for text in texts)
    compiled = re.search(r"由([\u4e00-\u9fff]{4,30}?)(?:编制|负责编制)", whole)
    if compiled:
        return compiled[1]
    for text in reversed(texts[-6:]):
        match = _BODY.fullmatch(_squeezed(text))
        if match:
            return match[0]
    return ""
