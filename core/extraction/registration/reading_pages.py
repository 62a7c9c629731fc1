"""Pages as they are read: two pages on a sheet apart, without page numbers and running lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...documents.evidence import Evidence, Glyph
from ...documents.page_numbers import is_page_number
from .words import Word, letters

_HEAD, _FOOT = 0.08, 0.92
"""Shares of a page's height above and below which running lines and page numbers stand."""

_MIDDLE = 0.06
"""Share of a sheet's width to either side of its middle within which two pages part."""

_GUTTER = 1.5
"""Least white between two pages on a sheet, in font sizes."""

_PROSE = 100
"""Chinese characters that each of two pages on a sheet has at least."""

_LINE = 8
"""Chinese characters: a line of so many is of a page's own, not headers of a table's half."""


def parted(evidence: Evidence) -> list[Evidence]:
    """Returns a page, or the two pages that are set on it side by side."""
    body = [g for g in evidence.glyphs if _HEAD < g.top / evidence.frame.height < _FOOT]
    at = _gutter(body, evidence.frame.width)
    if at is None:
        return [evidence]
    sides = [[g for g in body if (g.x0 > at) == right] for right in (False, True)]
    if not all(_is_page(side) for side in sides):
        return [evidence]
    half = evidence.frame.width / 2
    left = replace(
        evidence,
        glyphs=tuple(g for g in evidence.glyphs if g.x0 <= at),
        horizontal=tuple(
            r._replace(end=min(r.end, at)) for r in evidence.horizontal if r.start < at
        ),
        vertical=tuple(r for r in evidence.vertical if r.at <= at),
    )
    right = replace(
        evidence,
        glyphs=tuple(
            g._replace(x0=g.x0 - half, x1=g.x1 - half) for g in evidence.glyphs if g.x0 > at
        ),
        horizontal=tuple(
            r._replace(start=max(r.start, at) - half, end=r.end - half)
            for r in evidence.horizontal
            if r.end > at
        ),
        vertical=tuple(r._replace(at=r.at - half) for r in evidence.vertical if r.at > at),
        left=half,
    )
    return [left, right]


def _gutter(glyphs: Sequence[Glyph], width: float) -> float | None:
    """Returns the middle of the widest white stretch down the middle of a sheet."""
    low, high = width * (0.5 - _MIDDLE), width * (0.5 + _MIDDLE)
    ends = low
    best = (0.0, 0.0)
    for glyph in sorted((g for g in glyphs if g.x1 > low and g.x0 < high), key=lambda g: g.x0):
        best = max(best, (glyph.x0 - ends, (glyph.x0 + ends) / 2))
        ends = max(ends, glyph.x1)
    best = max(best, (high - ends, (high + ends) / 2))
    size = max((glyph.size for glyph in glyphs), default=0.0)
    return best[1] if best[0] > _GUTTER * size > 0 else None


def _is_page(glyphs: Sequence[Glyph]) -> bool:
    """Do lines of text stand there, and not just the headers of a part of a table?"""
    rows: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if letters(glyph.text):
            rows[round((glyph.top + glyph.bottom) / 2 / max(glyph.size, 1.0))].append(glyph)
    long = sum(_longest_run(sorted(row, key=lambda g: g.x0)) >= _LINE for row in rows.values())
    return sum(map(len, rows.values())) >= _PROSE and long >= 3


def _longest_run(row: Sequence[Glyph]) -> int:
    longest = run = 1
    for last, glyph in pairwise(row):
        run = run + 1 if glyph.x0 - last.x1 < 0.6 * glyph.size else 1
        longest = max(longest, run)
    return longest


def without_margins(sheets: Sequence[list[Word]], pages: Sequence[Evidence]) -> list[list[Word]]:
    """Returns the words of pages without page numbers, and without lines at their headers and feet
    that come again on other pages.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    for sheet, words in enumerate(sheets):
        for line in _edge_lines(words, pages[sheet]):
            seen[_key(line)].add(pages[sheet].page)
    kept: list[list[Word]] = []
    for sheet, words in enumerate(sheets):
        gone = {
            id(word)
            for line in _edge_lines(words, pages[sheet])
            if _is_number(line) or (len(seen[_key(line)]) > 1 and any(w.letters for w in line))
            for word in line
        }
        kept.append([word for word in words if id(word) not in gone])
    return kept


def _edge_lines(words: Sequence[Word], page: Evidence) -> Iterator[list[Word]]:
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if not _HEAD < word.y / page.frame.height < _FOOT:
            lines[word.line].append(word)
    yield from lines.values()


def _key(line: Sequence[Word]) -> str:
    return re.sub(r"\d+", "#", "".join(word.text for word in line))


def _is_number(line: Sequence[Word]) -> bool:
    return is_page_number("".join(word.text for word in line))
