"""Sets the text of a flow document on paper: paragraphs and tables, every cell with its frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from ....core.documents.document import Block, Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from ....core.documents.flow.runs import Run

WIDTH = 560.0
"""Points: of the paper that a flow document is set on."""

MARGIN = 36.0
"""Points of white at its sides."""

PAD = 3.0
"""Points between the frame of a cell and its text."""

SPACE = 7.0
"""Points: of the sheet, around its text, within the frame of a cell, below a block."""

MOST_TEXT = 2000
"""Characters set at once; a longer paragraph is set in parts, a longer cell is cut."""

LEAST = 22.0
"""Points: no column of a table is narrower."""

FIGURE = re.compile(r"[-+−]?\d(?:[\d.,．，]*\d)?[%％]?")
"""What no line is ended in: a part of a figure is another figure."""

SECOND = "\0"
"""Stands for the second half of a sign that UTF-16 writes as two."""

SIZES = (10.5, 17.0, 14.0, 12.0, 11.0)
"""Size of the type in points, by level of the heading; 0 is body text."""


@dataclass(frozen=True, slots=True)
class FlowPiece:
    """A paragraph or a cell, set. Boxes in points from the top left of the sheet.

    Attributes:
        box: The frame of a cell; what a paragraph covers.
        anchor: The anchor of its region; empty for the parts that follow a first one.
        text: Its text, set.
        origin: Where the text begins.
        is_framed: Is it a cell?
    """

    box: QRectF
    anchor: str
    text: QTextLayout
    origin: QPointF
    is_framed: bool

    def place_of(self, start: int, end: int) -> QRectF | None:
        """Returns where characters of the text stand, counted from 0; None not in one line."""
        units = _units(self.text.text())
        if SECOND in units:  # characters of Python and of Qt are not the same there
            return None
        line = self.text.lineForTextPosition(start)
        if not line.isValid() or end > line.textStart() + line.textLength():
            return None
        left, right = x_of(line, start), x_of(line, end)
        box = QRectF(left, line.y(), right - left, line.height())
        return box.translated(self.origin)


@dataclass(frozen=True, slots=True)
class Setting:
    """One step of setting: the pieces that it made, and how far the sheet reaches then."""

    pieces: tuple[FlowPiece, ...]
    width: float
    height: float


def set_blocks(
    blocks: Sequence[Block], levels: Mapping[str, int], font: QFont
) -> Iterator[Setting]:
    """Yields the blocks set one below the other, in steps of well under a millisecond.

    Args:
        blocks: Of a flow document, in reading order.
        levels: Heading level, 1 to 4, by anchor.
        font: The family is taken; sizes are those of ``SIZES``.
    """
    width, top = WIDTH, MARGIN
    for block in blocks:
        if isinstance(block, Paragraph):
            level = levels.get(block.region.anchor or "", 0)
            face = _face(font, level)
            for anchor, text in _parts(block):
                piece = _set_paragraph(text, anchor, top, face)
                top = piece.box.bottom() + SPACE
                yield Setting((piece,), width, top + MARGIN)
        else:
            for step in _set_grid(block, top, _face(font, 0)):
                if step is None:
                    yield Setting((), width, top + MARGIN)
                else:
                    width = max(width, step.width)
                    top = step.height
                    yield Setting(step.pieces, width, top + MARGIN)
    yield Setting((), width, top + MARGIN)


def x_of(line: QTextLine, offset: int) -> float:
    """Returns where a character begins, in points from the left of its piece."""
    found = cast(tuple[float, int] | float, line.cursorToX(offset))
    return found[0] if isinstance(found, tuple) else found


def _face(font: QFont, level: int) -> QFont:
    face = QFont(font)
    face.setPixelSize(max(1, round(SIZES[level])))
    face.setBold(level > 0)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


def _parts(block: Paragraph) -> Iterator[tuple[str, str]]:
    anchor = block.region.anchor or ""
    for start in range(0, max(1, len(block.text)), MOST_TEXT):
        yield anchor if start == 0 else "", block.text[start : start + MOST_TEXT]


def _set_paragraph(text: str, anchor: str, top: float, font: QFont) -> FlowPiece:
    width = WIDTH - 2 * MARGIN
    layout = _set_text(text, font, width, Qt.AlignmentFlag.AlignLeft)
    box = QRectF(MARGIN, top, width, layout.boundingRect().height())
    return FlowPiece(box, anchor, layout, box.topLeft(), is_framed=False)


def _set_text(
    text: str,
    font: QFont,
    width: float,
    alignment: Qt.AlignmentFlag,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setFormats(formats)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    units = _units(text)
    figures = [found.span() for found in FIGURE.finditer(units)]
    width = max(1.0, width)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        cut = next((first for first, last in figures if start < first < end < last), None)
        if cut is not None:
            line.setNumColumns(cut - start - units.count(SECOND, start, cut), width)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.15
    layout.endLayout()
    return layout


def _units(text: str) -> str:
    """Returns a text of as many signs as Qt counts in it: it has two for what is beyond 16 bits."""
    return "".join(sign if sign <= "\uffff" else sign + SECOND for sign in text)


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    """Returns lines through what is crossed out, or not seen in the source, and raises notes."""
    from ....core.documents.flow.runs import Seen  # its patterns take long to load

    found: list[QTextLayout.FormatRange] = []
    start = 0
    for run in runs:
        is_struck = run.style.crossed or run.style.seen is not Seen.PLAINLY
        if is_struck or run.style.raised:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, len(run.text)
            part.format = QTextCharFormat()
            part.format.setFontStrikeOut(is_struck)
            if run.style.raised:
                part.format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            found.append(part)
        start += len(run.text)
    return found


def _shown(cell: GridCell) -> str:
    """Returns all that stands in a cell of the source, what is not said as well."""
    if not cell.marked:
        return cell.text
    from ....core.documents.flow.runs import text_of  # as above

    return text_of(cell.marked)


def _set_grid(grid: Grid, top: float, font: QFont) -> Iterator[Setting | None]:
    """Yields None while at work, then the whole grid, with the top of what follows as height."""
    widths, leasts = [0.0] * grid.columns, [LEAST] * grid.columns
    metrics = QFontMetricsF(font)
    for cell in grid.cells:
        _widen(widths, leasts, cell, metrics)
        yield None
    widths = _fitted(widths, leasts, WIDTH - 2 * MARGIN)
    lefts = _edges(widths, MARGIN)
    wordy = {cell.column for cell in grid.cells if cell.column_span == 1 and _is_wordy(cell)}
    texts: list[QTextLayout] = []
    for cell in grid.cells:
        room = lefts[_end(cell.column, cell.column_span, grid.columns)] - lefts[cell.column]
        is_left = cell.column in wordy if cell.column_span == 1 else _is_wordy(cell)
        alignment = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignHCenter
        texts.append(
            _set_text(
                _shown(cell)[:MOST_TEXT], font, room - 2 * PAD, alignment, _formats(cell.marked)
            )
        )
        yield None
    tops = _edges(_heights(grid, texts, metrics.height() + 2 * PAD), top)
    pieces: list[FlowPiece] = []
    for cell, text in zip(grid.cells, texts, strict=True):
        box = QRectF(
            QPointF(lefts[cell.column], tops[cell.row]),
            QPointF(
                lefts[_end(cell.column, cell.column_span, grid.columns)],
                tops[_end(cell.row, cell.row_span, grid.rows)],
            ),
        )
        down = max(PAD, (box.height() - text.boundingRect().height()) / 2)
        origin = box.topLeft() + QPointF(PAD, down)
        pieces.append(FlowPiece(box, cell.region.anchor or "", text, origin, is_framed=True))
    yield Setting(tuple(pieces), lefts[-1] + MARGIN, tops[-1] + SPACE)


def _is_wordy(cell: GridCell) -> bool:
    """Is it a sentence rather than a figure or a head? Such columns are set from the left."""
    return len(cell.text) >= 16


def _widen(
    widths: list[float], leasts: list[float], cell: GridCell, metrics: QFontMetricsF
) -> None:
    """Gives a column the width of its widest cell that covers no other column.

    And at least that of its longest figure, which no line may break; of a cell that covers
    several columns each has a share in that.
    """
    shown = _shown(cell)[:MOST_TEXT]
    figure = max((found.group() for found in FIGURE.finditer(shown)), key=len, default="")
    whole = min(metrics.horizontalAdvance(figure) + 2 * PAD + 2, WIDTH / 3)
    covered = range(cell.column, _end(cell.column, cell.column_span, len(widths)))
    lacking = max(0.0, whole - sum(leasts[column] for column in covered))
    for column in covered:
        leasts[column] += lacking / len(covered)
    if len(covered) == 1:
        longest = max(shown.split("\n"), key=len)[:40]
        needed = metrics.horizontalAdvance(longest) + 2 * PAD + 2
        widths[cell.column] = max(widths[cell.column], min(needed, WIDTH / 3))


def _fitted(widths: Sequence[float], leasts: Sequence[float], room: float) -> list[float]:
    """Returns widths that fill the room; where it is too small, wide columns give way first.

    None becomes narrower than its least; where all together need more, the sheet is wider.
    """
    widths = [max(least, width) for width, least in zip(widths, leasts, strict=True)]
    if sum(widths) <= room:
        return [width * room / sum(widths) for width in widths]
    over = sum(widths) - sum(leasts)
    excess = min(over, sum(widths) - room)
    return [
        width - excess * (width - least) / over if over else width
        for width, least in zip(widths, leasts, strict=True)
    ]


def _heights(grid: Grid, texts: Sequence[QTextLayout], least: float) -> list[float]:
    heights = [least] * grid.rows
    spanning: list[tuple[GridCell, float]] = []
    for cell, text in zip(grid.cells, texts, strict=True):
        needed = text.boundingRect().height() + 2 * PAD
        if cell.row_span > 1:
            spanning.append((cell, needed))
        else:
            heights[cell.row] = max(heights[cell.row], needed)
    for cell, needed in spanning:
        end = _end(cell.row, cell.row_span, grid.rows)
        lacking = needed - sum(heights[cell.row : end])
        heights[end - 1] += max(0.0, lacking)
    return heights


def _end(start: int, span: int, count: int) -> int:
    return min(start + span, count)


def _edges(lengths: Sequence[float], start: float) -> list[float]:
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + length)
    return edges
