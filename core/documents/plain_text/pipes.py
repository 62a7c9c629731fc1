"""Sets lines right in which pipes stand alone or rows are broken, before they become rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

PIPE = re.compile(r"(?<!\\)\|")

BREAK = "<br>"
"""Stands where a row was broken within a cell; inline markup that the reader knows."""

_OFTEN = 0.6
"""The share of the lines with pipes from which on they print one cell a line."""

_LEAST = 8
"""Lines with pipes; fewer are no table of the form, one cell a line."""

_LONGEST_REST = 120
"""Characters of the rest of a broken row."""


def without_lone_pipes(lines: Sequence[str]) -> list[str]:
    """Returns the lines of a text that prints one cell a line without the pipes that end each
    cell or stand between two; lines of any other text as they are.

    A blank cell is an empty line then: a lone pipe among lines that end in one, or two lone
    pipes one after the other.
    """
    piped = [line for line in lines if PIPE.search(line)]
    single = [line for line in piped if _cell(line) is not None]
    if len(single) < max(_LEAST, _OFTEN * len(piped)):
        return list(lines)
    ends_cells = any(_cell(line) for line in piped)
    return _ended(lines) if ends_cells else _parted(lines)


def _cell(line: str) -> str | None:
    """Returns the one cell of a line with a pipe at an end, or at both; None of other lines."""
    bare = line.strip()
    if not bare.startswith("|") and not bare.endswith("|"):
        return None
    cell = bare.removeprefix("|").removesuffix("|")
    return None if "|" in cell else cell.strip()


def _ended(lines: Sequence[str]) -> list[str]:
    """Returns the cells of lines that end, or begin, with a pipe; a lone pipe is a blank one."""
    return [line if (cell := _cell(line)) is None else cell for line in lines]


def _parted(lines: Sequence[str]) -> list[str]:
    """Returns the cells between lone pipes; two pipes one after the other hold a blank one."""
    result: list[str] = []
    is_open = False
    for line in lines:
        if line.strip() == "|":
            result += [""] * is_open
            is_open = True
        elif line.strip() or not is_open:
            result.append(line)
            is_open = False
    return result


def whole_rows(lines: Sequence[str]) -> list[str]:
    """Returns the lines with each row of pipes whole that was broken within a cell.

    A row that begins with a pipe and does not end in one goes on on the next line, if that does
    not begin with a pipe and ends in one.
    """
    result: list[str] = []
    for line in lines:
        before = result[-1].strip() if result else ""
        bare = line.strip()
        is_rest = bare.endswith("|") and not bare.startswith("|") and len(bare) <= _LONGEST_REST
        if is_rest and before.startswith("|") and not before.endswith("|"):
            result[-1] = f"{result[-1]}{BREAK}{bare}"
        else:
            result.append(line)
    return result
