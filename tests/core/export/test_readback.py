"""A workbook that was corrected in Excel is read back: figures as adjustments, the rest told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from gouji.core.errors import SourceBrokenError, SourceMissingError
from gouji.core.export.readback.corrected_workbook import (
    NotReadBackError,
    ReadBack,
    read_back,
    take_back,
)
from gouji.core.export.readback.differences import MOST_TOLD
from gouji.core.export.review_workbook.addresses import name_of
from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.core.figures import State
from gouji.core.review import Kind, Review

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE
from .hand_made import report_of
from .recalculation import OFFICE, needs_office

CELL = "t3.handled.natural"
PLACE = "D29"
COLUMNS = "DEFGHIJ"
ROW = [
    f"t3.handled.{column}"
    for column in ("natural", "business", "research", "nonprofit", "legal", "other", "total")
]
"""The cells of the row that the first of them stands in, by column."""

Edit = Callable[[Workbook], object]


def reviewed() -> Review:
    """A review with an adjustment, a correction and an explanation on record."""
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.adjust({"t3.partial.other": "1"}, why="漏计")
    review.correct({"t2.normative.issued": "35"})
    review.explain("text.t3.granted.total", "口径不同")
    return review


def edited(review: Review, folder: Path, *edits: Edit, by: str = "张三") -> Path:
    """A workbook of the review with edits as a person makes them in Excel."""
    path = folder / "审核.xlsx"
    write_workbook(review, path)
    workbook = load_workbook(path)
    for edit in edits:
        edit(workbook)
    workbook.properties.lastModifiedBy = by
    workbook.save(path)
    return path


def put(sheet: str, place: str, value: object) -> Edit:
    def edit(workbook: Workbook) -> None:
        workbook[sheet][place].value = value

    return edit


def rename(sheet: str, title: str) -> Edit:
    def edit(workbook: Workbook) -> None:
        workbook[sheet].title = title

    return edit


def add_name(name: str, place: str) -> Edit:
    def edit(workbook: Workbook) -> None:
        workbook.defined_names[name] = DefinedName(name, attr_text=place)

    return edit


def told(read: ReadBack) -> list[tuple[str, str, str]]:
    return [(each.kind, each.sheet, each.place) for each in read.other]


def test_a_workbook_saved_unchanged_gives_nothing(tmp_path: Path) -> None:
    review = reviewed()

    read = read_back(edited(review, tmp_path), review)

    assert (read.changes, read.other) == ((), ())


@needs_office
def test_a_workbook_saved_by_another_program_gives_nothing_but_what_was_changed(
    tmp_path: Path,
) -> None:
    review = reviewed()
    signed = reviewed()
    for finding in signed.open_errors:
        signed.explain(finding.rule, "原件如此")
    signed.sign_off("无误")
    folders = [tmp_path / name for name in ("figure", "more", "signed")]
    for folder in folders:
        folder.mkdir()
    files = [
        edited(review, folders[0], put("表三", PLACE, 8)),
        edited(
            review,
            folders[1],
            put("勾稽检查", "F5", "平"),
            lambda book: book.remove(book["疑点"]),
            rename("留痕", "留痕二"),
        ),
        edited(signed, folders[2]),
    ]
    renamed = [file.rename(tmp_path / f"{file.parent.name}.xlsx") for file in files]
    convert = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    convert += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*convert, *map(str, renamed)], check=True, capture_output=True, timeout=240)

    figure, more, same = (
        read_back(tmp_path / "saved" / file.name, each)
        for file, each in zip(renamed, (review, review, signed), strict=True)
    )

    assert [(change.cell, change.after) for change in figure.changes] == [(CELL, "8")]
    assert figure.other == ()
    assert more.changes == ()
    assert set(told(more)) == {
        ("formula", "勾稽检查", "F5"),
        ("sheet", "疑点", ""),
        ("sheet", "留痕", ""),
        ("sheet", "留痕二", ""),
    }
    assert (same.changes, same.other) == ((), ())


def test_a_changed_figure_becomes_an_adjustment_by_the_excel_user(tmp_path: Path) -> None:
    review = reviewed()
    path = edited(review, tmp_path, put("表三", PLACE, 8), put("表三", "E6", None))

    read = read_back(path, review)
    change = take_back(review, read)

    assert read.by == "张三"
    assert [(each.cell, each.before, each.after) for each in read.changes] == [
        ("t3.new.business", "0", ""),
        (CELL, "10", "8"),
    ]
    assert set(change.cells) == {CELL, "t3.new.business"}
    state = review.cells[CELL]
    assert (state.printed.value, state.audited.value) == (10, 8)
    assert state.reason == "在 Excel 中更改（审核.xlsx）"
    assert review.cells["t3.new.business"].audited.state is State.BLANK
    last = [event for event in review.events if event.kind is Kind.ADJUSTED][-1]
    assert last.by == "张三"
    assert review.reviewer == "核对员甲"


def test_figures_read_back_are_undone_in_one_step(tmp_path: Path) -> None:
    review = reviewed()
    path = edited(review, tmp_path, put("表三", PLACE, 8), put("表三", "D6", 9))
    take_back(review, read_back(path, review))

    review.undo()

    assert review.audited[CELL].value == 10
    assert review.audited["t3.new.natural"].value == 8


def test_nothing_is_done_by_reading_alone_and_nothing_twice(tmp_path: Path) -> None:
    review = reviewed()
    path = edited(review, tmp_path, put("表三", PLACE, 8))
    events = review.events

    read = read_back(path, review)
    assert review.events == events
    take_back(review, read)

    assert read_back(path, review).changes == ()
    assert read_back(path, review).other == ()


def test_figures_are_taken_as_they_are_typed(tmp_path: Path) -> None:
    review = reviewed()
    typed = (8.0, "8", "８", "/", "—", None, 123456)
    edits = [
        put("表三", f"{column}29", value) for column, value in zip(COLUMNS, typed, strict=True)
    ]

    read = read_back(edited(review, tmp_path, *edits), review)

    taken = [(each.cell, each.after) for each in read.changes]
    assert taken == list(zip(ROW, ("8", "8", "８", "/", "—", "", "123456"), strict=True))
    take_back(review, read)
    assert [review.audited[cell].value for cell in ROW] == [8, 8, 8, None, None, None, 123456]


def test_an_amount_keeps_its_decimals_and_a_change_its_sign(tmp_path: Path) -> None:
    review = Review(report_of(OLDER_EDITION))
    amount = "t2.procurement.amount"
    path = tmp_path / "out.xlsx"
    write_workbook(review, path)
    workbook = load_workbook(path)
    for cell, value in ((amount, 0.1), ("t2.fees.change", -7)):
        ((sheet, place),) = workbook.defined_names[cell.replace(".", "_")].destinations
        workbook[sheet][place].value = value
    workbook.save(path)

    read = read_back(path, review)

    assert {(each.cell, each.after) for each in read.changes} == {
        (amount, "0.1"),
        ("t2.fees.change", "-7"),
    }
    assert read.by == "未署名（Excel）"


def test_what_is_no_figure_is_told_and_not_taken(tmp_path: Path) -> None:
    review = reviewed()
    typed = ("约八件", -1, 1.5, "=4+4", True, date(2021, 1, 2), "#N/A")
    edits = [
        put("表三", f"{column}29", value) for column, value in zip(COLUMNS, typed, strict=True)
    ]

    read = read_back(edited(review, tmp_path, *edits), review)

    assert read.changes == ()
    assert told(read) == [("figure", "表三", f"{column}29") for column in COLUMNS]


def test_a_note_on_a_changed_figure_is_its_reason(tmp_path: Path) -> None:
    review = reviewed()

    def note(workbook: Workbook) -> None:
        cell = workbook["表三"][PLACE]
        cell.value = 8
        cell.comment = Comment(f"{cell.comment.text}\n多计两件", "张三")
        workbook["表三"]["E6"].value = 1
        workbook["表三"]["E6"].comment = Comment(
            "[Threaded comment]\n\nYour version of Excel…\n\nComment:\n    漏了一件", "张三"
        )

    read = read_back(edited(review, tmp_path, note), review)

    assert {each.cell: each.why for each in read.changes} == {
        CELL: "多计两件",
        "t3.new.business": "漏了一件",
    }
    assert read.other == ()


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (put("勾稽检查", "F4", "平"), ("formula", "勾稽检查", "F4")),
        (put("勾稽检查", "C4", "=SUM(1)"), ("formula", "勾稽检查", "C4")),
        (put("数据", "D2", 99), ("cell", "数据", "D2")),
        (put("留痕", "D2", "李四"), ("cell", "留痕", "D2")),
        (put("留痕", "D9", "李四"), ("cell", "留痕", "D9")),
        (put("表三", "A6", "一、新收"), ("cell", "表三", "A6")),
        (put("说明", "B2", "别县"), ("cell", "说明", "B2")),
        (lambda book: book.remove(book["疑点"]), ("sheet", "疑点", "")),
        (lambda book: book.create_sheet("我的"), ("sheet", "我的", "")),
        (lambda book: book["表三"].merge_cells("D6:E6"), ("structure", "表三", "")),
        (lambda book: book.defined_names.pop("t3_new_natural"), ("name", "表三", "D6")),
        (rename("留痕", "留痕2"), ("sheet", "留痕", "")),
        (add_name("mine", "'表三'!$D$6"), ("name", "表三", "D6")),
    ],
)
def test_everything_else_that_was_changed_is_told(
    edit: Edit, wanted: tuple[str, str, str], tmp_path: Path
) -> None:
    review = reviewed()

    read = read_back(edited(review, tmp_path, edit, put("表三", PLACE, 8)), review)

    assert wanted in told(read)
    assert CELL in [change.cell for change in read.changes]
    assert all(each.sentence("zh") and each.sentence("en") for each in read.other)


def test_a_row_put_into_a_list_is_told_in_a_few_lines(tmp_path: Path) -> None:
    review = reviewed()

    read = read_back(edited(review, tmp_path, lambda book: book["数据"].insert_rows(5)), review)

    assert len(read.other) == MOST_TOLD + 1
    assert "处改动" in read.other[-1].sentence("zh")
    assert "more changes" in read.other[-1].sentence("en")


def test_a_new_note_on_a_figure_that_stays_is_told(tmp_path: Path) -> None:
    review = reviewed()

    def note(workbook: Workbook) -> None:
        workbook["表三"]["E6"].comment = Comment("请核实", "张三")

    assert told(read_back(edited(review, tmp_path, note), review)) == [("note", "表三", "E6")]


def test_figures_are_found_by_their_names_where_rows_were_inserted(tmp_path: Path) -> None:
    review = reviewed()

    def insert(workbook: Workbook) -> None:
        sheet = workbook["表四"]
        sheet.move_range("A6:O6", rows=1)
        for name, defined in workbook.defined_names.items():
            if name.startswith("t4_"):
                defined.attr_text = defined.attr_text.replace("$6", "$7")
        sheet["A7"].value = 5

    read = read_back(edited(review, tmp_path, insert), review)

    assert [(each.cell, each.after) for each in read.changes] == [("t4.review.upheld", "5")]
    assert told(read) == [("structure", "表四", "")]


@pytest.mark.parametrize("shift", ["insert_rows", "delete_rows", "insert_cols"])
def test_rows_shifted_under_the_names_are_a_change_of_structure(shift: str, tmp_path: Path) -> None:
    """Some programs put in a row and leave each name where it was."""
    review = reviewed()

    read = read_back(edited(review, tmp_path, lambda book: getattr(book["表三"], shift)(8)), review)

    assert read.changes == ()
    assert told(read)[0] == ("structure", "表三", "")
    assert len(told(read)) == 1


def test_two_labels_that_were_retyped_shift_nothing(tmp_path: Path) -> None:
    review = reviewed()
    edits = (put("表三", "A6", "别的"), put("表三", "A7", "另外"), put("表三", PLACE, 7))

    read = read_back(edited(review, tmp_path, *edits), review)

    assert len(read.changes) == 1
    assert {kind for kind, *_ in told(read)} == {"cell"}


def test_who_takes_a_workbook_back_is_noted_beside_who_saved_it(tmp_path: Path) -> None:
    review = reviewed()
    read = read_back(edited(review, tmp_path, put("表三", PLACE, 7)), review)

    take_back(review, read, "李四")

    event = review.events[-1]
    assert event.by == read.by
    assert event.why.endswith("（读回：李四）")


def test_a_figure_that_the_review_changed_since_is_a_conflict(tmp_path: Path) -> None:
    review = reviewed()
    path = edited(review, tmp_path, put("表三", PLACE, 8), put("表三", "D6", 9))
    review.adjust({CELL: "7", "t3.new.natural": "9"}, why="复核")

    read = read_back(path, review)

    assert read.changes == ()
    assert told(read) == [("conflict", "表三", PLACE)]


@pytest.mark.parametrize("text", ["\ufdd0'表三'!$D$29", "表三!", "表三!$D$29:$D$30", "别的!$D$29"])
def test_a_name_that_stands_for_no_cell_costs_its_figure_alone(text: str, tmp_path: Path) -> None:
    def spoil(workbook: Workbook) -> None:
        workbook.defined_names[name_of("t3.partial.other")].attr_text = text
        workbook.defined_names["own"] = DefinedName("own", attr_text=text)

    review = reviewed()
    read = read_back(edited(review, tmp_path, put("表三", PLACE, 7), spoil), review)

    assert [change.cell for change in read.changes] == [CELL]
    assert read.other


def test_a_workbook_of_another_review_is_refused(tmp_path: Path) -> None:
    path = edited(reviewed(), tmp_path)
    other = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    other.adjust({CELL: "8"}, why="别的审核")

    for review in (other, Review(report_of(TOTALS_BROKEN)), Review(report_of(WEB_PAGE))):
        with pytest.raises(NotReadBackError, match="不是从这份审核导出的"):
            read_back(path, review)


def test_what_is_no_workbook_of_gouji_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "plain.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK no more")

    with pytest.raises(NotReadBackError, match="不是 Gouji 导出的"):
        read_back(tmp_path / "plain.xlsx", reviewed())
    with pytest.raises(SourceBrokenError):
        read_back(tmp_path / "broken.xlsx", reviewed())
    with pytest.raises(SourceMissingError):
        read_back(tmp_path / "none.xlsx", reviewed())


def test_a_workbook_of_another_format_is_refused(tmp_path: Path) -> None:
    def older(workbook: Workbook) -> None:
        ((sheet, place),) = workbook.defined_names["gouji_format"].destinations
        workbook[sheet][place].value = 0

    path = edited(reviewed(), tmp_path, older)

    with pytest.raises(NotReadBackError, match="另一个版本"):
        read_back(path, reviewed())
