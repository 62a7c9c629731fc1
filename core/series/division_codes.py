"""Finds the administrative division of a body by its name: province, city, county and code.

The codes are those of ``resources/division_codes.csv``. A name that several divisions bear, with
nothing before it that tells which is meant, gives all of them: none is taken then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_SHORT = ("省", "市", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区")
"""What the name of a province is often given without, before the name of a city."""

_PROVINCE, _CITY = 2, 4
"""Digits of a code."""

_TELLING = 3
"""Characters; a shorter name of a district (城区, 郊区) tells only behind that of its city."""


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county.

    Attributes:
        code: Six digits (GB/T 2260); those that a province or a city has none of are zeros.
        province, city, county: Their names; empty below the division itself, and the city where a
            county has none.
    """

    code: str
    province: str
    city: str = ""
    county: str = ""

    @property
    def level(self) -> str:
        """Which of the three it is: "province", "city" or "county"."""
        digits = self.code.rstrip("0")
        if len(digits) > _CITY:
            return "county"
        return "city" if len(digits) > _PROVINCE else "province"

    @property
    def name(self) -> str:
        """Its whole name."""
        return "".join(dict.fromkeys(filter(None, (self.province, self.city, self.county))))


def divisions_of(body: str) -> tuple[Division, ...]:
    """Returns the divisions that the name of a body may begin with, those that say most of it.

    Returns:
        One where the name tells it; several where it is shared; none where it names no division.
    """
    return parted_name(body)[0]


def parted_name(body: str) -> tuple[tuple[Division, ...], str]:
    """Returns the divisions that the name of a body may begin with, and the rest of the name."""
    found = set(_begun(body, 0, ""))
    most = max((end for end, _ in found), default=0)
    codes = sorted(code for end, code in found if end == most)
    return tuple(map(_division, codes)), body[most:]


def _begun(body: str, start: int, above: str) -> Iterator[tuple[int, str]]:
    """Yields where divisions end that follow each other in a name, each within the one before."""
    for name, code in _by_beginning().get(body[start : start + 2], ()):
        if (
            not code.startswith(above)
            or len(code) <= len(above)
            or not body.startswith(name, start)
        ):
            continue
        end = start + len(name)
        if not above and len(name) < _TELLING and name.endswith("区"):
            continue
        yield from _begun(body, end, code)
        if name == _names()[code]:  # a short name of a province only stands before its cities
            yield end, code


@cache
def _names() -> Mapping[str, str]:
    """Returns the names by code, of two digits for provinces, four for cities, six for counties."""
    text = (resources.files("gouji.resources") / "division_codes.csv").read_text(encoding="utf-8")
    return dict(line.split(",") for line in text.splitlines() if not line.startswith("#"))


@cache
def _by_beginning() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Returns the names with their codes by their first two characters; of provinces those without
    their kind as well.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name in _names().items():
        found.setdefault(name[:2], []).append((name, code))
        short = next((name.removesuffix(end) for end in _SHORT if name.endswith(end)), name)
        if len(code) == _PROVINCE and short != name:
            found[name[:2]].append((short, code))
    return {beginning: tuple(names) for beginning, names in found.items()}


def _division(code: str) -> Division:
    names = _names()
    return Division(
        code.ljust(6, "0"),
        names[code[:_PROVINCE]],
        names.get(code[:_CITY], "") if len(code) >= _CITY else "",
        names[code] if len(code) > _CITY else "",
    )
