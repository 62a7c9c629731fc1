"""How long checking and suggesting take. Run with:

pytest tests/benchmarks --benchmark-enable -s
"""

from __future__ import annotations

import sys
import timeit
from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gouji.core import rules
from gouji.core.extraction.report import Report
from gouji.core.figures import Figure, parse_figure
from gouji.core.repair import suggest

from ..drawing.figures import draw_figures
from ..measure_repair import CELLS, FORM, make_report, wrong_cells

EDITED = "t3.granted.natural"


@pytest.fixture
def report() -> Report:
    return make_report(draw_figures(FORM.tables, "r2", Random(7)))


def plain_sums(report: Report) -> float:
    """Returns the seconds that the same equations take as sums over a dictionary of numbers."""
    numbers = {cell: figure.amount for cell, figure in report.figures.items()}
    equations = [(equation.left, equation.right) for equation in FORM.equations]

    def evaluate() -> list[bool]:
        return [
            sum(numbers[cell] for cell in left) == sum(numbers[cell] for cell in right)
            for left, right in equations
        ]

    assert all(evaluate())
    return min(timeit.repeat(evaluate, number=20, repeat=9)) / 20


def tell(benchmark: BenchmarkFixture, report: Report) -> None:
    """Says the ratio to plain sums."""
    plain = plain_sums(report)
    if benchmark.stats is None:  # where benchmarks are disabled
        return
    benchmark.extra_info["ratio_to_plain_sums"] = round(benchmark.stats.stats.min / plain, 2)
    sys.stdout.write(f"\n{benchmark.extra_info}, plain sums {plain * 1e6:.0f} µs\n")


def test_a_full_check(benchmark: BenchmarkFixture, report: Report) -> None:
    figures = report.figures

    assert benchmark(lambda: rules.check(report, figures)) == ()
    tell(benchmark, report)


def test_a_check_of_one_edit(benchmark: BenchmarkFixture, report: Report) -> None:
    before = rules.check(report, report.figures)
    figures: dict[str, Figure] = report.figures
    figures[EDITED] = parse_figure("99999", FORM.cells[EDITED].domain)

    findings = benchmark(lambda: rules.check(report, figures, before=before, changed=(EDITED,)))

    assert [finding.rule for finding in findings] == ["t3.handled.natural", "t3.row.granted"]
    tell(benchmark, report)


def test_a_check_of_an_edit_that_breaks_nothing(
    benchmark: BenchmarkFixture, report: Report
) -> None:
    figures = report.figures
    before = rules.check(report, figures)

    assert benchmark(lambda: rules.check(report, figures, before=before, changed=(EDITED,))) == ()
    tell(benchmark, report)


def test_suggestions_for_three_wrong_figures(benchmark: BenchmarkFixture) -> None:
    random = Random(3)
    values = draw_figures(FORM.tables, "r2", random)
    table_3 = {cell: int(values[cell]) for cell in CELLS}
    report = make_report({**values, **wrong_cells(3)(table_3, random)})
    findings = rules.check(report, report.figures)

    ways = benchmark(lambda: suggest(report, report.figures, findings))

    assert len(ways[0].changes) == 3
