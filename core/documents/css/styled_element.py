"""An element as selectors see it, and what matching it may cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from ..source_files.limits import STYLES, OverLimitError

_UPWARDS = 16
"""How many elements around one count as one step: looking at them costs next to nothing."""


_SIDEWAYS = 10
"""Steps that one to a sibling counts, since that has to be looked up in the tree."""


_STEPS_EACH = 150
"""Steps, and selectors tried, for an element; pages of reports take some tens."""


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
