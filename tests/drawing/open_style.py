"""How tables without the form's grid are set: what varies, and what it changes in the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from .pdf_sheet import SheetStyle
from .report import FormTable, Part, Truth


@dataclass(frozen=True)
class OpenStyle:
    """How a document with freely set tables is made.

    Attributes:
        sheet: Of the pages.
        size: Of the characters, in points.
        leading: From line to line of a label, of the size.
        gap: White between rows, of the size.
        rules: "none", "three" (above and below the head and at the foot) or "level".
        align: "middle", "right" or "left": where figures stand in their columns.
        tight: Heads and figures nearly touch; there is as little room as their words leave.
        labels: "beside" (groups in columns of their own), "above" (groups as lines) or "joined"
            (the group's label before the row's).
        fourth: How table 4 stands: "line", "rows", "turned", "list", "apart", "results" or
            "beside" (right of table 3's first rows).
        third: "rows" or "turned" (kinds of applicants as rows).
        parts: Columns of table 3 that stand on the page; the others come on the next one.
        absent: The column of other organizations is left out.
        numbered: A column of numbers comes first.
        remarks: A column of remarks comes last.
        word: Some figures in the last column are words.
        broken: Figures of more than so many digits are broken over lines; 0: none.
        blank: How many columns are blank on the first page of table 3.
        near: Figures of the first column stand right behind the longest label.
        first: How many rows of table 3 stand on its first page; 0: as many as there is room for.
        torn: There the figures of the last row stand on the next page.
        two_up: Two pages stand on a sheet.
    """

    sheet: SheetStyle = field(default_factory=SheetStyle)
    size: float = 9.0
    leading: float = 1.25
    gap: float = 0.7
    rules: str = "none"
    align: str = "middle"
    tight: bool = False
    labels: str = "beside"
    fourth: str = "line"
    third: str = "rows"
    parts: int = 0
    absent: bool = False
    numbered: bool = False
    remarks: bool = False
    word: bool = False
    broken: int = 0
    blank: int = 0
    near: bool = False
    first: int = 0
    torn: bool = False
    two_up: bool = False


WORDS = ("见附件", "详见附表", "另行报送")
LEFT_OUT = "other"
_BLANKED = ("research", "nonprofit", "legal")


def alter(
    parts: Sequence[Part], truths: Sequence[Truth], style: OpenStyle, random: Random
) -> tuple[list[Part], list[Truth]]:
    """Returns what such a document prints and what is true of it: words for figures, columns that
    are blank on the first page or left out.
    """
    (truth,) = truths
    changed: dict[str, str] = {}
    rows = dict.fromkeys(cell.split(".")[1] for cell in truth.cells if cell.startswith("t3."))
    if style.word:
        for row in random.sample(list(rows), 3):
            changed[f"t3.{row}.total"] = random.choice(WORDS)
    for column in _BLANKED[: style.blank]:
        changed |= {f"t3.{row}.{column}": "" for row in list(rows)[: style.first or 9]}
    if style.absent:
        changed |= {f"t3.{row}.{LEFT_OUT}": "" for row in rows}
    cells = {
        cell: (changed[cell], None) if cell in changed else known
        for cell, known in truth.cells.items()
    }
    return [_altered(part, changed) for part in parts], [replace(truth, cells=cells)]


def _altered(part: Part, changed: Mapping[str, str]) -> Part:
    if not isinstance(part, FormTable):
        return part
    texts = {cell: changed.get(cell, text) for cell, text in part.texts.items()}
    return replace(part, texts=texts)
