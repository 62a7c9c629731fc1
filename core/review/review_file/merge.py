"""Puts two review files of one report together into a third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ...bilingual import Bilingual
from ...figures import Figure
from ...files.temporary import temporary_folder
from ..agreement import CellPair, NotePair, compare
from ..record.events import Kind
from ..review import Review
from ..review_errors import DiskFullError, NotMadeError
from ..state import CellState
from ..step_events import Act
from .store import ReviewFile, create, open_file
from .writing import mode_like

FIRST, SECOND = "first", "second"


def merge(
    path: Path,
    first: ReviewFile,
    second: ReviewFile,
    *,
    reviewer: str,
    chosen: Mapping[str, str] | None = None,
) -> ReviewFile:
    """Makes a third review file of two, and returns it open.

    What both left alike is taken over; so is what only one of them touched at all. Where they
    differ, the one that ``chosen`` names is taken; a cell that it does not name stays as read,
    a doubt for the person who merges. The two files stay as they are; the new one names the
    hashes of their last events.

    Args:
        path: Where the new file is to lie.
        first: A review file.
        second: Another one of the same report.
        reviewer: Who merges.
        chosen: ``FIRST`` or ``SECOND`` by cell id or by rule id of an explanation.

    Raises:
        NotComparableError: They are not of one report.
        ReviewExistsError: There is a file already.
        NotMadeError: It cannot be written.
    """
    one, other = first.review(reviewer), second.review(reviewer)
    agreement = compare(one, other)
    names = {FIRST: _names(first), SECOND: _names(second)}
    acts = [
        Act(
            Kind.MERGED,
            before=first.head,
            after=second.head,
            why=f"{names[FIRST]} + {names[SECOND]}",
        )
    ]
    wanted = chosen or {}
    for pair in agreement.cells:
        read = first.report.readings[pair.cell].figure
        acts += _decisions(pair, read, wanted.get(pair.cell, ""), names)
    acts += _identity(one, other, names)
    try:
        with (
            temporary_folder(path) as folder,  # it is whole when it gets its name
            create(
                folder / path.name, first.source, first.report, cell=first.current_cell
            ) as merged,
        ):
            review = merged.review(reviewer)
            review.do(acts)
            _explain(review, agreement.notes, wanted, names)
            merged.save_copy(path, mode=mode_like(first.path, second.path))
    except OSError as error:
        raise NotMadeError(path, error.strerror or "") from error
    except DiskFullError as error:
        raise NotMadeError(path, Bilingual(error.reason_zh, error.reason_en)) from error
    except NotMadeError as error:
        raise NotMadeError(path, error.detail) from error
    return open_file(path)


def _explain(
    review: Review, notes: Iterable[NotePair], wanted: Mapping[str, str], names: Mapping[str, str]
) -> None:
    """Explains each finding as the chosen side did, or else as the one side that did."""
    for note in notes:
        side = wanted.get(note.rule, FIRST if note.first else SECOND)
        text = note.first if side == FIRST else note.second
        if text:
            review.explain(note.rule, f"{text}（{names[side]}）")


def _identity(one: Review, other: Review, names: Mapping[str, str]) -> list[Act]:
    """Returns what brings body and year to how the reviewers left them; a contradiction stays."""
    acts = []
    for subject, state in one.identity.items():
        sides = {FIRST: state, SECOND: other.identity[subject]}
        said = {side: each.text for side, each in sides.items() if each.decided}
        if len(set(said.values())) == 1:
            text, by = next(iter(said.values())), " = ".join(names[side] for side in said)
            acts.append(Act(Kind.IDENTIFIED, subject, state.extracted.text, text, by))
    return acts


def _decisions(pair: CellPair, read: Figure, side: str, names: Mapping[str, str]) -> list[Act]:
    """Returns what brings a cell as extracted to how the reviewers left it."""
    if not side:
        side = _side(pair)
    if not side:
        return []
    state, by = (pair.first, names[FIRST]) if side == FIRST else (pair.second, names[SECOND])
    if pair.agrees:
        by = f"{names[FIRST]} = {names[SECOND]}"
    acts: list[Act] = []
    if state.corrected or state.printed != read:
        acts.append(Act(Kind.CORRECTED, pair.cell, read.text, state.printed.text, by))
    if state.adjusted:
        why = f"{state.reason}（{by}）"
        before = state.printed.text
        acts.append(Act(Kind.ADJUSTED, pair.cell, before, state.audited.text, why))
    if state.confirmed:
        acts.append(Act(Kind.CONFIRMED, pair.cell, why=by))
    return acts


def _side(pair: CellPair) -> str:
    """Returns whose state to take where nobody was asked; empty where they contradict."""
    if pair.agrees:
        return FIRST if _touched(pair.first) else SECOND
    if not _touched(pair.second):
        return FIRST
    return SECOND if not _touched(pair.first) else ""


def _touched(state: CellState) -> bool:
    return state.corrected or state.adjusted or state.confirmed


def _names(file: ReviewFile) -> str:
    names = dict.fromkeys(event.by for event in file.events if event.by)
    return "、".join(names) or file.path.name


def open_doubts(first: Review, second: Review) -> tuple[str, ...]:
    """Returns the cells that a merge must be told about: both touched them, and differ."""
    return tuple(pair.cell for pair in compare(first, second).cells if not _side(pair))
