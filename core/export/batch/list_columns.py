"""The columns of the lists in the workbook of a batch, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...batch_model import (
    DOUBLES,
    STATES,
    AcrossLine,
    FindingLine,
    KeptReport,
    NamedReport,
    ReportLine,
)
from ...bilingual import Bilingual
from ...finding import ERROR
from ...form_files import official_forms
from ...forms import Cell
from ...printable import printable
from ...series.division_codes import divisions_of
from ..excel.stream import Value
from ..export_wording import label_path

Item = TypeVar("Item")

_AREA = re.compile(r".+?(?:州[市县区]|[省市县区旗州盟镇乡])")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list.

    Attributes:
        key: Its name for programs, in the second row of the sheet.
        title: Its heading in Chinese and English.
        width: In characters.
    """

    key: str
    title: Bilingual
    width: float


def form_cells() -> dict[str, Cell]:
    """Returns the cells of all editions, the newest first, each once."""
    found: dict[str, Cell] = {}
    for form in sorted(official_forms(), key=lambda form: form.edition, reverse=True):
        for cell, spec in form.cells.items():
            found.setdefault(cell, spec)
    return found


REPORT = SheetColumn("report", Bilingual("报告", "Report"), 7)
FILE = SheetColumn("file", Bilingual("文件", "File"), 34)
PATH = SheetColumn("path", Bilingual("路径", "Path below the folder"), 34)
ORGANIZATION = SheetColumn("organization", Bilingual("单位", "Organization"), 26)
YEAR = SheetColumn("year", Bilingual("年度", "Year"), 7)
STATE = SheetColumn("state", Bilingual("状态", "State"), 14)

REPORT_FACTS = (
    REPORT,
    FILE,
    PATH,
    SheetColumn("report_of_file", Bilingual("文件中第几份", "Number in file"), 8),
    STATE,
    SheetColumn("reason", Bilingual("原因", "Reason"), 40),
    ORGANIZATION,
    SheetColumn("region", Bilingual("地区", "Region"), 14),
    SheetColumn("province", Bilingual("省", "Province"), 10),
    SheetColumn("city", Bilingual("市", "City"), 10),
    SheetColumn("county", Bilingual("县", "County"), 10),
    SheetColumn("division_code", Bilingual("区划代码", "Division code"), 9),
    SheetColumn("division_level", Bilingual("层级", "Level"), 9),
    SheetColumn("division_candidates", Bilingual("可能的区划", "Possible divisions"), 20),
    YEAR,
    SheetColumn("form", Bilingual("表式", "Form"), 7),
    SheetColumn("kind", Bilingual("类型", "Kind"), 7),
    SheetColumn("errors", Bilingual("错误", "Errors"), 7),
    SheetColumn("warnings", Bilingual("警告", "Warnings"), 7),
    SheetColumn("doubtful", Bilingual("存疑", "Doubtful"), 7),
    SheetColumn("unplaced", Bilingual("未归位", "Unplaced"), 8),
    SheetColumn("placements", Bilingual("按人工版面放置", "Placed as by hand in"), 18),
    SheetColumn("review", Bilingual("审核文件", "Review file"), 24),
    SheetColumn("reviewer", Bilingual("审核人", "Reviewer"), 12),
    SheetColumn("sha256", Bilingual("原件 SHA-256", "SHA-256 of source"), 20),
    SheetColumn("duplicate", Bilingual("重复", "Duplicate"), 16),
    SheetColumn("duplicate_of", Bilingual("与第几份重复", "Duplicate of"), 8),
)
LONG = (
    REPORT,
    ORGANIZATION,
    YEAR,
    SheetColumn("cell", Bilingual("格", "Cell"), 28),
    SheetColumn("label", Bilingual("栏目", "Label"), 44),
    SheetColumn("printed", Bilingual("原件", "Printed"), 10),
    SheetColumn("printed_state", Bilingual("原件状态", "State as printed"), 10),
    SheetColumn("printed_text", Bilingual("原件原文", "Text as printed"), 10),
    SheetColumn("audited", Bilingual("审定数", "Audited"), 10),
    SheetColumn("state", Bilingual("审定状态", "State of audited"), 10),
    SheetColumn("audited_text", Bilingual("审定原文", "Text of audited"), 10),
    SheetColumn("confidence", Bilingual("置信度", "Confidence"), 9),
    SheetColumn("doubt", Bilingual("疑问", "Doubt"), 18),
    SheetColumn("page", Bilingual("页", "Page"), 6),
    PATH,
)
FINDINGS = (
    REPORT,
    FILE,
    ORGANIZATION,
    YEAR,
    SheetColumn("severity", Bilingual("级别", "Severity"), 12),
    SheetColumn("state", Bilingual("处理", "State"), 14),
    SheetColumn("rule", Bilingual("规则", "Rule"), 26),
    SheetColumn("finding", Bilingual("疑点", "Finding in Chinese"), 50),
    SheetColumn("finding_en", Bilingual("疑点（英文）", "Finding"), 50),
    SheetColumn("left", Bilingual("左边", "Left"), 8),
    SheetColumn("right", Bilingual("右边", "Right"), 8),
    SheetColumn("difference", Bilingual("差额", "Difference"), 8),
    SheetColumn("cells", Bilingual("涉及的格", "Cells"), 30),
)
ACROSS = (
    *FINDINGS[:4],
    FINDINGS[6],
    *FINDINGS[7:12],
    SheetColumn("others", Bilingual("对照的报告", "Compared with"), 40),
)
REPORT_LEAD = 3
"""Columns of the list of reports ahead of what the report itself says: number, file and path."""

STATE_OF, TEXT_OF = ".state", ".text"
"""What the names of the columns of a cell's state and text end in, beside that of its figure."""

NOT_IN_FORM = "not_in_form"
"""In the place of the state of a figure: the report's edition has no such cell."""

SEVERITIES = {True: "✖ 错误 error", False: "! 警告 warning"}
EXPLAINED = {True: "已说明 explained", False: "未处理 open"}
MOST_OTHERS = 20
"""Documents that one cell names."""

MOST_CELLS = 30
"""So many are named; of more, only how many there are is said."""


def panel_columns() -> tuple[SheetColumn, ...]:
    """Returns the columns of the list of reports: what each is, then every audited cell.

    A cell has three of them: its figure, a number or nothing; its state; its text.
    """
    return (*REPORT_FACTS, *(column for each in form_cells().items() for column in _of_cell(*each)))


def _of_cell(cell: str, spec: Cell) -> Iterator[SheetColumn]:
    title = (label_path(spec), spec.label("en"))
    for end, (zh, en), width in (
        ("", ("", ""), 10),
        (STATE_OF, ("状态", "state"), 9),
        (TEXT_OF, ("原文", "text"), 9),
    ):
        named = Bilingual(f"{title[0]} {zh}".strip(), f"{title[1]} {en}".strip())
        yield SheetColumn(f"{cell}{end}", named, width)


def failed_row(line: ReportLine) -> list[Value]:
    """Returns the row of a file that gave no report in the list of reports."""
    return [*report_lead(line), None, *_words(line.state, line.reason)]


def report_lead(line: ReportLine) -> list[Value]:
    """Returns the values ahead of ``facts_row``: what the run knows and the report does not."""
    return [line.number, printable(line.path.name), printable(line.place)]


def facts_row(kept: KeptReport) -> list[Value]:
    """Returns what a report is in the list of reports, behind its lead and before its cells."""
    facts = kept.facts
    return [
        facts.report_of_file,
        *_words(facts.state, Bilingual(facts.reason_zh, facts.reason_en)),
        facts.organization,
        region_of(facts.organization),
        *division_values(facts.organization),
        facts.year,
        kept.form.edition,
        facts.kind,
        facts.errors,
        facts.warnings,
        facts.doubtful,
        facts.unplaced,
        printable(facts.placements),
        facts.review,
        facts.reviewer,
        facts.sha256,
    ]


def double_values(line: ReportLine) -> list[Value]:
    """Returns why a report is not counted a second time, and the number of the one that counts."""
    words = DOUBLES.get(line.double)
    return [" ".join(words) if words else None, line.double_of]


def division_values(organization: str) -> list[Value]:
    """Returns province, city, county, code and level of a body, and what they may be where nothing
    in its name tells which of several it is.
    """
    found = divisions_of(organization)
    if len(found) == 1:
        one = found[0]
        return [one.province, one.city, one.county, one.code, one.level, None]
    listed = "; ".join(f"{one.code} {one.name}" for one in found)
    return [None, None, None, None, None, listed or None]


def finding_row(line: FindingLine) -> list[Value]:
    """Returns the row of a finding."""
    finding = line.finding
    return [
        *_named(line.named),
        SEVERITIES[finding.severity == ERROR],
        EXPLAINED[line.explained],
        finding.rule,
        finding.zh,
        finding.en,
        finding.left,
        finding.right,
        finding.difference,
        _listed(finding.cells, MOST_CELLS, str),
    ]


def across_row(line: AcrossLine) -> list[Value]:
    """Returns the row of a finding across reports."""
    first, *others = line.documents
    finding = line.finding
    return [
        *_named(first),
        finding.rule,
        finding.zh,
        finding.en,
        finding.left,
        finding.right,
        finding.difference,
        _listed(
            others,
            MOST_OTHERS,
            lambda each: f"{each.number} {printable(each.place or each.path.name)}",
        ),
    ]


def region_of(organization: str) -> str:
    """Returns the area that a body's name begins with, empty where it names none."""
    found = _AREA.match(organization)
    return found[0] if found else ""


def _words(state: str, reason: Bilingual) -> list[Value]:
    return [" ".join(STATES[state]), " ".join(part for part in reason if part)]


def _numbered(named: NamedReport) -> str:
    return f"{named.number} {printable(named.place or named.path.name)}"


def _named(named: NamedReport) -> list[Value]:
    place = printable(named.place or named.path.name)
    return [named.number, place, named.organization, named.year]


def _listed(items: Sequence[Item], most: int, name: Callable[[Item], str]) -> str:
    shown = " ".join(map(name, items[:most]))
    return shown if len(items) <= most else f"{shown} … ({len(items)})"
