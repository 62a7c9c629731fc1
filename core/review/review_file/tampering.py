"""Tells what was done to a chain of events: changed, dropped, reordered or inserted ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...bilingual import Bilingual
from ..record.event_chain import ChainLink, event_hash
from ..record.events import Kind
from ..verdicts import holds_seal

MOST_DROPPED = 10_000
"""Events that are named as dropped; where a file claims more, its claim is what was changed."""

NEAR = 64
"""How far an event may have been moved for its first number to be found again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold.

    Attributes:
        kind: "changed", "dropped", "reordered", "inserted", "seal", "origin" or "head"; of the
            rest of the file "schema", "rows", "source", "source_beside", "readings" or "noted".
        event: The number of the event as it first was; of an inserted one, its number in the
            file. None where the fault is in no event.
    """

    kind: str
    event: int | None
    zh: str
    en: str

    def sentence(self, language: str) -> str:
        """Returns the sentence in "zh" or "en"."""
        return Bilingual(self.zh, self.en).in_language(language)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event of the file, and the number that its hash was made with; None where none fits."""

    link: ChainLink
    original: int | None


def chain_faults(links: Sequence[ChainLink], origin: str, head: tuple[int, str]) -> list[Fault]:
    """Returns what was done to a chain, in the order of the events.

    Args:
        links: The events as they stand in the file, by their numbers there.
        origin: The hash that the first event names.
        head: How many events the file says there are, and the hash of the last.
    """
    placed, inserted = _without_inserted(_placed(links), head)
    count = max([head[0], *(each.original or 0 for each in placed)])
    if not 0 <= count <= len(links) + MOST_DROPPED:
        return [_fault("head", None)]
    known = {each.original: each.link for each in placed if each.original is not None}
    missing = [number for number in range(1, count + 1) if number not in known]
    changed, added, dropped = _matched(placed, missing)
    inserted += added
    if known.get(1) is not None and known[1].previous != origin:
        return [_fault("origin", None), *_faults(changed, dropped, [], inserted)]
    changed |= _relinked(known, head, count)
    if not links and head[0] == 0 and head[1] != origin:
        return [_fault("origin", None)]
    faults = _faults(changed, dropped, _reordered(placed), inserted)
    if not faults and head != _last(links, origin):
        faults.append(_fault("head", None))
    return faults


def seal_faults(links: Sequence[ChainLink]) -> list[Fault]:
    """Returns the sign-offs of a sound chain that were given on other events than stand there."""
    return [
        _fault("seal", link.event.number)
        for link in links
        if link.event.kind is Kind.SIGNED_OFF and not holds_seal(link.event, link.previous)
    ]


def _placed(links: Sequence[ChainLink]) -> list[_Placed]:
    """Returns events with their first numbers; the shift of the one before is tried first."""
    placed: list[_Placed] = []
    shift = 0
    for link in links:
        number = link.event.number
        found = next(
            (each for each in _numbers(number, shift) if _made_with(link, each)),
            None,
        )
        if found is not None:
            shift = found - number
        placed.append(_Placed(link, found))
    return placed


def _numbers(number: int, shift: int) -> Iterable[int]:
    yield number
    if shift:
        yield number + shift
    for distance in range(1, NEAR + 1):
        yield from (number + distance, number - distance)


def _made_with(link: ChainLink, number: int) -> bool:
    """Returns whether an event's hash was made with that number, its step moved along or not."""
    event = link.event
    moved = event.step + number - event.number
    return any(
        event_hash(replace(event, number=number, step=step), link.previous) == link.hash
        for step in {event.step, moved}
    )


def _without_inserted(
    placed: list[_Placed], head: tuple[int, str]
) -> tuple[list[_Placed], list[int]]:
    """Parts the genuine events from those that were put in with a hash of their own.

    Of several with one number the genuine one is that which a later event, or the head, names.
    """
    named = {each.link.previous for each in placed} | {head[1]}
    by_number: dict[int, list[_Placed]] = {}
    for each in placed:
        if each.original is not None:
            by_number.setdefault(each.original, []).append(each)
    genuine = {
        number: max(same, key=lambda each: each.link.hash in named)
        for number, same in by_number.items()
    }
    beyond = {number for number in genuine if number > head[0] and _is_head(genuine, head)}
    kept = [
        each
        for each in placed
        if each.original is None or (genuine[each.original] is each and each.original not in beyond)
    ]
    numbers = {each.link.event.number for each in kept}
    return kept, [n for each in placed if (n := each.link.event.number) not in numbers]


def _is_head(genuine: dict[int, _Placed], head: tuple[int, str]) -> bool:
    last = genuine.get(head[0])
    return last is not None and last.link.hash == head[1]


def _matched(
    placed: Sequence[_Placed], missing: Sequence[int]
) -> tuple[set[int], list[int], list[int]]:
    """Returns which missing events stand there changed, what was put in, and what is gone.

    An event that fits no number stands for the missing one between the same neighbours.
    """
    changed: set[int] = set()
    inserted: list[int] = []
    left = list(missing)
    before = 0
    for each in placed:
        if each.original is not None:
            before = each.original
        elif before + 1 in left:
            before += 1
            left.remove(before)
            changed.add(before)
        else:
            inserted.append(each.link.event.number)
    return changed, inserted, left


def _relinked(known: dict[int, ChainLink], head: tuple[int, str], count: int) -> set[int]:
    """Returns events that were changed and hashed anew: the next one names another hash."""
    changed = {
        number
        for number, link in known.items()
        if number + 1 in known and known[number + 1].previous != link.hash
    }
    if count == head[0] and count in known and known[count].hash != head[1]:
        changed.add(count)
    return changed


def _reordered(placed: Sequence[_Placed]) -> list[int]:
    order = [each.original for each in placed if each.original is not None]
    return [number for number, there in zip(sorted(order), order, strict=True) if number != there]


def _last(links: Sequence[ChainLink], origin: str) -> tuple[int, str]:
    return (links[-1].event.number, links[-1].hash) if links else (0, origin)


def _faults(
    changed: Iterable[int],
    dropped: Iterable[int],
    reordered: Iterable[int],
    inserted: Iterable[int],
) -> list[Fault]:
    found = [("changed", number) for number in changed]
    found += [("dropped", number) for number in dropped]
    found += [("reordered", number) for number in reordered]
    found += [("inserted", number) for number in inserted]
    return [_fault(kind, number) for kind, number in sorted(found, key=lambda pair: pair[1])]


def _fault(kind: str, number: int | None) -> Fault:
    zh, en = _SENTENCES[kind]
    return Fault(kind, number, zh.format(number), en.format(number))


_SENTENCES = {
    "changed": Bilingual("第 {} 条记录被改动", "event {} was changed"),
    "dropped": Bilingual("第 {} 条记录被删除", "event {} was dropped"),
    "reordered": Bilingual("第 {} 条记录被调换了次序", "event {} was moved to another place"),
    "inserted": Bilingual(
        "文件中第 {} 条记录是后来插入的", "event {} of the file was put in afterwards"
    ),
    "origin": Bilingual(
        "审核的起点（原件、首次识读或规则的哈希）被改动",
        "the origin of the review (hash of source, first readings or rules) was changed",
    ),
    "seal": Bilingual(
        "第 {} 条记录的签核与它之前的记录不符，记录在签核之后被改写",
        "the sign-off in event {} was given on other events: what stands before it was rewritten",
    ),
    "head": Bilingual("末尾记录的标记被改动", "the mark of the last event was changed"),
}
