"""Tells the notes beside a figure, which are raised or set small, from the figure itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...figures import SPACED_FIGURE
from .runs import Run

_SMALL = 0.85
"""Share of the largest size in a cell at or below which a run is set small."""

_MOST_NOTES = 2
"""Greatest number of digits of a note; a longer run in another size is a part of the figure."""

_NOTE = re.compile(r"[\s\d\[\]()（）〔〕【】［］*＊※†‡#,，、注①-⑳⑴-⒇]+")
_TELLING = re.compile(r"[\d０-９/／—－\-无①-⑳]")
_BESIDE = re.compile(r"[\d０-９/／—－\-无元件%％)）]")
"""What a note may stand behind."""


def part_notes(runs: Sequence[Run]) -> tuple[list[Run], tuple[str, ...], list[Run] | None]:
    """Returns the runs that are no notes beside a figure, the notes, and the runs of the other
    reading where what was raised or set small may be something else: the figure, or its end.

    What is only small is taken for a note behind a figure; before one it is rather a figure in
    two sizes.
    """
    lifted = _lifted(runs)
    if not any(lifted):
        return list(runs), (), None
    unlifted = [run for run, up in zip(runs, lifted, strict=True) if not up]
    figures = "".join(run.text for run in unlifted)
    has_figures, is_bare = bool(_TELLING.search(figures)), not figures.strip()
    rest: list[Run] = []
    notes: list[str] = []
    uncertain = False
    before = ""
    for at, (run, up) in enumerate(zip(runs, lifted, strict=True)):
        words = run.text.strip()
        if not up or not (_TELLING.search(words) or _NOTE.fullmatch(words)):
            rest.append(run)
            before = words[-1:] or before
            continue
        is_first = not before and _starts_with_figure(runs[at + 1 :])
        is_beside = is_first or bool(_BESIDE.match(before))
        if has_figures and is_beside and _is_note(run, is_first=is_first):
            notes.append(words)
            uncertain |= not run.style.raised
            continue
        rest.append(run)
        before = words[-1]
        if run.style.raised or not _is_long(words):
            uncertain |= bool(SPACED_FIGURE.fullmatch(words)) and (is_beside or is_bare)
    if not uncertain:
        return rest, tuple(notes), None
    return rest, tuple(notes), list(runs) if notes else unlifted


def _lifted(runs: Sequence[Run]) -> list[bool]:
    """Returns of each run whether it is raised, moved apart from the others, or set small."""
    told = [run for run in runs if run.text.strip()]
    small = _SMALL * max((run.style.size for run in told if not run.style.raised), default=0.0)
    apart = not all(run.style.moved for run in told)
    return [
        bool(run.text.strip())
        and (run.style.raised or (apart and run.style.moved) or 0 < run.style.size <= small)
        for run in runs
    ]


def _is_note(run: Run, *, is_first: bool) -> bool:
    """Returns whether a lifted run beside a figure is a note; before one it must stand apart."""
    words = run.text.strip()
    if not _NOTE.fullmatch(words) or _is_long(words):
        return False
    return not is_first or run.style.raised or run.style.moved


def _is_long(words: str) -> bool:
    return sum(character.isdigit() for character in words) > _MOST_NOTES


def _starts_with_figure(runs: Sequence[Run]) -> bool:
    """Returns whether the first character of some runs that is no space is one of a figure."""
    text = next((words for run in runs if (words := run.text.strip())), "")
    return bool(_TELLING.match(text))
