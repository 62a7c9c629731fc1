"""Adds reports up to the summary that an office must publish, each figure with its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..bilingual import Bilingual
from ..errors import GoujiError
from ..figures import BLANK, Figure, Number, State, show
from ..forms import Form, Table, assemble
from .links import Member

OPEN = Bilingual("未定", "open")
"""Stands for a figure that cannot be given, since one that it is made of is not known."""


class NotSummedError(GoujiError):
    """Reports that cannot be added up."""

    advice_zh = "请只给出要汇总的报告。"
    advice_en = "Give the reports alone that are to be added up."


@dataclass(frozen=True, slots=True)
class SummedCell:
    """One cell of a summary.

    Attributes:
        total: The sum; blank where every report leaves it blank or marked, and unreadable where a
            figure that it is made of is not known.
        parts: What each report has, in their order; None where that is not known.
    """

    cell: str
    total: Figure
    parts: tuple[Figure | None, ...]

    @property
    def unknown(self) -> tuple[int, ...]:
        """The reports, by their places, whose figure is not known."""
        return tuple(at for at, part in enumerate(self.parts) if part is None)


@dataclass(frozen=True)
class ReportSum:
    """The summary of some reports.

    Attributes:
        form: Of each table the edition that most of them print.
        year: Which they are of.
        members: The reports, in their order, each once.
        doubled: Files that are copies of a report, and counted once.
        cells: By id, in the order of the form.
    """

    form: Form
    year: int | None
    members: tuple[Member, ...]
    doubled: tuple[Member, ...]
    cells: Mapping[str, SummedCell]


@dataclass(frozen=True, slots=True)
class SumDifference:
    """A cell that a summary which was handed in has otherwise than the sum of the reports."""

    cell: str
    stated: Figure
    total: Figure

    @property
    def difference(self) -> Number | None:
        """What is stated less the sum; None where one of them is not known."""
        if State.UNREADABLE in (self.stated.state, self.total.state):
            return None
        return self.stated.amount - self.total.amount


def add_reports(members: Sequence[Member]) -> ReportSum:
    """Returns the summary of reports of one year; copies of a file count once.

    A blank and a mark count as nothing in a sum. What cannot be read, is not printed, or has no
    cell in the form of most reports is not known, and a sum with it in is none.

    Raises:
        NotSummedError: They are of several years, or two are of one body.
    """
    kept, doubled = _once(members)
    years = sorted({each.report.year for each in kept if each.report.year is not None})
    if not kept or len(years) > 1:
        listed = ", ".join(map(str, years))
        raise NotSummedError(
            f"要汇总的报告应是同一年度的，现有：{listed or '没有报告'}。",
            f"Reports of one year are added up; these are of {listed or 'none at all'}.",
        )
    form = _form_of(kept)
    cells = {cell: _summed(cell, kept) for cell in form.cells}
    return ReportSum(form, years[0] if years else None, kept, doubled, cells)


def differences_from(found: ReportSum, summary: Member) -> list[SumDifference]:
    """Returns where a summary that was handed in differs from the sum of its parts.

    What the sum or the summary does not have is no difference; what is not known is one.
    """
    differing = []
    for cell, summed in found.cells.items():
        stated = summary.figures.get(cell)
        if stated is None:
            continue
        each = SumDifference(cell, stated, summed.total)
        if each.difference != 0:
            differing.append(each)
    return differing


def _once(members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Returns the reports without copies of a file, and the copies."""
    kept: dict[tuple[str, int], Member] = {}
    doubled = []
    bodies: dict[tuple[str, int | None], Member] = {}
    for each in members:
        report = each.report
        if (report.source.sha256, report.index) in kept:
            doubled.append(each)
            continue
        kept[report.source.sha256, report.index] = each
        other = bodies.setdefault((each.name, report.year), each)
        if other is not each and each.name:
            names = [one.report.source.path.name for one in (other, each)]
            raise NotSummedError(
                f"{names[0]} 和 {names[1]} 是同一单位同一年度的报告（{report.organization}），"
                "不能都算。",
                f"{names[0]} and {names[1]} are reports of one body and year "
                f"({report.organization}) and cannot both count.",
            )
    return tuple(kept.values()), tuple(doubled)


def _form_of(members: Sequence[Member]) -> Form:
    """Returns the form with, of each table, the edition that most reports print, or the newer."""
    votes: dict[str, dict[Table, int]] = {}
    for each in members:
        report = each.report
        for table in report.form.tables:
            of_table = votes.setdefault(table.id, {})
            of_table[table] = of_table.get(table, 0) + (table.id not in report.missing_tables)
    return assemble(
        max(counted, key=lambda table: (counted[table], table.edition))
        for counted in votes.values()
    )


def _summed(cell: str, members: Sequence[Member]) -> SummedCell:
    parts = tuple(each.figures[cell] if cell in each.read else None for each in members)
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return SummedCell(cell, Figure(OPEN.zh, State.UNREADABLE), parts)
    if all(part.state is not State.NUMBER for part in known):
        return SummedCell(cell, BLANK, parts)
    total: Number = 0
    for part in known:
        total += part.amount
    return SummedCell(cell, Figure(show(total), State.NUMBER, total), parts)
