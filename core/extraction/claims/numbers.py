"""Numbers as a narrative writes them: digits, or Chinese numerals up to 9999."""

from __future__ import annotations

import re
from decimal import Decimal

from ...figures import Number, fits
from ...written_figures import chinese_number

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


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
    return chinese_number(text)
