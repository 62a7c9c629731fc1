"""What a reviewer says of what a report is held against, in place of names and years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .candidates import YEAR
from .links import Key, Member, SeriesLink, find_links, find_undecided


@dataclass(frozen=True, slots=True)
class Choice:
    """What one report is held against.

    Attributes:
        kind: ``YEAR`` or ``SUM``, as of a ``SeriesLink``.
        others: The previous year's report, or those that are covered; empty for none.
    """

    kind: str
    subject: Key
    others: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Matching:
    """What is held against what.

    Attributes:
        undecided: Reports of which names and years leave open which one is their previous
            year's, each with those that may be.
    """

    links: tuple[SeriesLink, ...]
    undecided: tuple[tuple[Member, tuple[Member, ...]], ...] = ()


def match(
    members: Sequence[Member], choices: Iterable[Choice] = (), *, only: Key | None = None
) -> Matching:
    """Returns what names and years give, with the choices in the place of what they speak of.

    Links to previous years come first, in the order of the reports.

    Args:
        members: The reports.
        choices: Reports that they name and that are not among ``members`` are passed over.
        only: Where one report alone is asked for: what it is held against.
    """
    by_key = {member.key: member for member in members}
    settled = {
        (choice.kind, choice.subject): choice
        for choice in choices
        if only is None or choice.subject == only
    }
    found = find_links(members, only)
    links = [link for link in found if (link.kind, link.subject.key) not in settled]
    for (kind, subject), choice in settled.items():
        others = tuple(by_key[key] for key in choice.others if key in by_key and key != subject)
        if subject in by_key and others:
            links.append(SeriesLink(kind, by_key[subject], others, chosen=True))
    order = {key: at for at, key in enumerate(by_key)}
    links.sort(key=lambda link: (link.kind != YEAR, order[link.subject.key]))
    undecided = (
        one
        for one in find_undecided(members)
        if (YEAR, one[0].key) not in settled and only in (None, one[0].key)
    )
    return Matching(tuple(links), tuple(undecided))
