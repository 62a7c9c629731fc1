"""Reads the text of a Word paragraph as it is printed, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ..flow.invisible_text import RGB, WHITE
from ..flow.runs import OBJECT, Run, Seen, Style
from .fields import Fields
from .fitted_text import has_margin_outside, is_squeezed
from .run_appearance import (
    LEAST_HEIGHT,
    PLAIN,
    USUAL_SIZE,
    Appearance,
    appearance,
    ground_of,
    is_displaced,
    least_height,
)
from .styles import Styles
from .table_styles import look_in_table
from .word_names import MC, M, child, number, switched, value, w

_SYMBOLS = {0x6F: "□", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0xFB: "×", 0x52: "☑", 0xA3: "□"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PICTURES = frozenset({f"{_A}blip", f"{_V}imagedata"})
_CHARTS = ("/chart", "/diagram", "/chartex")
_VML_SHAPES = frozenset(
    f"{_V}{name}" for name in ("shape", "rect", "roundrect", "oval", "polyline")
)

_DROPPED = frozenset(
    {w(name) for name in (
        "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sdtPr",
        "sdtEndPr", "smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "annotationRef", "rt",
        "fldData", "ffData", "txbxContent",
    )}
) | {f"{_V}shapetype"}  # fmt: skip
_NOTES = (w("footnoteReference"), w("endnoteReference"))

_LIFTED = {
    "sSup": ("sup",), "sSub": ("sub",), "sSubSup": ("sup", "sub"), "sPre": ("sup", "sub"),
}  # fmt: skip
"""What stands above or below the line in formulas."""

_BUILT = frozenset(
    f"{{{M}}}{name}"
    for name in (
        "f",
        "rad",
        "nary",
        "m",
        "eqArr",
        "d",
        "func",
        "limLow",
        "limUpp",
        "acc",
        "bar",
        "borderBox",
        "phant",
        "groupChr",
    )
)
"""Parts of formulas that say something else than the characters in them one after the other."""


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph prints; the boxes that hang on it; whether a picture floats over it."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    has_picture: bool = False

    @property
    def text(self) -> str:
        """All of its text; line breaks are newlines."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class RunReader:
    """Reads runs one after the other; a field's result may run over paragraphs.

    Attributes:
        fields: The fields that are open.
        around: What the style of the paragraph that is being read says.
        ground: The colour behind it.
        height: That of its lines, in twentieths of a point, where it is fixed.
        displaced: It stands elsewhere than where it is anchored.
        made: A program, or who fills it in, may put another text in its place.
        signs: Its font shows digits as other signs.
        lifted: It is read within what a formula raises.
        reversed: It is read within what is set from right to left.
        notes: How many references to notes came before.
    """

    styles: Styles
    theme: Mapping[str, RGB] = field(default_factory=dict)
    fields: Fields = field(default_factory=Fields)
    around: Appearance = PLAIN
    ground: RGB = WHITE
    height: int | None = None
    displaced: bool = False
    made: bool = False
    signs: bool = False
    lifted: bool = False
    reversed: bool = False
    notes: int = 0
    style: Style = field(default_factory=Style)

    def read(self, paragraph: etree._Element) -> ParagraphText:
        """Returns what a paragraph prints, tracked changes accepted."""
        found = ParagraphText()
        self.fields.drop_unfinished()
        named = self.styles.get(value(child(paragraph, "pPr", "pStyle")))
        table = look_in_table(paragraph, self.styles)
        self.around = named.look.over(table).over(self.styles.default)
        self.ground = ground_of(paragraph, self.theme)
        self.height = least_height(paragraph, named.spacing)
        self.displaced = is_displaced(paragraph, named.indent) or has_margin_outside(paragraph)
        self.made = any(map(_is_stand_in, paragraph.iterancestors(w("sdt"))))
        self.style = self._style(PLAIN)
        self._contents(paragraph, found)
        return found

    def _contents(self, parent: etree._Element, found: ParagraphText) -> None:
        for node in parent:
            if node.tag in _DROPPED:
                if node.tag == w("txbxContent") and not self.around.hidden:
                    found.boxes.append(node)
            elif node.tag in (w("r"), f"{{{M}}}r"):
                self._run(node, found)
            elif node.tag == f"{{{MC}}}AlternateContent":
                self._alternate(node, found)
            elif node.tag == w("fldSimple"):
                self._simple_field(node, found)
            elif node.tag == w("sdt"):
                self._control(node, found)
            elif node.tag in (w("bdo"), w("dir")):
                self._directed(node, found)
            elif str(node.tag).startswith(f"{{{M}}}"):
                self._formula(node, found)
            else:
                self._leaf(node, found)
                self._contents(node, found)

    def _alternate(self, node: etree._Element, found: ParagraphText) -> None:
        """Reads the first choice of a content given twice, the fallback where there is none."""
        fallbacks = node.findall(f"{{{MC}}}Fallback")
        choices = node.findall(f"{{{MC}}}Choice") + fallbacks
        texts = {
            "".join(text.text or "" for text in at.iter(w("t"))) for at in choices[:1] + fallbacks
        }
        before = self.made
        self.made |= len(texts - {""}) > 1  # which of them is shown depends on the program
        for choice in choices[:1]:
            self._contents(choice, found)
        self.made = before

    def _control(self, node: etree._Element, found: ParagraphText) -> None:
        """Reads a content control; what is its hint, or stored elsewhere, counts as made."""
        before = self.made
        self.made |= _is_stand_in(node)
        self._contents(node, found)
        self.made = before

    def _simple_field(self, node: etree._Element, found: ParagraphText) -> None:
        self.fields.begin(node)
        self.fields.note_text(node.get(w("instr"), ""))
        self.fields.separate()
        self._contents(node, found)
        self._end_field(found)

    def _directed(self, node: etree._Element, found: ParagraphText) -> None:
        """Reads runs that are set in one direction, whatever their characters."""
        before = self.reversed
        if node.tag == w("bdo"):
            self.reversed = value(node) == "rtl"
        self._contents(node, found)
        self.reversed = before

    def _formula(self, node: etree._Element, found: ParagraphText) -> None:
        name = str(node.tag).rpartition("}")[2]
        if name == "t":
            self._print(node.text or "", found)
            return
        if node.tag in _BUILT:
            self._draw(found)
        for child_node in node:
            before = self.lifted
            own = str(child_node.tag).rpartition("}")[2]
            self.lifted = before or own in _LIFTED.get(name, ())
            self._contents_of(child_node, found)
            self.lifted = before

    def _contents_of(self, node: etree._Element, found: ParagraphText) -> None:
        if node.tag in (w("r"), f"{{{M}}}r"):
            self._run(node, found)
        elif str(node.tag).startswith(f"{{{M}}}"):
            self._formula(node, found)
        elif node.tag not in _DROPPED:
            self._contents(node, found)

    def _style(self, own: Appearance) -> Style:
        look = own.over(self.around)
        seen = look.seen(self.ground)
        if self.height is not None and self.height <= LEAST_HEIGHT:
            seen = Seen.HIDDEN
        elif self.displaced or not look.fits(self.height):
            seen = max(seen, Seen.DOUBTFUL)
        return Style(
            seen=seen,
            crossed=bool(look.crossed),
            raised=self.lifted or look.lifted in ("superscript", "subscript"),
            moved=bool(look.position),
            size=float(look.size or 0),
            reversed=self.reversed,
            made=self.made,
        )

    def _run(self, run: etree._Element, found: ParagraphText) -> None:
        properties = child(run, "rPr")
        named = self.styles.get(value(child(properties, "rStyle")))
        before = self.style, self.signs
        own = appearance(properties, self.theme).over(named.look)
        self.style = self._style(own)
        if is_squeezed(run, own.over(self.around).size or USUAL_SIZE):
            self.style = replace(self.style, seen=max(self.style.seen, Seen.DOUBTFUL))
        self.signs = own.over(self.around).has_signs
        own_mark = any(
            node.get(w("customMarkFollows")) in ("1", "true", "on") for node in run.iter(*_NOTES)
        )
        if own_mark:
            self.style = replace(self.style, raised=True)
        self._contents(run, found)
        self.style, self.signs = before

    def _leaf(self, node: etree._Element, found: ParagraphText) -> None:
        if node.tag == w("t"):
            self._print(node.text or "", found)
        elif node.tag == w("instrText"):
            self.fields.note_text(node.text or "")
        elif node.tag == w("fldChar"):
            self._field_character(node, found)
        elif node.tag in _CHARACTERS:
            self._print(_CHARACTERS[node.tag], found)
        elif node.tag == w("sym"):
            self._print(_symbol(node), found)
        elif node.tag in _NOTES:
            self._note(node, found)
        elif node.tag == f"{_V}textpath":
            self._print(node.get("string", ""), found, made=True)
        elif node.tag in _COMPUTED:
            self._draw(found)
        elif _is_line(node):
            found.has_picture = True
        elif _is_drawn(node):
            floats = next(node.iterancestors(f"{_WP}anchor"), None) is not None
            found.has_picture |= floats
            if not floats:
                self._draw(found)

    def _note(self, node: etree._Element, found: ParagraphText) -> None:
        """Prints the number that Word gives a note; one with a mark of its own has none."""
        if node.get(w("customMarkFollows")) in ("1", "true", "on"):
            return
        self.notes += 1
        if not self.fields.in_instruction:
            found.runs.append(Run(str(self.notes), replace(self.style, raised=True)))

    def _print(self, text: str, found: ParagraphText, *, made: bool = False) -> None:
        self.fields.note_text(text)
        if not self.fields.in_instruction:
            style = replace(self.style, made=True) if made else self.style
            if self.signs and any(map(str.isdigit, text)):
                style = replace(style, seen=max(style.seen, Seen.DOUBTFUL))
            found.runs.append(Run(text, style))

    def _draw(self, found: ParagraphText) -> None:
        """Takes in ink that is no text."""
        self.fields.note_text(OBJECT)
        if not self.fields.in_instruction:
            found.runs.append(Run(OBJECT, replace(self.style, raised=False)))

    def _field_character(self, node: etree._Element, found: ParagraphText) -> None:
        kind = node.get(w("fldCharType"), "")
        if kind == "begin":
            self.fields.begin(node)
        elif kind == "separate":
            self.fields.separate()
        elif kind == "end":
            self._end_field(found)

    def _end_field(self, found: ParagraphText) -> None:
        ended = self.fields.end()
        if ended is None:
            return
        if ended.is_stale:
            self._draw(found)
        if ended.choice is not None:
            self._print(ended.choice, found)
        elif ended.is_owed:
            self._draw(found)


_COMPUTED = frozenset(
    w(name) for name in (
        "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum",
    )
)  # fmt: skip
"""What Word prints a number for that it computes."""

_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}


def _is_drawn(node: etree._Element) -> bool:
    """Is a node a picture, a chart, or a shape that holds no text of its own?"""
    if node.tag in _PICTURES or str(node.tag).endswith(("}OLEObject", "}contentPart")):
        return True
    if node.tag == f"{_A}graphicData":
        return node.get("uri", "").endswith(_CHARTS)
    return (node.tag == f"{_WPS}wsp" or node.tag in _VML_SHAPES) and _is_bare(node)


def _is_line(node: etree._Element) -> bool:
    """Is a node a line that is drawn by itself, such as one through a figure?"""
    if node.tag == f"{_V}line":
        return True
    form = node.find(f".//{_A}prstGeom") if node.tag == f"{_WPS}wsp" else None
    kind = "" if form is None else form.get("prst", "").lower()
    return "line" in kind or "connector" in kind


def _is_stand_in(control: etree._Element) -> bool:
    """Does a content control show its hint, or a text that is stored elsewhere in the file?"""
    properties = child(control, "sdtPr")
    bound = child(properties, "dataBinding")
    return bound is not None or bool(switched(properties, "showingPlcHdr"))


def _is_bare(shape: etree._Element) -> bool:
    held = (w("txbxContent"), f"{_V}textpath", *_PICTURES)
    return next(shape.iter(*held), None) is None


def _symbol(node: etree._Element) -> str:
    """Returns the character that a symbol shows; fonts of pictures give a square or a tick."""
    try:
        code = int(node.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    if node.get(w("font"), "").lower().startswith(("wingdings", "webdings")):
        return _SYMBOLS.get(code - 0xF000, "□")
    return chr(code - 0xF000) if code < 0xF07F else "□"


def is_deleted_mark(paragraph: etree._Element) -> bool:
    """Is the paragraph's end deleted, so that the next paragraph continues it?"""
    properties = child(paragraph, "pPr", "rPr")
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None


def list_place(paragraph: etree._Element, styles: Styles) -> tuple[str, int]:
    """Returns the list and the level, from 0, that number a paragraph; ("0", 0) for none."""
    listing = child(paragraph, "pPr", "numPr")
    style = styles.get(value(child(paragraph, "pPr", "pStyle")))
    list_id = value(child(listing, "numId"))
    if list_id is None:
        return style.list_id or "0", number(child(listing, "ilvl"), style.list_depth)
    return list_id, number(child(listing, "ilvl"), 0)
