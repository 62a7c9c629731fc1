"""Walks the elements of a page and collects what they show: lines, and tables with their cells."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from ..css.computed_style import ComputedStyle, Content
from ..flow.drafts import Draft, DraftTable, line
from ..flow.runs import OBJECT, Run, Runs, Seen, Style, replaced
from ..plain_text.line_reader import line_drafts
from .element_layout import (
    APART,
    HEADINGS,
    is_block,
    is_laid_over,
    is_made,
    is_sign_moved,
    unbroken_width,
)
from .elements import NEVER, is_shadow, is_template, number, plain, without
from .hidden_parts import folded, hidden, is_shown
from .printed_page import PrintedPage, style_of
from .scripts import Written, is_written
from .table_reader import TableReader

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff60“”‘’…—"
_BROKEN_LINE = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_NO_BREAK = re.compile("\xa0")
_SPACER = re.compile(
    r"(?<![\w-])(?>[\w-]*?(?:spacer|blank|pixel|clear|empty|transparent))[\w-]*+\.(?:gif|png)",
    re.IGNORECASE,
)

_FIELDS = frozenset({"text", "number", "tel", "search", "date", "month", "email", "url", ""})

_DRAWN = frozenset({
    "svg", "canvas", "video", "audio", "object", "embed", "applet", "iframe", "frame", "meter",
    "progress",
})  # fmt: skip

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
        is_wide = unbroken_width(text, computed) > computed.room
        if (is_wide or is_sign_moved(text, computed)) and not style.seen:
            style = replace(style, seen=Seen.DOUBTFUL)
        if self.raising and not style.raised:
            style = replace(style, raised=True)
        self.pending.append(Run(text, style))

    def _draw(self, place: etree._Element | None, text: str = OBJECT) -> None:
        """Takes in ink that is no text of the document, or text that something makes."""
        computed = self.page.cascade.of(place)
        if self.in_cell or text != OBJECT:
            self.pending.append(Run(text, style_of(computed, made=text != OBJECT)))

    def _enter(self, node: etree._Element) -> None:
        computed = self.page.cascade.of(node)
        if is_block(node, computed):
            self.flush()
        self.level = HEADINGS.get(node.tag, self.level)
        parent = node.getparent()
        places = _RAISED_PLACES.get(str(parent.tag), ()) if parent is not None else ()
        if parent is not None and places and parent.index(node) in places:
            self.raising.append(node)
        if node.tag in _BUILT or (computed.pictured and self.in_cell and node.tag != "table"):
            self._draw(node)
        narrow = node.tag == "textarea" and number(node.get("cols")) < len(plain(node).strip())
        if self.in_cell and (
            narrow
            or is_made(node, computed, self.page.written)
            or is_laid_over(node, computed, self.page.cascade)
        ):
            self._draw(node)
        self._generate(computed.before, node)
        if node.text:
            self._say(node.text, node)

    def _generate(self, made: tuple[ComputedStyle, Content] | None, node: etree._Element) -> None:
        if made is None or not self.in_cell:
            return
        computed, (generated, attributes) = made
        text = generated.text
        for at, name in reversed(attributes):
            text = text[:at] + node.get(name, "") + text[at:]
        if text and not computed.hidden:
            self.pending.append(Run(text, style_of(computed, made=True)))
        over = computed.box.get("position") in APART and not text
        if (generated.pictured or over) and not computed.hidden:
            self._draw(node)

    def _leave(self, node: etree._Element) -> None:
        computed = self.page.cascade.of(node)
        self._generate(computed.after, node)
        if self.raising and self.raising[-1] is node:
            self.raising.pop()
        if is_block(node, computed):
            self.flush()
        if node.tag in HEADINGS:
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
        before, table = TableReader(
            self.page,
            lambda cell: Printer(self.page, in_cell=True, seen_on_paper=seen_on_paper).printed(
                cell
            ),
            lambda stray: Printer(self.page).printed(stray),
        ).read(node)
        self.drafts += before
        if table.cells and not self._is_hidden(node, table):
            self.drafts.append(table)
        return True

    def _is_hidden(self, node: etree._Element, table: DraftTable) -> bool:
        """Is a table hidden, with everything in it? Such a one is not there."""
        if not self.page.cascade.of(node).hidden:
            return False
        return not any(is_shown(part) for cell in table.cells for part in cell.content)

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
            self.drafts += [hidden(part) for part in found]
        else:
            self.drafts += [folded(part) for part in found if isinstance(part, DraftTable)]
        return True


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
