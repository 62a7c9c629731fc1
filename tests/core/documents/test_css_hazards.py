"""What style shows otherwise than it is stored is a doubt: mirrored, cut, painted over."""

from __future__ import annotations

import pytest

from gouji.core.doubts import is_doubt

from .conftest import Opened
from .reading import cell_at, grids
from .test_css import second_cell

FRAMES = (
    "@keyframes out{to{opacity:0}} @keyframes blink{50%{visibility:hidden}}"
    "@keyframes away{to{transform:translateX(400px)}} @keyframes in{from{opacity:0}to{opacity:1}}"
)
FACE = "@font-face{font-family:'Enc';src:url(enc.woff2)}"


def sheet(css: str) -> str:
    return f"<style>{css}</style>"


@pytest.mark.parametrize(
    "style",
    [
        "background:linear-gradient(#000,#000)",
        "background:linear-gradient(transparent 45%,red 45%,red 55%,transparent 55%)",
        "background:repeating-linear-gradient(0deg,#000 0 1px,transparent 1px 4px)",
        "--c:#000;background:linear-gradient(var(--c),var(--c))",
        "color:#c00;background-image:radial-gradient(#c00,#b00)",
        "letter-spacing:-1em",
        "letter-spacing:calc(-1ch + 1px)",
        "--q:-.9em;letter-spacing:var(--q)",
        "word-spacing:-3em",
        "transform:scaleX(-1)",
        "-webkit-transform:matrix(-1,0,0,1,0,0)",
        "transform:rotate(180deg)",
        "transform:rotateY(180deg)",
        "transform:skew(0,80deg)",
        "transform:matrix3d(0,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1)",
        "transform:translateX(1ch)",
        "translate:-3em",
        "scale:-1 1",
        "rotate:.5turn",
        "transform:rotate(90deg) rotate(90deg)",
        "rotate:90deg;transform:rotate(.25turn)",
        "offset:path('M0,0L400,0') 100%",
        "display:inline-block;contain:size;overflow:hidden",
        "display:inline-block;contain:strict",
        "display:inline-block;container-type:size;overflow:hidden",
        "font-size-adjust:0",
        "line-height:0",
        "display:block;height:7px;overflow:hidden",
        "display:block;height:20px;padding-top:20px;overflow:hidden",
        "display:block;width:12px;overflow:auto",
        "display:inline-block;clip-path:inset(0 50% 0 0)",
        "display:inline-block;clip-path:polygon(0 0,50% 0,50% 100%,0 100%)",
        "position:absolute;clip:rect(0,10px,20px,0)",
        "display:block;overflow:hidden;text-indent:-.6em",
        "margin-left:-.55em",
        "content:url(a.png)",
        "content:linear-gradient(red,red)",
        "filter:brightness(0) invert(1)",
        "filter:blur(9px)",
        "filter:grayscale(1) contrast(0)",
        "filter:url(#a)",
        "mix-blend-mode:lighten",
        "-webkit-text-stroke:4px #fff",
        "outline:1em solid #fff;outline-offset:-1em",
        "text-decoration:underline 1em",
        "text-decoration:underline;text-underline-offset:-.4em",
        "font-family:'Wingdings 2'",
        "font:12px Symbol",
        "font-feature-settings:'kern','sups' 1",
        "font-variant-numeric:diagonal-fractions",
        "position:relative;left:.5em",
        "position:relative;z-index:-1",
    ],
)
def test_a_declaration_that_may_change_what_is_seen_is_a_doubt(opened: Opened, style: str) -> None:
    found = second_cell(opened, f'<td>2<span style="{style}">478</span></td>')
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    "style",
    [
        "letter-spacing:1px",
        "letter-spacing:-.5px",
        "transform:none",
        "scale:1.2",
        "rotate:2deg",
        "transform:rotate(-90deg)",
        "transform:rotate(20deg) rotate(-20deg)",
        "filter:grayscale(1) drop-shadow(0 0 1px red)",
        "mix-blend-mode:normal",
        "contain:layout",
        "font-family:SimSun,serif;font-variant-numeric:tabular-nums",
        "font-feature-settings:'frac' 0,'tnum'",
        "line-height:1.5",
        "background:linear-gradient(#fff,#eef)",
        "box-shadow:inset 0 0 0 9px #fff",
        "text-decoration:underline",
        "outline-offset:2px",
        "margin:0 2px",
    ],
)
def test_a_declaration_that_changes_nothing_is_no_doubt(opened: Opened, style: str) -> None:
    found = second_cell(opened, f'<td style="{style}">247</td>')
    assert (found.text, found.confidence) == ("247", 1.0)


@pytest.mark.parametrize(
    ("css", "cell"),
    [
        (FRAMES + ".q{animation:out 1s forwards}", "<td>2<i class=q>4</i></td>"),
        (FRAMES + ".q{-webkit-animation:blink 1s infinite}", "<td>2<i class=q>4</i></td>"),
        (FRAMES + ".q{--a:out 1s;animation:var(--a)}", "<td>2<i class=q>4</i></td>"),
        (FRAMES + ".q{animation:in 1s both paused}", "<td>2<i class=q>4</i></td>"),
        (FRAMES + "tr{animation:away 1s both}", "<td>24</td>"),
        (FACE + ".q{font:700 1em/1 enc}", "<td><b class=q>24</b></td>"),
        (FACE + ":root{--f:enc}.q{font-family:var(--f)}", "<td class=q>24</td>"),
        (FACE + "table{font-family:Enc}", "<td>24</td>"),
        (".q::before{content:'';position:absolute;inset:0;background:#fff}", "<td class=q>24</td>"),
        (".q::after{content:'';position:absolute;top:50%;border-top:1px solid}",
         "<td><b class=q>24</b></td>"),
        (".q::marker{content:'2'}", "<td><ul><li class=q>4</ul></td>"),
        (".q{display:list-item;list-style:decimal inside}", "<td><b class=q>4</b></td>"),
        (".q::before{content:var(--t)}", "<td class=q style='--t:\"24\"'></td>"),
        (".q::first-letter{vertical-align:super}", "<td class=q>24</td>"),
        (".q::first-letter{margin-right:-1em}", "<td><p class=q>24</td>"),
        ("td{display:block}", "<td>24</td>"),
        ("tr{display:flex;flex-direction:row-reverse}", "<td>24</td>"),
        ("td{float:right}", "<td>24</td>"),
        ("td:nth-child(2){position:relative;right:-5em}", "<td>24</td>"),
        ("td:nth-child(2){position:absolute;left:300px}", "<td>24</td>"),
        ("td{filter:blur(6px)}", "<td>24</td>"),
        ("table{transform:scaleX(-1)}", "<td>24</td>"),
        ("b,i{display:block;rotate:90deg}", "<td><b><i>69</i></b></td>"),
        ("p{display:flex;flex-flow:row wrap-reverse}", "<td><p><b>2</b><b>4</b></p></td>"),
        ("p{display:flex;flex-wrap:wrap-reverse}", "<td><p><b>2</b><b>4</b></p></td>"),
        ("tr::before{content:'7';display:table-cell}", "<td>24</td>"),
        ("td{direction:rtl}", "<td>-24</td>"),
        ("@property --o{syntax:'*';inherits:true;initial-value:0}.q{opacity:var(--o)}",
         "<td>2<i class=q>4</i></td>"),
    ],
)  # fmt: skip
def test_a_style_sheet_that_may_change_what_is_seen_is_a_doubt(
    opened: Opened, css: str, cell: str
) -> None:
    found = second_cell(opened, cell, sheet(css))
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    ("css", "cell"),
    [
        (FRAMES + ".q{animation:in 1s both}", "<td class=q>24</td>"),
        (FRAMES + ".unused{animation:out 1s}", "<td>24</td>"),
        (FACE + "body{font-family:Enc,serif}", "<td>24</td>"),
        ("@font-face{font-family:Hei;src:local('SimHei')}td{font-family:Hei}", "<td>24</td>"),
        ("table{letter-spacing:-4px}", "<td style='letter-spacing:normal'>24</td>"),
        ("table{position:absolute;left:50%;transform:translateX(-50%)}", "<td>24</td>"),
        (".wrap{margin:0 -15px}", "<td>24</td>"),
    ],
)
def test_a_style_sheet_that_moves_a_whole_table_or_ends_as_it_was_is_no_doubt(
    opened: Opened, css: str, cell: str
) -> None:
    found = second_cell(opened, cell, sheet(css), "<div class=wrap><table>")
    assert (found.text, found.confidence) == ("24", 1.0)


@pytest.mark.parametrize(
    "cell",
    [
        "<td><font face='Wingdings'>24</font></td>",
        "<td class='sum'>24</td>",
        "<td><x-number>24</x-number></td>",
        "<td><b v-text='n'>24</b></td>",
        "<td :inner-text='n'>24</td>",
        "<td><picture><source srcset=a.webp><img src=a.png></picture></td>",
        "<td><table><tr><td>2</td><td>4</td></tr></table></td>",
        "<td dir=rtl><div style='display:flex'><b>2</b><b>4</b></div></td>",
        "<td><p style='overflow:hidden'><b style='position:relative;top:2em'>24</b></p></td>",
        "<td><p style='overflow:hidden'><b style='translate:0 2em'>24</b></td>",
        "<td style='letter-spacing:env(unknown,-1em)'>24</td>",
        "<td><b><template shadowrootmode=open>99</template>24</b></td>",
        "<td id=total>24</td>",
        "<td><x-number data-v=5></x-number></td>",
        "<td><span data-count='52'></span></td>",
        "<td><output></output></td>",
        "<td><math><menclose notation='horizontalstrike'><mn>24</mn></menclose></math></td>",
        "<td><math><maction selection=2><mn>24</mn><mn>7</mn></maction></math></td>",
        "<td><textarea cols=2 rows=1>24789</textarea></td>",
        "<td><input value=2478912 style='width:20px'></td>",
        "<td><input value=2478912 size=2></td>",
        "<td><select multiple><option>1<option>24</select></td>",
        "<td style='position:relative'>24<i style='position:absolute;inset:0'></i></td>",
        "<td><div style='display:flex'><b style='order:2'>2</b><b>4</b></div></td>",
        "<td><div style='display:flex;flex-flow:row-reverse'><b>2</b><b>4</b></div></td>",
        "<td><p style='display:grid'><b style='grid-area:1/1'>2</b><b style='order:1'>4</b></td>",
    ],
)
def test_markup_that_shows_something_else_than_its_text_is_a_doubt(
    opened: Opened, cell: str
) -> None:
    script = "<script>$('.sum').text(7); onload = () => { total.textContent = 7 }</script>"
    page = f"<html>{script}<table><tr><td>规章</td>{cell}<td>3</td></tr></table>"
    found = cell_at(grids(opened("a.html", page))[0], 0, 1)
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    ("table", "script"),
    [
        ("<table id=t>", "document.getElementById('t').rows[0].cells[1].innerText = 7"),
        ("<table id=t>", "$('#t td:eq(1)').text(7)"),
        ("<table class=t>", "document.querySelectorAll('.t td').forEach(c => c.textContent = 7)"),
        ("<table><tbody id=t>", "let t = document.querySelector('#t'); t.innerHTML = row(7)"),
    ],
)
def test_cells_of_a_table_that_a_script_walks_are_doubts(
    opened: Opened, table: str, script: str
) -> None:
    page = (
        f"<html><script>{script}</script>{table}<tr><td>规章</td><td>24</td><td>3</td></tr></table>"
    )
    found = cell_at(grids(opened("a.html", page))[0], 0, 1)
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    "script",
    [
        "document.getElementById('t').style.width = '9px'",
        "document.getElementById('menu').rows[0].cells[0].innerHTML = 'x'",
    ],
)
def test_a_table_that_no_script_writes_to_is_no_doubt(opened: Opened, script: str) -> None:
    row = "<tr><td>规章</td><td>24</td><td>3</td></tr>"
    page = f"<script>{script}</script><table id=t>{row}</table>"
    found = cell_at(grids(opened("a.html", page))[0], 0, 1)
    assert (found.text, found.confidence) == ("24", 1.0)


def test_a_class_that_scripts_only_look_at_is_no_doubt(opened: Opened) -> None:
    script = "<script>$('.sum').addClass('wide')</script>"
    found = second_cell(opened, "<td class='sum'>24</td>", script)
    assert (found.text, found.confidence) == ("24", 1.0)


def test_an_annotation_of_a_formula_is_no_part_of_it(opened: Opened) -> None:
    formula = "<semantics><mn>24</mn><annotation>7</annotation></semantics>"
    found = second_cell(opened, f"<td><math>{formula}</math></td>")
    assert (found.text, found.confidence) == ("24", 1.0)


@pytest.mark.parametrize(
    "style",
    [
        "grid-template-columns:repeat(3,1fr);grid-auto-flow:column",
        "grid-template-columns:repeat(3,1fr);grid-auto-flow:row dense",
        "grid-template-areas:'c b a' 'f e d';grid-template-columns:repeat(3,1fr)",
    ],
)
def test_a_grid_whose_boxes_go_by_names_or_down_is_no_table(opened: Opened, style: str) -> None:
    named = "grid-template-areas" in style
    boxes = "".join(
        f"<div{f' style=grid-area:{name}' if named else ''}>{name}</div>" for name in "abcdef"
    )
    document = opened("a.html", f'<div style="display:grid;{style}">{boxes}</div>')
    assert not any(hasattr(block, "cells") for block in document.blocks)
