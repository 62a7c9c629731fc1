"""The narrative as running text: printed lines joined, each character with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ...documents.document import Block, Paragraph, Region
from ...documents.page_numbers import is_page_number
from ...documents.vocabulary import CHAPTER_NUMBER, PARAGRAPH_NUMBER
from ...forms import Form
from .phrases import Phrases

BREAK = "\n"
"""Stands between paragraphs; no phrase reaches over it."""

_END = re.compile(r"[。！？!?；;：:]$")
_LONGEST_HEADING = 30
"""Characters; a longer line with a number is a sentence."""

_USUAL = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFF10, 0xFF1A), *map(ord, "％．"), *range(0x2F00, 0x2FD6))
}
"""Full-width digits, and the Kangxi radicals that some fonts print, as the usual characters."""


@dataclass(frozen=True)
class RunningText:
    """The narrative without white space, line breaks undone.

    Attributes:
        text: What is searched: half-width digits, no white space but between two numbers.
        printed: The same as printed, lines joined.
        places: For each character of ``text`` its offset in ``printed``.
        starts: The offset in ``text`` at which each printed line begins, ascending.
        regions: Where each of those lines stands.
    """

    text: str
    printed: str
    places: tuple[int, ...]
    starts: tuple[int, ...]
    regions: tuple[Region, ...]

    def region(self, offset: int) -> Region:
        """Returns where the character at an offset is printed."""
        return self.regions[bisect_right(self.starts, offset) - 1]

    def quote(self, start: int, end: int) -> str:
        """Returns the words as printed, on one line."""
        return self.printed[self.places[start] : self.places[end - 1] + 1]

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
    places: list[int] = []
    starts: list[int] = []
    regions: list[Region] = []
    length = 0
    ended = False
    for paragraph in _narrative(blocks, form, phrases):
        if paragraph is None:
            ended = True
            continue
        shown = " ".join(paragraph.text.split())
        if not shown or is_page_number(shown):
            continue
        if text and (ended or _ends(text[-1], shown)):
            text.append(BREAK)
            places.append(length)
            printed.append(" ")
            length += 1
        ended = False
        starts.append(len(places))
        regions.append(paragraph.region)
        kept = [at for at in range(len(shown)) if shown[at] != " " or _parts_numbers(shown, at)]
        text.append("".join(shown[at] for at in kept).translate(_USUAL))
        places += [length + at for at in kept]
        printed.append(shown)
        length += len(shown)
    return RunningText(
        "".join(text), "".join(printed), tuple(places), tuple(starts), tuple(regions)
    )


def _narrative(blocks: Iterable[Block], form: Form, phrases: Phrases) -> Iterable[Paragraph | None]:
    """Yields the paragraphs that speak of the year, not those of tables and of plans.

    None stands for what parts two paragraphs: a heading of a chapter, or a table.
    """
    titles = {_bare(table.title) for table in form.tables}
    in_short = {_bare(alias) for table in form.tables for alias in table.aliases}
    speaking = True
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield None
            continue
        heading = _bare(block.text[_ordinal_end(block.text) :])
        if (
            heading in titles
            or (heading in in_short and CHAPTER_NUMBER.match(block.text))
            or phrases.silent.fullmatch(heading)
        ):
            speaking = False
            yield None
        elif phrases.speaking.fullmatch(heading):
            speaking = True
            yield None
        elif speaking:
            yield block


def _ordinal_end(text: str) -> int:
    ordinal = PARAGRAPH_NUMBER.match(text)
    return ordinal.end() if ordinal else 0


def _bare(text: str) -> str:
    return re.sub(r"[\s#*：:]", "", text.translate(_USUAL))


def _parts_numbers(line: str, at: int) -> bool:
    return line[at - 1].isdigit() and line[at + 1].isdigit()


def _ends(line: str, following: str) -> bool:
    """Returns whether a paragraph ends between two lines."""
    return (
        _END.search(line) is not None
        or PARAGRAPH_NUMBER.match(following) is not None
        or _is_heading(line)
    )


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADING
        and PARAGRAPH_NUMBER.match(line) is not None
        and not re.search(r"[，,。；;]", line)
    )
