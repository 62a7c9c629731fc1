"""Draws the PDFs that the tests of reading PDFs open, from texts and rules."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG = "STSong-Light"
A4 = (595.0, 842.0)

HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
BODY = (HEAD, ("规章", "0", "12", "3"), ("规范性文件", "11", "", "100"))
XS = (60.0, 180.0, 290.0, 400.0, 510.0)
YS = (100.0, 130.0, 160.0, 190.0)


class Sheets:
    """Pages in the making; places are in points from the top left of a page."""

    def __init__(self, size: tuple[float, float] = A4, password: str | None = None) -> None:
        self.width, self.height = size
        self.buffer = io.BytesIO()
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))
        encrypt = None if password is None else StandardEncryption(password, "owner")
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1, encrypt=encrypt)

    def text(
        self,
        x: float,
        middle: float,
        text: str,
        *,
        size: float = 10,
        font: str = SONG,
        colour: tuple[float, ...] = (0, 0, 0),
        angle: float = 0,
        mode: int = 0,
        spacing: float = 0,
        centred: bool = True,
    ) -> None:
        """Prints a text around, or from, a place; its angle is in degrees counter-clockwise."""
        wide = pdfmetrics.stringWidth(text, font, size) + spacing * (len(text) - 1)
        self.canvas.saveState()
        self.canvas.translate(x, self.height - middle)
        self.canvas.rotate(angle)
        self.canvas.setFillColorRGB(*colour[:3])
        if len(colour) > 3:
            self.canvas.setFillAlpha(colour[3])
        pen = self.canvas.beginText(-wide / 2 if centred else 0, -size * 0.35)
        pen.setFont(font, size)
        pen.setTextRenderMode(mode)
        pen.setCharSpace(spacing)
        pen.textOut(text)
        self.canvas.drawText(pen)
        self.canvas.restoreState()

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def area(
        self,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        colour: tuple[float, float, float] = (0, 0, 0),
        *,
        fill: bool = True,
    ) -> None:
        self.canvas.saveState()
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(
            x0, self.height - bottom, x1 - x0, bottom - top, stroke=int(not fill), fill=int(fill)
        )
        self.canvas.restoreState()

    def grid(self, xs: Sequence[float] = XS, ys: Sequence[float] = YS, width: float = 0.5) -> None:
        """Draws every rule of a plain table, each in one line."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1], width)
        for y in ys:
            self.line(xs[0], y, xs[-1], y, width)

    def texts(
        self,
        rows: Sequence[Sequence[str]] = BODY,
        xs: Sequence[float] = XS,
        ys: Sequence[float] = YS,
        *,
        size: float = 10,
        colour: tuple[float, ...] = (0, 0, 0),
    ) -> None:
        """Prints texts in the middles of the cells of a plain table."""
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            for text, left, right in zip(row, xs, xs[1:], strict=False):
                if text:
                    middle = (left + right) / 2, (top + bottom) / 2
                    self.text(*middle, text, size=size, colour=colour)

    def table(self) -> None:
        """Draws the plain table of the form."""
        self.grid()
        self.texts()

    def next_page(self) -> None:
        self.canvas.showPage()

    def file(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def with_font(sheets: Sheets, codes: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Returns a PDF of one page with a text in a font of its own.

    Args:
        sheets: What else the page shows; a ``SONG`` text among it.
        codes: The text in hex, as PDF writes it; it starts in the cell at row 1, column 1 of the
            plain table.
        objects: The font and what it refers to, the font as number 89.
    """
    sheets.canvas._code.append("BT /F90 10 Tf 212 693 Td CODES Tj ET")
    sheets.canvas.setPageCompression(0)
    data = sheets.file().replace(b"/F1 2 0 R", b"/F1 2 0 R /F90 89 0 R")
    room = len(b"CODES")
    length = re.search(rb"/Length (\d+)(?=[^<>]*>>\s*stream\s[^<]*CODES)", data)
    assert length is not None
    grown = int(length[1]) + max(len(codes) - room, 0)
    data = data[: length.start(1)] + b"%d" % grown + data[length.end(1) :]
    data = data.replace(b"CODES", codes.rjust(room))
    extra = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items())
    # Without its table of places a reader finds the objects by looking through the file.
    return data[: data.rindex(b"\nxref\n") + 1] + extra + data[data.rindex(b"trailer") :]


def stream_of(content: bytes) -> bytes:
    """Returns the body of a stream object."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def code_map(names: Mapping[str, str]) -> bytes:
    """Returns the body of a /ToUnicode, from codes in hex to the characters that they stand for."""
    first = next(iter(names))
    lines = " ".join(f"<{code}> <{text.encode('utf-16-be').hex()}>" for code, text in names.items())
    space = f"<{'0' * len(first)}> <{'f' * len(first)}>"
    return stream_of(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            f"1 begincodespacerange {space} endcodespacerange\n"
            f"{len(names)} beginbfchar {lines} endbfchar endcmap end end"
        ).encode()
    )


def changed(
    data: bytes,
    *,
    rotation: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    media: tuple[float, float, float, float] | None = None,
) -> bytes:
    """Returns a PDF with the boxes, in PDF user space, and the rotation of its pages changed."""
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        page.set_rotation(rotation)
        if media is not None:
            page.set_mediabox(*media)
        if crop is not None:
            page.set_cropbox(*crop)
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()
