"""The JSON of a report keeps the contract that scripts depend on."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.core import rules
from gouji.core.documents.document import Region
from gouji.core.doubts import is_doubt
from gouji.core.export.records import report_record, to_json
from gouji.core.extraction.report import Claim, Reading
from gouji.core.finding import ERROR, Finding
from gouji.core.pipeline import open_reports
from gouji.core.suggestion import REPORT, CellChange, Suggestion

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE
from ...drawing import draw
from .hand_made import claiming, doubtful, report_of, with_leftover

FINDING = Finding(
    rule="t3.row.handled",
    severity=ERROR,
    cells=("t3.handled.total", "t3.handled.natural"),
    zh="（七）总计：总计 8，各列之和 10，差 −2",
    en="total handled: total 8, columns 10, difference −2",
    left=8,
    right=10,
    signs=("=", "+"),
)


def test_a_record_names_the_report_and_lists_every_cell() -> None:
    record = report_record(report_of(TOTALS_BROKEN), [FINDING])

    assert record["form"] == "2021"
    assert (record["organization"], record["year"]) == ("云溪岭县人民政府", 2021)
    assert record["source"] == {
        "path": str(Path("folder") / "2021-totals-broken.pdf"),
        "sha256": "ab" * 32,
        "kind": "pdf",
    }
    assert list(record["cells"]) == list(TOTALS_BROKEN.form.cells)
    assert record["cells"]["t3.handled.natural"] == {
        "value": 10,
        "text": "10",
        "state": "number",
        "confidence": 1.0,
        "region": {"page": 2, "box": [100.0, 200.12, 130.0, 214.0]},
    }


def test_a_record_gives_a_finding_in_both_languages() -> None:
    (finding,) = report_record(report_of(TOTALS_BROKEN), [FINDING])["findings"]

    assert finding == {
        "rule": "t3.row.handled",
        "severity": "error",
        "cells": ["t3.handled.total", "t3.handled.natural"],
        "left": 8,
        "right": 10,
        "message": "（七）总计：总计 8，各列之和 10，差 −2",
        "message_en": "total handled: total 8, columns 10, difference −2",
        "rests_on_doubt": False,
    }


def test_a_suggestion_lists_its_changes_and_its_reason() -> None:
    suggestion = Suggestion(
        changes=(CellChange("t3.handled.natural", 8),),
        clears=("t3.row.handled",),
        cost=1.0,
        meaning=REPORT,
        tied=False,
        zh="由 10 改为 8",
        en="from 10 to 8",
    )

    (told,) = report_record(report_of(TOTALS_BROKEN), [FINDING], [suggestion])["suggestions"]

    assert told == {
        "changes": [{"cell": "t3.handled.natural", "value": 8}],
        "reason": "由 10 改为 8",
        "reason_en": "from 10 to 8",
        "meaning": "report",
        "clears": ["t3.row.handled"],
        "tied": False,
    }


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [("8", "number", 8), ("", "blank", None), ("/", "mark", None), ("8?", "unreadable", None)],
)
def test_the_four_states_are_told_apart(text: str, state: str, value: int | None) -> None:
    report = report_of(WEB_PAGE, texts={"t3.new.legal": text})

    cell = report_record(report, [])["cells"]["t3.new.legal"]

    assert (cell["state"], cell["value"], cell["text"]) == (state, value, text)


@pytest.mark.parametrize("digits", ["15122.275", "25.1", "0.1", "0.3000000004", "9876543210123.25"])
def test_a_decimal_is_written_with_its_own_digits(digits: str) -> None:
    report = report_of(OLDER_EDITION, texts={"t2.procurement.amount": digits})

    text = to_json(report_record(report, []))

    assert f'"value": {digits},' in text
    read = json.loads(text, parse_float=Decimal)
    assert read["cells"]["t2.procurement.amount"]["value"] == Decimal(digits)


def test_a_whole_number_is_written_without_a_point() -> None:
    text = to_json({"count": 8, "amount": Decimal("5902.00")})

    assert text == '{"count": 8, "amount": 5902}'


def test_json_holds_whatever_a_document_prints() -> None:
    value = {"text": '"\\\n\x00\x1b「件」', "list": [True, None, 0.5, [], {}]}

    assert json.loads(to_json(value)) == value


def test_a_doubt_and_its_alternatives_are_told() -> None:
    report = doubtful(report_of(WEB_PAGE), "t4.review.upheld", "placement", 0.4)
    cell = report.readings["t4.review.upheld"]
    readings = {**report.readings, "t4.review.upheld": replace(cell, alternatives=("1", "7"))}

    told = report_record(replace(report, readings=readings), [])["cells"]["t4.review.upheld"]

    assert (told["doubt"], told["confidence"]) == ("placement", 0.4)
    assert told["alternatives"] == ["1", "7"]


@pytest.mark.parametrize(
    ("region", "told"),
    [
        (None, None),
        (Region(anchor="c12"), {"anchor": "c12"}),
        (Region(page=0, box=(1, 2, 3, 4)), {"page": 0, "box": [1, 2, 3, 4]}),
        (Region(page=4), {"page": 4, "box": None}),
    ],
)
def test_a_place_is_a_page_with_a_box_or_an_anchor(
    region: Region | None, told: dict[str, object] | None
) -> None:
    def placed(cell: str, reading: Reading) -> Reading:
        return replace(reading, region=region)

    record = report_record(report_of(WEB_PAGE, reading=placed), [])

    assert record["cells"]["t3.new.natural"]["region"] == told


def test_a_claim_says_whether_the_table_agrees() -> None:
    report = report_of(TOTALS_BROKEN, texts={"t3.carried_in.total": "?"})
    report = claiming(report, "t3.new.total", 8, "收到8件")
    report = claiming(report, "t3.granted.total", 4, "予以公开4件")
    report = claiming(report, "t3.carried_in.total", 0, "上年度结转0件")

    claims = report_record(report, [])["claims"]

    assert [(claim["cell"], claim["stated"], claim["agrees"]) for claim in claims] == [
        ("t3.new.total", 8, True),
        ("t3.granted.total", 4, False),
        ("t3.carried_in.total", 0, None),
    ]
    assert claims[1]["quote"] == "予以公开4件"


def test_a_share_names_its_rule_and_its_parts() -> None:
    share = Claim("share", "text.share.1", "", Decimal("0.33"), "占总数的0.33%", (19, 8827))
    report = replace(report_of(OLDER_EDITION), claims=(share,))

    (told,) = report_record(report, [])["claims"]

    assert told["rule"] == "text.share.1"
    assert told["agrees"] is False
    assert told["parts"] == [19, 8827]


def test_what_found_no_cell_and_which_table_is_missing_are_told() -> None:
    report = replace(with_leftover(report_of(WEB_PAGE), "16"), missing_tables=("t4",))

    record = report_record(report, [])

    assert record["unplaced"] == [
        {
            "text": "16",
            "region": {"page": 2, "box": [100.0, 200.12, 130.0, 214.0]},
            "near": "行政复议",
        }
    ]
    assert record["missing_tables"] == ["t4"]


def test_only_one_of_several_reports_says_which_it_is() -> None:
    alone = report_record(report_of(WEB_PAGE), [])
    second = report_record(replace(report_of(WEB_PAGE), index=1), [], reports_in_file=3)

    assert "reports_in_file" not in alone
    assert (second["report"], second["reports_in_file"]) == (2, 3)


def test_findings_that_rest_on_a_doubt_say_so_and_stand_last(tmp_path: Path) -> None:
    drawn = draw(1000, "pdf, figures: pictures", zero="0", separator="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    (report,) = open_reports(path).reports
    found = report_record(report, rules.check(report, report.figures))["findings"]
    resting = [finding["rests_on_doubt"] for finding in found]
    assert True in resting
    assert resting == sorted(resting)
    for finding in found:
        doubted = [c for c in finding["cells"] if is_doubt(report.readings[c].confidence)]
        assert bool(doubted) is finding["rests_on_doubt"]
