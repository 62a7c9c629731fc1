"""One scale of confidence and one threshold, which every reader, view and export asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from gouji.core.documents.document import Grid
from gouji.core.documents.opening import open_document
from gouji.core.doubts import DOUBTS, LIKELIER, NEARLY_CERTAIN, THRESHOLD, hundredths, is_doubt
from gouji.core.doubts import percent as in_percent
from gouji.core.sampling.sampling_units import band

OF_DOUBT = re.compile("confiden|doubt|unsure|certain|sure", re.IGNORECASE)


@pytest.mark.parametrize("confidence", [0.0, 0.5, 0.8, 0.8951, 0.899, 0.8999999])
def test_what_is_a_doubt_is_shown_below_the_threshold_everywhere(confidence: float) -> None:
    assert is_doubt(confidence)
    assert hundredths(confidence) < Decimal(repr(THRESHOLD))
    assert in_percent(confidence) < THRESHOLD * 100
    assert band(confidence) == f"<{THRESHOLD}"


@pytest.mark.parametrize("confidence", [0.9, 0.93, 0.98, 0.99, 1.0])
def test_what_is_no_doubt_is_shown_as_none(confidence: float) -> None:
    assert not is_doubt(confidence)
    assert in_percent(confidence) == round(confidence * 100)
    assert (band(confidence) == f"≥{NEARLY_CERTAIN}") is (confidence >= NEARLY_CERTAIN)


def test_the_likelier_of_two_ways_to_read_something_is_a_doubt() -> None:
    assert is_doubt(LIKELIER)


def test_a_figure_that_a_workbook_shows_as_a_date_is_a_doubt_with_its_reason(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["规章", date(1900, 1, 8), 3])
    book.save(tmp_path / "表.xlsx")

    (grid,) = [one for one in open_document(tmp_path / "表.xlsx").blocks if isinstance(one, Grid)]

    _, dated, plain = grid.cells
    assert is_doubt(dated.confidence)
    assert dated.doubt in DOUBTS
    assert not is_doubt(plain.confidence)


def test_no_other_module_has_a_threshold_of_its_own(root: Path) -> None:
    modules = [*(root / "core").rglob("*.py"), *(root / "gui").rglob("*.py")]
    own = {
        f"{module.relative_to(root)}:{line}"
        for module in modules
        if module.name != "doubts.py" or module.parent.name != "core"
        for line in _thresholds(ast.parse(module.read_text("utf-8")))
    }

    assert len(modules) > 300
    assert own == set()


def test_a_threshold_of_its_own_would_be_seen() -> None:
    written = (
        "DOUBTFUL = 0.9",
        "x = reading.confidence < 0.8",
        "A, UNSURE = 1, 0.9",
        "f(confidence=0.9)",
    )

    assert [len(list(_thresholds(ast.parse(each)))) for each in written] == [1, 1, 1, 1]


def _thresholds(module: ast.Module) -> Iterator[int]:
    """Yields the lines where the threshold is named anew, or a confidence is held to a number."""
    for node in ast.walk(module):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            said = [ast.unparse(side) for side in sides]
            # A plan's confidence is that of an interval, in the sense of statistics.
            named = any("confidence" in each and each != "plan.confidence" for each in said)
            if named and any(_is_share(side) for side in sides):
                yield node.lineno
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _named_anew(target, node.value)
        elif (
            isinstance(node, ast.keyword) and node.arg == "confidence" and _is_threshold(node.value)
        ):
            yield node.value.lineno


def _named_anew(target: ast.expr, value: ast.expr) -> Iterator[int]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, given in zip(target.elts, value.elts, strict=False):
            yield from _named_anew(one, given)
    elif _is_threshold(value) and OF_DOUBT.search(ast.unparse(target)):
        yield target.lineno


def _is_threshold(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == THRESHOLD


def _is_share(node: ast.expr) -> bool:
    """Is it a number between 0 and 1, such as a bound of confidence?"""
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < 1
