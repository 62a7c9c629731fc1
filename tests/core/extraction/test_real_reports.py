"""Five real reports, taken as text from PDF, Word and OCR output, read cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.pipeline import open_reports

CERTAIN = 0.9

# What each report prints: a row id and its figures, "_" for a blank. Rows that are not listed
# print the report's filling in every cell.
REPORTS = {
    "000": {
        "organization": "泽州县人民政府",
        "year": 2021,
        "editions": {"t2": "2021", "t3": "2019"},
        "filling": "0",
        "rows": {
            "t2.normative": "34 18 30",
            "t2.licensing": "29372",
            "t2.penalties": "51420",
            "t2.coercion": "334",
            "t2.fees": "5902",
            "t3.new": "8 0 0 0 0 0 8",
            "t3.partial": "4 0 0 0 0 0 4",
            "t3.unavailable_not_held": "4 0 0 0 0 0 4",
            "t3.handled": "8 0 0 0 0 0 8",
            "t4.review": "0 0 2 0 2",
        },
    },
    "001": {
        "organization": "稷山县人民政府",
        "year": 2021,
        "editions": {"t2": "2021", "t3": "2021"},
        "filling": "_",
        "rows": {
            "t2.regulations": "0 0 0",
            "t2.normative": "5 1 5",
            "t2.licensing": "15972",
            "t2.penalties": "1019",
            "t2.coercion": "159",
            "t2.fees": "2479",
            "t3.new": "2 _ _ _ _ _ 2",
            "t3.carried_in": "0 _ _ _ _ _ 0",
            "t3.granted": "2 _ _ _ _ _ 2",
            "t3.handled": "2 _ _ _ _ _ 2",
            "t3.carried_out": "0 _ _ _ _ _ 0",
            "t4.review": "_ _ _ _ 0",
            "t4.direct": "_ _ _ _ 0",
            "t4.after_review": "_ _ _ _ 0",
        },
    },
    "002": {
        "organization": "泽州县行政审批服务管理局",
        "year": 2021,
        "editions": {"t2": "2021", "t3": "2021"},
        "filling": "0",
        "rows": {"t2.licensing": "10727", "t2.fees": "24457.4"},
    },
    "003": {
        "organization": "襄垣县人民政府办公室",
        "year": 2021,
        "editions": {"t2": "2021", "t3": "2021"},
        "filling": "0",
        "rows": {
            "t2.normative": "4 0 35",
            "t3.new": "2 0 0 0 0 0 2",
            "t3.unavailable_not_held": "2 0 0 0 0 0 2",
            "t3.handled": "2 0 0 0 0 0 2",
        },
    },
    "004": {
        "organization": "沁县人民政府",
        "year": 2020,
        "editions": {"t2": "2019", "t3": "2019"},
        "filling": "0",
        "rows": {
            "t2.normative": "4 4 137",
            "t2.licensing": "117 +85 3208",
            "t2.other_services": "327 0 235",
            "t2.penalties": "1351 +4 76",
            "t2.coercion": "80 0 0",
            "t2.fees": "43 -2",
            "t2.procurement": "415 15122.275",
            "t3.new": "1 0 0 0 0 0 1",
            "t3.unavailable_not_held": "1 0 0 0 0 0 1",
            "t3.handled": "1 0 0 0 0 0 1",
        },
    },
}
UNCERTAIN = {"002": "t4."}
"""Table 4 of 002 prints sixteen figures for fifteen cells."""


@pytest.fixture(scope="module", params=sorted(REPORTS))
def read(request: pytest.FixtureRequest, seeds: Path) -> tuple[str, Report]:
    number = request.param
    (path,) = seeds.glob(f"{number}_*.txt")
    (report,) = open_reports(path).reports
    return number, report


def _expected(number: str, report: Report) -> dict[str, str]:
    """Returns the printed text of every cell, by cell id."""
    wanted = REPORTS[number]
    texts = {}
    for table in report.form.tables:
        for block in table.blocks:
            for row in block.rows:
                name = f"{table.id}.{row.id}"
                filling = " ".join([wanted["filling"]] * len(block.columns))
                figures = wanted["rows"].get(name, filling).split()
                assert len(figures) == len(block.columns), name
                for column, text in zip(block.columns, figures, strict=True):
                    texts[f"{name}.{column.id}"] = "" if text == "_" else text
    return texts


def test_every_figure_of_a_real_report_stands_in_its_cell(read: tuple[str, Report]) -> None:
    number, report = read
    skipped = UNCERTAIN.get(number, "none")
    printed = {
        cell: reading.figure.text.removesuffix(" 万元")
        for cell, reading in report.readings.items()
        if not cell.startswith(skipped)
    }
    expected = _expected(number, report)
    assert printed == {cell: expected[cell] for cell in printed}


def test_blanks_of_a_real_report_stay_blank_and_nothing_is_left_over(
    read: tuple[str, Report],
) -> None:
    number, report = read
    skipped = UNCERTAIN.get(number, "none")
    states = {reading.figure.state for reading in report.readings.values()}
    blank = {
        cell
        for cell, reading in report.readings.items()
        if reading.figure.state is State.BLANK and not cell.startswith(skipped)
    }
    expected = _expected(number, report)
    assert blank == {
        cell for cell, text in expected.items() if not text and not cell.startswith(skipped)
    }
    assert states <= {State.NUMBER, State.BLANK}
    assert report.unplaced == ()
    assert report.missing_tables == ()


def test_a_real_report_names_its_body_year_and_editions(read: tuple[str, Report]) -> None:
    number, report = read
    wanted = REPORTS[number]
    assert report.organization == wanted["organization"]
    assert report.year == wanted["year"]
    editions = {table.id: table.edition for table in report.form.tables if table.id != "t4"}
    assert editions == wanted["editions"]


def test_a_row_with_one_figure_too_many_is_said_to_be_uncertain(read: tuple[str, Report]) -> None:
    number, report = read
    doubted = {cell for cell, one in report.readings.items() if one.confidence < CERTAIN}
    if number in UNCERTAIN:
        row = {cell for cell in report.readings if cell.startswith(UNCERTAIN[number])}
        assert doubted == row
        assert all(report.readings[cell].doubt == "placement" for cell in row)
    elif number == "001":  # a row whose blanks do not fit was placed with the totals' help
        assert {cell.rsplit(".", 1)[0] for cell in doubted} == {"t3.handled"}
    else:
        assert doubted == set()


def test_the_amount_of_the_real_report_keeps_its_unit_and_its_digits(seeds: Path) -> None:
    (path,) = seeds.glob("004_*.txt")
    (report,) = open_reports(path).reports
    figure = report.readings["t2.procurement.amount"].figure
    assert figure.text == "15122.275 万元"
    assert str(figure.value) == "15122.275"
