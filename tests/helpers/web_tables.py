"""A table of a form as a web page prints it, figures in their places."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.core.forms import Table
from gouji.core.layout import FIGURE, lay_out


def table_page(title: str, table: Table, figures: Mapping[str, object]) -> str:
    """Returns a page with a title and one table; a cell that is not given prints 0."""
    layout = lay_out(table)
    rows = [""] * layout.rows
    for place in sorted(layout.places, key=lambda place: (place.row, place.column)):
        text = str(figures.get(place.cell, 0)) if place.kind == FIGURE else place.text
        spans = f'rowspan="{place.row_span}" colspan="{place.column_span}"'
        rows[place.row] += f"<td {spans}>{text}</td>"
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><h1>{title}</h1><h2>{table.title}</h2><table>{lines}</table></body></html>"
