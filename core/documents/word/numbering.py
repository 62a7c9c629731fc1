"""Computes the numbers that Word prints in front of numbered paragraphs ("一、", "1.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .word_names import child, is_whole, value, w

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseDigitalTenThousand",
})  # fmt: skip
_CIRCLED = frozenset(
    {"decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"}
)


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: where it starts, how it counts and how it is printed ("%1.")."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has counted while it is read in order."""

    lists: dict[str, tuple[str, dict[int, ListLevel]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """Returns the lists that a numbering part defines; none without one."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {node.get(w("abstractNumId")): node for node in root.iter(w("abstractNum"))}
        for number in root.iter(w("num")):
            base = value(child(number, "abstractNumId")) or ""
            levels = _levels(abstract.get(base))
            for override in number.iter(w("lvlOverride")):
                _override(levels, override)
            own = any(True for _ in number.iter(w("startOverride")))
            key = f"num {number.get(w('numId'))}" if own else f"list {base}"
            numbering.lists[number.get(w("numId")) or ""] = (key, levels)
        return numbering

    def next(self, list_id: str, depth: int) -> str:
        """Returns what is printed before the next paragraph of a list's level; "" for bullets."""
        found = self.lists.get(list_id)
        if found is None or depth not in found[1]:
            return ""
        key, levels = found
        counts = self.counts.setdefault(key, {})
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda found: _place(found, levels, counts), levels[depth].text)


def counted(number: int, style: str) -> str:
    """Returns a number as a list of a style prints it; decimal for styles that are not known."""
    if style in _CHINESE or style == "ideographDigital":
        return chinese(number) if style in _CHINESE else _digit_by_digit(number)
    if style in _CIRCLED and 1 <= number <= 20:
        return chr(0x245F + number)
    if style == "decimalFullWidth":
        return str(number).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return f"{number:02d}" if style == "decimalZero" else str(number)


def chinese(number: int) -> str:
    """Returns a number from 0 to 9999 in Chinese words: 12 is 十二."""
    if not 0 < number < 10000:
        return _DIGITS[0] if number == 0 else str(number)
    words = ""
    for place, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零").replace("一十", "十", 1) if number < 20 else words.rstrip("零")


def _place(found: re.Match[str], levels: dict[int, ListLevel], counts: dict[int, int]) -> str:
    depth = int(found.group(1)) - 1
    level = levels.get(depth, ListLevel())
    return counted(counts.get(depth, level.start), level.style)


def _levels(abstract: etree._Element | None) -> dict[int, ListLevel]:
    if abstract is None:
        return {}
    return {_depth(node): _level(node) for node in abstract.iter(w("lvl"))}


def _depth(node: etree._Element) -> int:
    depth = node.get(w("ilvl"), "0")
    return int(depth) if is_whole(depth) else 0


def _level(node: etree._Element) -> ListLevel:
    start = value(child(node, "start")) or "1"
    return ListLevel(
        int(start) if is_whole(start) else 1,
        value(child(node, "numFmt")) or "decimal",
        value(child(node, "lvlText")) or "",
    )


def _override(levels: dict[int, ListLevel], override: etree._Element) -> None:
    depth = _depth(override)
    whole = child(override, "lvl")
    if whole is not None:
        levels[depth] = _level(whole)
    start = value(child(override, "startOverride")) or ""
    if is_whole(start) and depth in levels:
        levels[depth] = ListLevel(int(start), levels[depth].style, levels[depth].text)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        count, number = divmod(number, size)
        letters += letter * min(count, 20)
    return letters
