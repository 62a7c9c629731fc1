"""How each element of a page looks: the cascade, from the root down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import tinycss2
from lxml import etree

from .computed_style import ROOT, ComputedStyle, Content
from .css_declarations import Declared, Pending
from .css_properties import MADE, NAMES, longhands_of
from .css_values import with_short_numbers
from .defaults import TELLING, browsers_own, presentational
from .media import PRINT, SCREEN
from .style_computation import compute_style, settled
from .style_sheets import StyleSheets, declared_in, page_sheets
from .styled_element import Budget, StyledElement

_ALL = frozenset(longhand for name in NAMES for longhand in longhands_of(name)) - {
    "all", "direction", "unicode-bidi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cascade:
    """The looks of a page's elements, on a screen and on paper."""

    screen: Mapping[etree._Element, ComputedStyle]
    paper: Mapping[etree._Element, ComputedStyle]

    def of(self, element: etree._Element | None) -> ComputedStyle:
        """Returns how an element looks on a screen; one that was put around others, plain."""
        return ROOT if element is None else self.screen.get(element, ROOT)

    def on_paper(self, element: etree._Element | None) -> ComputedStyle:
        """Returns how an element looks when it is printed."""
        return ROOT if element is None else self.paper.get(element, ROOT)


def page_cascade(root: etree._Element, carried: Mapping[str, str] | None = None) -> Cascade:
    """Returns how every element of a page looks.

    Args:
        root: Of the page.
        carried: Style sheets that come along with the page, by their addresses.

    Raises:
        TooCostlyError: The style sheets ask for more steps than any page needs.
    """
    sheets = page_sheets(root, SCREEN, carried or {})
    screen = _Cascade(sheets).cascade(root)
    if not sheets.differs:
        return Cascade(screen, screen)
    return Cascade(screen, _Cascade(page_sheets(root, PRINT, carried or {})).cascade(root))


class _Cascade:
    """Computes looks from the root down; elements that are alike share theirs."""

    def __init__(self, sheets: StyleSheets) -> None:
        self.sheets = sheets
        self.known: dict[tuple[Any, ...], ComputedStyle] = {}
        self.alike: dict[tuple[Any, ...], ComputedStyle] = {}
        self.budget = Budget()
        self.faces = frozenset(sheets.faces)

    def cascade(self, root: etree._Element) -> dict[etree._Element, ComputedStyle]:
        found: dict[etree._Element, ComputedStyle] = {}
        self.budget = Budget.of(root)
        start = StyledElement(root, None, 0, self.budget)
        pending = [(start, replace(ROOT, custom=self.sheets.initial))]
        while pending:
            element, around = pending.pop()
            computed = self._look(element, around)
            found[element.etree_element] = computed
            pending += [(child, computed) for child in element.iter_children()]
        return found

    def _look(self, element: StyledElement, around: ComputedStyle) -> ComputedStyle:
        node = element.etree_element
        blocks: list[tuple[Any, ...]] = []
        if self.sheets.rules:
            self.budget.spend(self.sheets.cost(element))
            blocks = self.sheets.matcher.match(element)
        named = tuple(node.get(name) for name in TELLING) if len(node.attrib) else ()
        style = (node.get("style") or "") if named else ""
        style = style if node.tag in _SIZED or _FOLLOWED.search(style) else ""
        matched = tuple((block.order, weight, pseudo) for weight, _, pseudo, block in blocks)
        key = (id(around), node.tag, named, style, matched)
        computed = self.known.get(key)
        if computed is None:
            own = browsers_own(node)
            plain = [block for block in blocks if block[2] is None]
            declared = _cascaded(own, presentational(node), plain, _inline(style))
            computed = compute_style(around, own, declared, self.faces)
            computed = self._moving(computed, around, own, declared)
            computed = _with_generated(computed, blocks)
            computed = self.alike.setdefault(_identity(computed), computed)
            self.known[key] = computed
        return computed

    def _moving(
        self, computed: ComputedStyle, around: ComputedStyle, own: Declared, declared: Declared
    ) -> ComputedStyle:
        """Returns a computed style, in doubt where an animation ends with another, or goes on for
        ever.
        """
        words = declared.get("animation")
        if not words or not self.sheets.frames:
            return computed
        if not isinstance(words, frozenset):
            words = frozenset(self.sheets.frames)  # a variable, or a key word for all properties
        for name in words & self.sheets.frames.keys():
            last, other = self.sheets.frames[name]
            for frame in (last, other) if words & _LASTING else (last,):
                moved = compute_style(around, own, {**declared, **frame}, self.faces)
                if any(getattr(moved, seen) != getattr(computed, seen) for seen in _SEEN):
                    return replace(computed, hazards=computed.hazards | {"animation"})
        return computed


_LASTING = frozenset({"infinite", "reverse", "alternate", "alternate-reverse", "paused"})
_SEEN = ("hidden", "faint", "doubtful", "raised", "moved", "crossed", "reversed")
"""What of a computed style tells as what a text is seen."""


def _identity(computed: ComputedStyle) -> tuple[Any, ...]:
    """Returns what two looks have in common that are alike; such are held once."""
    values = [getattr(computed, name) for name in _FIELDS]
    return (*values, tuple(computed.box.items()), id(computed.custom))


_FIELDS = tuple(each.name for each in fields(ComputedStyle) if each.name not in ("box", "custom"))

_SIZED = frozenset({"td", "th", "input", "textarea", "select"})
"""Elements of which a size alone may say that a text is cut."""

_FOLLOWED = re.compile(
    r"display|visib|opacity|filter|color|background|font|vertical|decoration|position|float|inset"
    r"|clip|overflow|indent|transform|translate|scale|rotate|zoom|content|direction|bidi|white|hide|margin"
    r"|list|mask|security|flex|grid|(?<![\w-])order\s*:|all\s*:|var|--|\\|spacing|animation|blend|line-"
    r"|contain|offset|stroke|z-index|initial",
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


def _with_generated(computed: ComputedStyle, blocks: Sequence[tuple[Any, ...]]) -> ComputedStyle:
    """Returns a computed style with what is generated before and after the contents; where the
    first letter or line looks another way, its text is in doubt.
    """
    made: dict[str, tuple[ComputedStyle, Content] | None] = {}
    for place in ("before", "after"):
        own = [block for block in blocks if block[2] == place]
        if not own:
            continue
        declared = _cascaded({}, {}, own, ({}, {}))
        content = declared.get("content")
        if isinstance(content, Pending):
            content = settled("content", content, {}, computed.custom)
        if content and not isinstance(content, str):
            made[place] = compute_style(computed, {}, declared), content
    computed = replace(computed, **made) if made else computed  # type: ignore[arg-type]
    if any(block[2] == "marker" and "content" in block[3].plain for block in blocks):
        computed = replace(computed, list_style=MADE)
    own = [block for block in blocks if block[2] in ("first-letter", "first-line")]
    first = compute_style(computed, {}, _cascaded({}, {}, own, ({}, {}))) if own else computed
    differs = first.size < computed.size or any(
        getattr(first, seen) != getattr(computed, seen) for seen in _SEEN
    )
    return replace(computed, masked=True) if differs and not computed.hidden else computed
