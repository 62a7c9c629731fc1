"""Verdicts: signing off, reopening, taking one cell back, and what makes a verdict lapse."""

from dataclasses import replace
from pathlib import Path

import pytest
from hand_reviews import SOUND, report_of

from gouji.core import rules
from gouji.core.extraction.report import Report
from gouji.core.forms import Form
from gouji.core.review import Event, Kind, Review
from gouji.core.review.review_errors import SignOffRefusedError
from gouji.core.review.rule_set import rule_ids, rule_set_hash
from gouji.core.review.sign_offs import HOLDS, REPLACED, SECONDED, sign_offs_of

CELL, OTHER = "t3.new.natural", "t3.new.total"
BROKEN = SOUND | {CELL: "3"}


def review_of(texts: dict[str, str]) -> Review:
    return Review(report_of(Path("folder"), texts), reviewer="审核员")


def signed(texts: dict[str, str] = SOUND) -> Review:
    review = review_of(texts)
    for finding in review.open_errors:
        review.explain(finding.rule, "原件如此")
    review.sign_off("已核对")
    assert review.signed_off
    return review


def lapses(review: Review) -> list[str]:
    assert review.sign_off_in_force is not None
    return [zh for zh, _ in review.sign_off_in_force.lapses]


def without_rule(report: Report, rule: str) -> Report:
    """The report under a rule set that lacks one equation."""
    tables = tuple(
        replace(table, equations=tuple(each for each in table.equations if each.id != rule))
        for table in report.form.tables
    )
    return replace(report, form=Form(report.form.edition, tables))


def test_open_errors_stand_against_signing_off_and_are_named() -> None:
    review = review_of(BROKEN)
    with pytest.raises(SignOffRefusedError, match="还有 2 个错误没有处理") as refused:
        review.sign_off()
    assert len(refused.value.open_errors) == 2
    assert review.events == ()
    review.explain("t3.balance.natural", "原件如此")
    with pytest.raises(SignOffRefusedError, match="还有 1 个错误"):
        review.sign_off()
    review.explain("t3.row.new", "原件如此")
    review.sign_off("已核对")
    assert review.signed_off


def test_a_sign_off_survives_a_recheck_and_is_not_given_twice() -> None:
    review = signed()
    assert review.sign_off().cells == ()
    again = Review(review.report, review.events)
    assert again.signed_off
    assert again.sign_off_in_force == review.sign_off_in_force
    assert len(review.events) == 1


def test_another_person_can_sign_on_a_sign_off_and_the_record_says_on_whose() -> None:
    review = signed()
    first = review.events[-1]
    review.reviewer = "复核员"

    review.sign_off("复核无误")

    second = review.sign_off_in_force
    assert second is not None
    assert (second.event.by, second.looked_at) == ("复核员", first)
    assert [each.outcome for each in sign_offs_of(review.events, review)] == [SECONDED, HOLDS]
    assert review.sign_off().cells == ()
    review.undo()
    assert review.sign_off_in_force is not None
    assert review.sign_off_in_force.event == first


def test_a_sign_off_after_a_change_looks_at_no_earlier_one() -> None:
    review = signed()
    review.correct({CELL: "3"})
    for finding in review.open_errors:
        review.explain(finding.rule, "原件如此")
    review.reviewer = "复核员"

    review.sign_off()

    signed_again = review.sign_off_in_force
    assert signed_again is not None
    assert signed_again.looked_at is None
    assert [each.outcome for each in sign_offs_of(review.events, review)] == [REPLACED, HOLDS]


def test_a_changed_figure_makes_the_sign_off_lapse_and_says_why() -> None:
    review = signed()
    change = review.adjust({CELL: "9"}, why="补记")
    assert change.findings_changed
    assert not review.signed_off
    assert lapses(review) == ["签核后审定数有改动"]
    review.undo()
    assert review.signed_off


def test_an_explanation_withdrawn_makes_the_sign_off_lapse() -> None:
    review = signed(BROKEN)
    review.explain("t3.row.new", "另有说明")
    assert lapses(review) == ["签核后对疑点的说明有改动"]


def test_confirming_a_cell_leaves_the_sign_off_as_it_is() -> None:
    review = signed()
    review.confirm([CELL])
    assert review.signed_off


def test_another_source_makes_the_sign_off_lapse() -> None:
    review = signed()
    source = replace(review.report.source, sha256="f" * 64)
    assert lapses(Review(replace(review.report, source=source), review.events)) == ["原件已经不同"]


def test_reopening_ends_a_sign_off_and_can_be_undone() -> None:
    review = signed()
    review.reopen("发现遗漏")
    assert review.sign_off_in_force is None
    assert review.reopen().cells == ()
    assert review.events[-1].kind is Kind.REOPENED
    review.undo()
    assert review.signed_off
    review.undo()
    assert review.sign_off_in_force is None


def test_a_newer_rule_set_marks_verdicts_and_wipes_none() -> None:
    review = signed(BROKEN)
    newer = Review(without_rule(review.report, "t3.row.new"), review.events)
    assert newer.explanations == review.explanations
    assert newer.verdicts["t3.balance.natural"].holds
    lapsed = newer.verdicts["t3.row.new"]
    assert not lapsed.holds
    assert lapsed.lapse[0] == "现行规则中没有这一条"
    assert lapses(newer) == ["勾稽规则已更新"]
    assert newer.open_errors == ()


def test_an_explained_error_is_open_again_when_its_arithmetic_changes() -> None:
    review = review_of(BROKEN)
    review.explain("t3.balance.natural", "原件如此")
    review.explain("t3.row.new", "原件如此")
    assert review.open_errors == ()
    review.correct({CELL: "4"})
    verdict = review.verdicts["t3.row.new"]
    assert verdict.lapse[0] == "说明时为 8 ≠ 3，现在为 8 ≠ 4"
    assert {finding.rule for finding in review.open_errors} == {"t3.balance.natural", "t3.row.new"}
    review.correct({CELL: "8"})
    assert review.verdicts["t3.row.new"].lapse[0] == "这个疑点已不存在"


def test_every_finding_belongs_to_a_rule_that_is_known() -> None:
    review = review_of({CELL: "-1", OTHER: "8", "t4.review.upheld": "1"})
    found = rules.check(review.report, review.audited)
    assert len({finding.rule.split(".")[0] for finding in found}) == 3
    assert {finding.rule for finding in found} <= rule_ids(review.report)


def test_the_rule_set_is_another_only_where_a_rule_is() -> None:
    form = report_of(Path("folder")).form
    renamed = tuple(replace(table, title="另一个名称") for table in form.tables)
    assert rule_set_hash(Form(form.edition, renamed)) == rule_set_hash(form)
    fewer = without_rule(report_of(Path("folder")), "t3.row.new").form
    assert rule_set_hash(fewer) != rule_set_hash(form)


def test_one_cell_alone_is_taken_back_decision_by_decision() -> None:
    review = review_of(SOUND)
    review.correct({CELL: "9", OTHER: "9"})
    review.adjust({CELL: "7"}, why="补记")
    review.confirm([OTHER])
    change = review.revert(CELL)
    assert change.cells == (CELL,)
    assert (review.events[-1].before, review.events[-1].after) == ("7", "9")
    assert review.cells[CELL].audited.text == "9"
    review.revert(CELL)
    assert review.cells[CELL].audited.text == "8"
    assert not review.cells[CELL].corrected
    assert review.cells[OTHER].printed.text == "9"
    assert review.revert(CELL).cells == ()
    review.undo()
    assert review.cells[CELL].audited.text == "9"
    assert review.revertable(CELL) is not None


def test_another_reviewer_is_noted_with_the_first_thing_they_do() -> None:
    review = review_of(SOUND)
    review.correct({CELL: "9"})
    review.reviewer = "接手人"
    assert len(review.events) == 1
    review.correct({CELL: "8"})
    assert [event.kind for event in review.events[1:]] == [Kind.REVIEWER_CHANGED, Kind.CORRECTED]
    note = review.events[1]
    assert (note.before, note.after, note.by) == ("审核员", "接手人", "接手人")
    review.undo()
    assert review.cells[CELL].printed.text == "9"
    review.redo()
    assert review.cells[CELL].printed.text == "8"
    assert [event.kind for event in review.events].count(Kind.REVIEWER_CHANGED) == 1


def test_text_that_no_file_can_hold_is_recorded_as_far_as_it_can_be() -> None:
    recorded: list[Event] = []
    review = Review(report_of(Path("folder")), reviewer="审\ud800", record=recorded.extend)
    review.adjust({CELL: "9"}, why="见\udfff附件")
    assert (recorded[0].by, recorded[0].why) == ("审?", "见?附件")
