"""The ways to part the digits of one row into its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Number, State, parse_figure, show
from ...forms import Domain, Table

MOST_WAYS = 400
"""Of a row; one with more is not parted."""

_MOST_STEPS = 200_000
"""Of the search for the ways of one row."""

_COUNT = re.compile(r"0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?:,[0-9]{3})+|/|[—–-]{1,2}")
_CHANGE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,8})|/|[—–]{1,2}")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]+)?(?:[万亿千]?元|万)?|/|[—–-]{1,2}")

_ENDLESS = 1 << 30
_LONGEST = 16
"""Characters of a figure."""

Way = tuple[str, ...]
"""The figures of a row, one a cell."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A column of sums that the form does not have.

    Attributes:
        parts: Ids of the columns that it is the sum of.
        is_behind: Whether it stands behind them, not before.
    """

    parts: tuple[str, ...]
    is_behind: bool


@dataclass(frozen=True, slots=True)
class PartingPlace:
    """One figure of a row: the cell that it is for, if it is one.

    Attributes:
        cell: Its id; empty for a column of sums that the form does not have.
        domain: Of its figure.
        sums: What can be checked once its figure is known: indexes of a total and of its parts.
    """

    cell: str
    domain: Domain
    sums: tuple[tuple[int, tuple[int, ...]], ...] = ()


def places_of(
    table: Table, cells: Sequence[str], domains: Mapping[str, Domain], extra: Extra | None = None
) -> tuple[PartingPlace, ...]:
    """Returns the places of the cells of a row, with the sums that its figures make.

    Args:
        table: Of the form.
        cells: Ids of the cells of the row.
        domains: Of the cells of the table.
        extra: A column of sums among them that the form does not have.
    """
    names = list(cells)
    wanted = {
        equation.total: equation.right
        for equation in table.equations
        if equation.total in cells and set(cells) >= set(equation.cells)
    }
    if extra is not None:
        parts = tuple(cell for cell in cells if cell.rpartition(".")[2] in extra.parts)
        places = [names.index(part) for part in parts]
        names.insert(max(places) + 1 if extra.is_behind else min(places), "")
        wanted[""] = parts
    order = {cell: at for at, cell in enumerate(names)}
    sums: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for total, parts in wanted.items():
        found = (order[total or ""], tuple(order[part] for part in parts))
        sums.setdefault(max(found[0], *found[1]), []).append(found)
    return tuple(
        PartingPlace(name, domains[name or cells[-1]], tuple(sums.get(at, ())))
        for at, name in enumerate(names)
    )


def ways_of(figures: str, places: Sequence[PartingPlace]) -> tuple[Way, ...] | None:
    """Returns the ways to part figures so that every place has one and its sums hold; those without
    the sums where none of these is one, if it is the only one.

    White space parts figures for sure. Nothing printed is nothing in every cell.

    Returns:
        None where there are too many to tell.
    """
    pieces = figures.split()
    if not pieces:
        return (("",) * len(places),)
    try:
        ways = _Partings(pieces, places, summed=True).all(MOST_WAYS)
        if ways:
            return ways
        ways = _Partings(pieces, places, summed=False).all(2)
    except _TooManyError:
        return None
    return ways if len(ways) == 1 else ()


class _TooManyError(Exception):
    """There are more ways than can be looked at."""


@dataclass(frozen=True, slots=True)
class _Ceiling:
    """The total of the last part of a row: its amount, where it begins, and the places it adds."""

    amount: Number
    at: int
    parts: frozenset[int]

    def left(self, start: int, values: Sequence[Number]) -> Number:
        """Returns what is left of the total for the places whose figures are not known yet."""
        known = (value for at, value in enumerate(values, start) if at in self.parts)
        return self.amount - sum(known)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the pieces: which piece, and how far into it."""

    piece: int
    at: int


class _Partings:
    """Parts the pieces of one row, part by part: places that no sum joins to those after them.

    Args:
        pieces: What white space parts for sure.
        places: Of the row.
        summed: Whether the sums of the row must hold.
    """

    def __init__(
        self, pieces: Sequence[str], places: Sequence[PartingPlace], *, summed: bool
    ) -> None:
        self._pieces = pieces
        self._places = places
        self._summed = summed
        self._steps = 0
        joins = [min(total, *parts) for place in places for total, parts in place.sums]
        ends = [at for at, place in enumerate(places) for _ in place.sums]
        self._bounds = [
            at
            for at in range(len(places) + 1)
            if not any(start < at <= end for start, end in zip(joins, ends, strict=True))
        ]

    def all(self, most: int) -> tuple[Way, ...]:
        """Returns the ways, the first so many at least where there are more.

        Raises:
            _TooManyError: There are more than ``MOST_WAYS``, or it takes too many steps.
        """
        ways = self._from(0, _Spot(0, 0), most, {})
        if len(ways) > MOST_WAYS:
            raise _TooManyError
        return tuple(ways)

    def _from(
        self, part: int, spot: _Spot, most: int, known: dict[tuple[int, _Spot], list[Way]]
    ) -> list[Way]:
        """Returns the ways to part all that stands from a spot on, for one part and those after."""
        if part == len(self._bounds) - 1:
            return [()] if spot.piece == len(self._pieces) else []
        if (part, spot) not in known:
            found: list[Way] = []
            for end, way in self._of_part(part, spot):
                found += [(*way, *rest) for rest in self._from(part + 1, end, most, known)]
                if len(found) > most:
                    break
            known[part, spot] = found
        return known[part, spot]

    def _of_part(self, part: int, spot: _Spot) -> Iterator[tuple[_Spot, Way]]:
        start, stop = self._bounds[part], self._bounds[part + 1]
        sums = [parts for total, parts in self._places[stop - 1].sums if total == stop - 1]
        is_last = stop == len(self._places) and spot.piece == len(self._pieces) - 1
        if not (self._summed and sums and is_last):
            yield from self._steps_from(start, stop, spot, (), ())
            return
        # What ends the row is its total: no part of it is more, and together they are as much.
        piece, end = self._pieces[spot.piece], _Spot(len(self._pieces), 0)
        for at in range(len(piece) - 1, max(spot.at, len(piece) - _LONGEST), -1):
            domain = self._places[stop - 1].domain
            if not _pattern(domain).fullmatch(piece, at):
                continue
            total = parse_figure(piece[at:], domain)
            if total.state is not State.UNREADABLE:
                ceiling = _Ceiling(total.amount, at, frozenset(sums[0]))
                for _, way in self._steps_from(start, stop - 1, spot, (), (), ceiling):
                    yield end, (*way, piece[at:])

    def _steps_from(
        self,
        start: int,
        stop: int,
        spot: _Spot,
        way: Way,
        values: tuple[Number, ...],
        ceiling: _Ceiling | None = None,
    ) -> Iterator[tuple[_Spot, Way]]:
        """Yields the ways to part what a part takes, and where each ends."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooManyError
        if start + len(way) == stop:
            if ceiling is None or (spot.at == ceiling.at and ceiling.left(start, values) == 0):
                yield spot, way
            return
        place = self._places[start + len(way)]
        if ceiling is not None:
            room, wanted = ceiling.at - spot.at, stop - start - len(way)
            least = ceiling.left(start, values)
            if room < wanted or least < 0 or least > wanted * 10 ** (room - wanted + 1):
                return
        elif self._room(spot) < len(self._places) - start - len(way):
            return
        known_total = self._total_here(start, len(way), values)
        if known_total:
            texts: Iterable[str] = self._stated(spot, known_total)
        else:
            texts = self._figures(spot, place.domain, ceiling.at if ceiling else _ENDLESS)
        for text in texts:
            figure = parse_figure(text, place.domain)
            if figure.state is State.UNREADABLE:
                continue
            known = (*values, figure.amount)
            if self._summed and any(
                known[total - start] != sum(known[part - start] for part in parts)
                for total, parts in place.sums
            ):
                continue
            is_end = spot.at + len(text) == len(self._pieces[spot.piece])
            end = _Spot(spot.piece + is_end, 0 if is_end else spot.at + len(text))
            yield from self._steps_from(start, stop, end, (*way, text), known, ceiling)

    def _room(self, spot: _Spot) -> int:
        """Returns how many characters are left."""
        return sum(map(len, self._pieces[spot.piece :])) - spot.at

    def _total_here(self, start: int, at: int, values: Sequence[Number]) -> Number:
        """Returns what the figure of a place must be, as the sum of those before it; 0 where it
        may be something else, or is nothing, which may be written in several ways.
        """
        if not self._summed:
            return 0
        for total, parts in self._places[start + at].sums:
            if total == start + at:
                return sum(values[part - start] for part in parts)
        return 0

    def _stated(self, spot: _Spot, total: Number) -> Iterator[str]:
        """Yields a figure that must be a certain number, if it stands at a spot."""
        piece = self._pieces[spot.piece] if spot.piece < len(self._pieces) else ""
        for text in dict.fromkeys((show(total), f"{total:,}")):
            if piece.startswith(text, spot.at):
                yield text

    def _figures(self, spot: _Spot, domain: Domain, stop: int) -> Iterator[str]:
        """Yields what may be the next figure, the shortest first; none goes on behind a stop."""
        if spot.piece >= len(self._pieces):
            return
        text = self._pieces[spot.piece]
        pattern = _pattern(domain)
        for end in range(spot.at + 1, min(len(text), stop, spot.at + _LONGEST) + 1):
            if pattern.fullmatch(text, spot.at, end):
                yield text[spot.at : end]


def _pattern(domain: Domain) -> re.Pattern[str]:
    if domain.minimum is None:
        return _CHANGE
    return _COUNT if domain.whole else _AMOUNT


def amounts_of(way: Way, places: Sequence[PartingPlace]) -> dict[str, int | Decimal]:
    """Returns the part of each cell in a sum."""
    return {
        place.cell: parse_figure(text, place.domain).amount
        for place, text in zip(places, way, strict=True)
        if place.cell
    }
