"""The rules of a page's own style sheets, and which of them an element matches.

Nothing is ever fetched: of a sheet that stands elsewhere only one that the page carries in itself,
in a ``data:`` address or as a part of a web archive, is read.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any
from urllib.parse import unquote_to_bytes, urldefrag

import tinycss2
from cssselect2 import Matcher, SelectorError, compile_selector_list
from lxml import etree
from tinycss2.ast import Node

from ..limits import STYLES, OverLimitError
from . import css_properties
from .css_hazards import families
from .css_properties import Declared
from .css_values import significant, with_short_numbers
from .media import PRINT, SCREEN, matches

_MOST_NESTED = 30
"""Rules within rules, and sheets within sheets, that are followed."""

_MOST_RULES = 100_000

_UPWARDS = 16
"""How many elements around one count as one step: looking at them costs next to nothing."""

_SIDEWAYS = 10
"""Steps that one to a sibling counts, since that has to be looked up in the tree."""

_STEPS_EACH = 150
"""Steps, and selectors tried, for an element; pages of reports take some tens."""

_DATA = re.compile(r"\s*+data:text/css\s*+(?:;[^,;]*+)*?(;\s*+base64\s*+)?,", re.IGNORECASE)


class TooCostlyError(OverLimitError):
    """The style sheets of a page ask for more steps than any page needs."""

    def __init__(self) -> None:
        super().__init__(STYLES)


@dataclass(slots=True)
class Budget:
    """How many steps are left."""

    left: int = STYLES.most

    @classmethod
    def of(cls, root: etree._Element) -> Budget:
        """Returns the steps of a page: a share for each element, so that a long page has more and
        only one whose steps grow faster than itself is refused.
        """
        return cls(STYLES.most + _STEPS_EACH * sum(1 for _ in root.iter()))

    def spend(self, steps: int = 1) -> None:
        """Takes some steps away.

        Raises:
            TooCostlyError: There are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooCostlyError


class StyledElement:
    """An element as selectors ask of it: what ``cssselect2.ElementWrapper`` is, in linear time.

    That class holds a tuple of all siblings before each; here they are looked up in the tree.
    """

    in_html_document = True
    namespace_url = ""

    def __init__(
        self, element: etree._Element, parent: StyledElement | None, index: int, budget: Budget
    ) -> None:
        self.etree_element = element
        self.parent = parent
        self.index = index
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.budget = budget
        self.local_name = element.tag
        self.id = element.get("id")
        self.classes = _classes(element.get("class", ""))

    @cached_property
    def lang(self) -> str:
        """Returns the language that it, or what it stands in, names."""
        own = self.etree_element.get("lang")
        if own is not None:
            return own.lower()
        return self.parent.lang if self.parent is not None else ""

    @property
    def ancestors(self) -> Iterator[StyledElement]:
        """Yields what it stands in, the nearest first."""
        at = self.parent
        self.budget.spend(1 + self.depth // _UPWARDS)
        while at is not None:
            yield at
            at = at.parent

    @property
    def previous(self) -> StyledElement | None:
        """Returns the sibling before it."""
        before = self.etree_element.getprevious()
        if self.parent is None or before is None:
            return None
        return StyledElement(before, self.parent, self.index - 1, self.budget)

    @property
    def previous_siblings(self) -> Iterator[StyledElement]:
        """Yields the siblings before it, the nearest first."""
        at = self.previous
        while at is not None:
            self.budget.spend(_SIDEWAYS)
            yield at
            at = at.previous

    @property
    def etree_siblings(self) -> list[etree._Element]:
        """Returns the children of what it stands in."""
        siblings = [self.etree_element] if self.parent is None else self.parent.etree_children
        self.budget.spend(len(siblings) // 50 + 1)  # slices of them are looked through at once
        return siblings

    @cached_property
    def etree_children(self) -> list[etree._Element]:
        """Returns its child elements."""
        return list(self.etree_element)

    def iter_children(self) -> Iterator[StyledElement]:
        """Yields its children."""
        for index, child in enumerate(self.etree_children):
            self.budget.spend()
            yield StyledElement(child, self, index, self.budget)

    def iter_siblings(self) -> Iterator[StyledElement]:
        """Yields the children of what it stands in, itself among them."""
        yield from [self] if self.parent is None else self.parent.iter_children()

    def iter_next_siblings(self) -> Iterator[StyledElement]:
        """Yields the siblings after it."""
        after = self.etree_element.getnext()
        index = self.index
        while self.parent is not None and after is not None:
            self.budget.spend(_SIDEWAYS)
            index += 1
            yield StyledElement(after, self.parent, index, self.budget)
            after = after.getnext()

    def iter_subtree(self) -> Iterator[StyledElement]:
        """Yields itself and everything in it."""
        pending: list[StyledElement] = [self]
        while pending:
            element = pending.pop()
            yield element
            pending += reversed(list(element.iter_children()))

    @property
    def in_disabled_fieldset(self) -> bool:
        """Returns whether its form is switched off."""
        return any(at.etree_element.get("disabled") is not None for at in self.ancestors)


@lru_cache(maxsize=10_000)
def _classes(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """The followed declarations of one rule, plain and important, and its place in the layers."""

    plain: Declared
    important: Declared
    layer: float
    order: int


def declared_in(content: Iterable[Node]) -> tuple[Declared, Declared]:
    """Returns the followed longhands of a block of declarations, plain and important.

    Custom properties are among them, by their names.
    """
    plain: dict[str, Any] = {}
    important: dict[str, Any] = {}
    for node in content:
        if node.type != "declaration":
            continue
        found: Declared | None
        if node.name.startswith("--"):
            found = {node.name: tuple(node.value)}
        else:
            found = css_properties.expanded(node.lower_name, node.value)
        if found:
            (important if node.important else plain).update(found)
    return plain, important


_rules_of = partial(tinycss2.parse_stylesheet, skip_comments=True, skip_whitespace=True)
_rules_in = partial(tinycss2.parse_rule_list, skip_comments=True, skip_whitespace=True)
_contents = partial(tinycss2.parse_blocks_contents, skip_comments=True, skip_whitespace=True)


@dataclass(slots=True)
class StyleSheets:
    """The rules of a page for one medium, in a matcher.

    Attributes:
        medium: SCREEN or PRINT.
        carried: Sheets that the page brings along, by their addresses.
        differs: Some rule holds for one medium alone.
        frames: What each animation declares at its end, and anywhere else.
        faces: The fonts that the page brings, their names in lower case.
        initial: What variables are where nothing sets them.
    """

    medium: str
    carried: Mapping[str, str] = field(default_factory=dict)
    matcher: Matcher = field(default_factory=Matcher)
    layers: dict[str, int] = field(default_factory=dict)
    rules: int = 0
    differs: bool = False
    frames: dict[str, tuple[Declared, Declared]] = field(default_factory=dict)
    faces: set[str] = field(default_factory=set)
    initial: dict[str, tuple[Node, ...]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Takes in the rules of a sheet."""
        self._sheet(_rules_of(with_short_numbers(text)), "", 0)

    def add_linked(self, address: str) -> None:
        """Takes in a sheet that is linked to, if the page carries it."""
        text = self._linked(address)
        if text is not None:
            self.add(text)

    def holds(self, query: list[Node]) -> bool:
        """Returns whether a media query is true here."""
        on_screen, on_paper = matches(query, SCREEN), matches(query, PRINT)
        self.differs |= on_screen != on_paper
        return on_screen if self.medium == SCREEN else on_paper

    def cost(self, element: StyledElement) -> int:
        """Returns how many selectors have to be tried at an element."""
        tried = [
            self.matcher.id_selectors.get(element.id, ()),
            self.matcher.lower_local_name_selectors.get(element.local_name, ()),
            self.matcher.other_selectors,
            *(self.matcher.class_selectors.get(name, ()) for name in element.classes),
        ]
        return sum(map(len, tried))

    def _linked(self, address: str) -> str | None:
        found = _DATA.match(address)
        if found is None:
            return self.carried.get(urldefrag(address.strip())[0])
        data = unquote_to_bytes(address[found.end() :])
        try:
            data = base64.b64decode(data) if found[1] else data
        except binascii.Error:
            return None
        return data.decode("utf-8", "replace")

    def _sheet(self, rules: Iterable[Node], layer: str, depth: int) -> None:
        if depth > _MOST_NESTED:
            return
        for rule in rules:
            if rule.type == "qualified-rule":
                self._rule(rule.prelude, rule.content, layer, depth, "")
            elif rule.type == "at-rule":
                self._at_rule(rule, layer, depth)

    def _at_rule(self, rule: Node, layer: str, depth: int) -> None:
        name = rule.lower_at_keyword
        if name == "import":
            self._import(rule, layer, depth)
        elif name == "layer":
            self._layer(rule, layer, depth)
        elif rule.content is not None and name in _DEFINING:
            _DEFINING[name](self, rule)
        elif rule.content is not None and self._applies(name, rule.prelude):
            self._sheet(
                _rules_in(rule.content),
                layer,
                depth + 1,
            )

    def _applies(self, name: str, prelude: list[Node]) -> bool:
        """Returns whether the rules of a conditional group hold; a container's size is not known,
        nor what the rules of others mean.
        """
        if name == "media":
            return self.holds(prelude)
        if name == "supports":
            words = significant(prelude)
            return not (words and words[0].type == "ident" and words[0].lower_value == "not")
        return name in ("container", "scope")

    def _import(self, rule: Node, layer: str, depth: int) -> None:
        words = significant(rule.prelude)
        if not words:
            return
        first = words[0]
        address = first.value if first.type in ("url", "string") else ""
        if first.type == "function" and first.lower_name == "url" and first.arguments:
            address = getattr(first.arguments[0], "value", "")
        text = self._linked(address)
        if text is not None and self.holds(words[1:]):
            self._sheet(
                _rules_of(with_short_numbers(text)),
                layer,
                depth + 1,
            )

    def _layer(self, rule: Node, layer: str, depth: int) -> None:
        names = [name.strip() for name in tinycss2.serialize(rule.prelude).split(",")]
        full = [f"{layer}.{name}" if layer else name for name in names]
        if rule.content is None:
            for name in full:
                self.layers.setdefault(name, len(self.layers))
            return
        own = full[0] or f"{layer}.#{len(self.layers)}"
        self.layers.setdefault(own, len(self.layers))
        self._sheet(
            _rules_in(rule.content),
            own,
            depth + 1,
        )

    def _keyframes(self, rule: Node) -> None:
        """Takes in an animation: what it declares at its end, and at any other time."""
        last: dict[str, Any] = {}
        other: dict[str, Any] = {}
        for frame in _rules_in(rule.content):
            if frame.type != "qualified-rule":
                continue
            plain, _ = declared_in(_contents(frame.content))
            when = tinycss2.serialize(frame.prelude).lower()
            (last if "to" in when.split() or "100%" in when else other).update(plain)
        names = [word.value for word in significant(rule.prelude) if hasattr(word, "value")]
        for name in names[:1]:
            self.frames[name] = last, other

    def _face(self, rule: Node) -> None:
        """Takes in the name of a font that the page brings; one of the machine is none."""
        said = {node.lower_name: node.value for node in _contents(rule.content)
                if node.type == "declaration"}  # fmt: skip
        brings = any(
            word.type == "url" or (word.type == "function" and word.lower_name == "url")
            for word in said.get("src", ())
        )
        if brings:
            self.faces.update(families(said.get("font-family", ())))

    def _variable(self, rule: Node) -> None:
        """Takes in what a variable is where nothing sets it (CSS Properties and Values 1)."""
        name = tinycss2.serialize(rule.prelude).strip()
        for node in _contents(rule.content):
            if node.type == "declaration" and node.lower_name == "initial-value":
                self.initial[name] = tuple(node.value)

    def _rule(
        self,
        prelude: list[Node],
        content: list[Node],
        layer: str,
        depth: int,
        around: str,
    ) -> None:
        """Takes in a rule and, within it, those that are nested (CSS Nesting)."""
        self.rules += 1
        if depth > _MOST_NESTED or self.rules > _MOST_RULES:
            raise TooCostlyError
        inner = _contents(content)
        selector = _nested(prelude, around) if around else tinycss2.serialize(prelude).strip()
        plain, important = declared_in(inner)
        if plain or important:
            rank = self.layers[layer] if layer else math.inf
            self._select(selector, RuleBlock(plain, important, rank, self.rules))
        for rule in inner:
            if rule.type == "qualified-rule":
                self._rule(rule.prelude, rule.content, layer, depth + 1, selector)
            elif (
                rule.type == "at-rule"
                and rule.content is not None
                and self._applies(rule.lower_at_keyword, rule.prelude)
            ):
                itself = tinycss2.parse_component_value_list("&")
                self._rule(itself, rule.content, layer, depth + 1, selector)

    def _select(self, selector: str, block: RuleBlock) -> None:
        try:
            compiled = compile_selector_list(selector)
        except (SelectorError, NotImplementedError, SyntaxError, RecursionError, MemoryError):
            return  # one that is not understood drops its rule (Selectors 4, section 3.9)
        for one in compiled:
            self.matcher.add_selector(one, block)


_DEFINING = {
    "keyframes": StyleSheets._keyframes,
    "-webkit-keyframes": StyleSheets._keyframes,
    "font-face": StyleSheets._face,
    "property": StyleSheets._variable,
}
"""What at-rules define that are no rules of elements."""


def _nested(prelude: list[Node], around: str) -> str:
    """Returns the selector of a rule within another one's."""
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    outer = f":is({around})"
    written = [tinycss2.serialize(part).strip() for part in parts]
    return ", ".join(
        part.replace("&", outer) if "&" in part else f"{outer} {part}" for part in written
    )


def page_sheets(root: etree._Element, medium: str, carried: Mapping[str, str]) -> StyleSheets:
    """Returns the rules of all sheets of a page, in their order.

    Raises:
        TooCostlyError: There are more than any page has.
    """
    sheets = StyleSheets(medium, carried)
    for element in root.iter("style", "link"):
        query = tinycss2.parse_component_value_list(
            with_short_numbers(element.get("media", "")), skip_comments=True
        )
        if element.get("disabled") is not None or not sheets.holds(query):
            continue
        if element.tag == "style":
            sheets.add("".join(map(str, element.itertext())))
            continue
        kinds = element.get("rel", "").lower().split()
        if "stylesheet" in kinds and "alternate" not in kinds:
            sheets.add_linked(element.get("href", ""))
    return sheets
