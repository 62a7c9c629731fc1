"""Draws reports as OFD (GB/T 33190): text, lines and a template, written from the standard."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from gouji.core.layout import FIGURE

from .report import FormTable, Part, PlainTable

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
SIZE, LEADING, PAD = 3.2, 4.4, 0.8


@dataclass(frozen=True)
class OfdStyle:
    """How an OFD is made.

    Attributes:
        spread: Characters are placed by "g" groups, one by one, or each in an object of its own.
        scaled: Text is set at twice its size and scaled by its matrix.
        templated: The rules of the tables lie in a template of their page.
    """

    spread: str = "groups"
    scaled: bool = False
    templated: bool = False


@dataclass
class OfdPage:
    """The objects of one page."""

    objects: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


class Sheet:
    """Fills pages from the top."""

    def __init__(self, style: OfdStyle) -> None:
        self.style = style
        self.pages = [OfdPage()]
        self.top = MARGIN
        self.ids = 100

    def room(self, height: float) -> None:
        """Begins another page where there is no room."""
        if self.top + height > HEIGHT - MARGIN:
            self.pages.append(OfdPage())
            self.top = MARGIN

    def words(self, text: str) -> None:
        """Sets a paragraph."""
        room = int((WIDTH - 2 * MARGIN) / SIZE)
        for at in range(0, max(len(text), 1), room):
            self.room(LEADING)
            self.line(text[at : at + room], MARGIN, self.top)
            self.top += LEADING

    def line(self, text: str, x: float, y: float) -> None:
        """Sets one line with its upper left corner at a point."""
        if self.style.spread == "single":
            place = x
            for character in text:
                self._text(character, place, y)
                place += advance(character)
        else:
            self._text(text, x, y)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a line."""
        self.ids += 1
        across, down = x1 - x0, y1 - y0
        rule = (
            f'<ofd:PathObject ID="{self.ids}" Boundary="{x0:.3f} {y0:.3f} {across:.3f} {down:.3f}" '
            f'LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L {across:.3f} {down:.3f}'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
        self.pages[-1].rules.append(rule)

    def _text(self, text: str, x: float, y: float) -> None:
        if not text.strip():
            return
        self.ids += 1
        by = 2.0 if self.style.scaled else 1.0
        steps = [advance(character) * by for character in text[:-1]]
        delta = _groups(steps) if self.style.spread == "groups" else _plain(steps)
        scale = f' CTM="{1 / by} 0 0 {1 / by} 0 0"' if self.style.scaled else ""
        self.pages[-1].objects.append(
            f'<ofd:TextObject ID="{self.ids}" Font="3" Size="{SIZE * by}"{scale} '
            f'Boundary="{x:.3f} {y:.3f} {width(text):.3f} {LEADING}">'
            f'<ofd:TextCode X="0" Y="{SIZE * 0.88 * by:.3f}"'
            + (f' DeltaX="{delta}"' if delta else "")
            + f">{escape(text)}</ofd:TextCode></ofd:TextObject>"
        )


def draw_ofd(parts: Sequence[Part], style: OfdStyle, random: Random) -> bytes:
    """Returns the bytes of an OFD."""
    sheet = Sheet(style)
    for part in parts:
        if isinstance(part, FormTable):
            _table(sheet, part)
        elif isinstance(part, PlainTable):
            for row in part.rows:
                sheet.words("  ".join(row))
        else:
            sheet.words(part.text)
    return packed(sheet)


def _table(sheet: Sheet, part: FormTable) -> None:
    layout = part.layout
    places = layout.places
    first = min(place.column for place in places if place.kind == FIGURE)
    room = WIDTH - 2 * MARGIN
    narrow = min(22.0, room * 0.62 / max(layout.columns - first, 1))
    wide = (room - narrow * (layout.columns - first)) / max(first, 1)
    edges = [MARGIN]
    for column in range(layout.columns):
        edges.append(edges[-1] + (wide if column < first else narrow))
    heights = [LEADING + 2 * PAD] * layout.rows
    texts = {}
    for place in places:
        text = part.texts[place.cell] if place.cell else place.text
        space = edges[place.column + place.column_span] - edges[place.column] - 2 * PAD
        texts[place] = lines = broken(text, space)
        need = len(lines) * LEADING + 2 * PAD
        have = sum(heights[place.row : place.row + place.row_span])
        if need > have:
            heights[place.row + place.row_span - 1] += need - have
    row = 0
    while row < layout.rows:
        sheet.room(heights[row])
        start, tops = row, [sheet.top]
        while row < layout.rows and tops[-1] + heights[row] <= HEIGHT - MARGIN:
            tops.append(tops[-1] + heights[row])
            row += 1
        _rows(sheet, places, texts, edges, start, tops)
        sheet.top = tops[-1] + LEADING
        if row < layout.rows:
            sheet.pages.append(OfdPage())
            sheet.top = MARGIN


def _rows(sheet, places, texts, edges, start, tops) -> None:  # type: ignore[no-untyped-def]
    """Draws the rows of a table that stand on one page."""
    end = start + len(tops) - 1
    for place in places:
        last = place.row + place.row_span
        if last <= start or place.row >= end:
            continue
        top, bottom = tops[max(place.row, start) - start], tops[min(last, end) - start]
        left, right = edges[place.column], edges[place.column + place.column_span]
        for x0, y0, x1, y1 in (
            (left, top, right, top), (left, bottom, right, bottom),
            (left, top, left, bottom), (right, top, right, bottom),
        ):  # fmt: skip
            sheet.rule(x0, y0, x1, y1)
        if place.row >= start:
            for at, line in enumerate(texts[place]):
                sheet.line(line, left + PAD, top + PAD + at * LEADING)


def broken(text: str, room: float) -> list[str]:
    """Returns the lines of a text that fit a room."""
    lines, line = [], ""
    for character in text:
        if line and width(line + character) > room:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def advance(character: str) -> float:
    """Returns how far a character moves on."""
    return SIZE * (0.55 if character.isascii() else 1.0)


def width(text: str) -> float:
    """Returns the width of a text."""
    return sum(map(advance, text))


def _plain(steps: Sequence[float]) -> str:
    return " ".join(f"{step:.3f}" for step in steps)


def _groups(steps: Sequence[float]) -> str:
    """Returns steps in groups of equal ones."""
    words: list[str] = []
    at = 0
    while at < len(steps):
        run = 1
        while at + run < len(steps) and steps[at + run] == steps[at]:
            run += 1
        words.append(
            f"g {run} {steps[at]:.3f}" if run > 2 else " ".join([f"{steps[at]:.3f}"] * run)
        )
        at += run
    return " ".join(words)


def packed(sheet: Sheet) -> bytes:
    """Returns the package of some pages."""
    count = len(sheet.pages)
    style = sheet.style
    parts = {
        "OFD.xml": f'<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData>"
        "<ofd:MaxUnitID>9</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        + "".join(
            f'<ofd:TemplatePage ID="{50 + at}" BaseLoc="Tpls/Tpl_{at}/Content.xml"/>'
            for at in range(count if style.templated else 0)
        )
        + "</ofd:CommonData><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{at + 10}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
            for at in range(count)
        )
        + "</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts>'
        '<ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
    }
    for at, page in enumerate(sheet.pages):
        template = (
            f'<ofd:Template TemplateID="{50 + at}" ZOrder="Background"/>' if style.templated else ""
        )
        own = page.objects if style.templated else [*page.rules, *page.objects]
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f'<ofd:Page {NAMESPACE}>{template}<ofd:Content><ofd:Layer ID="9">{"".join(own)}'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
        if style.templated:
            parts[f"Doc_0/Tpls/Tpl_{at}/Content.xml"] = (
                f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="8">{"".join(page.rules)}'
                "</ofd:Layer></ofd:Content></ofd:Page>"
            )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()
