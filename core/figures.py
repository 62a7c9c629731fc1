"""What a printed figure says: a number, nothing, a mark, or something that cannot be read.

Nothing is ever repaired here: a text that is not plainly a figure is unreadable, never zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache

from .forms import Domain
from .written_figures import is_nothing, number_in_words, signed_change, without_remark

Number = int | Decimal


class State(StrEnum):
    """What stands in a cell. The four are told apart everywhere."""

    NUMBER = "number"
    BLANK = "blank"
    MARK = "mark"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure.

    Attributes:
        text: As printed, outer white space removed.
        state: What it is.
        value: The number in the domain's own unit: ``int`` where it is whole, else ``Decimal``;
            None unless the state is NUMBER.
        unit: The unit printed with it, or empty.
        notes: Signs of notes printed beside it, such as "①", "*" or "[1]".
    """

    text: str
    state: State
    value: Number | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def amount(self) -> Number:
        """The value in a sum, where a blank and a mark count as zero (``cells``: totals rules).

        Raises:
            ValueError: The figure is unreadable and so has no part in any sum.
        """
        if self.state is State.UNREADABLE:
            raise ValueError("an unreadable figure has no amount")
        return 0 if self.value is None else self.value


BLANK = Figure("", State.BLANK)

MOST_DIGITS, MOST_DECIMALS = 15, 10
"""The largest figure there is, in digits but for the zeros before and behind, and in decimals.

A sheet holds 15 digits exactly (IEEE 754), no body counts or spends a thousand million million,
and a sum of all cells of a form stays within the 28 digits that ``Decimal`` goes by.
"""

EXACT = Context(prec=100)
"""For arithmetic on figures whose result has more digits than they: nothing is rounded silently."""

_DASHES = "-—–―‐‑‒−─━ー"
_MARK = re.compile(rf"(?:[{_DASHES}]+|[/／∕⁄\\＼]+|无|不适用|N/?A)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+)"
    r"(?P<rest>\.[0-9]+)?"
)
_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
"""Full-width forms only: compatibility folding would turn ① into 1 and 8² into 82."""

_SIMPLIFIED = str.maketrans("無萬億個項條適", "无万亿个项条适")
"""Traditional characters of marks and units."""

_NOTE = (
    r"[①-⑳⑴-⒇❶-❿*※†‡§¹²³⁰⁴-⁹₀-₉]|[\[〔【] ?(?:注 ?)?[0-9①-⑳*]{1,2} ?[\]〕】]"
    r"|\( ?(?:注 ?)?[0-9]{1,2} ?\)|注 ?[0-9一二三四五①-⑳]{0,2}"
)
_LONGEST_NOTED = 60
"""Characters; a longer text is no figure with notes."""

_NOTED = re.compile(rf"(?P<before>(?:(?:{_NOTE}) ?)*)(?P<figure>.*?)(?P<after>(?:\s?(?:{_NOTE}))*)",
                    re.DOTALL)  # fmt: skip
"""A text with signs of notes around it, in half-width characters."""

FIGURE = re.compile(r"[0-9０-９.,，．+\-＋－−–—/%％]+")
"""Digits, separators, signs and marks, as far as they go on: what stands in a column of figures."""

VALUE = re.compile(rf"(?:{FIGURE.pattern}|无)[万元件个项条次]*")
"""A figure or a mark with the unit behind it, without spaces."""

SPACED_VALUES = re.compile(rf"(?:{FIGURE.pattern}+\s*+)++[万元件条次]*+|无|—+")
"""One figure or several on a line, with a unit at the end."""

SPACED_FIGURE = re.compile(r"[\s.,，．+\-−－%％]*+\d[\s\d.,，．+\-−－%％]*+")
"""A text with a digit in it and nothing that is no part of a figure."""

FIGURE_WITH_ANY_UNIT = re.compile(r"[+\-＋－]?[\d,，.．\s]+[^\d.．、]{0,5}")
"""A number and a few characters behind it, whatever they are."""

FIGURE_OR_BLANK = re.compile(
    r"[\s\d,，.．+＋\-－—–/／%％]*+(?:万|亿)?+(?:元|件|个|项|条|次|人|份)?+[\s)）]*+|无"
)
"""What stands in a cell for a figure, nothing at all included."""

RECOGNISED_FIGURE = re.compile(
    r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:万元|元|%)?|[-—]+|/|无"
)
"""A figure or a mark as the recognition of pictures spells it: half-width, one spelling each."""

THOUSANDS_WITH_POINT = re.compile(r"[+-]?\d{1,3}\.\d{3}")
"""Such as 1.234: in a picture a comma is easily taken for a point."""

FIGURE_PART = re.compile(r"[+\-−＋－]?[0-9０-９][0-9０-９,，.．]*")
"""A figure, or one line of a figure that is broken over lines."""

BROKEN_FIGURE = re.compile(r"[0-9０-９][^\S\n]*+\n\s*+[0-9０-９]")
"""Digits at the end of one line and at the start of the next: a figure that a narrow cell broke."""

FIGURES_BELOW = re.compile(r"\d[^\S\n]*+\n\s*+[+\-－−]?\d")
"""The same with or without a sign before the second line: perhaps two figures in one cell."""

_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "﹢": "+"})
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@lru_cache(maxsize=50_000)
def parse_figure(text: str, domain: Domain) -> Figure:
    """Returns what ``text``, the whole content of a cell, says in that domain.

    Read are full-width digits, thousands separators (comma or space), a sign, a unit of the
    domain after the number, signs of notes before and after it and a remark in brackets (the figure
    stays, the rest is kept apart), a number that a narrow cell broke over lines, and what words
    say that have one meaning (``written_figures``). A number outside
    the domain (a negative count, say) is still a number: the domain rule reports it. One with
    more digits than any figure has (``MOST_DIGITS``) is unreadable.
    """
    printed = text.strip()
    plain = _plain(printed)
    if not plain:
        return Figure("", State.BLANK)
    found = _bare_figure(printed, plain, domain)
    if found.state is not State.UNREADABLE:
        return found
    bare, notes = _without_notes(plain)
    noted = _bare_figure(printed, bare, domain) if bare and notes else found
    if noted.state is not State.UNREADABLE:
        return replace(noted, notes=notes)
    remarked = without_remark(plain, domain)
    if remarked is None:
        return found
    figure, remark = remarked
    known = _bare_figure(printed, figure, domain)
    return replace(known, notes=(remark,) if remark else ()) if known.value is not None else found


def _bare_figure(printed: str, plain: str, domain: Domain) -> Figure:
    """Returns what a text without notes says."""
    if _MARK.fullmatch(re.sub(r"\s", "", plain)) or is_nothing(plain, domain):
        return Figure(printed, State.MARK)
    number, unit = _number(signed_change(plain, domain) or plain, domain)
    if number is None:
        number = number_in_words(plain, domain)
    if number is None or not fits(number):
        return Figure(printed, State.UNREADABLE)
    return Figure(printed, State.NUMBER, _simplest(number), unit)


def _without_notes(plain: str) -> tuple[str, tuple[str, ...]]:
    """Returns a text without the signs of notes at its ends, and these."""
    found = _NOTED.fullmatch(plain) if len(plain) <= _LONGEST_NOTED else None
    if found is None:
        return plain, ()
    signs = tuple(part.strip() for part in (found["before"], found["after"]) if part.strip())
    return found["figure"].strip(), signs


def in_unit(figure: Figure, unit: str, domain: Domain) -> Figure:
    """Returns a number that is printed without a unit as one of a unit that stands elsewhere."""
    if figure.value is None or figure.unit:
        return figure
    value = EXACT.multiply(Decimal(figure.value), domain.units[unit])
    return replace(figure, value=_simplest(value), unit=unit)


def is_too_long(text: str, domain: Domain) -> bool:
    """Returns whether a text says a number, but one of more digits than a figure has."""
    number, _ = _number(_plain(text.strip()), domain)
    return number is not None and not fits(number)


def fits(value: Number) -> bool:
    """Returns whether a number has no more digits than a figure: ``MOST_DIGITS``."""
    number = Decimal(value)
    if not number.is_finite():
        return False
    if number == 0:
        return True
    _, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits))
    significant = text.strip("0")
    decimals = -int(exponent) - (len(text) - len(text.rstrip("0")))
    return (
        number.adjusted() < MOST_DIGITS
        and len(significant) <= MOST_DIGITS
        and decimals <= MOST_DECIMALS
    )


def in_domain(value: Number, domain: Domain) -> bool:
    """Returns whether a number may stand in a cell of the domain."""
    if domain.whole and value != int(value):
        return False
    return domain.minimum is None or value >= domain.minimum


def show(value: Number) -> str:
    """Returns a number as plain digits: no exponent, no trailing zeros, no separators."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(printed: str) -> str:
    """Returns a text in half-width characters, without what is not seen."""
    return re.sub(
        r"[^\S\n]+", " ", _INVISIBLE.sub("", printed).translate(_HALF_WIDTH).translate(_SIMPLIFIED)
    ).strip()


def _number(plain: str, domain: Domain) -> tuple[Decimal | None, str]:
    """Returns the number that a text says in the domain's own unit, and the unit printed."""
    joined = "".join(map(str.strip, plain.split("\n"))).translate(_SIGNS)
    number, unit = _split_unit(joined, domain)
    match = _NUMBER.fullmatch(re.sub(r"(?<=[+-]) +", "", number.strip()))
    if match is None or ("\n" in plain and re.match("0[0-9]", match["whole"])):
        return None, ""  # no number, or a zero and a number below it
    factor = domain.units[unit] if unit else Decimal(1)
    digits = re.sub(r"[, ]", "", match["whole"]) + (match["rest"] or "")
    value = Decimal(match["sign"] + digits)
    return (EXACT.multiply(value, factor) if fits(value) else value), unit


def _split_unit(text: str, domain: Domain) -> tuple[str, str]:
    """Returns the text before a printed unit, and the unit; longest unit first."""
    for unit in sorted(domain.units, key=len, reverse=True):
        if text.endswith(unit) and len(text) > len(unit):
            return text[: -len(unit)].rstrip(), unit
    return text, ""


def _simplest(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
