"""Finds what was changed in a workbook beside its figures: formulas, texts, structure, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_from_string

from ...bilingual import Bilingual
from ..review_workbook.about_sheet import ABOUT
from ..review_workbook.changes_sheet import CHANGES
from ..review_workbook.findings_sheet import FINDINGS
from ..review_workbook.workbook_parts import Book
from .saved_workbook import FORMULA, TEXT, Content, SheetContents, WorkbookContents

LOOSE_COLUMNS = {
    name: kind.column(heading)
    for kind, heading in ((FINDINGS, "suggestion"), (CHANGES, "picture"))
    for name in kind.name
}
"""Suggestions and pictures: they hang on more than the review."""

LOOSE_NAMES = ("gouji_made", "gouji_program")
MOST_TOLD = 20
"""So many changed cells of a sheet are told: a row put into a list moves all that stand below."""

_MOST = 60
"""Characters of a content that are told."""


@dataclass(frozen=True, slots=True)
class WorkbookDifference:
    """One thing that was changed and is not taken.

    Attributes:
        kind: "figure", "conflict", "name", "sheet", "structure", "formula", "cell" or "note".
        sheet, place: Where; the place may be empty.
        zh, en: What, in one sentence.
    """

    kind: str
    sheet: str
    place: str
    zh: str
    en: str

    def sentence(self, language: str = "zh") -> str:
        """Returns where and what, in "zh" or "en"."""
        where = f"{self.sheet} {self.place}".strip()
        return Bilingual(f"{where}：{self.zh}", f"{where}: {self.en}").in_language(language)


def differences(
    contents: WorkbookContents,
    expected: WorkbookContents,
    book: Book,
    changed: Collection[str],
    shifted: Collection[str] = (),
) -> Iterator[WorkbookDifference]:
    """Yields every difference but those of the figures themselves.

    Args:
        contents: As found.
        expected: As exported.
        book: For where the figures stand.
        changed: Cells whose figure was changed, where a new note is its reason.
        shifted: Sheets that ``shifted_sheets`` gave.
    """
    for name in contents.sheets.keys() - expected.sheets.keys():
        yield WorkbookDifference("sheet", name, "", "新增的工作表", "a new sheet")
    for name in contents.names.keys() - expected.names.keys():
        where, place = contents.names[name]
        yield WorkbookDifference("name", where, place, f"新增的名称 {name}", f"a new name, {name}")
    figures = {(at.sheet, at.local): cell for cell, at in book.at.figures.items()}
    for name, sheet in expected.sheets.items():
        found = contents.sheets.get(name)
        if found is None:
            yield WorkbookDifference(
                "sheet", name, "", "工作表已删除或改名", "the sheet is gone or renamed"
            )
        elif name in shifted:
            zh = "行或列移了位，名称没有跟着移动，这张表的数没有读回"
            en = "rows or columns were shifted and the names were not; no figure of it was read"
            yield WorkbookDifference("structure", name, "", zh, en)
        elif _moved(name, contents, expected) or found.merged != sheet.merged:
            zh = "行、列或合并的单元格有变动，其余内容未核对"
            en = "rows, columns or merged cells were changed; the rest was not compared"
            yield WorkbookDifference("structure", name, "", zh, en)
        else:
            told = list(_cells(name, found, sheet, _loose(name, expected), figures))
            yield from told[:MOST_TOLD]
            if more := len(told[MOST_TOLD:]):
                yield WorkbookDifference(
                    "cell", name, "", f"另有 {more} 处改动", f"{more} more changes"
                )
            yield from _notes(name, found, sheet, figures, changed)


_FEWEST_SHIFTED = 2
"""Labels that stand elsewhere than they did, for a sheet to be shifted: one may be retyped."""


def shifted_sheets(
    contents: WorkbookContents, expected: WorkbookContents, book: Book
) -> frozenset[str]:
    """Returns the sheets of the form whose rows or columns were shifted under the names.

    Some tools put in a row and leave every name where it was: each figure below would be taken for
    that of its neighbour. The labels tell it: they are gone from their places and stand elsewhere.
    """
    places = {(at.sheet, at.local) for at in book.at.figures.values()}
    return frozenset(
        name
        for name in {sheet for sheet, _ in places}
        if name in contents.sheets
        and not _moved(name, contents, expected)
        and _is_shifted(
            contents.sheets[name],
            {
                place: content
                for place, content in expected.sheets[name].cells.items()
                if (name, place) not in places and content.kind == TEXT
            },
        )
    )


def _is_shifted(found: SheetContents, labels: Mapping[str, Content]) -> bool:
    gone = [content for place, content in labels.items() if found.cells.get(place) != content]
    if len(gone) < _FEWEST_SHIFTED:
        return False
    there = {content for place, content in found.cells.items() if labels.get(place) != content}
    elsewhere = sum(content in there for content in gone)
    return elsewhere >= _FEWEST_SHIFTED and 2 * elsewhere >= len(gone)


def _moved(sheet: str, contents: WorkbookContents, expected: WorkbookContents) -> bool:
    """Returns whether a name of the sheet leads elsewhere than it did, or nowhere."""
    return any(
        contents.names.get(name) not in (place, None)
        for name, place in expected.names.items()
        if place[0] == sheet
    )


def _loose(sheet: str, expected: WorkbookContents) -> set[str]:
    """Returns the places of a sheet that differ from one export to the next."""
    return {
        place
        for name in LOOSE_NAMES
        for at, place in [expected.names.get(name, ("", ""))]
        if at == sheet and sheet in ABOUT
    }


def _cells(
    name: str,
    found: SheetContents,
    expected: SheetContents,
    loose: set[str],
    figures: dict[tuple[str, str], str],
) -> Iterator[WorkbookDifference]:
    for place in sorted(found.cells.keys() | expected.cells.keys(), key=_order):
        now, before = found.cells.get(place), expected.cells.get(place)
        column = coordinate_from_string(place)[0]
        if (
            now == before
            or (name, place) in figures
            or place in loose
            or column == LOOSE_COLUMNS.get(name)
        ):
            continue
        kind = "formula" if before is not None and before.kind == FORMULA else "cell"
        what = "公式" if kind == "formula" else "内容"
        yield WorkbookDifference(
            kind,
            name,
            place,
            f"{what}由“{_shown(before)}”改为“{_shown(now)}”",
            f"“{_shown(before)}” became “{_shown(now)}”",
        )


def _notes(
    name: str,
    found: SheetContents,
    expected: SheetContents,
    figures: dict[tuple[str, str], str],
    changed: Collection[str],
) -> Iterator[WorkbookDifference]:
    for place in sorted(found.notes.keys() | expected.notes.keys(), key=_order):
        if found.notes.get(place) == expected.notes.get(place):
            continue
        if figures.get((name, place)) not in changed:
            shown = found.notes.get(place, "")[:_MOST]
            yield WorkbookDifference(
                "note", name, place, f"批注改为“{shown}”", f"the note became “{shown}”"
            )


def _shown(content: Content | None) -> str:
    text = "" if content is None else content.text
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _order(place: str) -> tuple[int, int, str]:
    column, row = coordinate_from_string(place)
    return row, len(column), column
