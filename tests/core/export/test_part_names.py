"""The parts of exported workbooks have the names that readers other than Excel look for."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from PIL import Image

from gouji.core.batch import run_batch
from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.core.review import Review

from ...data.sample_reports import TOTALS_BROKEN
from ...helpers.batch_folder import make_folder
from .hand_made import report_of

CELL = "t3.new.natural"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A review with a note and a picture, and a batch with charts."""
    folder = tmp_path_factory.mktemp("books")
    review = Review(report_of(TOTALS_BROKEN), reviewer="王核")
    review.adjust({CELL: "9"}, why="漏计")
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(picture, "PNG")
    write_workbook(review, folder / "review.xlsx", pictures={CELL: picture.getvalue()})
    run_batch(make_folder(folder / "reports"), folder / "batch.xlsx")
    return [folder / "review.xlsx", folder / "batch.xlsx"]


def test_notes_and_drawings_are_named_as_excel_names_them(books: list[Path]) -> None:
    for path in books:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            assert not [name for name in names if re.search(r"comments?/|commentsDrawing", name)]
            for name in names:
                if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                    root = etree.fromstring(package.read(name))
                    assert {child.prefix for child in root.iter("{*}*")} <= {"xdr", "a", "c"}
                if name.endswith(".rels"):
                    targets = re.findall(rb'Target="/?([^"]+)"', package.read(name))
                    assert not [each for each in targets if b"commentsDrawing" in each]


def test_notes_pictures_and_charts_are_still_found(books: list[Path]) -> None:
    review, batch = map(load_workbook, books)
    notes = [c for s in review.worksheets for row in s.iter_rows() for c in row if c.comment]
    assert notes
    assert sum(len(sheet._images) for sheet in review.worksheets) == 1
    assert len(batch["图表"]._charts) == 3  # no finding, and so none by rule
