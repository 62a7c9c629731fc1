"""Prose, in which nobody looks for tables, is read fast, and as it is read with care."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.core.documents import Paragraph
from gouji.core.documents.opening import open_document

from .pdf_files import Sheets, changed

PROSE = (
    "2023年，全县各级行政机关认真贯彻落实条例，主动公开政府信息。",
    "全年收到政府信息公开申请 12 件，上年结转 3 件，均按时答复。",
    "其中予以公开 10 件，部分公开 2 件，不予公开 1 件。",
)
WHITE, RED, GREY = (1, 1, 1), (0.8, 0, 0), (0.85, 0.85, 0.85)


def prose() -> Sheets:
    """A page with three lines of prose, 24 points apart, from 100 points below its top."""
    sheets = Sheets()
    for row, text in enumerate(PROSE):
        sheets.text(60, 100 + 24 * row, text, size=12, centred=False)
    return sheets


def as_is(sheets: Sheets) -> None:
    """Nothing besides."""


def hidden(sheets: Sheets) -> None:
    sheets.text(60, 300, "收到申请 99 件", mode=3, centred=False)


def white(sheets: Sheets) -> None:
    sheets.text(60, 300, "收到申请 99 件", colour=WHITE, centred=False)


def covered(sheets: Sheets) -> None:
    sheets.text(60, 300, "收到申请 99 件", centred=False)
    sheets.area(50, 290, 300, 310, WHITE)


def watermarked(sheets: Sheets) -> None:
    sheets.text(200, 124, "内部资料", size=40, colour=GREY, angle=30)


def sealed(sheets: Sheets) -> None:
    sheets.text(200, 148, "某县人民政府", size=14, colour=RED)


def bold(sheets: Sheets) -> None:
    sheets.text(60, 172, "二、加粗的标题印两次", size=12, centred=False)
    sheets.text(60.3, 172, "二、加粗的标题印两次", size=12, centred=False)


def beside(sheets: Sheets) -> None:
    sheets.text(420, 100, "右边一栏的话", size=12, centred=False)


def upright(sheets: Sheets) -> None:
    sheets.text(560, 300, "侧面的题目", angle=90)


def far_off(sheets: Sheets) -> None:
    sheets.text(700, 300, "纸外的话", centred=False)


def out_of_order(sheets: Sheets) -> None:
    sheets.text(60, 60, "后写在前面的题目", size=16, centred=False)


Read = Callable[[bytes, bool], list[Paragraph]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(data: bytes, tables: bool) -> list[Paragraph]:
        path = tmp_path / "prose.pdf"
        path.write_bytes(data)
        document = open_document(path, wants_grids=lambda _: tables)
        return [block for block in document.blocks if isinstance(block, Paragraph)]

    return read


ADDITIONS = [as_is, hidden, white, covered, watermarked, sealed, bold, beside, upright, far_off,
             out_of_order]  # fmt: skip


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.__name__)
def test_prose_reads_the_same_where_tables_are_looked_for_and_where_not(
    read: Read, addition: Callable[[Sheets], None]
) -> None:
    found = []
    for tables in (True, False):
        sheets = prose()
        addition(sheets)
        found.append(read(sheets.file(), tables))
    careful, fast = found
    assert [block.text for block in fast] == [block.text for block in careful]
    assert any("主动公开" in block.text for block in fast)
    assert not any("99" in block.text for block in fast)
    for one, other in zip(fast, careful, strict=True):
        assert one.region.page == other.region.page
        assert one.region.box == pytest.approx(other.region.box, abs=2)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_prose_on_a_turned_page_reads_the_same(read: Read, rotation: int) -> None:
    data = changed(prose().file(), rotation=rotation)
    careful, fast = ([block.text for block in read(data, tables)] for tables in (True, False))
    assert fast == careful
    assert "主动公开政府信息" in fast[0]
