"""Lists of parts with their whole (其中…), and the shares that go with them (占…%)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Number
from ..report import Claim
from .cell_claims import PlacedClaim
from .numbers import read_number
from .phrases import Phrases
from .text import RunningText

_FURTHEST = 200
"""How many characters may stand between a whole and the list of its parts."""

_LONGEST_ITEM = 32
"""Characters of an item before its figure, one more than its label and the separator have."""

_MOST_ITEMS = 100
"""A longer list is none of parts that a report adds up."""

_INNER = re.compile(r"[（(][^（()）\n]{0,80}[)）]")
"""What an item says of itself in brackets: its own parts, or where it stands."""

_NEAR = (Decimal("0.9"), Decimal("1.1"))
_NEAR_WITH_SHARES = (Decimal("0.6"), Decimal("1.6"))
"""How far parts may be from their whole, as its multiple, and still be meant to give it.
A list is seldom said to be complete; one that adds to a tenth of its whole names examples.
One whose shares add to a hundred is meant to be complete."""


@dataclass(frozen=True)
class _Quantity:
    start: int
    end: int
    value: Number
    unit: str


@dataclass(frozen=True)
class _Item:
    label: str
    quantity: _Quantity
    share: re.Match[str] | None


def find_list_claims(text: RunningText, phrases: Phrases) -> list[PlacedClaim]:
    """Returns the sums and shares that a narrative states, each with its offset; not numbered."""
    quantities = list(_quantities(text.text, phrases))
    found: list[PlacedClaim] = []
    for opening in phrases.opens.finditer(text.text):
        whole = _whole(text.text, opening, quantities)
        if whole is None:
            continue
        items = _items(text.text, opening.end(), whole, quantities, phrases)
        whole = _divided(text.text, whole, items, quantities, phrases)
        if whole is None:
            continue
        if _is_complete(text.text, whole, items, phrases):
            found.append(_sum(text, whole, items))
        found += _shares(text, whole, items)
    return found + _proportions(text, phrases)


def _proportions(text: RunningText, phrases: Phrases) -> list[PlacedClaim]:
    """Returns the shares that are stated with both of their figures: 228小项，占260小项的77.69%."""
    found: list[PlacedClaim] = []
    for match in phrases.proportion.finditer(text.text):
        part, whole, share = (read_number(match[name]) for name in ("n", "w", "share"))
        if part is None or not whole or share is None or part > whole:
            continue
        claim = Claim(
            kind="share",
            rule="",
            cell="",
            stated=share,
            parts=(part, whole),
            quote=text.quote(match.start(), match.end()),
            region=text.region(match.start("share")),
        )
        found.append((match.start(), claim))
    return found


def _quantities(text: str, phrases: Phrases) -> Iterator[_Quantity]:
    for match in phrases.quantity.finditer(text):
        value = read_number(match["n"])
        if value is not None and not phrases.change.search(
            text[max(0, match.start() - 4) : match.start()]
        ):
            yield _Quantity(match.start(), match.end(), value, match["u"])


def _whole(text: str, opening: re.Match[str], quantities: list[_Quantity]) -> _Quantity | None:
    """Returns the figure that a list divides: the last one before it, at most a sentence away."""
    at = bisect_right(quantities, opening.start(), key=_end) - 1
    if at < 0:
        return None
    if opening.start() - quantities[at].end > _FURTHEST:
        return None
    between = text[quantities[at].end : opening.start()]
    if len(re.findall(r"[。；;\n]", between)) > 1 or re.search(r"[。；;\n].+", between):
        return None
    return quantities[at]


def _end(quantity: _Quantity) -> int:
    return quantity.end


def _items(
    text: str, start: int, whole: _Quantity, quantities: list[_Quantity], phrases: Phrases
) -> list[_Item]:
    """Returns the items "label figure unit, share" that follow, all in the unit of the whole."""
    items: list[_Item] = []
    at = start
    separator = ""
    first = bisect_right(quantities, start, key=_end)
    for quantity in (quantities[index] for index in range(first, len(quantities))):
        if quantity.start < at:
            continue  # it stands in the brackets of the item before
        parts = re.fullmatch(
            r"(?P<separator>[，,、；;]?)(?P<label>[^，,；;。：:（）()\n]{0,30})",
            text[at : min(quantity.start, at + _LONGEST_ITEM)],
        )
        if parts is None or quantity.unit != whole.unit or not parts["label"]:
            break
        if items and not _continues(parts["separator"], separator, items):
            break
        if phrases.ends_list.search(parts["label"]):
            break
        is_outcome = phrases.outcomes.search(parts["label"]) is not None
        if items and is_outcome != (phrases.outcomes.search(items[0].label) is not None):
            break
        if len(items) == _MOST_ITEMS:
            return []
        separator = parts["separator"] if items else ""
        share = phrases.share.match(text, quantity.end)
        items.append(_Item(parts["label"], quantity, share))
        at = share.end() if share else quantity.end
        if inner := _INNER.match(text, at):
            at = inner.end()
    return items


def _divided(
    text: str,
    whole: _Quantity,
    items: list[_Item],
    quantities: list[_Quantity],
    phrases: Phrases,
) -> _Quantity | None:
    """Returns what a list divides; for applicants behind what was answered what was received, and
    None where they add up to neither: nobody can say which of the two is meant.
    """
    head = text[max(0, whole.start - _LONGEST_ITEM) : whole.start]
    is_reply = phrases.replies.search(head) is not None
    if not is_reply or not any(phrases.applicants.search(item.label) for item in items):
        return whole
    total = sum((Decimal(item.quantity.value) for item in items), Decimal(0))
    sentence = max(text.rfind(end, 0, whole.start) for end in "。\n") + 1
    at = bisect_right(quantities, whole.start, key=_end)
    near = [each for each in quantities[:at] if each.start >= sentence and each.unit == whole.unit]
    return next((each for each in (whole, *near) if each.value == total), None if near else whole)


def _continues(separator: str, before: str, items: list[_Item]) -> bool:
    """A semicolon parts items only where each has its share, or where all are parted so."""
    if not separator:
        return False
    if separator in "；;":
        return all(item.share for item in items) and before in ("", "；", ";")
    return before not in ("；", ";")


def _is_complete(text: str, whole: _Quantity, items: list[_Item], phrases: Phrases) -> bool:
    """Returns whether a list is surely meant to give its whole.

    Args:
        text: The narrative.
        whole: What the list divides.
        items: Its parts.
        phrases: What tells that only some parts are named.
    """
    if len(items) < 2 or not whole.value:
        return False
    total = sum((Decimal(item.quantity.value) for item in items), Decimal(0))
    first, last = items[0], items[-1]
    head = text[whole.end : first.quantity.start]
    if total == whole.value:
        return True
    if phrases.outcomes.search(first.label):
        return False  # there are more kinds of answers than a text names
    if phrases.partial.search(head):
        return False
    end = last.share.end() if last.share else last.quantity.end
    if phrases.goes_on.match(text, end) or any(
        phrases.overlaps.search(item.label) for item in items
    ):
        return False
    in_all, rounding = _shares_in_all(items), len(items)
    if in_all is not None and in_all < 100 - rounding:
        return False  # the shares themselves leave a rest
    low, high = _NEAR if in_all is None else _NEAR_WITH_SHARES
    return low <= total / Decimal(whole.value) <= high


def _shares_in_all(items: list[_Item]) -> Decimal | None:
    """Returns what the shares of the items add to; None where one has none."""
    shares = [read_number(item.share["n"]) for item in items if item.share]
    if len(shares) < len(items):
        return None
    return sum((Decimal(share or 0) for share in shares), Decimal(0))


def _sum(text: RunningText, whole: _Quantity, items: list[_Item]) -> PlacedClaim:
    return whole.start, Claim(
        kind="sum",
        rule="",
        cell="",
        stated=whole.value,
        parts=tuple(item.quantity.value for item in items),
        quote=text.quote(whole.start, items[-1].quantity.end),
        region=text.region(whole.start),
    )


def _shares(text: RunningText, whole: _Quantity, items: list[_Item]) -> list[PlacedClaim]:
    """Returns the shares of a list; none where their whole is surely another figure."""
    shares = [claim for item in items if (claim := _share(text, whole, item)) is not None]
    fitting = [_is_about(claim) for _, claim in shares]
    if len(shares) > 1 and not any(fitting):
        return []
    return shares


def _is_about(claim: Claim) -> bool:
    """Returns whether a share is at most a percentage point from its part over its whole."""
    part, whole = (Decimal(value) for value in claim.parts)
    return abs(part * 100 - claim.stated * whole) <= whole


def _share(text: RunningText, whole: _Quantity, item: _Item) -> PlacedClaim | None:
    if item.share is None or item.quantity.value > whole.value:
        return None
    stated = read_number(item.share["n"])
    if stated is None:
        return None
    label = item.quantity.start - len(item.label)
    return item.quantity.start, Claim(
        kind="share",
        rule="",
        cell="",
        stated=stated,
        parts=(item.quantity.value, whole.value),
        quote=text.quote(label, item.share.end()),
        region=text.region(item.share.start()),
    )
