"""Draws tables that have no grid: labels, heads and figures set where an author's words fall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from gouji.core.forms import Block, Table

from .open_style import LEFT_OUT, OpenStyle
from .pdf_sheet import Sheet
from .report import FormTable, Heading, Part, Words


@dataclass(frozen=True)
class Lane:
    """A column as set: its head line by line, and where it goes from and to."""

    head: str
    x0: float
    x1: float
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Strip:
    """A row as set: its labels by column of labels, and its figures by lane."""

    labels: tuple[str, ...]
    figures: tuple[str, ...] = ()


def draw_open(parts: Sequence[Part], style: OpenStyle, random: Random) -> bytes:
    """Returns the bytes of a PDF."""
    setter = OpenSetter(style, random)
    for at, part in enumerate(parts):
        if isinstance(part, FormTable):
            setter.table(part)
        elif isinstance(part, Heading):
            title = 9 if style.two_up else 12
            setter.text(part.text, title if part.level == 0 else 10, middle=part.level == 0)
        elif isinstance(part, Words) and at:
            setter.text("\u3000\u3000" + part.text, 10)
    return setter.sheet.finish()


class OpenSetter:
    """Sets one document; ``left`` and ``right`` bound the page, or the half of a sheet."""

    def __init__(self, style: OpenStyle, random: Random) -> None:
        self.style, self.random = style, random
        self.sheet = Sheet(style.sheet, random)
        self.half = 0

    @property
    def margin(self) -> float:
        return 68.0 if self.style.two_up else 40.0

    @property
    def left(self) -> float:
        return self.margin + (self.sheet.width / 2 if self.half else 0)

    @property
    def right(self) -> float:
        share = 0.5 if self.style.two_up and not self.half else 1.0
        return self.sheet.width * share - self.margin

    def turn(self) -> None:
        """Goes on to the next page, which may be the other half of the sheet."""
        if self.style.two_up and not self.half:
            self.half, self.sheet.y = 1, self.sheet.margin
            return
        self.half = 0
        self.sheet.turn()

    def text(self, text: str, size: float, *, middle: bool = False) -> None:
        """Writes a paragraph."""
        for line in self.sheet.wrap(text, self.right - self.left, size):
            if self.sheet.room < 2 * size:
                self.turn()
            self.sheet.y += 1.6 * size
            if middle:
                self.sheet.middle(line, (self.left + self.right) / 2, self.sheet.y, size)
            else:
                self.sheet.write(line, self.left, self.sheet.y, size)

    def table(self, part: FormTable) -> None:
        """Sets a table in its way."""
        self.sheet.y += 5
        if part.table.id == "t3":
            if self.style.third == "turned":
                self._block(part, _turned(part), "t3")
            else:
                self._third(part)
        elif part.table.id == "t4":
            self._fourth(part)
        else:
            for block in part.table.blocks:
                if block.heading:
                    self.text(block.heading, self.style.size)
                    self.sheet.y += 4
                self._block(part, upright(part.table, block, part, self.style), "t2")

    def _third(self, part: FormTable) -> None:
        lanes, strips = upright(part.table, part.table.blocks[0], part, self.style)
        cut = self.style.parts
        if not cut:
            self._block(part, (lanes, strips), "t3")
            return
        self._block(part, (lanes[:cut], [_some(strip, 0, cut) for strip in strips]), "t3")
        self.turn()
        rest = [_some(strip, cut, len(lanes)) for strip in strips]
        self._block(part, (lanes[cut:], rest), "t3")

    def _fourth(self, part: FormTable) -> None:
        ways: dict[str, Callable[[FormTable], Iterable[tuple[list[str], list[Strip]]]]] = {
            "line": _line,
            "results": _by_result,
            "rows": lambda part: [_rows_of_fourth(part)],
            "turned": lambda part: [_turned(part)],
            "list": lambda part: [_list(part)],
            "apart": _apart,
        }
        for lanes, strips in ways[self.style.fourth](part):
            self._block(part, (lanes, strips), "t4")
            self.sheet.y += 6

    def _block(self, part: FormTable, content: tuple[list[str], list[Strip]], table: str) -> None:
        heads, strips = content
        if self.style.numbered and table == "t3":
            strips = [
                replace(s, labels=(str(at) if s.figures else "", *s.labels))
                for at, s in enumerate(strips, 1)
            ]
        if self.style.remarks and table == "t3":
            heads = [*heads, "备注"]
            strips = [
                replace(s, figures=(*s.figures, self.random.choice(("", "", "含结转", "无误"))))
                if s.figures
                else s
                for s in strips
            ]
        self._set(heads, strips, table).draw()

    def _set(self, heads: list[str], strips: list[Strip], table: str) -> Setting:
        return Setting(self, heads, strips, table)


class Setting:
    """Sets one run of rows under one head."""

    def __init__(
        self, setter: OpenSetter, heads: Sequence[str], strips: Sequence[Strip], table: str
    ) -> None:
        self.setter, self.sheet, self.style = setter, setter.sheet, setter.style
        self.table, self.strips = table, strips
        self.size = self.style.size
        self.depth = max((len(strip.labels) for strip in strips), default=0)
        self.tall_heads = [self._broken_head(head) for head in heads]
        self.widths = self._widths(heads)
        while sum(self.widths) > setter.right - setter.left + 1 and self.size > 4:
            self.size *= 0.93
            self.widths = self._widths(heads)

    def _broken_head(self, head: str) -> list[str]:
        """Returns a head in the lines that it is set in: groups above it after a bar."""
        name = head.split("|")[-1]
        wide = 2 if len(name) > 3 and len(self.strips and self.strips[0].figures) > 5 else 6
        return [name[at : at + wide] for at in range(0, len(name), wide)]

    def _widths(self, heads: Sequence[str]) -> list[float]:
        room = self.setter.right - self.setter.left
        number = self.sheet.width_of("00", self.size) + 6
        labels = [
            number if self.style.numbered and self.table == "t3" and at == 0 else 0.0
            for at in range(self.depth)
        ]
        figures = []
        for at, lines in enumerate(self.tall_heads):
            texts = [strip.figures[at] for strip in self.strips if strip.figures]
            broken = [part for text in texts for part in self._figure(text)]
            widest = max(self.sheet.width_of(t, self.size) for t in [*lines, *broken, "0"])
            figures.append(widest + (0.62 if self.style.tight else 1.3) * self.size)
        rest = room - sum(figures) - sum(labels)
        free = [at for at in range(self.depth) if not labels[at]]
        shares = {1: (1.0,), 2: (0.35, 0.65), 3: (0.16, 0.24, 0.6)}.get(len(free), ())
        most = {1: 26.0, 2: 26.0, 3: 26.0}.get(len(free), 0.0) * self.size
        for at, share in zip(free, shares, strict=True):
            labels[at] = share * min(rest, most)
        spare = max(0.0, rest - sum(labels[at] for at in free))
        if not self.style.tight and figures:
            figures = [width + spare / len(figures) for width in figures]
        return [*labels, *figures]

    def _figure(self, text: str) -> list[str]:
        most = self.style.broken
        if not most or len(text) <= most or not text.isascii():
            return [text]
        return [text[at : at + most] for at in range(0, len(text), most)]

    def draw(self) -> None:
        """Sets the heads and the rows, over pages where they must."""
        self._heads()
        left_out: tuple[str, ...] = ()
        done, is_first = 0, self.table == "t3" and self.style.first > 0
        for strip in self.strips:
            lines = self._lines(strip)
            high = (
                max(len(cell) for cell in lines) * self.style.leading + self.style.gap
            ) * self.size
            if self.sheet.room < high or (is_first and done == self.style.first):
                is_first = False
                self._foot()
                self.setter.turn()
                self._again()
                if left_out:
                    self._row([[]] * self.depth + [self._figure(text) for text in left_out], high)
                    left_out = ()
            done += bool(strip.figures)
            if self.style.torn and is_first and done == self.style.first and strip.figures:
                left_out = strip.figures
                lines = lines[: self.depth] + [[] for _ in strip.figures]
            self._row(lines, high)
        self._foot()

    def _again(self) -> None:
        if not self.style.torn:
            self._heads()

    def _heads(self) -> None:
        deep = max((len(lines) for lines in self.tall_heads), default=0)
        high = (deep * self.style.leading + self.style.gap) * self.size
        if self.sheet.room < high + 3 * self.size:
            self.setter.turn()
        if self.style.rules != "none":
            self._rule()
        self._row([[]] * self.depth + self.tall_heads, high, is_head=True)
        if self.style.rules != "none":
            self._rule()

    def _foot(self) -> None:
        if self.style.rules in ("three", "level"):
            self._rule()

    def _rule(self) -> None:
        x0 = self.setter.left
        self.sheet.line(x0, self.sheet.y, x0 + sum(self.widths), self.sheet.y)

    def _lines(self, strip: Strip) -> list[list[str]]:
        labels = []
        for at in range(self.depth):
            text = strip.labels[at] if at < len(strip.labels) else ""
            room = self.widths[at] - 0.4 * self.size
            if self.style.near and at == self.depth - 1:
                room = self.widths[at]
            if at < len(strip.labels) - 1 and not any(strip.labels[at + 1 :]):
                room = sum(self.widths[at : self.depth])
            labels.append(self.sheet.wrap(text, room, self.size) if text else [])
        figures = strip.figures or ("",) * (len(self.widths) - self.depth)
        return labels + [self._figure(text) for text in figures]

    def _row(self, lines: Sequence[Sequence[str]], high: float, *, is_head: bool = False) -> None:
        x = self.setter.left
        for at, (cell, width) in enumerate(zip(lines, self.widths, strict=True)):
            y = self.sheet.y + (high - len(cell) * self.style.leading * self.size) / 2
            for line in cell:
                y += self.style.leading * self.size
                self._write(line, x, width, y - 0.3 * self.size, at >= self.depth, is_head)
            x += width
        self.sheet.y += high
        if self.style.rules == "level" and not is_head:
            self._rule()

    def _write(
        self, line: str, x: float, width: float, y: float, is_figure: bool, is_head: bool
    ) -> None:
        wide, pad = self.sheet.width_of(line, self.size), 0.2 * self.size
        if not is_figure:
            self.sheet.write(line, x, y, self.size)
        elif is_head or self.style.align == "middle":
            self.sheet.middle(line, x + width / 2, y, self.size)
        elif self.style.align == "right":
            self.sheet.write(line, x + width - pad - wide, y, self.size)
        else:
            self.sheet.write(line, x + pad, y, self.size)


def upright(
    table: Table, block: Block, part: FormTable, style: OpenStyle
) -> tuple[list[str], list[Strip]]:
    columns = [c for c in block.columns if not (style.absent and c.id == LEFT_OUT)]
    strips: list[Strip] = []
    opened: list[str] = []
    for row in block.rows:
        figures = tuple(part.texts[f"{table.id}.{row.id}.{c.id}"] for c in columns)
        path = [group.label for group in block.row_path(row)]
        new = [label for label in path if label not in opened]
        opened += new
        if style.labels == "above":
            strips += [Strip((label,)) for label in new]
            strips.append(Strip((row.label,), figures))
        elif style.labels == "joined":
            strips.append(Strip(("".join((*path[1:], row.label)),), figures))
        else:
            shown = [label if label in new else "" for label in path]
            deep = max(len(block.row_path(other)) for other in block.rows)
            if len(shown) < deep and not shown:
                labels = (row.label, *[""] * deep)
            else:
                labels = (*shown, *[""] * (deep - len(shown)), row.label)
            strips.append(Strip(labels, figures))
    return [column.label for column in columns], strips


def _some(strip: Strip, start: int, stop: int) -> Strip:
    return replace(strip, figures=strip.figures[start:stop])


def _turned(part: FormTable) -> tuple[list[str], list[Strip]]:
    (block,) = part.table.blocks
    heads = [row.label for row in block.rows]
    return heads, [
        Strip((c.label,), tuple(part.texts[f"{part.table.id}.{r.id}.{c.id}"] for r in block.rows))
        for c in block.columns
    ]


def _rows_of_fourth(part: FormTable) -> tuple[list[str], list[Strip]]:
    (block,) = part.table.blocks
    return [c.label for c in block.columns], [
        Strip((r.label,), tuple(part.texts[f"t4.{r.id}.{c.id}"] for c in block.columns))
        for r in block.rows
    ]


def _list(part: FormTable) -> tuple[list[str], list[Strip]]:
    (block,) = part.table.blocks
    strips: list[Strip] = []
    for row in block.rows:
        strips.append(Strip((row.label,)))
        strips += [Strip((c.label,), (part.texts[f"t4.{row.id}.{c.id}"],)) for c in block.columns]
    return ["件数"], strips


def _line(part: FormTable) -> list[tuple[list[str], list[Strip]]]:
    (block,) = part.table.blocks
    heads = [c.label for _ in block.rows for c in block.columns]
    figures = [part.texts[f"t4.{r.id}.{c.id}"] for r in block.rows for c in block.columns]
    return [
        (["行政复议", "未经复议直接起诉", "复议后起诉"], []),
        (heads, [Strip((), tuple(figures))]),
    ]


def _by_result(part: FormTable) -> list[tuple[list[str], list[Strip]]]:
    (block,) = part.table.blocks
    heads = [r.label for _ in block.columns for r in block.rows]
    figures = [part.texts[f"t4.{r.id}.{c.id}"] for c in block.columns for r in block.rows]
    over = [column.label for column in block.columns]
    return [(over, []), (heads, [Strip((), tuple(figures))])]


def _apart(part: FormTable) -> list[tuple[list[str], list[Strip]]]:
    (block,) = part.table.blocks
    made: list[tuple[list[str], list[Strip]]] = []
    for row in block.rows:
        made.append(([row.label], []))
        figures = tuple(part.texts[f"t4.{row.id}.{c.id}"] for c in block.columns)
        made.append(([c.label for c in block.columns], [Strip((), figures)]))
    return made
