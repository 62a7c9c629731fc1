"""A table whose rows have no labels (table 4): its headers and the line of figures below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...documents.evidence import Evidence
from .bands import Band
from .header_words import is_group_head, is_head
from .variants import PlanBlock
from .words import Word

_FOREIGN = 1.0
"""A letter that no header of the table has, against one that a header has."""

_PAGE = 2.0
"""What the end of a page within the headers costs, in letters."""

_NEXT_LINE = 1.7
"""Distance between middles, in font sizes, at which figures below others are the rest of them."""

_BELOW = 4.0
"""Greatest distance of figures below their headers, in font sizes."""


@dataclass(frozen=True, slots=True)
class Body:
    """The headers of a block and its figures.

    Attributes:
        groups: Headers that stand over several columns.
        band: Of the line of figures.
    """

    headers: tuple[Word, ...]
    groups: tuple[Word, ...]
    band: Band
    score: float


def find_body(block: PlanBlock, words: Sequence[Word], pages: Sequence[Evidence]) -> Body | None:
    """Returns the best body of a block: the run of lines that says most of its headers, and the
    figures below it.

    Args:
        block: Whose one row has no label.
        words: Free ones, in reading order.
        pages: Their pages.
    """
    lines = _lines(words)
    best: tuple[float, int, int] | None = None
    total, start = 0.0, 0
    for at, line in enumerate(lines):
        step = sum(_says(word, block) for word in line)
        if at and line[0].sheet != lines[at - 1][0].sheet:
            step -= _PAGE
        if total <= 0:
            total, start = 0.0, at
        total += step
        if total > 0 and _is_of_figures(line):  # below the headers: what follows is another block's
            total = 0.0
            continue
        if step > 0 and (best is None or total > best[0]):
            best = total, start, at
    if best is None:
        return None
    score, start, stop = best
    said = [word for line in lines[start : stop + 1] for word in line if _says(word, block) > 0]
    groups = tuple(word for word in said if is_group_head(word, block))
    headers = tuple(word for word in said if not is_group_head(word, block))
    if not headers:
        return None
    figures = _figures(lines, stop, headers, pages)
    return Body(headers, groups, _band(block, headers, figures, pages), score)


def _says(word: Word, block: PlanBlock) -> float:
    """Returns how many letters of the headers a word has, less what is foreign."""
    if not word.letters:
        return 0.0 if word.is_figure else -_FOREIGN
    text = word.letters
    if is_group_head(word, block) or any(text in group for group in block.column_groups):
        return float(len(text))
    if is_head(word, block) and len(text) <= 8:
        return float(len(text))
    return -_FOREIGN * min(len(text), 12)


def _is_of_figures(line: Sequence[Word]) -> bool:
    figures = sum(word.is_figure for word in line)
    return figures > 1 and figures > sum(bool(word.letters) for word in line)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        lines.setdefault((word.sheet, word.line), []).append(word)
    return [lines[key] for key in sorted(lines)]


def _figures(
    lines: Sequence[Sequence[Word]], stop: int, headers: Sequence[Word], pages: Sequence[Evidence]
) -> list[Word]:
    """Returns the figures below the headers, and what stands between them; broken ones whole."""
    foot = max(word.bottom for word in headers if word.sheet == headers[-1].sheet)
    found: list[Word] = []
    for line in lines[stop:]:
        first = line[0]
        if found and first.sheet != found[0].sheet:
            break
        below = [w for w in line if first.sheet != headers[-1].sheet or w.y > foot]
        figures = [word for word in below if word.is_figure]
        if not figures:
            if found and any(word.letters for word in below):
                break
            continue
        if not found:
            if first.sheet == headers[-1].sheet and first.y - foot > _BELOW * first.size:
                break
        elif first.y - found[-1].y > _NEXT_LINE * first.size or _ruled(
            pages[first.sheet], found[-1].y, first.y, figures
        ):
            break
        found += below
    return found


def _ruled(page: Evidence, top: float, bottom: float, words: Sequence[Word]) -> bool:
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    return any(
        top < rule.at < bottom and min(rule.end, x1) - max(rule.start, x0) > 0.6 * (x1 - x0)
        for rule in page.horizontal
    )


def _band(
    block: PlanBlock, headers: Sequence[Word], figures: Sequence[Word], pages: Sequence[Evidence]
) -> Band:
    em = headers[-1].size
    if figures:
        sheet = figures[0].sheet
        top, bottom = min(w.top for w in figures) - 1, max(w.bottom for w in figures) + 1
    else:
        sheet = headers[-1].sheet
        top = max(word.bottom for word in headers if word.sheet == sheet)
        bottom = min([r.at for r in pages[sheet].horizontal if r.at > top + em] or [top + 2 * em])
    return Band(0, block, sheet, top, bottom, -1.0, (), words=tuple(figures))


def free_words(words: Iterable[Word], taken: set[int]) -> Iterator[Word]:
    """Yields the words that no other table has."""
    return (word for word in words if id(word) not in taken)
