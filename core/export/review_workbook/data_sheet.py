"""The sheets 数据 (every cell, one a row) and 留痕 (the whole audit trail)."""

from __future__ import annotations

from ...doubts import hundredths
from ...figures import Figure, State, in_domain
from ...forms import Cell
from ...review import Event, Kind
from ...review.placed import placed_by
from ...review.steps_in_force import active_events
from ..excel import formulas
from ..excel.list_sheet import ListSheet, Live
from ..excel.sheet_cells import Value, value_of
from ..export_wording import box, doubt, label_path, moment, page_number
from .addresses import DATA, OUTSIDE, UNUSABLE
from .rule_lines import as_held
from .workbook_marks import STATES
from .workbook_parts import Book

KINDS = {
    Kind.CORRECTED: "更正识读",
    Kind.ADJUSTED: "调整审定数",
    Kind.CONFIRMED: "确认",
    Kind.IDENTIFIED: "认定单位或年度",
    Kind.EXPLAINED: "说明疑点",
    Kind.UNDONE: "撤销",
    Kind.REDONE: "重做",
    Kind.REVERTED: "单格撤回",
    Kind.SIGNED_OFF: "签核",
    Kind.REOPENED: "重新打开",
    Kind.REVIEWER_CHANGED: "更换审核人",
    Kind.REREAD_ACCEPTED: "采纳重新识读",
    Kind.REREAD_REFUSED: "不采纳重新识读",
    Kind.PLACED: "更正版面",
    Kind.MERGED: "合并",
}
CELLS = ListSheet(
    DATA,
    (
        ("单元格 cell", 33),
        ("项目 label", 68),
        ("识读原文 extracted", 12),
        ("原件 printed", 11),
        ("审定 audited", 11),
        ("改动 changed", 9),
        ("状态 state", 9),
        ("置信度 confidence", 9),
        ("页 page", 6),
        ("位置 box", 27),
        ("疑问 doubt", 20),
        ("规则 domain", 10),
        ("文字", 0),
        ("不能计入", 0),
        ("不合要求", 0),
    ),
)
EVENTS = ListSheet(
    "留痕",
    (
        ("序号 no.", 6),
        ("步骤 step", 6),
        ("时间 time", 29),
        ("审核人 reviewer", 12),
        ("操作 act", 14),
        ("对象 subject", 33),
        ("项目 label", 34),
        ("改前 before", 11),
        ("改后 after", 11),
        ("理由 reason", 34),
        ("有效 in force", 9),
        ("依据 pin", 24),
    ),
)


def fill_cells_sheet(book: Book) -> None:
    """Lists every cell of the form; the audited figure and its state follow the tables."""
    held, printed = as_held(book.audited), as_held(book.review.printed)
    cells = book.review.report.form.cells
    CELLS.fill(
        book.sheet(CELLS.name),
        (_cell(spec, held[cell], printed[cell], book) for cell, spec in cells.items()),
    )


def fill_events_sheet(book: Book) -> None:
    """Lists the events of the review, undone ones included."""
    active = {event.number for event in active_events(book.review.events)}
    rows = (_event(event, book, active) for event in book.review.events)
    EVENTS.fill(book.sheet(EVENTS.name), rows)


def _cell(spec: Cell, held: Figure, printed: Figure, book: Book) -> list[Value | Live]:
    cell = spec.id
    state = book.review.cells[cell]
    reading = state.extracted
    bare, unusable_at = book.at.data(cell, "M"), book.at.data(cell, UNUSABLE)
    unusable = int(held.state is State.UNREADABLE)
    outside = held.value is not None and not in_domain(held.value, spec.domain)
    changed = f'IF({book.at.data(cell, "D")}&""={book.at.data(cell, "E")}&"","","◆")'
    return [
        cell,
        label_path(spec),
        reading.figure.text,
        state.printed,
        Live(formulas.shown(cell), value_of(held)),
        Live(changed, "" if value_of(held) == value_of(printed) else "◆"),
        Live(formulas.state(cell, unusable_at), STATES[held.state]),
        hundredths(reading.confidence),
        page_number(reading.region),
        box(reading.region),
        doubt(reading) if state.doubtful else "",
        Live(
            f'IF({book.at.data(cell, OUTSIDE)}=1,"不合要求","")',
            "不合要求" if unusable or outside else "",
        ),
        Live(formulas.bare_text(cell), _bare(held)),
        Live(formulas.unusable(cell, bare), unusable),
        Live(formulas.outside(cell, spec.domain, unusable_at), int(unusable or outside)),
    ]


def _bare(held: Figure) -> str:
    return str(value_of(held)).replace(" ", "").replace("　", "").replace("\n", "")


def _event(event: Event, book: Book, active: set[int]) -> list[Value]:
    spec = book.review.report.form.cells.get(event.subject)
    undoing = event.kind in (Kind.UNDONE, Kind.REDONE)
    placing = event.kind is Kind.PLACED
    before, after = placed_by(event).texts if placing else (event.before, event.after)
    return [
        event.number,
        event.step,
        moment(event.at),
        event.by,
        KINDS[event.kind],
        f"步骤 {event.subject}" if undoing else event.subject,
        spec.label() if spec else "",
        before,
        after,
        event.why,
        "" if undoing else "是" if event.number in active else "否",
        event.pin,
    ]
