"""What the runs of a cell say together, decided here once for every flow kind.

What is crossed out or not seen is left out, notes beside a figure are kept apart, and whatever
leaves a doubt is named, with the other text that the cell may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...figures import FIGURES_BELOW, SPACED_FIGURE
from ...written_figures import is_written
from .raised_notes import part_notes
from .runs import OBJECT, PLAIN, Run, Seen


@dataclass(frozen=True, slots=True)
class Said:
    """What runs say.

    Attributes:
        text: What counts.
        notes: The notes beside a figure, such as "1" or "①", that were raised or set small.
        confidence, doubt, alternatives, legible: As in ``GridCell``.
    """

    text: str
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    doubt: str = ""
    alternatives: tuple[str, ...] = ()
    legible: bool = True


_LEFT_OUT, _HALF_SURE = 0.45, 0.6
"""How sure a cell is of which a part was left out; and one that shows more than its text."""

_CHANGING = re.compile(
    r"[\d０-９/／—－\-+＋.,，．%％①-⑳万亿千百十元无零〇一二两三四五六七八九]|\ufffc"
)
"""What is a part of figures, marks and units."""

_LONGEST_LONE = 40
"""Characters of a text that may be a figure; a longer one is none, whatever stands beside it."""

_LONE = re.compile(
    r"[约近增减▲△+＋\-－−]{0,2}\s?[\d０-９](?:[\d０-９,，.．\s]{0,20}[\d０-９])?"
    r"\s?(?:[万亿千百萬億]?元?|[件宗起项条个次項條個])[余+＋]?(?:[（(][^（）()\n]{0,20}[)）])?"
    r"|[—–\-－/／\\]{1,4}|[无無零]|[（(][\d０-９]{1,7}[)）]|[增减][\d０-９]{1,7}"
)
"""What stands in the cell of a figure beside what people write there in words."""


def is_bare_figure(text: str) -> bool:
    """Is a text a figure and nothing else?"""
    return bool(SPACED_FIGURE.fullmatch(text))


def is_lone_figure(text: str) -> bool:
    """Is a text what stands in the cell of a figure, a mark or a word for it included?"""
    bare = text.strip()
    if len(bare) > _LONGEST_LONE:
        return False
    return bool(_LONE.fullmatch(bare)) or (len(bare) > 1 and is_written(bare))


def plain_text(runs: Sequence[Run]) -> str:
    """Returns what a paragraph says: without what is crossed out or hidden, and without notes."""
    if len(runs) == 1 and runs[0].style.is_plain:
        return runs[0].text.replace(OBJECT, "")
    return said(runs).text


def said(runs: Sequence[Run]) -> Said:
    """Returns what a cell says.

    Args:
        runs: All of its runs; lines end in newlines.
    """
    if len(runs) == 1 and runs[0].style.is_plain and OBJECT not in runs[0].text:
        return _with_lines(Said(runs[0].text.strip()))
    left_out = [_is_left_out(run) for run in runs]
    kept = [run for run, out in zip(runs, left_out, strict=True) if not out]
    rest, notes, other_runs = part_notes(kept)
    whole = _shown(run for run in runs)
    text = _shown(rest)
    found = Said(text, notes)
    if any(_tells(run) for run, out in zip(runs, left_out, strict=True) if out):
        found = _doubted(found, _LEFT_OUT, "struck", whole)
    if other_runs is not None:
        found = _doubted(found, _LEFT_OUT, "raised", _shown(other_runs))
    for doubt, sure, other in (
        ("struck", _LEFT_OUT, [run for run in rest if run.style.seen is not Seen.DOUBTFUL]),
        ("drawn", _HALF_SURE, [run for run in rest if not run.style.made]),
        ("reversed", _LEFT_OUT, [replace(run, style=PLAIN) for run in rest]),
    ):
        without = _shown(other)
        if without != text:
            found = _doubted(found, sure, doubt, without)
    if any(OBJECT in run.text for run in kept):
        found = _doubted(found, _HALF_SURE, "drawn") if text else replace(found, legible=False)
    return _with_lines(found)


def _is_left_out(run: Run) -> bool:
    """Is a run not said? Words that their colour alone hides do no harm, and may be seen."""
    if run.style.crossed or run.style.seen is Seen.HIDDEN:
        return True
    return run.style.seen is Seen.FAINT and is_bare_figure(run.text)


def _tells(run: Run) -> bool:
    """May a run that is left out change what the rest says? Hidden words by themselves do not."""
    return bool(run.text.strip() if run.style.crossed else _CHANGING.search(run.text))


def _shown(runs: Iterable[Run]) -> str:
    """Returns the text of some runs as it is seen: what is set in reverse, reversed."""
    text = "".join(run.text[::-1] if run.style.reversed else run.text for run in runs)
    lines = (line.strip() for line in text.replace(OBJECT, "").split("\n"))
    return "\n".join(line for line in lines if line)


def _doubted(found: Said, sure: float, doubt: str, *others: str) -> Said:
    more = tuple(other for other in others if other not in (found.text, *found.alternatives))
    return replace(
        found,
        confidence=min(found.confidence, sure),
        doubt=found.doubt or doubt,
        alternatives=(*found.alternatives, *more),
    )


def _with_lines(found: Said) -> Said:
    """Returns what a cell says; two figures below each other, as typed, are never one."""
    if "\n" not in found.text or not FIGURES_BELOW.search(found.text):
        return found
    return replace(_doubted(found, _LEFT_OUT, "together"), legible=False)
