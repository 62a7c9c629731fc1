"""The page on the rules says what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import numpy
import pytest

from gouji.core.repair.evidence_weights import COSTS
from gouji.core.repair.search import LIMITS
from gouji.core.repair.suggest import LISTED, TIE

from .reports import FORMS


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "rules.md").read_text("utf-8")


def signatures(edition: str) -> list[tuple[int, ...]]:
    """Returns for each cell of table 3 its column in the matrix of the equations."""
    table = FORMS[edition].table("t3")
    return [
        tuple((cell.id in one.left) - (cell.id in one.right) for one in table.equations)
        for cell in table.cells()
    ]


def test_the_costs_on_the_page_are_those_of_the_program(page: str) -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| [+−]?([\d.]+) \|", page, re.MULTILINE))

    assert {name: float(value) for name, value in told.items()} == {
        field.name: getattr(COSTS, field.name) for field in fields(COSTS)
    }


def test_the_limits_on_the_page_are_those_of_the_program(page: str) -> None:
    assert f"相差不到 {TIE}" in page
    assert f"最多 {LISTED} 种" in page
    assert f"试改 {LIMITS.trials:,} 次" in page
    assert f"最多 {LIMITS.nodes} 个节点" in page
    assert f"past {LIMITS.trials:,} tried changes" in page
    assert f"for {LIMITS.nodes} nodes" in page
    assert f"最多 {LIMITS.exact} 格" in page


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_rank_on_the_page_is_that_of_the_form(edition: str, page: str) -> None:
    matrix = numpy.array(signatures(edition)).T

    rank = numpy.linalg.matrix_rank(matrix)

    rows, columns = matrix.shape
    assert re.search(rf"{rows} × {columns}，秩(为 )? ?{rank}", page)


def test_no_three_cells_cancel_and_some_four_do() -> None:
    columns = [numpy.array(column) for column in signatures("2021")]
    alone = {tuple(sign * column) for column in columns for sign in (1, -1)}
    pairs: dict[tuple[int, ...], int] = {}
    for one, other in combinations(columns, 2):
        for sign in (1, -1):
            together = tuple(one + sign * other)
            assert any(together)
            assert together not in alone
            pairs[together] = pairs.get(together, 0) + 1

    assert max(pairs.values()) > 1
