"""What runs of text say together: the figure, the notes beside it, and what is in doubt."""

from __future__ import annotations

import pytest

from gouji.core.documents.flow.runs import OBJECT, Run, Seen, Style
from gouji.core.documents.flow.said import said

UP = Style(raised=True, size=12)
BODY = Style(size=12)
SMALL = Style(size=7)
GONE = Style(seen=Seen.HIDDEN)
FAINT = Style(seen=Seen.FAINT)


@pytest.mark.parametrize(
    ("runs", "text", "notes"),
    [
        ([Run("16", BODY), Run("1", UP)], "16", ("1",)),
        ([Run("1", UP), Run("92", BODY)], "92", ("1",)),
        ([Run("16", BODY), Run("[2]", UP)], "16", ("[2]",)),
        ([Run("/", BODY), Run("*", UP)], "/", ("*",)),
        ([Run("16 ", BODY), Run("①", UP)], "16", ("①",)),
        ([Run("km", BODY), Run("2", UP)], "km2", ()),
        ([Run("16", Style(moved=True)), Run("0", Style(moved=True))], "160", ()),
        ([Run("5005", SMALL), Run("366", BODY)], "5005366", ()),
        ([Run("公开", FAINT), Run("16", BODY)], "公开16", ()),
        ([Run("自然人：", GONE), Run("16", BODY)], "16", ()),
    ],
)
def test_a_note_is_told_from_the_figure(runs: list[Run], text: str, notes: tuple[str, ...]) -> None:
    found = said(runs)
    assert (found.text, found.notes, found.confidence, found.doubt) == (text, notes, 1.0, "")


@pytest.mark.parametrize(
    ("runs", "text", "doubt", "other"),
    [
        ([Run("16", BODY), Run("1", SMALL)], "16", "raised", "161"),
        ([Run("16", BODY), Run("1", Style(moved=True, size=12))], "16", "raised", "161"),
        ([Run("1", SMALL), Run("92", BODY)], "192", "raised", "92"),
        ([Run("14,", SMALL), Run("625", BODY)], "14,625", "raised", "625"),
        ([Run("16", BODY), Run(".5", UP)], "16.5", "raised", "16"),
        ([Run("1", UP)], "1", "raised", ""),
        ([Run("16", BODY), Run("1", GONE)], "16", "struck", "161"),
        ([Run("16", BODY), Run("1", FAINT)], "16", "struck", "161"),
        ([Run("16"), Run("1", Style(seen=Seen.DOUBTFUL))], "161", "struck", "16"),
        ([Run("16"), Run("1", Style(made=True))], "161", "drawn", "16"),
        ([Run("61", Style(reversed=True))], "16", "reversed", "61"),
    ],
)
def test_what_may_be_otherwise_is_doubted_with_its_other_text(
    runs: list[Run], text: str, doubt: str, other: str
) -> None:
    found = said(runs)
    assert (found.text, found.doubt) == (text, doubt)
    assert found.confidence < 0.9
    assert found.legible
    assert found.alternatives == (other,)


def test_ink_that_is_no_text_is_never_a_blank() -> None:
    assert not said([Run(OBJECT)]).legible
    beside = said([Run("16"), Run(OBJECT)])
    assert (beside.text, beside.legible, beside.doubt) == ("16", True, "drawn")


@pytest.mark.parametrize("text", ["8563\n6707", "12\n34", "1\n-2", "8 \n 9"])
def test_two_figures_below_each_other_are_never_one(text: str) -> None:
    found = said([Run(text)])
    assert (found.legible, found.doubt) == (False, "together")


@pytest.mark.parametrize("text", ["12\n件", "自\n然\n人", "3.危及\n4"])
def test_words_below_a_figure_are_no_second_one(text: str) -> None:
    assert said([Run(text)]).legible
