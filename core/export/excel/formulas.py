"""The formulas of the workbook, in the words of Excel: none holds a text of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...bilingual import Bilingual
from ...figures import Number, State, show
from ...forms import Domain
from ..review_workbook.addresses import (
    LEVEL,
    OUTSIDE,
    PRINTED,
    STATE,
    UNUSABLE,
    Addresses,
    name_of,
)
from ..review_workbook.rule_lines import (
    BLANK_TOTAL,
    BROKEN,
    FILLED,
    FITS,
    HELD,
    INVALID,
    MISFITS,
    MISSING,
    NOT_COMPARED,
    UNCHECKED,
    VALID,
    LineKind,
    RuleLine,
)
from ..review_workbook.workbook_marks import STATES

DASHES = "-－—–―‐‑‒−─━ー"
SLASHES = "/／∕⁄\\＼"
WORDS = ("无", "不适用", "N/A", "NA")
"""What counts as a mark, that is, as zero: only dashes, only slashes, or one of the words."""

CLOSE = 9
"""Decimals that sums are compared at: Excel adds in binary, the rules in decimals."""


def bare_text(cell: str) -> str:
    """Returns the text of a cell without blanks."""
    return _without(name_of(cell), (" ", "　", "CHAR(10)"))


def unusable(cell: str, bare: str) -> str:
    """Returns 1 where a cell holds what is neither number, blank nor mark."""
    name = name_of(cell)
    words = ",".join(f'{bare}="{word}"' for word in WORDS)
    mark = f'OR({_without(bare, DASHES)}="",{_without(bare, SLASHES)}="",{words})'
    return f"IF(ISERROR({name}),1,IF(ISTEXT({name}),IF({mark},0,1),IF(ISLOGICAL({name}),1,0)))"


def outside(cell: str, domain: Domain, unusable_at: str) -> str:
    """Returns 1 where a cell holds no figure that may stand there."""
    name = name_of(cell)
    wanted = [f"{name}=INT({name})"] if domain.whole else []
    wanted += [] if domain.minimum is None else [f"{name}>={domain.minimum}"]
    if not wanted:
        return unusable_at
    return f"IF({unusable_at}=1,1,IF(ISNUMBER({name}),IF(AND({','.join(wanted)}),0,1),0))"


def state(cell: str, unusable_at: str, language: str) -> str:
    """Returns the state of a cell as a word."""
    name = name_of(cell)
    unreadable, number, blank, mark = (
        _word(STATES[each], language)
        for each in (State.UNREADABLE, State.NUMBER, State.BLANK, State.MARK)
    )
    kept = f"IF(ISNUMBER({name}),{number},IF(ISBLANK({name}),{blank},{mark}))"
    return f"IF({unusable_at}=1,{unreadable},{kept})"


def shown(cell: str) -> str:
    """Returns what a cell holds, blank where it is blank."""
    return f'IF(ISBLANK({name_of(cell)}),"",{name_of(cell)})'


def left_side(line: RuleLine, at: Addresses) -> str:
    """Returns the left side of a line."""
    match line.kind:
        case LineKind.VALUES:
            return f"SUM({_span(line.left, OUTSIDE, at)})"
        case LineKind.MISSING:
            blank = _word(STATES[State.BLANK], at.language)
            return f"{len(line.left)}-COUNTIF({_span(line.left, STATE, at)},{blank})"
        case _:
            return _sum(line.left)


def right_side(line: RuleLine) -> str:
    """Returns the right side of a line that has one."""
    return _sum(line.right)


def unusable_cells(line: RuleLine, at: Addresses) -> str:
    """Returns how many cells of a line cannot be counted in."""
    return f"SUM({','.join(at.data(cell, UNUSABLE) for cell in line.cells)})"


def result(line: RuleLine, row: int, language: str) -> str:
    """Returns what a line gives as a word, from the other columns of its row."""
    unread = f"$J{row}>0"
    held, broken, blank_total, unchecked, fits, misfits, not_compared = (
        _word(each, language)
        for each in (HELD, BROKEN, BLANK_TOTAL, UNCHECKED, FITS, MISFITS, NOT_COMPARED)
    )
    match line.kind:
        case LineKind.VALUES:
            return f"IF($C{row}>0,{_word(INVALID, language)},{_word(VALID, language)})"
        case LineKind.MISSING:
            return f"IF($C{row}>0,{_word(FILLED, language)},{_word(MISSING, language)})"
        case LineKind.COMPARISON:
            lesser, greater = name_of(line.left[0]), name_of(line.right[0])
            compared = f"IF({lesser}>{greater},{misfits},{fits})"
            numbers = f"AND(ISNUMBER({lesser}),ISNUMBER({greater}))"
            return f"IF({numbers},{compared},{not_compared})"
        case LineKind.CLAIM:
            names = [name_of(cell) for cell in line.right]
            amount = f"N({names[0]})" if len(names) == 1 else _sum(line.right)
            agreeing = ",".join(_agrees(amount, stated) for stated in line.stated)
            compared = f"IF({unread},{unchecked},IF(OR({agreeing}),{fits},{misfits}))"
            blank = f"COUNTA({','.join(names)})=0"
            return f"IF({blank},{not_compared},{compared})" if line.absent else compared
        case LineKind.EQUATION:
            holds = f"$E{row}=0"
            if line.sums:
                sums = dict(line.sums)
                left, right = (_sum_with(side, sums) for side in (line.left, line.right))
                holds = f"OR({holds},ROUND({left}-{right},{CLOSE})=0)"
            closed = f"IF({holds},{held},{broken})"
            if line.total is not None:
                blank = f"IF($D{row}=0,{held},{blank_total})"
                closed = f"IF(ISNUMBER({name_of(line.total)}),{closed},{blank})"
            return f"IF({unread},{unchecked},{closed})"


def difference(row: int) -> str:
    """Returns left less right."""
    return f"ROUND($C{row}-$D{row},{CLOSE})"


def line_level(row: int, language: str) -> str:
    """Returns how weighty a line's result is: 3 an error, 2 a warning, else 0."""
    broken, blank_total, misfits = (
        f"$F{row}={_word(each, language)}" for each in (BROKEN, BLANK_TOTAL, MISFITS)
    )
    return f"IF({broken},3,IF(OR({blank_total},{misfits}),2,0))"


def cell_level(cell: str, lines: Iterable[RuleLine], at: Addresses) -> str:
    """Returns how weighty the marks of a cell are, plus 10 where it is not as printed.

    A stated total always carries the weight of its equation; a part that is zero or blank
    is only involved (1), since a broken sum of twenty rows would else mark its whole column.
    """
    here = at.figures[cell].local
    own = [f"3*{at.data(cell, OUTSIDE)}"]
    shared: list[str] = []
    for line in lines:
        (own if line.is_stated(cell) else shared).append(at.rule(line.rule, LEVEL))
    if shared:
        most = shared[0] if len(shared) == 1 else f"MAX({','.join(shared)})"
        own.append(f"IF(N({here})=0,SIGN({most}),{most})")
    return f'MAX({",".join(own)})+IF({here}&""={at.data(cell, PRINTED)}&"",0,10)'


def _word(words: Bilingual, language: str) -> str:
    """Returns a word of ours as formulas quote it."""
    return f'"{words.in_language(language)}"'


def _agrees(amount: str, stated: Number) -> str:
    text = show(stated)
    digits = len(text.partition(".")[2])
    rounded = (f"{function}({amount},{digits})={text}" for function in ("ROUND", "ROUNDDOWN"))
    return ",".join([f"{amount}={text}", *rounded])


def _sum(cells: Sequence[str]) -> str:
    """SUM over references counts text as zero, which + would not."""
    return f"SUM({','.join(map(name_of, cells))})"


def _sum_with(cells: Sequence[str], sums: Mapping[str, Sequence[str]]) -> str:
    """Returns the sum of cells in which a total that holds no number is the sum of its parts."""
    parts = [
        f"IF(ISNUMBER({name_of(cell)}),{name_of(cell)},{_sum(sums[cell])})"
        for cell in cells
        if cell in sums
    ]
    others = [_sum([cell for cell in cells if cell not in sums])] if set(cells) - set(sums) else []
    return f"({'+'.join([*others, *parts])})"


def _span(cells: Sequence[str], column: str, at: Addresses) -> str:
    rows = [at.data_rows[cell] for cell in cells]
    return f"{at.data(cells[0], column)}:${column}${max(rows)}"


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        quoted = part if part.startswith("CHAR(") else f'"{part}"'
        text = f'SUBSTITUTE({text},{quoted},"")'
    return text
