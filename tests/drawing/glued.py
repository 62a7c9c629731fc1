"""Draws reports as the text content of a web page, whose cells run together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from .habits import draw_habits
from .report import DrawnReport, FormTable, Heading, Part, PlainTable, plan


@dataclass(frozen=True)
class GluedStyle:
    """How the cells run together.

    Attributes:
        whole: "page", where all of the page is one line, "table", where each table is, or "row".
        spaced: A space stands between the characters of labels, and after them.
        numbered: Labels of rows have their numbers.
    """

    whole: str = "page"
    spaced: bool = False
    numbered: bool = True


STYLES = tuple(
    GluedStyle(whole, spaced, numbered)
    for whole in ("page", "table", "row")
    for spaced in (False, True)
    for numbered in (True, False)
)


def draw_glued(seed: int, style: GluedStyle, **habits: object) -> DrawnReport:
    """Returns a drawn document in which cells run together; see ``draw``."""
    random = Random(f"glued {seed}")
    given = {"edition": random.choice(("2019", "2021", "mixed")), "pages": 0, **habits}
    chosen = draw_habits(random, {**_PLAIN, **given})
    parts, truths = plan(chosen, random)
    data = _text(parts, style).encode()
    return DrawnReport("report.txt", data, tuple(truths), chosen, keeps_blanks=True, divided=True)


_PLAIN = {
    "zero": "0", "full_width": False, "separator": "", "count_unit": "", "amount_unit": "",
    "short_labels": False, "swapped_columns": False, "swapped_rows": False, "years": False,
    "shuffled_results": False, "copies": "", "damage": "", "missing": "", "subtotal_rows": "",
    "other_tables": False, "contents": False, "explained": False, "plus": "",
}  # fmt: skip
"""Cells that run together are those of a form that is filled in plainly."""


def _text(parts: Sequence[Part], style: GluedStyle) -> str:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            lines.append(part.text)
        elif isinstance(part, FormTable):
            rows = _rows(part, style)
            lines += rows if style.whole == "row" else ["".join(rows)]
        elif isinstance(part, PlainTable):
            lines += ["".join(row) for row in part.rows]
        else:
            lines.append(part.text)
    return ("" if style.whole == "page" else "\n").join(lines)


def _rows(part: FormTable, style: GluedStyle) -> list[str]:
    places = sorted(part.layout.places, key=lambda place: (place.row, place.column))
    rows = []
    for _, row in groupby(places, key=lambda place: place.row):
        texts = [
            part.texts[place.cell] if place.cell else _label(place.text, style) for place in row
        ]
        rows.append("".join(texts))
    return rows


def _label(text: str, style: GluedStyle) -> str:
    if not style.numbered and text[:1].isdigit():
        text = text[2:]
    return " ".join(text) + " " if style.spaced else text
