"""Draws reports as saved web pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from gouji.core.layout import FIGURE, Place

from .report import FormTable, Heading, Part, PlainTable, Words

_WORD_NAMES = (
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w="urn:schemas-microsoft-com:office:word"'
)
_WORD_STYLE = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
    "<![endif]-->"
)
_LINKS = ("首页", "政务公开", "政务服务", "互动交流", "信息公开年报", "无障碍")


@dataclass(frozen=True)
class WebStyle:
    """How a page is made.

    Attributes:
        encoding: Of its bytes.
        declared: It names its encoding.
        pasted: Its paragraphs and cells carry the markup that Word pastes.
        space: What stands in an empty cell.
        nested: The article stands in layout tables.
        navigation: Menus, a path and a foot stand around the article.
        joined: Tables 2 and 3 are one table.
        divs: Paragraphs are ``div`` elements.
        heads_tagged: Heads are ``th`` elements in a ``thead``.
        unclosed: Cells and rows have no end tags.
        spans: "kept", "lost", "rows lost", "cut" (by a row group for each row) or "long".
        shape: "table", "grid" (of boxes), "rows", "floats" or "inline" (rows of boxes), "turned"
            (from right to left) or "reversed" (the same, stored with its labels last).
        beside: "" or what stands beside some figures: "hidden" digits, or "notes".
        drawn: Some figures are no text: pictures, drawings, made by style or by a script.
    """

    encoding: str = "utf-8"
    declared: bool = True
    pasted: bool = False
    space: str = "&nbsp;"
    nested: bool = False
    navigation: bool = False
    joined: bool = False
    divs: bool = False
    heads_tagged: bool = False
    unclosed: bool = False
    spans: str = "kept"
    shape: str = "table"
    beside: str = ""
    drawn: bool = False


def draw_page(parts: Sequence[Part], style: WebStyle, random: Random) -> bytes:
    """Returns the bytes of a page."""
    article = "\n".join(
        _joined(parts, style, random) if style.joined else _article(parts, style, random)
    )
    if style.nested:
        inner = f"<table><tr><td>{article}</td></tr></table>"
        article = f"<table><tr><td>{_menu(random)}</td><td>{inner}</td></tr></table>"
    if style.navigation:
        article = (
            f"<div id='top'>{_menu(random)}</div><div>当前位置：首页 &gt; 年报</div>{article}"
            f"<div>相关链接{_menu(random)}</div><p>网站标识码：0000000000　技术支持：某某公司</p>"
        )
    title = next(part.text for part in parts if isinstance(part, Heading))
    charset = f'<meta charset="{style.encoding}">' if style.declared else ""
    names = _WORD_NAMES if style.pasted else ""
    word = _WORD_STYLE if style.pasted else ""
    head = f"<head>{charset}<title>{title}</title>{word}{SHEET}</head>"
    page = f"<html{names}>{head}<body>{article}</body></html>"
    return page.encode(style.encoding)


def _menu(random: Random) -> str:
    items = "".join(f'<li><a href="#{random.randint(1, 99)}">{name}</a></li>' for name in _LINKS)
    return f"<ul>{items}</ul>"


def _article(parts: Sequence[Part], style: WebStyle, random: Random) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, FormTable):
            lines.append(_form_table(part, style, random))
        elif isinstance(part, PlainTable):
            lines.append(_table(_plain_rows(part), style))
        else:
            lines.append(_paragraph(part, style))
    return lines


def _joined(parts: Sequence[Part], style: WebStyle, random: Random) -> list[str]:
    """Returns an article with everything from the first table on in one table."""
    tables = [part for part in parts if isinstance(part, FormTable)]
    first, last = parts.index(tables[0]), parts.index(tables[min(1, len(tables) - 1)])
    rows: list[str] = []
    for part in parts[first : last + 1]:
        if isinstance(part, FormTable):
            rows += _form_rows(part, style, random)
        elif isinstance(part, PlainTable):
            rows += _plain_rows(part)
        else:
            rows.append(f'<tr><td colspan="10">{_paragraph(part, style)}</td></tr>')
    before = _article(parts[:first], style, random)
    after = _article(parts[last + 1 :], style, random)
    return [*before, _table(rows, style), *after]


def _table(rows: Sequence[str], style: WebStyle) -> str:
    look = (
        ' class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style="border-collapse:collapse"'
    )
    return f"<table{look if style.pasted else ' border=1'}>" + "\n".join(rows) + "</table>"


def _plain_rows(part: PlainTable) -> list[str]:
    return ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in part.rows]


def _form_table(part: FormTable, style: WebStyle, random: Random) -> str:
    if style.shape == "grid":
        return _boxes(part, style, random)
    if style.shape in BOXES:
        return _rows_of_boxes(part, style, random)
    table = _table(_form_rows(part, style, random), style)
    is_turned = style.shape in ("reversed", "turned")
    return table.replace("<table", "<table dir=rtl", 1) if is_turned else table


BOXES = {"rows": "row", "floats": "floats", "inline": "inline"}
"""Classes of rows of boxes, by the shape of a table."""


def _boxes(part: FormTable, style: WebStyle, random: Random) -> str:
    """Returns a table as a grid whose boxes name their places."""
    boxes = "".join(
        f"<div style='grid-area:{place.row + 1}/{place.column + 1}/span {place.row_span}"
        f"/span {place.column_span}'>{_content(part, place, style, random)}</div>"
        for place in part.layout.places
    )
    return f"<div style='display:grid;grid-template-columns:2fr 1fr'>{boxes}</div>"


def _rows_of_boxes(part: FormTable, style: WebStyle, random: Random) -> str:
    """Returns a table as rows of boxes, in which nothing spans rows."""
    rows = "".join(
        f"<div class={BOXES[style.shape]}>"
        + "".join(
            f"<div>{_content(part, place, style, random)}</div>"
            for place in sorted(part.layout.places, key=lambda place: place.column)
            if place.row == row
        )
        + "</div>"
        for row in range(part.layout.rows)
    )
    return f"<div>{rows}</div>"


def _form_rows(part: FormTable, style: WebStyle, random: Random) -> list[str]:
    layout = part.layout
    rows = []
    for row in range(layout.rows):
        places = sorted((p for p in layout.places if p.row == row), key=lambda p: p.column)
        places = places[::-1] if style.shape == "reversed" else places
        cells = "".join(_cell(part, place, style, random) for place in places)
        line = f"<tr>{cells}" + ("" if style.unclosed else "</tr>")
        rows.append(f"<tbody>{line}</tbody>" if style.spans == "cut" else line)
    if style.heads_tagged and layout.head_rows:
        head, body = rows[: layout.head_rows], rows[layout.head_rows :]
        return ["<thead>", *head, "</thead><tbody>", *body, "</tbody>"]
    return rows


def _cell(part: FormTable, place: Place, style: WebStyle, random: Random) -> str:
    tall, wide = place.row_span, place.column_span
    tall += style.spans == "long" and tall > 1
    spans = f" rowspan={tall}" if tall > 1 and style.spans not in ("lost", "rows lost") else ""
    spans += f' colspan="{wide}"' if wide > 1 and style.spans != "lost" else ""
    tag = "th" if style.heads_tagged and place.row < part.layout.head_rows else "td"
    end = "" if style.unclosed else f"</{tag}>"
    return f"<{tag}{spans}>{_content(part, place, style, random)}{end}"


def _content(part: FormTable, place: Place, style: WebStyle, random: Random) -> str:
    if place.kind != FIGURE:
        return _words(place.text, style)
    text = part.texts[place.cell]
    words = _words(text, style)
    if style.drawn and random.random() < 0.1:
        return random.choice(DRAWN).format(text=escape(text) or "0")
    if not style.beside or random.random() > 0.25 or not text[-1:].isdigit():
        return words
    ways, before = (HIDDEN, ()) if style.beside == "hidden" else (NOTES, NOTES_BEFORE)
    if before and random.random() < 0.2:
        return random.choice(before).format(random.randint(1, 9)) + words
    return words + random.choice(ways).format(random.randint(1, 9))


HIDDEN = (
    "<span style='opacity:0'>{}</span>", "<i style='visibility:hidden'>{}</i>",
    "<span style='color:#fff'>{}</span>", "<span style='font-size:0'>{}</span>",
    "<span style='position:absolute;left:-9999px'>{}</span>", "<b class=off>{}</b>",
    "<b class=sr-only>{}</b>", "<em>{}</em>", "<b class=screen>{}</b>", "<span hidden>{}</span>",
    "<span style='display:inline-block;height:0;overflow:hidden'>{}</span>", "<s>{}</s>",
    "<span style='display:none'>{}</span>", "<details><summary></summary>{}</details>",
)  # fmt: skip
NOTES = (
    "<sup>{}</sup>", "<sub>{}</sub>", "<sup>[{}]</sup>", "<span class=note>{}</span>", "*", "①",
    "[{}]", "（{}）", "<span style='font-size:50%'>{}</span>", "²",
    "<b style='vertical-align:4px'>{}</b>",
    "<a href='#n'><sup>{}</sup></a>", "<ruby><rt>{}</rt></ruby>",
)  # fmt: skip
NOTES_BEFORE = ("<sup>{}</sup>", "*", "<span class=note>{}</span>")
DRAWN = (
    "<img src='figure.png' alt='{text}'>", "<svg viewBox='0 0 9 9'><text>{text}</text></svg>",
    "<canvas></canvas>", "<i data-n='{text}' class=made></i>",
    "<script>document.write('{text}')</script>",
    "<ol start=3><li></ol>", "<input type=image src=x.png>",
)  # fmt: skip
SHEET = (
    "<style>td > b.off, div > b.off{display:none} td em, div em{opacity:0}"
    "@media screen{.screen{display:none}} .note{vertical-align:super;font-size:smaller}"
    ".sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}"
    ".made::before{content:attr(data-n)} .row{display:flex}"
    ".floats{overflow:hidden} .floats > div{float:left} .inline > div{display:inline-block}</style>"
)


def _words(text: str, style: WebStyle) -> str:
    inner = escape(text) or style.space
    if not style.pasted:
        return inner
    half = len(text) // 2
    if text and half and not text.isdigit():
        inner = f"{escape(text[:half])}</span><span lang=EN-US>{escape(text[half:])}"
    return (
        '<p class=MsoNormal align=center style="text-align:center"><span style="font-size:9.0pt;'
        f'font-family:宋体">{inner}<o:p></o:p></span></p>'
    )


def _paragraph(part: Part, style: WebStyle) -> str:
    assert isinstance(part, Heading | Words)
    if isinstance(part, Heading) and not style.divs:
        tag = "h1" if part.level == 0 else "p"
        return f"<{tag}><strong>{escape(part.text)}</strong></{tag}>"
    tag = "div" if style.divs else "p"
    words = _words(part.text, style) if style.pasted else escape(part.text)
    return f"<{tag}>&emsp;&emsp;{words}</{tag}>"
