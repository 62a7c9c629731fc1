"""Blocks of figures as tab-separated text, the way spreadsheets put them on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from .sheet import At, Sheet


def split_block(text: str) -> list[list[str]]:
    """Returns the rows of a tab-separated text; a closing line break adds no row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]


def join_block(rows: Sequence[Sequence[str]]) -> str:
    """Returns rows as tab-separated text; a break within a figure becomes a space."""
    return "\n".join("\t".join(" ".join(text.split()) for text in row) for row in rows)


def place_block(sheet: Sheet, at: At, rows: Sequence[Sequence[str]]) -> dict[str, str] | None:
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
