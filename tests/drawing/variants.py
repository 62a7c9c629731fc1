"""Variants of a table's form that reports print: other labels, other orders, sums between."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gouji.core.forms import Block, Column, Row, Table

from .habits import Habits, Value

SUM = "_sum_"
"""Rows and columns of sums have ids that begin so; no form has them."""

_BEFORE = f"{SUM}before_"

OLDER_HEADING = "因政府信息公开工作被申请行政复议、提起行政诉讼情况"


def varied(table: Table, habits: Habits, random: Random, year: int) -> Table:
    """Returns the table as an author of these habits prints it in a report of a year; cell ids stay
    true.
    """
    table = _printed_otherwise(table, habits, random, year)
    return _headless(table) if habits.headless else table


def _headless(table: Table) -> Table:
    return replace(table, blocks=tuple(_without_headers(block, table) for block in table.blocks))


def _without_headers(block: Block, table: Table) -> Block:
    """Returns a block whose headers are blank, be they of columns or of rows."""
    nameless = replace(
        block,
        columns=tuple(replace(column, label="") for column in block.columns),
        column_groups=tuple(replace(group, label="") for group in block.column_groups),
    )
    if table.orientation == "rows":
        return nameless
    return replace(
        nameless,
        rows=tuple(replace(row, label="") for row in block.rows),
        row_groups=tuple(replace(group, label="") for group in block.row_groups),
    )


def _printed_otherwise(table: Table, habits: Habits, random: Random, year: int) -> Table:
    """Returns a table with other labels, another order, and sums between."""
    if table.id == "t4" and habits.older_heading:
        table = replace(table, title=OLDER_HEADING)
    if table.id == "t4" and habits.shuffled_results:
        (block,) = table.blocks
        columns = random.sample(block.columns, len(block.columns))
        table = replace(table, blocks=(replace(block, columns=tuple(columns)),))
    if table.id == "t4" and habits.results == "rows":
        table = replace(table, orientation="rows")
    if table.id == "t2":
        return _varied_publications(table, habits)
    if table.id != "t3":
        return table
    (block,) = table.blocks
    if habits.swapped_columns:
        block = _with_swapped_columns(block, random)
    if habits.years:
        block = _with_years(block, year)
    if habits.subtotal_column:
        block = _with_subtotal_column(block)
    if habits.swapped_rows:
        block = _with_swapped_rows(block, random)
    if habits.short_labels:
        block = replace(block, rows=tuple(_shortened(row, random) for row in block.rows))
    if habits.subtotal_rows:
        block = _with_subtotal_rows(block, habits.subtotal_rows)
    return replace(table, blocks=(block,))


def _in_yuan(block: Block) -> Block:
    """Returns a block whose amounts are in 元, as their heads say."""
    columns = [
        replace(column, label=f"{column.label.split('（')[0]}（单位：元）")
        if column.domain.id == "amount"
        else column
        for column in block.columns
    ]
    return replace(block, columns=tuple(columns))


def add_sums(table: Table, figures: dict[str, Value | None]) -> None:
    """Adds the figures of the rows and columns of sums that a varied table has."""
    (block,) = table.blocks
    parts = [c.id for c in block.columns if c.group == "organizations" and not c.id.startswith(SUM)]
    for row in block.rows:
        if row.id.startswith(SUM):
            members = [r.id for r in block.rows if r.group == row.group and r.id != row.id]
            for column in block.columns:
                cells = [f"{table.id}.{member}.{column.id}" for member in members]
                figures[f"{table.id}.{row.id}.{column.id}"] = _sum(figures, cells)
    for row in block.rows:
        cells = [f"{table.id}.{row.id}.{part}" for part in parts]
        figures[f"{table.id}.{row.id}.{SUM}organizations"] = _sum(figures, cells)
        for column in block.columns:
            if column.id.startswith(_BEFORE):
                now = figures.get(f"{table.id}.{row.id}.{column.id.removeprefix(_BEFORE)}") or 0
                figures[f"{table.id}.{row.id}.{column.id}"] = now + 3


def _sum(figures: dict[str, Value | None], cells: list[str]) -> Value:
    return sum((figures.get(cell) or 0 for cell in cells), 0)


def _varied_publications(table: Table, habits: Habits) -> Table:
    if habits.explained:
        table = replace(table, blocks=tuple(map(_explained, table.blocks)))
    if habits.amount_unit == "head":
        table = replace(table, blocks=tuple(map(_in_yuan, table.blocks)))
    return table


def apart(table: Table) -> list[Table]:
    """Returns a table for each row of a table whose rows stand side by side."""
    (block,) = table.blocks
    return [
        replace(table, title=row.label, blocks=(replace(block, rows=(row,), row_groups=()),))
        for row in (replace(row, group="") for row in block.rows)
    ]


def _explained(block: Block) -> Block:
    said = "（行政机关依照法定权限、程序制定并公开发布，在一定期限内反复适用的公文）"
    return replace(
        block,
        rows=tuple(
            replace(row, label=row.label + said) if row.id == "normative" else row
            for row in block.rows
        ),
    )


def _with_swapped_columns(block: Block, random: Random) -> Block:
    columns = list(block.columns)
    first, second = random.sample([1, 2, 3, 4, 5], 2)
    columns[first], columns[second] = columns[second], columns[first]
    return replace(block, columns=tuple(columns))


def _with_swapped_rows(block: Block, random: Random) -> Block:
    rows = list(block.rows)
    start = random.choice(
        [at for at, row in enumerate(rows[:-1]) if row.group == rows[at + 1].group]
    )
    rows[start], rows[start + 1] = rows[start + 1], rows[start]
    return replace(block, rows=tuple(rows))


def _with_subtotal_column(block: Block) -> Block:
    at = max(i for i, column in enumerate(block.columns) if column.group == "organizations") + 1
    column = Column(
        f"{SUM}organizations", "法人小计", "", block.columns[0].domain, group="organizations"
    )
    return replace(block, columns=(*block.columns[:at], column, *block.columns[at:]))


def _with_years(block: Block, year: int) -> Block:
    """Returns a block with two columns for each, of this year and of the one before."""
    columns: list[Column] = []
    for column in block.columns:
        before = Column(
            f"{_BEFORE}{column.id}", f"{column.label}{year - 1}年", "", column.domain, column.group
        )
        columns += [replace(column, label=f"{column.label}{year}年"), before]
    return replace(block, columns=tuple(columns))


def _with_subtotal_rows(block: Block, place: str) -> Block:
    rows: list[Row] = []
    for group in dict.fromkeys(row.group for row in block.rows):
        members = [row for row in block.rows if row.group == group]
        if group in ("", "outcomes"):
            continue
        subtotal = Row(f"{SUM}{group}", "小计", "", "小计", "", group=group)
        rows += [subtotal, *members] if place == "first" else [*members, subtotal]
    grouped = {row.group for row in rows}
    result: list[Row] = []
    for row in block.rows:
        if row.group not in grouped:
            result.append(row)
        elif row.group not in {done.group for done in result}:
            result += [other for other in rows if other.group == row.group]
    return replace(block, rows=tuple(result))


def _shortened(row: Row, random: Random) -> Row:
    number = row.label.split(".")[0] + "." if row.label[0].isdigit() else ""
    if len(row.label) < 7 or not row.aliases:
        return row
    return replace(row, label=number + random.choice(row.aliases))
