"""Reads the properties of grids and boxes: places, tracks and their order."""

from __future__ import annotations

from tinycss2.ast import Node

from .css_declarations import (
    LONGHANDS,
    Declared,
    Parser,
)
from .css_values import (
    idents,
    significant,
)


def read_place(name: str) -> Parser:
    """Returns a parser of where an element stands in a grid: start and end lines."""

    def parse(words: list[Node]) -> Declared | None:
        parts: list[list[Node]] = [[]]
        for word in words:
            if word == "/":
                parts.append([])
            else:
                parts[-1].append(word)
        lines = [_grid_line(part) for part in parts]
        names = LONGHANDS.get(name, (name,))
        if len(lines) > len(names):
            return None
        lines += [None] * (len(names) - len(lines))
        return dict(zip(names, lines, strict=True))

    return parse


def _grid_line(words: list[Node]) -> tuple[str, int] | None:
    numbers = [word.int_value for word in words if word.type == "number" and word.is_integer]
    if set(idents(words)) - {"auto", "span"}:
        return "named", 0
    if not numbers:
        return None
    return ("span" if "span" in idents(words) else "line"), numbers[0]


def read_tracks(words: list[Node]) -> Declared | None:
    """Reads how many columns a grid has; None where it depends on the room that there is."""
    count: int | None = 0
    for word in words:
        if word.type == "function" and word.lower_name == "repeat":
            inner = significant(word.arguments)
            times = inner[0].int_value if inner and inner[0].type == "number" else None
            size = sum(at.type not in ("[] block",) and at != "," for at in inner[1:])
            count = None if times is None or count is None else count + times * size
        elif word.type != "[] block" and count is not None:
            count += 1
    return {"grid-template-columns": None if idents(words) == ["none"] else count}


def read_grid_template(words: list[Node]) -> Declared | None:
    """Returns the tracks of a grid from the shorthand, where it gives them; or None."""
    if "/" not in [word.value for word in words if word.type == "literal"]:
        return None
    at = next(i for i, word in enumerate(words) if word == "/")
    return read_tracks(words[at + 1 :])


def read_order(words: list[Node]) -> Declared | None:
    """Returns the place of an item among its neighbours; or None."""
    if len(words) == 1 and words[0].type == "number" and words[0].is_integer:
        return {"order": words[0].int_value}
    return None


def read_flex_flow(words: list[Node]) -> Declared | None:
    """Returns the direction of a flexible box, and how its lines follow each other; or None."""
    said = {"flex-wrap" if "wrap" in word else "flex-direction": word for word in idents(words)}
    return {"flex-direction": "row", "flex-wrap": "nowrap"} | said
