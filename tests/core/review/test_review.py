"""The review: edits as events, three layers of every cell, and nothing that cannot be undone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gouji.core import rules
from gouji.core.errors import FigureRefusedError
from gouji.core.extraction.report import Reading, Report, Source
from gouji.core.figures import State, parse_figure
from gouji.core.form_files import official_forms
from gouji.core.review import CellState, Event, Kind, Review

FORM = official_forms()[0]
SOUND = {
    f"t3.{row}.{column}": "8"
    for row in ("new", "partial", "handled")
    for column in ("natural", "total")
}


def report_of(texts: dict[str, str], doubtful: Sequence[str] = ()) -> Report:
    return Report(
        form=FORM,
        organization="某县人民政府",
        year=2021,
        source=Source(Path("report.pdf"), "0" * 64, "pdf"),
        readings={
            cell.id: Reading(
                parse_figure(texts.get(cell.id, ""), cell.domain),
                confidence=0.4 if cell.id in doubtful else 1.0,
            )
            for cell in FORM.cells.values()
        },
    )


def review_of(texts: dict[str, str], doubtful: Sequence[str] = ()) -> Review:
    return Review(report_of(texts, doubtful), reviewer="审核员")


def rules_of(review: Review) -> list[str]:
    return [finding.rule for finding in review.findings]


def test_a_misreading_corrected_changes_what_is_printed_and_audited():
    review = review_of(SOUND | {"t3.new.natural": "3"})
    assert rules_of(review) == ["t3.balance.natural", "t3.row.new"]
    change = review.correct({"t3.new.natural": "8"})
    assert (change.cells, change.findings_changed) == (("t3.new.natural",), True)
    state = review.cells["t3.new.natural"]
    assert (state.extracted.figure.value, state.printed.value, state.audited.value) == (3, 8, 8)
    assert state.corrected
    assert not state.adjusted
    assert rules_of(review) == []


def test_a_wrong_report_adjusted_keeps_what_is_printed():
    review = review_of(SOUND | {"t3.new.natural": "3"})
    review.adjust({"t3.new.natural": "8"}, why="与台账一致")
    state = review.cells["t3.new.natural"]
    assert (state.printed.value, state.audited.value, state.reason) == (3, 8, "与台账一致")
    assert state.adjusted
    assert rules_of(review) == []
    assert [finding.rule for finding in rules.check(review.report, review.printed)] == [
        "t3.balance.natural",
        "t3.row.new",
    ]


def test_correcting_an_adjusted_cell_takes_the_adjustment_back():
    review = review_of(SOUND)
    review.adjust({"t3.new.natural": "9"}, why="补记")
    review.correct({"t3.new.natural": "8"})
    state = review.cells["t3.new.natural"]
    assert (state.printed.value, state.audited.value, state.reason) == (8, 8, "")


@pytest.mark.parametrize("text", ["abc", "8?", "①", "1.2.3", "八"])
def test_a_text_that_is_no_figure_is_refused_and_changes_nothing(text: str):
    review = review_of(SOUND)
    before = (review.events, dict(review.cells), review.findings)
    with pytest.raises(FigureRefusedError, match="不是数字"):
        review.correct({"t3.new.total": "9", "t3.new.natural": text})
    with pytest.raises(FigureRefusedError):
        review.adjust({"t3.new.total": "9", "t3.new.natural": text}, why="理由")
    assert (review.events, dict(review.cells), review.findings) == before


@pytest.mark.parametrize(("cell", "text"), [("t3.new.total", "-1"), ("t3.new.total", "1.5")])
def test_a_page_may_print_what_no_reviewer_may_stand_for(cell: str, text: str):
    review = review_of(SOUND)
    with pytest.raises(FigureRefusedError, match="不小于 0 的整数"):
        review.adjust({cell: text}, why="理由")
    review.correct({cell: text})
    assert f"value.{cell}" in rules_of(review)


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_an_adjustment_without_a_reason_is_refused(why: str):
    review = review_of(SOUND)
    with pytest.raises(FigureRefusedError, match="理由"):
        review.adjust({"t3.new.total": "9"}, why=why)
    assert review.events == ()


def test_a_block_of_figures_is_one_step():
    review = review_of({})
    review.correct({"t3.new.natural": "3", "t3.new.total": "3"})
    assert [event.step for event in review.events] == [1, 1]
    change = review.undo()
    assert set(change.cells) == {"t3.new.natural", "t3.new.total"}
    assert review.printed == review.report.figures


def test_what_changes_nothing_is_no_event():
    review = review_of(SOUND)
    assert review.correct({"t3.new.natural": "8"}).cells == ()
    assert review.adjust({"t3.new.natural": "8"}, why="同前").cells == ()
    review.confirm(["t3.new.natural"])
    assert review.confirm(["t3.new.natural"]).cells == ()
    assert review.undo().cells == ("t3.new.natural",)
    assert review.undo().cells == ()
    assert len(review.events) == 2


def test_an_explained_finding_stays_listed_with_its_note():
    review = review_of(SOUND | {"t3.new.natural": "3"})
    change = review.explain("t3.row.new", "原件如此，已电话核实")
    assert (change.cells, change.findings_changed) == ((), True)
    assert review.explanations == {"t3.row.new": "原件如此，已电话核实"}
    assert "t3.row.new" in rules_of(review)
    review.undo()
    assert review.explanations == {}


def test_a_doubtful_cell_is_settled_by_looking_at_it():
    review = review_of(SOUND, doubtful=["t3.new.natural", "t3.new.total"])
    assert review.cells["t3.new.natural"].doubtful
    review.confirm(["t3.new.natural"])
    review.correct({"t3.new.total": "9"})
    assert not review.cells["t3.new.natural"].doubtful
    assert not review.cells["t3.new.total"].doubtful


def test_a_new_step_after_an_undo_leaves_nothing_to_redo():
    review = review_of(SOUND)
    review.correct({"t3.new.natural": "9"})
    review.undo()
    assert review.redoable is not None
    review.correct({"t3.new.total": "9"})
    assert review.redoable is None
    assert review.redo().cells == ()


def test_a_step_that_cannot_be_recorded_does_not_count_as_done():
    def refuse(events: Sequence[Event]) -> None:
        raise OSError("disk full")

    review = Review(report_of(SOUND), record=refuse)
    with pytest.raises(OSError, match="disk full"):
        review.correct({"t3.new.natural": "9"})
    assert review.events == ()
    assert review.printed == review.report.figures


def test_every_event_is_recorded_before_it_counts_and_says_who_what_and_why():
    recorded: list[Event] = []
    review = Review(report_of(SOUND), reviewer="审核员", record=recorded.extend)
    review.adjust({"t3.new.natural": "9"}, why="补记一件")
    (event,) = recorded
    assert (event.kind, event.subject, event.before, event.after) == (
        Kind.ADJUSTED,
        "t3.new.natural",
        "8",
        "9",
    )
    assert (event.by, event.why, event.number, event.step) == ("审核员", "补记一件", 1, 1)
    assert event.at.tzinfo is not None


FEW = ["t3.new.natural", "t3.new.total", "t3.granted.natural", "t4.review.total", "t2.fees.amount"]
GOOD = st.sampled_from(["0", "3", "8", "", "/", "1,204"])
BAD = st.sampled_from(["x", "8?", "①", "1.2.3"])


class Reviewing(RuleBasedStateMachine):
    """Any order of acts: undo goes back exactly, redo forward, and a reopened review is equal."""

    def __init__(self) -> None:
        super().__init__()
        self.review = review_of(SOUND | {"t3.partial.total": "5"}, doubtful=FEW[:2])
        self.past: list[tuple[dict[str, CellState], dict[str, str]]] = []
        self.future: list[tuple[dict[str, CellState], dict[str, str]]] = []

    def seen(self) -> tuple[dict[str, CellState], dict[str, str]]:
        return dict(self.review.cells), dict(self.review.explanations)

    def did(self, before: tuple[dict[str, CellState], dict[str, str]], count: int) -> None:
        if len(self.review.events) > count:
            self.past.append(before)
            self.future.clear()

    @rule(texts=st.dictionaries(st.sampled_from(FEW), GOOD, min_size=1))
    def correct(self, texts: dict[str, str]) -> None:
        before, count = self.seen(), len(self.review.events)
        self.review.correct(texts)
        for cell, text in texts.items():
            assert self.review.cells[cell].printed.text == text
            assert not self.review.cells[cell].adjusted
        self.did(before, count)

    @rule(texts=st.dictionaries(st.sampled_from(FEW), GOOD, min_size=1))
    def adjust(self, texts: dict[str, str]) -> None:
        before, count = self.seen(), len(self.review.events)
        self.review.adjust(texts, why="核对台账")
        for cell, text in texts.items():
            assert self.review.cells[cell].audited.text == text
            assert self.review.cells[cell].printed == before[0][cell].printed
        self.did(before, count)

    @rule(cells=st.lists(st.sampled_from(FEW), unique=True))
    def confirm(self, cells: list[str]) -> None:
        before, count = self.seen(), len(self.review.events)
        self.review.confirm(cells)
        assert all(self.review.cells[cell].confirmed for cell in cells)
        self.did(before, count)

    @rule(number=st.integers(0, 3), note=st.sampled_from(["原件如此", "已核实"]))
    def explain(self, number: int, note: str) -> None:
        if number < len(self.review.findings):
            before, count = self.seen(), len(self.review.events)
            finding = self.review.findings[number].rule
            self.review.explain(finding, note)
            assert self.review.explanations[finding] == note
            self.did(before, count)

    @rule(cell=st.sampled_from(FEW), text=BAD)
    def be_refused(self, cell: str, text: str) -> None:
        before, events = self.seen(), self.review.events
        with pytest.raises(FigureRefusedError):
            self.review.correct({FEW[0]: "77", cell: text})
        assert (self.seen(), self.review.events) == (before, events)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.review.undoable is not None
        self.future.append(self.seen())
        self.review.undo()
        assert self.seen() == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.review.redoable is not None
        self.past.append(self.seen())
        self.review.redo()
        assert self.seen() == self.future.pop()

    @invariant()
    def has_no_more_to_undo_than_was_done(self) -> None:
        assert (self.review.undoable is None) is (not self.past)
        assert (self.review.redoable is None) is (not self.future)

    @invariant()
    def extracts_stay_as_they_were(self) -> None:
        for cell, state in self.review.cells.items():
            assert state.extracted is self.review.report.readings[cell]
            assert state.audited.state is not State.UNREADABLE

    @invariant()
    def findings_are_those_of_the_audited_figures(self) -> None:
        assert self.review.findings == rules.check(self.review.report, self.review.audited)

    @invariant()
    def a_reopened_review_is_the_same(self) -> None:
        again = Review(self.review.report, self.review.events)
        assert (dict(again.cells), dict(again.explanations)) == self.seen()
        assert again.findings == self.review.findings

    @invariant()
    def events_are_numbered_without_gaps(self) -> None:
        numbers = [event.number for event in self.review.events]
        assert numbers == list(range(1, len(numbers) + 1))


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
