"""The official forms: tables, rows, columns, cell ids, equations and domains, as data.

A form is a TOML file in ``resources/forms``; nothing in the code knows a label or an equation.
Sources: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from .bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Domain:
    """What a figure of one kind may be, and how it is printed.

    Attributes:
        id: "count", "change", "amount", or what a form names it.
        whole: True where only whole numbers are allowed.
        minimum: The smallest value allowed, or None.
        unit: The unit of the value; empty for counts.
        units: Printed unit to the factor that turns the printed number into ``unit``.
    """

    id: str
    whole: bool
    minimum: int | None
    unit: str
    units: Mapping[str, Decimal]

    def __hash__(self) -> int:
        return hash(self.id)  # domains are keys of a cache


@dataclass(frozen=True, slots=True)
class Group:
    """A label that stands over several rows or columns.

    Attributes:
        parent: Id of the group above it, or empty.
        subtotals: What a row of its sums is called, where some reports print one.
    """

    id: str
    label: str
    label_en: str
    parent: str = ""
    subtotals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label as the form prints it, and the other wordings in use."""

    id: str
    label: str
    label_en: str
    short: str
    short_en: str
    group: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block, with the domain of its figures."""

    id: str
    label: str
    label_en: str
    domain: Domain
    group: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubtotalColumn:
    """A column of sums that the form does not have, but some reports print."""

    label: str
    parts: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one head. A table has one block or, as table 2, several below each other.

    Attributes:
        heading: The line above the head, such as 第二十条第（一）项; may be empty.
        heading_en: The same in English.
        corner: What stands in the head above the row labels; may be empty.
    """

    heading: str
    corner: str
    corner_en: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    row_groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()
    subtotal_columns: tuple[SubtotalColumn, ...] = ()
    heading_en: str = ""

    def row_path(self, row: Row) -> tuple[Group, ...]:
        """Returns the groups over a row, outermost first."""
        return group_path(self.row_groups, row.group)

    def column_path(self, column: Column) -> tuple[Group, ...]:
        """Returns the groups over a column, outermost first."""
        return group_path(self.column_groups, column.group)


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sums of cells that must be equal.

    Attributes:
        id: Rule id, such as "t3.balance.natural".
        left, right: Cell ids. Where ``total`` is set, ``left`` is that one cell.
        total: The cell that states the sum of ``right``, or None for a balance of two sums.
        along: "column" where all cells stand in one column, "row" where in one row.
        scope: Id of that column or row.
        name, name_en: What a reviewer calls the rule.
    """

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    total: str | None
    along: str
    scope: str
    name: str = ""
    name_en: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell of the equation, left side first."""
        return self.left + self.right


def parts_of_totals(
    equation: Equation, equations: Iterable[Equation]
) -> Mapping[str, tuple[str, ...]]:
    """Returns, for each cell of an equation that states a sum of its own, the parts of that sum.

    A cell that closes a row and a column gives the sum that runs the other way than the equation.

    Args:
        equation: Its own total is none of these cells.
        equations: Of the table.
    """
    found: dict[str, tuple[str, ...]] = {}
    for other in sorted(equations, key=lambda one: one.along == equation.along):
        if other.total in equation.cells and other.total not in (None, equation.total):
            found.setdefault(other.total, other.right)
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A plausibility rule: one cell may not be greater than another."""

    id: str
    lesser: str
    greater: str


@dataclass(frozen=True, slots=True)
class CrossYear:
    """A rule between a report and the same body's previous one.

    The cell ``current`` equals the sum of ``previous`` cells of the previous report, plus the
    ``plus`` and minus the ``minus`` cells of the current one.
    """

    id: str
    current: str
    previous: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table.

    Attributes:
        orientation: "rows" where every row is printed on a line of its own; "line" where all
            rows stand side by side in one line, each under a head of its own (table 4).
        requests: Id of the cell that counts the requests received in the year, if it is of this
            table.
    """

    id: str
    edition: str
    title: str
    title_en: str
    aliases: tuple[str, ...]
    orientation: str
    blocks: tuple[Block, ...]
    equations: tuple[Equation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    cross_year: tuple[CrossYear, ...] = ()
    requests: str | None = None

    def __hash__(self) -> int:
        # Tables are keys of caches: hashing each row and label of them took longer than the work.
        return hash((self.id, self.edition))

    def cells(self) -> tuple[Cell, ...]:
        """Returns the cells in the order of the form, row by row."""
        return _cells_of(self)


@lru_cache(maxsize=64)
def _cells_of(table: Table) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{table.id}.{row.id}.{column.id}", table, block, row, column)
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form. Its id is ``table.row.column``, ASCII and stable."""

    id: str
    table: Table = field(repr=False)
    block: Block = field(repr=False)
    row: Row = field(repr=False)
    column: Column = field(repr=False)

    @property
    def domain(self) -> Domain:
        """What the cell's figure may be."""
        return self.column.domain

    def label(self, language: str = "zh") -> str:
        """Returns "row·column" in words, in "zh" or "en"."""
        return Bilingual(
            f"{_numbered(self.row)}·{_plain(self.column.label)}",
            f"{self.row.short_en} · {self.column.label_en}",
        ).in_language(language)


@dataclass(frozen=True)
class Form:
    """The form of one report: its tables, each of the edition that the report prints.

    Attributes:
        edition: Edition of table 2, or of the first table.
    """

    edition: str
    tables: tuple[Table, ...]

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell by its id, in the order of the form."""
        return {cell.id: cell for table in self.tables for cell in table.cells()}

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """The totals rules of all tables."""
        return tuple(equation for table in self.tables for equation in table.equations)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The plausibility rules of all tables."""
        return tuple(rule for table in self.tables for rule in table.comparisons)

    @cached_property
    def cross_year(self) -> tuple[CrossYear, ...]:
        """The rules between this report and the previous year's."""
        return tuple(rule for table in self.tables for rule in table.cross_year)

    @cached_property
    def requests(self) -> str | None:
        """Id of the cell that counts the requests received in the year; None without one."""
        return next((table.requests for table in self.tables if table.requests), None)

    @cached_property
    def equations_of(self) -> Mapping[str, tuple[Equation, ...]]:
        """The equations that each cell stands in, by cell id."""
        found: dict[str, list[Equation]] = {cell: [] for cell in self.cells}
        for equation in self.equations:
            for cell in equation.cells:
                found[cell].append(equation)
        return {cell: tuple(equations) for cell, equations in found.items()}

    def table(self, table_id: str) -> Table:
        """Returns the table of that id.

        Raises:
            KeyError: The form has no such table.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


def assemble(tables: Iterable[Table]) -> Form:
    """Returns the form that a report prints, from one table of each id, editions mixed or not.

    The same tables give the same form, so that what is laid out once a form is laid out once.
    """
    return _assembled(tuple(tables))


@lru_cache(maxsize=64)
def _assembled(tables: tuple[Table, ...]) -> Form:
    return Form(edition=tables[0].edition, tables=tables)


def group_path(groups: tuple[Group, ...], group_id: str) -> tuple[Group, ...]:
    """Returns the group of that id and the ones above it, outermost first."""
    by_id = {group.id: group for group in groups}
    path: list[Group] = []
    while group_id:
        path.insert(0, by_id[group_id])
        group_id = by_id[group_id].parent
    return tuple(path)


def _numbered(row: Row) -> str:
    """Returns the row's label, a long one in short: （七）总计, 1.属于国家秘密, 逾期不补正."""
    label = _plain(row.label)
    return label if len(label) <= 14 else row.short


def _plain(label: str) -> str:
    return label.split("（单位")[0]
