"""A workbook and an opinion in Chinese or in English, and the head of a working paper in both."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from gouji.core import rules
from gouji.core.bilingual import EN, LANGUAGES, ZH
from gouji.core.export.formats import IN_BOTH_LANGUAGES, write_export
from gouji.core.export.opinion.opinion import opinion_of, table_rows
from gouji.core.export.readback.corrected_workbook import read_back
from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.core.repair import suggest
from gouji.core.review import Review

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE, Sample
from .hand_made import claiming, doubtful, report_of, with_leftover
from .recalculation import needs_office, recalculated

CELL, PLACE = "t3.handled.natural", "D29"
CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]")
PROGRAM = "Gouji 勾稽"


def reviewed(sample: Sample = TOTALS_BROKEN) -> Review:
    """A review in which every kind of line has something to say, by people with Latin names."""
    report = doubtful(report_of(sample), "t3.new.total", "placement", 0.5)
    report = with_leftover(claiming(report, "t3.granted.total", 99, "99 granted"), "17")
    review = Review(report, reviewer="Li")
    review.adjust({CELL: "8"}, why="the parts make 8")
    review.correct({"t3.new.natural": "35"})
    for finding in review.findings:
        review.explain(finding.rule, "as printed")
    return review


def opened(review: Review, folder: Path, language: str) -> Workbook:
    path = folder / f"{language}.xlsx"
    suggestions = suggest(review.report, review.audited, review.own_findings)
    write_workbook(review, path, suggestions=suggestions, language=language)
    return load_workbook(path)


def texts_of(workbook: Workbook) -> list[str]:
    found = []
    for sheet in workbook:
        found.append(sheet.title)
        found += [text for text in (sheet.oddFooter.center.text,) if text]
        for row in sheet.iter_rows():
            for cell in row:
                found += [cell.value] if isinstance(cell.value, str) else []
                found += [cell.comment.text] if cell.comment else []
        for each in sheet.data_validations.dataValidation:
            found += [each.error, each.errorTitle]
    return found


@pytest.mark.parametrize("sample", [TOTALS_BROKEN, OLDER_EDITION, WEB_PAGE], ids=lambda s: s.file)
def test_the_english_workbook_says_nothing_in_chinese_but_the_documents_own_words(
    sample: Sample, tmp_path: Path
) -> None:
    review = reviewed(sample)
    own = (sample.organization, PROGRAM, review.report.source.path.name, "行政复议", " 万元")

    for text in texts_of(opened(review, tmp_path, EN)):
        if text.startswith("="):
            text = text.replace('"　"', "").replace('"－"', "")
            text = re.sub('"[^"A-Za-z]*"|="(?:无|不适用)"', "", text)
        for words in filter(None, own):
            text = text.replace(words, "")
        assert not CHINESE.search(text), text


def test_both_editions_have_the_same_figures_in_the_same_places(tmp_path: Path) -> None:
    review = reviewed()
    chinese, english = (opened(review, tmp_path, language) for language in LANGUAGES)

    for zh, en in zip(chinese.worksheets, english.worksheets, strict=True):
        assert zh.dimensions == en.dimensions or zh.title == "说明"
        if zh.title in ("表二", "表三", "表四"):
            figures = [
                [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"]
                for sheet in (zh, en)
            ]
            assert figures[0] == figures[1]
    assert english.sheetnames == [
        "Table 2", "Table 3", "Table 4", "Rules", "Findings", "Changes", "Trail", "Data", "About",
    ]  # fmt: skip


@needs_office
def test_the_formulas_of_the_english_workbook_give_its_own_words(tmp_path: Path) -> None:
    write_workbook(reviewed(), tmp_path / "out.xlsx", language=EN)
    cached = load_workbook(tmp_path / "out.xlsx", data_only=True)

    (calculated,) = recalculated([tmp_path / "out.xlsx"], tmp_path)

    for name in ("Rules", "Data", "Findings"):
        shown, expected = (
            [[cell or "" for cell in row] for row in book[name].iter_rows(values_only=True)]
            for book in (calculated, cached)
        )
        assert shown == expected
    assert {row[5].value for row in calculated["Rules"].iter_rows(min_row=4)} >= {"holds"}


def test_a_figure_changed_in_an_english_workbook_is_read_back(tmp_path: Path) -> None:
    review = reviewed()
    workbook = opened(review, tmp_path, EN)
    workbook["Table 3"][PLACE].value = 9
    workbook.properties.lastModifiedBy = "Wang"
    workbook.save(tmp_path / "out.xlsx")

    read = read_back(tmp_path / "out.xlsx", review)

    assert [(each.cell, each.before, each.after) for each in read.changes] == [(CELL, "8", "9")]
    assert read.other == ()


def test_a_workbook_of_another_time_zone_is_read_back_without_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    review = reviewed()
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        write_workbook(review, tmp_path / "out.xlsx")
        (row, *_) = load_workbook(tmp_path / "out.xlsx")["留痕"].iter_rows(min_row=2)
        monkeypatch.setenv("TZ", "America/New_York")
        time.tzset()

        read = read_back(tmp_path / "out.xlsx", review)
    finally:
        monkeypatch.undo()
        time.tzset()

    eastern = review.events[0].at.astimezone(timezone(timedelta(hours=8)))
    assert row[2].value == eastern.replace(tzinfo=None, microsecond=0)
    assert row[12].value == "+08:00"
    assert read.other == ()


def test_times_are_dates_that_can_be_sorted_with_their_zone_beside_them(tmp_path: Path) -> None:
    workbook = opened(reviewed(), tmp_path, ZH)

    for sheet, at in (("留痕", 2), ("改动", 9)):
        (row, *_) = workbook[sheet].iter_rows(min_row=2)
        assert isinstance(row[at].value, datetime)
        assert row[at].number_format == "yyyy-mm-dd hh:mm:ss"
        assert re.fullmatch(r"[+-]\d\d:\d\d", str(row[12].value))


def test_findings_changes_and_data_lead_to_the_cell_and_the_cell_to_them(tmp_path: Path) -> None:
    workbook = opened(reviewed(), tmp_path, ZH)

    def leads(sheet: str, place: str) -> str:
        return str(workbook[sheet][place].hyperlink.location)

    assert {leads("改动", "B2"), leads("改动", "B3")} == {"'表三'!D6", "'表三'!D29"}
    data = {row[0].value: row[0].row for row in workbook["数据"].iter_rows(min_row=2)}
    row = data[CELL]
    assert leads("数据", f"A{row}") == f"'表三'!{PLACE}"
    changed = leads("数据", f"M{row}")
    sheet, place = changed.split("!")
    assert workbook[sheet.strip("'")][place].value == CELL
    finding = leads("数据", f"N{row}").split("!")[1]
    assert CELL.split(".")[0] in str(workbook["疑点"][finding].value)
    assert leads("疑点", finding).startswith("'勾稽检查'!A")


def test_the_head_names_the_people_of_the_trail_and_not_who_exports(tmp_path: Path) -> None:
    review = reviewed()
    review.sign_off()
    review.reviewer = "Exporter"

    facts = {
        str(row[0].value): row[1].value
        for row in opened(review, tmp_path, EN)["About"].iter_rows()
        if row[0].value
    }

    assert facts["Preparer"] == "Li"
    assert facts["Second reviewer"] == "none"
    assert facts["Reference"] == f"{TOTALS_BROKEN.year}-abababab"
    assert "2 readings were corrected" not in str(facts["Procedure"])
    assert "1 readings were corrected and 1 audited figures adjusted" in str(facts["Procedure"])
    assert str(facts["Conclusion"]).startswith("the source has findings, all of them adjusted")


def test_a_second_reviewer_stands_in_the_head_and_the_first_stays_the_preparer(
    tmp_path: Path,
) -> None:
    review = reviewed()
    review.sign_off()
    review.reviewer = "Wang"
    review.sign_off("looked through")

    facts = {
        str(row[0].value): row[1].value
        for row in opened(review, tmp_path, EN)["About"].iter_rows()
        if row[0].value
    }

    assert facts["Preparer"] == "Li"
    assert re.fullmatch(r"Wang, \d{4}-\d\d-\d\d, on the sign-off of Li", facts["Second reviewer"])


def test_a_signed_off_workbook_does_not_invite_to_change_it(tmp_path: Path) -> None:
    review = reviewed()
    assert any("can be changed" in text for text in texts_of(opened(review, tmp_path, EN)))

    review.sign_off()
    texts = texts_of(opened(review, tmp_path, EN))

    assert not any("can be changed" in text or "is changed" in text for text in texts)
    assert any("to change one, reopen it" in text for text in texts)


def test_every_hash_of_a_sign_off_has_its_name(tmp_path: Path) -> None:
    review = reviewed()
    review.sign_off()
    signed = review.sign_off_in_force
    assert signed is not None

    about = opened(review, tmp_path, EN)["About"]
    hashes = {row[1].value: row[0].value for row in about.iter_rows() if row[1].value}

    assert all(str(hashes[part]).startswith("Hash of sign-off") for part in signed.pins.parts)
    assert len({hashes[part] for part in signed.pins.parts}) == len(signed.pins.parts)


def test_excel_is_told_not_to_point_at_figures_that_must_be_text(tmp_path: Path) -> None:
    write_workbook(reviewed(), tmp_path / "out.xlsx")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        sheets = [package.read(n) for n in package.namelist() if n.startswith("xl/worksheets/s")]

    assert len(sheets) == 9
    for sheet in sheets:
        assert sheet.count(b"<ignoredErrors>") == 1
        after = sheet.split(b"</ignoredErrors>")[1]
        assert re.match(rb"<(?:drawing|legacyDrawing|/worksheet)", after)


def test_the_opinion_in_english_says_the_same(tmp_path: Path) -> None:
    review = reviewed()
    suggestions = suggest(review.report, review.printed, rules.check(review.report, review.printed))
    chinese, english = (opinion_of(review, suggestions, language=code) for code in LANGUAGES)

    assert len(chinese.rows) <= len(english.rows) + english.left_over
    said = " ".join(" ".join(row) for row in table_rows(english))
    said += english.title + english.summary + "".join(name for name, _ in english.facts)
    assert not CHINESE.search(said), said
    for suffix in IN_BOTH_LANGUAGES:
        write_export(review, tmp_path / f"out{suffix}", language=EN)
    page = (tmp_path / "out.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "Review of the annual report" in page
