"""The formulas of a workbook, calculated by LibreOffice, give what the rules of Gouji give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook, load_workbook

from gouji.core import rules
from gouji.core.export.excel.formulas import DASHES, SLASHES
from gouji.core.export.review_workbook.workbook import build_book, write_workbook
from gouji.core.export.review_workbook.workbook_marks import STATES
from gouji.core.export.review_workbook.workbook_parts import Book
from gouji.core.extraction.report import Claim, Reading, Report, Source
from gouji.core.figures import Figure, State, parse_figure, show
from gouji.core.finding import ERROR, Finding
from gouji.core.review import Review

from ...data.sample_reports import OLDER_EDITION, SAMPLES, TOTALS_BROKEN, WEB_PAGE
from ...drawing import draw
from ...drawing.damage import KINDS
from .hand_made import claiming, report_of
from .recalculation import Shown, needs_office, recalculated, shown

pytestmark = needs_office

TYPED = ("", "0", "7", "-3", "2.5", "/", "—", "无", "8?", "约十件", "12345")
Figures = Mapping[str, Figure]


def drawn_reports() -> list[Report]:
    """Reports with one kind of mistake each, in both editions, with blanks and marks for zeros."""
    reports = []
    for seed, kind in enumerate(KINDS):
        drawn = draw(seed, "tabs", damage=kind, edition=("2019", "2021", "mixed")[seed % 3])
        truth = drawn.truth
        texts = {cell: text for cell, (text, _) in truth.cells.items()}
        readings = {
            cell: Reading(parse_figure(texts.get(cell, ""), spec.domain))
            for cell, spec in truth.form.cells.items()
        }
        source = Source(Path(drawn.name), "cd" * 32, "text")
        report = Report(truth.form, truth.organization, truth.year, source, readings)
        reports.append(replace(report, missing_tables=truth.missing))
    return reports


def claimed() -> Report:
    """A report whose narrative agrees with, contradicts and speaks of blank and missing cells."""
    report = report_of(
        OLDER_EDITION,
        texts={cell: "" for cell in OLDER_EDITION.form.cells if cell.startswith("t4.")},
    )
    for cell, stated in (
        ("t3.new.total", 1),
        ("t3.handled.total", 9),
        ("t4.review.total", 4),
        ("t2.procurement.projects", 415),
    ):
        report = claiming(report, cell, stated, "正文")
    amount = replace(report.claims[-1], cell="t2.procurement.amount", stated=Decimal("15122.3"))
    amount = replace(amount, rule="text.t2.procurement.amount")
    rows = ("granted", "partial"), ("denied_secret", "denied_law", "denied_security")
    groups = [
        Claim("group", f"text.{'+'.join(group)}", "", stated, "正文", cells=cells)
        for group, stated in zip(rows, (0, 7), strict=True)
        for cells in [tuple(f"t3.{row}.total" for row in group)]
    ]
    return replace(report, claims=(*report.claims, amount, *groups), missing_tables=("t4",))


def expected_level(cell: str, figure: Figure, findings: list[Finding]) -> int:
    """The weight of a cell's marks by the findings that it stands in."""
    level = 0
    for finding in findings:
        signs = dict(zip(finding.cells, finding.signs, strict=False))
        heavy = len(finding.cells) == 1 or signs.get(cell) == "=" or bool(figure.value)
        level = max(level, (3 if finding.severity == ERROR else 2) if heavy else 1)
    return level


def assert_agrees(found: Shown, report: Report, figures: Figures, book: Book) -> None:
    """Everything that a recalculated workbook shows is what the rules say of the figures."""
    findings = {finding.rule: finding for finding in rules.check(report, figures)}
    unused = {rule for rule in findings if not rule.startswith(("text.share", "text.sum"))}
    blank_lines: dict[str, bool] = {}
    for line in book.lines:
        word = found.results[line.rule]
        assert (word in ("不平", "不符", "缺表")) == (line.rule in findings), (line.rule, word)
        unused.discard(line.rule)
        if line.total:
            blank_lines[line.total] = blank_lines.get(line.total, False) or word == "空白"
        finding = findings.get(line.rule)
        if finding is not None and line.cells:
            sides = tuple(Decimal(str(side)) for side in found.sides[line.rule])
            assert sides == (finding.left, finding.right), line.rule
        if any(figures[cell].state is State.UNREADABLE for cell in line.cells):
            assert word in ("不能检查", "不比较"), line.rule
    for total, is_blank in blank_lines.items():
        assert is_blank == (f"blank.{total}" in findings), total
        unused.discard(f"blank.{total}")
    by_cell: dict[str, list[Finding]] = {cell: [] for cell in figures}
    for finding in findings.values():
        for cell in finding.cells:
            by_cell[cell].append(finding)
    for cell, figure in figures.items():
        assert found.outside[cell] == (f"value.{cell}" in findings), cell
        unused.discard(f"value.{cell}")
        assert str(found.states[cell]) == STATES[figure.state].zh, cell
        level = int(str(found.levels[cell])) % 10
        assert level == expected_level(cell, figure, by_cell[cell]), cell
    assert not unused


def decided() -> Review:
    """A review with a correction, an explanation and adjustments, one to the figure as printed."""
    review = Review(report_of(OLDER_EDITION), reviewer="核对员甲")
    review.correct({"t2.regulations.made": "5"})
    review.adjust({"t3.partial.other": "1", "t3.new.natural": ""}, why="漏计")
    review.adjust({"t2.procurement.amount": "15122.275"}, why="单位为万元")
    review.explain("t3.row.partial", "原件如此")
    return review


def calculated(workbook: Workbook, book: Book) -> dict[tuple[str, str], object]:
    """What each formula gives; a text of nothing is nothing."""
    return {
        (sheet, place): "" if found is None else found
        for sheet, results in book.cached.items()
        for place in results
        for found in [workbook[sheet][place].value]
    }


def test_every_result_of_a_workbook_is_that_of_the_rules(tmp_path: Path) -> None:
    reports = [*(report_of(sample) for sample in SAMPLES), claimed(), *drawn_reports()]
    reviews = [*map(Review, reports), decided()]
    books, files = [], []
    for number, review in enumerate(reviews):
        files.append(tmp_path / f"{number}.xlsx")
        write_workbook(review, files[-1])
        books.append(build_book(review))

    workbooks = recalculated(files, tmp_path)

    broken = 0
    for workbook, book, review, file in zip(workbooks, books, reviews, files, strict=True):
        found = shown(workbook, book)
        assert_agrees(found, review.report, review.audited, book)
        stored = calculated(load_workbook(file, data_only=True), book)
        assert calculated(workbook, book) == stored, "stored results differ"
        broken += sum(word == "不平" for word in found.results.values())
    assert broken > 12, "the reports break too few rules to tell"


def test_results_follow_figures_that_are_changed_in_the_workbook(tmp_path: Path) -> None:
    cases = []
    for number, report in enumerate([report_of(TOTALS_BROKEN), claimed(), report_of(WEB_PAGE)] * 2):
        random = Random(number)
        book = build_book(Review(report))
        figures = dict(report.figures)
        file = tmp_path / f"changed-{number}.xlsx"
        write_workbook(Review(report), file)
        workbook = load_workbook(file)
        for cell in random.sample(list(figures), 25):
            text = random.choice(TYPED)
            figures[cell] = parse_figure(text, report.form.cells[cell].domain)
            value = figures[cell].value
            at = book.at.figures[cell]
            workbook[at.sheet][at.local].value = (text or None) if value is None else value
        workbook.save(file)
        cases.append((file, report, figures, book))

    workbooks = recalculated([case[0] for case in cases], tmp_path)

    for workbook, (_, report, figures, book) in zip(workbooks, cases, strict=True):
        found = shown(workbook, book)
        assert_agrees(found, report, figures, book)
        changed = {cell for cell, level in found.levels.items() if int(str(level)) >= 10}
        assert changed == {
            cell for cell, figure in figures.items() if told(figure) != told(report.figures[cell])
        }


def told(figure: Figure) -> str:
    return figure.text if figure.value is None else show(figure.value)


def test_what_counts_as_a_mark_is_the_same_in_excel_and_in_gouji(tmp_path: Path) -> None:
    texts = [
        *DASHES, *SLASHES, "--", "——", "//", "- -", "－ －", "无", "不适用", "N/A", "n/a", "NA",
        "无数据", "-/", "?", "*", "~", "8-", "#N/A", "TRUE", "=1", "/ /", "O",
    ]  # fmt: skip
    cells = list(WEB_PAGE.form.cells)[: len(texts)]
    report = report_of(WEB_PAGE, texts=dict(zip(cells, texts, strict=True)))
    write_workbook(Review(report), tmp_path / "marks.xlsx")

    (workbook,) = recalculated([tmp_path / "marks.xlsx"], tmp_path)

    found = shown(workbook, build_book(Review(report)))
    wanted = {cell: STATES[report.readings[cell].figure.state].zh for cell in cells}
    assert {cell: found.states[cell] for cell in cells} == wanted
    assert set(wanted.values()) == {"符号", "无法识读"}


def test_a_number_too_long_for_excel_is_told_as_not_checked(tmp_path: Path) -> None:
    report = report_of(WEB_PAGE, texts={"t3.new.natural": "12345678901234567"})
    write_workbook(Review(report), tmp_path / "long.xlsx")

    (workbook,) = recalculated([tmp_path / "long.xlsx"], tmp_path)

    found = shown(workbook, build_book(Review(report)))
    assert found.results["t3.row.new"] == "不能检查"
    assert found.results["t3.row.granted"] == "平"
    assert found == shown(
        load_workbook(tmp_path / "long.xlsx", data_only=True), build_book(Review(report))
    )
