"""The cells of a report as tables of the terminal, a row of the form on each line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ..bilingual import Bilingual
from ..doubts import is_doubt
from ..export.export_wording import table_name
from ..figures import Figure, State
from ..forms import Block, Column, Row, Table
from ..printable import printable
from .given_files import Checked

DOUBTED, UNREADABLE = "?", "✗"
"""Behind a figure that is a doubt, and before a text that is no figure."""

LEGEND: Bilingual = Bilingual(
    f"{DOUBTED} 存疑  {UNREADABLE} 不能识别；--json 输出每一格的全部内容",
    f"{DOUBTED} doubt  {UNREADABLE} unreadable; --json prints all that is known of each cell",
)


def table_lines(checked: Checked, language: str) -> list[str]:
    """Returns the figures of a report table by table; those of a review as audited."""
    report = checked.report
    year = str(report.year or Bilingual("年度不详", "unknown year").in_language(language))
    body = report.organization or Bilingual("单位不详", "unknown body").in_language(language)
    lines = [f"{body} {year}", LEGEND.in_language(language)]
    for table in report.form.tables:
        if table.id not in report.missing_tables:
            for block in table.blocks:
                lines += ["", *_aligned(list(_rows(checked, table, block, language)))]
    return [printable(line) for line in lines]


def _rows(checked: Checked, table: Table, block: Block, language: str) -> Iterator[list[str]]:
    """Yields the heads of a block, then its rows, each behind its label."""
    yield [
        Bilingual(table_name(table), table.id).in_language(language),
        *(_label(column, language) for column in block.columns),
    ]
    for row in block.rows:
        cells = [f"{table.id}.{row.id}.{column.id}" for column in block.columns]
        yield [
            Bilingual(row.short, row.short_en).in_language(language),
            *(_shown(checked, cell) for cell in cells),
        ]


def _label(line: Row | Column, language: str) -> str:
    return Bilingual(line.label.partition("（单位")[0], line.label_en).in_language(language)


def _shown(checked: Checked, cell: str) -> str:
    if cell not in checked.report.readings:
        return ""
    reading = checked.report.readings[cell]
    if checked.reviewed is not None:
        state = checked.reviewed.review.cells[cell]
        return _figure(state.audited, is_doubtful=state.doubtful)
    return _figure(reading.figure, is_doubtful=is_doubt(reading.confidence))


def _figure(figure: Figure, *, is_doubtful: bool) -> str:
    text = f"{UNREADABLE}{figure.text}" if figure.state is State.UNREADABLE else figure.text
    return f"{text}{DOUBTED}" if is_doubtful else text


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yields rows with their first column at the left and the others at the right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first + " " * (widths[0] - display_width(first))]
        cells += [
            " " * (width - display_width(text)) + text
            for text, width in zip(others, widths[1:], strict=True)
        ]
        yield "  ".join(cells).rstrip()


def display_width(text: str) -> int:
    """Returns how many columns of a terminal a text takes: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
