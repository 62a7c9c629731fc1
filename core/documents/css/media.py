"""Answers media queries for a report as it is opened: on a screen, or printed."""

from __future__ import annotations

from collections.abc import Sequence

from tinycss2.ast import Node

from .css_values import length, significant

SCREEN, PRINT = "screen", "print"

_WIDTH, _HEIGHT = 1280.0, 800.0
"""The window of a desk, in pixels, since that is where a report is read."""

_SAID = {
    "orientation": "landscape", "prefers-color-scheme": "light", "hover": "hover",
    "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "scripting": "enabled",
    "update": "fast", "prefers-reduced-motion": "no-preference", "forced-colors": "none",
    "prefers-contrast": "no-preference", "inverted-colors": "none", "display-mode": "browser",
    "overflow-block": "scroll", "overflow-inline": "scroll", "scan": "progressive",
}  # fmt: skip
"""Features that are answered with a word."""

_COUNTED = {
    "width": _WIDTH, "height": _HEIGHT, "device-width": _WIDTH, "device-height": _HEIGHT,
    "color": 8.0, "monochrome": 0.0, "color-index": 0.0, "grid": 0.0,
    "aspect-ratio": _WIDTH / _HEIGHT, "resolution": 1.0, "device-pixel-ratio": 1.0,
}  # fmt: skip


def matches(prelude: Sequence[Node], medium: str) -> bool:
    """Returns whether a list of media queries is true (Media Queries 4, section 3).

    Args:
        prelude: The tokens of the list; an empty one is true.
        medium: SCREEN or PRINT.
    """
    queries: list[list[Node]] = [[]]
    for token in significant(prelude):
        if token == ",":
            queries.append([])
        else:
            queries[-1].append(token)
    return queries == [[]] or any(_query(query, medium) for query in queries)


def _query(words: list[Node], medium: str) -> bool:
    """Returns whether one query is true; what is not understood is not."""
    if not words:
        return False
    denied = False
    if words[0].type == "ident" and words[0].lower_value in ("not", "only"):
        denied = words[0].lower_value == "not"
        words = words[1:]
        if not words or words[0].type != "ident":
            answer = _condition(words, medium)
            return answer is not None and answer != denied
    if words and words[0].type == "ident":
        named = words[0].lower_value in ("all", medium)
        rest = words[1:]
        if rest and not (rest[0].type == "ident" and rest[0].lower_value == "and"):
            return False
        answer = _condition(rest[1:], medium) if rest else True
        return answer is not None and (named and answer) != denied
    return _condition(words, medium) or False


def _condition(words: list[Node], medium: str) -> bool | None:
    """Returns the answer to conditions joined by "and" or "or"; None where one is not known."""
    answers: list[bool | None] = []
    joints: set[str] = set()
    denied = False
    for word in words:
        if word.type == "ident" and word.lower_value == "not":
            denied = not denied
        elif word.type == "ident":
            joints.add(word.lower_value)
        elif word.type == "() block":
            answer = _feature(significant(word.content), medium)
            answers.append(None if answer is None else answer != denied)
            denied = False
        else:
            return None
    if not answers or joints - {"and", "or"} or len(joints) > 1:
        return None
    if "or" in joints:
        return True if True in answers else None if None in answers else False
    return False if False in answers else None if None in answers else True


def _feature(words: list[Node], medium: str) -> bool | None:
    if not words:
        return None
    if words[0].type == "() block" or (
        words[0].type == "ident" and words[0].lower_value == "not" and len(words) > 1
    ):
        return _condition(words, medium)
    if len(words) == 1:
        return _plain(words[0])
    if words[0].type == "ident" and len(words) >= 3 and words[1] == ":":
        return _stated(words[0].lower_value.removeprefix("-webkit-"), words[2:])
    return _ranged(words)


def _plain(word: Node) -> bool | None:
    if word.type != "ident":
        return None
    name = word.lower_value
    if name in _SAID:
        return _SAID[name] not in ("none", "no-preference")
    return bool(_COUNTED[name]) if name in _COUNTED else None


def _stated(name: str, value: list[Node]) -> bool | None:
    if name in _SAID:
        return bool(value[0].type == "ident" and value[0].lower_value == _SAID[name])
    bound = "min" if name.startswith("min-") else "max" if name.startswith("max-") else ""
    name = name.removeprefix(f"{bound}-") if bound else name
    size = _size(value)
    if name not in _COUNTED or size is None:
        return None
    own = _COUNTED[name]
    return own >= size if bound == "min" else own <= size if bound == "max" else own == size


def _ranged(words: list[Node]) -> bool | None:
    """Returns the answer to "width >= 600px", "400px <= width <= 900px" and the like."""
    parts: list[list[Node]] = [[]]
    signs: list[str] = []
    for word in words:
        if word.type == "literal" and word.value in ("<", ">", "=", "<=", ">="):
            if not parts[-1] and signs:
                signs[-1] += word.value  # ">" and "=" are tokens of their own
            else:
                signs.append(word.value)
                parts.append([])
        else:
            parts[-1].append(word)
    values = [_operand(part) for part in parts]
    if not signs or any(value is None for value in values):
        return None
    compared = {
        "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b, "=": lambda a, b: a == b,
    }  # fmt: skip
    pairs = zip(values, signs, values[1:], strict=False)
    if any(sign not in compared for sign in signs):
        return None
    return all(compared[sign](left, right) for left, sign, right in pairs)


def _operand(words: list[Node]) -> float | None:
    if len(words) == 1 and words[0].type == "ident":
        return _COUNTED.get(words[0].lower_value)
    return _size(words)


def _size(words: list[Node]) -> float | None:
    """Returns a length in pixels, a ratio, a resolution in dots a pixel, or a number."""
    first = words[0] if words else None
    if first is None:
        return None
    if len(words) == 3 and words[1] == "/":
        above, below = _size(words[:1]), _size(words[2:])
        return above / below if above is not None and below else None
    if first.type == "number":
        return float(first.value)
    if first.type == "dimension" and first.lower_unit in ("dpi", "dpcm", "dppx", "x"):
        scale = {"dpi": 1 / 96, "dpcm": 2.54 / 96}.get(first.lower_unit, 1.0)
        return float(first.value) * scale
    size = length(first)
    return None if size is None else size.in_pixels(16.0, _WIDTH)
