"""What belongs to a layer of a PDF that is switched off is not read, by neither reader."""

from __future__ import annotations

import pytest

from gouji.core.documents.pdf.second_reader import read_again

from ...drawing.pdf_objects import FIRST, LAYER, with_layer, with_objects
from .conftest import Opened
from .pdf_files import BODY, Sheets
from .reading import grids, rows

HIDDEN = [(row[0], *("9" for _ in row[1:])) for row in BODY[1:]]


def two_versions(begin: str, end: str) -> bytes:
    """A table, and over it another one that stands between two pieces of page content."""
    sheets = Sheets()
    sheets.table()
    sheets.canvas._code.append(begin)
    sheets.texts(HIDDEN, ys=(136.0, 166.0, 196.0))
    sheets.grid(ys=(106.0, 136.0, 166.0, 196.0), xs=(66.0, 187.0, 299.0, 411.0, 522.0))
    sheets.canvas._code.append(end)
    return sheets.file()


def text_of(data: bytes) -> str:
    (characters,) = read_again(data, [0], None).values()
    assert characters is not None
    return "".join(character.text for character in characters)


def test_a_layer_that_is_off_is_not_read(opened: Opened) -> None:
    data = with_layer(two_versions("/OC /Layer BDC", "EMC"))
    (grid,) = grids(opened("a.pdf", data))
    assert rows(grid) == [list(row) for row in BODY]
    assert "9" not in text_of(data)


def test_a_layer_that_is_on_is_read(opened: Opened) -> None:
    sheets = Sheets()
    sheets.canvas._code.append("/OC /Layer BDC")
    sheets.table()
    sheets.canvas._code.append("EMC")
    data = with_layer(sheets.file(), shown=True)
    (grid,) = grids(opened("a.pdf", data))
    assert rows(grid) == [list(row) for row in BODY]
    assert "100" in text_of(data)


def test_a_form_of_a_layer_that_is_off_is_not_read(opened: Opened) -> None:
    sheets = Sheets()
    sheets.canvas.beginForm("draft")
    sheets.texts(HIDDEN, ys=(136.0, 166.0, 196.0))
    sheets.grid(ys=(106.0, 136.0, 166.0, 196.0), xs=(66.0, 187.0, 299.0, 411.0, 522.0))
    sheets.canvas.endForm()
    sheets.table()
    sheets.canvas.doForm("draft")
    data = with_objects(
        sheets.file(),
        {FIRST: b"<< /Type /OCG /Name (draft) >>"},
        {
            b"/Type /Catalog": b"/Type /Catalog /OCProperties << /OCGs [%s] /D << /OFF [%s] >> >>"
            % (LAYER, LAYER),
            b"/Subtype /Form": b"/Subtype /Form /OC %s" % LAYER,
        },
    )
    (grid,) = grids(opened("a.pdf", data))
    assert rows(grid) == [list(row) for row in BODY]
    assert "9" not in text_of(data)


@pytest.mark.parametrize(
    ("condition", "hidden"),
    [
        (b"/OCGs [%s]" % LAYER, True),
        (b"/OCGs %s /P /AllOff" % LAYER, False),
        (b"/VE [/Not %s]" % LAYER, False),
        (b"/VE [/And %s [/Not %s]]" % (LAYER, LAYER), True),
    ],
)
def test_conditions_on_layers_are_understood(condition: bytes, hidden: bool) -> None:
    number = FIRST + 1
    data = two_versions("/OC /Layer BDC", "EMC")
    data = with_objects(
        data,
        {
            FIRST: b"<< /Type /OCG /Name (draft) >>",
            number: b"<< /Type /OCMD %s >>" % condition,
        },
        {
            b"/Type /Catalog": b"/Type /Catalog /OCProperties << /OCGs [%s] /D << /OFF [%s] >> >>"
            % (LAYER, LAYER),
            b"/ProcSet [": b"/Properties << /Layer %d 0 R >> /ProcSet [" % number,
        },
    )
    assert ("9" not in text_of(data)) is hidden
