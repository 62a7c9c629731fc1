"""The marks that a cell of the workbook can carry: how each shows, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from ...bilingual import Bilingual
from ...figures import State
from ...finding import ERROR, WARNING
from ...review.state import CellState


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark. It shows by its symbol or its border, never by colour alone.

    Attributes:
        symbol: Shown behind the figure by its number format; the figure stays a number.
        fill: RGB of the background, or empty.
        color: RGB of the figure and of the border.
        line: Border style, or empty for the table's own.
        meaning: For the legend, in Chinese and English.
    """

    symbol: str
    fill: str
    color: str
    line: str
    meaning: Bilingual


ERROR_MARK = Mark(
    "✖",
    "FFD5D5",
    "B00020",
    "thin",
    Bilingual(
        "错误：勾稽关系不平，或数值不合要求", "error: an equation does not hold, or no such figure"
    ),
)
WARNING_MARK = Mark(
    "!",
    "FFF0C2",
    "8A5A00",
    "dashed",
    Bilingual(
        "警告：与正文或常理不符，或合计空白",
        "warning: disagrees with the narrative or is not plausible, or a total is blank",
    ),
)
INVOLVED_MARK = Mark(
    "",
    "FFF4F4",
    "",
    "",
    Bilingual(
        "牵连：在不平的等式中，本格为 0 或空白",
        "involved: zero or blank, in an equation that does not hold",
    ),
)
ADJUSTED_MARK = Mark(
    "◆",
    "",
    "0B57D0",
    "",
    Bilingual(
        "已调整：审定数与原件所印不同", "adjusted: the audited figure differs from the printed one"
    ),
)
CORRECTED_MARK = Mark(
    "◇",
    "",
    "",
    "",
    Bilingual(
        "已更正：程序识读有误，审核人按原件改正", "corrected: misread, put right after the source"
    ),
)
DOUBT_MARK = Mark(
    "?",
    "",
    "",
    "dotted",
    Bilingual(
        "存疑：识读的置信度低，尚未与原件核对", "doubtful: uncertain reading, not yet compared"
    ),
)
MARKS = (ERROR_MARK, WARNING_MARK, INVOLVED_MARK, ADJUSTED_MARK, CORRECTED_MARK, DOUBT_MARK)
"""In order of weight. The first four follow the figures in Excel, the others stand as exported."""

OF_SEVERITY = {ERROR: ERROR_MARK, WARNING: WARNING_MARK}

STATES = {
    State.NUMBER: Bilingual("数字", "number"),
    State.BLANK: Bilingual("空白", "blank"),
    State.MARK: Bilingual("符号", "mark"),
    State.UNREADABLE: Bilingual("无法识读", "unreadable"),
}


def standing_marks(state: CellState) -> tuple[Mark, ...]:
    """Returns the marks of a cell that say how it was read; no later figure changes them."""
    marks = []
    if state.corrected and state.printed != state.extracted.figure:
        marks.append(CORRECTED_MARK)
    if state.doubtful:
        marks.append(DOUBT_MARK)
    return tuple(marks)
