"""Properties of CSS that say whether, where and as what a text is seen; shorthands taken apart."""

from __future__ import annotations

from collections.abc import Mapping

from tinycss2.ast import Node

from .css_clipping import (
    read_clip,
    read_clip_path,
    read_mask,
    read_overflow,
    read_rotate,
    read_scale,
    read_transform,
    read_translate,
)
from .css_declarations import (
    LONGHANDS,
    PHYSICAL,
    PICKS,
    SIDES,
    Declared,
    Generated,
    Parser,
    Pending,
)
from .css_fonts import (
    read_decoration,
    read_families,
    read_font,
    read_font_size,
    read_variant,
    read_vertical_align,
)
from .css_hazards import NAMES as HAZARDOUS
from .css_hazards import hazards, hazards_of
from .css_layout import read_flex_flow, read_grid_template, read_order, read_place, read_tracks
from .css_values import (
    CLEAR,
    Colour,
    Tokens,
    colour,
    idents,
    length,
    number,
    significant,
)

KEYWORDS = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""Values that every property takes (CSS Cascade 5, section 7)."""

INHERITED = frozenset({
    "color", "direction", "font-size", "-webkit-text-fill-color", "list-style-type",
    "text-indent", "visibility", "white-space",
})  # fmt: skip

MADE = "made"
"""The kind of a list whose signs a style makes up."""

_DISPLAYS = frozenset({
    "none", "inline", "block", "inline-block", "flow-root", "list-item", "contents", "flex",
    "inline-flex", "grid", "inline-grid", "table", "inline-table", "table-row-group",
    "table-header-group", "table-footer-group", "table-row", "table-cell", "table-caption",
    "table-column", "table-column-group", "ruby", "ruby-base", "ruby-text", "run-in",
})  # fmt: skip
_SPLIT_DISPLAYS = {
    "block flow": "block", "inline flow": "inline", "inline flow-root": "inline-block",
    "block flow-root": "flow-root", "block flex": "flex", "inline flex": "inline-flex",
    "block grid": "grid", "inline grid": "inline-grid", "block table": "table",
    "inline table": "inline-table",
}  # fmt: skip


def expanded(name: str, tokens: Tokens) -> Declared | None:
    """Returns the longhands that a declaration sets, None if it is not followed or not valid."""
    name = name.removeprefix("-webkit-") if name != "-webkit-text-fill-color" else name
    if name not in NAMES:
        return None
    if _holds_variable(tokens):
        return dict.fromkeys(longhands_of(name), Pending(name, tokens))
    words = significant(tokens)
    if len(words) == 1 and words[0].type == "ident" and words[0].lower_value in KEYWORDS:
        return dict.fromkeys(longhands_of(name), words[0].lower_value)
    parse = _PROPERTIES.get(name)
    found = parse(words) if parse is not None and words else {}
    return None if found is None or not words else {**found, **hazards(name, words)}


def _holds_variable(tokens: Tokens) -> bool:
    pending = list(tokens)
    while pending:
        token = pending.pop()
        if token.type == "function":
            if token.lower_name == "var":
                return True
            pending += token.arguments
        elif token.type in ("() block", "[] block", "{} block"):
            pending += token.content
    return False


def _keyword(name: str, allowed: frozenset[str] | None = None) -> Parser:
    def parse(words: list[Node]) -> Declared | None:
        said = idents(words)
        if len(said) != len(words) or not said:
            return None
        value = " ".join(said)
        return {name: value} if allowed is None or value in allowed else None

    return parse


def _sized(name: str, *also: str) -> Parser:
    """Returns a parser of a length or one of some key words ("auto" is a None)."""

    def parse(words: list[Node]) -> Declared | None:
        if len(words) != 1:
            return None
        if words[0].type == "ident":
            known = words[0].lower_value in ("auto", "none", "normal", *also)
            return {name: None} if known else None
        value = length(words[0])
        return None if value is None else {name: value}

    return parse


def _coloured(name: str) -> Parser:
    def parse(words: list[Node]) -> Declared | None:
        value = colour(words[0]) if len(words) == 1 else None
        return None if value is None else {name: value}

    return parse


def _display(words: list[Node]) -> Declared | None:
    said = " ".join(idents(words))
    said = _SPLIT_DISPLAYS.get(said, said).removeprefix("-webkit-").removeprefix("-ms-")
    return {"display": said} if said in _DISPLAYS else None


def _opacity(words: list[Node]) -> Declared | None:
    value = number(words[0]) if len(words) == 1 else None
    return None if value is None else {"opacity": max(0.0, min(1.0, value))}


def _filter(words: list[Node]) -> Declared | None:
    """Reads how much a filter leaves to be seen; Microsoft's alpha counts in hundredths."""
    left = 1.0
    for word in words:
        if word.type == "function" and word.lower_name in ("opacity", "alpha"):
            inner = [at for at in word.arguments if at.type in ("number", "percentage")]
            value = number(inner[0]) if inner else None
            if value is not None:
                left *= value / 100 if word.lower_name == "alpha" else value
    return {"filter": max(0.0, min(1.0, left))}


def _background(words: list[Node]) -> Declared | None:
    found = [value for word in words if (value := colour(word)) is not None]
    return {
        "background-color": found[-1] if found else CLEAR,
        "background-image": _is_pictured(words),
    }


def _background_image(words: list[Node]) -> Declared | None:
    return {"background-image": _is_pictured(words)}


def _is_pictured(words: list[Node]) -> bool | tuple[Colour | str, ...]:
    """Returns whether a picture lies behind; the colours that run into another where they do."""
    pictures = ("url", "image", "image-set", "cross-fade", "element", "paint")
    for word in words:
        if word.type == "url" or (word.type == "function" and word.lower_name in pictures):
            return True
    runs = [word for word in words if word.type == "function" and "gradient" in word.lower_name]
    if not runs:
        return False
    stops = [value for run in runs for at in run.arguments if (value := colour(at)) is not None]
    return tuple(stops)


def _sides(name: str) -> Parser:
    """Returns a parser of a shorthand for the four sides, or for two that face each other."""

    def parse(words: list[Node]) -> Declared | None:
        values = [_sized(name)([word]) for word in words]
        if not 1 <= len(values) <= len(LONGHANDS[name]) or None in values:
            return None
        lengths = [value[name] for value in values if value is not None]
        if len(LONGHANDS[name]) == 2:
            return dict(zip(LONGHANDS[name], (lengths[0], lengths[-1]), strict=True))
        picks = PICKS[len(lengths)]
        return {
            longhand: lengths[pick] for longhand, pick in zip(LONGHANDS[name], picks, strict=True)
        }

    return parse


def _content(words: list[Node]) -> Declared | None:
    """Reads what is generated; counters and quotes stand as signs that cannot be read."""
    if idents(words) in (["none"], ["normal"]):
        return {"content": None}
    text, pictured, attributes = "", False, []
    for word in words:
        if word == "/":
            break
        if word.type == "string":
            text += word.value
        elif word.type == "function" and word.lower_name == "attr":
            names = idents(word.arguments)
            attributes.append((len(text), names[0] if names else ""))
        elif word.type != "ident" or word.lower_value in ("open-quote", "close-quote"):
            pictured = True
    return {"content": (Generated(text, pictured), tuple(attributes))}


def _list_style(words: list[Node]) -> Declared | None:
    if any(word.type in ("string", "function") for word in words):
        return {"list-style-type": MADE}
    said = [word for word in idents(words) if word not in ("inside", "outside")]
    return {"list-style-type": said[0] if said else "disc"}


def _animation(words: list[Node]) -> Declared | None:
    """Reads every word of an animation: its name and what may be its name are not told apart."""
    names = [word.value for word in words if word.type in ("ident", "string")]
    return {"animation": frozenset(names)}


def _all(_: list[Node]) -> Declared | None:
    return None  # takes key words alone, which are read before


_PROPERTIES: Mapping[str, Parser] = {
    "display": _display,
    "visibility": _keyword("visibility", frozenset({"visible", "hidden", "collapse"})),
    "content-visibility": _keyword("content-visibility"),
    "opacity": _opacity,
    "filter": _filter,
    "color": _coloured("color"),
    "-webkit-text-fill-color": _coloured("-webkit-text-fill-color"),
    "background": _background,
    "background-color": _coloured("background-color"),
    "background-image": _background_image,
    "font-size": read_font_size,
    "font": read_font,
    "font-family": read_families,
    "font-variant": read_variant,
    "font-variant-position": read_variant,
    "vertical-align": read_vertical_align,
    "text-decoration": read_decoration,
    "text-decoration-line": read_decoration,
    "position": _keyword("position"),
    "float": _keyword("float"),
    "inset": _sides("inset"),
    **{side: _sized(side) for side in SIDES},
    "margin": _sides("margin"),
    **{name: _sides(name)
       for name in ("inset-inline", "inset-block", "margin-inline", "margin-block")},
    **{logical: _sized(physical, "min-content", "max-content", "fit-content")
       for logical, physical in PHYSICAL.items() if not physical.startswith("overflow")},
    "overflow-inline": _keyword("overflow-x"),
    "overflow-block": _keyword("overflow-y"),
    "padding": _sides("padding"),
    **{f"{edge}-{side}": _sized(f"{edge}-{side}")
       for edge in ("margin", "padding") for side in SIDES},
    **{name: _sized(name, "min-content", "max-content", "fit-content")
       for name in ("width", "height", "max-width", "max-height")},
    "overflow": read_overflow,
    "overflow-x": _keyword("overflow-x"),
    "overflow-y": _keyword("overflow-y"),
    "clip": read_clip,
    "clip-path": read_clip_path,
    "mask": read_mask,
    "mask-image": read_mask,
    "text-security": read_mask,
    "text-indent": _sized("text-indent"),
    "transform": read_transform,
    "translate": read_translate,
    "scale": read_scale,
    "rotate": read_rotate,
    "zoom": lambda words: {"zoom": number(words[0]) if len(words) == 1 else None},
    "content": _content,
    "animation": _animation,
    "animation-name": _animation,
    "direction": _keyword("direction", frozenset({"ltr", "rtl"})),
    "unicode-bidi": _keyword("unicode-bidi"),
    "white-space": _keyword("white-space"),
    "mso-hide": _keyword("mso-hide"),
    "list-style": _list_style,
    "list-style-type": _list_style,
    "flex-direction": _keyword("flex-direction"),
    "flex-wrap": _keyword("flex-wrap"),
    "flex-flow": read_flex_flow,
    "order": read_order,
    "grid-auto-flow": _keyword("grid-auto-flow"),
    "grid-template-columns": read_tracks,
    "grid-template": read_grid_template,
    "grid": read_grid_template,
    **{name: read_place(name) for name in (
        "grid-row", "grid-column", "grid-area", "grid-row-start", "grid-row-end",
        "grid-column-start", "grid-column-end")},
    "all": _all,
}  # fmt: skip

NAMES = frozenset(_PROPERTIES) | HAZARDOUS
"""The properties that are followed."""


def longhands_of(name: str) -> tuple[str, ...]:
    """Returns the longhands of a property, itself where it is one, and its hazards."""
    own = LONGHANDS.get(name, (name,)) if name in _PROPERTIES else ()
    return (*own, *hazards_of(name))
