"""Forty faults planted in an extraction are found, corrected and handed back in its own shape."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from gouji.core.export.formats import write_export
from gouji.core.export.handed_back.hand_back import hand_back_reports
from gouji.core.export.handed_back.handed_report import handed_data, handed_of, handed_report
from gouji.core.export.handed_back.written_back import changes_path
from gouji.core.export.review_workbook.addresses import name_of
from gouji.core.extraction.report import Report
from gouji.core.figures import State, show
from gouji.core.form_files import official_forms
from gouji.core.pipeline import hold_against_extraction, open_reports
from gouji.core.review import Review
from gouji.core.supplied.held_extraction import EXTRACTION, HeldExtraction, with_extraction_doubts
from gouji.core.supplied.supplied_values import GivenExtraction

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
NAMES = ("2021-totals-broken.pdf", "2021-web-page.html", "2019-edition.docx")
FAULTS = 40

Figures = Mapping[str, str]
Line = tuple[Mapping[str, str], dict[str, str]]
"""What a report is, and its figures as an extraction has them."""


@cache
def reports() -> tuple[Report, ...]:
    """The samples as read."""
    return tuple(open_reports(SAMPLES / name).reports[0] for name in NAMES)


def said(report: Report, cell: str) -> str:
    """What a program that reads rightly says of a cell."""
    value = report.readings[cell].figure.value
    return "" if value is None else show(value)


def extracted() -> list[Line]:
    """A right extraction of the samples."""
    return [
        (
            {
                "file": report.source.path.name,
                "organization": report.organization,
                "year": str(report.year),
            },
            {cell: said(report, cell) for cell in report.form.cells},
        )
        for report in reports()
    ]


def slips(text: str, random: Random) -> str:
    """A figure as a program may get it wrong; never the same one."""
    number = Decimal(text or "0")
    kinds = [
        show(number + 1),
        f"{text or 1}0",
        "" if number else "7",
        show(number + random.randint(2, 9)),
        text[::-1] if text[::-1] not in (text, "") and text[-1:] != "0" else show(number + 11),
        "十几件",
    ]
    return random.choice([each for each in kinds if each != text and each.strip("0")])


def plant(lines: list[Line]) -> set[tuple[int, str]]:
    """Plants the faults; returns where: the place of the report, and the cell."""
    random = Random(23)
    places = [(at, cell) for at, (_, figures) in enumerate(lines) for cell in figures]
    chosen = random.sample(places, FAULTS)
    for at, cell in chosen:
        lines[at][1][cell] = slips(lines[at][1][cell], random)
    return set(chosen)


def cells_of(lines: list[Line]) -> list[str]:
    return list(dict.fromkeys(cell for _, figures in lines for cell in figures))


def as_csv(lines: list[Line]) -> bytes:
    """A table with columns named by ids, in GB 18030, with a note that holds commas."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    cells = cells_of(lines)
    writer.writerow(["序号", "文件名", "单位", "年度", *cells, "备注"])
    for number, (identity, figures) in enumerate(lines, start=1):
        values = [figures.get(cell, "") for cell in cells]
        writer.writerow([number, *identity.values(), *values, '甲,乙，"丙"'])
    return stream.getvalue().encode("gb18030")


def label(cell: str) -> tuple[str, str]:
    """The heads of a column, the row's labels above the column's."""
    spec = next(form.cells[cell] for form in official_forms()[::-1] if cell in form.cells)
    groups = "".join(group.label for group in spec.block.row_path(spec.row))
    return groups + spec.row.label, spec.column.label


def as_workbook(lines: list[Line]) -> bytes:
    """A table with two rows of heads in words, a title above them, and a formula at the end."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "全县 2021"
    cells = cells_of(lines)
    sheet.append(["全县汇总表"])
    sheet.append(["单位名称", "年份", "来源文件", *(label(cell)[0] for cell in cells), "合计"])
    sheet.append([None, None, None, *(label(cell)[1] for cell in cells)])
    for identity, figures in lines:
        values: list[object] = [_typed(figures.get(cell, "")) for cell in cells]
        lead = [identity["organization"], int(identity["year"]), identity["file"]]
        sheet.append([*lead, *values, "=SUM(D4:F4)"])
    for row in sheet.iter_rows(min_row=4, min_col=4):
        for cell in row:
            cell.number_format = "0.00"
    book.create_sheet("别的")["B2"] = "不动"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(text: str) -> object:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text or None
    return int(number) if number == int(number) else float(number)


def as_json(lines: list[Line]) -> bytes:
    """What a language model's pipeline may write: by file, tables within, numbers and texts."""
    whole = {}
    for identity, figures in lines:
        nested: dict[str, dict[str, object]] = {}
        for cell, text in figures.items():
            table, row, column = cell.split(".")
            number = _typed(text)
            nested.setdefault(table, {}).setdefault(row, {})[column] = (  # type: ignore[index]
                text if row == "carried_out" else number
            )
        whole[identity["file"]] = {"单位": identity["organization"], "tables": nested}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


SHAPES: Mapping[str, Callable[[list[Line]], bytes]] = {
    "抽取.csv": as_csv,
    "抽取.xlsx": as_workbook,
    "抽取.json": as_json,
}


def held(path: Path) -> list[HeldExtraction]:
    found = [
        hold_against_extraction(GivenExtraction(path), report, report.figures)
        for report in reports()
    ]
    assert None not in found
    return [each for each in found if each is not None]


def handed_back(
    pairs: list[tuple[HeldExtraction, Review]], output: Path, language: str
) -> tuple[int, int]:
    """Gives an extraction back, what is said of each report kept as a batch keeps it."""
    extraction = pairs[0][0].extraction
    kept = [handed_data(handed_report(one, review)) for one, review in pairs]
    reports = [handed_of(data, extraction) for data in kept]
    return hand_back_reports(extraction, reports, output, language)


def differing(path: Path) -> set[tuple[int, str]]:
    return {(at, each.cell) for at, one in enumerate(held(path)) for each in one.differences}


@pytest.mark.parametrize("name", SHAPES)
def test_a_right_extraction_is_not_spoken_of(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(SHAPES[name](extracted()))

    assert differing(path) == set()
    assert [one.absent for one in held(path)] == [(), (), ()]
    assert all(len(one.compared) == len(report.form.cells) for one, report in
               zip(held(path), reports(), strict=True))  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_planted_fault_is_a_doubt_with_both_figures(name: str, tmp_path: Path) -> None:
    lines = extracted()
    planted = plant(lines)
    path = tmp_path / name
    path.write_bytes(SHAPES[name](lines))

    assert differing(path) == planted
    for report, one in zip(reports(), held(path), strict=True):
        doubted = with_extraction_doubts(report, one)
        assert doubted.figures == report.figures
        for each in one.differences:
            reading = doubted.readings[each.cell]
            assert reading.doubt == EXTRACTION
            if each.supplied.figure.text:
                assert reading.alternatives[0] == each.supplied.figure.text


@pytest.mark.parametrize("name", SHAPES)
def test_it_is_handed_back_as_it_would_be_without_faults(name: str, tmp_path: Path) -> None:
    lines = extracted()
    plant(lines)
    path, output = tmp_path / name, tmp_path / f"更正{Path(name).suffix}"
    path.write_bytes(SHAPES[name](lines))
    given = [
        (one, Review(with_extraction_doubts(report, one)))
        for report, one in zip(reports(), held(path), strict=True)
    ]

    counts = handed_back(given, output, "zh")

    assert counts == (FAULTS, 0)
    if output.suffix == ".xlsx":
        assert_same_workbook(output.read_bytes(), SHAPES[name](extracted()), path.read_bytes())
    else:
        assert output.read_bytes() == SHAPES[name](extracted())
    sheet = load_workbook(changes_path(output))["更正"]
    assert sheet.max_row == FAULTS + 1
    rates = load_workbook(changes_path(output))["错误率"]
    total = next(rates.iter_rows(min_row=2, max_row=2, values_only=True))
    cells = sum(len(report.form.cells) for report in reports())
    assert total[:5] == ("全部", None, cells, FAULTS, total[4])
    assert total[6] < total[5] < total[7]
    assert total[5] == pytest.approx(100 * FAULTS / cells, abs=0.01)


def assert_same_workbook(found: bytes, right: bytes, before: bytes) -> None:
    books = [load_workbook(io.BytesIO(data)) for data in (found, right)]
    values = [
        {(cell.coordinate): cell.value for row in book.worksheets[0].iter_rows() for cell in row}
        for book in books
    ]
    assert values[0] == values[1]
    assert books[0].worksheets[0]["D4"].number_format == "0.00"
    assert books[0].calculation.fullCalcOnLoad
    parts = [zipfile.ZipFile(io.BytesIO(data)) for data in (found, before)]
    assert parts[0].namelist() == parts[1].namelist()
    touched = {name for name in parts[0].namelist() if parts[0].read(name) != parts[1].read(name)}
    assert touched == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_a_figure_that_is_in_doubt_on_the_page_is_left_until_a_reviewer_decides(
    tmp_path: Path,
) -> None:
    report = reports()[0]
    cell = next(each for each, one in report.readings.items() if one.figure.state is State.NUMBER)
    doubted = replace(
        report,
        readings={**report.readings, cell: replace(report.readings[cell], confidence=0.4)},
    )
    lines = extracted()
    lines[0][1][cell] = "77"
    path, output = tmp_path / "抽取.csv", tmp_path / "更正.csv"
    path.write_bytes(as_csv(lines))
    one = held(path)[0]
    review = Review(with_extraction_doubts(doubted, one), reviewer="王核")

    assert handed_back([(one, review)], output, "zh") == (0, 1)
    assert output.read_bytes() == path.read_bytes()

    review.confirm([cell])
    assert handed_back([(one, review)], output, "en") == (1, 0)
    assert output.read_bytes() == as_csv(extracted())
    row = next(
        load_workbook(changes_path(output))["Changes"].iter_rows(min_row=2, values_only=True)
    )
    assert "王核" in row


def test_a_form_that_was_typed_as_a_workbook_is_handed_back_as_it_was_laid_out(
    tmp_path: Path,
) -> None:
    """The sheets of the audited workbook are laid out as the official form is."""
    report = reports()[0]
    typed, output = tmp_path / "手工录入.xlsx", tmp_path / "更正.xlsx"
    write_export(Review(report), typed)
    book = load_workbook(typed)
    sheet = book["表三"]
    places = ("t3.new.natural", "t3.denied_law.total")
    addresses = {cell: _address(book, cell) for cell in places}
    for cell, address in addresses.items():
        assert sheet[address].value == report.readings[cell].figure.value
        sheet[address] = 77
    book.save(typed)
    (one,) = [hold_against_extraction(GivenExtraction(typed), report, report.figures)]
    assert one is not None

    assert {each.cell for each in one.differences} == set(places)
    review = Review(with_extraction_doubts(report, one))
    assert handed_back([(one, review)], output, "zh")[0] == 2
    corrected = load_workbook(output)["表三"]
    for cell, address in addresses.items():
        assert corrected[address].value == report.readings[cell].figure.value


def _address(book: Workbook, cell: str) -> str:
    """Where the audited workbook has a cell, by the name that it gives it."""
    ((sheet, address),) = book.defined_names[name_of(cell)].destinations
    assert sheet == "表三"
    return address.replace("$", "")
