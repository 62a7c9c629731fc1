"""Numbers, matrices and outlines as an OFD writes them; lengths in millimetres, y downwards."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

Matrix = tuple[float, float, float, float, float, float]
"""x' = a x + c y + e, y' = b x + d y + f."""

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_LARGEST = 1e6
"""Millimetres; no page is larger, and no number in one."""

_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def numbers(text: str | None) -> list[float]:
    """Returns the numbers of a list; what is none counts as 0."""
    return [number(part) for part in (text or "").split()]


def number(text: str | None, default: float = 0.0) -> float:
    """Returns a number, or the default where there is none that a page can have."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _LARGEST else default


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """Returns x, y, width and height, or None."""
    values = numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def matrix(text: str | None) -> Matrix:
    """Returns a matrix of six numbers; the one that changes nothing where there is none."""
    values = numbers(text)
    if len(values) != 6:
        return SAME
    return (values[0], values[1], values[2], values[3], values[4], values[5])


def times(first: Matrix, then: Matrix) -> Matrix:
    """Returns what two matrices do one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def at(by: Matrix, x: float, y: float) -> tuple[float, float]:
    """Returns where a matrix puts a point."""
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def steps(text: str | None, count: int) -> list[float]:
    """Returns the distances between characters: "g 3 5.0" stands for three of 5.0.

    Args:
        text: As written.
        count: How many are wanted; the last one goes on.
    """
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times_, value = number(next(words, "")), number(next(words, ""))
            found += [value] * int(min(max(times_, 0), count))
        else:
            found.append(number(word))
        if len(found) >= count:
            break
    return (found + [found[-1] if found else 0.0] * count)[:count]


def outline(data: str) -> Iterator[tuple[str, Sequence[float]]]:
    """Yields the operators of a path with their numbers; it ends where one has too few."""
    words = re.findall(r"[SMLQBAC]|[-+0-9.eE]+", data)
    index = 0
    while index < len(words):
        operator = words[index]
        wanted = _ARGUMENTS.get(operator)
        if wanted is None:
            return
        values = [number(word) for word in words[index + 1 : index + 1 + wanted]]
        if len(values) < wanted:
            return
        yield operator, values
        index += 1 + wanted
