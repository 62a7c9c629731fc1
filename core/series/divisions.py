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

_MOST_ABOVE = 2
"""Divisions that may stand before a name: the province, and the city."""


@cache
def shared_names() -> frozenset[str]:
    """Returns the names of counties and districts that more than one division has."""
    import tomllib  # the window shows before it needs the names

    text = (resources.files("gouji.resources") / "divisions.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["shared"])


def whole_names(names: Collection[str]) -> Mapping[str, str]:
    """Returns the whole name for each short one that only one of these names ends with.

    Args:
        names: Of bodies, as they are matched.
    """
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
