"""What a command line says of the reports that are held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..review.review_file.review_location import SUFFIX
from ..series import SUM, YEAR, Choice, Key, Matching, Member, match
from .option import COVERS, PREVIOUS, Option, UsageError


def match_reports(members: Sequence[Member], values: Mapping[str, Any]) -> Matching:
    """Returns what is held against what: as the options say, else by names and years.

    Raises:
        UsageError: An option names a report that is not there, or that several files are.
    """
    keys = [member.key for member in members]
    return match(members, list(choices_of(keys, values)))


def check_names(paths: Sequence[Path], values: Mapping[str, Any]) -> None:
    """Returns if the options name files that are to be read; nothing has been read yet.

    The report of a review is called by its source, which only its file says: where there is a
    review among the files, what is not found is looked for when all are read.

    Raises:
        UsageError: An option names a file that is not there, or that several are.
    """
    if any(path.suffix.lower() == SUFFIX for path in paths):
        return
    keys = [(path, 0) for path in dict.fromkeys(path.absolute() for path in paths)]
    for option in (PREVIOUS, COVERS):
        for text in values.get(option.key, ()):
            _sides(keys, option, text, any_number=True)


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


def _sides(
    keys: Sequence[Key], option: Option, text: str, *, any_number: bool = False
) -> tuple[Key, Key | None]:
    """Returns the two reports that "A=B" names; names may hold the sign themselves.

    With ``any_number`` a file may hold a report of any number, as long as it is not read.
    """

    def named(name: str) -> list[Key]:
        return _named(keys, name, any_number=any_number)

    splits = [(text[:at], text[at + 1 :]) for at, sign in enumerate(text) if sign == "="]
    for left, right in splits:
        subjects, others = named(left), named(right)
        if len(subjects) == 1 and (len(others) == 1 or not right):
            return subjects[0], others[0] if others else None
    spelling = option.names[-1]
    if not any(left for left, _ in splits):
        raise UsageError(
            f"{spelling} 应为“报告=报告”，不是“{text}”。",
            f"{spelling} takes “REPORT=REPORT”, not “{text}”.",
        )
    wrong = next(name for name in splits[0] if name and len(named(name)) != 1)
    found = len(named(wrong))
    raise UsageError(
        f"{spelling}：所读的报告里有 {found} 份叫“{wrong}”，应当只有一份。",
        f"{spelling}: of the reports read, {found} are called “{wrong}”; it must be one.",
    )


def _named(keys: Sequence[Key], name: str, *, any_number: bool = False) -> list[Key]:
    """Returns the reports of a name: a path or its end, with or without suffix, "#2" a number."""
    file, _, number = name.rpartition("#")
    if file and number.isascii() and number.isdecimal():
        numbered = [key for key in _of_file(keys, file) if any_number or key[1] == int(number) - 1]
        if numbered:
            return numbered
    return _of_file(keys, name)


def _of_file(keys: Sequence[Key], name: str) -> list[Key]:
    wanted = Path(name)
    return [key for key in keys if name and _is_called(key[0].absolute(), wanted)]


def _is_called(path: Path, name: Path) -> bool:
    ends = [one.parts[-len(name.parts) :] for one in (path, path.with_suffix("")) if name.parts]
    return name.parts in ends or path == name.absolute()
