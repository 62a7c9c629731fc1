"""Writes a sample report as a page of a government web site, saved from a browser."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sample_reports import Sample

from gouji.core.layout import FIGURE, LABEL, Place, lay_out

ENCODING = "gb18030"
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="gb2312">
<title>{title}</title>
<link rel="stylesheet" href="/css/site.css">
<script src="/js/visits.js"></script>
<style>
body {{ font: 16px/2 SimSun, serif; width: 960px; margin: 0 auto }}
h1 {{ text-align: center; font-size: 22px }}
.source, .foot {{ text-align: center; color: #888; font-size: 12px }}
.report {{ border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.5 }}
.report td {{ border: 1px solid #000; text-align: center; padding: 3px }}
.report td.label {{ text-align: left }}
</style>
</head>
<body>
<table class="nav"><tr><td><a href="/">首页</a></td><td><a href="/zfxxgk/">政府信息公开</a></td>\
<td><a href="/bsfw/">办事服务</a></td><td><a href="/hdjl/">互动交流</a></td></tr></table>
<div class="place">当前位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报</div>
<h1>{title}</h1>
<div class="source">发布时间：2022-01-20 10:26&nbsp;&nbsp;来源：{organization}\
&nbsp;&nbsp;浏览次数：316</div>
<div class="article">
{article}
</div>
<div class="foot">主办：{organization}&nbsp;&nbsp;备案编号：00000000</div>
</body>
</html>
"""


def write_page(sample: Sample, path: Path) -> None:
    """Writes the sample to ``path``; the same bytes every time."""
    article: list[str] = []
    for section in sample.sections:
        if section.heading:
            article.append(f"<p><strong>{escape(section.heading)}</strong></p>")
        article += [f"<p>&emsp;&emsp;{escape(text)}</p>" for text in section.paragraphs]
        if section.table:
            article += table_lines(sample, section.table)
    article += [f'<p align="right">{escape(line)}</p>' for line in sample.signed]
    page = PAGE.format(
        title=escape("".join(sample.title)),
        organization=escape(sample.organization),
        article="\n".join(article),
    )
    path.write_bytes(page.encode(ENCODING))


def table_lines(sample: Sample, table: str) -> list[str]:
    """Returns the markup of one statutory table in the official layout."""
    layout = lay_out(sample.form.table(table))
    lines = ['<table class="report">']
    for row in range(layout.rows):
        places = sorted((p for p in layout.places if p.row == row), key=lambda p: p.column)
        lines.append("<tr>" + "".join(cell_markup(sample, place) for place in places) + "</tr>")
    return [*lines, "</table>"]


def cell_markup(sample: Sample, place: Place) -> str:
    """Returns one cell, an empty one as web editors leave it."""
    text = sample.text(place.cell) if place.kind == FIGURE else place.text
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", place.row_span), ("colspan", place.column_span))
        if span > 1
    )
    kind = ' class="label"' if place.kind == LABEL else ""
    return f"<td{kind}{spans}>{escape(text) or '&nbsp;'}</td>"
