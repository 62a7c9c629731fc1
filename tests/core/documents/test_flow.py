"""The flow that is shown carries every place, and nothing of the source but its words."""

from __future__ import annotations

import html.parser

import pytest

from gouji.core.documents import Document, Grid

from .conftest import Opened

HOSTILE = (
    "<html><head><base href='http://evil.example/'><link rel=stylesheet href='http://evil.example/a'>"
    "<style>@import url(http://evil.example/b);body{background:url(http://evil.example/c)}</style>"
    "</head><body background='http://evil.example/d' onload='steal()'>"
    "<p style=\"background:url('http://evil.example/e')\" onclick='steal()'>公开"
    "<img src='http://evil.example/f' onerror='steal()'><a href='javascript:steal()'>信息</a></p>"
    "<script>steal()</script><iframe src='file:///etc/passwd'></iframe><object data='x'></object>"
    "<table onmouseover='steal()'><tr><td id='\"><img src=x>' background='http://evil.example/g'>"
    "&lt;img src=http://evil.example/h&gt;</td><td>8 &amp; 9</td></tr></table>"
    "<svg><image href='http://evil.example/i'/></svg></body></html>"
)
ALLOWED = {
    "p": {"id"},
    "h1": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "table": {"id", "border", "cellspacing"},
    "tr": set(),
    "td": {"id", "rowspan", "colspan"},
    "br": set(),
}


class Elements(html.parser.HTMLParser):
    """Collects the elements of some HTML with the names of their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []
        self.ids: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name for name, _ in attrs}))
        self.ids += [value or "" for name, value in attrs if name == "id"]


def anchors(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        found.append(block.region.anchor or "")
        if isinstance(block, Grid):
            found += [cell.region.anchor or "" for cell in block.cells]
    return found


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.doc"])
def test_nothing_of_a_hostile_page_can_fetch_or_run(opened: Opened, name: str) -> None:
    flow = opened(name, HOSTILE if name != "a.md" else f"# 标题\n{HOSTILE}").flow
    for tag, attributes in Elements(flow).found:
        assert attributes <= ALLOWED[tag]
    assert "steal" not in flow or name == "a.md"


def test_every_block_and_cell_has_its_place_in_the_flow(opened: Opened) -> None:
    document = opened(
        "a.html", "<h1>报告</h1><p>一</p><table><tr><td colspan=2>a<tr><td>b<td></table><p>二</p>"
    )
    places = anchors(document)
    assert len(places) == len(set(places)) == 7
    assert set(Elements(document.flow).ids) == set(places)
