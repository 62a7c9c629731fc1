"""Findings between reports are findings of a review, and body and year are readings of it."""

from dataclasses import replace
from functools import partial

import pytest
from year_reports import member

from gouji.core.errors import FigureRefusedError
from gouji.core.extraction.report import Identity, IdentityReading, Report
from gouji.core.review import Event, Kind, Review, progress_of
from gouji.core.series import Member, check_against, find_links

IN, RULE = "t3.carried_in.natural", "year.carried.natural"
BEFORE = member("泽州县人民政府", 2020, {"t3.carried_out.natural": "2", "t3.handled.natural": "2"})
NOW = member("泽州县人民政府", 2021)


def held(events: tuple[Event, ...] = ()) -> Review:
    """Returns a review that is held against the report of the year before."""
    compare = partial(check_against, find_links([BEFORE, NOW], NOW.key))
    return Review(NOW.report, events, reviewer="王核", compare=compare)


def doubted(report: Report) -> Report:
    """Returns a report whose body is read as another one's, with a doubt."""
    read = IdentityReading("乐临市人民政府", None, 0.8, ("东临市人民政府",), "differing")
    return replace(
        report, organization=read.text, identity=Identity(read, IdentityReading("2021", None, 1.0))
    )


def test_what_does_not_fit_with_the_year_before_is_a_finding_until_the_figure_fits() -> None:
    review = held()
    assert [finding.rule for finding in review.findings] == [RULE]
    assert progress_of(review).between == progress_of(review).left == 1
    assert review.correct({IN: "2"}).findings_changed
    assert RULE not in [finding.rule for finding in review.findings]
    review.undo()
    assert RULE in [finding.rule for finding in review.findings]


def test_an_explanation_holds_for_its_arithmetic_and_while_the_other_report_is_not_there() -> None:
    review = held()
    review.explain(RULE, "原件如此")
    assert review.is_explained(RULE)
    assert progress_of(review).left == 0
    alone = Review(NOW.report, review.events)
    assert alone.is_explained(RULE)
    assert alone.findings == ()
    review.adjust({IN: "1"}, why="试")
    assert not review.is_explained(RULE)


def test_an_error_between_reports_is_in_the_way_of_a_sign_off() -> None:
    review = held()
    finding = replace(review.findings[0], severity="error")
    assert not review.open_errors
    review.hold_against(lambda _figures: (finding,))
    assert review.open_errors == (finding,)


def test_body_and_year_are_corrected_taken_back_and_read_again_from_the_events() -> None:
    review = Review(doubted(NOW.report), reviewer="王核")
    assert progress_of(review).doubtful == 1
    review.identify({"organization": " 东临市人民政府 ", "year": "２０２２年"})
    assert (review.report.organization, review.report.year) == ("东临市人民政府", 2022)
    assert progress_of(review).doubtful == 0
    again = Review(doubted(NOW.report), review.events)
    assert again.report.organization == "东临市人民政府"
    assert Member(again.report, again.audited).name == "东临市人民政府"
    review.undo()
    assert (review.report.organization, review.report.year) == ("乐临市人民政府", 2021)
    review.redo()
    assert review.report.year == 2022


def test_saying_what_is_read_confirms_it() -> None:
    review = Review(doubted(NOW.report), reviewer="王核")
    review.identify({"organization": "乐临市人民政府"})
    assert progress_of(review).doubtful == 0
    assert [event.kind for event in review.events] == [Kind.IDENTIFIED]
    assert not review.identify({"organization": "乐临市人民政府"}).findings_changed


def test_a_sign_off_lapses_when_the_body_becomes_another() -> None:
    review = Review(NOW.report, reviewer="王核")
    review.sign_off()
    review.identify({"organization": "东临市人民政府"})
    assert not review.signed_off
    review.undo()
    assert review.signed_off


@pytest.mark.parametrize(
    ("subject", "text"),
    [("year", "202"), ("year", "二〇二二"), ("year", "1921"), ("organization", " "),
     ("organization", "某" * 101)],
)  # fmt: skip
def test_what_is_no_body_and_no_year_is_refused(subject: str, text: str) -> None:
    review = Review(NOW.report, reviewer="王核")
    with pytest.raises(FigureRefusedError):
        review.identify({subject: text})
    assert review.events == ()
