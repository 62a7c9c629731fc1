"""Gives what a flow reader found its places: blocks with anchors, and HTML that carries them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from ..document import Block, Document, Grid, GridCell, Paragraph, Region
from ..source_files.limits import CELLS, CHARACTERS, hold
from .drafts import Draft, DraftCell, DraftLine, DraftTable, runs_of, settled, text_of
from .said import is_bare_figure, said

_CELL = re.compile(r"t\d+r(\d+)c(\d+)")


def flow_document(path: Path, sha256: str, kind: str, drafts: Iterable[Draft]) -> Document:
    """Returns the document of a flow kind: its blocks in reading order and their HTML."""
    blocks, flow = composed(drafts)
    return Document(path=path, sha256=sha256, kind=kind, blocks=blocks, flow=flow)


def composed(drafts: Iterable[Draft]) -> tuple[tuple[Block, ...], str]:
    """Returns the blocks of some drafts and the sanitized HTML that shows them.

    The HTML is written anew from texts and spans alone: paragraphs, headings and tables within
    Qt's rich-text subset, each with an ``id``. No attribute of the source ever reaches it.
    """
    blocks: list[Block] = []
    parts: list[str] = []
    characters = cells = 0
    for number, draft in enumerate(settled(drafts)):
        if isinstance(draft, DraftLine):
            if not draft.text.strip():
                continue
            block, part = _paragraph(draft, f"p{number}")
        else:
            block, part = _grid(draft, f"t{number}")
        blocks.append(block)
        parts.append(part)
        texts = [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
        cells += len(texts)
        characters += sum(map(len, texts))
        hold(CELLS, cells)
        hold(CHARACTERS, characters)
    return tuple(blocks), "\n".join(parts)


def row_and_column(region: Region) -> tuple[int, int] | None:
    """Returns where a cell stands in its table of a flow document, both counted from 1."""
    found = _CELL.fullmatch(region.anchor or "")
    return (int(found[1]) + 1, int(found[2]) + 1) if found else None


def _paragraph(line: DraftLine, anchor: str) -> tuple[Block, str]:
    tag = f"h{min(line.level, 4)}" if line.level else "p"
    text = line.text
    markup = f'<{tag} id="{anchor}">{_escaped(text)}</{tag}>'
    return Paragraph(text, Region(anchor=anchor)), markup


def _grid(table: DraftTable, anchor: str) -> tuple[Block, str]:
    cells = sorted(
        (_grid_cell(cell, anchor) for cell in table.cells), key=lambda cell: (cell.row, cell.column)
    )
    grid = Grid(tuple(cells), table.rows, table.columns, Region(anchor=anchor), table.ruled)
    return grid, _table_markup(grid, anchor)


def _grid_cell(cell: DraftCell, table_anchor: str) -> GridCell:
    runs = runs_of(cell.content)
    found = said(runs)
    return GridCell(
        row=cell.row,
        column=cell.column,
        text=found.text,
        region=Region(anchor=f"{table_anchor}r{cell.row}c{cell.column}"),
        row_span=cell.row_span,
        column_span=cell.column_span,
        confidence=min(found.confidence, cell.confidence),
        alternatives=(*found.alternatives, *cell.alternatives),
        legible=found.legible and cell.legible and not (_holds_figures(cell) and not found.text),
        doubt=found.doubt or cell.doubt,
        marked=() if all(run.style.is_plain for run in runs) else runs,
        notes=found.notes,
    )


def _holds_figures(cell: DraftCell) -> bool:
    """Do figures stand in a table within a cell, where they are no text of the cell?"""
    return any(
        is_bare_figure(text_of(inner.content))
        for part in cell.content
        if isinstance(part, DraftTable) and len(part.cells) > 1
        for inner in part.cells
    )


def _table_markup(grid: Grid, anchor: str) -> str:
    taken: set[tuple[int, int]] = set()
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = [f"<tr>{_row_markup(row, by_row.get(row, []), taken)}</tr>" for row in range(grid.rows)]
    return "\n".join([f'<table id="{anchor}" border="1" cellspacing="0">', *rows, "</table>"])


def _row_markup(row: int, cells: list[GridCell], taken: set[tuple[int, int]]) -> str:
    """Returns the cells of one row; places that no cell covers are filled so that none shifts."""
    parts: list[str] = []
    column = 0
    for cell in cells:
        gap = sum((row, between) not in taken for between in range(column, cell.column))
        parts.append("<td></td>" * gap)
        parts.append(_cell_markup(cell))
        for down in range(1, cell.row_span):
            taken.update((row + down, cell.column + i) for i in range(cell.column_span))
        column = cell.column + cell.column_span
    return "".join(parts)


def _cell_markup(cell: GridCell) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    if cell.column_span > 1:
        spans += f' colspan="{cell.column_span}"'
    anchor = cell.region.anchor or ""
    return f'<td id="{anchor}"{spans}>{_escaped(cell.text)}</td>'


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
