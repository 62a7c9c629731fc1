"""Fonts in which digits are other signs, whatever text is stored."""

from __future__ import annotations

_SIGNS = (
    "wingdings", "webdings", "symbol", "zapf", "dingbat", "marlett", "mt extra", "bookshelf",
    "monotype sorts", "barcode", "code 39", "code39",
)  # fmt: skip
"""How their names begin."""


def is_of_signs(family: str) -> bool:
    """Is a font one in which digits are other signs?"""
    return family.strip().strip("\"'").lower().startswith(_SIGNS)
