"""Draws the tables of a PDF, over pages where they must, ruled in one of several ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from gouji.core.layout import FIGURE, HEAD, LABEL, FormLayout, Place

from .pdf_hazards import Spot, draw_figure
from .pdf_sheet import Sheet
from .report import FormTable, PlainTable

_PAD = 3.0
_WIDTHS = {"t2": (34.0, 22.0, 22.0, 22.0), "t3": (6.0, 9.0, 29.0)}


@dataclass(frozen=True)
class RuleStyle:
    """How tables are ruled and set.

    Attributes:
        rules: "lines", "rects" (thin filled ones), "double", "gaps" (some pieces of lines are
            missing), "dots" (rows of dots), "bands" (every other row has no upright lines
            within), "columns" (no level lines between rows), "frame" (around head and body),
            "three" (above and below the head and at the foot) or "none".
        shaded: Heads are grey.
        vertical: Heads of figures are set one character a line.
        torn: A page may break inside a row.
        repeated: Heads come again on every page.
        size: Of the characters, in points.
        right: Figures stand at the right of their cells.
        hazard: How some figures mislead, one of ``HAZARDS``, or empty.
    """

    rules: str = "lines"
    shaded: bool = False
    vertical: bool = False
    torn: bool = False
    repeated: bool = False
    size: float = 9.0
    right: bool = False
    hazard: str = ""

    @property
    def leading(self) -> float:
        """From line to line."""
        return self.size * 1.3


@dataclass(frozen=True)
class Band:
    """The part of a row that stands on one page: its lines from ``start``, and its height."""

    row: int
    height: float
    start: int = 0
    stop: int = 999


class TableDrawer:
    """Draws one table of the form."""

    def __init__(
        self,
        sheet: Sheet,
        part: FormTable,
        style: RuleStyle,
        random: Random,
        span: tuple[float, float] | None = None,
    ) -> None:
        self.sheet, self.part, self.style, self.random = sheet, part, style, random
        self.layout = part.layout
        self.lefts = _lefts(
            part, span or (sheet.margin - 20, sheet.width - sheet.margin + 20), random
        )
        self.lines = {place: self._lines(place) for place in self.layout.places}
        self.heights = self._heights()

    def draw(self) -> None:
        """Draws the table from the sheet's cursor on."""
        bands = [Band(row, height) for row, height in enumerate(self.heights)]
        heads = bands[: self.layout.head_rows] if self.style.repeated else []
        if self.sheet.room < sum(self.heights[:4]):
            self.sheet.turn()
        self.sheet.y += 6
        first = True
        while bands:
            page, bands = self._fitting(([] if first else heads) + bands, len(heads))
            self._draw_page(page)
            first = False
            if bands:
                self.sheet.turn()
        self.sheet.y += 8

    def _fitting(self, bands: Sequence[Band], heads: int) -> tuple[list[Band], list[Band]]:
        room, count = self.sheet.room, 0
        while count < len(bands) and bands[count].height <= room:
            room -= bands[count].height
            count += 1
        if count == len(bands) or count <= heads:
            count = max(count, heads + 1)
            return list(bands[:count]), list(bands[count:])
        band = bands[count]
        lines = self._label_lines(band.row)
        fit = int((room - 2 * _PAD) / self.style.leading)
        if self.style.torn and 1 <= fit < lines and band.start == 0:
            above = Band(band.row, room, 0, fit)
            below = Band(band.row, band.height - fit * self.style.leading, fit)
            return [*bands[:count], above], [below, *bands[count + 1 :]]
        return list(bands[:count]), list(bands[count:])

    def _label_lines(self, row: int) -> int:
        return max(
            (len(self.lines[p]) for p in self.layout.places if p.row == row and p.row_span == 1),
            default=1,
        )

    def _draw_page(self, bands: Sequence[Band]) -> None:
        tops = [self.sheet.y]
        for band in bands:
            tops.append(tops[-1] + band.height)
        pieces: set[tuple[float, float, float, float]] = set()
        for place in self.layout.places:
            rows = range(place.row, place.row + place.row_span)
            for start, stop in _runs([band.row in rows for band in bands]):
                box = (
                    self.lefts[place.column],
                    tops[start],
                    self.lefts[place.column + place.column_span],
                    tops[stop],
                )
                if self.style.shaded and place.kind == HEAD:
                    self.sheet.rectangle(box[0], box[1], box[2] - box[0], box[3] - box[1], 0.85)
                pieces |= self._pieces(place, box, tops[start : stop + 1])
                if bands[start].row == place.row:
                    self._fill(place, box, bands[start])
        if self.style.rules == "three":
            self._three(bands, tops)
        elif self.style.rules != "none":
            self._rule(self._without_bands(sorted(pieces), bands, tops))
        self.sheet.y = tops[-1]

    def _pieces(
        self, place: Place, box: tuple[float, float, float, float], tops: Sequence[float]
    ) -> set[tuple[float, float, float, float]]:
        """Returns the outline of a place in pieces from one line of the grid to the next."""
        x0, top, x1, bottom = box
        lefts = self.lefts[place.column : place.column + place.column_span + 1]
        across = pairwise(lefts)
        pieces = {(a, y, b, y) for a, b in across for y in (top, bottom)}
        down = pairwise(tops)
        return pieces | {(x, a, x, b) for a, b in down for x in (x0, x1)}

    def _without_rows(
        self,
        pieces: list[tuple[float, float, float, float]],
        bands: Sequence[Band],
        tops: Sequence[float],
    ) -> list[tuple[float, float, float, float]]:
        """Returns the pieces without level ones below the head; of a frame the outer ones."""
        columns = self.style.rules == "columns"
        head = tops[self._first_figures(bands)]
        levels, sides = (tops[0], head, tops[-1]), (self.lefts[0], self.lefts[-1])
        return [
            (x0, y0, x1, y1)
            for x0, y0, x1, y1 in pieces
            if (x0 == x1 and (columns or x0 in sides))
            or (y0 == y1 and (y0 in levels or (columns and y0 < head)))
        ]

    def _without_bands(
        self,
        pieces: list[tuple[float, float, float, float]],
        bands: Sequence[Band],
        tops: Sequence[float],
    ) -> list[tuple[float, float, float, float]]:
        if self.style.rules in ("columns", "frame"):
            return self._without_rows(pieces, bands, tops)
        if self.style.rules != "bands":
            return pieces
        inner = self.lefts[1:-1]
        return [p for p in pieces if p[0] != p[2] or p[0] not in inner or tops.index(p[1]) % 2]

    def _rule(self, pieces: Sequence[tuple[float, float, float, float]]) -> None:
        for x0, y0, x1, y1 in pieces:
            if self.style.rules == "gaps" and self.random.random() < 0.03:
                continue
            if self.style.rules == "rects":
                self.sheet.rectangle(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6, 0)
                continue
            if self.style.rules == "dots":
                self.sheet.dots(x0, y0, x1, y1)
                continue
            self.sheet.line(x0, y0, x1, y1)
            if self.style.rules == "double":
                flat = y0 == y1
                right, down = (0.0, 1.4) if flat else (1.4, 0.0)
                self.sheet.line(x0 + right, y0 + down, x1 + right, y1 + down)

    def _three(self, bands: Sequence[Band], tops: Sequence[float]) -> None:
        for y in (tops[0], tops[self._first_figures(bands)], tops[-1]):
            self.sheet.line(self.lefts[0], y, self.lefts[-1], y)

    def _first_figures(self, bands: Sequence[Band]) -> int:
        figures = {place.row for place in self.layout.places if place.kind == FIGURE}
        return next((at for at, band in enumerate(bands) if band.row in figures), 0)

    def _fill(self, place: Place, box: tuple[float, float, float, float], band: Band) -> None:
        lines = self.lines[place]
        if place.row_span == 1:
            lines = lines[band.start : band.stop]
        whole = band.start == 0 and band.stop == 999
        tall = len(lines) * self.style.leading
        y = box[1] + ((box[3] - box[1] - tall) / 2 if whole else _PAD)
        for line in lines:
            y += self.style.leading
            foot = y - self.style.leading * 0.3
            if place.kind == LABEL and len(place.text) > 5:
                self.sheet.write(line, box[0] + _PAD, foot, self.style.size)
            elif place.kind == FIGURE and self._misleads(line, box, foot):
                pass
            elif place.kind == FIGURE and self.style.right:
                wide = self.sheet.width_of(line, self.style.size)
                self.sheet.write(line, box[2] - _PAD - wide, foot, self.style.size)
            else:
                self.sheet.middle(line, (box[0] + box[2]) / 2, foot, self.style.size)

    def _misleads(self, text: str, box: tuple[float, float, float, float], foot: float) -> bool:
        """Draws a figure in a misleading way; returns whether it did."""
        spot = Spot(*box, foot, self.style.size)
        return draw_figure(self.style.hazard, self.sheet, text, spot, self.random)

    def _lines(self, place: Place) -> list[str]:
        text = self.part.texts[place.cell] if place.kind == FIGURE else place.text
        single = place.column_span == 1 and place.column >= self.layout.label_columns
        if self.style.vertical and place.kind == HEAD and single and self.layout.columns > 6:
            return list(place.text)
        room = self.lefts[place.column + place.column_span] - self.lefts[place.column] - 2 * _PAD
        return self.sheet.wrap(text, room, self.style.size)

    def _heights(self) -> list[float]:
        heights = [self.style.leading + 2 * _PAD] * self.layout.rows
        for place in sorted(self.layout.places, key=lambda place: place.row_span):
            rows = range(place.row, place.row + place.row_span)
            wanted = len(self.lines[place]) * self.style.leading + 2 * _PAD
            heights[rows[-1]] += max(0.0, wanted - sum(heights[row] for row in rows))
        return heights


def draw_plain_table(sheet: Sheet, part: PlainTable, style: RuleStyle) -> None:
    """Draws a table that is none of the form's, ruled by lines."""
    high = style.leading + 2 * _PAD
    if sheet.room < high * len(part.rows):
        sheet.turn()
    wide = (sheet.width - 2 * sheet.margin) / len(part.rows[0])
    for row in part.rows:
        for column, text in enumerate(row):
            x = sheet.margin + column * wide
            for x0, y0, x1, y1 in (
                (x, sheet.y, x + wide, sheet.y),
                (x, sheet.y + high, x + wide, sheet.y + high),
                (x, sheet.y, x, sheet.y + high),
                (x + wide, sheet.y, x + wide, sheet.y + high),
            ):
                sheet.line(x0, y0, x1, y1)
            sheet.middle(text, x + wide / 2, sheet.y + high - _PAD - 2, style.size)
        sheet.y += high
    sheet.y += 8


def _lefts(part: FormTable, span: tuple[float, float], random: Random) -> list[float]:
    """Returns where the columns begin, and where the last one ends."""
    layout: FormLayout = part.layout
    widths = [*_WIDTHS.get(part.table.id, ())][: layout.columns]
    figures = layout.columns - len(widths)
    rest = 100.0 - sum(widths)
    widths += [rest / figures * random.uniform(0.92, 1.08) for _ in range(figures)]
    scale = (span[1] - span[0]) / sum(widths)
    lefts = [span[0]]
    for width in widths:
        lefts.append(lefts[-1] + width * scale)
    return lefts


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Returns the (start, stop) of each run of true flags."""
    runs: list[tuple[int, int]] = []
    for at, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif flag:
            runs.append((at, at + 1))
    return runs
