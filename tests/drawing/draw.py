"""Draws one report: figures from a seed, written in an author's habits, set in a layout."""

from __future__ import annotations

from random import Random

from .habits import draw_habits
from .layouts import LAYOUTS
from .report import DrawnReport, plan


def draw(seed: int, layout: str, **habits: object) -> DrawnReport:
    """Returns a drawn document; the same one for the same arguments.

    Args:
        seed: Decides everything that is not given.
        layout: One of ``LAYOUTS``.
        habits: Fields of ``Habits``.
    """
    kind = LAYOUTS[layout]
    random = Random(f"{layout} {seed}")
    chosen = draw_habits(random, {**kind.habits, **habits})
    parts, truths = plan(chosen, random)
    style = kind.draw_style(random)
    if kind.alter is not None:
        parts, truths = kind.alter(parts, truths, style, random)
    data = kind.drawer(parts, style, random)
    name = f"report{kind.suffix}"
    return DrawnReport(
        name, data, tuple(truths), chosen, kind.keeps_blanks, kind.divided, kind.legible
    )
