"""The sheets 数据 (every cell, one a row) and 留痕 (the whole audit trail)."""

from __future__ import annotations

from collections.abc import Mapping

from ...bilingual import Bilingual
from ...doubts import hundredths
from ...figures import Figure, State, in_domain
from ...forms import Cell
from ...review import Event, Kind
from ...review.record.placed import placed_by
from ...review.record.steps_in_force import active_events
from ..excel import formulas
from ..excel.list_sheet import Link, Listed, ListSheet, Live
from ..excel.sheet_cells import value_of
from ..export_wording import box, doubt, label_path, page_number
from .addresses import BARE, DATA, OUTSIDE, UNUSABLE
from .changes_sheet import CHANGES, rows_of_changes
from .findings_sheet import FINDINGS, rows_of_findings
from .rule_lines import as_held
from .workbook_marks import STATES
from .workbook_parts import Book

KINDS = {
    Kind.CORRECTED: Bilingual("更正识读", "reading corrected"),
    Kind.ADJUSTED: Bilingual("调整审定数", "audited figure adjusted"),
    Kind.CONFIRMED: Bilingual("确认", "confirmed"),
    Kind.IDENTIFIED: Bilingual("认定单位或年度", "body or year settled"),
    Kind.EXPLAINED: Bilingual("说明疑点", "finding explained"),
    Kind.UNDONE: Bilingual("撤销", "undone"),
    Kind.REDONE: Bilingual("重做", "redone"),
    Kind.REVERTED: Bilingual("单格撤回", "one cell taken back"),
    Kind.SIGNED_OFF: Bilingual("签核", "signed off"),
    Kind.REOPENED: Bilingual("重新打开", "reopened"),
    Kind.REVIEWER_CHANGED: Bilingual("更换审核人", "reviewer changed"),
    Kind.REREAD_ACCEPTED: Bilingual("采纳重新识读", "new reading taken"),
    Kind.REREAD_REFUSED: Bilingual("不采纳重新识读", "new reading not taken"),
    Kind.PLACED: Bilingual("更正版面", "structure corrected"),
    Kind.MERGED: Bilingual("合并", "merged"),
}
CELLS = ListSheet(
    DATA,
    (
        (Bilingual("单元格", "cell"), 33),
        (Bilingual("项目", "label"), 68),
        (Bilingual("识读原文", "extracted"), 12),
        (Bilingual("原件", "printed"), 11),
        (Bilingual("审定", "audited"), 11),
        (Bilingual("改动", "changed"), 9),
        (Bilingual("状态", "state"), 10),
        (Bilingual("置信度", "confidence"), 11),
        (Bilingual("页", "page"), 6),
        (Bilingual("位置", "box"), 27),
        (Bilingual("疑问", "doubt"), 20),
        (Bilingual("规则", "domain"), 10),
        (Bilingual("见改动", "its change"), 10),
        (Bilingual("见疑点", "its finding"), 10),
        (Bilingual("文字", "text"), 0),
        (Bilingual("不能计入", "uncountable"), 0),
        (Bilingual("不合要求", "invalid"), 0),
    ),
)
EVENTS = ListSheet(
    Bilingual("留痕", "Trail"),
    (
        (Bilingual("序号", "no."), 6),
        (Bilingual("步骤", "step"), 6),
        (Bilingual("时间", "time"), 20),
        (Bilingual("审核人", "reviewer"), 12),
        (Bilingual("操作", "act"), 14),
        (Bilingual("对象", "subject"), 33),
        (Bilingual("项目", "label"), 34),
        (Bilingual("改前", "before"), 11),
        (Bilingual("改后", "after"), 11),
        (Bilingual("理由", "reason"), 34),
        (Bilingual("有效", "in force"), 9),
        (Bilingual("依据", "pin"), 24),
        (Bilingual("时区", "zone"), 8),
    ),
)
NOT_ALLOWED = Bilingual("不合要求", "invalid")
STEP = Bilingual("步骤 {}", "step {}")
YES, NO = Bilingual("是", "yes"), Bilingual("否", "no")
ROW = Bilingual("第 {} 行", "row {}")


def fill_cells_sheet(book: Book) -> None:
    """Lists every cell of the form; the audited figure and its state follow the tables."""
    held, printed = as_held(book.audited), as_held(book.review.printed)
    cells = book.review.report.form.cells
    seen = (rows_of_changes(book), rows_of_findings(book))
    CELLS.fill(
        book.sheet(CELLS.name),
        (_cell(spec, held[cell], printed[cell], book, seen) for cell, spec in cells.items()),
        book.language,
    )


def fill_events_sheet(book: Book) -> None:
    """Lists the events of the review, undone ones included."""
    active = {event.number for event in active_events(book.review.events)}
    rows = (_event(event, book, active) for event in book.review.events)
    EVENTS.fill(book.sheet(EVENTS.name), rows, book.language)


def _cell(
    spec: Cell, held: Figure, printed: Figure, book: Book, seen: tuple[Mapping[str, int], ...]
) -> list[Listed]:
    cell, language = spec.id, book.language
    state = book.review.cells[cell]
    reading = state.extracted
    bare, unusable_at = book.at.data(cell, BARE), book.at.data(cell, UNUSABLE)
    unusable = int(held.state is State.UNREADABLE)
    outside = held.value is not None and not in_domain(held.value, spec.domain)
    changed = f'IF({book.at.data(cell, "D")}&""={book.at.data(cell, "E")}&"","","◆")'
    invalid = book.say(NOT_ALLOWED)
    return [
        Link(cell, book.at.figures[cell].full),
        label_path(spec, language),
        reading.figure.text,
        state.printed,
        Live(formulas.shown(cell), value_of(held)),
        Live(changed, "" if value_of(held) == value_of(printed) else "◆"),
        Live(formulas.state(cell, unusable_at, language), book.say(STATES[held.state])),
        hundredths(reading.confidence),
        page_number(reading.region),
        box(reading.region),
        doubt(reading, language) if state.doubtful else "",
        Live(
            f'IF({book.at.data(cell, OUTSIDE)}=1,"{invalid}","")',
            invalid if unusable or outside else "",
        ),
        *(
            _row_of(rows.get(cell), name, book)
            for rows, name in zip(seen, (CHANGES.name, FINDINGS.name), strict=True)
        ),
        Live(formulas.bare_text(cell), _bare(held)),
        Live(formulas.unusable(cell, bare), unusable),
        Live(formulas.outside(cell, spec.domain, unusable_at), int(unusable or outside)),
    ]


def _row_of(row: int | None, sheet: Bilingual, book: Book) -> Listed:
    """Returns the way to what another sheet says of a cell, if it says anything."""
    if row is None:
        return ""
    return Link(book.say(ROW).format(row), f"'{book.say(sheet)}'!$A${row}")


def _bare(held: Figure) -> str:
    return str(value_of(held)).replace(" ", "").replace("　", "").replace("\n", "")


def _event(event: Event, book: Book, active: set[int]) -> list[Listed]:
    spec = book.review.report.form.cells.get(event.subject)
    undoing = event.kind in (Kind.UNDONE, Kind.REDONE)
    placing = event.kind is Kind.PLACED
    before, after = placed_by(event).texts if placing else (event.before, event.after)
    return [
        event.number,
        event.step,
        book.local(event.at),
        event.by,
        book.say(KINDS[event.kind]),
        book.say(STEP).format(event.subject) if undoing else event.subject,
        spec.label(book.language) if spec else "",
        before,
        after,
        event.why,
        "" if undoing else book.say(YES if event.number in active else NO),
        event.pin,
        book.offset,
    ]
