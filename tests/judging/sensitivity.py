"""Which of the numbers that reading stands on anything notices: each is set lower and higher."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import gouji.core.documents
import gouji.core.extraction
from gouji.core.errors import GoujiError
from gouji.core.pipeline import open_reports

FACTORS = (0.6, 1.6)
ROOMS = (gouji.core.documents, gouji.core.extraction)

Said = tuple[tuple[object, str], ...]
"""What each cell says, and how sure that is, as text."""


@dataclass(frozen=True)
class Constant:
    """A named number, a field of a named dataclass, or a place of a named tuple of numbers.

    Attributes:
        name: With its module, and its field or place.
        value: As it is.
        put: Sets it wherever it is known.
    """

    name: str
    value: float
    put: Callable[[float], None]


@dataclass(frozen=True)
class Noticed:
    """How many documents a change of a constant changed: what was read, or only how surely."""

    read: int
    sureness: int


def noticed(
    constant: Constant, factor: float, paths: Sequence[Path], before: Sequence[Said]
) -> Noticed:
    """Returns what notices when a constant is multiplied by a factor.

    Args:
        constant: What is changed.
        factor: By how much.
        paths: The documents that are read.
        before: What they say as it is.
    """
    with _set(constant, factor):
        after = [said(path) for path in paths]
    read = sum(_figures(one) != _figures(other) for one, other in zip(before, after, strict=True))
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    return Noticed(read, changed - read)


def constants(within: str = "") -> list[Constant]:
    """Returns the named numbers of the modules whose names hold ``within``."""
    return [
        part
        for module in _modules()
        if within in module.__name__
        for name in _assigned(module)
        if name.isupper() and name in vars(module)
        for part in _parts(module, name)
    ]


def _parts(module: ModuleType, name: str) -> Iterator[Constant]:
    value = vars(module)[name]
    full = f"{module.__name__.removeprefix('gouji.core.')}.{name}"
    places = [
        other
        for other in _modules()
        if other is module or (name not in _assigned(other) and vars(other).get(name) is value)
    ]

    def put_whole(new: object) -> None:
        for place in places:
            setattr(place, name, new)

    if _is_number(value):
        yield Constant(full, value, lambda new: put_whole(_like(value, new)))
    elif isinstance(value, tuple) and value and all(map(_is_number, value)):
        for at, one in enumerate(value):
            yield Constant(
                f"{full}[{at}]",
                one,
                lambda new, at=at, one=one: put_whole(
                    (*value[:at], _like(one, new), *value[at + 1 :])
                ),
            )
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            one = getattr(value, field.name)
            if _is_number(one):
                # Frozen, and bound as a default of functions: it is changed where it is.
                yield Constant(
                    f"{full}.{field.name}",
                    one,
                    lambda new, key=field.name, one=one: object.__setattr__(
                        value, key, _like(one, new)
                    ),
                )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _like(old: float, new: float) -> float:
    """Returns a new value of the old one's type, and another one than it."""
    if not isinstance(old, int):
        return new
    return round(new) if round(new) != old else old + (1 if new > old else -1)


@contextmanager
def _set(constant: Constant, factor: float) -> Iterator[None]:
    """Sets a constant meanwhile, with nothing remembered of the other value."""
    _forget()
    constant.put(constant.value * factor)
    try:
        yield
    finally:
        constant.put(constant.value)
        _forget()


def _forget() -> None:
    for module in _modules():
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__module__ != __name__:
                value.cache_clear()


def said(path: Path) -> Said:
    """Returns what the reports of a document say, or why it cannot be read."""
    try:
        reports = open_reports(path).reports
    except (GoujiError, ArithmeticError, LookupError, ValueError) as error:
        return ((type(error).__name__, ""),)
    return tuple(
        ((reading.figure.state, reading.figure.value), f"{reading.confidence:.3f}")
        for report in reports
        for reading in report.readings.values()
    )


def _figures(said: Said) -> list[object]:
    return [figure for figure, _ in said]


@cache
def _modules() -> tuple[ModuleType, ...]:
    """Returns every module that reads documents or reports."""
    return tuple(
        importlib.import_module(found.name)
        for room in ROOMS
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    )


@cache
def _assigned(module: ModuleType) -> tuple[str, ...]:
    """Returns the names that a module itself assigns."""
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return tuple(
        node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
    )
