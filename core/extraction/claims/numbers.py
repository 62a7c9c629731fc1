"""Numbers as a narrative writes them: digits, or Chinese numerals up to 9999."""

from __future__ import annotations

import re
from decimal import Decimal

from ...figures import Number, fits

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


def read_number(text: str) -> Number | None:
    """Returns what digits or Chinese numerals say; None where they say no number, or one
    that is too long for a figure.

    Digits keep their decimals (17.0 is ``Decimal("17.0")``), since a share is compared at the
    digits that are printed.
    """
    plain = text.replace(",", "").replace("，", "").replace("−", "-").replace("－", "-")
    if _DECIMAL.fullmatch(plain):
        number = Decimal(plain)
        if not fits(number):
            return None
        return number if "." in plain else int(number)
    return _chinese(text)


def _chinese(text: str) -> int | None:
    total, digit, last_power = 0, None, 10_000
    for character in text:
        if character in _POWERS:
            power = _POWERS[character]
            if power >= last_power:
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power = None, power
        elif character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0) if text else None
