"""What elements look like before any style sheet: a browser's own rules, and attributes that
are style (HTML standard, section 15, "Rendering").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from tinycss2 import parse_one_component_value
from tinycss2.ast import ParseError

from ..flow.sign_fonts import is_of_signs
from .css_declarations import Declared
from .css_hazards import PREFIX
from .css_values import BLACK, Colour, Length, colour

_BY_DISPLAY: Mapping[str, tuple[str, ...]] = {
    "none": (
        "area", "base", "datalist", "head", "link", "meta", "noembed", "noframes", "noscript",
        "param", "rp", "script", "style", "template", "title",
    ),
    "block": (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "listing",
        "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search",
        "section", "summary", "ul", "xmp",
    ),
    "inline-block": ("button", "input", "meter", "progress", "select", "textarea"),
    "list-item": ("li",),
    "table": ("table",),
    "table-caption": ("caption",),
    "table-cell": ("td", "th"),
    "table-column": ("col",),
    "table-column-group": ("colgroup",),
    "table-footer-group": ("tfoot",),
    "table-header-group": ("thead",),
    "table-row": ("tr",),
    "table-row-group": ("tbody",),
    "ruby": ("ruby",),
    "ruby-text": ("rt",),
}  # fmt: skip

_CROSSED = {"text-decoration-line": frozenset({"line-through"})}
_PRE = {"white-space": "pre"}
_CLIPPED = {"overflow-x": "hidden", "overflow-y": "hidden"}
_OWN: Mapping[str, Declared] = {
    "big": {"font-size": Length(ems=1.2)},
    "small": {"font-size": Length(ems=5 / 6)},
    "sup": {"vertical-align": "super", "font-size": Length(ems=5 / 6)},
    "sub": {"vertical-align": "sub", "font-size": Length(ems=5 / 6)},
    "rt": {"font-size": Length(ems=0.5)},
    "h1": {"font-size": Length(ems=2.0)},
    "h2": {"font-size": Length(ems=1.5)},
    "h3": {"font-size": Length(ems=1.17)},
    "del": _CROSSED, "s": _CROSSED, "strike": _CROSSED,
    "listing": _PRE, "plaintext": _PRE, "pre": _PRE, "xmp": _PRE,
    "textarea": {"white-space": "pre-wrap", "color": BLACK, **_CLIPPED},
    "input": {"color": BLACK, **_CLIPPED}, "select": {"color": BLACK, **_CLIPPED},
    "button": {"color": BLACK},
    "mark": {"color": BLACK, "background-color": (1.0, 1.0, 0.0, 1.0)},
    "bdo": {"unicode-bidi": "bidi-override"},
    "bdi": {"unicode-bidi": "isolate"},
}  # fmt: skip
_LINK: Colour = (0.0, 0.0, 238 / 255, 1.0)
_OF_TAG: Mapping[str, Declared] = {
    **_OWN,
    **{
        tag: {"display": display, **_OWN.get(tag, {})}
        for display, tags in _BY_DISPLAY.items()
        for tag in tags
    },
}

_COLOURED = frozenset({"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""Pixels of ``<font size>`` from 1 to 7; 3 is the plain one."""


TELLING = (
    "href", "dir", "hidden", "open", "popover", "bgcolor", "background", "text", "color", "size",
    "face", "width",
)  # fmt: skip
"""The attributes that are looked at here."""


def browsers_own(element: etree._Element) -> Declared:
    """Returns what a browser's own style sheet says of an element."""
    tag = str(element.tag)
    own = _OF_TAG.get(tag, {})
    said: dict[str, Any] = {}
    if tag == "a" and element.get("href") is not None:
        said["color"] = _LINK
    way = element.get("dir", "").strip().lower()
    if way in ("ltr", "rtl"):
        said["direction"] = way
    if element.get("hidden") is not None or element.get("popover") is not None:
        said["display"] = "none"
    if tag == "dialog" and element.get("open") is None:
        said["display"] = "none"
    return {**own, **said} if said else own


def presentational(element: etree._Element) -> Declared:
    """Returns what the attributes of an element say of its look."""
    tag = str(element.tag)
    said: dict[str, Any] = {}
    if tag in _COLOURED:
        ground = _legacy_colour(element.get("bgcolor"))
        if ground is not None:
            said["background-color"] = ground
        if element.get("background", "").strip():
            said["background-image"] = True
    if tag == "body":
        ink = _legacy_colour(element.get("text"))
        if ink is not None:
            said["color"] = ink
    if tag == "font":
        ink = _legacy_colour(element.get("color"))
        if ink is not None:
            said["color"] = ink
        size = _legacy_size(element.get("size"))
        if size is not None:
            said["font-size"] = Length(size)
        if (face := element.get("face", "")).strip():
            names = tuple(name.strip().strip("\"'").lower() for name in face.split(","))
            said["families"] = names
            said[PREFIX + "font-family"] = is_of_signs(names[0])
    wide = element.get("width", "").strip() if tag in ("td", "th", "table") else ""
    if (pixels := re.fullmatch(r"(\d{1,5})(?:\.\d+)?(%|px)?", wide)) is not None:
        share = pixels[2] == "%"
        said["width"] = Length(parts=int(pixels[1]) / 100) if share else Length(float(pixels[1]))
    return said


@lru_cache(maxsize=1000)
def _legacy_colour(text: str | None) -> Colour | None:
    """Returns a colour attribute (HTML standard, rules for parsing a legacy colour value)."""
    named = (text or "").strip()
    if not named or named.lower() == "transparent":
        return None
    token = parse_one_component_value(named)
    if not isinstance(token, ParseError):
        found = colour(token)
        if isinstance(found, tuple) and token.type in ("ident", "hash"):
            return found
    digits = re.sub(r"[^0-9a-f]", "0", named.removeprefix("#").lower())[:128]
    digits = digits.ljust(-(-len(digits) // 3) * 3 or 3, "0")
    wide = len(digits) // 3
    parts = [digits[at * wide : (at + 1) * wide][-8:][:2] for at in range(3)]
    red, green, blue = (int(part, 16) / (255 if len(part) == 2 else 15) for part in parts)
    return red, green, blue, 1.0


def _legacy_size(text: str | None) -> float | None:
    found = re.match(r"\s*([+-]?)(\d{1,3})", text or "")
    if found is None:
        return None
    step = int(found[2])
    number = step if not found[1] else 3 + step if found[1] == "+" else 3 - step
    return _SIZES[max(1, min(7, number)) - 1]
