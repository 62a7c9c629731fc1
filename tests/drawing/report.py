"""What a drawn document says and holds: its parts in order, and the truth of each report in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from gouji.core.form_files import official_forms
from gouji.core.forms import Form, Table, assemble
from gouji.core.layout import FormLayout, lay_out

from . import wording
from .damage import damaged
from .figures import draw_figures
from .habits import Habits, Value, write_figure
from .variants import SUM, add_sums, apart, varied


@dataclass(frozen=True)
class Truth:
    """What one report prints.

    Attributes:
        cells: For each cell of its form the printed text and the value; None for no number.
        missing: Ids of the tables that are left out.
    """

    organization: str
    year: int
    form: Form
    cells: Mapping[str, tuple[str, Value | None]]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnReport:
    """A drawn document: its file, and the truth of each report in it, in order.

    Attributes:
        keeps_blanks: A blank figure leaves its place empty.
        divided: Rules, markup or fields divide the rows and columns of its tables.
        legible: Every figure is text that is seen.
    """

    name: str
    data: bytes
    reports: tuple[Truth, ...]
    habits: Habits
    keeps_blanks: bool
    divided: bool
    legible: bool = True

    @property
    def certain(self) -> bool:
        """Whether every figure has to be read where it belongs, and not only be doubted elsewhere.

        Heads of table 4 in another order contradict the form, which is a doubt of the whole row.
        """
        if not self.divided or not self.legible or self.habits.shuffled_results:
            return False
        return self.keeps_blanks or all(
            text and " " not in text
            for report in self.reports
            for cell, (text, _) in report.cells.items()
            if not cell.startswith("t2.")
        )

    @property
    def truth(self) -> Truth:
        """The main report."""
        return self.reports[0]


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is a title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """A paragraph of narrative."""

    text: str


@dataclass(frozen=True)
class PlainTable:
    """A table that is none of the form's: rows of texts."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FormTable:
    """A table of the form as it is printed: its layout and the text of each figure."""

    table: Table
    layout: FormLayout
    texts: Mapping[str, str]


Part = Heading | Words | PlainTable | FormTable


def plan(habits: Habits, random: Random) -> tuple[list[Part], list[Truth]]:
    """Returns the parts of a document of these habits, and the truths of its reports."""
    parts, truths = _report(habits, random)
    if habits.copies == "second":
        more, truth = _report(habits, random)
        return parts + more, truths + truth
    if habits.copies == "appendix":
        body = wording.organization(random)
        more, truth = _tables(habits, random, body, truths[0].year)
        return [*parts, Heading(f"附件：{body}"), *more], [*truths, truth]
    return parts, truths


def _report(habits: Habits, random: Random) -> tuple[list[Part], list[Truth]]:
    body, year = wording.organization(random), _year(habits.edition, random)
    parts: list[Part] = [Heading(line, 0) for line in wording.title(body, year, random)]
    if habits.contents:
        parts += [Words(line) for line in wording.contents()]
    parts += [Words(line) for line in wording.opening(body, year)]
    parts.append(Heading("一、总体情况"))
    parts += [Words(text) for text in wording.narrative(body, year, habits.pages, random)]
    if habits.other_tables:
        parts.append(PlainTable(wording.other_table(random)))
    tables, truth = _tables(habits, random, body, year)
    blank = [_emptied(part) for part in tables] if habits.copies.startswith("blank") else []
    parts += [*tables, *blank] if habits.copies == "blank last" else [*blank, *tables]
    parts.append(Heading("五、存在的主要问题及改进情况"))
    parts += [Words(text) for text in wording.problems(random)]
    parts.append(Heading("六、其他需要报告的事项"))
    parts.append(Words(wording.fees(year)))
    return parts, [truth]


def _emptied(part: Part) -> Part:
    if not isinstance(part, FormTable):
        return part
    return replace(part, texts=dict.fromkeys(part.texts, ""))


def _year(edition: str, random: Random) -> int:
    years = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024, 2025), "mixed": (2021,)}
    return random.choice(years[edition])


def _tables(habits: Habits, random: Random, body: str, year: int) -> tuple[list[Part], Truth]:
    form = _form(habits.edition)
    drawn = damaged(draw_figures(form.tables, habits.size, random), habits.damage, random)
    texts, parts = {}, []
    for number, table in zip("二三四", form.tables, strict=True):
        printed = varied(table, habits, random, year)
        figures = dict(drawn)
        if table.id == "t3":
            add_sums(printed, figures)
        own = {
            cell.id: write_figure(figures[cell.id], cell.domain.id, habits, random)
            for cell in printed.cells()
        }
        texts |= own
        if table.id != habits.missing:
            parts.append(Heading(f"{number}、{printed.title}"))
            if table.id == "t4" and habits.results == "apart":
                for one in apart(printed):
                    parts += [Words(one.title), FormTable(one, lay_out(one), own)]
            else:
                parts.append(FormTable(printed, lay_out(printed), own))
    missing = (habits.missing,) if habits.missing else ()
    cells = {
        cell: (texts[cell], _value(drawn[cell], texts[cell]))
        for cell in form.cells
        if not cell.startswith(f"{habits.missing}.") or not missing
    }
    return parts, Truth(body, year, form, cells, missing)


def _value(value: Value | None, text: str) -> Value | None:
    """A zero that is printed as a mark or as nothing is no number."""
    return None if value == 0 and text not in ("0", "０") else value


def _form(edition: str) -> Form:
    by_edition = {form.edition: form for form in official_forms()}
    if edition != "mixed":
        return by_edition[edition]
    newer, older = by_edition["2021"], by_edition["2019"]
    return assemble((newer.table("t2"), older.table("t3"), newer.table("t4")))


def is_sum(cell: str) -> bool:
    """Returns whether a printed cell is one of sums that no form has."""
    return SUM in cell
