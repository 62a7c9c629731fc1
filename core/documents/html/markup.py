"""Reads HTML as it would be printed: lines and tables of a page's markup, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..crossed_out import struck
from ..drafts import Draft, Table, line
from ..invisible_text import SEEN, is_figure, is_pale
from ..plain_text.lines import line_drafts
from .concealment import is_concealed, is_invisible
from .style_tables import turn_into_tables
from .styles import place_styles
from .tables import Marked, placed

_REVEALED = re.compile(r"<!\[(?:if|endif|else)[^\]>]{0,200}\]>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET_META = re.compile(r"<meta[^>]{0,300}charset[^>]{0,300}>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff60“”‘’…—"
_BROKEN_LINE = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_NOTE_MARK = re.compile(r"^[\s\d\[\]()（）〔〕*※①-⑳]+$")
_SPACER = re.compile(
    r"(?:spacer|blank|pixel|clear|empty|transparent)[\w-]*\.(?:gif|png)", re.IGNORECASE
)

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p",
    "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}) | frozenset(_HEADINGS)  # fmt: skip
_STRUCK = frozenset({"s", "strike", "del"})
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d*\.?\d+)\s*(px|pt)?", re.IGNORECASE)
_FIELDS = frozenset({"text", "number", "tel", "search", "date", "month", "email", "url", ""})


def markup_drafts(markup: str) -> list[Draft]:
    """Returns what a page or a piece of HTML prints, in order.

    Paragraph-like elements and line breaks give one line each. White space collapses as in
    browsers; a line broken in the source between two Chinese characters closes up (CSS Text 3,
    segment break transformation). Values of text fields are printed; scripts, style sheets,
    templates, frames and concealed elements are not.

    Raises:
        ValueError: Elements are nested so deeply, some 2000 levels, that the rest would be lost.
    """
    markup = _REVEALED.sub("", _CHARSET_META.sub("", _DECLARATION.sub("", markup)))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return []
    if any(fault.level == etree.ErrorLevels.FATAL for fault in parser.error_log):
        raise ValueError("the markup is nested too deeply to be read whole")
    if root is None:
        return []
    place_styles(root)
    turn_into_tables(root)
    return _Printer().printed(root)


class _Printer:
    """Walks elements and collects what they print."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.pending: list[str] = []
        self.level = 0
        self.strikes = 0
        self.has_picture = False

    def printed(self, element: etree._Element) -> list[Draft]:
        """Returns the drafts of an element's contents; walks without recursion, tables apart."""
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if node is not element and self._replaced(node):
                    walk.skip_subtree()
                else:
                    self._enter(node)
            else:
                self._leave(node)
                if node is not element and node.tail:
                    self._say(node.tail, node.getparent())
        self.flush()
        return self.drafts

    def flush(self) -> None:
        """Ends the current line."""
        text = _BROKEN_LINE.sub("", "".join(self.pending))
        self.pending.clear()
        finished = line(_SPACE.sub(" ", text).replace("\xa0", " "), self.level)
        if finished.text:
            self.drafts.append(finished)

    def _say(self, text: str, place: etree._Element | None) -> None:
        unsaid = self.strikes or (is_figure(text) and (_is_unseen(place) or _is_tiny(place)))
        self.pending.append(struck(text) if unsaid else text)

    def _enter(self, node: etree._Element) -> None:
        if node.tag in _BLOCKS:
            self.flush()
        self.level = _HEADINGS.get(node.tag, self.level)
        self.strikes += _is_struck(node)
        if node.text:
            self._say(node.text, node)

    def _leave(self, node: etree._Element) -> None:
        self.strikes -= _is_struck(node)
        if node.tag in _BLOCKS:
            self.flush()
        if node.tag in _HEADINGS:
            self.level = 0

    def _replaced(self, node: etree._Element) -> bool:
        """Prints an element that is more, or less, than its text; says whether it was one."""
        if is_concealed(node):
            return True
        special = _SPECIAL.get(node.tag)
        return special is not None and special(self, node)

    def _table(self, node: etree._Element) -> bool:
        self.flush()
        before, table = _TableReader().read(node)
        self.drafts += before
        if table.cells:
            self.drafts.append(table)
        return True

    def _preformatted(self, node: etree._Element) -> bool:
        if len(node):
            return False
        self.flush()
        self.drafts += line_drafts(node.text or "")
        return True

    def _picture(self, node: etree._Element) -> bool:
        sizes = [node.get("width", ""), node.get("height", "")]
        small = any(size.rstrip("px").isdigit() and int(size.rstrip("px")) < 6 for size in sizes)
        self.has_picture |= not small and not _SPACER.search(node.get("src", ""))
        return True

    def _field(self, node: etree._Element) -> bool:
        if node.get("type", "").strip().lower() in _FIELDS:
            self.pending.append(node.get("value", ""))
        return True

    def _choice(self, node: etree._Element) -> bool:
        options = list(node.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        self.pending += [_plain(option) for option in (chosen or options)[:1]]
        return True

    def _raised(self, node: etree._Element) -> bool:
        """Drops a note's mark behind a figure, which would read as a digit of it."""
        before = "".join(self.pending).rstrip()
        return before[-1:].isdigit() and bool(_NOTE_MARK.match(_plain(node) or " "))


_SPECIAL = {
    "table": _Printer._table,
    "pre": _Printer._preformatted,
    "img": _Printer._picture,
    "input": _Printer._field,
    "select": _Printer._choice,
    "sup": _Printer._raised,
}


class _TableReader:
    """Reads one table element: its row groups, and what strays between them."""

    def __init__(self) -> None:
        self.groups: dict[str, list[list[list[Marked]]]] = {"thead": [], "tbody": [], "tfoot": []}
        self.stray: list[Draft] = []
        self.group: list[list[Marked]] | None = None

    def read(self, table: etree._Element) -> tuple[list[Draft], Table]:
        """Returns what stands before the table, and the table, heads first and feet last."""
        self._rows(table)
        groups = [group for kind in self.groups.values() for group in kind]
        return self.stray, placed(groups)

    def _rows(self, parent: etree._Element) -> None:
        for child in self._seen(parent):
            if child.tag in self.groups:
                self.group = self._opened(child.tag)
                self._rows(child)
                self.group = None
            elif child.tag == "tr":
                self._current().append(self._cells(child))
            elif child.tag in ("td", "th"):
                self._loose(child, follows=child.getprevious())
            elif child.tag != "table" and next(child.iter("tr"), None) is not None:
                self._rows(child)
            else:
                self.stray += _Printer().printed(_alone(child))

    def _seen(self, parent: etree._Element) -> Iterator[etree._Element]:
        return (child for child in parent if not is_concealed(child))

    def _opened(self, kind: str) -> list[list[Marked]]:
        group: list[list[Marked]] = []
        self.groups[kind].append(group)
        return group

    def _current(self) -> list[list[Marked]]:
        if self.group is None:
            self.group = self._opened("tbody")
        return self.group

    def _loose(self, cell: etree._Element, follows: etree._Element | None) -> None:
        """Takes a cell that stands in no row: it and such cells after it make a row."""
        group = self._current()
        if not group or follows is None or follows.tag not in ("td", "th"):
            group.append([])
        group[-1].append(self._cell(cell))

    def _cells(self, row: etree._Element) -> list[Marked]:
        cells: list[Marked] = []
        for child in self._seen(row):
            if child.tag in ("td", "th"):
                cells.append(self._cell(child))
            elif next(child.iter("td", "th"), None) is not None and child.tag != "table":
                cells += self._cells(child)
            else:
                self.stray += _Printer().printed(_alone(child))
        return cells

    def _cell(self, cell: etree._Element) -> Marked:
        printer = _Printer()
        content = () if is_invisible(cell) else tuple(printer.printed(cell))
        return Marked(
            content,
            row_span=_span(cell.get("rowspan"), least=0),
            column_span=_span(cell.get("colspan"), least=1),
            legible=bool(content) or not printer.has_picture,
        )


def _is_struck(element: etree._Element) -> bool:
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(element.get("style", "")))


def _is_unseen(place: etree._Element | None) -> bool:
    """Is what stands within an element of a cell pale, on no ground that the markup colours?"""
    colour = ""
    while place is not None:
        style = place.get("style", "")
        ground = _GROUND.search(style)
        if not is_pale(ground[1] if ground else place.get("bgcolor", "white")):
            return False
        own = _COLOUR.search(style)
        colour = colour or (own[1] if own else place.get("color", ""))
        if place.tag in ("td", "th") and not is_pale(colour):
            return False
        if place.tag == "table":
            return is_pale(colour)
        place = place.getparent()
    return False


def _is_tiny(place: etree._Element | None) -> bool:
    """Is what stands within an element of a cell set so small that nobody sees it?"""
    sized = None
    while place is not None and place.tag != "table":
        sized = sized or _SIZE.search(place.get("style", ""))
        if place.tag in ("td", "th"):
            return sized is not None and float(sized[1]) <= (SEEN if sized[2] else 0)
        place = place.getparent()
    return False


def _plain(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _alone(element: etree._Element) -> etree._Element:
    """Returns an element around another one, so that it is itself printed."""
    around = etree.Element("div")
    element.tail = None
    around.append(element)
    return around


def _span(value: str | None, least: int) -> int:
    """Returns a span attribute as browsers read it: leading digits, 1 where there are none."""
    digits = re.match(r"\s*\+?(\d{1,6})", value or "")
    return max(int(digits.group(1)), least) if digits else 1
