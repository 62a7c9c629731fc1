"""Every figure of the documents with known figures stands in its row of a grid, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gouji.core.documents import Grid
from gouji.core.documents.opening import open_document
from gouji.core.documents.pdf.pdf_page import read_page
from gouji.core.documents.pdf.pdf_reader import open_pdf

FAMILIES = ("F01", "F02", "F03")


def native_pdfs(corpus: Path) -> Iterator[dict[str, Any]]:
    for line in (corpus / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        if truth["family"] in FAMILIES:
            yield truth


def grid_rows(path: Path) -> list[list[str]]:
    """The texts of all grids' rows, merged cells in their first row, without white space."""
    return [
        ["".join(cell.text.split()) for cell in grid.cells if cell.row == row]
        for grid in open_document(path).blocks
        if isinstance(grid, Grid)
        for row in range(grid.rows)
    ]


def printed_rows(truth: dict[str, Any]) -> dict[str, list[str]]:
    """The printed figures of each row of the form; table 4 is one row."""
    rows: dict[str, list[str]] = {}
    for cell, figure in truth["cells"].items():
        table, row, _ = cell.split(".")
        key = table if table == "t4" else f"{table}.{row}"
        rows.setdefault(key, []).append("".join(figure["printed"].split()))
    return rows


@pytest.mark.parametrize("family", FAMILIES)
def test_every_row_of_figures_ends_a_row_of_a_grid_in_order(corpus: Path, family: str) -> None:
    for truth in native_pdfs(corpus):
        if truth["family"] != family:
            continue
        found = iter(grid_rows(corpus / truth["file"]))
        for key, figures in printed_rows(truth).items():
            place = f"{truth['file']} {key} {figures}"
            assert any(row[-len(figures) :] == figures for row in found), place


def test_every_cell_of_these_documents_is_legible(corpus: Path) -> None:
    for truth in native_pdfs(corpus):
        document = open_document(corpus / truth["file"])
        assert document.unread_pages == ()
        for block in document.blocks:
            if isinstance(block, Grid):
                assert block.ruled
                assert all(cell.legible for cell in block.cells)


def test_scans_are_told_from_text(corpus: Path) -> None:
    path = corpus / "F07-01.pdf"
    with closing(open_pdf(path, path.read_bytes(), None)) as document:
        pages = [read_page(document[index], index, None) for index in range(len(document))]
    assert not any(page.is_read for page in pages)
