"""Draws tables that lack what tells their rows and columns apart, or call it by other names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random

from gouji.core.layout import FIGURE, HEAD, LABEL, FormLayout, Place

from .habits import draw_habits
from .layouts import LAYOUTS
from .report import DrawnReport, FormTable, Part, plan

BASES = (
    "tabs",
    "pipes",
    "web",
    "word",
    "workbook",
    "pdf, lines",
    "pdf without a grid, plain",
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def draw_hard(seed: int, layout: str, way: str) -> DrawnReport:
    """Returns a document in one of ``BASES`` that is hard in one of ``WAYS``."""
    kind = LAYOUTS[layout]
    random = Random(f"hard {layout} {way} {seed}")
    habits = draw_habits(random, {**kind.habits, "copies": "", "damage": "", "years": False})
    parts, truths = plan(habits, random)
    change = WAYS[way]
    made: list[Part] = [
        replace(part, layout=change(part.layout, random)) if _is_third(part) else part  # type: ignore[arg-type, union-attr]
        for part in parts
    ]
    data = kind.drawer(made, kind.draw_style(random), random)
    name = f"hard{kind.suffix}"
    return DrawnReport(name, data, tuple(truths), habits, kind.keeps_blanks, kind.divided)


def _is_third(part: Part) -> bool:
    return isinstance(part, FormTable) and part.table.id == "t3"


def _retold(layout: FormLayout, kind: str, said: Callable[[int, Place], str]) -> FormLayout:
    """Returns a layout with the texts of a kind of places said otherwise, by their number."""
    counted = iter(range(len(layout.places)))
    return replace(
        layout,
        places=tuple(
            replace(place, text=said(next(counted), place)) if place.kind == kind else place
            for place in layout.places
        ),
    )


def _without_heads(layout: FormLayout, _random: Random) -> FormLayout:
    return _retold(layout, HEAD, lambda _at, _place: "")


def _other_heads(layout: FormLayout, _random: Random) -> FormLayout:
    return _retold(layout, HEAD, lambda at, _place: f"类别{_STEMS[at % 10]}{at // 10 or ''}")


def _other_labels(layout: FormLayout, _random: Random) -> FormLayout:
    return _retold(layout, LABEL, lambda at, _place: f"项目{_STEMS[at % 10]}{at // 10 or ''}")


def _without_labels(layout: FormLayout, _random: Random) -> FormLayout:
    return _retold(layout, LABEL, lambda _at, _place: "")


def _two_columns_exchanged(layout: FormLayout, random: Random) -> FormLayout:
    """Two columns beside each other change places, and no head says so."""
    first = layout.label_columns + random.randrange(layout.columns - layout.label_columns - 1)
    after = {first: first + 1, first + 1: first}
    moved = tuple(
        replace(place, column=after.get(place.column, place.column))
        if place.kind == FIGURE
        else place
        for place in layout.places
    )
    return _without_heads(replace(layout, places=moved), random)


def _heads_one_off(layout: FormLayout, _random: Random) -> FormLayout:
    """The heads stand one column too far to the right, and the last one is lost."""
    heads = sorted(
        (place for place in layout.places if place.kind == HEAD and place.column_span == 1),
        key=lambda place: place.column,
    )
    texts: Mapping[int, str] = {id(place): before.text for before, place in pairwise(heads)}
    return _retold(layout, HEAD, lambda _at, place: texts.get(id(place), place.text))


def _labels_one_off(layout: FormLayout, _random: Random) -> FormLayout:
    """The labels of rows stand one row too low, and the last one is lost."""
    labels = sorted(
        (place for place in layout.places if place.kind == LABEL and place.row_span == 1),
        key=lambda place: place.row,
    )
    last = {place.row: place for place in labels}
    rows = sorted(last)
    texts = {id(last[row]): last[before].text for before, row in pairwise(rows)}
    return _retold(layout, LABEL, lambda _at, place: texts.get(id(place), place.text))


def _columns_reversed(layout: FormLayout, random: Random) -> FormLayout:
    """The three columns at the end stand in reverse order, and no head says so."""
    last = layout.columns - 1
    after = {last: last - 2, last - 2: last}
    moved = tuple(
        replace(place, column=after.get(place.column, place.column))
        if place.kind == FIGURE
        else place
        for place in layout.places
    )
    return _without_heads(replace(layout, places=moved), random)


WAYS: Mapping[str, Callable[[FormLayout, Random], FormLayout]] = {
    "without heads": _without_heads,
    "heads by other names": _other_heads,
    "labels by other names": _other_labels,
    "without labels": _without_labels,
    "two columns exchanged, without heads": _two_columns_exchanged,
    "heads one column off": _heads_one_off,
    "labels one row off": _labels_one_off,
    "columns reversed, without heads": _columns_reversed,
}
