"""Reads one table element of a page: its rows in their order, its columns, what strays between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from ..css.computed_style import ComputedStyle, Content
from ..flow.drafts import Draft, DraftTable
from .boxes import MADE_OF_BOXES
from .elements import NEVER, alone, span
from .hidden_parts import without_columns
from .printed_page import PrintedPage
from .table_grid import MOST_COLUMNS, Marked, placed

Contents = Callable[[etree._Element], list[Draft]]


class TableReader:
    """Reads one table element: its row groups, and what strays between them.

    Args:
        page: That the table is of.
        read_cell: Gives what a cell shows.
        read_stray: Gives what an element between the cells shows.
    """

    def __init__(self, page: PrintedPage, read_cell: Contents, read_stray: Contents) -> None:
        self.page = page
        self.read_cell = read_cell
        self.read_stray = read_stray
        self.groups: dict[str, list[list[list[Marked]]]] = {"thead": [], "tbody": [], "tfoot": []}
        self.stray: list[Draft] = []
        self.group: list[list[Marked]] | None = None

    def read(self, table: etree._Element) -> tuple[list[Draft], DraftTable]:
        """Returns what stands before the table, and the table, heads first and feet last."""
        self._rows(table)
        groups = [group for kind in self.groups.values() for group in kind]
        found = without_columns(placed(groups), self._collapsed(table))
        from_right = self.page.cascade.of(table).direction == "rtl"
        return self.stray, self.page.turner.turned(found) if from_right else found

    def _collapsed(self, table: etree._Element) -> set[int]:
        """Returns the columns that style takes out of sight."""
        hidden: set[int] = set()
        at = 0
        for column in table.iter("col"):
            computed = self.page.cascade.of(column)
            wide = min(span(column.get("span"), least=1), MOST_COLUMNS)
            if computed.visibility == "collapse":
                hidden.update(range(at, at + wide))
            at += wide
        return hidden

    def _rows(self, parent: etree._Element) -> None:
        for child in self._seen(parent):
            if child.tag in self.groups:
                self.group = self._opened(child.tag)
                self._rows(child)
                self.group = None
            elif child.tag == "tr":
                self._current().append(self._cells(child, self._is_apart(child, "table-row")))
            elif child.tag in ("td", "th"):
                self._loose(child, follows=child.getprevious())
            elif child.tag != "table" and next(child.iter("tr"), None) is not None:
                self._rows(child)
            else:
                self.stray += self.read_stray(alone(child))

    def _seen(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            computed = self.page.cascade.of(child)
            collapsed = computed.visibility == "collapse" and computed.display.startswith(
                "table-row"
            )
            if child.tag not in NEVER and not computed.gone and not collapsed:
                yield child

    def _opened(self, kind: str) -> list[list[Marked]]:
        group: list[list[Marked]] = []
        self.groups[kind].append(group)
        return group

    def _current(self) -> list[list[Marked]]:
        if self.group is None:
            self.group = self._opened("tbody")
        return self.group

    def _loose(self, cell: etree._Element, follows: etree._Element | None) -> None:
        """Takes a cell that stands in no row: it and such cells after it make a row."""
        group = self._current()
        if not group or follows is None or follows.tag not in ("td", "th"):
            group.append([])
        group[-1].append(self._cell(cell))

    def _is_apart(self, element: etree._Element, display: str) -> bool:
        """Does style take a row or a cell of a table out of its grid? One that style made does
        not stand in any.
        """
        computed = self.page.cascade.of(element)
        if element.get(MADE_OF_BOXES) is not None:
            return False
        if element.tag == "tr" and (_is_a_cell(computed.before) or _is_a_cell(computed.after)):
            return True  # of which the cells after it stand one farther
        floats = computed.box.get("float", "none") != "none"
        return floats or computed.display not in (display, "contents", "table", "inline")

    def _cells(self, row: etree._Element, is_apart: bool) -> list[Marked]:
        cells: list[Marked] = []
        for child in self._seen(row):
            if child.tag in ("td", "th"):
                cell = self._cell(child)
                loose = is_apart or self._is_apart(child, "table-cell")
                cells.append(replace(cell, loose=loose) if loose else cell)
            elif next(child.iter("td", "th"), None) is not None and child.tag != "table":
                cells += self._cells(child, is_apart)
            else:
                self.stray += self.read_stray(alone(child))
        return cells

    def _cell(self, cell: etree._Element) -> Marked:
        return Marked(
            tuple(self.read_cell(cell)),
            row_span=span(cell.get("rowspan"), least=0),
            column_span=span(cell.get("colspan"), least=1),
        )


def _is_a_cell(made: tuple[ComputedStyle, Content] | None) -> bool:
    """Does style make a text in a row, which is a cell of its own?"""
    return made is not None and bool(made[1][0].text.strip()) and not made[0].hidden
