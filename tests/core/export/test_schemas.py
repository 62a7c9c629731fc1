"""What Gouji prints as JSON is what the shipped schemas say, and lies where they say."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gouji.core.cli.commands import _record
from gouji.core.cli.given_files import Manner, read_file
from gouji.core.cli.verify_command import _check_record
from gouji.core.doubts import DOUBTS
from gouji.core.export.flat import cell_records
from gouji.core.export.records import report_record, to_json
from gouji.core.extraction.report import Report, Source
from gouji.core.pipeline import open_reports
from gouji.core.review import Review
from gouji.core.review.record.event_chain import COLUMNS, linked, to_row
from gouji.core.review.record.events import Kind
from gouji.core.review.record.readings import to_bytes
from gouji.core.review.review_file.store import create
from gouji.core.review.review_file.tampering import Fault
from gouji.core.sampling.verify_check import CheckVerification

from ...data.sample_reports import TOTALS_BROKEN
from ...drawing.draw import draw
from ...helpers.command import run_here
from ...helpers.hand_reviews import report_of as every_kind_of_value
from ...helpers.schemas import faults, shipped
from ..documents.pdf_files import changed
from .hand_made import claiming, doubtful, report_of, with_leftover

pytestmark = pytest.mark.usefixtures("warm_workers")

KINDS = (
    "tabs", "pipes", "copied", "web", "word", "workbook", "workbook, hidden rows", "pdf, lines",
    "pdf, no lines", "pdf, cropped", "pdf, turned", "pdf, sideways",
)  # fmt: skip
SAMPLE = "2021-totals-broken.pdf"
NATURAL, TOTAL = "t3.handled.natural", "t3.handled.total"
A4 = 595.27, 841.89


def printed(path: Path) -> list[dict[str, Any]]:
    """Returns what ``extract`` prints of each report of a file."""
    read = read_file(path, Manner())
    return [json.loads(to_json(_record(checked, read))) for checked in read.reports]


@pytest.fixture(scope="module")
def sample(root: Path) -> Path:
    return root / "resources" / "samples" / SAMPLE


@pytest.mark.parametrize("name", shipped())
def test_a_schema_is_one_and_has_a_number(name: str) -> None:
    schema = shipped()[name]

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:gouji:schema:{name}:1"


@pytest.mark.parametrize("layout", KINDS)
def test_reports_of_every_kind_keep_the_schema(tmp_path: Path, layout: str) -> None:
    drawn = draw(7, layout)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)

    records = printed(path)

    assert [faults("report", record) for record in records] == [[]] * len(drawn.reports)
    assert all(any(cell["region"] for cell in each["cells"].values()) for each in records)


def test_what_a_report_may_hold_keeps_the_schema(tmp_path: Path) -> None:
    report = with_leftover(report_of(TOTALS_BROKEN), "17")
    for doubt in DOUBTS:
        report = doubtful(report, NATURAL, doubt, 0.25)
        assert faults("report", recorded(report)) == []
    assert faults("report", recorded(claiming(report, TOTAL, 8, "收到8件"))) == []
    for kind in ("image", "doc"):
        source = Source(tmp_path / "a", "ab" * 32, kind)
        assert faults("report", recorded(replace(report, source=source, index=1), 2)) == []
    assert faults("report", recorded(every_kind_of_value(tmp_path))) == []


def recorded(report: Report, reports_in_file: int = 1) -> dict[str, Any]:
    """Returns what is printed of a report made by hand, in which all is well."""
    record: dict[str, Any] = json.loads(
        to_json(report_record(report, [], reports_in_file=reports_in_file))
    )
    return record


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"year": "2021"}, "$.year"),
        ({"organization": None}, "$.organization"),
        ({"unread_pages": []}, "$.unread_pages"),
        ({"cells": {}}, "$.cells"),
        ({"report": 2}, "$"),
        ({"cells": {"t3.new.total": {"value": None, "text": "", "state": "number"}}}, "$.cells"),
    ],
)
def test_a_report_that_breaks_its_schema_is_found(fault: dict[str, Any], told: str) -> None:
    record = recorded(report_of(TOTALS_BROKEN))

    assert any(found.startswith(told) for found in faults("report", {**record, **fault}))


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (NATURAL, {"value": None}),
        (NATURAL, {"state": "blank"}),
        (NATURAL, {"state": "zero"}),
        (NATURAL, {"value": "10"}),
        (NATURAL, {"confidence": 1.5}),
        (NATURAL, {"region": {"page": -1, "box": None}}),
        (NATURAL, {"region": {"page": 1, "box": [1, 2, 3]}}),
        (NATURAL, {"region": {"page": 1, "box": None, "anchor": "a"}}),
        (NATURAL, {"printed": {"value": 8, "text": "8", "state": "number"}}),
    ],
)
def test_a_cell_that_breaks_its_schema_is_found(cell: str, fault: dict[str, Any]) -> None:
    record = recorded(report_of(TOTALS_BROKEN))
    record["cells"][cell] |= fault

    assert faults("report", record)
    assert faults("report", record, described=False)


def test_readers_may_meet_new_fields_but_gouji_prints_none_that_is_not_described() -> None:
    record = recorded(report_of(TOTALS_BROKEN))
    record["cells"][NATURAL]["new"] = record["new"] = 1

    assert faults("report", record, described=False) == []
    assert len(faults("report", record)) == 2


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("crop", [None, (20.0, 15.0, 575.0, 830.0)])
def test_boxes_lie_on_the_page_as_it_is_displayed(
    sample: Path, tmp_path: Path, quarters: int, crop: tuple[float, ...] | None
) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(changed(sample.read_bytes(), rotation=90 * quarters, crop=crop))

    (stored,), (record,) = printed(sample), printed(path)

    assert faults("report", record) == []
    left, low, right, high = crop or (0.0, 0.0, *A4)
    displayed = partial(turned, quarters, right - left, high - low)
    for cell, reading in stored["cells"].items():
        x0, top, x1, bottom = reading["region"]["box"]
        off = A4[1] - high
        wanted = displayed((x0 - left, top - off, x1 - left, bottom - off))
        assert record["cells"][cell]["region"]["page"] == reading["region"]["page"]
        assert record["cells"][cell]["region"]["box"] == pytest.approx(wanted, abs=0.05)


def turned(
    quarters: int, wide: float, tall: float, box: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """Returns a box of a page after so many quarter turns clockwise of the page."""
    x0, top, x1, bottom = box
    for _ in range(quarters):
        x0, top, x1, bottom = tall - bottom, x0, tall - top, x1
        wide, tall = tall, wide
    return x0, top, x1, bottom


def test_a_user_unit_is_the_unit_of_boxes(tmp_path: Path) -> None:
    plain, larger = tmp_path / "a.pdf", tmp_path / "b.pdf"
    plain.write_bytes(draw(3, "pdf, lines").data)
    data = plain.read_bytes().replace(b"/Type /Page\n", b"/Type /Page /UserUnit 2.5\n")
    assert b"UserUnit" in data
    # Without its table of places a reader finds the objects by looking through the file.
    larger.write_bytes(data[: data.rindex(b"\nxref\n") + 1] + data[data.rindex(b"trailer") :])

    (first,), (second,) = printed(plain), printed(larger)

    assert first["cells"] == second["cells"]


def test_a_page_that_could_not_be_read_keeps_the_schema(sample: Path) -> None:
    read = replace(read_file(sample, Manner()), unread_pages=(0, 2))

    record = json.loads(to_json(_record(read.reports[0], read)))

    assert record["unread_pages"] == [0, 2]
    assert faults("report", record) == []


def test_what_check_prints_keeps_the_schema(sample: Path, tmp_path: Path) -> None:
    shutil.copy(sample, tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 and no more")
    for layout in ("web", "workbook"):
        drawn = draw(5, layout)
        (tmp_path / drawn.name).write_bytes(drawn.data)
    choice = ("--covers", "report.html=report.xlsx")

    done = run_here("check", "--json", tmp_path, *choice)

    said = json.loads(done.stdout)
    assert done.returncode == 2
    assert len(said["reports"]) == 3
    assert faults("check", said) == []
    assert said["matches"]
    assert said["series"]
    assert "b.pdf" in done.stderr


@pytest.fixture
def reviews(sample: Path, tmp_path: Path) -> list[Path]:
    """Two reviews of one report: corrected, adjusted, explained and signed off, each otherwise."""
    source = tmp_path / SAMPLE
    shutil.copy(sample, source)
    (report,) = open_reports(source).reports
    made = []
    for name, figure in (("甲", "8"), ("乙", "7")):
        with create(tmp_path / f"{name}.gouji", source, report) as file:
            review = file.review(name)
            review.correct({NATURAL: figure})
            review.adjust({TOTAL: "9"}, why="少计一件")
            review.confirm(["t3.new.total"])
            for finding in review.findings:
                review.explain(finding.rule, "原件如此")
            review.sign_off()
        made.append(file.path)
    return made


def test_what_is_printed_of_a_review_keeps_its_schemas(reviews: list[Path]) -> None:
    (record,) = printed(reviews[0])
    compared = json.loads(run_here("compare", *reviews, "--json").stdout)
    verified = json.loads(run_here("verify", reviews[0], "--json").stdout)
    noted = json.loads(run_here("verify", reviews[0], "--json", "--hash", "0" * 8).stdout)

    assert record["review"]["signed_off"]["holds"]
    assert faults("report", record) == []
    assert compared["differences"]
    assert faults("compare", compared) == []
    assert verified["sign_offs"]
    assert noted["faults"]
    assert faults("verify", verified) == faults("verify", noted) == []


@pytest.mark.parametrize("is_known", [None, True, False])
def test_what_is_verified_of_a_spot_check_keeps_its_schema(is_known: bool | None) -> None:
    faults_found = () if is_known else (Fault("noted", None, "没有", "missing"),)
    made = CheckVerification(
        Path("a.gouji-check"), 3, "ab" * 32, "cd" * 32, "2026", 7, 1, 0, faults_found, is_known
    )

    assert faults("spotcheck", json.loads(to_json(_check_record(made)))) == []


def test_each_line_of_cells_keeps_its_schema(sample: Path, tmp_path: Path) -> None:
    (report,) = open_reports(sample).reports
    review = Review(report)
    review.correct({NATURAL: "8"})

    for made in (review, Review(every_kind_of_value(tmp_path))):
        lines = [json.loads(to_json(record)) for record in cell_records(made)]
        assert [fault for line in lines for fault in faults("cells", line)] == []


def test_readings_and_events_of_a_review_file_keep_their_schemas(
    sample: Path, tmp_path: Path
) -> None:
    (report,) = open_reports(sample).reports
    for each in (report, every_kind_of_value(tmp_path)):
        assert faults("readings", json.loads(to_bytes(each))) == []
    review = Review(report)
    review.correct({NATURAL: "8"})
    review.undo()
    rows = [
        dict(zip(COLUMNS, to_row(link), strict=True))
        for link in linked(list(review.events), "0" * 64)
    ]
    assert len(rows) == 2
    for row in rows:
        assert row.pop("hash")
        assert faults("event", row) == []
    assert set(shipped()["event"]["properties"]["kind"]["enum"]) == {kind.value for kind in Kind}


def test_exact_digits_are_numbers_of_the_schema() -> None:
    said = json.loads(to_json({"value": Decimal("15122.275")}), parse_float=Decimal)

    assert said == {"value": Decimal("15122.275")}


def test_every_schema_and_field_is_in_the_document(root: Path) -> None:
    text = (root / "docs" / "json.md").read_text("utf-8")

    assert set(re.findall(r"`([a-z]+)-1\.schema\.json`", text)) == set(shipped())
    said = set(re.findall(r"`([a-z0-9_]+)`", text)) | set(re.findall(r'"([a-z0-9_]+)"', text))
    report = shipped()["report"]
    fields = {*report["properties"], *report["$defs"]["reading"]["properties"]}
    assert fields - said == set()
