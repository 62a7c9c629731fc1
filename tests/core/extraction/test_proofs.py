"""A cell is sure only if every proof holds; one that fails says what it saw instead."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from gouji.core.documents.pdf import second_reader
from gouji.core.doubts import is_doubt
from gouji.core.extraction.report import Report
from gouji.core.pipeline import open_reports

from ...drawing import draw
from ...drawing.pdf_objects import with_objects


def read(layout: str, folder: Path, seed: int = 1000, **habits: object) -> tuple[Report, object]:
    drawn = draw(seed, layout, **habits)
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    (report,) = open_reports(path).reports
    return report, drawn.truth


def doubts(report: Report) -> Counter[str]:
    return Counter(one.doubt for one in report.readings.values() if is_doubt(one.confidence))


@pytest.mark.parametrize(
    ("hazard", "doubt"),
    [
        ("actual text", "contradicted"),
        ("lying map", "contradicted"),
        ("pictures", "drawn"),
        ("strokes", "drawn"),
    ],
)
def test_what_misleads_one_reader_is_a_doubt(hazard: str, doubt: str, tmp_path: Path) -> None:
    report, _ = read(f"pdf, figures: {hazard}", tmp_path, size="r2", zero="0", separator="")
    assert doubts(report)[doubt] > 10


def test_a_contradicted_figure_names_the_other_reading(tmp_path: Path) -> None:
    report, truth = read("pdf, figures: actual text", tmp_path, zero="0", separator="")
    contradicted = {c: r for c, r in report.readings.items() if r.doubt == "contradicted"}
    assert contradicted
    for cell, reading in contradicted.items():
        assert reading.alternatives[0] == truth.cells[cell][0]
        assert reading.figure.text != truth.cells[cell][0]


def test_a_plain_report_passes_every_proof(tmp_path: Path) -> None:
    report, _ = read("pdf, lines", tmp_path, zero="0", separator="")
    assert not doubts(report)
    assert report.readers == ("pdfium", "pdfminer")


def test_text_that_annotations_cross_out_is_left_out_and_doubted(tmp_path: Path) -> None:
    report, truth = read("pdf, figures: annotated", tmp_path, zero="0", separator="")
    struck = {c: r for c, r in report.readings.items() if r.doubt == "struck"}
    assert struck
    assert all(truth.cells[cell][0] in one.alternatives for cell, one in struck.items())


def test_notes_beside_figures_are_kept_apart(tmp_path: Path) -> None:
    report, truth = read("pdf, figures: notes", tmp_path, zero="0", separator="")
    assert not doubts(report)
    assert {c: r.figure.text for c, r in report.readings.items()} == {
        cell: text for cell, (text, _) in truth.cells.items()
    }


def test_a_page_that_the_second_reader_cannot_read_leaves_its_cells_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_reader, "_MOST_STEPS", 50)
    report, truth = read("pdf, lines", tmp_path, zero="0", separator="")
    assert doubts(report).keys() == {"unproven"}
    assert {c: r.figure.text for c, r in report.readings.items()} == {
        cell: text for cell, (text, _) in truth.cells.items()
    }


def test_one_reader_alone_is_said_and_costs_no_certainty(tmp_path: Path) -> None:
    drawn = draw(1000, "pdf, figures: actual text")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    (report,) = open_reports(path, read_twice=False).reports
    assert report.readers == ("pdfium",)
    assert not doubts(report)["contradicted"]


@pytest.mark.parametrize("widths", [b"0 2000000000 500 ", b"0 [ 500 ] 7 2000000000 500 "])
def test_a_font_beyond_reason_is_not_read_a_second_time(widths: bytes) -> None:
    drawn = draw(1000, "pdf, lines", zero="0")
    data = with_objects(drawn.data, {}, {b"/W [ ": b"/W [ " + widths})
    assert second_reader.read_again(data, [0], None) == {0: None}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>"])
def test_a_file_that_the_second_reader_cannot_open_costs_nothing_but_its_word(data: bytes) -> None:
    assert second_reader.read_again(data, [0, 1], None) == {0: None, 1: None}


@pytest.mark.parametrize("kind", ["pdf", "web", "word", "workbook"])
def test_of_a_comparison_of_two_years_the_reports_own_is_read_and_asked_about(
    kind: str, tmp_path: Path
) -> None:
    report, truth = read(f"{kind}, years side by side", tmp_path)
    table = {c: r for c, r in report.readings.items() if c.startswith("t3.")}
    assert {one.doubt for one in table.values()} >= {"compared"}
    sure = {c: r for c, r in table.items() if not is_doubt(r.confidence)}
    assert {c: r.figure.text for c, r in sure.items()} == {c: truth.cells[c][0] for c in sure}


@pytest.mark.parametrize("later", [1, -5])
def test_which_of_other_years_is_the_reports_nobody_knows(later: int, tmp_path: Path) -> None:
    drawn = draw(1000, "web, years side by side")
    year = drawn.truth.year
    text = drawn.data.decode()
    path = tmp_path / drawn.name
    path.write_text(re.sub(rf"{year}年(?=</t[dh]>)", f"{year + later}年", text), "utf-8")
    (report,) = open_reports(path).reports
    table = [one for cell, one in report.readings.items() if cell.startswith("t3.")]
    assert all(is_doubt(one.confidence) for one in table)


@pytest.mark.parametrize("seed", [1000, 1001, 1002])
def test_of_two_years_on_the_halves_of_a_page_none_is_taken_for_the_other(
    seed: int, tmp_path: Path
) -> None:
    drawn = draw(seed, "pdf, years on halves")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    for report in open_reports(path).reports:
        assert {one.doubt for one in report.readings.values()} >= {"compared"}
        for cell, (text, _) in drawn.truth.cells.items():
            reading = report.readings[cell]
            assert is_doubt(reading.confidence) or reading.figure.text == text, cell


@pytest.mark.parametrize("kind", ["pdf", "web", "word"])
@pytest.mark.parametrize("seed", [1000, 1001, 1002])
def test_headers_that_contradict_the_order_of_the_form_are_believed_or_doubted(
    kind: str, seed: int, tmp_path: Path
) -> None:
    report, truth = read(f"{kind}, results in another order", tmp_path, seed)
    for cell, (text, _) in truth.cells.items():
        reading = report.readings[cell]
        assert is_doubt(reading.confidence) or reading.figure.text == text, cell


def test_an_order_that_headers_alone_tell_is_asked_about_once_a_column(tmp_path: Path) -> None:
    report, truth = read("word", tmp_path, 5, swapped_columns=True, zero="0", separator="")
    asked = [c for c, one in report.readings.items() if is_doubt(one.confidence)]
    assert 0 < len(asked) <= 4
    assert {report.readings[cell].doubt for cell in asked} == {"order"}
    assert {c: r.figure.text for c, r in report.readings.items()} == {
        cell: text for cell, (text, _) in truth.cells.items()
    }
