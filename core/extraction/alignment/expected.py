"""The lines that a table of the form should print: its title, headers, rows and subtotals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from ...forms import Block, Column, Group, Row, Table, group_path
from ..labels import bare


class Role(Enum):
    """What an expected line is."""

    TITLE = "title"
    HEAD = "head"
    ROW = "row"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a figure of an expected line belongs.

    Attributes:
        cell: The cell id.
        headers: What may stand over its column, bare, each with how many of its first characters
            are the labels of groups that it shares with other columns; its own label first.
    """

    cell: str
    headers: tuple[tuple[str, int], ...]

    def __hash__(self) -> int:
        return hash(self.cell)  # targets are keys of a cache


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the form.

    Attributes:
        texts: Every wording of its label, bare; empty where it has none (the line of figures
            of a table whose rows stand side by side).
        targets: Where its figures belong, left to right.
        subtotals: Headers of the columns of sums that may stand between them.
        shared: How many characters at the start of each text are labels of groups, which the
            row shares with others; empty where none are.
    """

    role: Role
    texts: tuple[str, ...]
    block: Block
    targets: tuple[Target, ...] = ()
    subtotals: tuple[str, ...] = ()
    shared: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What a row is known by: the id of its first cell."""
        return self.targets[0].cell


@cache
def expected_lines(table: Table) -> tuple[Expected, ...]:
    """Returns the lines of a table in the order of the form."""
    titles = tuple(dict.fromkeys(bare(text) for text in (table.title, *table.aliases)))
    lines = [Expected(Role.TITLE, titles, table.blocks[0])]
    for block in table.blocks:
        lines += _headers(table, block)
        lines += [_line(table, block)] if table.orientation == "line" else _rows(table, block)
    return tuple(lines)


def _headers(table: Table, block: Block) -> list[Expected]:
    headers = []
    if block.heading:
        headers.append(Expected(Role.HEAD, (bare(block.heading),), block))
    items: tuple[Row, ...] | tuple[Column, ...] = (
        block.rows if table.orientation == "line" else block.columns
    )
    levels = _levels(table, block, items)
    words = [bare("".join(level)) for level in levels]
    corner = bare(block.corner)
    wordings = tuple(dict.fromkeys([*words, *(corner + text for text in words)]))
    headers += [Expected(Role.HEAD, wordings, block) for _ in levels]
    return headers


def _levels(
    table: Table, block: Block, items: tuple[Row, ...] | tuple[Column, ...]
) -> list[list[str]]:
    """Returns the header labels of each level, as a line of the header prints them."""
    groups = block.row_groups if table.orientation == "line" else block.column_groups
    levels: dict[int, list[str]] = {}
    for item in items:
        path = group_path(groups, item.group)
        for depth, label in enumerate([*(group.label for group in path), item.label]):
            level = levels.setdefault(depth, [])
            if label not in level:
                level.append(label)
    if table.orientation == "line":
        levels[len(levels)] = [column.label for _ in items for column in block.columns]
    return [levels[depth] for depth in sorted(levels)]


def _rows(table: Table, block: Block) -> list[Expected]:
    lines: list[Expected] = []
    opened: set[str] = set()
    open_group = ""
    subtotals = tuple(
        bare(text) for column in block.subtotal_columns for text in (column.label, *column.aliases)
    )
    for row in block.rows:
        if row.group != open_group:
            lines += _closing_subtotal(block, open_group)
            open_group = row.group
        for group in block.row_path(row):
            if group.subtotals and group.id not in opened:
                lines.append(Expected(Role.SUBTOTAL, _subtotal_wordings(group), block))
            opened.add(group.id)
        targets = tuple(
            Target(f"{table.id}.{row.id}.{column.id}", _column_wordings(block, column))
            for column in block.columns
        )
        wordings = _wordings(block, row)
        lines.append(
            Expected(Role.ROW, tuple(wordings), block, targets, subtotals, tuple(wordings.values()))
        )
    return lines


def _closing_subtotal(block: Block, group_id: str) -> list[Expected]:
    """Returns the line of a group's sums where it stands below the group, without the words that
    the sums of the whole table have as well.
    """
    return [
        Expected(Role.SUBTOTAL, (*_named_subtotals(group), bare(group.subtotals[0])), block)
        for group in block.row_groups
        if group.id == group_id and group.subtotals
    ]


def _line(table: Table, block: Block) -> Expected:
    targets = []
    for row in block.rows:
        over = [group.label for group in block.row_path(row)] + [row.label]
        for column in block.columns:
            before = [bare("".join(over[start:])) for start in range(len(over))]
            headers = {text + bare(column.label): len(text) for text in before}
            headers |= {bare(text): 0 for text in (column.label, *column.aliases)}
            targets.append(Target(f"{table.id}.{row.id}.{column.id}", tuple(headers.items())))
    return Expected(Role.ROW, (), block, tuple(targets))


def _wordings(block: Block, row: Row) -> dict[str, int]:
    """Returns the row's labels, alone and with the labels of its groups before them, each with
    the length of the latter.
    """
    labels = [bare(text) for text in (row.label, *row.aliases)]
    groups = [bare(group.label) for group in block.row_path(row)]
    before = ["".join(groups[start:]) for start in range(len(groups) - 1, -1, -1)]
    wordings = dict.fromkeys(labels, 0)
    for over in before:
        wordings |= {over + label: len(over) for label in labels}
    return wordings


def _subtotal_wordings(group: Group) -> tuple[str, ...]:
    names = [bare(text) for text in (group.label, *group.aliases)]
    sums = [bare(text) for text in group.subtotals]
    return tuple(dict.fromkeys([*names, *_named_subtotals(group), *sums]))


def _named_subtotals(group: Group) -> list[str]:
    names = [bare(text) for text in (group.label, *group.aliases)]
    return [name + bare(text) for text in group.subtotals for name in names]


def _column_wordings(block: Block, column: Column) -> tuple[tuple[str, int], ...]:
    labels = [bare(text) for text in (column.label, *column.aliases)]
    groups = [bare(group.label) for group in block.column_path(column)]
    before = ["".join(groups[start:]) for start in range(len(groups) - 1, -1, -1)]
    wordings = dict.fromkeys(labels, 0)
    wordings |= {over + labels[0]: len(over) for over in before}
    return tuple(wordings.items())
