"""Finds tables that are drawn without upright rules, from where their words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .document import Box
from .pdf_characters import Character
from .pdf_lattice import Lattice, LatticeCell
from .pdf_lines import Line, box_of, join_text, make_lines
from .pdf_rules import Outline
from .pdf_splitting import FIGURE

_COLUMN_GAP = 0.9
"""Of its size: a gap in a line that may part two columns."""

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 3
"""Lines of several texts that make a table; a single one is a date beside a number."""

_ROW_LEADING = 0.9
"""Of its size: the most white between two lines of one row."""

_HEAD_LEADING = 0.5
"""Of its size: white between lines of heads that are one row."""

_PARTING = 4.0
"""Of its size: more white than this above a line and it belongs to no table above."""

_MANY_VALUES = 5
"""Figures in one line that make a table by themselves."""

_LONGEST_LABEL = 4
"""Lines of one text in a row that may stand within a table, between lines of several."""

_HEADING = re.compile(r"[一二三四五六七八九十]+、.*(?:情况|问题|措施|事项|说明|内容)")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]\D"
)
_VALUE = re.compile(rf"(?:{FIGURE.pattern}\s*)+[万元件条次]*|无|—+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a line, parted from others by wide gaps."""

    text: str
    box: Box

    @property
    def is_value(self) -> bool:
        return _VALUE.fullmatch(self.text) is not None

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, or the lines of one row of a table."""

    texts: tuple[_Text, ...]
    top: float
    bottom: float
    size: float

    @property
    def values(self) -> int:
        """How many figures stand in it; a number alone is that of a page."""
        return sum(text.is_value for text in self.texts) if len(self.texts) > 1 else 0

    @property
    def has_values(self) -> bool:
        """Does a figure stand beside something else?"""
        return self.values > 0


def find_lattices(
    characters: Sequence[Character], outlines: Sequence[Outline], taken: Sequence[Box]
) -> list[Lattice]:
    """Returns the tables among the lines of a page, with columns guessed from their words.

    Args:
        characters: Outside of ruled tables.
        outlines: Of the page; level rules that meet no upright one part the rows.
        taken: Boxes of ruled tables, which no such table reaches over.
    """
    lines = [_row_of(line) for line in make_lines(c for c in characters if c.run.is_level)]
    if sum(len(line.texts) >= _FEWEST_COLUMNS for line in lines) == 0:
        return []
    rules = [border.at for outline in outlines if not outline.upright for border in outline.level]
    found = (_lattice(zone, rules) for zone in _zones(lines, taken))
    return [lattice for lattice in found if lattice is not None]


def _row_of(line: Line) -> _Row:
    texts: list[list[Character]] = []
    for character in line.characters:
        if character.text == " ":
            continue
        if texts and character.x0 - texts[-1][-1].x1 <= _COLUMN_GAP * character.run.size:
            texts[-1].append(character)
        else:
            texts.append([character])
    return _Row(
        tuple(_Text(join_text(text), box_of(text)) for text in texts),
        line.box[1],
        line.box[3],
        max(character.run.size for character in line.characters),
    )


def _zones(lines: Sequence[_Row], taken: Sequence[Box]) -> Iterator[list[_Row]]:
    """Returns the runs of lines that may be tables: from one line of several texts to the last."""
    zone: list[_Row] = []
    pending: list[_Row] = []
    for line in lines:
        if zone and _parts_zones((pending or zone)[-1], line, taken):
            yield from _worthy(zone, pending)
            zone, pending = [], []
        if len(line.texts) > 1:
            zone += [*pending, line] if zone else [line]
            pending = []
        elif zone:
            pending.append(line)
            if len(pending) > _LONGEST_LABEL and not _are_labels(pending, zone):
                yield from _worthy(zone, pending)
                zone, pending = [], []
    yield from _worthy(zone, pending)


def _are_labels(lines: Sequence[_Row], zone: Sequence[_Row]) -> bool:
    """Do lines of one text follow a table where it has its labels, as rows of blanks do?"""
    values = [text for line in zone if line.has_values for text in line.texts if text.is_value]
    limit = min((text.box[0] for text in values), default=0.0)
    close = all(low.top - high.bottom < 2 * low.size for high, low in pairwise([zone[-1], *lines]))
    return close and all(line.texts[0].box[2] < limit for line in lines)


def _is_close(upper: _Row, lower: _Row) -> bool:
    """May two lines be of one row?"""
    return lower.top - upper.bottom < _HEAD_LEADING * lower.size


def _parts_zones(last: _Row, line: _Row, taken: Sequence[Box]) -> bool:
    """Is a line a heading after a table, or does a ruled table lie between?"""
    if any(last.bottom <= box[3] and box[1] <= line.top for box in taken if box[1] >= last.top):
        return True
    if line.top - last.bottom > _PARTING * max(line.size, last.size):
        return True
    if len(line.texts) > 1:
        return False
    return bool(_HEADING.fullmatch(line.texts[0].text)) or line.size > 1.25 * last.size


def _worthy(zone: list[_Row], pending: list[_Row]) -> Iterator[list[_Row]]:
    """Returns a run of lines with the rows of blanks that end it, if it is a table at all."""
    if _is_table(zone):
        while pending and not _are_labels(pending, zone):
            pending = pending[:-1]
        goes_on = any(_NUMBERED.match(line.texts[0].text) for line in pending) or (
            len(pending) > 0 and _is_close(zone[-1], pending[0])
        )
        yield [*zone, *pending] if goes_on else zone


def _is_table(zone: Sequence[_Row]) -> bool:
    """Are there lines of several columns one below the other, or one full of figures?"""
    several = sum(len(line.texts) > 1 for line in zone)
    columns = sum(len(line.texts) >= _FEWEST_COLUMNS for line in zone)
    values = max((line.values for line in zone), default=0)
    return values >= _MANY_VALUES or (values > 1 and columns > 1 and several >= _FEWEST_LINES)


def _lattice(zone: list[_Row], rules: Sequence[float]) -> Lattice | None:
    xs = _column_limits(zone)
    if len(xs) < _FEWEST_COLUMNS + 1:
        return None
    inner = [at for at in rules if zone[0].top < at < zone[-1].bottom]
    rows = _rows_between(zone, inner, xs)
    ys = (
        rows[0].top - 1,
        *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)),
        rows[-1].bottom + 1,
    )
    cells = [cell for index, row in enumerate(rows) for cell in _row_cells(index, row, xs)]
    return Lattice(tuple(xs), ys, tuple(cells))


def _column_limits(zone: Sequence[_Row]) -> list[float]:
    """Returns where columns begin and end: amid the gaps that the fullest lines share."""
    widest = max(len(line.texts) for line in zone)
    full = [line for line in zone if len(line.texts) >= max(2, 0.6 * widest)]
    stretches: list[list[float]] = []
    for x0, _, x1, _ in sorted(text.box for line in full for text in line.texts):
        if stretches and x0 < stretches[-1][1]:
            stretches[-1][1] = max(stretches[-1][1], x1)
        else:
            stretches.append([x0, x1])
    for x0, _, x1, _ in (text.box for line in zone for text in line.texts):
        met = [stretch for stretch in stretches if x0 < stretch[1] and x1 > stretch[0]]
        if len(met) == 1:
            met[0][:] = min(met[0][0], x0), max(met[0][1], x1)
    first = min(text.box[0] for line in zone for text in line.texts)
    last = max(text.box[2] for line in zone for text in line.texts)
    between = [(one[1] + other[0]) / 2 for one, other in pairwise(stretches)]
    return [min(first, stretches[0][0]) - 1, *between, max(last, stretches[-1][1]) + 1]


def _rows_between(zone: list[_Row], rules: Sequence[float], xs: Sequence[float]) -> list[_Row]:
    """Returns the rows of a table: by its level rules, where it has one a row, or by its lines."""
    valued = sum(line.has_values for line in zone)
    if len(rules) >= 0.6 * valued and len(rules) > 3:
        bands: dict[int, list[_Row]] = {}
        for line in zone:
            middle = (line.top + line.bottom) / 2
            bands.setdefault(sum(at < middle for at in rules), []).append(line)
        return [_joined(band) for _, band in sorted(bands.items())]
    return _Labelled(zone, xs).rows


@dataclass(slots=True)
class _Labelled:
    """Gathers lines into rows: a row has one label, of several lines, and one line of values.

    Attributes:
        labels: Where the columns of labels end.
        rows: What comes of it.
    """

    zone: list[_Row]
    xs: Sequence[float]
    labels: float = 0.0
    rows: list[_Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        values = [
            text.box[0]
            for line in self.zone
            for text in line.texts[1:]
            if line.has_values and text.is_value
        ]
        self.labels = max((x for x in self.xs if x <= min(values, default=0)), default=self.xs[1])
        self.labels = max(self.labels, self.xs[1])
        current: list[_Row] = []
        for line in self.zone:
            if current and not self._continues(current, line):
                self.rows.append(_joined(current))
                current = []
            current.append(line)
        if current:
            self.rows.append(_joined(current))

    def _continues(self, row: list[_Row], line: _Row) -> bool:
        if line.top - row[-1].bottom > _ROW_LEADING * line.size:
            return False
        labels = self._labels_of(line)
        if labels and _NUMBERED.match(labels[-1].text):
            return False
        has_values = any(part.has_values for part in row)
        if has_values and any(text.is_value for text in line.texts):
            return self._is_broken_figure(row, line)
        if line.has_values:
            only_labels = all(self._labels_of(part) == list(part.texts) for part in row)
            return only_labels and (not labels or self._starts_alike(row, labels[-1]))
        if labels and len(labels) == len(line.texts):
            return self._starts_alike(row, labels[-1])
        return not has_values and self._is_broken_head(row, line)

    def _is_broken_figure(self, row: list[_Row], line: _Row) -> bool:
        """Does a line go on with figures that narrow columns broke, under a label that goes on?"""
        above = {_span(text, self.xs) for text in row[-1].texts if text.is_value}
        below = {_span(text, self.xs) for text in line.texts if text.is_value}
        labels = self._labels_of(row[0])
        close = _is_close(row[-1], line)
        numbered = bool(labels) and _NUMBERED.match(labels[-1].text) is not None
        return close and below < above and (numbered or not self._labels_of(line) + labels)

    def _labels_of(self, line: _Row) -> list[_Text]:
        return [t for t in line.texts if t.box[2] <= self.labels and not t.is_value]

    def _starts_alike(self, row: list[_Row], label: _Text) -> bool:
        near = 2 * row[0].size
        return any(
            abs(text.box[0] - label.box[0]) < near or abs(text.middle - label.middle) < near
            for part in row
            for text in self._labels_of(part)
        )

    def _is_broken_head(self, row: list[_Row], line: _Row) -> bool:
        """Is a line of heads one more line of those above, none of which spans columns?"""
        spans = [_span(text, self.xs) for part in (*row, line) for text in part.texts]
        above = {_span(text, self.xs) for part in row for text in part.texts}
        close = _is_close(row[-1], line)
        return all(first == last for first, last in spans) and (
            close or all(_span(text, self.xs) in above for text in line.texts)
        )


def _joined(lines: Sequence[_Row]) -> _Row:
    return _Row(
        tuple(text for line in lines for text in line.texts),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        max(line.size for line in lines),
    )


def _row_cells(index: int, row: _Row, xs: Sequence[float]) -> Iterator[LatticeCell]:
    """Returns the cells of a row: one a column, but one over several for a text that spans them."""
    spans = sorted({_span(text, xs) for text in row.texts})
    column = 0
    for first, last in spans:
        if first < column:
            continue
        for free in range(column, first):
            yield LatticeCell(index, free)
        alone = all(other == (first, last) or not first <= other[0] <= last for other in spans)
        yield LatticeCell(index, first, 1, last - first + 1 if alone else 1)
        column = last + 1 if alone else first + 1
    for free in range(column, len(xs) - 1):
        yield LatticeCell(index, free)


def _span(text: _Text, xs: Sequence[float]) -> tuple[int, int]:
    """Returns the first and last column that a text stands in, but for an edge."""
    x0, top, x1, bottom = text.box
    edge = min((bottom - top) * 0.4, (x1 - x0) / 2 - 0.01)
    last = len(xs) - 2
    first = min(max(sum(x <= x0 + edge for x in xs) - 1, 0), last)
    return first, min(max(sum(x <= x1 - edge for x in xs) - 1, first), last)
