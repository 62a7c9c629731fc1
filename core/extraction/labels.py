"""Labels as they are compared: bare of spaces, punctuation and typographic variants."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np

from ..documents.vocabulary import HAN, HAN_CHARACTER
from ..figures import State, parse_figure
from ..forms import Domain, Form
from ..written_figures import is_numeral, is_written

_BARE = re.compile(rf"[^0-9A-Za-z{HAN}]")
_TRADITIONAL = (
    "萬與業個為爲舉義鄉產億僅傳偽體餘關內軍決況減別辦務動勞區華單衛廳厲縣發號後員團國圖壞處復複覆學寧實審對導爾盡層屬歲幣並廣"
    "應廢開強當錄態總執護報損換據擲數斷無時暫機權條構標沒濟滿災現監確種祕穩類糾納組織經結給繼續維繳罰節範見規計認議訊許訟設訪"
    "證識訴詢該說請財敗質購費資轉達過還這進遠違連選踰採釋鎮長門間閱項預題額館驗"
)
_SIMPLIFIED = (
    "万与业个为为举义乡产亿仅传伪体余关内军决况减别办务动劳区华单卫厅厉县发号后员团国图坏处复复复学宁实审对导尔尽层属岁币并广"
    "应废开强当录态总执护报损换据掷数断无时暂机权条构标没济满灾现监确种秘稳类纠纳组织经结给继续维缴罚节范见规计认议讯许讼设访"
    "证识诉询该说请财败质购费资转达过还这进远违连选逾采释镇长门间阅项预题额馆验"
)
"""Characters of labels, names and common words of reports, in the same order."""

_VARIANTS = str.maketrans(
    {"它": "他", "佔": "占", "〇": "零"} | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
)


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Returns a label without anything that reports print differently: spaces, punctuation,
    full-width forms, 它 for 他. Enumerators (一, 1) stay.
    """
    return _BARE.sub("", unicodedata.normalize("NFKC", text)).translate(_VARIANTS)


@lru_cache(maxsize=16)
def widest_domain(forms: tuple[Form, ...]) -> Domain:
    """Returns a domain that takes every figure any of the forms takes."""
    units: dict[str, Decimal] = {}
    for form in forms:
        for cell in form.cells.values():
            units.update(cell.domain.units)
    return Domain(id="any", whole=False, minimum=None, unit="", units=units)


def is_figure_or_blank(text: str, domain: Domain) -> bool:
    """Returns whether ``text`` is a number, a mark or nothing; numerals may be those of a label."""
    return not is_numeral(text) and parse_figure(text, domain).state is not State.UNREADABLE


def is_label(text: str, domain: Domain) -> bool:
    """Returns whether ``text`` is words, and neither a figure nor what people write for one."""
    if HAN_CHARACTER.search(text) is None or is_written(text):
        return False
    return not is_figure_or_blank(text, domain)


def own_likeness(alike: Any, whole: Any, shared: Any) -> Any:
    """Returns how alike two labels are without what they share with others: the labels of groups
    that stand before both.

    All that differs is counted against the rest. Numbers or arrays of them, 0 to 1.

    Args:
        alike: The normalized indel similarity of the whole labels.
        whole: The sum of their lengths.
        shared: How many characters at the start of one of them are labels of groups.
    """
    if isinstance(shared, int) and not shared:
        return alike
    return np.clip(1 - (1 - alike) * whole / np.maximum(whole - 2 * shared, 1), 0.0, 1.0)
