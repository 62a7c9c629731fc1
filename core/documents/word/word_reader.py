"""Reads Word documents (DOCX): paragraphs and tables as Word prints them, changes accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from ...errors import SourceBrokenError
from ...figures import FIGURE_OR_BLANK
from ..document import Document
from ..flow.anchors import flow_document
from ..flow.drafts import Draft, DraftCell, DraftLine, Turner, line, text_of
from ..flow.invisible_text import RGB
from ..flow.runs import OBJECT, Run, Style, in_lines
from ..flow.stacked import with_stacked_rows
from ..html.html_reader import page_drafts
from ..source_files.package import Package
from ..vocabulary import HAN_PAIR
from .numbering import Numbering
from .paragraphs import RunReader, is_deleted_mark, list_place
from .run_appearance import theme_colours
from .styles import Styles
from .word_names import MC, RELATION_ID, child, value, w
from .word_table import read_table

_WRAPPERS = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")
) | {f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice"}


def read_word(path: Path, data: bytes, sha256: str, *, kind: str = "docx") -> Document:
    """Returns the document of a DOCX, transitional or strict.

    Kept: inserted text, text boxes, results of fields, content controls, numbers of lists.
    Left out: deleted text and rows, hidden text, instructions of fields, marks of notes,
    headers and footers.

    Raises:
        SourceBrokenError: The package or its main part is damaged.
        LimitExceededError: A part would expand beyond reason.
    """
    package = Package(path, data)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.tree(main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise SourceBrokenError(path, main)
    theme = theme_colours(_part(package, main, "theme"))
    reader = BodyReader(
        Styles.of(_part(package, main, "styles"), theme),
        Numbering.of(_part(package, main, "numbering")),
        lambda relation_id: _embedded(package, main, relation_id),
        theme,
    )
    document = flow_document(path, sha256, kind, with_stacked_rows(reader.drafts(body)))
    return replace(document, title=_title(package))


def _title(package: Package) -> str:
    """Returns what the properties of a package call it; empty where they say nothing."""
    properties = _part(package, "", "core-properties")
    title = properties.findtext(_TITLE, default="") if properties is not None else ""
    return " ".join(title.split())


_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    """Returns a part that helps to read the text; without it the text is read plain."""
    name = package.related(main, kind)
    try:
        return package.tree(name) if name else None
    except SourceBrokenError:
        return None


def _embedded(package: Package, main: str, relation_id: str) -> list[Draft]:
    """Returns what a page embedded in the package prints, as web programs write their "Word"."""
    name = package.target(main, relation_id)
    data = package.data(name) if name else None
    return page_drafts(package.path, data) if data else []


class BodyReader:
    """Reads block content in order, since lists and fields count from block to block."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        embedded: Callable[[str], list[Draft]],
        theme: Mapping[str, RGB],
    ) -> None:
        self.styles = styles
        self.embedded = embedded
        self.has_picture = False
        self.numbering = numbering
        self.runs = RunReader(styles, theme)
        self.numbered: list[str] = []
        self.turner = Turner()

    def drafts(self, parent: etree._Element, *, in_cell: bool = False) -> list[Draft]:
        """Returns what a body, a cell or a text box prints; one line for each line break.

        In a cell the number of a list stands only before a label, never before a figure.
        """
        found: list[Draft] = []
        self._read(_blocks(parent), found, in_cell=in_cell)
        return found

    def _read(self, blocks: Iterable[etree._Element], found: list[Draft], *, in_cell: bool) -> None:
        carried: list[Run] = []
        has_picture = False
        for block in blocks:
            if block.tag == w("tbl"):
                found.append(read_table(block, self._cell, self.turner))
                continue
            if block.tag == w("altChunk"):
                found += self.embedded(block.get(RELATION_ID, ""))
                continue
            paragraph = self.runs.read(block)
            has_picture |= paragraph.has_picture
            runs = carried + paragraph.runs
            carried = runs if is_deleted_mark(block) else []
            if not carried:
                found += self._lines(block, runs, in_cell=in_cell)
            for box in paragraph.boxes:
                found += self.drafts(box, in_cell=in_cell)
                has_picture |= self.has_picture
        found += [line(part) for part in in_lines(carried)]
        self.has_picture = has_picture

    def _lines(
        self, paragraph: etree._Element, runs: list[Run], *, in_cell: bool
    ) -> Iterator[DraftLine]:
        list_id, depth = list_place(paragraph, self.styles)
        mark = self.numbering.next(list_id, depth) if list_id != "0" else ""
        text = "".join(run.text for run in runs)
        if mark and in_cell and not text.strip():
            runs = [Run(mark, Style(made=True))]
        elif mark and in_cell and FIGURE_OR_BLANK.fullmatch(text):
            self.numbered.append(mark + text)
        elif mark and text.strip():
            first, *rest = runs
            runs = [Run(mark), replace(first, text=first.text.lstrip()), *rest]
        level = self.styles.get(value(child(paragraph, "pPr", "pStyle"))).level
        return (line(part, level) for part in in_lines(runs))

    def _cell(self, cell: etree._Element) -> DraftCell:
        """Returns a cell that has no place yet."""
        self.numbered.clear()
        content = tuple(self.drafts(cell, in_cell=True))
        drawn = self.has_picture or _is_crossed(cell)
        # Beside words a line or a picture is decoration; over a figure it may say something else.
        if drawn and not HAN_PAIR.search(text_of(content)):
            content = (*content, line(OBJECT))
        if not self.numbered:
            return DraftCell(0, 0, content)
        return DraftCell(
            0, 0, content, confidence=_NUMBERED, alternatives=tuple(self.numbered), doubt="drawn"
        )


def _is_crossed(cell: etree._Element) -> bool:
    """Has a cell a line from corner to corner?"""
    borders = child(cell, "tcPr", "tcBorders")
    lines = [value(child(borders, name)) for name in ("tl2br", "tr2bl")]
    return any(line not in (None, "nil", "none") for line in lines)


_NUMBERED = 0.6
"""How sure a figure is before which Word prints the number of a list."""


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Returns paragraphs, tables and embedded pages, those within content controls as well."""
    for node in parent:
        if node.tag in (w("p"), w("tbl"), w("altChunk")):
            yield node
        elif node.tag in _WRAPPERS:
            yield from _blocks(node)
