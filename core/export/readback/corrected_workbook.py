"""Reads a workbook that was corrected in Excel back: its changed figures, and all else changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from ...bilingual import LANGUAGES, ZH, Bilingual
from ...errors import FigureRefusedError, GoujiError
from ...figures import BLANK, Figure, State
from ...files.provenance import PROGRAM
from ...review import Act, Change, Kind, Review
from ...review.typed_entry import audited_figure
from ..export_wording import words
from ..review_workbook.about_sheet import FORMAT, trail_hash
from ..review_workbook.addresses import name_of
from ..review_workbook.workbook import build_book
from ..review_workbook.workbook_parts import Book
from .differences import WorkbookDifference, differences, shifted_sheets
from .saved_workbook import (
    FORMULA,
    NUMBER,
    OTHER,
    TEXT,
    Content,
    WorkbookContents,
    contents_of_file,
    contents_of_saved,
)

UNNAMED = Bilingual("未署名（Excel）", "no name (Excel)")
"""Stands for the Excel user where the workbook names none; the record takes the first."""


class NotReadBackError(GoujiError):
    """A workbook that cannot be read back into this review."""

    advice_zh = "请选择由这份审核导出的工作簿。"
    advice_en = "Choose a workbook that was exported from this review."


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure changed in Excel: the audited figure before and after, and why."""

    cell: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class ReadBack:
    """What a workbook says beyond what was exported.

    Attributes:
        by: The name of the Excel user who saved it.
        changes: Figures that can be adjusted.
        other: What else was changed; none of it is taken.
    """

    by: str
    changes: tuple[FigureChange, ...]
    other: tuple[WorkbookDifference, ...]

    def named(self, language: str) -> str:
        """Returns who saved it, in "zh" or "en"."""
        return UNNAMED.in_language(language) if self.by == UNNAMED.zh else self.by


def read_back(path: Path, review: Review) -> ReadBack:
    """Returns what was changed in a workbook since it was exported from a review.

    Nothing is done to the review: ``take_back`` does that.

    Raises:
        SourceError: The workbook cannot be read.
        NotReadBackError: It was not exported from this review.
    """
    return compare(contents_of_file(path), review, path.name)


def compare(contents: WorkbookContents, review: Review, name: str) -> ReadBack:
    """Returns what was changed in a workbook of these contents; ``name`` is that of its file.

    Raises:
        NotReadBackError: It was not exported from this review.
    """
    base = _as_exported(contents, review, name)
    book = build_book(base, language=_language_of(contents), zone=_zone_of(contents))
    expected = contents_of_saved(book.workbook)
    changes: list[FigureChange] = []
    other: list[WorkbookDifference] = []
    shifted = shifted_sheets(contents, expected, book)
    for cell, at in book.at.figures.items():
        if at.sheet in shifted:
            continue
        found = _figure_change(cell, contents, expected, review, book, name)
        if isinstance(found, FigureChange):
            changes.append(found)
        elif found is not None:
            other.append(found)
    changed = frozenset(change.cell for change in changes)
    other += differences(contents, expected, book, changed, shifted)
    saved_by = contents.saved_by.strip()
    by = UNNAMED[0] if saved_by in ("", PROGRAM) else saved_by
    return ReadBack(by, tuple(changes), tuple(other))


def take_back(review: Review, read: ReadBack, taker: str = "") -> Change:
    """Makes the changed figures adjustments of a review, as one step in the Excel user's name.

    Args:
        review: That the workbook was exported from.
        read: What was changed.
        taker: Who takes it into the review: a name in a file is not the one who ran the command.
    """
    by = f"（读回：{taker}）" if taker and taker != read.by else ""
    acts = [
        Act(Kind.ADJUSTED, change.cell, change.before, change.after, change.why + by)
        for change in read.changes
    ]
    reviewer, review.reviewer = review.reviewer, read.by
    try:
        return review.do(acts)
    finally:
        review.reviewer = reviewer


def _as_exported(contents: WorkbookContents, review: Review, name: str) -> Review:
    """Returns the review as it was when the workbook was exported."""
    report = review.report
    known = {key: contents.named(f"gouji_{key}") for key in ("format", "source", "report")}
    if None in known.values():
        raise NotReadBackError(
            f"{name} 不是 Gouji 导出的审核工作簿，没有读回。",
            f"{name} is no workbook that Gouji exported; nothing was read back.",
        )
    if known["format"] != Content(NUMBER, str(FORMAT)):
        raise NotReadBackError(
            f"{name} 由另一个版本的 Gouji 导出，不能读回。",
            f"{name} was exported by another version of Gouji and cannot be read back.",
        )
    source, index = Content(TEXT, report.source.sha256), Content(NUMBER, str(report.index + 1))
    count, trail = contents.named("gouji_events"), contents.named("gouji_trail")
    if known["source"] == source and known["report"] == index and count is not None:
        events = int(count.text) if count.kind == NUMBER and count.text.isdecimal() else -1
        if 0 <= events <= len(review.events):
            reviewer = contents.named("gouji_reviewer")
            for origin in (review.origin, ""):  # it may be older than the review's file
                base = Review(
                    report,
                    review.events[:events],
                    reviewer=reviewer.text if reviewer is not None else "",
                    rereads=review.rereads,
                    origin=origin,
                )
                if trail == Content(TEXT, trail_hash(base)):
                    return base
    raise NotReadBackError(
        f"{name} 不是从这份审核导出的，没有读回。",
        f"{name} was not exported from this review; nothing was read back.",
    )


def _language_of(contents: WorkbookContents) -> str:
    """Returns the language that a workbook was exported in; Chinese where it says none of ours."""
    named = contents.named("gouji_language")
    return named.text if named is not None and named.text in LANGUAGES else ZH


def _zone_of(contents: WorkbookContents) -> timezone | None:
    """Returns the zone that the times of a workbook are told in; None where it says none."""
    named = contents.named("gouji_zone")
    try:
        offset = datetime.strptime("" if named is None else named.text, "%z").utcoffset()
    except ValueError:
        return None
    return None if offset is None else timezone(offset)


def _figure_change(
    cell: str,
    contents: WorkbookContents,
    expected: WorkbookContents,
    review: Review,
    book: Book,
    name: str,
) -> FigureChange | WorkbookDifference | None:
    """Returns how a figure was changed, or why the change cannot be taken."""
    at = book.at.figures[cell]
    spec = review.report.form.cells[cell]
    where = contents.names.get(name_of(cell))
    if where is None or where[0] not in contents.sheets:
        return WorkbookDifference(
            "name", at.sheet, at.local, f"{spec.label()} 的名称已删除，未读回", "its name is gone"
        )
    sheet, place = where
    held = contents.sheets[sheet].cells.get(place)
    if held == expected.sheets[at.sheet].cells.get(at.local):
        return None
    before, exported = review.cells[cell].audited, book.audited[cell]
    try:
        figure = BLANK if held is None else audited_figure(spec, _text(held))
    except (FigureRefusedError, ValueError):
        shown = held.text if held else ""
        zh = f"{spec.label()} 的“{shown}”不是这一格的数字，未读回"
        return WorkbookDifference(
            "figure", sheet, place, zh, f"“{shown}” is no figure of this cell"
        )
    if _same(figure, before):
        return None
    if not _same(before, exported):
        now, typed = words(before), words(figure)
        zh = f"{spec.label()}：导出后审定数已改为“{now}”，Excel 中为“{typed}”，未读回"
        en = f"the review now says “{before.text}”, Excel “{figure.text}”"
        return WorkbookDifference("conflict", sheet, place, zh, en)
    note = contents.sheets[sheet].notes.get(place, "")
    own = expected.sheets[at.sheet].notes.get(at.local, "")
    why = note.removeprefix(own).strip() or f"在 Excel 中更改（{name}）"
    return FigureChange(cell, before.text, figure.text, why)


def _text(held: Content) -> str:
    """Returns a figure as typed.

    Raises:
        ValueError: The cell holds a formula, a date, a truth value or an error.
    """
    if held.kind in (FORMULA, OTHER):
        raise ValueError(held.text)
    return held.text


def _same(first: Figure, second: Figure) -> bool:
    if first.state is State.NUMBER or second.state is State.NUMBER:
        return first.value == second.value
    return first.text == second.text
