"""Draws tables as other authors and programs set them, each way of its own kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import pypdfium2
from reportlab.lib.utils import ImageReader

from .open_pdf import OpenSetter, Setting, Strip, upright
from .open_style import OpenStyle
from .open_style import alter as alter_open
from .pdf_sheet import Sheet, SheetStyle
from .report import FormTable, Heading, Part, Truth, Words

WAYS = (
    "columns of table 3 in another order",
    "results of table 4 in another order",
    "table 4 beside table 3",
    "table 3 in halves",
    "upright heads",
    "leaders of dots",
    "shaded rows",
    "names before figures",
    "heads again at each group",
    "labels above their figures",
    "columns of shares",
    "columns cut to the next page",
    "rows of nothing left out",
    "digits set wide",
    "table 4 as a picture",
    "total before its parts",
    "light print on dark rows",
)
_NOTHING = ("", "0", "０", "/", "-", "—", "无")
_DARK = 7
"""Every such row is dark, and so are the heads."""

_SCALE = 3.0
"""Pixels to a point of a small picture of a table."""


@dataclass(frozen=True)
class OtherStyle(OpenStyle):
    """How such a document is made; ``way`` is one of ``WAYS``."""

    way: str = ""


def draw_other(parts: Sequence[Part], style: OtherStyle, random: Random) -> bytes:
    """Returns the bytes of a PDF."""
    setter = OtherSetter(style, random)
    tables = [part for part in parts if isinstance(part, FormTable)]
    setter.fourth = next((part for part in tables if part.table.id == "t4"), None)
    for at, part in enumerate(parts):
        if isinstance(part, FormTable):
            setter.table(part)
        elif isinstance(part, Heading):
            setter.text(part.text, 12 if part.level == 0 else 10, middle=part.level == 0)
        elif isinstance(part, Words) and at:
            setter.text("\u3000\u3000" + part.text, 10)
    return setter.sheet.finish()


def alter_other(
    parts: Sequence[Part], truths: Sequence[Truth], style: OtherStyle, random: Random
) -> tuple[list[Part], list[Truth]]:
    """Returns what such a document prints and what is true of it: rows that are left out say
    nothing.
    """
    if style.way != WAYS[12]:
        return alter_open(parts, truths, style, random)
    (truth,) = truths
    cells = dict(truth.cells)
    for cell in truth.cells:
        row = cell.rsplit(".", 1)[0]
        if cell.startswith("t3.") and is_nothing(row, truth.cells):
            cells[cell] = ("", None)
    return list(parts), [replace(truth, cells=cells)]


def is_nothing(row: str, cells: Mapping[str, tuple[str, object]]) -> bool:
    """Returns whether no cell of a row says a number other than zero."""
    own = [text for cell, (text, _) in cells.items() if cell.startswith(f"{row}.")]
    return all(text in _NOTHING for text in own)


class OtherSetter(OpenSetter):
    """Sets one document; ``within`` is the part of the page's width that is written on."""

    style: OtherStyle

    def __init__(self, style: OtherStyle, random: Random) -> None:
        super().__init__(style, random)
        self.within = (0.0, 1.0)
        self.fourth: FormTable | None = None

    @property
    def left(self) -> float:
        return self.margin + self.within[0] * (self.sheet.width - 2 * self.margin)

    @property
    def right(self) -> float:
        return self.margin + self.within[1] * (self.sheet.width - 2 * self.margin)

    def _third(self, part: FormTable) -> None:
        lanes, strips = upright(part.table, part.table.blocks[0], part, self.style)
        ways: dict[str, Callable[[FormTable, list[str], list[Strip]], None]] = {
            WAYS[0]: self._shuffled,
            WAYS[2]: self._with_fourth,
            WAYS[3]: self._halves,
            WAYS[7]: self._pairs,
            WAYS[10]: self._shares,
            WAYS[11]: self._cut,
            WAYS[12]: self._left_out,
            WAYS[15]: self._total_first,
        }
        way = ways.get(self.style.way)
        if way is None:
            self._block(part, (lanes, strips), "t3")
        else:
            way(part, lanes, strips)

    def _fourth(self, part: FormTable) -> None:
        if self.style.way == WAYS[2]:
            return  # it stands beside table 3
        if self.style.way == WAYS[14]:
            self._picture(part)
            return
        if self.style.way != WAYS[1]:
            super()._fourth(part)
            return
        (block,) = part.table.blocks
        order = list(block.columns)
        while order == list(block.columns):
            self.random.shuffle(order)
        figures = tuple(part.texts[f"t4.{r.id}.{c.id}"] for r in block.rows for c in order)
        self._block(part, (["行政复议", "未经复议直接起诉", "复议后起诉"], []), "t4")
        heads = [column.label for _ in block.rows for column in order]
        self._block(part, (heads, [Strip((), figures)]), "t4")

    def _shuffled(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        order = list(range(len(lanes)))
        while order == sorted(order):
            self.random.shuffle(order)
        moved = [
            replace(strip, figures=tuple(strip.figures[at] for at in order))
            if strip.figures
            else strip
            for strip in strips
        ]
        self._block(part, ([lanes[at] for at in order], moved), "t3")

    def _total_first(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        moved = [
            replace(strip, figures=(*strip.figures[-1:], *strip.figures[:-1])) for strip in strips
        ]
        self._block(part, ([*lanes[-1:], *lanes[:-1]], moved), "t3")

    def _with_fourth(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        self.turn()
        top = self.sheet.y
        self.within = (0.0, 0.66)
        self._block(part, (lanes, strips), "t3")
        bottom, self.sheet.y = self.sheet.y, top
        self.within = (0.7, 1.0)
        if self.fourth is not None:
            (block,) = self.fourth.table.blocks
            rows = [
                Strip((c.label,), tuple(self.fourth.texts[f"t4.{r.id}.{c.id}"] for r in block.rows))
                for c in block.columns
            ]
            self._block(self.fourth, ([row.label for row in block.rows], rows), "t4")
        self.within, self.sheet.y = (0.0, 1.0), bottom

    def _halves(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        self.turn()
        top, half = self.sheet.y, (len(strips) + 1) // 2
        self.within = (0.0, 0.48)
        self._block(part, (lanes, strips[:half]), "t3")
        bottom, self.sheet.y = self.sheet.y, top
        self.within = (0.52, 1.0)
        self._block(part, (lanes, strips[half:]), "t3")
        self.within, self.sheet.y = (0.0, 1.0), max(bottom, self.sheet.y)

    def _pairs(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        size = self.style.size
        wide = (self.right - self.left) / 4
        for strip in strips:
            if self.sheet.room < 5 * size:
                self.turn()
            self.sheet.y += 1.6 * size
            self.sheet.write("".join(strip.labels), self.left, self.sheet.y, size)
            for at, (lane, text) in enumerate(zip(lanes, strip.figures, strict=False)):
                if at % 4 == 0:
                    self.sheet.y += 1.4 * size
                self.sheet.write(
                    f"{lane}：{text}", self.left + size + at % 4 * wide, self.sheet.y, size
                )
        self.sheet.y += size

    def _shares(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        more = [
            replace(s, figures=(*s.figures, f"{self.random.uniform(0, 100):.1f}%"))
            if s.figures
            else s
            for s in strips
        ]
        self._block(part, ([*lanes, "占比"], more), "t3")

    def _cut(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        self.turn()
        cut = self.random.choice((3, 4, 5))
        first = OtherSetting(self, lanes[:cut], [_some(s, 0, cut) for s in strips], "t3")
        first.draw()
        self.turn()
        rest = [Strip((), s.figures[cut:]) for s in strips]
        second = OtherSetting(self, lanes[cut:], rest, "t3")
        second.heights = first.heights
        second.draw()

    def _left_out(self, part: FormTable, lanes: list[str], strips: list[Strip]) -> None:
        kept = [
            strip
            for strip in strips
            if not strip.figures or any(text not in _NOTHING for text in strip.figures)
        ]
        self._block(part, (lanes, kept), "t3")

    def _picture(self, part: FormTable) -> None:
        """Sets table 4 as a picture that was taken of it."""
        other = OpenSetter(replace(self.style, rules="level"), self.random)
        other.sheet = Sheet(SheetStyle(numbered=False), self.random)
        top = other.sheet.y
        OpenSetter._fourth(other, part)
        bottom, left, right = other.sheet.y, other.left - 6, other.right + 6
        page = pypdfium2.PdfDocument(other.sheet.finish())[0]
        height = page.get_height()
        image = page.render(scale=_SCALE, crop=(left, height - bottom, left, top - 4)).to_pil()
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        wide, high = right - left, bottom - top + 4
        if self.sheet.room < high:
            self.turn()
        self.sheet.canvas.drawImage(
            ImageReader(buffer), left, self.sheet.height - self.sheet.y - high, wide, high
        )
        self.sheet.y += high

    def _set(self, heads: list[str], strips: list[Strip], table: str) -> Setting:
        return OtherSetting(self, heads, strips, table)


class OtherSetting(Setting):
    """Sets one run of rows as another hand does; ``heights`` are those of rows set before."""

    style: OtherStyle

    def __init__(
        self, setter: OpenSetter, heads: Sequence[str], strips: Sequence[Strip], table: str
    ) -> None:
        self.heights: list[float] = []
        self.given: list[float] = []
        self.is_within = False
        super().__init__(setter, heads, strips, table)

    def draw(self) -> None:
        self.given, self.heights = self.heights, []
        super().draw()

    def _broken_head(self, head: str) -> list[str]:
        if self.style.way == WAYS[4]:
            return list(head)
        return super()._broken_head(head)

    def _row(self, lines: Sequence[Sequence[str]], high: float, *, is_head: bool = False) -> None:
        at = len(self.heights)
        high = self.given[at] if at < len(self.given) else high
        self.heights.append(high)
        way = self.style.way
        if way == WAYS[6] and at % 2:
            wide = sum(self.widths)
            self.sheet.rectangle(self.setter.left, self.sheet.y, wide, high, 0.88)
        if way == WAYS[16] and (is_head or at % _DARK == 3):
            self.sheet.rectangle(self.setter.left, self.sheet.y, sum(self.widths), high, 0.15)
            self.sheet.canvas.setFillGray(1)
            super()._row(lines, high, is_head=is_head)
            self.sheet.canvas.setFillGray(0)
            return
        if way == WAYS[9] and not is_head and any(lines[self.depth :]):
            self._apart(lines, high)
            return
        super()._row(lines, high, is_head=is_head)
        is_group = not is_head and not any(any(cell) for cell in lines[self.depth :])
        if way == WAYS[8] and is_group and self.table == "t3":
            self._heads()

    def _apart(self, lines: Sequence[Sequence[str]], high: float) -> None:
        """Sets a row's label at its top and its figures a line below."""
        blank: list[list[str]] = [[] for _ in lines]
        line = self.style.leading * self.size
        tall = max((len(cell) for cell in lines[: self.depth]), default=1) * line
        self.is_within = True
        super()._row([*lines[: self.depth], *blank[self.depth :]], max(tall, line))
        self.is_within = False
        super()._row([*blank[: self.depth], *lines[self.depth :]], high)

    def _rule(self) -> None:
        if not self.is_within:
            super()._rule()

    def _write(
        self, line: str, x: float, width: float, y: float, is_figure: bool, is_head: bool
    ) -> None:
        way = self.style.way
        if way == WAYS[13] and is_figure and not is_head and len(line) > 1:
            step = self.sheet.width_of("0", self.size) + 0.4 * self.size
            start = x + (width - step * (len(line) - 1) - step / 2) / 2
            for at, character in enumerate(line):
                self.sheet.write(character, start + at * step, y, self.size)
            return
        super()._write(line, x, width, y, is_figure, is_head)
        if way == WAYS[5] and not is_figure:
            end = self.sheet.width_of(line, self.size) + x + 2
            room = x + width - end - 4
            dots = int(room / self.sheet.width_of(".", self.size))
            if dots > 2:
                self.sheet.write("." * dots, end, y, self.size)


def _some(strip: Strip, start: int, stop: int) -> Strip:
    return replace(strip, figures=strip.figures[start:stop])
