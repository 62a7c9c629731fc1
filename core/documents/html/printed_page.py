"""What is known of a page while its elements are walked: its looks, and what scripts may write."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ..css.cascade import Cascade
from ..css.computed_style import ComputedStyle
from ..flow.drafts import Turner
from ..flow.runs import Seen, Style
from .scripts import Written


@dataclass(slots=True)
class PrintedPage:
    """What is known of the page that is read: its looks, and what its scripts may write to."""

    cascade: Cascade
    written: Written = field(default_factory=Written)
    styles: dict[tuple[int, int, bool], Style] = field(default_factory=dict)
    turner: Turner = field(default_factory=Turner)

    def style(self, element: etree._Element | None, *, seen_on_paper: bool) -> Style:
        """Returns how the text of an element stands on the page.

        Args:
            element: Whose own text it is.
            seen_on_paper: Whether what is around it is seen when the page is printed.
        """
        computed, paper = self.cascade.of(element), self.cascade.on_paper(element)
        key = (id(computed), id(paper), seen_on_paper)
        if key not in self.styles:
            differs = paper.hidden or (paper.doubtful and not computed.doubtful)
            self.styles[key] = style_of(computed, doubtful=seen_on_paper and differs)
        return self.styles[key]


def style_of(computed: ComputedStyle, *, doubtful: bool = False, made: bool = False) -> Style:
    """Returns how a text stands on the page of which the style is known.

    Args:
        computed: Of the element whose own text it is.
        doubtful: Whether some readers may not see it.
        made: Whether the style makes the text, and the page does not hold it.
    """
    seen = Seen.PLAINLY
    if computed.hidden:
        seen = Seen.HIDDEN
    elif computed.faint:
        seen = Seen.FAINT
    elif doubtful or computed.doubtful:
        seen = Seen.DOUBTFUL
    return Style(
        seen=seen,
        crossed=computed.crossed,
        raised=computed.raised,
        moved=computed.moved,
        size=round(computed.size, 2),
        reversed=computed.reversed,
        made=made,
    )
