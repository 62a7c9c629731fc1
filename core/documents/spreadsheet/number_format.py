"""Prints a sheet's number as its number format does, without ever rounding a digit away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.utils.datetime import to_excel

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|!(?P<forced>.)|_.|\*.|\[(?P<bracket>[^\[\]]*+)\]'
    r"|(?P<digits>[#0?](?:[#0?,.]|(?<=[#0?])\s(?=[#0?]))*)|(?P<general>General|G/通用格式|@)"
    r"|(?P<percent>%)|(?P<exponent>[Ee][+-]0+)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"^(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)$")
_PART = "\0"
"""Stands for a semicolon that parts two sections; no part of a workbook can hold it."""

_COUNT_DATE = 20_000
"""Day number (of 1954) up to which a date in a report's table is a count in a date's format."""


def exact(value: float) -> Decimal:
    """Returns a sheet's number; of a binary fraction the 15 digits that spreadsheets go by."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))


def plain(number: Decimal) -> str:
    """Returns all digits of a number, without an exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: float, code: str) -> str:
    r"""Returns what a sheet prints for a number under a format code.

    Where the format prints fewer digits than the number has, all its digits are printed; a zero
    that the format hides or prints as a dash is printed as 0, and a negative number that it
    prints red or in brackets with its sign. Commas behind the digits scale it by thousands, and
    letters among them stand where the format has them, so that ``0\.0,"万元"`` prints 31966.9
    for 319669000. Formats with exponents or fractions are not followed: all digits are printed.
    """
    number = exact(value)
    section, signed = _section(number, code or "General")
    printed = _printed(number if signed else abs(number), section)
    if printed is None or not re.search(r"\d", printed):
        return plain(number)
    if number < 0 and not re.search(r"[-－−△]", printed):
        return plain(number)
    return printed


def scales(code: str) -> bool:
    """Does a format print a number by thousands, or with a point among its digits?"""
    return any(_is_scaled(part) for part in _parts(code or ""))


def _is_scaled(section: str) -> bool:
    digits = [token["digits"] for token in _TOKEN.finditer(section) if token["digits"]]
    return bool(digits) and (
        digits[-1].endswith(",") or digits[-1].partition(".")[0].endswith(",") or len(digits) > 1
    )


def hides(value: object, code: str) -> bool:
    """Does a format print nothing for a value, as ``;;;`` does?"""
    parts = _parts(code or "General")
    if isinstance(value, str):
        return len(parts) > 3 and not _prints(parts[3])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return len(parts) > 1 and not _prints(_section(exact(value), code)[0])


def _prints(section: str) -> bool:
    names = ("digits", "general", "percent", "quoted", "escaped", "forced", "literal")
    return any((token[name] or "").strip() for token in _TOKEN.finditer(section) for name in names)


def section_of(value: object, code: str) -> str | None:
    """Returns the part of a format that shows a value, None where none is for such values."""
    parts = _parts(code or "General")
    if isinstance(value, str):
        return parts[3] if len(parts) > 3 else parts[0] if "@" in parts[0] else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _section(exact(value), code or "General")[0]


def tokens_of(section: str) -> list[re.Match[str]]:
    """Returns the pieces of a part of a format: digits, quoted characters, and so on."""
    return list(_TOKEN.finditer(section))


def serial(moment: datetime | date | time | timedelta) -> int | None:
    """Returns the number that a date stands for where it is a count that got a date's format."""
    number: object = to_excel(moment)  # type: ignore[no-untyped-call]
    if not isinstance(number, int | float) or number != int(number) or number > _COUNT_DATE:
        return None
    return int(number)


def _section(number: Decimal, code: str) -> tuple[str, bool]:
    """Returns the part of a format that is for a number, and whether the sign is still to print."""
    parts = _parts(code)
    conditions = [_condition(part) for part in parts]
    for part, condition in zip(parts, conditions, strict=True):
        if condition and _holds(number, *condition):
            return part, True
    if any(conditions):
        return parts[-1], True
    if number < 0 and len(parts) > 1 and (parts[1] or len(parts) > 2):
        return parts[1], False
    if number == 0 and len(parts) > 2:
        return parts[2], True
    return parts[0], True


def _parts(code: str) -> list[str]:
    """Returns the sections of a format: parted by the semicolons that stand in no quotes."""
    pieces = code.split('"')
    pieces[::2] = [piece.replace(";", _PART) for piece in pieces[::2]]
    return '"'.join(pieces).split(_PART)


def _condition(part: str) -> tuple[str, Decimal] | None:
    for bracket in re.findall(r"\[([^\[\]]*+)\]", part):
        found = _CONDITION.match(bracket)
        if found:
            return found.group(1), Decimal(found.group(2))
    return None


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit, "<=": number <= limit, "=": number == limit,
        ">": number > limit, ">=": number >= limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _printed(number: Decimal, section: str) -> str | None:
    """Returns a number under one section; None for a section that is not followed."""
    tokens = tokens_of(section)
    digits = [token for token in tokens if token["digits"]]
    if any(token["exponent"] for token in tokens) or (digits and "/" in section):
        return None
    if any(token["percent"] for token in tokens):
        number *= 100
    if _is_scaled(section):
        return _scaled(number, tokens)
    wide = any((token["bracket"] or "").upper() == "DBNUM3" for token in tokens)
    text = "".join(_token(token, abs(number)) for token in tokens)
    text = f"-{text.strip()}" if number < 0 else text.strip()
    return text.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}) if wide else text


def _scaled(number: Decimal, tokens: Sequence[re.Match[str]]) -> str | None:
    """Returns a number by thousands, its digits spread over the places of its format.

    The places fill up from the right; what is left over stands in the first. Digits that the
    format has no place for stand behind, so that none is lost.
    """
    places = [token["digits"] for token in tokens if token["digits"]]
    last, point, after = places[-1].partition(".")
    commas = len(last) - len(last.rstrip(",")) + len(after) - len(after.rstrip(","))
    if len(places) > 1 and any("." in place for place in places):
        return None
    value = abs(number).scaleb(-3 * commas)
    if len(places) == 1:
        own = last.rstrip(",") + point + after.rstrip(",")
        pieces = [_digits(value, own)]
    else:
        whole, _, fraction = plain(value).partition(".")
        pieces = []
        for place in reversed(places[1:]):
            size = sum(character in "0#?" for character in place)
            pieces.append(whole[-size:].zfill(size))
            whole = whole[:-size]
        pieces.append(whole or "0")
        pieces.reverse()
        pieces[-1] += fraction
    filled = iter(pieces)
    text = "".join(next(filled) if token["digits"] else _token(token, value) for token in tokens)
    return f"-{text.strip()}" if number < 0 else text.strip()


def _token(token: re.Match[str], number: Decimal) -> str:
    if token["digits"]:
        return _digits(number, token["digits"])
    if token["general"]:
        return plain(number)
    if token["bracket"] is not None:
        currency = re.match(r"\$([^-\]]*)", token["bracket"])
        return currency.group(1) if currency else ""
    names = ("quoted", "escaped", "forced", "percent", "literal")
    return next((token[name] for name in names if token[name]), "")


def _digits(number: Decimal, pattern: str) -> str:
    """Returns a number under "#,##0.00" and the like, with every digit that it has."""
    before, _, after = pattern.partition(".")
    whole, _, fraction = plain(number).partition(".")
    whole = whole.zfill(before.count("0")) if before.count("0") else whole.lstrip("0")
    if "," in before:
        whole = re.sub(r"(\d{3})(?=\d)", r"\1,", whole[::-1])[::-1]
    fraction = fraction.ljust(after.count("0"), "0")
    return f"{whole}.{fraction}" if fraction else whole
