"""The rules of a page's own style sheets, and which of them an element matches.

Nothing is ever fetched: of a sheet that stands elsewhere only one that the page carries in itself,
in a ``data:`` address or as a part of a web archive, is read.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes, urldefrag

import tinycss2
from cssselect2 import Matcher, SelectorError, compile_selector_list
from lxml import etree
from tinycss2.ast import Node

from . import css_properties
from .css_declarations import Declared
from .css_hazards import families
from .css_values import significant, with_short_numbers
from .media import PRINT, SCREEN, matches
from .styled_element import StyledElement, TooCostlyError

_MOST_NESTED = 30
"""Rules within rules, and sheets within sheets, that are followed."""

_MOST_RULES = 100_000
"""Of a page; to match more with every element would take too long."""


_DATA = re.compile(r"\s*+data:text/css\s*+(?:;[^,;]*+)*?(;\s*+base64\s*+)?,", re.IGNORECASE)


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
