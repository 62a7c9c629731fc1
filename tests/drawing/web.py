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


def draw_page(parts: Sequence[Part], style: WebStyle, random: Random) -> bytes:
    """Returns the bytes of a page."""
    article = "\n".join(_joined(parts, style) if style.joined else _article(parts, style))
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
    head = f"<head>{charset}<title>{title}</title>{word}</head>"
    page = f"<html{names}>{head}<body>{article}</body></html>"
    return page.encode(style.encoding)


def _menu(random: Random) -> str:
    items = "".join(f'<li><a href="#{random.randint(1, 99)}">{name}</a></li>' for name in _LINKS)
    return f"<ul>{items}</ul>"


def _article(parts: Sequence[Part], style: WebStyle) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, FormTable):
            lines.append(_table(_form_rows(part, style), style))
        elif isinstance(part, PlainTable):
            lines.append(_table(_plain_rows(part), style))
        else:
            lines.append(_paragraph(part, style))
    return lines


def _joined(parts: Sequence[Part], style: WebStyle) -> list[str]:
    """Returns an article with everything from the first table on in one table."""
    tables = [part for part in parts if isinstance(part, FormTable)]
    first, last = parts.index(tables[0]), parts.index(tables[min(1, len(tables) - 1)])
    rows: list[str] = []
    for part in parts[first : last + 1]:
        if isinstance(part, FormTable):
            rows += _form_rows(part, style)
        elif isinstance(part, PlainTable):
            rows += _plain_rows(part)
        else:
            rows.append(f'<tr><td colspan="10">{_paragraph(part, style)}</td></tr>')
    before, after = _article(parts[:first], style), _article(parts[last + 1 :], style)
    return [*before, _table(rows, style), *after]


def _table(rows: Sequence[str], style: WebStyle) -> str:
    look = (
        ' class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style="border-collapse:collapse"'
    )
    return f"<table{look if style.pasted else ' border=1'}>" + "\n".join(rows) + "</table>"


def _plain_rows(part: PlainTable) -> list[str]:
    return ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in part.rows]


def _form_rows(part: FormTable, style: WebStyle) -> list[str]:
    layout = part.layout
    rows = []
    for row in range(layout.rows):
        places = sorted((p for p in layout.places if p.row == row), key=lambda p: p.column)
        cells = "".join(_cell(part, place, style) for place in places)
        rows.append(f"<tr>{cells}" + ("" if style.unclosed else "</tr>"))
    if style.heads_tagged and layout.head_rows:
        head, body = rows[: layout.head_rows], rows[layout.head_rows :]
        return ["<thead>", *head, "</thead><tbody>", *body, "</tbody>"]
    return rows


def _cell(part: FormTable, place: Place, style: WebStyle) -> str:
    text = part.texts[place.cell] if place.kind == FIGURE else place.text
    spans = f" rowspan={place.row_span}" if place.row_span > 1 else ""
    spans += f' colspan="{place.column_span}"' if place.column_span > 1 else ""
    tag = "th" if style.heads_tagged and place.row < part.layout.head_rows else "td"
    end = "" if style.unclosed else f"</{tag}>"
    return f"<{tag}{spans}>{_words(text, style)}{end}"


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
