"""The sheet 抽查: the plan of a spot check, what it can show, its estimate, the units drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from ..files.provenance import MARK, PROGRAM
from ..files.saving import save_bytes
from ..sampling import CheckFile, GivenAnswer, Power, StratumEstimate, Unit, power_of
from ..sampling.sampling_wording import (
    METHODS,
    VERDICTS,
    percent,
    plan_sentences,
    power_sentences,
    record_sentences,
    stratum_name,
)
from .excel.appearance import HEAD_FILL, CellAppearance, Painter, height_of, set_up_print
from .excel.saved import saved
from .excel.sheet_cells import SheetWriter, Value
from .export_wording import box, moment, page_number

NAME = "抽查"
_TITLE = CellAppearance(bold=True, size=12)
_HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
_ROW = CellAppearance(border="frame", vertical="top")
_TEXT = CellAppearance(vertical="top")
_WIDTHS = (30.0, 26.0, 8.0, 22.0, 12.0, 8.0, 22.0, 12.0, 14.0, 22.0)
_SENTENCE_WIDTH = 120.0
"""In characters of the font: of the columns that a sentence runs across."""

_ANSWERS = {"right": "对 right", "wrong": "错 wrong"}
_STRATA = (
    "层 Stratum", "总体 Population", "抽取 Drawn", "已核 Checked", "错误 Wrong",
    "错误率 Rate", "区间下限 Low", "区间上限 High",
)  # fmt: skip
_UNITS = (
    "单位 Organization", "文件 File", "年度 Year", "格 Cell", "栏目 Label", "页 Page",
    "位置 Place", "数 Figure", "结论 Answer", "核查人和时间 By, at",
)  # fmt: skip


def write_check(check: CheckFile, path: Path) -> None:
    """Writes a workbook with the sheet alone.

    Raises:
        OutputError: The file cannot be written.
    """
    workbook = Workbook()
    fill_check_sheet(SheetWriter(workbook.worksheets[0], Painter(), {}), check)
    workbook.properties.category = MARK
    workbook.properties.creator = workbook.properties.lastModifiedBy = PROGRAM
    save_bytes(path, saved(workbook).getvalue())


def fill_check_sheet(writer: SheetWriter, check: CheckFile) -> None:
    """Fills an empty sheet."""
    sheet = writer.sheet
    sheet.title = NAME
    for column, width in zip("ABCDEFGHIJ", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    power = power_of(check.sample, check.plan.confidence, check.plan.method, check.population.sizes)
    row = _put_sentences(writer, 1, _sentences(check, power))
    row = _put_table(writer, row + 1, _STRATA, _strata_rows(check))
    row = _put_table(
        writer,
        row + 1,
        ("错误率 Rate", "接收概率 Chance of acceptance"),
        [[percent(rate), percent(chance)] for rate, chance in power.curve],
    )
    _put_table(writer, row + 1, _UNITS, _unit_rows(check))
    set_up_print(sheet, landscape=True)


def _sentences(check: CheckFile, power: Power) -> Iterator[str]:
    plan, sample = check.plan, check.sample
    method_zh, method_en = METHODS[plan.method]
    verdict_zh, verdict_en = VERDICTS[check.estimate.verdict]
    for zh, en in (*plan_sentences(plan, sample), *power_sentences(plan, sample, power)):
        yield f"{zh}\n{en}"
    yield f"{percent(plan.confidence)} {method_zh} {method_en}"
    yield f"判定：{verdict_zh}\nVerdict: {verdict_en}"
    yield f"抽取于 drawn {check.created}"
    for zh, en in record_sentences(check):
        yield f"{zh}\n{en}"


def _strata_rows(check: CheckFile) -> list[list[Value]]:
    found = check.estimate
    strata = found.strata if len(found.strata) > 1 else ()
    return [
        *(_stratum_row(each, " ".join(dict.fromkeys(stratum_name(each.name)))) for each in strata),
        _stratum_row(found.overall, "合计（按总体加权） overall, weighted"),
    ]


def _stratum_row(each: StratumEstimate, name: str) -> list[Value]:
    rate = None if each.rate is None else _number(each.rate)
    edges = (None, None) if each.rate is None else tuple(map(_number, each.interval))
    return [name, each.population, each.drawn, each.answered, each.wrong, rate, *edges]


def _unit_rows(check: CheckFile) -> Iterator[list[Value]]:
    for unit in check.units:
        yield _unit_row(unit, check.given.get(unit.id))


def _unit_row(unit: Unit, given: GivenAnswer | None) -> list[Value]:
    return [
        unit.organization,
        unit.path.name,
        unit.year,
        unit.cell,
        unit.label,
        page_number(unit.region),
        box(unit.region),
        unit.text,
        _ANSWERS[given.answer] if given else None,
        f"{given.by} {moment(given.local_time)}" if given else None,
    ]


def _put_sentences(writer: SheetWriter, row: int, sentences: Iterator[str]) -> int:
    """Writes sentences over the width of the sheet; returns the row below them."""
    writer.put(row, 1, "抽查 Spot check", _TITLE)
    for row, text in enumerate(sentences, start=row + 1):  # noqa: B020
        writer.put(row, 1, text, _TEXT)
        writer.merge(row, 1, 1, len(_WIDTHS), _TEXT)
        writer.sheet.row_dimensions[row].height = height_of(text, _SENTENCE_WIDTH)
    return row + 1


def _put_table(
    writer: SheetWriter,
    row: int,
    head: Sequence[str],
    rows: Sequence[list[Value]] | Iterator[list[Value]],
) -> int:
    """Writes a table; returns the row below it."""
    for column, title in enumerate(head, start=1):
        writer.put(row, column, title, _HEAD)
    for row, values in enumerate(rows, start=row + 1):  # noqa: B020
        for column, value in enumerate(values, start=1):
            writer.put(row, column, value, _ROW)
    return row + 1


def _number(rate: float) -> Decimal:
    """Returns a rate with the digits that are meant, as a number of the sheet."""
    return Decimal(f"{rate:.6f}")
