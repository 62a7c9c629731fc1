"""Where the fault is a placement, the suggestion is one: a block that slid, two lines exchanged."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gouji.core.extraction.structure.printed_moves import as_move

from .reports import COLUMNS, PLAIN, changes, errors_after, make_report, sound, suggested

ALL = (*COLUMNS, "total")
RIGHT = sound()


def without_persons() -> dict[str, str]:
    """Returns sound texts in which nothing comes from natural persons."""
    texts = dict(RIGHT)
    for row in PLAIN:
        count = int(texts[f"t3.{row}.total"]) - int(texts[f"t3.{row}.natural"])
        texts |= {f"t3.{row}.natural": "0", f"t3.{row}.total": str(count)}
    return texts


def exchanged(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    texts = dict(RIGHT)
    for one, other in pairs:
        texts[one], texts[other] = RIGHT.get(other, "0"), RIGHT.get(one, "0")
    return texts


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(f"t3.new.{c}", f"t3.partial.{c}") for c in ALL], "两行的数字整行互换"),
        ([(f"t3.{r}.natural", f"t3.{r}.total") for r in PLAIN], "两列的数字整列互换"),
    ],
)
def test_two_whole_lines_in_each_others_place_are_one_mistake(
    pairs: list[tuple[str, str]], said: str
) -> None:
    report = make_report(exchanged(pairs))
    first = next(one for one in suggested(report)[:2] if said in one.zh)
    assert report.form.table("t3").title in first.zh
    assert f"{len(first.changes)} 格的数移动" in first.zh
    assert f"{len(first.changes)} cells" in first.en
    assert changes(first) == {
        cell: int(RIGHT.get(cell, "0"))
        for pair in pairs
        for cell in pair
        if RIGHT.get(cell, "0") != report.figures[cell].text
    }
    assert errors_after(report, first) == []
    table = report.form.table("t3")
    values = {change.cell: change.value for change in first.changes}
    move = as_move(table, report.readings, values)
    assert move is not None
    assert move.constraint["act"] == "exchange"


@pytest.mark.parametrize("rows", [("granted", "partial", "denied_law"), ("new", "carried_in")])
def test_rows_of_figures_a_column_off_are_one_mistake(rows: tuple[str, ...]) -> None:
    whole = without_persons()
    texts = dict(whole)
    for row in rows:
        for here, beside in zip(ALL, (*ALL[1:], ""), strict=True):
            texts[f"t3.{row}.{here}"] = whole[f"t3.{row}.{beside}"] if beside else "0"
    report = make_report(texts)
    first = suggested(report)[0]
    assert "几行的数字都错开了一列" in first.zh
    assert errors_after(report, first) == []
    assert changes(first) == {
        cell: int(text) for cell, text in whole.items() if texts[cell] != text
    }
