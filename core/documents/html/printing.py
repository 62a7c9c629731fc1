"""Walks the elements of a page and collects what they show: lines, and tables with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ..css.cascade import Cascade
from ..css.computed_style import ComputedStyle, Content
from ..drafts import Draft, DraftLine, DraftTable, Turner, line
from ..plain_text.line_reader import line_drafts
from ..runs import OBJECT, Run, Runs, Seen, Style, replaced
from .boxes import MADE_OF_BOXES
from .elements import NEVER, alone, has_text, is_shadow, is_template, number, plain, span, without
from .scripts import Written, is_written
from .table_grid import MOST_COLUMNS, Marked, placed

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff60“”‘’…—"
_BROKEN_LINE = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_NO_BREAK = re.compile("\xa0")
_SPACER = re.compile(
    r"(?<![\w-])(?>[\w-]*?(?:spacer|blank|pixel|clear|empty|transparent))[\w-]*+\.(?:gif|png)",
    re.IGNORECASE,
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p",
    "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}) | frozenset(_HEADINGS)  # fmt: skip
_INLINE = frozenset({"inline", "contents", "inline-block", "inline-flex", "ruby", "ruby-text"})
_APART = ("absolute", "fixed")
_SIGNS = ("none", "disc", "circle", "square")
"""What stands before the items of a list and is no character."""

_PLACING = frozenset({
    "order", "grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end",
})  # fmt: skip
"""Properties that put a box elsewhere in its container than it stands in the page."""

_FIELDS = frozenset({"text", "number", "tel", "search", "date", "month", "email", "url", ""})

_DRAWN = frozenset({
    "svg", "canvas", "video", "audio", "object", "embed", "applet", "iframe", "frame", "meter",
    "progress",
})  # fmt: skip
_UNBROKEN = re.compile(r"[\d.,+\-]+")

_DIGIT = 0.5
"""Width of a digit, in font sizes."""

_MOST_HIDDEN = 200
"""Characters of a hidden piece that are kept."""

_RAISED_PLACES = {
    "msup": (1,), "msub": (1,), "msubsup": (1, 2), "mover": (1,), "munder": (1,),
    "munderover": (1, 2), "mmultiscripts": (1, 2, 3, 4),
}  # fmt: skip
"""Which children of an element of MathML stand above or below the line."""

_BUILT = frozenset({
    "mfrac", "mroot", "msqrt", "mtable", "mstyle", "mpadded", "mphantom", "menclose", "maction",
    "mspace", "mlongdiv", "mstack",
})  # fmt: skip
"""Elements of MathML that say something else than the characters in them one after the other."""


@dataclass(slots=True)
class PrintedPage:
    """What is known of the page that is read: its looks, and what its scripts may write to."""

    cascade: Cascade
    written: Written = field(default_factory=Written)
    styles: dict[tuple[int, int, bool], Style] = field(default_factory=dict)
    turner: Turner = field(default_factory=Turner)

    def style(self, element: etree._Element | None, *, seen_on_paper: bool) -> Style:
        """Returns how the text of an element stands on the page.

        Args:
            element: Whose own text it is.
            seen_on_paper: Whether what is around it is seen when the page is printed.
        """
        computed, paper = self.cascade.of(element), self.cascade.on_paper(element)
        key = (id(computed), id(paper), seen_on_paper)
        if key not in self.styles:
            differs = paper.hidden or (paper.doubtful and not computed.doubtful)
            self.styles[key] = _style(computed, doubtful=seen_on_paper and differs)
        return self.styles[key]


def _style(computed: ComputedStyle, *, doubtful: bool = False, made: bool = False) -> Style:
    seen = Seen.PLAINLY
    if computed.hidden:
        seen = Seen.HIDDEN
    elif computed.faint:
        seen = Seen.FAINT
    elif doubtful or computed.doubtful:
        seen = Seen.DOUBTFUL
    return Style(
        seen=seen,
        crossed=computed.crossed,
        raised=computed.raised,
        moved=computed.moved,
        size=round(computed.size, 2),
        reversed=computed.reversed,
        made=made,
    )


class Printer:
    """Collects what an element shows.

    Args:
        page: That it is of.
        in_cell: Whether it is the cell of a table: there, what is hidden and ink that is no text
            are kept.
        seen_on_paper: Whether the table around the cell is seen when the page is printed.
    """

    def __init__(
        self, page: PrintedPage, *, in_cell: bool = False, seen_on_paper: bool = False
    ) -> None:
        self.page = page
        self.in_cell = in_cell
        self.seen_on_paper = seen_on_paper
        self.drafts: list[Draft] = []
        self.pending: list[Run] = []
        self.level = 0
        self.raising: list[etree._Element] = []

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
        if not self.pending:
            return
        runs: Runs = tuple(self.pending)
        self.pending = []
        for pattern, by in ((_BROKEN_LINE, ""), (_SPACE, " "), (_NO_BREAK, " ")):
            runs = replaced(runs, pattern, by)
        finished = line(runs, self.level)
        if finished.runs and (self.in_cell or finished.text):
            self.drafts.append(finished)

    def _say(self, text: str, place: etree._Element | None) -> None:
        computed = self.page.cascade.of(place)
        if computed.gone:
            return
        if computed.white_space.startswith(("pre", "break", "preserve")):
            text = text.replace("\r\n", "\n").replace("\n", "\u2028")
        style = self.page.style(place, seen_on_paper=self.seen_on_paper)
        if _width(text, computed) > computed.room and not style.seen:
            style = replace(style, seen=Seen.DOUBTFUL)
        if self.raising and not style.raised:
            style = replace(style, raised=True)
        self.pending.append(Run(text, style))

    def _draw(self, place: etree._Element | None, text: str = OBJECT) -> None:
        """Takes in ink that is no text of the document, or text that something makes."""
        computed = self.page.cascade.of(place)
        if self.in_cell or text != OBJECT:
            self.pending.append(Run(text, _style(computed, made=text != OBJECT)))

    def _enter(self, node: etree._Element) -> None:
        computed = self.page.cascade.of(node)
        if self._is_block(node, computed):
            self.flush()
        self.level = _HEADINGS.get(node.tag, self.level)
        parent = node.getparent()
        places = _RAISED_PLACES.get(str(parent.tag), ()) if parent is not None else ()
        if parent is not None and places and parent.index(node) in places:
            self.raising.append(node)
        if node.tag in _BUILT or (computed.pictured and self.in_cell and node.tag != "table"):
            self._draw(node)
        narrow = node.tag == "textarea" and number(node.get("cols")) < len(plain(node).strip())
        if self.in_cell and (
            narrow or self._is_made(node, computed) or self._is_laid_over(node, computed)
        ):
            self._draw(node)
        self._generate(computed.before, node)
        if node.text:
            self._say(node.text, node)

    def _is_made(self, node: etree._Element, computed: ComputedStyle) -> bool:
        """Is something shown in an element by its list, or in an empty one by a script?"""
        listed = node.tag == "li" or computed.display == "list-item"
        parent = node.getparent()
        in_order = parent is not None and parent.tag == "ol"
        if listed and computed.list_style not in _SIGNS and (in_order or computed.list_style != ""):
            return True
        return is_written(node, self.page.written, has_text=has_text(node))

    def _is_laid_over(self, node: etree._Element, computed: ComputedStyle) -> bool:
        """Does an element paint over what is beside it, or set its parts in another order?"""
        if computed.box.get("position") in _APART and not computed.hidden and not has_text(node):
            return True
        if len(node) < 2:
            return False
        boxes = [
            child for child in node if self.page.cascade.of(child).display.startswith("inline-")
        ]
        contained = computed.display in ("flex", "grid", "inline-flex", "inline-grid")
        if computed.direction == "rtl" and (contained or len(boxes) > 1):
            return True
        if not contained:
            return False
        if "reverse" in str(computed.box.get("flex-direction", "")):
            return True
        return any(_PLACING & self.page.cascade.of(child).box.keys() for child in node)

    def _generate(self, made: tuple[ComputedStyle, Content] | None, node: etree._Element) -> None:
        if made is None or not self.in_cell:
            return
        computed, (generated, attributes) = made
        text = generated.text
        for at, name in reversed(attributes):
            text = text[:at] + node.get(name, "") + text[at:]
        if text and not computed.hidden:
            self.pending.append(Run(text, _style(computed, made=True)))
        over = computed.box.get("position") in _APART and not text
        if (generated.pictured or over) and not computed.hidden:
            self._draw(node)

    def _is_block(self, node: etree._Element, computed: ComputedStyle) -> bool:
        if node.tag == "br":
            return True
        apart = (
            computed.box.get("float", "none") != "none" or computed.box.get("position") in _APART
        )
        if apart and not computed.hidden:
            return True
        if node.tag in _BLOCKS:
            return computed.display not in _INLINE
        return computed.display in ("block", "list-item", "flex", "grid", "table", "table-row")

    def _leave(self, node: etree._Element) -> None:
        computed = self.page.cascade.of(node)
        self._generate(computed.after, node)
        if self.raising and self.raising[-1] is node:
            self.raising.pop()
        if self._is_block(node, computed):
            self.flush()
        if node.tag in _HEADINGS:
            self.level = 0

    def _replaced(self, node: etree._Element) -> bool:
        """Takes in an element that shows more, or less, than its text; says whether it is one."""
        if node.tag in NEVER:
            scripted = node.tag == "script" and is_written(node, Written(), has_text=False)
            if self.in_cell and (scripted or is_shadow(node)):
                self._draw(node.getparent())
            return True
        if self.page.cascade.of(node).gone or is_template(node):
            self._hide(node)
            return True
        if node.tag in _DRAWN:
            self._picture(node)
            return True
        special = _SPECIAL.get(str(node.tag))
        return special is not None and special(self, node)

    def _hide(self, node: etree._Element) -> None:
        """Keeps what is hidden within a cell, as hidden."""
        text = plain(node).strip() if self.in_cell else ""
        if text:
            self.pending.append(Run(text[:_MOST_HIDDEN], Style(seen=Seen.HIDDEN)))

    def _table(self, node: etree._Element) -> bool:
        self.flush()
        seen_on_paper = not self.page.cascade.on_paper(node).hidden
        before, table = TableReader(self.page, seen_on_paper).read(node)
        self.drafts += before
        if table.cells and not self._is_hidden(node, table):
            self.drafts.append(table)
        return True

    def _is_hidden(self, node: etree._Element, table: DraftTable) -> bool:
        """Is a table hidden, with everything in it? Such a one is not there."""
        if not self.page.cascade.of(node).hidden:
            return False
        return not any(_is_shown(part) for cell in table.cells for part in cell.content)

    def _preformatted(self, node: etree._Element) -> bool:
        if len(node) or self.in_cell or self.page.cascade.of(node).hidden:
            return False
        self.flush()
        self.drafts += line_drafts(node.text or "")
        return True

    def _picture(self, node: etree._Element) -> bool:
        computed = self.page.cascade.of(node)
        sizes = [node.get("width", ""), node.get("height", "")]
        small = any(size.rstrip("px").isdigit() and int(size.rstrip("px")) < 6 for size in sizes)
        if not small and not computed.hidden and not _SPACER.search(node.get("src", "")):
            self._draw(node)
        return True

    def _field(self, node: etree._Element) -> bool:
        kind = node.get("type", "").strip().lower()
        value, hint = node.get("value", ""), node.get("placeholder", "")
        if kind in _FIELDS and value:
            self._say(value, node)
            if self.in_cell and number(node.get("size")) < len(value.strip()):
                self._draw(node)
        elif kind in _FIELDS and hint and self.in_cell:
            self._draw(node, hint)
        elif kind in ("submit", "button", "reset") and value and self.in_cell:
            self._draw(node, value)
        elif kind in ("image", "password", "range", "color", "file"):
            self._draw(node)
        return True

    def _choice(self, node: etree._Element) -> bool:
        options = list(node.iter("option"))
        if self.in_cell and (node.get("multiple") is not None or 1 < number(node.get("size")) < 99):
            self._draw(node)
        chosen = [option for option in options if option.get("selected") is not None]
        for option in (chosen or options)[-1 if chosen else 0 :][:1]:
            self._say(plain(option), node)
        return True

    def _button(self, node: etree._Element) -> bool:
        text = plain(node).strip()
        if self.in_cell and text:
            self._draw(node, text[:_MOST_HIDDEN])
        return True

    def _folded(self, node: etree._Element) -> bool:
        """Takes in a ``details`` element that is closed: its summary, and the rest as hidden."""
        if node.get("open") is not None:
            return False
        self.flush()
        summary = node.find("summary")
        if summary is not None:
            self.drafts += Printer(self.page, in_cell=self.in_cell).printed(summary)
        inner = Printer(self.page, in_cell=self.in_cell)
        found = inner.printed(without(node, summary))
        if self.in_cell:
            self.drafts += [_hidden(part) for part in found]
        else:
            self.drafts += [_folded(part) for part in found if isinstance(part, DraftTable)]
        return True


def _width(text: str, computed: ComputedStyle) -> float:
    """Returns how wide, in pixels, the longest piece of a text is that is not broken."""
    if computed.white_space in ("nowrap", "pre"):
        longest = len(text.strip())
    else:
        longest = max(map(len, _UNBROKEN.findall(text)), default=0)
    return longest * computed.size * _DIGIT


def _hidden(part: Draft) -> Draft:
    if isinstance(part, DraftLine):
        runs = tuple(Run(run.text, replace(run.style, seen=Seen.HIDDEN)) for run in part.runs)
        return DraftLine(runs, part.level)
    cells = tuple(replace(cell, content=tuple(map(_hidden, cell.content))) for cell in part.cells)
    return replace(part, cells=cells)


_FOLDED = 0.6
"""How sure the cells of a table are that is seen only once a reader unfolds it."""


def _folded(table: DraftTable) -> DraftTable:
    cells = tuple(
        replace(cell, confidence=min(cell.confidence, _FOLDED), doubt=cell.doubt or "struck")
        for cell in table.cells
    )
    return replace(table, cells=cells)


def _is_shown(part: Draft) -> bool:
    if isinstance(part, DraftLine):
        return any(run.text.strip() and run.style.seen is not Seen.HIDDEN for run in part.runs)
    return any(_is_shown(inner) for cell in part.cells for inner in cell.content)


_SPECIAL = {
    "table": Printer._table,
    "pre": Printer._preformatted,
    "img": Printer._picture,
    "image": Printer._picture,
    "input": Printer._field,
    "select": Printer._choice,
    "button": Printer._button,
    "details": Printer._folded,
}


class TableReader:
    """Reads one table element: its row groups, and what strays between them."""

    def __init__(self, page: PrintedPage, seen_on_paper: bool) -> None:
        self.page = page
        self.seen_on_paper = seen_on_paper
        self.groups: dict[str, list[list[list[Marked]]]] = {"thead": [], "tbody": [], "tfoot": []}
        self.stray: list[Draft] = []
        self.group: list[list[Marked]] | None = None

    def read(self, table: etree._Element) -> tuple[list[Draft], DraftTable]:
        """Returns what stands before the table, and the table, heads first and feet last."""
        self._rows(table)
        groups = [group for kind in self.groups.values() for group in kind]
        found = _without_columns(placed(groups), self._collapsed(table))
        from_right = self.page.cascade.of(table).direction == "rtl"
        return self.stray, self.page.turner.turned(found) if from_right else found

    def _collapsed(self, table: etree._Element) -> set[int]:
        """Returns the columns that style takes out of sight."""
        hidden: set[int] = set()
        at = 0
        for column in table.iter("col"):
            computed = self.page.cascade.of(column)
            wide = min(span(column.get("span"), least=1), MOST_COLUMNS)
            if computed.visibility == "collapse":
                hidden.update(range(at, at + wide))
            at += wide
        return hidden

    def _rows(self, parent: etree._Element) -> None:
        for child in self._seen(parent):
            if child.tag in self.groups:
                self.group = self._opened(child.tag)
                self._rows(child)
                self.group = None
            elif child.tag == "tr":
                self._current().append(self._cells(child, self._is_apart(child, "table-row")))
            elif child.tag in ("td", "th"):
                self._loose(child, follows=child.getprevious())
            elif child.tag != "table" and next(child.iter("tr"), None) is not None:
                self._rows(child)
            else:
                self.stray += Printer(self.page).printed(alone(child))

    def _seen(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            computed = self.page.cascade.of(child)
            collapsed = computed.visibility == "collapse" and computed.display.startswith(
                "table-row"
            )
            if child.tag not in NEVER and not computed.gone and not collapsed:
                yield child

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

    def _is_apart(self, element: etree._Element, display: str) -> bool:
        """Does style take a row or a cell of a table out of its grid? One that style made does
        not stand in any.
        """
        computed = self.page.cascade.of(element)
        if element.get(MADE_OF_BOXES) is not None:
            return False
        floats = computed.box.get("float", "none") != "none"
        return floats or computed.display not in (display, "contents", "table", "inline")

    def _cells(self, row: etree._Element, is_apart: bool) -> list[Marked]:
        cells: list[Marked] = []
        for child in self._seen(row):
            if child.tag in ("td", "th"):
                cell = self._cell(child)
                loose = is_apart or self._is_apart(child, "table-cell")
                cells.append(replace(cell, loose=loose) if loose else cell)
            elif next(child.iter("td", "th"), None) is not None and child.tag != "table":
                cells += self._cells(child, is_apart)
            else:
                self.stray += Printer(self.page).printed(alone(child))
        return cells

    def _cell(self, cell: etree._Element) -> Marked:
        printer = Printer(self.page, in_cell=True, seen_on_paper=self.seen_on_paper)
        return Marked(
            tuple(printer.printed(cell)),
            row_span=span(cell.get("rowspan"), least=0),
            column_span=span(cell.get("colspan"), least=1),
        )


def _without_columns(table: DraftTable, hidden: set[int]) -> DraftTable:
    """Returns a table in which the cells of some columns are hidden."""
    if not hidden:
        return table
    cells = tuple(
        replace(cell, content=tuple(map(_hidden, cell.content)))
        if hidden.issuperset(range(cell.column, cell.column + cell.column_span))
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)
