"""The ways in which a table of the form is printed: each is a plan of rows and columns, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ...documents.vocabulary import numbering
from ...forms import Block, Column, Group, Row, Table
from .words import letters


@lru_cache(maxsize=1)
def printed_around() -> Mapping[str, tuple[str, ...]]:
    """Returns what reports print around tables: ``other_columns``, ``value_headers``, ``sums``."""
    text = (resources.files("gouji.resources") / "plans.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a column of a plan: every wording of its label, letters alone.

    Attributes:
        numbering: How the form numbers it, as ``vocabulary.numbering`` has it.
    """

    wordings: tuple[str, ...]
    numbering: str = ""

    @property
    def longest(self) -> int:
        """How many letters the longest wording has."""
        return max(map(len, self.wordings), default=0)


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """Rows under one header.

    Attributes:
        rows, columns: As printed; a row without wordings has no label of its own.
        row_groups, column_groups: Wordings of what may stand over or before several of them.
        others: Headers of columns that the form does not have.
        cells: Ids by row and column.
        unit: How many columns lie under one group; columns change places within it alone.
        over: What stands over each unit of columns, in order; empty where nothing need.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    row_groups: tuple[str, ...]
    column_groups: tuple[str, ...]
    others: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    unit: int
    over: tuple[Label, ...] = ()

    def __hash__(self) -> int:
        # Blocks are keys of caches: hashing each of their wordings took longer than the work.
        return hash((self.cells[0][0], len(self.rows), len(self.columns)))


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to print one edition of a table.

    Attributes:
        name: "as the form has it", "turned", "rows", "list", "line", "line by result" or "apart".
    """

    table: Table
    name: str
    blocks: tuple[PlanBlock, ...]

    def __hash__(self) -> int:
        return hash((self.table, self.name))  # plans are keys of caches

    @property
    def rows(self) -> tuple[tuple[PlanBlock, int], ...]:
        """Every row: its block, and its index there."""
        return tuple((block, at) for block in self.blocks for at in range(len(block.rows)))

    @property
    def is_labelled(self) -> bool:
        """Whether its rows have labels."""
        return all(row.wordings for block in self.blocks for row in block.rows)

    @property
    def ideal(self) -> float:
        """How many letters the labels of its rows have."""
        return float(sum(row.longest for block in self.blocks for row in block.rows))


@lru_cache(maxsize=32)
def plans_of(table: Table) -> tuple[Plan, ...]:
    """Returns the ways in which a table is printed, the usual one first."""
    if table.orientation == "line":
        block = table.blocks[0]
        return tuple(Plan(table, name, tuple(blocks)) for name, blocks in _line_plans(table, block))
    plans = [Plan(table, "as the form has it", tuple(map(_BlockMaker(table).block, table.blocks)))]
    if len(table.blocks) == 1:
        plans.append(Plan(table, "turned", (_turned(plans[0].blocks[0]),)))
    return tuple(plans)


class _BlockMaker:
    """Makes the blocks of a table as the form has them."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def block(self, block: Block) -> PlanBlock:
        """Returns the plan of a block."""
        sums = [text for one in block.subtotal_columns for text in (one.label, *one.aliases)]
        groups = _wordings(block.row_groups)
        return PlanBlock(
            tuple(_label(row, groups) for row in block.rows),
            tuple(_label(column) for column in block.columns),
            groups,
            _wordings(block.column_groups),
            _letters((*sums, *printed_around()["other_columns"])),
            _cells(self.table, block),
            len(block.columns),
        )


def _turned(block: PlanBlock) -> PlanBlock:
    """Returns a block whose rows are printed as columns."""
    return PlanBlock(
        block.columns,
        block.rows,
        block.column_groups,
        block.row_groups,
        block.others,
        tuple(zip(*block.cells, strict=True)),
        len(block.rows),
    )


def _line_plans(table: Table, block: Block) -> Iterator[tuple[str, list[PlanBlock]]]:
    """Yields the ways to print a table whose rows the form has side by side."""
    rows, columns = [tuple(map(_label, items)) for items in (block.rows, block.columns)]
    groups, cells = _wordings(block.row_groups), _cells(table, block)
    others = _letters(printed_around()["other_columns"])
    over_rows = tuple(text for row in rows for text in row.wordings)
    over_columns = tuple(text for column in columns for text in column.wordings)
    none = (Label(()),)
    by_row = tuple(cell for line in cells for cell in line)
    by_column = tuple(cell for line in zip(*cells, strict=True) for cell in line)
    across = PlanBlock(
        *(none, columns * len(rows), (), (*groups, *over_rows), others, (by_row,), len(columns)),
        rows,
    )
    results = tuple(row for _ in columns for row in rows)
    yield "line", [across]
    by_result = PlanBlock(
        *(none, results, (), (*groups, *over_columns), others, (by_column,), len(rows)), columns
    )
    yield "line by result", [by_result]
    upright = PlanBlock(rows, columns, groups, (), others, cells, len(columns))
    yield "rows", [upright]
    yield "turned", [_turned(upright)]
    yield (
        "list",
        [
            PlanBlock(
                columns * len(rows),
                (Label(printed_around()["value_heads"]),),
                (*groups, *over_rows),
                (),
                others,
                tuple((cell,) for cell in by_row),
                1,
            )
        ],
    )
    yield (
        "apart",
        [
            PlanBlock(none, columns, (), (*groups, *row.wordings), others, (line,), len(columns))
            for row, line in zip(rows, cells, strict=True)
        ],
    )


def _cells(table: Table, block: Block) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(f"{table.id}.{row.id}.{column.id}" for column in block.columns) for row in block.rows
    )


def _label(item: Row | Column, groups: Collection[str] = ()) -> Label:
    """Returns the label of a row or column; its short name too, unless a group is called so."""
    short = _letters((item.short,)) if isinstance(item, Row) else ()
    named = [text for text in short if text not in groups]
    wordings = dict.fromkeys((*_letters((item.label, *item.aliases)), *named))
    return Label(tuple(wordings), numbering(item.label))


def _wordings(groups: Iterable[Group]) -> tuple[str, ...]:
    return _letters(text for group in groups for text in (group.label, *group.aliases))


def _letters(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(letters, texts))))
