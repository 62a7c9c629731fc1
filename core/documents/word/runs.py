"""Reads the text of a Word paragraph as it is printed, and the text boxes anchored in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ..crossed_out import struck
from ..invisible_text import SEEN, is_figure, is_pale
from .names import MC, M, child, crossed_out, number, switched, value, w
from .styles import Styles

_NOTE_MARK = re.compile(r"^[\s\d\[\]()（）〔〕*※①-⑳]+$")
_SYMBOLS = {0x6F: "□", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0xFB: "×", 0x52: "☑", 0xA3: "□"}
_PICTURE = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)

_DROPPED = frozenset(
    {w(name) for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr",
        "sdtEndPr", "smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "annotationRef", "rt",
        "fldData", "ffData", "pgNum", "txbxContent",
    )}
)  # fmt: skip


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph prints, as lines; the boxes that hang on it; whether it has a picture."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    has_picture: bool = False

    @property
    def text(self) -> str:
        """Returns the text; line breaks are newlines."""
        return "".join(self.pieces)


@dataclass(slots=True)
class RunReader:
    """Reads runs one after the other; a field's result may run over paragraphs.

    Attributes:
        fields: For each open complex field whether its instruction is still being read.
        struck: The style of the paragraph that is being read crosses its text out.
    """

    styles: Styles
    fields: list[bool] = field(default_factory=list)
    struck: bool = False

    def read(self, paragraph: etree._Element) -> ParagraphText:
        """Returns what a paragraph prints, tracked changes accepted."""
        found = ParagraphText()
        if any(self.fields):
            # An instruction that never ended must not swallow the rest of the document.
            self.fields.clear()
        style = self.styles.get(value(child(paragraph, "pPr", "pStyle")))
        self.struck = style.struck
        self._contents(paragraph, found, hidden=style.hidden)
        return found

    def _contents(self, parent: etree._Element, found: ParagraphText, *, hidden: bool) -> None:
        for node in parent:
            if node.tag in _DROPPED:
                if node.tag == w("txbxContent") and not hidden:
                    found.boxes.append(node)
            elif node.tag == w("r"):
                self._run(node, found, hidden=hidden)
            elif node.tag == f"{{{MC}}}AlternateContent":
                self._alternate(node, found, hidden=hidden)
            elif node.tag == f"{{{M}}}t":
                self._print(node.text or "", found)
            else:
                self._leaf(node, found)
                self._contents(node, found, hidden=hidden)

    def _alternate(self, node: etree._Element, found: ParagraphText, *, hidden: bool) -> None:
        """Reads the first choice of a content given twice, the fallback where there is none."""
        choices = node.findall(f"{{{MC}}}Choice") + node.findall(f"{{{MC}}}Fallback")
        for choice in choices[:1]:
            self._contents(choice, found, hidden=hidden)

    def _run(self, run: etree._Element, found: ParagraphText, *, hidden: bool) -> None:
        properties = child(run, "rPr")
        direct = switched(properties, "vanish")
        style = self.styles.get(value(child(properties, "rStyle")))
        unseen = direct if direct is not None else hidden or style.hidden
        own_mark = any(
            node.get(w("customMarkFollows")) in ("1", "true", "on")
            for node in run.iter(w("footnoteReference"), w("endnoteReference"))
        )
        inner = ParagraphText()
        if unseen or own_mark:
            # Field characters count even where their text is not seen.
            for node in run.iter(w("fldChar")):
                self._leaf(node, inner)
            return
        self._contents(run, inner, hidden=False)
        raised = value(child(properties, "vertAlign")) == "superscript"
        if raised and found.text.rstrip()[-1:].isdigit() and _NOTE_MARK.match(inner.text):
            return
        direct = crossed_out(properties)
        crossed = direct if direct is not None else self.struck or style.struck
        unsaid = crossed or (is_figure(inner.text) and _is_unseen(run))
        found.pieces += map(struck, inner.pieces) if unsaid else inner.pieces
        found.boxes += inner.boxes
        found.has_picture |= inner.has_picture

    def _leaf(self, node: etree._Element, found: ParagraphText) -> None:
        if node.tag == w("t"):
            self._print(node.text or "", found)
        elif node.tag == w("fldChar"):
            self._field_character(node.get(w("fldCharType"), ""))
        elif node.tag in _CHARACTERS:
            self._print(_CHARACTERS[node.tag], found)
        elif node.tag == w("sym"):
            self._print(_symbol(node), found)
        elif node.tag in _PICTURE:
            found.has_picture = True

    def _print(self, text: str, found: ParagraphText) -> None:
        if not any(self.fields):
            found.pieces.append(text)

    def _field_character(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()


_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}


def _is_unseen(run: etree._Element) -> bool:
    """Is a run of a cell tiny, or pale on no ground that it, its paragraph or its cell colours?"""
    properties = child(run, "rPr")
    cell = next(run.iterancestors(w("tc")), None)
    if cell is not None and number(child(properties, "sz"), 100) <= 2 * SEEN:
        return True
    if not is_pale(value(child(properties, "color")) or "") or (
        child(properties, "highlight") is not None
    ):
        return False
    paragraph = next(run.iterancestors(w("p")), None)
    grounds = (properties, child(paragraph, "pPr"), child(cell, "tcPr"))
    fills = (
        node.get(w("fill"), "auto") for at in grounds if (node := child(at, "shd")) is not None
    )
    return cell is not None and all(fill == "auto" or is_pale(fill) for fill in fills)


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
