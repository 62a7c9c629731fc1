"""The workbook of a batch holds no report longer than it writes it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core.batch_model import (
    AcrossLine,
    FindingLine,
    NamedReport,
    ReportLine,
    ReportState,
    ReportValues,
    Totals,
)
from gouji.core.bilingual import Bilingual
from gouji.core.export.batch import batch_workbook
from gouji.core.export.batch.kept_rows import make_rows, take_rows
from gouji.core.export.excel.stream import RowWriter, StreamStyles
from gouji.core.extraction.report import Report
from gouji.core.finding import ERROR, Finding
from gouji.core.pipeline import open_reports

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class ManyReports:
    """A batch of one report many times over, made while it is written."""

    report: Report
    count: int

    facts: Sequence[tuple[Bilingual, str | int]] = ()
    spot_check: None = None

    @property
    def totals(self) -> Totals:
        cells = [len(self.report.form.cells)] * self.count
        states = {ReportState.CLEAN: self.count}
        return Totals(self.count, self.count, 0, cells, states, [("t3.row", 1, 0)], [], [])

    def lines(self) -> Iterator[ReportLine]:
        for number, path in self.paths():
            report = replace(self.report, organization=f"第{number}县人民政府")
            figures = report.figures
            rows = take_rows(make_rows(ReportValues(report, ReportState.CLEAN, figures, figures)))
            yield ReportLine(number, path, ReportState.CLEAN, rows=rows)

    def paths(self) -> Iterator[tuple[int, Path]]:
        for number in range(1, self.count + 1):
            yield number, Path(f"/reports/{number}.html")

    def findings(self) -> Iterator[FindingLine]:
        for number, path in self.paths():
            finding = Finding("t3.row.new", ERROR, ("t3.new.total",), "差 1", "difference 1", 1, 2)
            yield FindingLine(NamedReport(number, path, "县", 2021), finding, False)

    def across(self) -> Iterator[AcrossLine]:
        yield from ()


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return open_reports(root / "resources" / "samples" / "2021-web-page.html").reports[0]


def peak(report: Report, count: int, path: Path) -> float:
    """The most megabytes that writing so many reports holds at one time."""
    tracemalloc.start()
    try:
        batch_workbook.write_batch(ManyReports(report, count), path)
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_reports(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_workbook, "SPOOLED_BYTES", 1)  # a spool that small lies on the disk
    batch_workbook.write_batch(
        ManyReports(report, 1), tmp_path / "warm.xlsx"
    )  # fills the caches of labels

    few = peak(report, 5, tmp_path / "few.xlsx")
    many = peak(report, 25, tmp_path / "many.xlsx")

    assert many < few + 1


def test_the_long_list_goes_on_in_another_sheet_where_one_is_full(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = len(report.form.cells)
    monkeypatch.setattr(batch_workbook, "MOST_ROWS", 2 * cells + batch_workbook.HEADS)

    batch_workbook.write_batch(ManyReports(report, 5), tmp_path / "out.xlsx")

    workbook = load_workbook(tmp_path / "out.xlsx", read_only=True)
    parts = [name for name in workbook.sheetnames if name.startswith("数据")]
    rows = {
        name: [row[0] for row in workbook[name].iter_rows(min_row=3, values_only=True)]
        for name in parts
    }
    workbook.close()
    assert [sorted(set(numbers)) for numbers in rows.values()] == [[1, 2], [3, 4], [5]]
    assert [len(numbers) for numbers in rows.values()] == [2 * cells, 2 * cells, cells]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12, '<c r="A3" s="2"><v>12</v></c>'),
        (
            "<&\x01",
            '<c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">&lt;&amp;␁</t></is></c>',
        ),
        (12345678901234567, '<c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">1234567890'),
        (None, ""),
    ],
)
def test_a_value_is_written_as_what_it_is(value: str | int | None, shown: str) -> None:
    row = RowWriter(StreamStyles(text=1, number=2)).row(3, [value])

    assert row.startswith(f'<row r="3">{shown}')
