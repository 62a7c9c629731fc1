"""What is declared of an element, longhand by longhand, and what reads it from a style sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tinycss2.ast import Node

from .css_values import (
    NO_LENGTH,
    Length,
    Tokens,
)

Declared = Mapping[str, Any]
"""Longhand properties and their values; the value's type goes with the property."""


SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Pending:
    """A value with variables in it, to be read once these are known."""

    name: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class MovedBox:
    """What a transformation does: moves by two lengths, or leaves nothing to be seen."""

    right: Length = NO_LENGTH
    down: Length = NO_LENGTH
    vanishes: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """What stands before or after an element by style: its text, or a picture."""

    text: str = ""
    pictured: bool = False


Parser = Callable[[list[Node]], Declared | None]


PICKS = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of one to four values are for the top, the right, the bottom and the left."""


PHYSICAL: Mapping[str, str] = {
    "inline-size": "width", "block-size": "height",
    "max-inline-size": "max-width", "max-block-size": "max-height",
    "inset-inline-start": "left", "inset-inline-end": "right",
    "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top", "margin-block-end": "margin-bottom",
    "overflow-inline": "overflow-x", "overflow-block": "overflow-y",
}  # fmt: skip
"""What is said along the lines and across them (CSS Logical Properties 1), of lines from left to
right and from the top down."""


LONGHANDS: Mapping[str, tuple[str, ...]] = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "families"),
    "font-family": ("families",),
    "text-decoration": ("text-decoration-line",),
    "font-variant": ("font-variant-position",),
    "inset": SIDES,
    "margin": tuple(f"margin-{side}" for side in SIDES),
    "padding": tuple(f"padding-{side}" for side in SIDES),
    "overflow": ("overflow-x", "overflow-y"),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "grid-row": ("grid-row-start", "grid-row-end"),
    "grid-column": ("grid-column-start", "grid-column-end"),
    "grid-area": ("grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"),
    "grid-template": ("grid-template-columns",),
    "grid": ("grid-template-columns",),
    "list-style": ("list-style-type",),
    "animation-name": ("animation",),
    "mask-image": ("mask",),
    "text-security": ("mask",),
    "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-block": ("margin-top", "margin-bottom"),
    **{logical: (physical,) for logical, physical in PHYSICAL.items()},
}
