"""What is read of an extraction, however it is laid out, and what is said where it cannot be."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from gouji.core.errors import GoujiError
from gouji.core.export.flat import write_csv, write_json_lines
from gouji.core.export.records import report_record, to_json
from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.pipeline import (
    hold_against_extraction,
    open_extraction,
    open_extraction_alone,
    open_reports,
)
from gouji.core.review import Review
from gouji.core.rules import check
from gouji.core.supplied.column_mapping import MappingFileError, read_mapping, write_mapping
from gouji.core.supplied.column_names import match_of
from gouji.core.supplied.csv_fields import fields_of
from gouji.core.supplied.extraction_file import NoExtractionError, offered_columns
from gouji.core.supplied.held_extraction import HeldExtraction
from gouji.core.supplied.json_values import json_values
from gouji.core.supplied.supplied_values import GivenExtraction

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "samples" / "2021-web-page.html"


@cache
def report() -> Report:
    return open_reports(SAMPLE).reports[0]


def held(path: Path) -> HeldExtraction:
    found = hold_against_extraction(GivenExtraction(path), report(), report().figures)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("t3.new.natural", "t3.new.natural"),
        ("T3_NEW_TOTAL", "t3.new.total"),
        ("t3/denied_secret/total", "t3.denied_secret.total"),
        ("本年新收 自然人", "t3.new.natural"),
        ("总计_结转下年度继续办理", "t3.carried_out.total"),
        ("三、本年度办理结果（三）不予公开 1.属于国家秘密 · 商业企业", "t3.denied_secret.business"),
        ("不予公开—属于行政执法案卷—总计", "t3.denied_enforcement.total"),
        ("表三：（七）总计 总计", "t3.handled.total"),
        ("規章本年制發件數", "t2.regulations.issued"),
        ("行政处罚", "t2.penalties.decisions"),
        ("行政复议 结果维持", "t4.review.upheld"),
        ("granted natural", "t3.granted.natural"),
        ("备注", ""),
        ("总计", ""),
        ("本年新收", ""),
        ("=HYPERLINK(1)", ""),
    ],
)
def test_a_column_is_known_by_id_or_by_labels_and_never_by_guess(head: str, cell: str) -> None:
    assert match_of(head).target == cell


def test_gouji_s_own_json_is_read_and_its_number_and_its_text_must_agree(tmp_path: Path) -> None:
    record = json.loads(to_json(report_record(report(), ())))
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"reports": [record]}), "utf-8")
    assert (held(path).differences, held(path).absent) == ((), ())

    record["cells"]["t3.new.natural"]["text"] = "12"
    record["cells"]["t3.new.total"] |= {"value": None}
    path.write_text(json.dumps(record), "utf-8")

    kinds = {each.cell: each.kind for each in held(path).differences}
    assert kinds == {"t3.new.natural": "inconsistent", "t3.new.total": "left_out"}


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_flat_records_are_read_by_what_is_printed(suffix: str, tmp_path: Path) -> None:
    review = Review(report(), reviewer="王核")
    review.adjust({"t3.partial.total": "6"}, why="漏计")
    path = tmp_path / f"flat{suffix}"
    {".csv": write_csv, ".jsonl": write_json_lines}[suffix](review, path)

    assert (held(path).differences, held(path).absent) == ((), ())


def test_a_line_a_cell_is_read_by_ids_or_labels(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("单位,年度,指标,数值\n青禾原县政府,2021,新收·自然人,2\n,2021,t3.new.total,9\n"
                    "青禾原县政府,2021,t3.new.total,9\n", "utf-8")  # fmt: skip
    found = open_extraction(GivenExtraction(path))

    assert [len(one.figures) for one in found.reports] == [2, 1]
    assert [each.cell for each in held(path).differences] == ["t3.new.total"]


def test_zero_for_a_blank_and_a_mark_for_a_blank_are_not_the_same(tmp_path: Path) -> None:
    blank = next(c for c, one in report().readings.items() if one.figure.state is State.BLANK)
    path = tmp_path / "wide.csv"
    path.write_text(f"file,{blank},t3.new.total\n{SAMPLE.name},0,2\n", "utf-8")
    assert [(each.cell, each.kind) for each in held(path).differences] == [(blank, "zero")]

    path.write_text(f"file,{blank},t3.new.total\n{SAMPLE.name},/,2\n", "utf-8")
    assert held(path).differences == ()


def test_figures_of_the_other_edition_are_named_as_not_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("file,t3.new.total,t2.procurement.projects\n2021-web-page,2,5\n", "utf-8")

    (each,) = held(path).differences
    assert (each.kind, each.is_on_page) == ("invented", False)


def test_another_body_or_year_than_the_source_names_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(
        f"file,单位,年度,t3.new.total,t3.new.natural\n{SAMPLE.name},别县,2019,2,2\n", "utf-8"
    )
    assert (held(path).organization, held(path).year) == ("别县", "2019")


def test_reports_are_matched_by_file_then_by_body_and_year_and_else_not_at_all(
    tmp_path: Path,
) -> None:
    path = tmp_path / "county.csv"
    head = "file,organization,year,t3.new.total,t3.new.natural\n"
    path.write_text(f"{head},青禾原县政府,2020,1,1\n,青禾原县人民政府,2021,2,2\n", "utf-8")
    assert held(path).supplied.number == 2

    path.write_text(f"{head}C:\\x\\2021-web-page.html,,,2,2\nother.html,,,1,1\n", "utf-8")
    assert held(path).supplied.number == 1

    path.write_text(f"{head},别县政府,2021,2,2\n", "utf-8")
    assert (held(path).organization, held(path).year) == ("别县政府", "")

    path.write_text(f"{head},别县政府,2021,2,2\n,某县政府,2021,2,2\n", "utf-8")
    assert hold_against_extraction(GivenExtraction(path), report(), report().figures) is None


def test_a_mapping_is_offered_kept_and_held_to(tmp_path: Path) -> None:
    path, mapping = tmp_path / "wide.csv", tmp_path / "columns.csv"
    path.write_text("文件,新收申请数,t3.new.natural,甲,乙\n2021-web-page,2,2,1,t\n", "utf-8")
    columns = offered_columns(path)
    assert columns[1].offers[0] == "t3.new.total"

    write_mapping(mapping, columns)
    rows = list(csv.reader(io.StringIO(mapping.read_text("utf-8-sig"))))
    rows[2][1] = "t3.new.total"
    mapping.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    given = GivenExtraction(path, tuple(read_mapping(mapping).values()))
    assert set(open_extraction(given).reports[0].figures) == {"t3.new.natural", "t3.new.total"}

    mapping.write_text("column,means\n甲,t3.nothing.here\n", "utf-8")
    with pytest.raises(MappingFileError, match=r"t3\.nothing\.here"):
        read_mapping(mapping)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": [1, 2',
        b"[" * 100_000,
        b"%PDF-1.7",
        b"a,b\n1,2\n",
        b'{"t3.new.total": 1}',
        b"PK\x03\x04 broken",
        "随便一段话。".encode(),
        b"\xff\xfe\x00\x00\x01",
    ],
)
def test_what_is_no_extraction_costs_one_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(GoujiError):
        open_extraction(GivenExtraction(path))


def test_a_formula_counts_as_its_result_and_one_without_a_result_is_no_figure(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["文件", "t3.new.total", "t3.new.natural", "t3.granted.total"])
    sheet.append([SAMPLE.name, "=1+1", 2, "=cmd|' /c calc'!A1"])
    path = tmp_path / "wide.xlsx"
    book.save(path)

    kinds = {each.cell: each.kind for each in held(path).differences}
    assert kinds == {"t3.new.total": "no_figure", "t3.granted.total": "no_figure"}


def test_an_extraction_alone_is_checked_against_the_rules(tmp_path: Path) -> None:
    cells = {cell: one.figure.value for cell, one in report().readings.items()}
    path = tmp_path / "alone.json"
    path.write_text(
        json.dumps([{**cells, "单位": "甲县", "年度": 2021, "t3.new.total": 77}]), "utf-8"
    )

    opened = open_extraction_alone(GivenExtraction(path))

    (alone,) = opened.reports
    assert (alone.organization, alone.year, alone.form.edition) == ("甲县", 2021, "2021")
    reading = alone.readings["t3.new.total"]
    assert reading.region is not None
    assert f'id="{reading.region.anchor}">77<' in opened.document.flow
    broken = {finding.rule for finding in check(alone, alone.figures)}
    assert {"t3.row.new", "t3.balance.total"} <= broken


def test_fields_stand_where_they_are_said_to(tmp_path: Path) -> None:
    text = 'a,"b ""c"", d",\r\n"x\ny",,z\r\n,"'
    for row in fields_of(text, ","):
        for value in row:
            start, end = value.slot.span or (0, 0)
            assert text[start:end].strip('"').replace('""', '"') == value.text or value.text == '"'
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [[value.text for value in row] for row in fields_of(text, ",")][:2] == read[:2]


def test_json_values_stand_where_they_are_said_to() -> None:
    text = ' {"a": [1, -2.5e3, null, {"b\\"": "x,}]", "c": true}], "": "\\u4e00", "d": {}} '
    found = json_values(text)

    assert [(one.way, one.text) for one in found] == [
        (("a", 0), "1"),
        (("a", 1), "-2.5e3"),
        (("a", 2), ""),
        (("a", 3, 'b"'), "x,}]"),
        (("a", 3, "c"), "true"),
        (("",), "一"),
    ]
    for one in found:
        assert json.dumps(json.loads(text[slice(*one.span)])) is not None


def test_it_is_no_extraction_that_is_a_report_without_tables(tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("单位,年度\n甲县,2021\n", "utf-8")
    with pytest.raises(NoExtractionError):
        open_extraction(GivenExtraction(path))
