"""What the tests of documents share: short ways to look at a document's blocks."""

from __future__ import annotations

from gouji.core.documents import Document, Grid, GridCell, Paragraph


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells, row by row; merged cells once."""
    found: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row].append(cell.text)
    return found


def cell_at(grid: Grid, row: int, column: int) -> GridCell:
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (row, column))


def spans(grid: Grid, row: int, column: int) -> tuple[int, int]:
    cell = cell_at(grid, row, column)
    return cell.row_span, cell.column_span
