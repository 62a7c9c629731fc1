"""The narrative as running text: printed lines joined, each character with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...documents.document import Block, Paragraph, Region
from ...forms import Form
from .phrases import Phrases

BREAK = "\n"
"""Stands between paragraphs; no phrase reaches over it."""

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(?:第)?\s*\d{1,3}\s*(?:页)?(?:[/／共\s]*\d+\s*页?)?[-—–－\s]*"
)
_ORDINAL = re.compile(
    r"[#*\s]*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．](?!\d))"
)
_END = re.compile(r"[。！？!?；;：:]$")
_LONGEST_HEADING = 30
_LARGEST_RADICAL = 0x2FD5
_RADICALS = 0x2F00


@dataclass(frozen=True)
class RunningText:
    """The narrative without white space, line breaks undone.

    Attributes:
        text: What is searched: half-width digits, no white space but between two numbers.
        printed: The same characters as printed; offset by offset the counterpart of ``text``.
        starts: The offset at which each printed line begins, ascending.
        regions: Where each of those lines stands.
    """

    text: str
    printed: str
    starts: tuple[int, ...]
    regions: tuple[Region, ...]

    def region(self, offset: int) -> Region:
        """Returns where the character at an offset is printed."""
        return self.regions[bisect_right(self.starts, offset) - 1]

    def quote(self, start: int, end: int) -> str:
        """Returns the words as printed, on one line."""
        return self.printed[start:end].replace(BREAK, "").strip()

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Returns where the paragraph around an offset starts and ends."""
        end = self.text.find(BREAK, offset)
        return self.text.rfind(BREAK, 0, offset) + 1, len(self.text) if end < 0 else end


def running_text(blocks: Iterable[Block], form: Form, phrases: Phrases) -> RunningText:
    """Returns the narrative of a document: its paragraphs outside the tables' sections.

    Lines of a page break inside words and numbers, so a line is joined to the next unless it
    ends a sentence, is a heading, or the next begins one.
    """
    text: list[str] = []
    printed: list[str] = []
    starts: list[int] = []
    regions: list[Region] = []
    length = 0
    before = ""
    for paragraph in _narrative(blocks, form, phrases):
        plain, shown = _squeezed(paragraph.text)
        if not plain or _PAGE_NUMBER.fullmatch(paragraph.text):
            continue
        if before and _ends(before, plain):
            text.append(BREAK)
            printed.append(BREAK)
            length += 1
        starts.append(length)
        regions.append(paragraph.region)
        text.append(plain)
        printed.append(shown)
        length += len(plain)
        before = plain
    return RunningText("".join(text), "".join(printed), tuple(starts), tuple(regions))


def _narrative(blocks: Iterable[Block], form: Form, phrases: Phrases) -> Iterable[Paragraph]:
    """Yields the paragraphs that speak of the year, not those of tables and of plans."""
    titles = {_bare(title) for table in form.tables for title in (table.title, *table.aliases)}
    speaking = True
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        heading = _bare(_ORDINAL.sub("", block.text, count=1))
        if heading in titles or phrases.silent.fullmatch(heading):
            speaking = False
        elif phrases.speaking.fullmatch(heading):
            speaking = True
        elif speaking:
            yield block


def _bare(text: str) -> str:
    return re.sub(r"[\s#*：:]", "", _plain(text))


def _plain(text: str) -> str:
    """Returns the text with half-width digits and letters and plain radicals, same length."""
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    code = ord(character)
    if 0xFF10 <= code <= 0xFF19 or character in "％．" or _RADICALS <= code <= _LARGEST_RADICAL:
        return unicodedata.normalize("NFKC", character)
    return character


def _squeezed(paragraph: str) -> tuple[str, str]:
    """Returns the text without white space, and the same characters as printed.

    A space between two digits stays, since it parts two numbers. Characters of ``printed``
    are equal in number; spaces that were dropped are lost from both.
    """
    kept: Sequence[str] = [
        character
        for index, character in enumerate(paragraph)
        if not character.isspace() or _parts_numbers(paragraph, index)
    ]
    printed = "".join(" " if character.isspace() else character for character in kept).strip()
    return _plain(printed), printed


def _parts_numbers(text: str, index: int) -> bool:
    after = text[index + 1 :].lstrip()
    return index > 0 and text[index - 1].isdigit() and bool(after) and after[0].isdigit()


def _ends(line: str, following: str) -> bool:
    """Returns whether a paragraph ends between two lines."""
    return (
        _END.search(line) is not None or _ORDINAL.match(following) is not None or _is_heading(line)
    )


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADING
        and _ORDINAL.match(line) is not None
        and not re.search(r"[，,。；;]", line)
    )
