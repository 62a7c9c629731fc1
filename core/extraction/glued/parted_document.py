"""Puts tables whose cells are glued together back into rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...documents.document import Block, Document, Grid, GridCell, Paragraph, Region
from ...documents.vocabulary import HAN, NUMERALS
from ...doubts import LIKELIER
from ...errors import GluedCellsError
from ...forms import Equation, Form
from ..labels import bare
from ..printed_ways import printed_ways
from .choosing import only_choice
from .partings import Extra, PartingPlace, Way, amounts_of, places_of, ways_of
from .row_runs import GluedRow, GluedTable, find_glued, half_width, runs_in


def with_parted_cells(document: Document, forms: Sequence[Form]) -> Document:
    """Returns a document in which each table that runs together in its text is a grid.

    Only texts without pages have such tables, and only paragraphs: what has cells keeps them.
    A figure that was parted is a doubt; a row that can be parted in several ways is unreadable.

    Raises:
        GluedCellsError: The rows of a table that its equations join can be parted in several ways.
    """
    if document.evidence or not document.flow:
        return document
    blocks: list[Block] = []
    pending: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            pending.append(block)
            continue
        blocks += _parted(document, pending, forms)
        pending = []
        blocks.append(block)
    blocks += _parted(document, pending, forms)
    return replace(document, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class _PartedText:
    """Paragraphs as one text, and where each begins in it."""

    paragraphs: Sequence[Paragraph]
    text: str
    starts: tuple[int, ...]

    def region(self, at: int) -> Region:
        """Returns the place of the paragraph that holds a character."""
        index = max(index for index, start in enumerate(self.starts) if start <= at)
        return self.paragraphs[index].region

    def between(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yields the paragraphs from one character to another, the first and last cut."""
        for begin, paragraph in zip(self.starts, self.paragraphs, strict=True):
            cut = paragraph.text[max(start - begin, 0) : max(end - begin, 0)]
            title = _TITLE.match(cut) if begin + paragraph.text.find(cut) == 0 else None
            parts = (cut[: title.end()], cut[title.end() :]) if title else (cut,)
            for part in (chapter for piece in parts for chapter in _CHAPTERS.split(piece)):
                if part.strip():
                    yield replace(paragraph, text=part.strip())


_CHAPTERS = re.compile(rf"(?=[{NUMERALS}]、[{HAN}]{{2,20}}(?:情况|问题|事项))")
"""Where the chapters of a report begin, in a text without lines."""

_TITLE = re.compile(rf"[^。，《]{{4,60}}?(?:年度|工作)报告(?![{HAN}]{{0,8}}[）)》])")
"""The title that such a text begins with."""


def _parted(
    document: Document, paragraphs: Sequence[Paragraph], forms: Sequence[Form]
) -> Sequence[Block]:
    if not paragraphs:
        return ()
    lengths = [len(paragraph.text) + 1 for paragraph in paragraphs]
    starts = tuple(sum(lengths[:at]) for at in range(len(lengths)))
    text = _PartedText(paragraphs, "\n".join(paragraph.text for paragraph in paragraphs), starts)
    found = _tables_in(text, forms)
    if not found:
        return paragraphs
    blocks: list[Block] = []
    at = 0
    for table in found:
        blocks += _before(text, at, table)
        blocks.append(_grid(document, text, table))
        at = table.last
    blocks += text.between(at, len(text.text))
    return blocks


def _tables_in(text: _PartedText, forms: Sequence[Form]) -> list[GluedTable]:
    """Returns the tables that run together in a text, in order, none within another."""
    runs = runs_in(half_width(text.text))
    found: list[GluedTable] = []
    for table_id in dict.fromkeys(table.id for form in forms for table in form.tables):
        editions = [table for form in forms for table in form.tables if table.id == table_id]
        left = [runs]
        while left:
            part = left.pop()
            copies = [
                copy
                for table in editions
                for way in printed_ways(table)
                if (copy := find_glued(way, table, part)) is not None
            ]
            if not copies:
                continue
            best = max(copies, key=lambda copy: copy.score)
            found.append(best)
            left.append([run for run in part if run.end <= best.first])
            left.append([run for run in part if run.start >= best.last])
    if not any(map(_has_glued_figures, found)):
        found = [copy for copy in found if _share_paragraphs(text, copy)]
    found.sort(key=lambda copy: copy.first)
    return [
        copy
        for at, copy in enumerate(found)
        if all(copy.first >= other.last for other in found[:at])
    ]


def _has_glued_figures(table: GluedTable) -> bool:
    """Returns whether no figure is what a row prints: zeros before other digits."""
    return any(_ZEROS.search(row.figures) for row in table.rows)


_ZEROS = re.compile(r"(?<![0-9.,])0[0-9]")


def _share_paragraphs(text: _PartedText, table: GluedTable) -> bool:
    """Returns whether several rows stand in one paragraph."""
    places = [text.region(row.label_start) for row in table.rows if row.run is not None]
    return len(set(places)) < len(places)


def _before(text: _PartedText, at: int, table: GluedTable) -> Iterator[Block]:
    """Yields what stands before a table, its title and its headers by themselves."""
    words = text.text[at : table.first]
    for paragraph in text.between(at, table.first):
        title = max(
            (
                (place, wording)
                for wording in (table.table.title, *table.table.aliases)
                if (place := paragraph.text.rfind(wording)) >= 0
            ),
            default=None,
        )
        if title is None or not words:
            yield paragraph
            continue
        place, wording = title
        end = place + len(wording)
        parts = (paragraph.text[:place], paragraph.text[place:end], paragraph.text[end:])
        yield from (replace(paragraph, text=part) for part in parts if part.strip())


def _grid(document: Document, text: _PartedText, glued: GluedTable) -> Grid:
    """Returns a table with a row of its columns above each block, as they were taken."""
    ways = _ways(document, glued)
    rows: list[list[GridCell]] = []
    for at, (row, way) in enumerate(zip(glued.rows, ways, strict=True)):
        region = text.region(row.label_start)
        labelled, block = bool(row.expected.texts), row.expected.block
        if labelled and (at == 0 or block is not glued.rows[at - 1].expected.block):
            labels = ("", *(column.label for column in block.columns))
            rows.append([GridCell(0, place, label, region) for place, label in enumerate(labels)])
        label = text.text[row.label_start : row.label_end].strip()
        cells = [GridCell(0, 0, label, region)] * labelled
        figures = way or (row.figures,) * len(row.expected.targets)
        cells += [
            GridCell(
                0,
                place,
                figure,
                region,
                confidence=LIKELIER,
                legible=way is not None,
                doubt="parted" if way is not None else "glued",
            )
            for place, figure in enumerate(figures, len(cells))
        ]
        rows.append(cells)
    placed = tuple(replace(cell, row=at) for at, cells in enumerate(rows) for cell in cells)
    ruled = bool(glued.rows[0].expected.texts)
    return Grid(placed, len(rows), max(map(len, rows)), text.region(glued.first), ruled)


def _ways(document: Document, glued: GluedTable) -> list[Way | None]:
    """Returns how each row of a table is parted, None for one that cannot be told."""
    table = glued.table
    domains = {cell.id: cell.domain for cell in table.cells()}
    extra = _extra_column(glued)
    places = [
        places_of(table, [target.cell for target in row.expected.targets], domains, extra)
        for row in glued.rows
    ]
    options = [
        [way for figures in texts for way in ways_of(figures, place) or ()]
        for texts, place in zip(_figures(glued.rows), places, strict=True)
    ]
    joined = [
        equation
        for equation in table.equations
        if not any({each.cell for each in place} >= set(equation.cells) for place in places)
    ]
    if not joined:
        chosen = tuple(0 if len(ways) == 1 else None for ways in options)
    else:
        chosen = _joined_choice(options, places, joined)
        if not chosen:
            raise GluedCellsError(document.path)
    return [
        _of_cells(ways[at], place) if at is not None else None
        for ways, at, place in zip(options, chosen, places, strict=True)
    ]


def _joined_choice(
    options: Sequence[Sequence[Way]],
    places: Sequence[Sequence[PartingPlace]],
    equations: Sequence[Equation],
) -> tuple[int | None, ...]:
    if not all(options):
        return ()
    amounts = [
        [amounts_of(way, place) for way in ways]
        for ways, place in zip(options, places, strict=True)
    ]
    return only_choice(amounts, equations)


def _of_cells(way: Way, places: Sequence[PartingPlace]) -> Way:
    """Returns the figures of the cells of the form, without those of a column of sums."""
    return tuple(text for text, place in zip(way, places, strict=True) if place.cell)


def _figures(rows: Sequence[GluedRow]) -> Iterator[tuple[str, ...]]:
    """Yields what the figures of each row may be: the last digit may number the next label, where
    no point stands behind it.
    """
    for row, following in pairwise((*rows, None)):
        assert row is not None
        number = following.expected.texts[0][:1] if following and following.expected.texts else ""
        last = row.figures[-1:]
        is_number = number.isdigit() and number == last and row.run is not None
        if is_number and following is not None and following.run is not None:
            is_number = not following.has_number
        yield (row.figures, row.figures[:-1]) if is_number else (row.figures,)


def _extra_column(glued: GluedTable) -> Extra | None:
    """Returns the column of sums that the headers of a table name."""
    block = glued.rows[0].expected.block
    for sums in block.subtotal_columns:
        places = [glued.headers.rfind(bare(text)) for text in (sums.label, *sums.aliases)]
        if max(places) < 0:
            continue
        labels = {column.id: bare(column.label) for column in block.columns}
        behind = max(places) > glued.headers.rfind(labels[sums.parts[0]])
        return Extra(sums.parts, behind)
    return None
