"""What a command line says of the reports that are held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..series import SUM, YEAR, Choice, Key, Matching, Member, match
from .option import COVERS, PREVIOUS, Option, UsageError


def match_reports(members: Sequence[Member], values: Mapping[str, Any]) -> Matching:
    """Returns what is held against what: as the options say, else by names and years.

    Raises:
        UsageError: An option names a report that is not there, or that several files are.
    """
    keys = [member.key for member in members]
    return match(members, list(choices_of(keys, values)))


def choices_of(keys: Sequence[Key], values: Mapping[str, Any]) -> Iterator[Choice]:
    """Yields what the options say that reports are held against.

    Raises:
        UsageError: As above.
    """
    for option, kind in ((PREVIOUS, YEAR), (COVERS, SUM)):
        said: dict[Key, tuple[Key, ...]] = {}
        for text in values.get(option.key, ()):
            subject, other = _sides(keys, option, text)
            said[subject] = said.get(subject, ()) + ((other,) if other else ())
        yield from (Choice(kind, subject, others) for subject, others in said.items())


def _sides(keys: Sequence[Key], option: Option, text: str) -> tuple[Key, Key | None]:
    """Returns the two reports that "A=B" names; names may hold the sign themselves."""
    splits = [(text[:at], text[at + 1 :]) for at, sign in enumerate(text) if sign == "="]
    for left, right in splits:
        subjects, others = _named(keys, left), _named(keys, right)
        if len(subjects) == 1 and (len(others) == 1 or not right):
            return subjects[0], others[0] if others else None
    spelling = option.names[-1]
    if not any(left for left, _ in splits):
        raise UsageError(
            f"{spelling} 应为“报告=报告”，不是“{text}”。",
            f"{spelling} takes “REPORT=REPORT”, not “{text}”.",
        )
    wrong = next(name for name in splits[0] if name and len(_named(keys, name)) != 1)
    found = len(_named(keys, wrong))
    raise UsageError(
        f"{spelling}：所读的报告里有 {found} 份叫“{wrong}”，应当只有一份。",
        f"{spelling}: of the reports read, {found} are called “{wrong}”; it must be one.",
    )


def _named(keys: Sequence[Key], name: str) -> list[Key]:
    """Returns the reports of a name: a path or its end, with or without suffix, "#2" a number."""
    file, _, number = name.rpartition("#")
    if file and number.isascii() and number.isdecimal():
        numbered = [key for key in _of_file(keys, file) if key[1] == int(number) - 1]
        if numbered:
            return numbered
    return _of_file(keys, name)


def _of_file(keys: Sequence[Key], name: str) -> list[Key]:
    wanted = Path(name)
    return [key for key in keys if name and _is_called(key[0].absolute(), wanted)]


def _is_called(path: Path, name: Path) -> bool:
    ends = [one.parts[-len(name.parts) :] for one in (path, path.with_suffix("")) if name.parts]
    return name.parts in ends or path == name.absolute()
