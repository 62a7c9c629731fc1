"""Draws a sample report as a PDF, as word processors print one: ruled tables over several pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from sample_reports import Sample

from gouji.core.layout import HEAD, LABEL, FormLayout, Place, lay_out

FONT = "STSong-Light"
"""A font of every reader of Chinese PDF files, named and not embedded."""

WIDTH, HEIGHT = A4
LEFT, TOP, BOTTOM = 76.0, 80.0, 90.0
BODY = WIDTH - 2 * LEFT
TEXT_SIZE, TEXT_LEADING = 14.0, 25.0
TITLE_SIZE, TITLE_LEADING = 20.0, 32.0
CELL_SIZE, CELL_LEADING, CELL_PADDING = 9.0, 11.5, 3.0
NEVER_FIRST = "，。；：、）”》"
COLUMN_WIDTHS = {
    "t2": (150.0, 97.0, 97.0, 99.0),
    "t3": (26.0, 40.0, 139.0) + (34.0,) * 7,
    "t4": (29.5,) * 15,
}


class Page:
    """The page being drawn; ``y`` is where the next thing goes, in points from the top."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.number = 1
        self.y = TOP

    @property
    def room(self) -> float:
        """How many points are left above the bottom margin."""
        return HEIGHT - BOTTOM - self.y

    def turn(self) -> None:
        """Numbers the page and goes on to the next one."""
        self.write(f"— {self.number} —", WIDTH / 2, HEIGHT - 50, 11, middle=True)
        self.canvas.showPage()
        self.number += 1
        self.y = TOP

    def write(self, text: str, x: float, y: float, size: float, *, middle: bool = False) -> None:
        """Writes one line whose foot stands ``y`` points below the top of the page."""
        self.canvas.setFont(FONT, size)
        draw: Callable[[float, float, str], None] = (
            self.canvas.drawCentredString if middle else self.canvas.drawString
        )
        draw(x, HEIGHT - y, text)

    def lines(self, text: str, size: float, leading: float, *, middle: bool = False) -> None:
        """Writes a paragraph, over pages where it must."""
        for line in wrap(text, BODY, size):
            if self.room < leading:
                self.turn()
            self.y += leading
            self.write(line, WIDTH / 2 if middle else LEFT, self.y - 6, size, middle=middle)


def draw_pdf(sample: Sample, path: Path) -> None:
    """Writes the sample to ``path``; the same bytes every time."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("".join(sample.title))
    canvas.setAuthor(sample.organization)
    page = Page(canvas)
    for line in sample.title:
        page.lines(line, TITLE_SIZE, TITLE_LEADING, middle=True)
    page.y += TEXT_LEADING
    for section in sample.sections:
        if section.heading:
            page.lines(section.heading, TEXT_SIZE + 1, TEXT_LEADING + 3)
        for paragraph in section.paragraphs:
            page.lines("\u3000\u3000" + paragraph, TEXT_SIZE, TEXT_LEADING)
        if section.table:
            draw_table(page, sample, section.table)
    for line in sample.signed:
        page.y += TEXT_LEADING
        page.write(line, WIDTH - LEFT - 160, page.y, TEXT_SIZE)
    page.turn()
    canvas.save()


def draw_table(page: Page, sample: Sample, table: str) -> None:
    """Draws one statutory table in the official layout, broken between rows."""
    layout = lay_out(sample.form.table(table))
    widths = COLUMN_WIDTHS[table]
    lefts = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
    texts = {place: cell_lines(place, sample, lefts, layout) for place in layout.places}
    heights = row_heights(layout, texts)
    page.y += CELL_LEADING
    first = 0
    if page.room < sum(heights[:4]):
        page.turn()
    while first < layout.rows:
        last = first + 1
        while last < layout.rows and sum(heights[first : last + 1]) <= page.room:
            last += 1
        for place in layout.places:
            if place.row < last and place.row + place.row_span > first:
                draw_place(page, place, texts[place], lefts, heights, first, last)
        page.y += sum(heights[first:last])
        if last < layout.rows:
            page.turn()
        first = last
    page.y += CELL_LEADING


def draw_place(
    page: Page,
    place: Place,
    lines: list[str],
    lefts: list[float],
    heights: list[float],
    first: int,
    last: int,
) -> None:
    """Draws the part of a place that stands on this page; its text stands on its first page."""
    start, end = max(place.row, first), min(place.row + place.row_span, last)
    top = page.y + sum(heights[first:start])
    tall = sum(heights[start:end])
    left, right = lefts[place.column], lefts[place.column + place.column_span]
    page.canvas.setLineWidth(0.5)
    page.canvas.rect(left, HEIGHT - top - tall, right - left, tall)
    if start != place.row:
        return
    foot = top + (tall - len(lines) * CELL_LEADING) / 2
    for line in lines:
        foot += CELL_LEADING
        if place.kind == LABEL and (place.column_span > 1 or place.column == 2):
            page.write(line, left + CELL_PADDING, foot - 3, CELL_SIZE)
        else:
            page.write(line, (left + right) / 2, foot - 3, CELL_SIZE, middle=True)


def cell_lines(place: Place, sample: Sample, lefts: list[float], layout: FormLayout) -> list[str]:
    """Returns the lines in a place; heads of single figures are set one character a line."""
    if place.cell:
        return [sample.text(place.cell)]
    single = place.column_span == 1 and place.column >= layout.label_columns
    if place.kind == HEAD and single and layout.columns > 4:
        return list(place.text)
    room = lefts[place.column + place.column_span] - lefts[place.column] - 2 * CELL_PADDING
    return wrap(place.text, room, CELL_SIZE)


def row_heights(layout: FormLayout, texts: dict[Place, list[str]]) -> list[float]:
    """Returns the height of every row; the last row of a merged place makes room for its text."""
    heights = [CELL_LEADING + 2 * CELL_PADDING] * layout.rows
    for place in sorted(layout.places, key=lambda place: place.row_span):
        rows = range(place.row, place.row + place.row_span)
        wanted = len(texts[place]) * CELL_LEADING + 2 * CELL_PADDING
        heights[rows[-1]] += max(0.0, wanted - sum(heights[row] for row in rows))
    return heights


def wrap(text: str, room: float, size: float) -> list[str]:
    """Returns lines no wider than ``room``; a number is not broken, no line starts with a comma."""
    lines = [""]
    for word in re.findall(r"[0-9A-Za-z.%+-]+|.", text):
        wider = pdfmetrics.stringWidth(lines[-1] + word, FONT, size) > room
        if lines[-1] and wider and word not in NEVER_FIRST:
            lines.append(word)
        else:
            lines[-1] += word
    return lines
