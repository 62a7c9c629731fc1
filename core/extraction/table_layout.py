"""How a table of a report is laid out in its source, to tell reports made from one template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from ..documents.document import Document, Grid, GridCell, Paragraph, Region
from .report import Report

_BEFORE = 3
"""Lines of text before the first figure that say what its columns are."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What two tables have alike that are laid out alike.

    Attributes:
        kind: Of the document.
        is_ruled: Whether lines part the columns.
        columns: How many columns the grid has; of lines of text, how many pieces their most have.
        headers: What stands above the first row of figures, from left to right, without spaces.
        order: Which column of the grid each column of the form is read from, -1 for none.
    """

    kind: str
    is_ruled: bool
    columns: int
    headers: tuple[str, ...]
    order: tuple[int, ...]


def table_layout(document: Document, report: Report, table: str) -> TableLayout | None:
    """Returns how a table is laid out; None where its source does not say.

    Args:
        document: The source of the report.
        report: As read from it.
        table: The table's id.
    """
    regions = {
        cell.id: region
        for cell in report.form.table(table).cells()
        if (region := report.readings[cell.id].region) is not None
    }
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    for grid in grids:
        places = _places(grid, regions)
        if places:
            return _of_grid(document, grid, places, report, table)
    return _of_lines(document, set(regions.values()))


def _places(grid: Grid, regions: Mapping[str, Region]) -> dict[str, GridCell]:
    """Returns the cells of a grid that readings stand in, by the ids of these."""
    by_anchor = {cell.region.anchor: cell for cell in grid.cells if cell.region.anchor}
    found = {}
    for name, region in regions.items():
        place = by_anchor.get(region.anchor) if region.anchor else _around(grid, region)
        if place is not None:
            found[name] = place
    return found


def _around(grid: Grid, region: Region) -> GridCell | None:
    """Returns the cell of a grid that the middle of a region lies in."""
    if region.box is None or grid.region.page != region.page:
        return None
    x = (region.box[0] + region.box[2]) / 2
    y = (region.box[1] + region.box[3]) / 2
    for cell in grid.cells:
        box = cell.region.box
        if (
            box is not None
            and cell.region.page == region.page
            and box[0] <= x <= box[2]
            and box[1] <= y <= box[3]
        ):
            return cell
    return None


def _of_grid(
    document: Document, grid: Grid, places: Mapping[str, GridCell], report: Report, table: str
) -> TableLayout:
    first = min(place.row for place in places.values())
    above = sorted((c for c in grid.cells if c.row < first), key=lambda c: (c.row, c.column))
    columns: dict[str, int] = {}
    for cell in report.form.table(table).cells():
        place = places.get(cell.id)
        if place is not None:
            columns.setdefault(cell.column.id, place.column)
    order = dict.fromkeys(cell.column.id for cell in report.form.table(table).cells())
    return TableLayout(
        document.kind,
        grid.ruled,
        grid.columns,
        tuple(filter(None, (_bare(cell.text) for cell in above))),
        tuple(columns.get(column, -1) for column in order),
    )


def _of_lines(document: Document, regions: set[Region]) -> TableLayout | None:
    """Returns the layout of rows that are lines of text without columns."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    rows = [at for at, line in enumerate(lines) if line.region in regions]
    if not rows:
        return None
    heads = lines[max(0, rows[0] - _BEFORE) : rows[0]]
    return TableLayout(
        document.kind,
        is_ruled=False,
        columns=max(len(lines[at].text.split()) for at in rows),
        headers=tuple(_words(heads)),
        order=(),
    )


def _words(lines: Sequence[Paragraph]) -> Iterator[str]:
    """Yields what lines say, without the numbers, which are the report's own."""
    for line in lines:
        yield "".join(sign for sign in _bare(line.text) if not sign.isdigit())


def _bare(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
