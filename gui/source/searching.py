"""Finds text in a document, whatever its white space, width of characters and case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ...core.documents.document import Document, Grid, Region


def find_text(document: Document, text: str) -> list[Region]:
    """Returns the paragraphs and cells that hold a text, in reading order."""
    needle = _folded(text)
    if not needle:
        return []
    return [region for region, printed in _printed(document) if needle in _folded(printed)]


def _printed(document: Document) -> Iterator[tuple[Region, str]]:
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                yield cell.region, cell.text
        else:
            yield block.region, block.text


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
