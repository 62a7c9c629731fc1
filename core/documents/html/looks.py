"""How each element of a page looks: cascade, inheritance, and whether its text is seen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

import tinycss2
from lxml import etree
from tinycss2.ast import Node

from ..invisible_text import SEEN, is_faint
from .css_properties import (
    INHERITED,
    KEYWORDS,
    NAMES,
    Declared,
    Generated,
    Moved,
    Pending,
    expanded,
    longhands_of,
)
from .css_values import (
    BLACK,
    CLEAR,
    WHITE,
    Colour,
    Length,
    in_bytes,
    over,
    with_short_numbers,
)
from .defaults import TELLING, browsers_own, presentational
from .media import PRINT, SCREEN
from .style_sheets import Budget, Sheets, StyledElement, declared_in, page_sheets

_LEAST_SIZE = SEEN * 96 / 72
"""Pixels; what is set no larger is not seen."""

_LEAST_OPACITY = 0.12

_AWAY = 500.0
"""Pixels: what is moved so far out of its place is moved out of sight."""

_SEEN_PIXELS = 2.0
_MOST_CHARACTERS = 2000
"""Of a value once its variables are put in."""

_ALL = frozenset(longhand for name in NAMES for longhand in longhands_of(name)) - {
    "all", "direction", "unicode-bidi",
}  # fmt: skip

Content = tuple[Generated, tuple[tuple[int, str], ...]]
"""Generated text, and the attributes that stand in it, each with its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How an element looks, with what it has from those around it.

    Attributes:
        display: As CSS computes it.
        gone: It, or something around it, is not displayed.
        size: Of its font, in pixels.
        opacity: With that of everything around it.
        ground: The colour behind its text.
        unclear: A picture or a run of colours lies behind its text.
        raised: Its text is set above or below the line, as notes and powers are.
        moved: Its text was moved up or down by hand, as all the text of a cell may be.
        crossed: A line goes through its text.
        cut: It is cut away, of no height or width, or moved out of sight.
        reversed: Its digits are set from right to left.
        room: How many pixels of a line of it are shown.
        masked: Something keeps its text, or a part of it, from being read.
        pictured: It has a picture of its own behind it.
        before, after: What style puts before and after its contents.
        box: What says where it stands in a grid or a row of boxes.
    """

    display: str = "inline"
    gone: bool = False
    visibility: str = "visible"
    size: float = 16.0
    opacity: float = 1.0
    colour: Colour = BLACK
    fill: Colour | None = None
    ground: Colour = WHITE
    unclear: bool = False
    raised: bool = False
    moved: bool = False
    crossed: bool = False
    cut: bool = False
    indent: float = 0.0
    white_space: str = "normal"
    list_style: str = ""
    direction: str = "ltr"
    reversed: bool = False
    room: float = math.inf
    masked: bool = False
    pictured: bool = False
    before: tuple[Look, Content] | None = None
    after: tuple[Look, Content] | None = None
    box: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, Sequence[Node]] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """Whether its text is not seen."""
        return (
            self.gone
            or self.cut
            or self.visibility != "visible"
            or self.opacity <= _LEAST_OPACITY
            or self.size <= _LEAST_SIZE
            or abs(self.indent) >= _AWAY
            or (self.fill or self.colour)[3] * self.opacity <= _LEAST_OPACITY
        )

    @property
    def faint(self) -> bool:
        """Whether its text has the colour of what lies behind it."""
        return not self.unclear and self._is_pale

    @property
    def doubtful(self) -> bool:
        """Whether its text is seen only if what lies behind it is as it should be."""
        return self.masked or (self.unclear and self._is_pale)

    @property
    def _is_pale(self) -> bool:
        ink = self.fill if self.fill is not None else self.colour
        faint = (*ink[:3], ink[3] * self.opacity)
        seen = over(faint, self.ground)
        return is_faint(in_bytes(seen), in_bytes(self.ground))


ROOT = Look(display="block")


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a page's elements, on a screen and on paper."""

    screen: Mapping[etree._Element, Look]
    paper: Mapping[etree._Element, Look]

    def of(self, element: etree._Element | None) -> Look:
        """Returns how an element looks on a screen; one that was put around others, plain."""
        return ROOT if element is None else self.screen.get(element, ROOT)

    def on_paper(self, element: etree._Element | None) -> Look:
        """Returns how an element looks when it is printed."""
        return ROOT if element is None else self.paper.get(element, ROOT)


def page_looks(root: etree._Element, carried: Mapping[str, str] | None = None) -> Looks:
    """Returns how every element of a page looks.

    Args:
        root: Of the page.
        carried: Style sheets that come along with the page, by their addresses.

    Raises:
        TooCostlyError: The style sheets ask for more steps than any page needs.
    """
    sheets = page_sheets(root, SCREEN, carried or {})
    screen = _Cascade(sheets).looks(root)
    if not sheets.differs:
        return Looks(screen, screen)
    return Looks(screen, _Cascade(page_sheets(root, PRINT, carried or {})).looks(root))


class _Cascade:
    """Computes looks from the root down; elements that are alike share theirs."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.known: dict[tuple[Any, ...], Look] = {}
        self.alike: dict[tuple[Any, ...], Look] = {}
        self.budget = Budget()

    def looks(self, root: etree._Element) -> dict[etree._Element, Look]:
        found: dict[etree._Element, Look] = {}
        self.budget = Budget.of(root)
        start = StyledElement(root, None, 0, self.budget)
        pending = [(start, ROOT)]
        while pending:
            element, around = pending.pop()
            look = self._look(element, around)
            found[element.etree_element] = look
            pending += [(child, look) for child in element.iter_children()]
        return found

    def _look(self, element: StyledElement, around: Look) -> Look:
        node = element.etree_element
        blocks: list[tuple[Any, ...]] = []
        if self.sheets.rules:
            self.budget.spend(self.sheets.cost(element))
            blocks = self.sheets.matcher.match(element)
        named = tuple(node.get(name) for name in TELLING) if len(node.attrib) else ()
        style = (node.get("style") or "") if named else ""
        style = style if _FOLLOWED.search(style) else ""
        matched = tuple((block.order, weight, pseudo) for weight, _, pseudo, block in blocks)
        key = (id(around), node.tag, named, style, matched)
        look = self.known.get(key)
        if look is None:
            own = browsers_own(node)
            plain = [block for block in blocks if block[2] is None]
            declared = _cascaded(own, presentational(node), plain, _inline(style))
            look = _computed(around, own, declared)
            look = _with_generated(look, blocks)
            look = self.alike.setdefault(_identity(look), look)
            self.known[key] = look
        return look


def _identity(look: Look) -> tuple[Any, ...]:
    """Returns what two looks have in common that are alike; such are held once."""
    values = [getattr(look, name) for name in _FIELDS]
    return (*values, tuple(look.box.items()), id(look.custom))


_FIELDS = tuple(each.name for each in fields(Look) if each.name not in ("box", "custom"))

_FOLLOWED = re.compile(
    r"display|visib|opacity|filter|color|background|font|vertical|decoration|position|float|inset"
    r"|clip|overflow|indent|transform|translate|scale|zoom|content|direction|bidi|white|hide|margin"
    r"|list|mask|security|flex|grid|(?<![\w-])order\s*:|all\s*:|var|--|\\",
    re.IGNORECASE,
)
"""What stands in a style attribute that may say whether, where or as what a text is seen: sizes
and sides say nothing without one of these.
"""


@lru_cache(maxsize=20_000)
def _inline(text: str) -> tuple[Declared, Declared]:
    """Returns what a style attribute declares, plain and important."""
    if not text.strip():
        return {}, {}
    return declared_in(tinycss2.parse_blocks_contents(with_short_numbers(text)))


def _cascaded(
    own: Declared,
    hints: Declared,
    blocks: Iterable[tuple[Any, ...]],
    style: tuple[Declared, Declared],
) -> Declared:
    """Returns the declarations that win (CSS Cascade 5, section 6)."""
    plain: list[tuple[Any, Declared]] = []
    important: list[tuple[Any, Declared]] = []
    for specificity, order, _, block in blocks:
        if block.plain:
            plain.append(((block.layer, specificity, order), block.plain))
        if block.important:
            important.append(((-block.layer, specificity, order), block.important))
    ranked = sorted(plain, key=lambda item: item[0]), sorted(important, key=lambda item: item[0])
    result: dict[str, Any] = {}
    for declared in (
        own, hints, *(d for _, d in ranked[0]), style[0], *(d for _, d in ranked[1]), style[1],
    ):  # fmt: skip
        for name, value in declared.items():
            if name == "all":
                result.update(dict.fromkeys(_ALL, value))
            else:
                result[name] = value
    return result


def _with_generated(look: Look, blocks: Sequence[tuple[Any, ...]]) -> Look:
    """Returns a look with what is generated before and after the contents; where the first letter
    or line looks another way, its text is in doubt.
    """
    made: dict[str, tuple[Look, Content] | None] = {}
    for place in ("before", "after"):
        own = [block for block in blocks if block[2] == place]
        if not own:
            continue
        declared = _cascaded({}, {}, own, ({}, {}))
        content = declared.get("content")
        if content and not isinstance(content, str | Pending):
            made[place] = _computed(look, {}, declared), content
    look = replace(look, **made) if made else look  # type: ignore[arg-type]
    own = [block for block in blocks if block[2] in ("first-letter", "first-line")]
    first = _computed(look, {}, _cascaded({}, {}, own, ({}, {}))) if own else look
    differs = first.hidden or first.faint != look.faint or first.size < look.size
    return replace(look, masked=True) if differs and not look.hidden else look


def _computed(around: Look, own: Declared, declared: Declared) -> Look:
    """Returns the look of an element with some declarations, within another one's."""
    own_names = [name for name in declared if name.startswith("--")]
    custom = around.custom
    if own_names:
        custom = {**custom, **{name: declared[name] for name in own_names}}
    said = {
        name: value
        for name, given in declared.items()
        if not name.startswith("--") and (value := _settled(name, given, own, custom)) is not _UNSET
    }
    return _Computing(around, said, custom).look()


_UNSET: Any = object()


def _settled(name: str, value: Any, own: Declared, custom: Mapping[str, Sequence[Node]]) -> Any:
    """Returns a value without variables and key words, or that it is not set."""
    if isinstance(value, Pending):
        text = _substituted(value.tokens, custom)
        tokens = tinycss2.parse_component_value_list(with_short_numbers(text or ""))
        found = None if text is None else expanded(value.name, tokens)
        value = (found or {}).get(name, _UNSET)
    if not isinstance(value, str) or value not in KEYWORDS:
        return value
    if value == "inherit":
        return _INHERIT
    if value == "initial":
        return _INITIAL if name in INHERITED else _UNSET
    return own.get(name, _UNSET) if value.startswith("revert") else _UNSET


_INHERIT: Any = object()
_INITIAL: Any = object()


def _substituted(
    tokens: Sequence[Node], custom: Mapping[str, Sequence[Node]], depth: int = 0
) -> str | None:
    """Returns the text of tokens with their variables put in; None where one is not known."""
    result = ""
    for token in tokens:
        own: str | None
        if token.type == "function" and token.lower_name == "var":
            own = _variable(token, custom, depth)
        elif token.type == "function":
            inner = _substituted(token.arguments, custom, depth)
            own = None if inner is None else f"{token.name}({inner})"
        else:
            own = token.serialize()
        if own is None or len(result) + len(own) > _MOST_CHARACTERS:
            return None
        result += own
    return result


def _variable(token: Node, custom: Mapping[str, Sequence[Node]], depth: int) -> str | None:
    inner = [at for at in token.arguments if at.type not in ("whitespace", "comment")]
    if depth > 10 or not inner or inner[0].type != "ident":
        return None
    given = custom.get(inner[0].value)
    if given is None and len(inner) > 1:
        given = inner[2:]
    return None if given is None else _substituted(given, custom, depth + 1)


class _Computing:
    """Computes one look from what is said of an element and the look of what is around it."""

    def __init__(
        self, around: Look, said: Mapping[str, Any], custom: Mapping[str, Sequence[Node]]
    ) -> None:
        self.around = around
        self.said = said
        self.custom = custom
        size = self.said.get("font-size")
        self.size = around.size
        if size is _INITIAL:
            self.size = 16.0
        elif isinstance(size, Length):
            self.size = size.in_pixels(around.size)

    def get(self, name: str, default: Any = None) -> Any:
        """Returns what is said of a property, or the default."""
        value = self.said.get(name, default)
        return default if value is _INHERIT or value is _INITIAL else value

    def inherited(self, name: str, around: Any, initial: Any) -> Any:
        """Returns an inherited property."""
        value = self.said.get(name, _INHERIT)
        return initial if value is _INITIAL else around if value is _INHERIT else value

    def look(self) -> Look:
        around = self.around
        display = self.get("display", "inline")
        colour = self.colour("color", around.colour, around.colour)
        fill = self.said.get("-webkit-text-fill-color", _INHERIT)
        ground, unclear = self.ground(colour)
        size = self.size * (abs(self.get("zoom") or 1.0) if self.get("zoom") != 0 else 0.0)
        out = self.get("position") in ("absolute", "fixed")
        apart = out or display.startswith("inline-") or self.get("float") in _FLOATS
        direction = self.inherited("direction", around.direction, "ltr")
        return Look(
            display=display,
            gone=around.gone or display == "none" or self.get("mso-hide") == "all",
            visibility=self.inherited("visibility", around.visibility, "visible"),
            size=size,
            opacity=around.opacity * self.get("opacity", 1.0) * self.get("filter", 1.0),
            colour=colour,
            fill=None if fill is _INITIAL or fill == "currentcolor"
            else around.fill if fill is _INHERIT else fill,
            ground=ground,
            unclear=unclear,
            raised=self.raised(display),
            moved=self.shifted(display),
            crossed="line-through" in self.get("text-decoration-line", frozenset())
            or (around.crossed and not apart),
            cut=around.cut or self.cut(),
            indent=self.indent(),
            white_space=self.inherited("white-space", around.white_space, "normal"),
            list_style=self.inherited("list-style-type", around.list_style, ""),
            direction=direction,
            reversed=self.reversed(direction, display),
            room=self.room(),
            masked=around.masked or bool(self.get("mask")),
            pictured=bool(self.get("background-image")),
            box={name: self.said[name] for name in _BOX if name in self.said},
            custom=self.custom,
        )  # fmt: skip

    def colour(self, name: str, current: Colour, default: Colour) -> Colour:
        value = self.said.get(name, _INHERIT)
        if value is _INITIAL:
            return BLACK
        if value is _INHERIT:
            return default
        return current if value == "currentcolor" else value

    def ground(self, colour: Colour) -> tuple[Colour, bool]:
        """Returns the colour behind the text, and whether something else lies there."""
        own = self.get("background-color", CLEAR)
        own = colour if own == "currentcolor" else own
        pictured = self.get("background-image", False) is not False
        solid = own[3] >= 1.0 and not pictured
        return over(own, self.around.ground), pictured or (self.around.unclear and not solid)

    def raised(self, display: str) -> bool:
        """Is the text off its line by alignment?"""
        if not self.is_inline(display):
            return self.around.raised and not display.startswith("table")
        align = self.get("vertical-align", "baseline")
        shifted = align in ("super", "sub")
        if isinstance(align, Length):
            shifted = align.in_pixels(self.size, 1.2 * self.size) != 0
        if self.get("font-variant-position", "normal") != "normal":
            shifted = True
        return self.around.raised or shifted or display == "ruby-text"

    def is_inline(self, display: str) -> bool:
        return not display.startswith("table") and display not in (
            "block", "list-item", "flex", "grid"
        )  # fmt: skip

    def shifted(self, display: str) -> bool:
        """Is the text off its line by its place or a transformation?"""
        if not self.is_inline(display):
            return self.around.moved and not display.startswith("table")
        moved = self.around.moved or self.moved().down.in_pixels(self.size, self.size) != 0
        if self.get("position") == "relative":
            ends = (self.get("top"), self.get("bottom"))
            moved |= any(end is not None and end.in_pixels(self.size) != 0 for end in ends)
        return moved

    def moved(self) -> Moved:
        """Returns what both kinds of transformations do together."""
        both = [self.get("transform"), self.get("translate")]
        found = Moved()
        for one in both:
            if isinstance(one, Moved):
                found = Moved(
                    found.right + one.right, found.down + one.down, found.vanishes or one.vanishes
                )
        return found

    def cut(self) -> bool:
        """Is nothing seen of it by where it stands, or by what is cut away?"""
        moved = self.moved()
        if self.get("content-visibility") == "hidden" or moved.vanishes or self.get("scale"):
            return True
        if self.get("clip-path") is True:
            return True
        out = self.get("position") in ("absolute", "fixed")
        if out and self.get("clip") is True:
            return True
        placed = out or self.get("position") in ("relative", "sticky")
        ends = [self.get(side) for side in ("top", "right", "bottom", "left")] if placed else []
        ends += [self.get(f"margin-{side}") for side in ("top", "left")]
        away = [end for end in ends if isinstance(end, Length)]
        if any(end.in_pixels(self.size, _WINDOW) <= -_AWAY for end in away):
            return True
        forth = [self.get(side) for side in ("top", "left")] if placed else []
        if any(
            isinstance(end, Length) and end.in_pixels(self.size, _WINDOW) >= 4 * _WINDOW
            for end in forth
        ):
            return True
        far = (moved.right, moved.down)
        if any(abs(end.in_pixels(self.size, self.size)) >= _AWAY for end in far):
            return True
        return self.flattened("y", ("height", "max-height")) or self.flattened(
            "x", ("width", "max-width")
        )

    def flattened(self, axis: str, names: tuple[str, str]) -> bool:
        """Is it of no size along an axis, and what runs over cut off?"""
        if self.get(f"overflow-{axis}", "visible") == "visible":
            return False
        apart = self.get("position") in ("absolute", "fixed") or self.get("float") in _FLOATS
        plain = self.get("display", "inline") in ("inline", "table-cell", "table-row", "contents")
        if plain and not apart:
            return False
        sizes = [self.get(name) for name in names]
        return any(
            isinstance(size, Length) and size.in_pixels(self.size, _WINDOW) <= _SEEN_PIXELS
            for size in sizes
        )

    def indent(self) -> float:
        value = self.said.get("text-indent", _INHERIT)
        if value is _INITIAL or value is None:
            return 0.0
        if value is _INHERIT:
            return self.around.indent
        return float(value.in_pixels(self.size, 200.0))

    def room(self) -> float:
        """Returns how wide a line may be that is neither broken nor shown beyond the box."""
        wrap = self.inherited("white-space", self.around.white_space, "normal")
        if self.get("overflow-x", "visible") == "visible" or wrap not in ("nowrap", "pre"):
            return self.around.room
        sizes = [self.get("width"), self.get("max-width")]
        pixels = [size.in_pixels(self.size, _WINDOW) for size in sizes if isinstance(size, Length)]
        return min([self.around.room, *pixels])

    def reversed(self, direction: str, display: str) -> bool:
        """Are the digits of a number set in reverse, as no script does by itself? An override
        reaches the words of its own block alone (CSS Writing Modes 4, section 2.2).
        """
        bidi = self.get("unicode-bidi", "normal")
        if "override" in bidi:
            return direction == "rtl"
        inner = self.around.reversed and self.is_inline(display)
        return inner and bidi not in ("isolate", "embed", "plaintext")


_WINDOW = 1280.0
_FLOATS = ("left", "right", "inline-start", "inline-end")
_BOX = (
    "grid-template-columns", "grid-row-start", "grid-row-end", "grid-column-start",
    "grid-column-end", "flex-direction", "order", "position", "float",
)  # fmt: skip
