"""What a number format shows otherwise than the number that is stored, and cannot be followed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ..flow.invisible_text import RGB, WHITE
from .number_format import exact, plain, section_of, tokens_of

_DIGIT = re.compile(r"[0-9０-９]")
_FILLED = re.compile(r"\*[\d０-９.,\-]")
_SIGNS = ("-", "－", "−")
_COLOURS: dict[str, RGB] = {
    "BLACK": (0, 0, 0), "WHITE": WHITE, "YELLOW": (255, 255, 0), "CYAN": (0, 255, 255),
    "COLOR1": (0, 0, 0), "COLOR2": WHITE, "COLOR6": (255, 255, 0), "COLOR8": (0, 255, 255),
}  # fmt: skip
"""Of the colours that a format may name, those that may be that of the paper."""


def adds(value: object, code: str) -> bool:
    """Does a format show digits, or a sign, that the value does not have?"""
    section = section_of(value, code)
    if section is None:
        return False
    if _FILLED.search(section):
        return True
    tokens = tokens_of(section)
    names = ("quoted", "escaped", "forced", "literal")
    said = [next((token[name] for name in names if token[name]), "") for token in tokens]
    if any(_DIGIT.search(text) for text in said):
        return True
    negative = isinstance(value, int | float) and value < 0
    has_number = any(token["digits"] or token["general"] for token in tokens)
    if not has_number and value and not isinstance(value, str):
        return True  # something else is shown in its place
    return has_number and not negative and any(text.strip() in _SIGNS for text in said)


def rounded(value: object, code: str) -> str | None:
    """Returns what a format shows of a number where that is another number; None where it is not.

    A format that scales, one for dates, and one of fractions or exponents are told elsewhere.
    """
    section = section_of(value, code)
    if section is None or not isinstance(value, int | float) or isinstance(value, bool):
        return None
    tokens = tokens_of(section)
    digits = [token["digits"] for token in tokens if token["digits"]]
    special = any(token["exponent"] or token["general"] for token in tokens) or "/" in section
    if len(digits) != 1 or special or digits[0].rstrip(".").endswith(","):
        return None
    number = exact(value)
    hundredfold = number * 100 if any(token["percent"] for token in tokens) else number
    places = len(re.sub(r"[^#0?]", "", digits[0].partition(".")[2]))
    try:
        seen = hundredfold.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    shows_sign = number >= 0 or code.count(";") == 0 or re.search(r"[-－−△(（]", section)
    seen = seen if shows_sign else abs(seen)
    return None if seen == hundredfold else plain(seen)


def colour_of_format(value: object, code: str) -> RGB | None:
    """Returns the colour that a format gives a value, if it may be that of the paper."""
    section = section_of(value, code)
    for token in tokens_of(section or ""):
        name = (token["bracket"] or "").upper().replace(" ", "")
        if name in _COLOURS:
            return _COLOURS[name]
    return None
