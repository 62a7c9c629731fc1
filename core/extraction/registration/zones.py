"""Two tables, or the halves of one, that stand beside each other on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...documents.evidence import Evidence, Glyph
from .words import letters

_FEWEST = 4
"""Lines with a label and figures on both sides, for two tables to stand beside each other."""

_GAP = 0.6
"""Em: a wider gap parts the runs of a line."""

_FOOT = 0.33
"""Em: characters whose feet are this near stand on one line."""

_LEVEL, _NEAR = 1.5, 4
"""Em, and lines: rows of two tables stand this near to level."""

_LABEL = 2
"""Chinese characters: fewer are no label of a row."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, in runs of characters from left to right."""

    top: float
    bottom: float
    runs: tuple[tuple[Glyph, ...], ...]

    def labels(self) -> Iterator[Glyph]:
        """Yields the beginning of each label that has a figure after it."""
        for run, after in pairwise(self.runs):
            if len(letters(_text(run))) >= _LABEL and _is_figure(after):
                yield run[0]

    def figures_before(self, x: float) -> Iterator[float]:
        """Yields the ends of the figures left of a place."""
        yield from (run[-1].x1 for run in self.runs if run[-1].x1 < x and _is_figure(run))

    def crosses(self, x: float) -> bool:
        """Returns whether something stands across a place."""
        return any(run[0].x0 < x < run[-1].x1 for run in self.runs)


def beside_each_other(page: Evidence) -> list[Evidence]:
    """Returns a page, or what it shows in the order to read it in: down to the foot of the left one
    of two tables, the right one, and what stands below both.

    Rows of the form have one label each, so that a second one after figures begins another row.
    """
    lines = list(_lines(page.glyphs))
    gaps = list(_gaps(lines))
    at = _most_common(gap for _, gap in gaps)
    inside = [line for line, gap in gaps if at is not None and gap[0] < at < gap[1]]
    if at is None or len(inside) < _FEWEST:
        return [page]
    first, last = lines.index(inside[0]), lines.index(inside[-1])
    while first and not lines[first - 1].crosses(at):
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].crosses(at):
        last += 1
    if any(line.crosses(at) for line in lines[first : last + 1]):
        return [page]
    top, bottom = lines[first].top, lines[last].bottom
    upper = [glyph for glyph in page.glyphs if glyph.bottom <= bottom + 0.1]
    return [
        _part(page, [g for g in upper if g.bottom < top or g.x0 < at], right=at),
        _part(page, [g for g in upper if g.bottom >= top and g.x0 >= at], left=at),
        replace(page, glyphs=tuple(g for g in page.glyphs if g.bottom > bottom + 0.1)),
    ]


def _gaps(lines: Sequence[_Line]) -> Iterator[tuple[_Line, tuple[float, float]]]:
    """Yields the gaps between a label and the figures that stand level before it, by its line."""
    for at, line in enumerate(lines):
        for label in line.labels():
            level = [
                end
                for other in lines[max(at - _NEAR, 0) : at + _NEAR + 1]
                if abs(other.bottom - line.bottom) < _LEVEL * label.size
                for end in other.figures_before(label.x0)
            ]
            if level:
                yield line, (max(level), label.x0)


def _part(
    page: Evidence, glyphs: Sequence[Glyph], left: float = 0.0, right: float = float("inf")
) -> Evidence:
    """Returns what a page shows between two places across, with the rules that go that far."""
    return replace(
        page,
        glyphs=tuple(glyphs),
        horizontal=tuple(
            rule._replace(start=max(rule.start, left), end=min(rule.end, right))
            for rule in page.horizontal
            if rule.start < right and rule.end > left
        ),
        vertical=tuple(rule for rule in page.vertical if left <= rule.at <= right),
    )


def _lines(glyphs: Iterable[Glyph]) -> Iterator[_Line]:
    """Yields the lines of a page from the top."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.bottom):
        if line and glyph.bottom - line[0].bottom > _FOOT * max(line[0].size, glyph.size):
            yield _line(line)
            line = []
        line.append(glyph)
    if line:
        yield _line(line)


def _line(glyphs: Sequence[Glyph]) -> _Line:
    order = sorted(glyphs, key=lambda glyph: glyph.x0)
    runs = [[order[0]]]
    for one, other in pairwise(order):
        if other.x0 - one.x1 > _GAP * max(one.size, other.size):
            runs.append([])
        runs[-1].append(other)
    return _Line(
        min(glyph.top for glyph in order),
        max(glyph.bottom for glyph in order),
        tuple(map(tuple, runs)),
    )


def _most_common(gaps: Iterable[tuple[float, float]]) -> float | None:
    """Returns the middle of the place that most gaps have in common."""
    known = list(gaps)
    if not known:
        return None
    over = {start: [gap for gap in known if gap[0] <= start < gap[1]] for start, _ in known}
    best = max(over, key=lambda start: len(over[start]))
    return (best + min(end for _, end in over[best])) / 2


def _text(run: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in run)


def _is_figure(run: Sequence[Glyph]) -> bool:
    """Returns whether a run may be a figure or a mark; "1." is none, but numbers a label."""
    text = _text(run)
    own = letters(text)
    if len(own) >= _LABEL or text.endswith((".", "、", "．")):
        return False
    return text == "无" or own != text
