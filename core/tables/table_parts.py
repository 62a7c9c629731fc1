"""Which rows and columns of a table are labels and which are figures, told from what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..totals.figure_table import Value, is_numbering
from .source_table import SourceTable
from .table_values import table_value

_CODE_HEADING = re.compile(
    r"^(?:类|款|项|编码|代码|科目编码|序号|行次|栏次|编号)$|编码$|代码$|^序$|^No\.?$"
)
_CODE = re.compile(r"\d{1,7}")
_LONGEST_CODE = 7
_PADDED = re.compile(r"0\d+")
_TOTAL = re.compile(r"合\s*计|总\s*计|^\s*总\s*[数额]?\s*$")

Values = tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class TableBlock:
    """Columns that belong together: those of labels, and of figures to the right of them.

    Attributes:
        labels, figures: Indexes of columns, from 0, ascending.
        codes: Those of the labels that hold codes or numbers of rows.
    """

    labels: tuple[int, ...]
    figures: tuple[int, ...]
    codes: tuple[int, ...]


@dataclass(frozen=True)
class TableParts:
    """A table taken apart.

    Attributes:
        header_rows: How many rows at the top hold no figures.
        blocks: From left to right; two where halves stand side by side.
        values: What each place holds, rows of columns: None for labels and headers, too.
    """

    header_rows: int
    blocks: tuple[TableBlock, ...]
    values: Values

    @property
    def figure_columns(self) -> tuple[int, ...]:
        """All columns of figures."""
        return tuple(column for block in self.blocks for column in block.figures)


def table_parts(table: SourceTable) -> TableParts:
    """Returns which rows and columns of a table are labels, and the figures of the others."""
    texts = table.texts()
    said: list[list[Value]] = [[None] * table.columns for _ in range(table.rows)]
    for one in table.cells:
        said[one.row][one.column] = table_value(one.cell.text, legible=one.cell.legible)
    codes = _code_columns(texts)
    header = _header_rows(said, texts, codes)
    labels = {at for at in range(table.columns) if _holds_labels(texts, said, header, at)}
    blocks = _blocks(table.columns, labels | codes, codes)
    figures = {at for block in blocks for at in block.figures}
    values = tuple(
        tuple(one if r >= header and c in figures else None for c, one in enumerate(row))
        for r, row in enumerate(said)
    )
    return TableParts(header, blocks, values)


def row_labels(texts: Sequence[Sequence[str]], block: TableBlock) -> list[str]:
    """Returns what names each row of a block: its texts, without codes where there are words."""
    words = [at for at in block.labels if at not in block.codes] or list(block.labels)
    return [
        " ".join(dict.fromkeys(_flat(row[at]) for at in words if row[at].strip())) for row in texts
    ]


def column_labels(texts: Sequence[Sequence[str]], header_rows: int, columns: int) -> list[str]:
    """Returns what names each column: what stands above it, from the top."""
    labels = []
    for at in range(columns):
        above = [_flat(row[at]) for row in texts[:header_rows] if row[at].strip()]
        labels.append(" ".join(dict.fromkeys(above)))
    return labels


def row_depths(
    texts: Sequence[Sequence[str]], header_rows: int, block: TableBlock
) -> tuple[int | None, ...]:
    """Returns how deep each row is nested by its code; empty where codes say nothing of it.

    类 款 项 stand in columns of their own, so that a row is as deep as it has codes; or in one,
    where 20805 lies in 208.
    """
    coded = [
        tuple(code for at in block.codes if _CODE.fullmatch(code := "".join(row[at].split())))
        for row in texts
    ]
    coded[:header_rows] = [()] * header_rows
    if len(block.codes) > 1:
        depths = [len(codes) or None for codes in coded]
    else:
        depths = _depths_by_length([codes[0] if codes else "" for codes in coded])
    if len({depth for depth in depths if depth}) < 2:
        return ()
    for at in range(header_rows, len(depths)):
        if depths[at] is None and any(_TOTAL.search(texts[at][one]) for one in block.labels):
            depths[at] = 0
    return tuple(depths)


def _depths_by_length(codes: Sequence[str]) -> list[int | None]:
    """Returns the depths of codes of which the longer begin as the shorter above them."""
    lengths = sorted({len(code) for code in codes if code})
    known = {code for code in codes if code}
    longer = [code for code in known if len(code) > lengths[0]] if lengths else []
    if not longer or not all(
        any(code.startswith(other) for other in known if len(other) < len(code)) for code in longer
    ):
        return [None] * len(codes)
    return [lengths.index(len(code)) + 1 if code else None for code in codes]


def _code_columns(texts: Sequence[Sequence[str]]) -> set[int]:
    """Returns the columns that hold codes or number the rows, as their heads or zeros say."""
    found = set()
    for at in range(len(texts[0]) if texts else 0):
        column = ["".join(row[at].split()) for row in texts]
        filled = [text for text in column if text]
        codes = [text for text in filled if _CODE.fullmatch(text)]
        if len(codes) < 2 or any(len(code) > _LONGEST_CODE for code in codes):
            continue
        first = column.index(codes[0])
        has_head = any(_CODE_HEADING.search(text) for text in column[:first])
        is_padded = sum(bool(_PADDED.fullmatch(code)) for code in codes) * 2 > len(codes)
        is_counted = len(codes) > 2 and is_numbering([Decimal(code) for code in codes])
        if has_head or is_padded or (is_counted and at == 0):
            found.add(at)
    return found


def _header_rows(
    values: Sequence[Sequence[Value]], texts: Sequence[Sequence[str]], codes: set[int]
) -> int:
    """Returns how many rows stand above the first with a figure that is more than a number of a
    column; in a table without any figure, above the first with nothing in most places.
    """
    for at, row in enumerate(values):
        numbers = [one for c, one in enumerate(row) if isinstance(one, Decimal) and c not in codes]
        coded = [c for c in codes if isinstance(row[c], Decimal)]
        if (numbers and not is_numbering(numbers)) or (coded and not numbers):
            return at
    for at, texts_of_row in enumerate(texts):
        if sum(not text.strip() for text in texts_of_row) * 2 > len(texts_of_row):
            return at
    return len(texts)


def _holds_labels(
    texts: Sequence[Sequence[str]], values: Sequence[Sequence[Value]], header: int, at: int
) -> bool:
    """Returns whether a column holds words rather than figures below its head."""
    numbers = sum(isinstance(row[at], Decimal) for row in values[header:])
    words = sum(
        bool(row[at].strip()) and said[at] is not None and not isinstance(said[at], Decimal)
        for row, said in zip(texts[header:], values[header:], strict=True)
    )
    return words > numbers


def _blocks(columns: int, labels: set[int], codes: set[int]) -> tuple[TableBlock, ...]:
    """Returns the blocks of a table from left to right; each begins with labels."""
    blocks: list[tuple[list[int], list[int]]] = [([], [])]
    for at in range(columns):
        if at in labels:
            if blocks[-1][1]:
                blocks.append(([], []))
            blocks[-1][0].append(at)
        else:
            blocks[-1][1].append(at)
    return tuple(
        TableBlock(tuple(named), tuple(figures), tuple(at for at in named if at in codes))
        for named, figures in blocks
    )


def _flat(text: str) -> str:
    return "".join(text.split()) if not text.isascii() else " ".join(text.split())
