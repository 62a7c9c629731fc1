"""The layouts that reports are drawn in: what draws each, and what varies in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from .book import BookStyle, draw_book
from .copied import draw_copied
from .ofd import OfdStyle, draw_ofd
from .open_layouts import HABITS as OPEN_HABITS
from .open_layouts import OPEN, options
from .open_pdf import draw_open
from .open_style import OpenStyle, alter
from .other_hands import WAYS, OtherStyle, alter_other, draw_other
from .pdf import draw_pdf, pdf_style
from .pdf_hazards import HAZARDS
from .pdf_sheet import SheetStyle
from .stacked import BesideStyle, StackedStyle, draw_beside, draw_stacked
from .text import TextStyle, draw_piped, draw_tabbed
from .web import WebStyle, draw_page
from .word import WordStyle, draw_word

YES_OR_NO = (False, True)


@dataclass(frozen=True)
class LayoutKind:
    """A way to set a report.

    Attributes:
        suffix: Of the file.
        drawer: Takes parts, a style and a source of chance; makes the bytes.
        style: The class of its styles.
        options: For each field of the style what it is drawn from.
        habits: What the layout fixes of an author's habits.
        keeps_blanks: A blank figure leaves its place empty; else the row closes up, and where
            its figures stand is a guess.
        divided: Rules, markup or fields divide the rows and columns; else they are a guess.
        legible: Every figure is text that is seen; else some cannot be read.
        alter: Changes what is printed and what is true of it, after the style.
    """

    suffix: str
    drawer: Callable[..., bytes]
    style: Callable[..., Any]
    options: Mapping[str, Sequence[object]] = field(default_factory=dict)
    habits: Mapping[str, object] = field(default_factory=dict)
    keeps_blanks: bool = True
    divided: bool = True
    legible: bool = True
    alter: Callable[..., Any] | None = None

    def draw_style(self, random: Random) -> Any:
        """Returns a style, each field drawn from its options."""
        return self.style(
            **{name: random.choice(choices) for name, choices in self.options.items()}
        )


def _text(drawer: Callable[..., bytes], suffix: str = ".txt", **options: Any) -> LayoutKind:
    given = {
        name: value if isinstance(value, tuple) else (value,) for name, value in options.items()
    }
    keeps = drawer is not draw_copied and not {"lost_tabs", "head_fault"} & set(given)
    return LayoutKind(suffix, drawer, TextStyle, {"crlf": YES_OR_NO, **given}, {}, keeps)


def _kind(
    suffix: str, drawer: Callable[..., bytes], style: Callable[..., Any], **options: Any
) -> LayoutKind:
    given = {
        name: value if isinstance(value, tuple) else (value,) for name, value in options.items()
    }
    return LayoutKind(suffix, drawer, style, given)


_TEXT = {
    "tabs": _text(draw_tabbed, spaced=YES_OR_NO, trailing=YES_OR_NO, tag=YES_OR_NO),
    "tabs, some lost": _text(draw_tabbed, lost_tabs=True, trailing=YES_OR_NO),
    "tabs, head too long": _text(draw_tabbed, head_fault="extra"),
    "tabs, head too short": _text(draw_tabbed, head_fault="missing", trailing=YES_OR_NO),
    "pipes": _text(draw_piped, ".md", spaced=YES_OR_NO),
    "pipes, merged places repeated": _text(draw_piped, ".md", repeated=True),
    "pipes, empty head row": _text(draw_piped, ".md", empty_head=True),
    "walls of characters": _text(draw_piped, framed=True),
    "copied": _text(draw_copied, wrap=(8, 9, 12, 20), inline=YES_OR_NO, spaced=YES_OR_NO),
    "copied, vertical heads": _text(draw_copied, wrap=(8, 10), vertical=True),
    "copied, torn label": _text(draw_copied, wrap=(8, 10, 30), late_tail=True),
    "copied, rows out of order": _text(draw_copied, wrap=(8, 10), shuffled=True),
}

_STACKED = {
    "one cell a line": _kind(".txt", draw_stacked, StackedStyle, crlf=YES_OR_NO),
    "one cell a line, rows spaced": _kind(".txt", draw_stacked, StackedStyle, spaced=True),
    "one cell a line, pipes at the end": _kind(
        ".md", draw_stacked, StackedStyle, sign="trailing", crlf=YES_OR_NO
    ),
    "one cell a line, pipes between": _kind(
        ".md", draw_stacked, StackedStyle, sign="between", spaced=YES_OR_NO
    ),
    "one cell a line, blanks dropped": replace(
        _kind(".txt", draw_stacked, StackedStyle, blanks="dropped", sign=("", "trailing")),
        keeps_blanks=False,
    ),
    "one cell a line, traditional": _kind(".txt", draw_stacked, StackedStyle, traditional=True),
    "labels outside the pipes": _kind(".md", draw_beside, BesideStyle, wrap=(8, 10, 16)),
    "labels partly outside the pipes": _kind(
        ".md", draw_beside, BesideStyle, wrap=(8, 10), inside=True
    ),
    "labels outside the pipes, numbers of pages between": replace(
        _kind(".md", draw_beside, BesideStyle, numbers=("1", "12", "— 5 —")), divided=False
    ),
}

_WEB = {
    "web": _kind(".html", draw_page, WebStyle, divs=YES_OR_NO, navigation=YES_OR_NO),
    "web, gb18030 undeclared": _kind(
        ".htm", draw_page, WebStyle, encoding="gb18030", declared=False, space=("", "&nbsp;")
    ),
    "web, pasted from Word": _kind(
        ".html", draw_page, WebStyle, encoding=("gb18030", "utf-8"), pasted=True, nested=YES_OR_NO
    ),
    "web, layout tables": _kind(
        ".html", draw_page, WebStyle, nested=True, navigation=True, heads_tagged=YES_OR_NO
    ),
    "web, two tables in one": _kind(
        ".html", draw_page, WebStyle, joined=True, unclosed=YES_OR_NO, navigation=YES_OR_NO
    ),
    "web, spans lost": replace(
        _kind(".html", draw_page, WebStyle, spans=("lost", "rows lost"), divs=YES_OR_NO),
        divided=False,
    ),
    "web, spans cut or too long": replace(
        _kind(".html", draw_page, WebStyle, spans=("cut", "long")), divided=False
    ),
    "web, from right to left": _kind(".html", draw_page, WebStyle, shape=("reversed", "turned")),
    "web, grid of boxes": _kind(".html", draw_page, WebStyle, shape="grid"),
    "web, rows of boxes": _kind(".html", draw_page, WebStyle, shape=("rows", "floats", "inline")),
    "web, hidden digits": _kind(".html", draw_page, WebStyle, beside="hidden"),
    "web, notes": _kind(".html", draw_page, WebStyle, beside="notes"),
    "web, figures that are no text": replace(
        _kind(".html", draw_page, WebStyle, drawn=True), legible=False
    ),
}

_WORD = {
    "word": _kind(".docx", draw_word, WordStyle, runs=YES_OR_NO, broken=YES_OR_NO),
    "word, unmerged": _kind(".docx", draw_word, WordStyle, merged=False),
    "word, nested": _kind(".docx", draw_word, WordStyle, nested=True, boxed=YES_OR_NO),
    "word, tracked changes": _kind(".docx", draw_word, WordStyle, tracked=True, runs=YES_OR_NO),
    "word, two parts": _kind(".docx", draw_word, WordStyle, sections=True, boxed=True),
    "word, spans lost": replace(
        _kind(".docx", draw_word, WordStyle, merged=False, short=True), divided=False
    ),
    "word, hidden digits": _kind(".docx", draw_word, WordStyle, beside="hidden"),
    "word, notes": _kind(".docx", draw_word, WordStyle, beside="notes"),
    "word, figures that are no text": replace(
        _kind(".docx", draw_word, WordStyle, drawn=True), legible=False
    ),
}

_BOOK = {
    "workbook": _kind(
        ".xlsx",
        draw_book,
        BookStyle,
        sheets=YES_OR_NO,
        numbers=("number", "text", "mixed"),
        down=(0, 1, 3),
        across=(0, 1, 2),
    ),
    "workbook, unmerged": _kind(".xlsx", draw_book, BookStyle, merged=False, sheets=YES_OR_NO),
    "workbook, hidden rows": _kind(".xlsx", draw_book, BookStyle, hidden=True, merged=YES_OR_NO),
    "workbook, from right to left": _kind(".xlsx", draw_book, BookStyle, mirrored=True),
    "workbook, hidden digits": _kind(".xlsx", draw_book, BookStyle, beside="hidden"),
    "workbook, notes": _kind(".xlsx", draw_book, BookStyle, beside="notes"),
    "workbook, amounts scaled by format": replace(
        _kind(".xlsx", draw_book, BookStyle, scaled=True), habits={"amount_unit": "万元"}
    ),
    "workbook, figures that are no text": replace(
        _kind(".xlsx", draw_book, BookStyle, drawn=True), legible=False
    ),
}

_HEADS: dict[str, Any] = {"vertical": YES_OR_NO, "repeated": YES_OR_NO, "shaded": YES_OR_NO}


def _pdf(**options: Any) -> LayoutKind:
    kind = _kind(".pdf", draw_pdf, pdf_style, **{**_HEADS, "size": (8.0, 9.0), **options})
    return replace(
        kind,
        divided=not {"dots", "gaps", "columns", "frame", "three", "none"}
        & set(kind.options.get("rules", ())),
    )


_PDF = {
    "pdf, lines": _pdf(right=YES_OR_NO),
    "pdf, dotted lines": _pdf(rules="dots", shaded=False),
    "pdf, thin rectangles": _pdf(rules="rects"),
    "pdf, double lines": _pdf(rules="double"),
    "pdf, missing pieces of lines": _pdf(rules="gaps"),
    "pdf, no upright lines in every other row": _pdf(rules="bands", shaded=False),
    "pdf, three lines": _pdf(rules="three", shaded=False),
    "pdf, no level lines between rows": _pdf(rules="columns", shaded=False),
    "pdf, frame alone": _pdf(rules="frame", shaded=False),
    "pdf, three lines, figures at the right": _pdf(rules="three", right=True, shaded=False),
    "pdf, no lines": _pdf(rules="none", shaded=False),
    "pdf, landscape": _pdf(landscape=True, rules=("lines", "rects")),
    "pdf, turned": _pdf(rotate=(90, 180, 270), landscape=YES_OR_NO),
    "pdf, sideways": _pdf(sideways=(90, 270), landscape=YES_OR_NO),
    "pdf, slanted": _pdf(slant=(-1.4, 0.3, 1.0), rules=("lines", "rects", "none")),
    "pdf, cropped": _pdf(crop=(18.0, 47.0)),
    "pdf, embedded font": _pdf(embedded=True),
    "pdf, watermark": _pdf(watermark=True, rules=("lines", "rects")),
    "pdf, seal": _pdf(sealed=True, rules=("lines", "rects"), shaded=False),
    "pdf, seal without lines": _pdf(sealed=True, rules="none", shaded=False),
    "pdf, pieces": _pdf(pieces=True),
    "pdf, torn rows": _pdf(torn=True, shaded=False),
}

_CLEAR = ("notes", "layer")
"""Hazards that leave every figure as clear as it is without them."""

_HAZARDS = {
    f"pdf, figures: {hazard}": replace(
        _pdf(hazard=hazard, rules=("lines", "rects")), legible=hazard in _CLEAR
    )
    for hazard in HAZARDS
}

_COMPARED = {
    f"{name}, years side by side": replace(kind, habits={"years": True}, legible=False)
    for name, kind in {
        "pdf": _pdf(landscape=True, vertical=False, size=7.0),
        "web": _WEB["web"],
        "word": _WORD["word"],
        "workbook": _BOOK["workbook"],
    }.items()
} | {
    "pdf, years on halves": replace(
        _pdf(spread=True, vertical=False, size=7.0, rules=("lines", "none")), legible=False
    ),
}
"""Prints that compare two years, which are no report of one."""

_ORDERS = {
    f"{name}, results in another order": replace(kind, habits={"shuffled_results": True})
    for name, kind in {
        "pdf": _pdf(rules=("lines", "rects")),
        "web": _WEB["web"],
        "word": _WORD["word"],
    }.items()
}

_OFD = {
    "ofd": _kind(".ofd", draw_ofd, OfdStyle, spread=("groups", "plain"), scaled=YES_OR_NO),
    "ofd, single characters": _kind(".ofd", draw_ofd, OfdStyle, spread="single"),
    "ofd, rules in a template": _kind(".ofd", draw_ofd, OfdStyle, templated=True),
}

_RESULTS = {
    f"{name}, results {way}": replace(
        {**_TEXT, **_STACKED, **_WEB, **_WORD, **_BOOK}[name], habits={"results": way}
    )
    for name in ("tabs", "pipes", "one cell a line", "web", "word", "workbook")
    for way in ("rows", "apart")
}
"""Table 4 with its rows below each other, or as a table for each."""

_EXPLAINED = {
    f"{name}, labels explained": replace(
        {**_TEXT, **_STACKED, **_WEB}[name], habits={"explained": True}
    )
    for name in ("pipes", "one cell a line", "web")
}

_OPEN = {
    f"pdf without a grid, {kind}": LayoutKind(
        ".pdf",
        draw_open,
        OpenStyle,
        options(kind),
        OPEN_HABITS.get(kind, {}),
        divided=False,
        alter=alter,
    )
    for kind in OPEN
}

_SMALL = {WAYS[2]: (5.0, 5.5), WAYS[3]: (4.5, 5.0)}
_LANDSCAPE = (WAYS[2], WAYS[3])

_OTHER = {
    f"pdf of another hand, {way}": LayoutKind(
        ".pdf",
        draw_other,
        OtherStyle,
        {
            **options("plain"),
            "way": (way,),
            "size": _SMALL.get(way, (7.5, 8.5)),
            "sheet": (SheetStyle(landscape=way in _LANDSCAPE),),
            **({"labels": ("above",)} if way == WAYS[8] else {}),
        },
        # Of which edition a table is, its rows say; these may not be found, or not be printed.
        {WAYS[7]: {"edition": "2021"}, WAYS[12]: {"edition": "2019"}}.get(way, {}),
        divided=False,
        legible=way != WAYS[14],
        alter=alter_other,
    )
    for way in WAYS
}

LAYOUTS: Mapping[str, LayoutKind] = {
    **_TEXT,
    **_STACKED,
    **_WEB,
    **_WORD,
    **_BOOK,
    **_PDF,
    **_HAZARDS,
    **_COMPARED,
    **_ORDERS,
    **_OFD,
    **_RESULTS,
    **_EXPLAINED,
    **_OPEN,
    **_OTHER,
}
"""Every layout by its name."""
