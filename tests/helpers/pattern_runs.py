"""Finds texts on which a regular expression takes longer than they grow.

A pattern's own characters, and the shortest texts that it matches in part, are repeated, with what
may come before and what ends the match behind: that is what makes a backtracking matcher go over
the same run again and again. Time is that of the thread's processor, so that load elsewhere
hardly counts, and what was slow once is timed again, at two lengths, before it is believed.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product
from math import inf, log
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

METHODS = ("match", "fullmatch", "search", "scan")
"""How a pattern is put to a text; ``scan`` stands for all that look for every match."""

_METHOD = {
    "match": "match", "fullmatch": "fullmatch", "search": "search", "sub": "scan", "subn": "scan",
    "findall": "scan", "finditer": "scan", "split": "scan",
}  # fmt: skip

LENGTHS = (8, 12, 18, 27, 40, 60, 200, 800)
"""How often a run is repeated, in steps small enough for time without bound to be seen before it
is spent."""

MOST_FED = 8000
"""Characters; a long run is repeated less often."""

SUSPECT = 0.0004
"""Seconds: a linear pattern goes through most runs in a fraction of it."""

FEW, APART = 60, 4
"""A suspect is timed at one length and at four times of it, but for repeats so few that time
without bound may show."""

STEEPEST = 1.6
"""The power of the length that time may grow with: linear is 1, quadratic 2."""

FEW_WAYS = 1000
"""A pattern with no more ways to match from a place on takes time that grows with the text."""

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)

MOST_CHARACTERS, MOST_SAMPLES = 6, 16
WORDY = 120
"""Characters of a pattern from which on its samples alone are repeated."""

_OTHERS = "x7 \n一。-☂"


@dataclass(frozen=True)
class Used:
    """A pattern, where it stands, and the ways in which it is used."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@dataclass(frozen=True)
class Slow:
    """A run that a pattern goes through in more than linear time."""

    where: str
    method: str
    before: str
    run: str
    behind: str
    power: float

    def __str__(self) -> str:
        text = f"{self.before!r} + {self.run!r} * n + {self.behind!r}"
        return f"{self.where}.{self.method}: {text}: with the length to the {self.power:.1f}"


def patterns_of(package: ModuleType) -> list[Used]:
    """Returns every pattern of a package: those that its modules hold, in whatever they are held,
    and those that stand in a call of ``re``.

    Raises:
        AssertionError: A call of ``re`` gets a pattern that is made from local names alone.
    """
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not found.name.endswith("__main__")
    ]
    uses: dict[int, set[str]] = {}
    held: dict[int, tuple[str, re.Pattern[Any]]] = {}
    inline: list[Used] = []
    for module in modules:
        tree = ast.parse(inspect.getsource(module))
        inline += _inline(module, tree)
        for pattern, method in _calls(module, tree):
            uses.setdefault(id(pattern), set()).add(method)
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                held.setdefault(id(pattern), (f"{module.__name__}.{name}", pattern))
    named = [
        Used(where, pattern, frozenset(uses.get(key, METHODS)))
        for key, (where, pattern) in held.items()
    ]
    return named + inline


def patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Returns the patterns that a value of a module holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (found for each in value.values() for found in patterns_in(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (found for each in value for found in patterns_in(each))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (getattr(value, field.name) for field in dataclasses.fields(value))
        yield from (found for each in fields for found in patterns_in(each))


def _calls(module: ModuleType, tree: ast.AST) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Yields each pattern that a module calls by a name of its own, and how."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _METHOD:
            try:
                value = _value(module, node.value)
            except Exception:  # noqa: BLE001  what is known only at run time is no constant
                continue
            if isinstance(value, re.Pattern):
                yield value, _METHOD[node.attr]


def _inline(module: ModuleType, tree: ast.AST) -> Iterator[Used]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if of_re and node.func.attr in _METHOD and not _is_escaped(node.args[0]):
            where = f"{module.__name__}:{node.lineno}"
            try:
                pattern = _value(module, node.args[0])
            except NameError as error:
                raise AssertionError(f"{where}: {error}: hold such a pattern in a value") from error
            flags = [each.value for each in node.keywords if each.arg == "flags"] + node.args[
                (4 if node.func.attr in ("sub", "subn") else 2) :
            ]
            compiled = re.compile(pattern, _value(module, flags[0]) if flags else 0)
            yield Used(where, compiled, frozenset({_METHOD[node.func.attr]}))


def _is_escaped(node: ast.expr) -> bool:
    """Is a pattern made of words that stand for themselves alone?"""
    return "re.escape" in ast.unparse(node)


def _value(module: ModuleType, node: ast.expr) -> Any:
    """Returns what an expression says in a module."""
    if any(isinstance(each, ast.Call) for each in ast.walk(node)):
        raise NameError("a call")
    code = compile(ast.Expression(node), module.__name__, "eval")
    return eval(code, dict(vars(module)))  # noqa: S307  our own source


def slow_runs(used: Used) -> Iterator[Slow]:
    """Returns the runs that a pattern takes more than linear time for; one a way of using it."""
    if _ways(_parsed(used.pattern)) <= FEW_WAYS:
        return
    texts = list(dict.fromkeys(runs_for(used.pattern)))
    for method in sorted(used.methods):
        call = _CALLS[method]
        found = next((slow for text in texts if (slow := _slow(used, method, call, text))), None)
        if found:
            yield found


Run = tuple[str, str, str]
Call = Callable[[re.Pattern[Any], str], object]

_CALLS: dict[str, Call] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "search": lambda pattern, text: pattern.search(text),
    "scan": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}


def _slow(used: Used, method: str, call: Call, parts: Run) -> Slow | None:
    most = MOST_FED // len(parts[1])
    for shorter, length in pairwise(sorted({min(length, most) for length in LENGTHS})):
        if _seconds(used.pattern, call, parts, length) <= SUSPECT:
            continue
        lengths = (length, length * APART) if length > FEW else (shorter, length)
        if grows := _growth(used.pattern, call, parts, *lengths):
            return Slow(f"{used.where} {used.pattern.pattern!r}", method, *parts, grows)
        if _is_wordy(used.pattern):
            break
    return None


def _growth(
    pattern: re.Pattern[Any], call: Call, parts: Run, shorter: int, longer: int
) -> float | None:
    """Returns the power of its length that the time for a run grows with, if it is too great."""
    most = (longer / shorter) ** STEEPEST
    for _ in range(3):
        few = min(_seconds(pattern, call, parts, shorter) for _ in range(3))
        many = _seconds(pattern, call, parts, longer)
        if many < most * few:
            return None
    return log(many / few) / log(longer / shorter)


def _seconds(pattern: re.Pattern[Any], call: Call, parts: Run, length: int) -> float:
    before, run, behind = parts
    text: Any = before + run * length + behind
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    started = time.thread_time()
    call(pattern, text)
    return time.thread_time() - started


def runs_for(pattern: re.Pattern[Any]) -> Iterator[Run]:
    """Yields what to feed a pattern: what comes before, what is repeated, what comes behind."""
    tree = _parsed(pattern)
    if _is_wordy(pattern):
        runs = [*islice(dict.fromkeys(_samples(tree)), MOST_SAMPLES // 2), *_characters(tree)]
        yield from (("", run, "☂") for run in runs)
        return
    characters = _characters(tree)
    samples = list(islice(dict.fromkeys(_samples(tree)), MOST_SAMPLES))
    outside = characters.pop(0)
    for run, behind in product(characters, ["", *characters, outside]):
        yield "", run, behind
    for first, second in product([*characters, *samples], ["", *characters]):
        yield "", first + second, ""
        yield "", first + second, outside
    for before, run in product(samples[:8], characters):
        yield before, run, ""
        yield before, run, outside


def _parsed(pattern: re.Pattern[Any]) -> Sequence[Any]:
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    parsed: Sequence[Any] = _parser.parse(
        text, pattern.flags & ~re.UNICODE if pattern.flags & re.ASCII else 0
    )
    return parsed


def _ways(tree: Sequence[Any]) -> float:
    """Returns at most how many ways a pattern has to match from one place on; inf where the text
    says how many.
    """
    ways = 1.0
    for kind, value in tree:
        if kind is op.GROUPREF:
            return inf
        inner = [_ways(each) for each in _inner(kind, value)]
        if kind in _REPEATS:
            least, most, _ = value
            if most is op.MAXREPEAT:
                return inf
            ways *= (int(most) - int(least) + 1) * inner[0] ** int(most)
        elif inner:
            ways *= sum(inner)
    return ways


def _is_wordy(pattern: re.Pattern[Any]) -> bool:
    """Is it a list of words, which stand in its samples as they are, rather than of signs?"""
    return len(pattern.pattern) > WORDY


def _characters(tree: Sequence[Any]) -> list[str]:
    """Returns a character for each way in which the parts of a pattern tell characters apart,
    first the one that the fewest take, then those of classes, then those that stand for themselves.
    """
    atoms = sorted(_atoms(tree), key=lambda atom: atom[0] is op.LITERAL)
    kinds: dict[tuple[bool, ...], str] = {}
    for char in [char for atom in atoms for char in _members(atom)] + list(_OTHERS):
        kinds.setdefault(tuple(_holds(atom, char) for atom in atoms), char)
    outside = kinds[min(kinds, key=sum)]
    return [outside, *islice(kinds.values(), MOST_CHARACTERS)]


def _inner(kind: Any, value: Any) -> Iterable[Sequence[Any]]:
    """Returns the sequences within a part of a pattern."""
    if kind in _REPEATS:
        return (value[2],)
    if kind is op.SUBPATTERN:
        return (value[3],)
    if kind is op.BRANCH:
        return tuple(value[1])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return (value[1],)
    if kind is op.ATOMIC_GROUP:
        return (value,)
    if kind is op.GROUPREF_EXISTS:
        return tuple(each for each in value[1:] if each is not None)
    return ()


def _atoms(tree: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for kind, value in tree:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            yield kind, value
        for inner in _inner(kind, value):
            yield from _atoms(inner)


_CATEGORIES = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}
_OPPOSITES = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


def _in_category(category: Any, char: str) -> bool:
    if category in _OPPOSITES:
        return not _in_category(_OPPOSITES[category], char)
    return bool(_CATEGORIES[category](char))


def _holds(atom: tuple[Any, Any], char: str) -> bool:
    kind, value = atom
    if kind is op.ANY:
        return char != "\n"
    if kind is op.LITERAL:
        return chr(value) == char
    if kind is op.NOT_LITERAL:
        return chr(value) != char
    negated = value[0][0] is op.NEGATE
    return negated != any(_in_set(part, char) for part in value[negated:])


def _in_set(part: tuple[Any, Any], char: str) -> bool:
    kind, value = part
    if kind is op.LITERAL:
        return chr(value) == char
    if kind is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return _in_category(value, char)


def _members(atom: tuple[Any, Any]) -> Iterator[str]:
    """Returns a few characters that an atom names or takes."""
    kind, value = atom
    if kind in (op.LITERAL, op.NOT_LITERAL):
        yield chr(value)
    if kind is op.IN:
        for part, inner in value:
            if part is op.LITERAL:
                yield chr(inner)
            elif part is op.RANGE:
                yield chr(inner[0])
    yield from (other for other in _OTHERS if _holds(atom, other))


def _samples(tree: Sequence[Any]) -> Iterator[str]:
    """Returns short texts that a pattern, or a beginning of a part of it, matches."""
    for often, branch in ((0, 0), (1, 0), (1, 1), (1, 2)):
        for end in range(len(tree), 0, -1):
            if text := _sample(tree[:end], often, branch, {}):
                yield text
    for kind, value in tree:
        for inner in _inner(kind, value):
            yield from _samples(inner)


def _sample(tree: Sequence[Any], often: int, branch: int, groups: dict[int, str]) -> str:
    parts = []
    for kind, value in tree:
        if kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            part = next((c for c in _members((kind, value)) if _holds((kind, value), c)), "")
        elif kind in _REPEATS:
            least, most, inner = value
            part = _sample(inner, often, branch, groups) * min(max(least, often), int(most))
        elif kind is op.BRANCH:
            part = _sample(value[1][branch % len(value[1])], often, branch, groups)
        elif kind is op.SUBPATTERN:
            part = _sample(value[3], often, branch, groups)
            groups[value[0]] = part
        elif kind is op.ATOMIC_GROUP:
            part = _sample(value, often, branch, groups)
        else:
            part = groups.get(value, "") if kind is op.GROUPREF else ""
        parts.append(part)
    return "".join(parts)
