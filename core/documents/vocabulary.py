"""What any Chinese report is written with: characters and numbering.

The patterns of figures stand in ``core/figures.py``, page numbers in ``page_numbers.py``.
"""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
"""Chinese characters as a range for patterns: CJK unified ideographs and extension A (Unicode)."""

HAN_CHARACTER = re.compile(f"[{HAN}]")

HAN_WORD = re.compile(f"[{HAN}]+")

HAN_PAIR = re.compile(f"[{HAN}]{{2}}")
"""Two characters in a row: words, where a single one may be a mark or a unit."""

NUMERALS = "一二三四五六七八九十"
"""One to ten, as headings and rows are numbered."""

NUMBERING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("（一）", re.compile(rf"[（(][{NUMERALS}]{{1,2}}[）)]")),
    ("一、", re.compile(rf"[{NUMERALS}]{{1,2}}[、.．]")),
    ("1.", re.compile(r"[0-9０-９]{1,2}[.．、]")),
)
"""The ways in which the statutory form numbers its rows."""

NUMBERED = re.compile(rf"\d{{1,2}}[.．、]\D|[（(][{NUMERALS}]+[）)]|[{NUMERALS}]+、")
"""How a numbered label begins; "1.5" is a figure and does not."""

ENUMERATOR = re.compile(
    rf"^[（(]?[{NUMERALS}0-9０-９]{{1,2}}(?:[)）]|[.．、,，]|(?=[（(]))\s*|^[①-⑩]"
)
"""A number before a label, to be cut off; one in brackets may follow it."""

PARAGRAPH_NUMBER = re.compile(
    rf"[#*\s]*(?:[（(][{NUMERALS}\d]{{1,3}}[)）]|[{NUMERALS}]{{1,3}}[、.．]|\d{{1,2}}[、.．](?!\d))"
)
"""How a numbered paragraph or heading begins, marks of Markdown before it."""

CHAPTER_NUMBER = re.compile(rf"[#*\s]*[{NUMERALS}]{{1,3}}[、.．]")
"""How a chapter of a report begins: 一、总体情况."""

CHAPTER = re.compile(rf"[{NUMERALS}]+、.*(?:情况|问题|措施|事项|说明|内容)")
"""The heading of a chapter; the rows of tables are numbered alike, but are not named so."""


def without_enumerator(text: str) -> str:
    """Returns a label without the numbers before it: （七）总计 is 总计."""
    rest = text.strip()
    while (cut := ENUMERATOR.sub("", rest)) != rest:
        rest = cut
    return rest


def numbering(text: str) -> str:
    """Returns how a label is numbered: "（一）", "一、" or "1."; empty where in no such way."""
    return next((kind for kind, pattern in NUMBERING if pattern.match(text.strip())), "")


_LETTERED = re.compile(rf"[{HAN}A-Za-z]")
_ODD = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x80-\u02ff\u2020-\u2025\u2030-\u203f\u20a0-\u22ff\u25ca\ufb00-\ufb06\ufffd]"
)
"""What codes of glyphs look like where they are taken for Latin letters, and what has no name."""

_SAYS_NOTHING, _FEW = 0.4, 20
_SOME_HAN = 0.1


def says_nothing(text: str) -> bool:
    """Returns whether a text is codes of glyphs alone: a font came without a map to characters.

    A report is written in Chinese, and any of it would be seen among them.
    """
    odd = len(_ODD.findall(text))
    if odd < _FEW:
        return False
    lettered = len(_LETTERED.findall(text))
    chinese = len(HAN_CHARACTER.findall(text))
    return odd >= _SAYS_NOTHING * (odd + lettered) and chinese < _SOME_HAN * (odd + lettered)
