"""The printed lines of a document that can be rows of a table: label texts and figure slots.

A line comes from one row of a grid, or from running text in which a table was set out as words
and figures. Whatever the source, later steps see the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ...documents.document import Document, Grid, GridCell, Paragraph, Region
from ...documents.geometry import hull
from ...documents.page_numbers import is_page_number
from ...forms import Domain
from ..labels import bare, is_figure_or_blank, is_label

RUNNING_TEXT = -1
"""The part of lines that come from no grid."""

_LOOK_BACK = 14
"""How many fragments of a broken label may stand on lines before its figures."""

_LOOK_AHEAD = 4
"""How many lines after its figures a label may end on, the number of a page included."""

_UNTOLD = 0.5
"""Confidence in a figure that may as well be the number of a page, as the next may."""

_PAGE_DIGITS = 4
"""A line of figures without a label, which is no year, may be page 1024 of a yearbook."""

_BROKEN = 2
"""How many lines of a label may stand above its figures, or below them, in a grid without rules."""

_LONGEST_FRAGMENT = 40
"""Greatest length of a fragment of a label, in characters; a longer line is a sentence."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a line where a figure may stand, blank or not.

    Attributes:
        start, end: Its interval across the line: PDF points in paged sources, grid columns in
            flow sources, its ordinal in running text.
    """

    text: str
    region: Region
    start: float
    end: float
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    legible: bool = True
    doubt: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        index: Its order in the document, from 0.
        block: Index of its grid or paragraph among the document's blocks.
        part: The same for a line of a grid, else ``RUNNING_TEXT``.
        ruled: False where its columns are a guess.
        texts: What its label may be, bare, most likely first; never empty.
        tails: What it may be where a broken label ends after its figures, or without what is
            explained in brackets.
        mended: Its label was given to its figures by where it stands.
        printed: How many slots have something printed in them.
        slots: In running text all figures; in a grid the cells right of the last label.
        cells: Every grid cell that covers the row, left to right; empty in running text.
    """

    index: int
    block: int
    part: int
    ruled: bool
    texts: tuple[str, ...]
    slots: tuple[Slot, ...]
    region: Region
    cells: tuple[GridCell, ...] = ()
    tails: tuple[str, ...] = ()
    mended: bool = False
    printed: int = field(init=False)

    def __post_init__(self) -> None:
        printed = [slot for slot in self.slots if slot.text.strip() or not slot.legible]
        object.__setattr__(self, "printed", len(printed))


def find_lines(document: Document, domain: Domain) -> tuple[Line, ...]:
    """Returns every line of the document in reading order.

    Args:
        document: An opened source.
        domain: Takes every figure that any form takes; tells labels from figures.
    """
    lines: list[Line] = []
    pending: list[tuple[int, Paragraph]] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            pending.append((at, block))
            continue
        lines += _running_lines(pending, domain)
        pending = []
        lines += _grid_lines(block, at, domain)
    lines += _running_lines(pending, domain)
    return tuple(
        replace(line, index=index) for index, line in enumerate(_with_labels_outside(lines))
    )


def slot_of(cell: GridCell) -> Slot:
    """Returns a grid cell as a slot, with its interval in points or in grid columns."""
    start, end = interval(cell)
    return Slot(
        cell.text,
        cell.region,
        start,
        end,
        cell.confidence,
        cell.alternatives,
        cell.legible,
        cell.doubt,
        cell.notes,
    )


def interval(cell: GridCell) -> tuple[float, float]:
    """Returns where a cell lies across its grid: in points, or in columns of a flow grid."""
    if cell.across is not None:
        return cell.across
    if cell.region.box is not None:
        x0, _, x1, _ = cell.region.box
        return x0, x1
    return float(cell.column), float(cell.column + cell.column_span)


def _grid_lines(grid: Grid, part: int, domain: Domain) -> Iterable[Line]:
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    # Where spans of a flow table are not to be trusted, a cell belongs to the row that it is in.
    reaches = grid.ruled or grid.region.box is not None
    for cell in grid.cells:
        end = cell.row + (cell.row_span if reaches else 1)
        for at in range(cell.row, min(end, grid.rows)):
            rows[at].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    lines = [grid_line(row, part, domain, ruled=grid.ruled) for row in rows if row]
    if len(lines) == 1 and not grid.ruled and not lines[0].texts[0]:
        return [replace(line, part=RUNNING_TEXT, cells=()) for line in lines]
    return lines if grid.ruled or grid.region.box is None else _with_broken_labels(lines)


def _with_broken_labels(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines of a grid without rules; the label of a line with figures may have begun
    above it, and may end below it, on lines that have none.
    """
    result = []
    for at, line in enumerate(lines):
        above = _labels_alone(reversed(lines[max(at - _BROKEN, 0) : at]))[::-1]
        below = _labels_alone(lines[at + 1 : at + 1 + _BROKEN])
        joined = [
            "".join([*above[len(above) - over :], line.texts[-1], *below[:under]])
            for over in range(len(above) + 1)
            for under in range(len(below) + 1)
        ]
        texts = dict.fromkeys([*line.texts, *joined] if line.printed else line.texts)
        result.append(replace(line, texts=tuple(texts)))
    return result


def _with_labels_outside(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines; the label of a row of a flow grid without rules may have begun, and may
    end, on lines beside it that hold no figures: outside the pipes, or one cell a line.
    """
    result = list(lines)
    for at, line in enumerate(lines):
        if not _may_lie_apart(line):
            continue
        if _may_be_page_number(line) and _are_unlabelled(lines[at + 1 : at + 2]):
            result[at] = _beside_figures(line, lines[at + 1])
            continue
        above = _joined_labels(reversed(lines[max(at - _LOOK_BACK, 0) : at]), line.texts[0], -1)
        below = _joined_labels(lines[at + 1 : at + 1 + _LOOK_AHEAD], line.texts[0], 1)
        texts = tuple(dict.fromkeys([*line.texts, *above]))
        tails = tuple(dict.fromkeys([*line.tails, *(below if line.texts[0] else ())]))
        result[at] = replace(line, texts=texts, tails=tails)
    return result


def _may_lie_apart(line: Line) -> bool:
    """Returns whether a line has figures whose label may stand on another line of a text."""
    is_flow = line.region.box is None and line.region.page is None
    return bool(line.slots) and not line.ruled and is_flow


def _may_be_page_number(line: Line) -> bool:
    texts = [slot.text for slot in line.slots]
    return line.part == RUNNING_TEXT and is_unlabelled_page_number(line.texts[0], texts)


def _are_unlabelled(lines: Sequence[Line]) -> bool:
    return all(_may_lie_apart(line) and not line.texts[0] for line in lines) and bool(lines)


def _beside_figures(line: Line, below: Line) -> Line:
    """Returns a line that may be the number of a page, where figures without a label follow it.

    The label above belongs to those figures, if they can be no number of a page themselves; else
    nobody can tell which of the two it belongs to.
    """
    if not _may_be_page_number(below):
        return replace(line, texts=("",), tails=())
    slots = [
        replace(slot, confidence=min(slot.confidence, _UNTOLD), doubt="row") for slot in line.slots
    ]
    return replace(line, slots=tuple(slots))


def _joined_labels(lines: Iterable[Line], label: str, side: int) -> list[str]:
    """Returns a label with ever more of the lines without figures before it (-1) or after it (1)
    that may be parts of it; numbers of pages between them are passed over.
    """
    joined: list[str] = []
    for line in lines:
        if is_unlabelled_page_number(line.texts[0], [slot.text for slot in line.slots]):
            continue
        part = line.texts[-1]
        if line.tails and not line.slots:  # explained in brackets
            joined.append(line.tails[0] + label if side < 0 else label + line.tails[0])
        if line.slots or len(part) > _LONGEST_FRAGMENT:
            break
        label = part + label if side < 0 else label + part
        joined.append(label)
    return joined


def _labels_alone(lines: Iterable[Line]) -> list[str]:
    """Returns the labels of the lines up to the first that has figures."""
    return [line.texts[-1] for line in takewhile(lambda line: not line.printed, lines)]


def grid_line(row: Sequence[GridCell], part: int, domain: Domain, *, ruled: bool) -> Line:
    """Returns one row of a grid as a line.

    Args:
        row: Every cell that covers the row, left to right.
        part: Index of the grid among the document's blocks.
        domain: Takes every figure that any form takes.
        ruled: Whether the grid's columns are certain.
    """
    labels = _without_words([at for at, cell in enumerate(row) if is_label(cell.text, domain)], row)
    slots = tuple(slot_of(cell) for cell in row[labels[-1] + 1 if labels else 0 :])
    if len(labels) == 1 and not slots:
        label, tail = _split_tail(row[labels[0]].text, domain)
        if tail:  # a row that was set in one cell
            words = row[labels[0]]
            slots = tuple(
                Slot(text, words.region, float(at), float(at + 1)) for at, text in enumerate(tail)
            )
            return Line(
                index=0,
                block=part,
                part=part,
                ruled=False,
                texts=(bare(label),),
                slots=slots,
                region=words.region,
                cells=tuple(row),
            )
    words_of = [row[at].text for at in labels]
    texts = dict.fromkeys(
        bare("".join(words_of[start:])) for start in range(len(words_of) - 1, -1, -1)
    )
    return Line(
        index=0,
        block=part,
        part=part,
        ruled=ruled,
        texts=tuple(texts) or ("",),
        slots=slots,
        region=_hull(row),
        cells=tuple(row),
        tails=tuple(_unexplained(words_of)),
    )


def _without_words(labels: list[int], row: Sequence[GridCell]) -> list[int]:
    """Returns the places of the labels of a row without those of words among its figures: what
    somebody wrote into the cell of one.
    """
    figures = [at for at, cell in enumerate(row) if cell.text.strip() and at not in labels]
    if not labels or not figures:
        return labels
    words = [at for at in labels if at > figures[0]]
    if not words or figures[0] < labels[0] or 2 * len(words) > len(figures):
        return labels
    if any(len(row[at].text) > _LONGEST_WORD or _OF_FORM.search(row[at].text) for at in words):
        return labels
    return [at for at in labels if at < figures[0]]


_LONGEST_WORD = 12
"""Characters of what is written into a cell of figures."""

_OF_FORM = re.compile(
    r"自然人|企业|机构|组织|其[他它]|[总合小]计|维持|纠正|审结|结果|件数|数量|项|金额|[（(]|\d[.．、]|申请|公开|处理"
)
"""In the labels of columns, and in those of rows that stand beside each other."""

_EXPLAINED = re.compile(r"[(（][^()（）]{8,}[)）]?")


def _unexplained(words: Sequence[str]) -> list[str]:
    """Returns the last label of a row without what is explained in brackets after it."""
    if not words or not (found := _EXPLAINED.search(words[-1])) or not found.start():
        return []
    return [bare(words[-1][: found.start()] + words[-1][found.end() :])]


def _hull(row: Sequence[GridCell]) -> Region:
    boxes = [cell.region.box for cell in row if cell.region.box is not None]
    if not boxes:
        return row[0].region
    return Region(page=row[0].region.page, box=hull(boxes))


def _running_lines(paragraphs: Sequence[tuple[int, Paragraph]], domain: Domain) -> Iterable[Line]:
    """Yields one line a paragraph; its label may have begun, and may end, in its neighbours."""
    split = [_split_tail(paragraph.text, domain) for _, paragraph in paragraphs]
    for at, ((block, paragraph), (label, figures)) in enumerate(
        zip(paragraphs, split, strict=True)
    ):
        slots = tuple(
            Slot(text, paragraph.region, float(place), float(place + 1))
            for place, text in enumerate(figures)
        )
        texts = [bare(label)]
        tails = _unexplained([label])
        if figures:
            texts += _begun_before(split, at)
            tails += _ended_after(split, at)
        yield Line(
            index=0,
            block=block,
            part=RUNNING_TEXT,
            ruled=False,
            texts=tuple(dict.fromkeys(texts)),
            slots=slots,
            region=paragraph.region,
            tails=tuple(tails),
        )


def _begun_before(split: Sequence[tuple[str, list[str]]], at: int) -> list[str]:
    """Returns the label of line ``at`` with ever more of the fragments before it."""
    joined: list[str] = []
    text = split[at][0]
    for fragment in _fragments(reversed(split[max(at - _LOOK_BACK, 0) : at])):
        text = fragment + text
        joined.append(bare(text))
    return joined


def _ended_after(split: Sequence[tuple[str, list[str]]], at: int) -> list[str]:
    """Returns the label of line ``at`` with ever more of the fragments after it."""
    joined: list[str] = []
    text = split[at][0]
    if not text:
        return joined
    for fragment in _fragments(split[at + 1 : at + 1 + _LOOK_AHEAD]):
        text += fragment
        joined.append(bare(text))
    return joined


def _fragments(split: Iterable[tuple[str, list[str]]]) -> Iterable[str]:
    """Yields the lines that may be parts of a label, up to the first that is none; page numbers
    between them are passed over.
    """
    for fragment, figures in split:
        if is_unlabelled_page_number(fragment, figures):
            continue
        if len(fragment) > _LONGEST_FRAGMENT and not figures:
            fragment = _EXPLAINED.sub("", fragment)
        if figures or len(fragment) > _LONGEST_FRAGMENT:
            break
        yield fragment


def is_unlabelled_page_number(label: str, figures: Sequence[str]) -> bool:
    """Returns whether a line of running text may be the number of a page."""
    return not label and is_page_number(" ".join(figures), _PAGE_DIGITS)


def _split_tail(text: str, domain: Domain) -> tuple[str, list[str]]:
    """Returns a line's words and the figures at its end; a unit belongs to its figure."""
    tokens = text.split()
    figures: list[str] = []
    while tokens:
        with_unit = " ".join(tokens[-2:])
        if is_figure_or_blank(tokens[-1], domain):
            figures.append(tokens.pop())
        elif tokens[-2:][0][-1].isdigit() and is_figure_or_blank(with_unit, domain):
            figures.append(with_unit)
            del tokens[-2:]
        else:
            break
    return "".join(tokens), figures[::-1]
