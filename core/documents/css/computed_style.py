"""How one element of a page looks, and whether its text is seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinycss2.ast import Node

from ..flow.invisible_text import SEEN, is_faint
from .css_declarations import Generated
from .css_hazards import QUARTERS
from .css_values import BLACK, WHITE, Colour, in_bytes, over

_LEAST_SIZE = SEEN * 96 / 72
"""Pixels; what is set no larger is not seen."""

_LEAST_OPACITY = 0.12
"""Fainter than this no reader makes out a digit."""

AWAY = 500.0
"""Pixels: what is moved so far out of its place is moved out of sight."""

Content = tuple[Generated, tuple[tuple[int, str], ...]]
"""Generated text, and the attributes that stand in it, each with its place."""


@dataclass(frozen=True, slots=True, eq=False)
class ComputedStyle:
    """How an element looks, with what it has from those around it.

    Attributes:
        display: As CSS computes it.
        gone: It, or something around it, is not displayed.
        size: Of its font, in pixels.
        opacity: With that of everything around it.
        ground: The colour behind its text.
        unclear: A picture or a run of colours lies behind its text.
        stops: The colours that run into each other there, if it is such a run.
        raised: Its text is set above or below the line, as notes and powers are.
        moved: Its text was moved up or down by hand, as all the text of a cell may be.
        crossed: A line goes through its text.
        cut: It is cut away, of no height or width, or moved out of sight.
        reversed: Its digits are set from right to left.
        room: How many pixels of a line of it are shown.
        masked: Something keeps its text, or a part of it, from being read.
        hazards: By what its text may be seen otherwise than it is stored (``css_hazards``).
        clipped: What runs over, of it or of what it stands in within a table, is cut off.
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
    stops: tuple[Colour, ...] = ()
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
    hazards: frozenset[str] = frozenset()
    clipped: bool = False
    pictured: bool = False
    before: tuple[ComputedStyle, Content] | None = None
    after: tuple[ComputedStyle, Content] | None = None
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
            or abs(self.indent) >= AWAY
            or (self.fill or self.colour)[3] * self.opacity <= _LEAST_OPACITY
        )

    @property
    def faint(self) -> bool:
        """Whether its text has the colour of what lies behind it."""
        return not self.unclear and self._is_pale

    @property
    def doubtful(self) -> bool:
        """Whether its text is seen only if what lies behind it is as it should be."""
        return self.masked or bool(self.hazards - QUARTERS) or (self.unclear and self._is_pale)

    @property
    def _is_pale(self) -> bool:
        return any(self._is_lost_on(ground) for ground in (self.ground, *self.stops))

    def _is_lost_on(self, ground: Colour) -> bool:
        ink = self.fill if self.fill is not None else self.colour
        faint = (*ink[:3], ink[3] * self.opacity)
        below = over(ground, self.ground)
        return is_faint(in_bytes(over(faint, below)), in_bytes(below))


ROOT = ComputedStyle(display="block")
