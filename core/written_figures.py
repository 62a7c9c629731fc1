"""What people write into the cell of a figure beside digits: numerals, words, remarks.

What has one meaning is read, and what was written stays as the text of the cell. What has not, such
as 约2917, 2917余 or ▲12, is no figure: nothing says which number is meant.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import Domain

_NUMERALS = re.compile(r"[零〇○一二两三四五六七八九十百千]{1,9}|[零壹贰叁肆伍陆柒捌玖拾佰仟]{1,9}")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_THOUSANDS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}

_NOTHING = re.compile(
    r"不涉及|暂无|没有|未涉及|无此项|不适用|未发生|未产生|无此类(?:信息|情况|事项)?"
)
_UNCHANGED = re.compile(r"持平|无变化|无增减|不变|未变化|没有变化|与上年持平")
_CHANGED = re.compile(r"(?P<sign>增|减)(?:加|少|长)?了? ?(?P<rest>[0-9].*)")
_SHORT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<power>[万亿]) ?(?P<unit>\D{0,2})")
_UNIT = re.compile(r"[万亿千百]?元")
_LOOSE = re.compile(r"约|左右|估|预计|暂定|近|余|以上|以下|不含|未含|除外|另|应为|更正|原|[?？]")
"""In a remark: which number is meant hangs on it."""

_CELL = re.compile(
    r"[约近超逾增减▲△+＋\-－−＞>≥]{0,3}\s?[0-9０-９][0-9０-９,，.．\s]{0,20}"
    r"(?:[万亿千百萬億]?元?|[件宗起项条个次])(?:[余多+＋]|左右|以上)?[件宗起项条个次]?"
    r"\s*(?:[（(][^（）()]{0,40}[)）])?"
    r"|(?:详?见|同|参见|按)[^，。；]{1,10}|不详|[未无]法?统计|尚?未统计|正?在?统计中|保密|不便公开|不予?公开|另行公[开布]"
    r"|待(?:定|核实?|统计|查|补)|另报|略|空缺|若干|[数几]十?百?[件宗项条个]?|[上近][十百千万]+[件宗项条个]?"
    r"|[十百千]余[件宗项条个]?|[0-9０-９]{1,9}\s*[多余/／?？*＊※~～][0-9０-９]{0,9}[件宗项条个]?"
)


def is_written(text: str) -> bool:
    """Returns whether a text is what people write in the cell of a figure, and no label."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return False
    whole = (_NUMERALS, _NOTHING, _UNCHANGED, _CELL)
    return any(pattern.fullmatch(bare) for pattern in whole)


def is_numeral(text: str) -> bool:
    """Returns whether a text is Chinese numerals alone."""
    return _NUMERALS.fullmatch(text) is not None


_LONGEST = 60
"""Characters; a longer text is a sentence."""


def is_nothing(plain: str, domain: Domain) -> bool:
    """Returns whether words say that there is nothing, or, of a change, that there was none."""
    bare = re.sub(r"\s", "", plain)
    if _NOTHING.fullmatch(bare):
        return True
    return domain.minimum is None and _UNCHANGED.fullmatch(bare) is not None


def number_in_words(plain: str, domain: Domain) -> Decimal | None:
    """Returns the number that numerals or a number with 万 or 亿 say; None where they say none: a
    single numeral may be an ordinal as well.

    Args:
        plain: A text in half-width characters.
        domain: Of whole numbers; amounts have 万 and 亿 among their units.
    """
    if _NUMERALS.fullmatch(plain) and (len(plain) > 1 or plain == "零"):
        found = chinese_number(plain)
        return None if found is None else Decimal(found)
    short = _SHORT.fullmatch(plain)
    if not domain.whole or short is None or (short["unit"] and short["unit"] not in domain.units):
        return None
    value = Decimal(short["number"]) * _THOUSANDS[short["power"]]
    return value if value == value.to_integral_value() else None


def signed_change(plain: str, domain: Domain) -> str | None:
    """Returns a change that words sign (增35, 减12) with a sign instead; None in other domains."""
    changed = _CHANGED.fullmatch(plain) if domain.minimum is None and domain.whole else None
    if changed is None:
        return None
    return ("-" if changed["sign"] == "减" else "+") + changed["rest"]


def without_remark(plain: str, domain: Domain) -> tuple[str, str] | None:
    """Returns a figure and the remark in brackets after it; None where there is none that leaves
    the figure as it is. A unit in brackets is a part of the figure.
    """
    figure, remark = _parted(plain)
    if not remark or _LOOSE.search(remark):
        return None
    if remark in domain.units:
        return figure + remark, ""
    if not re.search(r"[\u3400-\u9fff]", remark) or _UNIT.fullmatch(remark):
        return None
    return figure, f"（{remark}）"


def _parted(plain: str) -> tuple[str, str]:
    """Returns what stands before the only brackets of a text, and what they hold at its end."""
    if len(plain) > _LONGEST or not plain.endswith((")", "）")):
        return plain, ""
    figure, *remarks = re.split(r"[()（）]", plain[:-1])
    return (figure.strip(), remarks[0].strip()) if len(remarks) == 1 else (plain, "")


def chinese_number(text: str) -> int | None:
    """Returns what Chinese numerals up to 9999 say; None where they say no number."""
    total, digit, last_power = 0, None, 10_000
    for character in text:
        if character in _POWERS:
            power = _POWERS[character]
            if power >= last_power:
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power = None, power
        elif character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0) if text else None
