"""Tells that two names are of one body, of which one leaves out the divisions above its own.

洪泽区人民政府 of one year is 淮安市洪泽区人民政府 of the next, but 鼓楼区人民政府 may be of four
cities: a name that several divisions share (``resources/divisions.toml``) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources

_ABOVE = re.compile(
    r"[\u4e00-\u9fff]{2,9}?(?:省|自治区|自治州|地区|盟|市|州)(?=[\u4e00-\u9fff]{2})"
)
_OWN = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治县|自治旗|区|县|市|旗)")

_ONLY_ABOVE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,9}?(?:省|自治区|自治州|地区|盟|市|州|县|区|旗)){1,3}"
)

_LEAST = 3
"""Characters of the shortest name that may be another one without its divisions."""

_MOST_ABOVE = 2
"""Divisions that may stand before a name: the province, and the city."""


@cache
def shared_names() -> frozenset[str]:
    """Returns the names of counties and districts that more than one division has."""
    import tomllib  # the window shows before it needs the names

    text = (resources.files("gouji.resources") / "divisions.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["shared"])


def whole_names(names: Collection[str]) -> Mapping[str, str]:
    """Returns the whole name for each that leaves out divisions, where it can only be that one.

    By the list of divisions a name that only one of them bears tells those above it, in whatever
    way they are written (江苏洪泽区, 淮安市洪泽区); what the list does not have goes by its end.

    Args:
        names: Of bodies, as they are matched.
    """
    listed = {name: whole for name in names if (whole := _listed(name)) is not None}
    return {
        **_by_ends(names),
        **{name: whole for name, whole in listed.items() if name != whole},
    }


def may_be_one(one: str, other: str) -> bool:
    """Returns whether two names may be of one body, though they do not say so: one has nothing
    but divisions before the other.
    """
    short, long = sorted((one, other), key=len)
    if not long.endswith(short) or len(short) < _LEAST:
        return False
    return _ONLY_ABOVE.fullmatch(long[: len(long) - len(short)]) is not None


def _listed(name: str) -> str | None:
    """Returns the whole name of a body by the list of divisions; None where that leaves it open."""
    from .division_codes import parted_name  # the window shows before it needs the list

    found, rest = parted_name(name)
    if len(found) != 1 or not rest:
        return None
    own = found[0].county or found[0].city or found[0].province
    if own in shared_names() and name.startswith(own):
        return None
    return found[0].name + rest


def _by_ends(names: Collection[str]) -> Mapping[str, str]:
    """Returns the whole name for each short one that only one of these names ends with."""
    known = set(names)
    found: dict[str, set[str]] = {}
    for name in known:
        rest = name
        for _ in range(_MOST_ABOVE):
            above = _ABOVE.match(rest)
            if above is None:
                break
            rest = rest[above.end() :]
            own = _OWN.match(rest)
            if rest in known and own is not None and own.group() not in shared_names():
                found.setdefault(rest, set()).add(name)
    return {short: whole.pop() for short, whole in found.items() if len(whole) == 1}
