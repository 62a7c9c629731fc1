"""Reads the characters of a PDF's pages a second time, by pdfplumber and pdfminer.six.

It shares nothing with pdfium: other code takes the file apart, and other tables say what a
character is, without any font of the machine. So what both read alike is seldom misread.
"""

from __future__ import annotations

import io
import logging
import math
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pdfplumber
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSException

from ..geometry import IDENTITY, Matrix, UserBox, displayed_frame
from ..witness import SecondCharacter
from .painting.content_lexer import operations
from .painting.layers import Layers, name_of
from .second_fonts import Fonts

_MOST_STEPS = 400_000
"""Operators and characters of one page; a page of three tables has about 5,000."""

_DEEPEST = 12
"""Forms within forms; a hostile file may nest them without end."""

_MOST_BYTES = 64 << 20
"""Of a file: it is held and searched as a whole."""

_NOT_DRAWN = (3, 7)
"""Text rendering modes that neither fill nor stroke."""

_PRINTED, _HIDDEN = 4, 2
"""Flags of an annotation."""

_FAULTS = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfminer makes of a file that is damaged or hostile; the first reader may well read it."""


def read_again(
    data: bytes, pages: Sequence[int], password: str | None
) -> dict[int, tuple[SecondCharacter, ...] | None]:
    """Returns the printed characters of pages by their index; None of one that it cannot read.

    What layers hide that are switched off is left out, and so is text that is not drawn. The
    values of form fields are read where they have an appearance.

    Args:
        data: The file's bytes.
        pages: Indexes from 0.
        password: The user's or the owner's, where there is one.
    """
    unread: dict[int, tuple[SecondCharacter, ...] | None] = dict.fromkeys(pages)
    if not pages or len(data) > _MOST_BYTES:
        return unread
    with _silence():
        try:
            with pdfplumber.open(io.BytesIO(data), password=password) as pdf:
                reader = _TextReader(pdf.doc)
                return {index: reader.read(pdf.pages[index].page_obj) for index in pages}
        except (*_FAULTS, pdfplumber.utils.exceptions.PdfminerException):
            return unread


def is_portfolio(data: bytes, password: str | None) -> bool:
    """Returns whether a PDF is a portfolio (ISO 32000-1, 12.3.5), by its catalog, which pdfium
    does not tell.

    Args:
        data: A PDF that has attachments.
        password: The user's or the owner's, where there is one.
    """
    with _silence():
        try:
            with pdfplumber.open(io.BytesIO(data), password=password) as pdf:
                return "Collection" in pdf.doc.catalog
        except (*_FAULTS, pdfplumber.utils.exceptions.PdfminerException):
            return False


class _TextReader:
    """Reads pages of one document, whose fonts they share."""

    def __init__(self, document: Any) -> None:
        self.fonts = Fonts()
        self.layers = Layers(document.catalog)

    def read(self, page: Any) -> tuple[SecondCharacter, ...] | None:
        """Returns the characters of a page, None where it cannot be read."""
        visible = _overlap(page.mediabox, page.cropbox)
        frame = displayed_frame(visible, page.rotate % 360 // 90)
        device = _Device(self.fonts, self.layers)
        interpreter = _Interpreter(self.fonts, device)
        matrix = frame.to_read
        try:
            device.begin_page(page, matrix)
            interpreter.render_contents(page.resources, page.contents, ctm=matrix)
            for stream, placed in _appearances(page):
                resources = dict_value(stream.get("Resources") or {})
                device.hidden = []
                interpreter.render_contents(resources, [stream], ctm=placed.then(matrix))
        except _FAULTS:
            return None
        return tuple(device.characters)


class _Interpreter(PDFPageInterpreter):
    """Follows what a page writes, layer by layer, and counts its steps."""

    device: _Device

    def execute(self, streams: Any) -> None:
        """Runs content streams, which go on from one to the next."""
        data = b"\n".join(stream_value(stream).get_data() for stream in streams)
        for operator, operands in operations(data):
            self.device.step()
            if operator in _OPERATORS:
                name, count = _OPERATORS[operator]
                run = getattr(self, name)
                if count is None:
                    self.argstack = operands
                    run()
                elif len(operands) >= count:
                    run(*operands[len(operands) - count :])

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802  an operator of PDF
        """Begins marked content: of a layer, that is shown or not."""
        layer = None
        if name_of(tag) == "OC":
            properties = dict_value(self.resources.get("Properties") or {})
            layer = properties.get(name_of(props))
        self.device.begin(layer)

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Begins marked content that is no layer."""
        self.device.begin(None)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draws a form, unless it belongs to a layer that is switched off; no picture."""
        form = resolve1(self.xobjmap.get(name_of(xobjid_arg)))
        if not isinstance(form, PDFStream) or name_of(form.get("Subtype")) != "Form":
            return
        hidden, outer = self.device.hidden, self.device.ctm
        if len(self.device.within) < _DEEPEST:
            self.device.within.append(form)
            self.device.hidden = list(hidden)
            self.device.begin(form.get("OC"))
            self._draw(form)
            self.device.within.pop()
        self.device.hidden = hidden
        self.device.ctm = outer

    def _draw(self, form: PDFStream) -> None:
        matrix = Matrix(*_numbers(form.get("Matrix") or IDENTITY)).then(Matrix(*self.ctm))
        resources = resolve1(form.get("Resources")) or self.resources
        self.dup().render_contents(resources, [form], ctm=matrix)


_OPERATORS: Mapping[bytes, tuple[str, int | None]] = {
    **{name: (f"do_{name.decode()}", 0) for name in (b"q", b"Q", b"BT", b"ET", b"EMC")},
    **{
        name: (f"do_{name.decode()}", 1)
        for name in (b"Tc", b"Tw", b"Tz", b"TL", b"Tr", b"Ts", b"Tj", b"TJ", b"BMC", b"Do", b"g")
    },
    **{name: (f"do_{name.decode()}", 2) for name in (b"Tf", b"Td", b"TD", b"BDC")},
    **{name: (f"do_{name.decode()}", 6) for name in (b"Tm", b"cm")},
    b"T*": ("do_T_a", 0),
    b"'": ("do__q", 1),
    b'"': ("do__w", 3),
    b"cs": ("do_cs", 1),
    b"rg": ("do_rg", 3),
    b"k": ("do_k", 4),
    b"sc": ("do_sc", None),
    b"scn": ("do_scn", None),
}
"""Each operator that text depends on: pdfminer's method, and of how many operands; None: of as many
as the colour space says."""


class _Device(PDFTextDevice):
    """Notes characters and draws nothing."""

    def __init__(self, fonts: Fonts, layers: Layers) -> None:
        super().__init__(fonts)
        self.fonts = fonts
        self.layers = layers
        self.characters: list[SecondCharacter] = []
        self.hidden: list[bool] = []
        self.within: list[PDFStream] = []
        self.mode = 0
        self.steps = 0

    def step(self) -> None:
        """Counts one thing that is drawn.

        Raises:
            ValueError: The page draws more than any page of a report.
        """
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise ValueError("too much on one page")

    def begin(self, layer: Any) -> None:
        """Begins marked content, of a layer or of none; what is within hidden content is hidden."""
        self.hidden.append(self.is_hidden or self.layers.hides(layer))

    @property
    def is_hidden(self) -> bool:
        """Whether what is drawn now belongs to a layer that is switched off."""
        return bool(self.hidden) and self.hidden[-1]

    def end_tag(self) -> None:
        """Ends marked content."""
        if self.hidden:
            self.hidden.pop()

    def render_string(self, textstate: Any, *others: Any) -> None:
        """Notes the characters of a text."""
        self.step()
        self.mode = textstate.render
        super().render_string(textstate, *others)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Notes one character, and returns by how much it moves the next one."""
        self.step()
        advance: float = font.char_width(cid) * fontsize * scaling
        text = self.fonts.meaning(font, cid)
        if text and self.mode not in _NOT_DRAWN and not self.is_hidden:
            box = _glyph_box(font, fontsize, rise, cid, advance)
            pale = self.mode in (0, 4) and _is_white(graphicstate.ncolor)
            self.characters.append(_placed(text, Matrix(*matrix), box, fontsize, rise, pale))
        return advance


def _glyph_box(font: Any, fontsize: float, rise: float, cid: int, advance: float) -> UserBox:
    """Returns the box of a character about its origin: left, low, right, high."""
    if font.is_vertical():
        x, y = font.char_disp(cid)
        x = fontsize * 0.5 if x is None else x * fontsize * 0.001
        y = (1000 - y) * fontsize * 0.001
        return UserBox(-x, y + rise + advance, -x + fontsize, y + rise)
    low = font.get_descent() * fontsize + rise
    return UserBox(0.0, low, advance, low + fontsize)


def _placed(
    text: str, matrix: Matrix, box: UserBox, fontsize: float, rise: float, pale: bool
) -> SecondCharacter:
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    x, y = matrix.point(0.0, rise)
    size = fontsize * math.hypot(matrix.c, matrix.d)
    base = x if 45 <= angle % 180 < 135 else y
    return SecondCharacter(text, *matrix.around(*box), abs(size), angle, base, pale)


def _is_white(colour: Any) -> bool:
    if colour is None:
        return False
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return False
    return not any(parts) if len(parts) == 4 else min(parts) >= 1


def _overlap(media: Sequence[float], crop: Sequence[float]) -> UserBox:
    """Returns what is shown of a page: its CropBox within its MediaBox."""
    shown, within = _sorted(media), _sorted(crop)
    left, low = max(shown.left, within.left), max(shown.low, within.low)
    right, high = min(shown.right, within.right), min(shown.high, within.high)
    return UserBox(left, low, right, high) if left < right and low < high else shown


def _sorted(box: Sequence[float]) -> UserBox:
    x0, y0, x1, y1 = box
    return UserBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _appearances(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yields what the printed annotations of a page show, with the map to the page."""
    for annotation in list_value(page.annots or []):
        attributes = dict_value(annotation)
        flags = resolve1(attributes.get("F")) or 0
        kind = name_of(attributes.get("Subtype"))
        if kind in ("Link", "Popup") or not flags & _PRINTED or flags & _HIDDEN:
            continue
        shown = resolve1(dict_value(attributes.get("AP") or {}).get("N"))
        if isinstance(shown, dict):  # one for each state of a button
            shown = resolve1(shown.get(name_of(attributes.get("AS"))))
        if shown is None or "Rect" not in attributes:
            continue
        stream = stream_value(shown)
        yield stream, _into(_sorted(_numbers(attributes["Rect"])), stream)


def _into(rect: UserBox, stream: Any) -> Matrix:
    """Returns the map of an appearance into the rectangle of its annotation (ISO 32000, 12.5.5)."""
    matrix = Matrix(*_numbers(stream.get("Matrix") or (1, 0, 0, 1, 0, 0)))
    left, low, right, high = matrix.around(*_sorted(_numbers(stream.get("BBox") or rect)))
    across = (rect[2] - rect[0]) / (right - left) if right > left else 1.0
    up = (rect[3] - rect[1]) / (high - low) if high > low else 1.0
    fitted = Matrix(across, 0, 0, up, rect[0] - left * across, rect[1] - low * up)
    return matrix.then(fitted)


def _numbers(values: Any) -> list[float]:
    return [float(resolve1(value)) for value in list_value(values)]


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps what pdfminer remarks on out of the terminal: a file's faults are told in our words."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
