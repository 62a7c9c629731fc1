"""What a workbook costs beside the same number of plain cells. Run with:

pytest tests/benchmarks/test_export_speed.py -s
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gouji.core.export.review_workbook.workbook import build_book, write_workbook
from gouji.core.review import Review

from ..core.export.hand_made import report_of
from ..data.sample_reports import TOTALS_BROKEN

MOST_TIMES = 10.0
"""How many times as long as plain cells; looks, formulas and their results are worth that much."""

ROUNDS = 7


def write_plain(cells: int, path: Path) -> None:
    """Writes so many cells without any look, ten to a row."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for start in range(0, cells, 10):
        sheet.append(list(range(start, start + 10)))
    workbook.save(path)


def seconds(work: Callable[[], object]) -> float:
    """The median of several runs, the first left out."""
    work()
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return median(spent)


def test_a_workbook_takes_a_few_times_as_long_as_plain_cells(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.adjust({"t3.handled.natural": "8"}, why="多计两件")
    book = build_book(review)
    cells = sum(len(sheet._cells) for sheet in book.workbook.worksheets)

    ours = seconds(lambda: write_workbook(review, tmp_path / "ours.xlsx"))
    plain = seconds(lambda: write_plain(cells, tmp_path / "plain.xlsx"))

    told = f"{cells} cells: {ours:.3f} s, plain {plain:.3f} s, {ours / plain:.1f} times"
    record_property("ratio", told)
    sys.stdout.write(f"\n{told}\n")
    assert ours < MOST_TIMES * plain, told
