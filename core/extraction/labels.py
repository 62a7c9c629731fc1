"""Labels as they are compared: bare of spaces, punctuation and typographic variants."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np

from ..forms import Domain, Form
from .figures import State, parse_figure

_BARE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
_CJK = re.compile(r"[\u3400-\u9fff]")
_VARIANTS = str.maketrans({"它": "他", "佔": "占", "〇": "零"})


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Returns a label without anything that reports print differently: spaces, punctuation,
    full-width forms, 它 for 他. Enumerators (一, 1) stay.
    """
    return _BARE.sub("", unicodedata.normalize("NFKC", text)).translate(_VARIANTS)


@lru_cache(maxsize=16)
def widest_domain(forms: tuple[Form, ...]) -> Domain:
    """Returns a domain that takes every figure any of the forms takes."""
    units: dict[str, Decimal] = {}
    for form in forms:
        for cell in form.cells.values():
            units.update(cell.domain.units)
    return Domain(id="any", whole=False, minimum=None, unit="", units=units)


def is_figure(text: str, domain: Domain) -> bool:
    """Returns whether ``text`` is a number, a mark or nothing."""
    return parse_figure(text, domain).state is not State.UNREADABLE


def is_label(text: str, domain: Domain) -> bool:
    """Returns whether ``text`` is words and no figure."""
    return _CJK.search(text) is not None and not is_figure(text, domain)


def own_likeness(alike: Any, whole: Any, shared: Any) -> Any:
    """Returns how alike two labels are without what they share with others: the labels of groups
    that stand before both.

    All that differs is counted against the rest. Numbers or arrays of them, 0 to 1.

    Args:
        alike: The normalized indel similarity of the whole labels.
        whole: The sum of their lengths.
        shared: How many characters at the start of one of them are labels of groups.
    """
    if isinstance(shared, int) and not shared:
        return alike
    return np.clip(1 - (1 - alike) * whole / np.maximum(whole - 2 * shared, 1), 0.0, 1.0)
