"""What a person says of a table, as the registration asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ...documents.evidence import Evidence
from ..registration.bands import FOREIGN, Band
from ..registration.columns import Given
from ..registration.told_columns import likeness
from ..registration.variants import Plan, PlanBlock
from ..registration.words import Word
from .constraints import COLUMN, ROW, Area, Boundary, Constraint, Laid, Named
from .sum_rows import order_with_sums

_NEAR = 1.0
"""Em: an edge so near to a place is the one that is meant."""

_SAME_PLACE = 6.0
"""Points: no column is so narrow, and on another page it lies no farther off."""

_CROSSES = 0.6
"""The share of the way over the figures that a horizontal rule must go to part two rows."""

_FEWEST_STRIPS = 2
"""Rules that make fewer rows are the frame of the table."""

_LIKE = 0.45
"""A label that is less like a row's speaks against it."""

_UNNAMED, _BLANK = 0.3, 0.2
"""What speaks for a row without a label that stands where one is missing; for a blank one."""


class Guide:
    """The constraints of one table.

    Attributes:
        areas: Where it stands; empty where nobody has said so.
        outside: Where it does not stand.
        plan: The name of the plan that it is printed by; empty where nobody has said so.
    """

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        self.constraints = tuple(constraints)
        areas = [one for one in constraints if isinstance(one, Area)]
        self.areas = [one for one in areas if one.is_table]
        self.outside = [one for one in areas if not one.is_table]
        self.plan = next((one.plan for one in reversed(constraints) if isinstance(one, Laid)), "")
        self._edges = [one for one in constraints if isinstance(one, Boundary)]
        self._names = [one for one in constraints if isinstance(one, Named)]

    @property
    def guides_rows(self) -> bool:
        """Whether rows are to be found beyond what their labels say."""
        axes = [one.axis for one in self._edges] + [one.axis for one in self._names]
        return bool(self.areas) or ROW in axes

    def words(self, sheets: Sequence[list[Word]]) -> list[list[Word]]:
        """Returns the words of each sheet among which the table is looked for."""
        return [[word for word in words if self._is_inside(word)] for words in sheets]

    def _is_inside(self, word: Word) -> bool:
        if any(_covers(area, word) for area in self.outside):
            return False
        return not self.areas or any(_covers(area, word) for area in self.areas)

    def columns(self, block: PlanBlock, sheets: set[int]) -> Given | None:
        """Returns what is said of the columns of a block on some sheets."""
        edges = [one for one in self._edges if one.axis == COLUMN and one.sheet in sheets]
        names = [one for one in self._names if one.axis == COLUMN and one.sheet in sheets]
        index = {cell: at for row in block.cells for at, cell in enumerate(row)}
        known = [
            (one.at, index[one.name] if one.name else None)
            for one in names
            if not one.name or one.name in index
        ]
        if not edges and not known:
            return None
        return Given(
            tuple(dict.fromkeys(one.at for one in edges if one.is_there)),
            tuple(one.at for one in edges if not one.is_there),
            tuple(_last_of_each(known)),
        )

    def rows(
        self,
        plan: Plan,
        bands: Sequence[Band],
        words: Sequence[Sequence[Word]],
        pages: Sequence[Evidence],
    ) -> list[Band]:
        """Returns the bands of a table with what is said of its rows, the others solved anew.

        Args:
            plan: Of the table.
            bands: By their labels.
            words: That may be part of the table, by sheet.
            pages: The sheets.
        """
        if not self.guides_rows:
            return list(bands)
        more = self._unlabelled(plan, bands, words, pages)
        rows = _Rows(plan, [*bands, *more], words)
        for edge in self._edges:
            if edge.axis == ROW:
                rows.part(edge) if edge.is_there else rows.join(edge)
        for name in self._names:
            if name.axis == ROW:
                rows.name(name)
        rows.solve()
        return rows.bands

    def _unlabelled(
        self,
        plan: Plan,
        bands: Sequence[Band],
        words: Sequence[Sequence[Word]],
        pages: Sequence[Evidence],
    ) -> list[Band]:
        """Returns a band for each row of figures in the areas that no label has."""
        found: list[Band] = []
        for sheet in {area.sheet for area in self.areas}:
            taken = [band for band in bands if band.sheet == sheet and band.row != FOREIGN]
            used = {id(word) for band in bands for word in (*band.words, *band.labels)}
            free = [word for word in words[sheet] if id(word) not in used]
            made = list(_ruled(plan, sheet, free, pages[sheet])) or _lines(plan, sheet, free)
            found += [band for band in made if not any(_overlap(band, one) for one in taken)]
        return found


def _last_of_each(named: Sequence[tuple[float, int | None]]) -> list[tuple[float, int | None]]:
    """Returns names without those that a later one takes back: of one place, or of one column."""
    kept: list[tuple[float, int | None]] = []
    for x, name in named:
        kept = [
            one
            for one in kept
            if abs(one[0] - x) > _SAME_PLACE and (one[1] != name or name is None)
        ]
        kept.append((x, name))
    return kept


def _covers(area: Area, word: Word) -> bool:
    x0, top, x1, bottom = area.box
    return word.sheet == area.sheet and x0 <= word.x <= x1 and top <= word.y <= bottom


def _overlap(band: Band, other: Band) -> bool:
    middle = (band.top + band.bottom) / 2
    return other.top <= middle < other.bottom


def _band_of(plan: Plan, sheet: int, line: Sequence[Word]) -> Band | None:
    """Returns the band of a line: its label is what stands left of its first figure."""
    figures = [word for word in line if word.is_figure]
    if not figures:
        return None
    first = min(word.x0 for word in figures)
    labels = tuple(word for word in line if not word.is_figure and word.x0 < first)
    inside = tuple(word for word in line if word not in labels)
    left = max((word.x1 for word in labels), default=first - 1.0)
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    return Band(FOREIGN, plan.blocks[0], sheet, top, bottom, left, labels, words=inside)


def _lines(plan: Plan, sheet: int, words: Sequence[Word]) -> list[Band]:
    """Returns a band for each line with a figure."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    return _spread([band for line in lines if (band := _band_of(plan, sheet, line)) is not None])


def _ruled(plan: Plan, sheet: int, words: Sequence[Word], page: Evidence) -> Iterator[Band]:
    """Yields a band for each strip between two horizontal rules, blank rows too; none without
    rules.

    What stands above the first figure are headers.
    """
    figures = [word for word in words if word.is_figure]
    if not figures:
        return
    left, right = min(word.x0 for word in figures), max(word.x1 for word in figures)
    heights = sorted(
        {
            round(rule.at, 1)
            for rule in page.horizontal
            if min(rule.end, right) - max(rule.start, left) > _CROSSES * (right - left)
        }
    )
    first, last = min(word.y for word in figures), max(word.y for word in figures)
    strips = [(a, b) for a, b in pairwise(heights) if b > first and a < last and b - a > 2]
    if len(strips) < _FEWEST_STRIPS:
        return
    for top, bottom in strips:
        inside = [word for word in words if top < word.y < bottom]
        own = [word for word in inside if word.is_figure and word.x0 > left - 1]
        starts = min((word.x0 for word in own), default=left)
        labels = tuple(w for w in inside if not w.is_figure and w.x0 < min(starts, left + 1))
        rest = tuple(word for word in inside if word not in labels)
        edge = max((word.x1 for word in labels), default=left - 1.0)
        block = plan.blocks[0]
        yield Band(FOREIGN, block, sheet, top, bottom, edge, labels, words=rest)


def _spread(bands: Sequence[Band]) -> list[Band]:
    """Returns bands of lines, each up to the middle between it and its neighbours."""
    spread: list[Band] = []
    ordered = sorted(bands, key=lambda band: (band.sheet, band.top))
    for at, band in enumerate(ordered):
        before = ordered[at - 1] if at and ordered[at - 1].sheet == band.sheet else None
        after = ordered[at + 1] if at + 1 < len(ordered) else None
        high = band.bottom - band.top
        top = (before.bottom + band.top) / 2 if before else band.top - 0.4 * high
        same = after is not None and after.sheet == band.sheet
        bottom = (band.bottom + after.top) / 2 if after and same else band.bottom + 0.4 * high
        spread.append(replace(band, top=top, bottom=bottom))
    return spread


class _Rows:
    """The bands of a table while they are corrected."""

    def __init__(self, plan: Plan, bands: Sequence[Band], words: Sequence[Sequence[Word]]) -> None:
        self.plan, self.words = plan, words
        self.bands = sorted(bands, key=lambda band: (band.sheet, band.top))
        self.order = {(id(block), at): n for n, (block, at) in enumerate(plan.rows)}
        self.fixed: set[int] = set()

    def join(self, edge: Boundary) -> None:
        """Makes the two bands one that meet at a place."""
        here = [band for band in self.bands if band.sheet == edge.sheet]
        for upper, lower in pairwise(here):
            if abs((upper.bottom + lower.top) / 2 - edge.at) < _NEAR * _em(upper, lower):
                named = upper if upper.row != FOREIGN else lower
                made = replace(
                    named,
                    top=upper.top,
                    bottom=lower.bottom,
                    left=max(upper.left, lower.left),
                    labels=upper.labels + lower.labels,
                    words=upper.words + lower.words,
                )
                self._exchange((upper, lower), (made,))
                return

    def part(self, edge: Boundary) -> None:
        """Parts the band at a place; what has the label keeps the name."""
        for band in self.bands:
            if band.sheet == edge.sheet and band.top < edge.at < band.bottom:
                upper = _cut(band, band.top, edge.at)
                lower = _cut(band, edge.at, band.bottom)
                loser = lower if upper.labels or not lower.labels else upper
                made = tuple(
                    replace(one, row=FOREIGN) if one is loser else one for one in (upper, lower)
                )
                self._exchange((band,), made)
                return

    def name(self, named: Named) -> None:
        """Gives the band at a place the row of a cell; another that had it is free again."""
        here = [band for band in self.bands if band.sheet == named.sheet]
        at = next((band for band in here if band.top <= named.at < band.bottom), None)
        if at is None:
            at = self._line_at(named)
            if at is None:
                return
        wanted = next(
            ((block, k) for block, k in self.plan.rows if named.name in block.cells[k]), None
        )
        for other in list(self.bands):
            if wanted and other is not at and (other.block, other.row) == wanted:
                self._exchange((other,), (replace(other, row=FOREIGN),))
        made = (
            replace(at, row=FOREIGN)
            if wanted is None
            else replace(at, block=wanted[0], row=wanted[1], coverage=1.0)
        )
        self._exchange((at,), (made,))
        self.fixed.add(id(made))

    def solve(self) -> None:
        """Gives the rows that are missing to bands without a name, in order, by their labels."""
        named = {self.order[id(b.block), b.row] for b in self.bands if b.row != FOREIGN}
        missing = [row for row in range(len(self.plan.rows)) if row not in named]
        free = [
            at
            for at, band in enumerate(self.bands)
            if band.row == FOREIGN
            and id(band) not in self.fixed
            and (band.labels or not band.words or any(word.is_figure for word in band.words))
        ]
        pairs = self._in_order_with_sums(free)
        for at, row in self._assigned(free, missing) if pairs is None else pairs:
            block, index = self.plan.rows[row]
            self.bands[at] = replace(self.bands[at], block=block, row=index)

    def _in_order_with_sums(self, free: Sequence[int]) -> list[tuple[int, int]] | None:
        """Returns bands and rows where each line is one of the form or the sums of a group."""
        lines = [
            at
            for at, band in enumerate(self.bands)
            if band.row != FOREIGN or (at in free and any(word.is_figure for word in band.words))
        ]
        rows = order_with_sums(self.plan, [self.bands[at] for at in lines])
        if rows is None:
            return None
        pairs = zip(lines, rows, strict=True)
        return [(at, row) for at, row in pairs if row != FOREIGN and at in free]

    def _assigned(self, free: Sequence[int], missing: Sequence[int]) -> list[tuple[int, int]]:
        """Returns the best pairs of bands and rows that keep the order of both."""
        best = [[0.0] * (len(missing) + 1) for _ in range(len(free) + 1)]
        for i in range(len(free) - 1, -1, -1):
            for j in range(len(missing) - 1, -1, -1):
                gain = self._gain(free[i], missing[j])
                best[i][j] = max(best[i + 1][j], best[i][j + 1], gain + best[i + 1][j + 1])
        pairs: list[tuple[int, int]] = []
        i = j = 0
        while i < len(free) and j < len(missing):
            gain = self._gain(free[i], missing[j])
            if gain > 0 and best[i][j] == gain + best[i + 1][j + 1]:
                pairs.append((free[i], missing[j]))
                i, j = i + 1, j + 1
            elif best[i][j] == best[i][j + 1]:
                j += 1
            else:
                i += 1
        return pairs

    def _gain(self, at: int, row: int) -> float:
        """Returns what speaks for a row at a band; nothing where named ones stand otherwise."""
        before = [self._number(band) for band in self.bands[:at] if band.row != FOREIGN]
        after = [self._number(band) for band in self.bands[at + 1 :] if band.row != FOREIGN]
        if max(before, default=-1) > row or min(after, default=row + 1) < row:
            return -1.0
        block, index = self.plan.rows[row]
        band = self.bands[at]
        text = "".join(word.letters for word in band.labels)
        if not text or not self._says_a_row(text):
            return _UNNAMED if any(word.is_figure for word in band.words) else _BLANK
        return likeness(text, block.rows[index].wordings) - _LIKE

    def _says_a_row(self, text: str) -> bool:
        """Returns whether a label says any row of the table, be it another one."""
        rows = self.plan.rows
        return any(likeness(text, block.rows[at].wordings) > _LIKE for block, at in rows)

    def _number(self, band: Band) -> int:
        return self.order[id(band.block), band.row]

    def _line_at(self, named: Named) -> Band | None:
        """Returns a band of the line of words at a place that no band has."""
        line = [w for w in self.words[named.sheet] if w.top - 2 <= named.at <= w.bottom + 2]
        band = _band_of(self.plan, named.sheet, line)
        if band is not None:
            self.bands.append(band)
            self.bands.sort(key=lambda one: (one.sheet, one.top))
        return band

    def _exchange(self, old: Sequence[Band], new: Sequence[Band]) -> None:
        at = min(k for k, band in enumerate(self.bands) if any(band is one for one in old))
        kept = [band for band in self.bands if not any(band is one for one in old)]
        self.bands = [*kept[:at], *new, *kept[at:]]


def _em(*bands: Band) -> float:
    words = [word for band in bands for word in (*band.labels, *band.words)]
    return max((word.size for word in words), default=10.0)


def _cut(band: Band, top: float, bottom: float) -> Band:
    return replace(
        band,
        top=top,
        bottom=bottom,
        labels=tuple(word for word in band.labels if top <= word.y < bottom),
        words=tuple(word for word in band.words if top <= word.y < bottom),
    )
