"""Flat records say the same as the review, and no spreadsheet evaluates a text in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.core.errors import OutputError
from gouji.core.export.flat import FIELDS, cell_records, write_csv, write_json_lines
from gouji.core.export.formats import WRITERS, write_export
from gouji.core.review import Review

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE
from .hand_made import report_of
from .injections import DISGUISED, FORMULAS


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_a_csv_has_a_mark_for_excel_and_a_row_a_cell(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.adjust({"t3.handled.natural": "8"}, why="各项合计为 8")

    write_csv(review, tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf" + FIELDS[0].encode())
    found = rows(tmp_path / "out.csv")
    assert [row["cell"] for row in found] == list(TOTALS_BROKEN.form.cells)
    row = next(row for row in found if row["cell"] == "t3.handled.natural")
    assert (row["printed"], row["audited"], row["adjusted"]) == ("10", "8", "true")
    assert (row["reason"], row["page"]) == ("各项合计为 8", "3")
    assert row["label"] == "三、本年度办理结果 › （七）总计 · 申请人情况 › 自然人"
    blank = next(row for row in found if row["cell"] == "t2.fees.amount")
    assert blank["box"] == "100.0 200.12 130.0 214.0"


def test_a_csv_holds_no_text_that_a_spreadsheet_evaluates(tmp_path: Path) -> None:
    cells = [cell for cell in WEB_PAGE.form.cells if cell.startswith("t3.")]
    active = FORMULAS[:-1] + DISGUISED
    texts = dict(zip(cells, active, strict=False))
    assert len(texts) == len(active)
    review = Review(replace(report_of(WEB_PAGE, texts=texts), organization="=1+1"))
    review.adjust({"t4.direct.total": "3"}, why='x\t;"=1+1')

    write_csv(review, tmp_path / "out.csv")

    for row in rows(tmp_path / "out.csv"):
        for value in row.values():
            for part in re.split(r"[;\t]", value):
                bare = part.lstrip('\r\n \u00a0\u3000\u200b\ufeff\x0b\0"')
                assert not bare.startswith(tuple("=+@＝＋－＠﹦﹢﹣﹫|%")), value
                assert not bare.startswith("-") or bare.lstrip("-").isdecimal(), value


@pytest.mark.parametrize("text", ["-", "—", "/", "无", "-2", "+85"])
def test_marks_and_signed_figures_stay_as_printed(text: str, tmp_path: Path) -> None:
    review = Review(report_of(OLDER_EDITION, texts={"t2.fees.change": text}))

    write_csv(review, tmp_path / "out.csv")

    row = next(row for row in rows(tmp_path / "out.csv") if row["cell"] == "t2.fees.change")
    assert row["extracted"] == text


def test_json_lines_hold_every_cell_with_exact_digits(tmp_path: Path) -> None:
    review = Review(report_of(OLDER_EDITION))

    write_json_lines(review, tmp_path / "out.jsonl")

    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    assert [record["cell"] for record in records] == list(OLDER_EDITION.form.cells)
    amount = next(r for r in records if r["cell"] == "t2.procurement.amount")
    assert amount["audited"] == Decimal("15122.275")
    assert amount["extracted"] == "15122.275 万元"
    assert all(set(record) == set(FIELDS) for record in records)


def test_a_record_names_the_rules_that_its_cell_breaks() -> None:
    records = {record["cell"]: record for record in cell_records(Review(report_of(TOTALS_BROKEN)))}

    assert set(records["t3.handled.natural"]["rules"]) == {
        "t3.balance.natural",
        "t3.handled.natural",
        "t3.row.handled",
    }
    assert records["t4.direct.upheld"]["rules"] == []


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_is_written_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{suffix.upper()}"

    write_export(Review(report_of(TOTALS_BROKEN)), path)

    start = path.read_bytes()[:4]
    assert start.startswith(
        {".csv": b"\xef\xbb\xbf", ".jsonl": b"{", ".html": b"<!DO", ".pdf": b"%PDF"}.get(
            suffix, b"PK\x03\x04"
        )
    )


@pytest.mark.parametrize("name", ["out.txt", "out", "out.xls"])
def test_a_suffix_without_a_format_is_refused_with_those_there_are(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"\.xlsx、\.csv、\.jsonl、\.docx"):
        write_export(Review(report_of(TOTALS_BROKEN)), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
