"""The workbook beside a corrected extraction: what was changed, why, and its error rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from ...bilingual import ZH, Bilingual
from ...figures import Figure
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_bytes
from ...printable import printable
from ...supplied.column_names import known_cells
from ...supplied.held_extraction import KINDS
from ...supplied.supplied_values import SuppliedExtraction
from ..excel.appearance import CellAppearance, Painter, height_of, set_up_print
from ..excel.list_sheet import Listed, ListSheet
from ..excel.saved import saved
from ..excel.sheet_cells import SheetWriter
from ..export_wording import box, label_path, place, table_name
from .corrections import CORRECTED, OUTCOMES
from .error_rates import ErrorRate, error_rates
from .handed_report import HandedReport

CHANGES = ListSheet(
    Bilingual("更正", "Changes"),
    (
        (Bilingual("报告", "report"), 26),
        (Bilingual("文件", "file"), 22),
        (Bilingual("格", "cell"), 24),
        (Bilingual("栏目", "label"), 38),
        (Bilingual("差别", "difference"), 14),
        (Bilingual("抽取的数", "extraction"), 12),
        (Bilingual("页面的数", "page"), 12),
        (Bilingual("结果", "outcome"), 26),
        (Bilingual("审核人", "reviewer"), 12),
        (Bilingual("页面上的位置", "place on the page"), 18),
        (Bilingual("坐标", "box"), 0),
        (Bilingual("抽取中的位置", "place in the extraction"), 24),
    ),
)
RATES = ListSheet(
    Bilingual("错误率", "Error rates"),
    (
        (Bilingual("表或格", "table or cell"), 28),
        (Bilingual("栏目", "label"), 44),
        (Bilingual("已知的格", "cells known"), 12),
        (Bilingual("错误", "wrong"), 10),
        (Bilingual("其中 0 与空白相混", "of these 0 for a blank"), 14),
        (Bilingual("错误率（%）", "rate (%)"), 12),
        (Bilingual("95% 区间下限（%）", "95% low (%)"), 14),
        (Bilingual("95% 区间上限（%）", "95% high (%)"), 14),
    ),
)
ABOUT = Bilingual("说明", "About")
ALL = Bilingual("全部", "all")

_BLANK = Bilingual("空白", "blank")
_INTERVAL = Bilingual(
    "错误率只算知道页面印的是什么的格：审核人核对过，或读数没有其他疑问。区间是精确的 95% 双侧区间"
    "（Clopper–Pearson），把这些格看作这个程序所读的格的一个随机样本；同一份报告里的错误往往相连，"
    "实际的不确定性比区间宽。",
    "Rates count cells of which it is known what the page prints: a reviewer looked, or nothing "
    "else makes the reading a doubt. Intervals are exact two-sided 95% ones (Clopper–Pearson), "
    "which take the cells for a random sample of what that program reads; errors within a report "
    "go together, so that the true uncertainty is wider.",
)


def write_changes(
    path: Path,
    extraction: SuppliedExtraction,
    reports: Sequence[HandedReport],
    language: str = ZH,
) -> None:
    """Writes the workbook of what was changed.

    Raises:
        OutputError: It cannot be written.
    """
    workbook, painter = Workbook(), Painter()
    about = SheetWriter(workbook.worksheets[0], painter, {})
    about.sheet.title = ABOUT.in_language(language)
    changes, rates = (
        SheetWriter(workbook.create_sheet(each.name.in_language(language)), painter, {})
        for each in (CHANGES, RATES)
    )
    CHANGES.fill(changes, _change_rows(reports, language), language)
    found = error_rates(reports)
    RATES.fill(rates, (_rate_row(each, language) for each in found), language)
    _fill_about(about, extraction, reports, found, language)
    properties = workbook.properties
    properties.category = MARK
    properties.creator = properties.lastModifiedBy = PROGRAM
    save_bytes(path, saved(workbook).getvalue())


def _change_rows(reports: Sequence[HandedReport], language: str) -> Iterator[list[Listed]]:
    for one in reports:
        for each in one.corrections:
            difference = each.difference
            yield [
                one.title,
                printable(one.file),
                each.cell,
                label_path(known_cells()[each.cell], language),
                KINDS[difference.kind].in_language(language),
                _shown(difference.supplied.figure, language),
                _shown(each.figure, language),
                OUTCOMES[each.outcome].in_language(language),
                each.by,
                place(each.region, language),
                box(each.region),
                difference.supplied.slot.sentence(language),
            ]
        for absent in one.absent:
            yield [
                one.title,
                printable(one.file),
                absent.cell,
                label_path(known_cells()[absent.cell], language),
                _LEFT_OUT.in_language(language),
                "",
                _shown(absent.figure, language),
                _NO_COLUMN.in_language(language),
                "",
                place(absent.region, language),
                box(absent.region),
                "",
            ]


_LEFT_OUT = Bilingual("整格没有", "left out altogether")
_NO_COLUMN = Bilingual("未写入：抽取中没有这一格", "not written: the extraction has no such cell")


def _shown(figure: Figure, language: str) -> Listed:
    return figure if figure.text else _BLANK.in_language(language)


def _rate_row(rate: ErrorRate, language: str) -> list[Listed]:
    spec = known_cells().get(rate.name)
    if spec is not None:
        name, label = rate.name, label_path(spec, language)
    elif rate.name:
        table = next(each.table for each in known_cells().values() if each.table.id == rate.name)
        title = Bilingual(table.title, table.title_en).in_language(language)
        name, label = rate.name, f"{table_name(table, language)} {title}"
    else:
        name, label = ALL.in_language(language), ""
    shares = (Decimal(f"{100 * share:.2f}") for share in (rate.rate, rate.low, rate.high))
    return [name, label, rate.compared, rate.wrong, rate.blanks, *shares]


def _percent(share: float) -> str:
    return f"{share:.2%}"


def _fill_about(
    writer: SheetWriter,
    extraction: SuppliedExtraction,
    reports: Sequence[HandedReport],
    rates: Sequence[ErrorRate],
    language: str,
) -> None:
    sheet, look = writer.sheet, CellAppearance(vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    made = sum(each.outcome in CORRECTED for one in reports for each in one.corrections)
    total = sum(len(one.corrections) for one in reports)
    overall = next((each for each in rates if not each.name), None)
    said: list[tuple[Bilingual, str | int]] = [
        (Bilingual("抽取", "extraction"), printable(extraction.path.name)),
        (Bilingual("抽取的 SHA-256", "SHA-256 of the extraction"), extraction.sha256),
        (Bilingual("报告", "reports"), len(reports)),
        (Bilingual("与页面不同的格", "cells that differ"), total),
        (Bilingual("其中已更正", "of these corrected"), made),
    ]
    if overall is not None:
        shares = f"{_percent(overall.rate)} ({_percent(overall.low)}–{_percent(overall.high)})"
        said.append((Bilingual("错误率和 95% 区间", "error rate, 95% interval"), shares))
    said.append((Bilingual("怎样算的", "how it is counted"), _INTERVAL.in_language(language)))
    for row, (name, value) in enumerate(said, start=1):
        writer.put(row, 1, name.in_language(language), look)
        writer.put(row, 2, value, look)
        sheet.row_dimensions[row].height = height_of(str(value), 90)
    set_up_print(sheet, landscape=True, language=language)
