"""A table as a document prints it, over all pages that it goes on for."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents.document import GridCell


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table, merged cells once.

    Attributes:
        row, column: Index from 0 within the whole table.
        cell: As the document has it: its text, spans, region and how sure the text is.
    """

    row: int
    column: int
    cell: GridCell


@dataclass(frozen=True)
class SourceTable:
    """A table.

    Attributes:
        title: The line that names it; empty where none stands above it.
        unit: The unit that is stated above it, such as "万元"; empty where none is.
        pages: Indexes of its pages, from 0; empty for flow kinds.
        rows, columns: How many there are.
        cells: In reading order.
    """

    title: str
    unit: str
    pages: tuple[int, ...]
    rows: int
    columns: int
    cells: tuple[TableCell, ...]

    def texts(self) -> list[list[str]]:
        """Returns what is printed at each place; a merged cell says the same everywhere."""
        texts = [[""] * self.columns for _ in range(self.rows)]
        for one in self.cells:
            for row in range(one.row, min(one.row + one.cell.row_span, self.rows)):
                for column in range(
                    one.column, min(one.column + one.cell.column_span, self.columns)
                ):
                    texts[row][column] = one.cell.text
        return texts
