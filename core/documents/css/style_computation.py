"""Computes the style of an element from its declarations and the style of what is around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tinycss2
from tinycss2.ast import Node

from . import css_hazards
from .computed_style import AWAY, ComputedStyle
from .css_declarations import Declared, MovedBox, Pending
from .css_hazards import QUARTERS
from .css_properties import INHERITED, KEYWORDS, expanded
from .css_values import BLACK, CLEAR, Colour, Length, over, with_short_numbers

_SEEN_PIXELS = 2.0
"""A box no wider or no higher than this shows no text."""

_MOST_CHARACTERS = 2000
"""Of a value once its variables are put in."""


def compute_style(
    around: ComputedStyle, own: Declared, declared: Declared, faces: frozenset[str] = frozenset()
) -> ComputedStyle:
    """Returns the computed style of an element with some declarations, within another one's.

    Args:
        around: The look of what it stands in.
        own: What a browser's own style sheet declares of it.
        declared: What wins of all that is declared of it.
        faces: The fonts that the page brings.
    """
    own_names = [name for name in declared if name.startswith("--")]
    custom = around.custom
    if own_names:
        custom = {**custom, **{name: declared[name] for name in own_names}}
    said = {
        name: value
        for name, given in declared.items()
        if not name.startswith("--") and (value := settled(name, given, own, custom)) is not UNSET
    }
    return _Computing(around, said, custom, faces).computed()


UNSET: Any = object()
"""What ``settled`` gives of what is not set."""


def settled(name: str, value: Any, own: Declared, custom: Mapping[str, Sequence[Node]]) -> Any:
    """Returns a value without variables and key words, or that it is not set."""
    if isinstance(value, Pending):
        text = _substituted(value.tokens, custom)
        tokens = tinycss2.parse_component_value_list(with_short_numbers(text or ""))
        found = None if text is None else expanded(value.name, tokens)
        value = (found or {}).get(name, UNSET)
    if not isinstance(value, str) or value not in KEYWORDS:
        return value
    if value == "inherit":
        return _INHERIT
    if value == "initial":
        return _INITIAL if name in INHERITED else UNSET
    return own.get(name, UNSET) if value.startswith("revert") else UNSET


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
    """Computes one look from what is said of an element and the computed style of what is around
    it.
    """

    def __init__(
        self,
        around: ComputedStyle,
        said: Mapping[str, Any],
        custom: Mapping[str, Sequence[Node]],
        faces: frozenset[str],
    ) -> None:
        self.faces = faces
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

    def computed(self) -> ComputedStyle:
        around = self.around
        display = self.get("display", "inline")
        colour = self.colour("color", around.colour, around.colour)
        fill = self.said.get("-webkit-text-fill-color", _INHERIT)
        ground, unclear = self.ground(colour)
        size = self.size * (abs(self.get("zoom") or 1.0) if self.get("zoom") != 0 else 0.0)
        out = self.get("position") in ("absolute", "fixed")
        apart = out or display.startswith("inline-") or self.get("float") in _FLOATS
        direction = self.inherited("direction", around.direction, "ltr")
        return ComputedStyle(
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
            stops=self.stops(colour) if unclear else (),
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
            masked=around.masked or bool(self.get("mask")) or self.rearranged(display),
            hazards=self.hazards(display),
            clipped=self.clips() or (around.clipped and display != "table"),
            pictured=self.pictured(colour),
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

    def own_stops(self, colour: Colour) -> tuple[Colour, ...]:
        """Returns the colours of its own that run into each other."""
        found = self.get("background-image", False)
        stops = found if isinstance(found, tuple) else ()
        return tuple(colour if stop == "currentcolor" else stop for stop in stops)

    def stops(self, colour: Colour) -> tuple[Colour, ...]:
        """Returns the colours that run into each other behind the text."""
        return self.own_stops(colour) or self.around.stops

    def pictured(self, colour: Colour) -> bool:
        """Has it a picture behind it, or colours so different that they draw a line?"""
        if self.get("background-image") is True:
            return True
        seen = [over(stop, self.around.ground) for stop in self.own_stops(colour)]
        return any(max(part) - min(part) > _DRAWN for part in list(zip(*seen, strict=True))[:3])

    def clips(self) -> bool:
        """Is what runs over cut off?"""
        return any(self.get(f"overflow-{axis}", "visible") != "visible" for axis in "xy")

    def hazards(self, display: str) -> frozenset[str]:
        """Returns by what the text may be seen otherwise than it is stored."""
        found = set(self.around.hazards)
        whole = display in ("table", "inline-table", "grid", "inline-grid")
        if whole:
            found -= {*css_hazards.MOVING, css_hazards.FACE}
        if self.get("families"):
            face = bool(self.faces.intersection(self.get("families")))
            found = found | {css_hazards.FACE} if face else found - {css_hazards.FACE}
        for name, value in self.said.items():
            if name.startswith(css_hazards.PREFIX):
                hazard = name.removeprefix(css_hazards.PREFIX)
                if value is True:
                    found.add("rotate" if hazard in QUARTERS and found & QUARTERS else hazard)
                elif value is not _INHERIT and hazard in css_hazards.INHERITED:
                    found.discard(hazard)
        found |= self.displaced() | self.cropped(display)
        found -= css_hazards.MOVING if whole else set()
        return self.around.hazards if found == self.around.hazards else frozenset(found)

    def displaced(self) -> set[str]:
        """Returns the hazard of standing where another text may stand."""
        where = self.get("position")
        if where in ("absolute", "fixed"):
            clip = {"clip"} if "clip" in self.said and self.said["clip"] is not None else set()
            return {"position"} | clip
        sides = ("left", "right", *(("top", "bottom") if self.around.clipped else ()))
        ends = [self.get(side) for side in sides] if where == "relative" else []
        ends += [self.moved().down, self.get("margin-top")] if self.around.clipped else []
        far = [end for end in ends if isinstance(end, Length)]
        limit = css_hazards.ASIDE * self.size
        return {"position"} if any(abs(end.in_pixels(self.size)) >= limit for end in far) else set()

    def cropped(self, display: str) -> set[str]:
        """Returns the hazard of a box so small, or text so far outside, that digits are cut."""
        found: set[str] = set()
        indent = self.said.get("text-indent")
        if isinstance(indent, Length) and (self.around.clipped or self.clips()):
            found |= {"text-indent"} if indent.in_pixels(self.size) < -0.2 * self.size else set()
        apart = self.get("position") in ("absolute", "fixed") or self.get("float") in _FLOATS
        if display in ("inline", "table-cell", "table-row", "contents") and not apart:
            return found
        for axis, sides, least in (("y", ("height", "max-height"), 0.9),
                                   ("x", ("width", "max-width"), 0.8)):  # fmt: skip
            if self.get(f"overflow-{axis}", "visible") == "visible":
                continue
            sizes = [size.in_pixels(self.size, _WINDOW) for side in sides
                     if isinstance(size := self.get(side), Length)]  # fmt: skip
            before = self.get("padding-top" if axis == "y" else "padding-left")
            spare = before.in_pixels(self.size, _WINDOW) if isinstance(before, Length) else 0.0
            if any(size < least * self.size + spare for size in sizes):
                found.add("size")
        return found

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

    def moved(self) -> MovedBox:
        """Returns what both kinds of transformations do together."""
        both = [self.get("transform"), self.get("translate")]
        found = MovedBox()
        for one in both:
            if isinstance(one, MovedBox):
                found = MovedBox(
                    found.right + one.right, found.down + one.down, found.vanishes or one.vanishes
                )
        return found

    def cut(self) -> bool:
        """Is nothing seen of it by where it stands, or by what is cut away?"""
        moved = self.moved()
        if self.get("content-visibility") == "hidden" or moved.vanishes:
            return True
        if self.get("scale") or self.get("rotate"):
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
        if any(end.in_pixels(self.size, _WINDOW) <= -AWAY for end in away):
            return True
        forth = [self.get(side) for side in ("top", "right", "bottom", "left")] if placed else []
        if any(
            isinstance(end, Length) and end.in_pixels(self.size, _WINDOW) >= 4 * _WINDOW
            for end in forth
        ):
            return True
        far = (moved.right, moved.down)
        if any(abs(end.in_pixels(self.size, self.size)) >= AWAY for end in far):
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
        if value.parts >= 1 and self.get("overflow-x", "visible") != "visible":
            return AWAY  # beyond the end of its own box
        return float(value.in_pixels(self.size, 200.0))

    def room(self) -> float:
        """Returns how wide what cannot be broken may be without running over and being cut."""
        around = self.around.room
        apart = self.get("position") in ("absolute", "fixed") or self.get("float") in _FLOATS
        flows = self.get("display", "inline") in ("inline", "contents") and not apart
        if flows or self.get("overflow-x", "visible") == "visible":
            return around
        sizes = [self.get("width"), self.get("max-width")]
        pixels = [size.in_pixels(self.size, _WINDOW) for size in sizes if isinstance(size, Length)]
        return min([around, *pixels])

    def rearranged(self, display: str) -> bool:
        """Does it, or what is within the same line, stand in another order than in the page?"""
        ways = str(self.get("flex-direction", ""))
        within = self.around.display == "inline-flex" and bool(self.get("order"))
        return within or (display == "inline-flex" and ways.endswith("reverse"))

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
"""Pixels: the width of the window that relative lengths are taken of."""

_DRAWN = 0.5
"""Of a part of a colour: colours that run into each other and differ by more may draw a line."""

_FLOATS = ("left", "right", "inline-start", "inline-end")
_BOX = (
    "grid-template-columns", "grid-row-start", "grid-row-end", "grid-column-start",
    "grid-column-end", "grid-auto-flow", "flex-direction", "flex-wrap", "order", "position",
    "float",
)  # fmt: skip
