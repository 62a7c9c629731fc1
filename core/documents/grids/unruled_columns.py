"""Finds tables that are drawn without vertical rules, from where their words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..characters import Character
from ..geometry import Box, Level
from ..vocabulary import NUMBERED
from .lattice import Lattice, LatticeCell
from .ruled_lines import ConnectedRules
from .text_lines import make_lines
from .unruled_zones import FEWEST_COLUMNS, Text, ZoneRow, find_zones, is_close, row_of

_ROW_LEADING = 0.9
"""Greatest white between two lines of one row, in font sizes."""


def find_lattices(
    characters: Sequence[Character],
    connected_rules: Sequence[ConnectedRules],
    taken: Sequence[Box[Level]],
    stacked: Sequence[Lattice] = (),
) -> list[Lattice]:
    """Returns the tables among the lines of a page, with columns guessed from their words.

    Args:
        characters: Outside of ruled tables.
        connected_rules: Of the page; horizontal rules that meet no vertical one part the rows.
        taken: Boxes of ruled tables, which no such table reaches over.
        stacked: Tables whose rows are not ruled; their columns may be.
    """
    lines = [row_of(line) for line in make_lines(c for c in characters if c.run.is_level)]
    if not stacked and sum(len(line.texts) >= FEWEST_COLUMNS for line in lines) == 0:
        return []
    rules = [
        border.at
        for connected in connected_rules
        if not connected.vertical
        for border in connected.horizontal
    ]
    found: list[Lattice | None] = []
    columned = [ruled for ruled in stacked if len(ruled.xs) > FEWEST_COLUMNS]
    for ruled in columned:
        zone = [line for line in lines if _lies_in(line, ruled.box)]
        lines = [line for line in lines if line not in zone]
        found += [_lattice(zone, rules, ruled.xs)] if zone else []
    taken = [*taken, *(ruled.box for ruled in columned)]
    found += [_lattice(zone, rules) for zone in find_zones(lines, taken)]
    return [lattice for lattice in found if lattice is not None]


def _lies_in(line: ZoneRow, box: Box[Level]) -> bool:
    middle = (line.top + line.bottom) / 2
    return box.top < middle < box.bottom and box.x0 < line.texts[0].middle < box.x1


def _lattice(
    zone: list[ZoneRow], rules: Sequence[float], limits: Sequence[float] = ()
) -> Lattice | None:
    xs = list(limits) or _column_limits(zone)
    if len(xs) < FEWEST_COLUMNS + 1:
        return None
    words = bool(limits)
    zone = [replace(row, texts=tuple(_by_columns(row.texts, xs, words=words))) for row in zone]
    inner = [at for at in rules if zone[0].top < at < zone[-1].bottom]
    rows = _rows_between(zone, inner, xs)
    ys = (
        rows[0].top - 1,
        *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)),
        rows[-1].bottom + 1,
    )
    cells = [cell for index, row in enumerate(rows) for cell in _row_cells(index, row, xs)]
    return Lattice(tuple(xs), ys, tuple(cells))


def _by_columns(texts: Sequence[Text], xs: Sequence[float], *, words: bool) -> Iterator[Text]:
    """Returns the texts of a line, those taken apart whose words are figures in several columns.

    Args:
        texts: Of a line.
        xs: Where columns begin and end.
        words: Whether other words are taken apart as well, since columns are certain.
    """
    for text in texts:
        parts = text.words
        spans = [_span(word, xs) for word in parts]
        columns = [first for first, _ in spans]
        apart = len(set(columns)) == len(columns) and all(first == last for first, last in spans)
        if apart and columns and (words or all(word.is_value for word in parts[1:])):
            yield from parts
        else:
            yield text


def _column_limits(zone: Sequence[ZoneRow]) -> list[float]:
    """Returns where columns begin and end: amid the gaps that the fullest lines share."""
    widest = max(len(line.texts) for line in zone)
    full = [line for line in zone if len(line.texts) >= max(2, 0.6 * widest)]
    fullest = [line for line in full if len(line.texts) >= 0.9 * widest]
    stretches = _united(text.box for line in fullest for text in line.texts)
    others = [text.box for line in full for text in line.texts if line not in fullest]
    stretches = _united(
        box
        for box in (*(Box(x0, 0.0, x1, 0.0) for x0, x1 in stretches), *others)
        if sum(box.x0 < x1 and box.x1 > x0 for x0, x1 in stretches) < 2
    )
    for x0, _, x1, _ in (text.box for line in zone for text in line.texts):
        met = [stretch for stretch in stretches if x0 < stretch[1] and x1 > stretch[0]]
        if len(met) == 1:
            met[0][:] = min(met[0][0], x0), max(met[0][1], x1)
    first = min(text.box.x0 for line in zone for text in line.texts)
    last = max(text.box.x1 for line in zone for text in line.texts)
    stretches = [part for stretch in stretches for part in _parted(stretch, full)]
    stretches = _with_headers(stretches, zone)
    between = [(one[1] + other[0]) / 2 for one, other in pairwise(stretches)]
    return [min(first, stretches[0][0]) - 1, *between, max(last, stretches[-1][1]) + 1]


def _with_headers(stretches: list[list[float]], lines: Sequence[ZoneRow]) -> list[list[float]]:
    """Returns the stretches with those of headers and those of the figures beside them as one.

    Figures that stand right in columns whose headers stand in the middle lie beside the headers,
    always on the same side of them; no line has a text in both stretches.
    """
    held = [
        [[text for text in line.texts if x0 <= text.box.x0 and text.box.x1 <= x1] for line in lines]
        for x0, x1 in stretches
    ]
    kinds = [_kind(texts for line in column for texts in line) for column in held]
    result: list[list[float]] = []
    kind_of_last = side = ""
    for at, (stretch, kind) in enumerate(zip(stretches, kinds, strict=True)):
        pair = kind_of_last + kind
        apart = at and not any(map(all, zip(held[at - 1], held[at], strict=True)))
        if pair in ("hv", "vh") and apart and side in ("", pair):
            result[-1] = [result[-1][0], stretch[1]]
            kind_of_last, side = "", pair
        else:
            result.append(stretch)
            kind_of_last = kind
    return result


def _kind(texts: Iterable[Text]) -> str:
    """Returns "h" for headers alone, "v" for values alone, else ""."""
    values = {text.is_value for text in texts}
    return "" if len(values) != 1 else "v" if values == {True} else "h"


def _united(boxes: Iterable[Box[Level]]) -> list[list[float]]:
    """Returns the stretches across a page that boxes take up together, from left to right."""
    stretches: list[list[float]] = []
    for x0, _, x1, _ in sorted(boxes):
        if stretches and x0 < stretches[-1][1]:
            stretches[-1][1] = max(stretches[-1][1], x1)
        else:
            stretches.append([x0, x1])
    return stretches


def _parted(stretch: list[float], lines: Sequence[ZoneRow]) -> list[list[float]]:
    """Returns a stretch in the columns that it holds where their texts stand close together: most
    lines that reach into it have words on both sides of a gap, headers among them, and none over
    it.
    """
    start, end = stretch
    inside = [
        [
            word
            for text in line.texts
            for word in text.words or (text,)
            if word.box.x1 > start and word.box.x0 < end
        ]
        for line in lines
    ]
    taken = _united(word.box for words in inside for word in words)
    for before, after in pairwise(taken):
        both = [words for words in inside if _stand_on(words, before) and _stand_on(words, after)]
        headers = any(not word.is_value for words in both for word in words)
        if headers and len(both) > 1 and 2 * len(both) >= sum(bool(words) for words in inside):
            return [
                *_parted([start, before[1]], lines),
                *_parted([after[0], end], lines),
            ]
    return [stretch]


def _stand_on(words: Sequence[Text], stretch: Sequence[float]) -> bool:
    return any(stretch[0] <= word.box.x0 and word.box.x1 <= stretch[1] for word in words)


def _rows_between(
    zone: list[ZoneRow], rules: Sequence[float], xs: Sequence[float]
) -> list[ZoneRow]:
    """Returns the rows of a table: by its horizontal rules, where it has one a row, or by its
    lines.
    """
    valued = sum(line.has_values for line in zone)
    if len(rules) >= 0.6 * valued and len(rules) > 3:
        bands: dict[int, list[ZoneRow]] = {}
        for line in zone:
            middle = (line.top + line.bottom) / 2
            bands.setdefault(sum(at < middle for at in rules), []).append(line)
        if all(_is_one_row(band) for band in bands.values()):
            return [_joined(band) for _, band in sorted(bands.items())]
    return _Labelled(zone, xs).rows


def _is_one_row(band: Sequence[ZoneRow]) -> bool:
    """Are the lines between two rules one row: is there one label with figures at most?"""
    return sum(line.has_values and not line.texts[0].is_value for line in band) < 2


@dataclass(slots=True)
class _Labelled:
    """Gathers lines into rows: a row has one label, of several lines, and one line of values.

    Attributes:
        labels: Where the columns of labels end.
        rows: What comes of it.
    """

    zone: list[ZoneRow]
    xs: Sequence[float]
    labels: float = 0.0
    rows: list[ZoneRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        values = [
            text.box.x0
            for line in self.zone
            for text in line.texts[1:]
            if line.has_values and text.is_value
        ]
        self.labels = max((x for x in self.xs if x <= min(values, default=0)), default=self.xs[1])
        self.labels = max(self.labels, self.xs[1])
        current: list[ZoneRow] = []
        for line in self.zone:
            if current and not self._continues(current, line):
                self.rows.append(_joined(current))
                current = []
            current.append(line)
        if current:
            self.rows.append(_joined(current))

    def _continues(self, row: list[ZoneRow], line: ZoneRow) -> bool:
        if line.top - row[-1].bottom > _ROW_LEADING * line.size:
            return False
        labels = self._labels_of(line)
        if labels and NUMBERED.match(labels[-1].text):
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

    def _is_broken_figure(self, row: list[ZoneRow], line: ZoneRow) -> bool:
        """Does a line go on with figures that narrow columns broke, under a label that goes on?"""
        above = {_span(text, self.xs) for text in row[-1].texts if text.is_value}
        below = {_span(text, self.xs) for text in line.texts if text.is_value}
        labels = self._labels_of(row[0])
        close = is_close(row[-1], line)
        numbered = bool(labels) and NUMBERED.match(labels[-1].text) is not None
        return close and below < above and (numbered or not self._labels_of(line) + labels)

    def _labels_of(self, line: ZoneRow) -> list[Text]:
        return [t for t in line.texts if t.box.x1 <= self.labels and not t.is_value]

    def _starts_alike(self, row: list[ZoneRow], label: Text) -> bool:
        near = 2 * row[0].size
        return any(
            abs(text.box.x0 - label.box.x0) < near or abs(text.middle - label.middle) < near
            for part in row
            for text in self._labels_of(part)
        )

    def _is_broken_head(self, row: list[ZoneRow], line: ZoneRow) -> bool:
        """Is a line of headers one more line of those above, none of which spans columns?"""
        spans = [_span(text, self.xs) for part in (*row, line) for text in part.texts]
        above = {_span(text, self.xs) for part in row for text in part.texts}
        close = is_close(row[-1], line)
        return all(first == last for first, last in spans) and (
            close or all(_span(text, self.xs) in above for text in line.texts)
        )


def _joined(lines: Sequence[ZoneRow]) -> ZoneRow:
    return ZoneRow(
        tuple(text for line in lines for text in line.texts),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        max(line.size for line in lines),
    )


def _row_cells(index: int, row: ZoneRow, xs: Sequence[float]) -> Iterator[LatticeCell]:
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


def _span(text: Text, xs: Sequence[float]) -> tuple[int, int]:
    """Returns the first and last column that a text stands in, but for an edge."""
    x0, top, x1, bottom = text.box
    edge = min((bottom - top) * 0.4, (x1 - x0) / 2 - 0.01)
    last = len(xs) - 2
    first = min(max(sum(x <= x0 + edge for x in xs) - 1, 0), last)
    return first, min(max(sum(x <= x1 - edge for x in xs) - 1, first), last)
