"""A sheet of the workbook that is a list: one head, one thing a row, filtered and repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from ...figures import Figure, Number
from .appearance import HEAD_FILL, CellAppearance, height_of, protect, set_up_print
from .sheet_cells import SheetWriter, Value

HEAD_LOOK = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
TEXT_LOOK = CellAppearance(border="frame")
FIGURE_LOOK = CellAppearance(border="frame", horizontal="center")


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, without its ``=``, and what it gives for now."""

    formula: str
    result: str | Number


@dataclass(frozen=True)
class ListSheet:
    """A kind of list.

    Attributes:
        columns: (heading, width in characters) for each; a width of 0 hides the column.
    """

    name: str
    columns: tuple[tuple[str, float], ...]

    def fill(
        self, writer: SheetWriter, rows: Iterable[Sequence[Value | Live]], least: float = 0.0
    ) -> None:
        """Fills an empty sheet with the head and the rows, each at least so many points high."""
        sheet = writer.sheet
        for column, (heading, width) in enumerate(self.columns, start=1):
            writer.put(1, column, heading, HEAD_LOOK)
            dimension = sheet.column_dimensions[get_column_letter(column)]
            dimension.width, dimension.hidden = width or 6, not width
        sheet.row_dimensions[1].height = max(
            height_of(heading, width) for heading, width in self.columns if width
        )
        last = 1
        for last, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                if isinstance(value, Live):
                    writer.put_formula(last, column, value.formula, value.result, FIGURE_LOOK)
                else:
                    look = TEXT_LOOK if isinstance(value, str) else FIGURE_LOOK
                    writer.put(last, column, value, look)
            sheet.row_dimensions[last].height = max(least, self._height(row))
        shown = sum(width > 0 for _, width in self.columns)
        area = f"A1:{get_column_letter(shown)}{last}"
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = area
        set_up_print(sheet, landscape=True, repeated_rows=1)
        sheet.print_area = area
        protect(sheet)

    def _height(self, row: Sequence[Value | Live]) -> float:
        return max(
            height_of(_shown(value), width)
            for value, (_, width) in zip(row, self.columns, strict=True)
            if width
        )


def _shown(value: Value | Live) -> str:
    if isinstance(value, Live):
        value = value.result
    return value.text if isinstance(value, Figure) else str(value or "")
