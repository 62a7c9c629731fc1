"""Draws figures of a form such that every rule of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from gouji.core.forms import Table

from .habits import Value

REQUESTS = {"r1": (0, 10), "r2": (20, 300), "r3": (1_000, 20_000)}
ITEMS = {"r1": 30, "r2": 900, "r3": 30_000}
APPLICANTS = {"natural": 80, "business": 10, "research": 3, "nonprofit": 2, "legal": 3, "other": 2}


def draw_figures(tables: Sequence[Table], size: str, random: Random) -> dict[str, Value]:
    """Returns a value for every cell of the tables, by cell id."""
    drawn: dict[str, Value] = {}
    for table in tables:
        if table.id == "t2":
            drawn |= _disclosed(table, ITEMS[size], random)
        elif table.id == "t3":
            drawn |= _requests(table, random.randint(*REQUESTS[size]), random)
        else:
            drawn |= _disputes(table, REQUESTS[size][1] // 10, random)
    return drawn


def _disclosed(table: Table, most: int, random: Random) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    for cell in table.cells():
        if cell.domain.id == "amount":
            places = Decimal(10) ** random.randint(0, 4)
            drawn[cell.id] = random.choice((0, random.randint(1, most * 10_000) / places))
        elif cell.domain.id == "change":
            drawn[cell.id] = random.randint(-most, most)
        else:
            drawn[cell.id] = random.choice((0, random.randint(0, most)))
    for rule in table.comparisons:
        low, high = sorted((drawn[rule.lesser], drawn[rule.greater]))
        drawn[rule.lesser], drawn[rule.greater] = low, high
    return {cell: _simple(value) for cell, value in drawn.items()}


def _simple(value: Value) -> Value:
    return int(value) if value == int(value) else value


def _requests(table: Table, asked: int, random: Random) -> dict[str, Value]:
    (block,) = table.blocks
    rows = [row.id for row in block.rows]
    outcomes = rows[2 : rows.index("handled")]
    weights = [random.choice((0, 0, 1, 3, 9)) for _ in outcomes]
    weights[0] += 5
    drawn: dict[str, Value] = {
        f"t3.{row}.{column.id}": 0 for row in rows for column in block.columns
    }

    def add(row: str, column: str, count: int) -> None:
        drawn[f"t3.{row}.{column}"] += count
        drawn[f"t3.{row}.total"] += count

    shares = _divided(asked, list(APPLICANTS.values()), random)
    for column, count in zip(APPLICANTS, shares, strict=True):
        before, left = random.randint(0, count // 10), random.randint(0, count // 8)
        add("new", column, count)
        add("carried_in", column, before)
        add("carried_out", column, left)
        add("handled", column, count + before - left)
        parts = _divided(count + before - left, weights, random)
        for row, part in zip(outcomes, parts, strict=True):
            add(row, column, part)
    return drawn


def _divided(count: int, weights: Sequence[int], random: Random) -> list[int]:
    """Returns a count divided at random among parts of these weights."""
    fine = min(count, 60)
    parts = [0] * len(weights)
    for part in random.choices(range(len(weights)), weights, k=fine):
        parts[part] += count // max(fine, 1)
    parts[max(range(len(weights)), key=weights.__getitem__)] += count - sum(parts)
    return parts


def _disputes(table: Table, most: int, random: Random) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    (block,) = table.blocks
    for row in block.rows:
        parts = [random.choice((0, random.randint(0, max(most, 2)))) for _ in block.columns[:-1]]
        for column, value in zip(block.columns, [*parts, sum(parts)], strict=True):
            drawn[f"{table.id}.{row.id}.{column.id}"] = value
    return drawn
