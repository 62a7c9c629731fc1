"""No line of a Word, web, text or sheet source ends within a figure: half of one is another."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gouji.core.documents.document import Block, Grid, GridCell, Paragraph, Region
from gouji.gui.source.paper.flow_layout import FIGURE, FlowPiece, set_blocks

FIGURES = ("14615", "249491", "-1,234,567", "15122.275", "１２３４５", "99.8%", "−3")


def pieces_of(block: Block) -> list[FlowPiece]:
    steps = set_blocks((block,), {}, QGuiApplication.font())
    return [piece for step in steps for piece in step.pieces]


def lines_of(piece: FlowPiece) -> list[str]:
    units = piece.text.text().encode("utf-16-le")  # as Qt counts characters
    lines = map(piece.text.lineAt, range(piece.text.lineCount()))
    spans = ((line.textStart(), line.textStart() + line.textLength()) for line in lines)
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def assert_whole(pieces: list[FlowPiece], figures: list[str]) -> None:
    """Every figure stands in one line, and every line within the frame of its piece."""
    lines = [line for piece in pieces for line in lines_of(piece)]
    assert sorted(found for line in lines for found in FIGURE.findall(line)) == sorted(figures)
    for piece in pieces:
        for number in range(piece.text.lineCount()):
            drawn = piece.text.lineAt(number).naturalTextRect().translated(piece.origin)
            assert drawn.right() <= piece.box.right() + 0.5
            assert drawn.left() >= piece.box.left() - 0.5


@pytest.mark.parametrize("columns", [1, 7, 16, 40])
def test_a_table_of_many_columns_keeps_its_figures_whole(qapp: QApplication, columns: int) -> None:
    texts = [[FIGURES[(row + at) % len(FIGURES)] for at in range(columns)] for row in range(3)]
    cells = tuple(
        GridCell(row, at, text, Region(anchor=f"r{row}c{at}"))
        for row, line in enumerate(texts)
        for at, text in enumerate(line)
    )
    pieces = pieces_of(Grid(cells, 3, columns, Region(anchor="t")))
    assert_whole(pieces, [text for line in texts for text in line])


def test_a_figure_over_several_narrow_columns_is_whole(qapp: QApplication) -> None:
    cells = (
        *(GridCell(0, at, str(at), Region(anchor=f"r0c{at}")) for at in range(30)),
        GridCell(1, 0, "1,234,567,890", Region(anchor="r1c0"), column_span=2),
    )
    pieces = pieces_of(Grid(cells, 2, 30, Region(anchor="t")))
    assert_whole(pieces, [*map(str, range(30)), "1,234,567,890"])


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("lead", ["", "\U00020bb7县"])
def test_no_line_of_a_sentence_ends_within_a_figure(
    qapp: QApplication, figure: str, lead: str
) -> None:
    for before in range(30, 60):
        text = lead + "收" * before + figure + "件"
        assert_whole(pieces_of(Paragraph(text, Region(anchor="p"))), [figure])
