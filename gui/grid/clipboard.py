"""Blocks of figures as tab-separated text, the way spreadsheets put them on the clipboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core.errors import FigureRefusedError
from ...core.forms import Cell
from ...core.review.typed_entry import typed_figure
from .sheet import At, Sheet

Rows = Sequence[Sequence[str]]


def split_block(text: str) -> list[list[str]]:
    """Returns the rows of a tab-separated text; a closing line break adds no row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]


def join_block(rows: Rows) -> str:
    """Returns rows as tab-separated text; a break within a figure becomes a space."""
    return "\n".join("\t".join(" ".join(text.split()) for text in row) for row in rows)


def checked_block(
    sheet: Sheet, cells: Mapping[str, Cell], block: Sequence[At], rows: Rows
) -> dict[str, str]:
    """Returns cell id to text for rows laid over the selected block; all of it can be entered.

    A single text fills the whole block; several rows begin at its top left place.

    Args:
        sheet: The table.
        cells: The cells of the form by id.
        block: The places that are selected.
        rows: What is to be pasted.

    Raises:
        FigureRefusedError: It reaches beyond the figures of the table, or a text is no figure.
    """
    top_left = (min(at[0] for at in block), min(at[1] for at in block))
    if len(rows) == len(rows[0]) == 1:
        texts: dict[str, str] | None = {sheet.cell(*at): rows[0][0] for at in block}
    else:
        texts = place_block(sheet, top_left, rows)
    if texts is None:
        down, right = len(rows), max(map(len, rows))
        raise FigureRefusedError(
            f"{down} 行 × {right} 列在这里放不下，没有粘贴。",
            f"{down} × {right} figures do not fit here; nothing was pasted.",
        )
    wrong = [cell for cell, text in texts.items() if not _is_figure(cells[cell], text)]
    if wrong:
        cell, text = cells[wrong[0]], " ".join(texts[wrong[0]].split())
        raise FigureRefusedError(
            f"{cell.label()} 处的“{text}”不是数字{_more(wrong, '，另有 {} 处')}，没有粘贴。",
            f"“{text}” for {cell.label('en')} is no figure"
            f"{_more(wrong, ', nor are {} others')}; nothing was pasted.",
        )
    return texts


def place_block(sheet: Sheet, at: At, rows: Rows) -> dict[str, str] | None:
    """Returns cell id to text for a block laid with its top left on a figure.

    None where the block reaches beyond the figures of the table: nothing of it is to be taken.
    """
    texts: dict[str, str] = {}
    for down, row in enumerate(rows):
        for right, text in enumerate(row):
            cell = sheet.cell(at[0] + down, at[1] + right)
            if not cell or cell in texts:
                return None
            texts[cell] = text
    return texts


def _is_figure(cell: Cell, text: str) -> bool:
    try:
        typed_figure(cell, text)
    except FigureRefusedError:
        return False
    return True


def _more(wrong: Sequence[str], words: str) -> str:
    return words.format(len(wrong) - 1) if len(wrong) > 1 else ""
