"""The habits of an author: which form, which variants of it, and how figures are written."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from random import Random

Value = int | Decimal

MARKS = ("", "/", "—", "-", "无")
FULL_WIDTH = str.maketrans("0123456789+-,.", "０１２３４５６７８９＋－，．")


@dataclass(frozen=True)
class Habits:
    """What one author does.

    Attributes:
        edition: "2019", "2021", or "mixed": table 2 of 2021 with table 3 of 2019.
        size: "r1" 0 to 10 requests, "r2" 20 to 300, "r3" 1,000 to 20,000.
        zero: What is written for zero: "0" or one of ``MARKS``.
        some_zeros: Only some zeros are written so, the others as 0.
        full_width: Digits are full-width.
        separator: Between groups of three digits: "", ",", "，" or " ".
        plus: How a growth is signed: "", "+" or "＋"; with "＋" a decrease has "－".
        count_unit: After counts: "" or "件".
        amount_unit: After amounts: "", "万元", " 万元" or "元"; "head" where they are in 元 and
            their head alone says so.
        subtotal_rows: "" or where the sum of each group of outcomes stands: "first" or "last".
        subtotal_column: The five kinds of organizations have a column of their sum.
        short_labels: Rows are called by short names.
        swapped_columns: Two columns of applicants change places, heads and figures.
        swapped_rows: Two rows of a group change places, labels and figures.
        shuffled_results: The results in table 4 stand in another order than in the form.
        headless: The columns have no headers.
        years: Beside each column of table 3 stands the one of the year before.
        results: How table 4 stands: "" as the form has it, "rows" below each other, or "apart",
            a table for each.
        explained: Rows of table 2 have an explanation in brackets after their label.
        older_heading: Section four has the heading of an older form.
        contents: A table of contents names every section first.
        other_tables: The narrative has a table of its own, with a row 总计.
        copies: "" or what follows: "appendix", the form of a sub-department, or "second", a
            whole other report; "blank", where the blank form comes before the filled one, or
            "blank last".
        missing: The id of a table that is left out, or empty.
        damage: A word of ``damage.KINDS``, or empty.
        pages: How many pages of narrative come first, about.
    """

    edition: str = "2021"
    size: str = "r2"
    zero: str = "0"
    some_zeros: bool = False
    full_width: bool = False
    separator: str = ""
    plus: str = ""
    count_unit: str = ""
    amount_unit: str = ""
    subtotal_rows: str = ""
    subtotal_column: bool = False
    short_labels: bool = False
    swapped_columns: bool = False
    swapped_rows: bool = False
    shuffled_results: bool = False
    headless: bool = False
    years: bool = False
    results: str = ""
    explained: bool = False
    older_heading: bool = False
    contents: bool = False
    other_tables: bool = False
    copies: str = ""
    missing: str = ""
    damage: str = ""
    pages: int = 0


def draw_habits(random: Random, given: dict[str, object]) -> Habits:
    """Returns habits as authors have them, most of them plain, with the given ones as given."""

    def seldom(often: float) -> bool:
        return random.random() < often

    zero = random.choice(MARKS) if seldom(0.4) else "0"
    drawn = Habits(
        edition=random.choice(("2021", "2021", "2019", "mixed")),
        size=random.choice(("r1", "r2", "r3")),
        zero=zero,
        some_zeros=zero != "0" and seldom(0.3),
        full_width=seldom(0.1),
        separator=random.choice((",", "，", " ")) if seldom(0.15) else "",
        plus=random.choice(("", "", "+", "＋")),
        count_unit="件" if seldom(0.06) else "",
        amount_unit=random.choice(("", "", "万元", " 万元", "元", "head")),
        subtotal_rows=random.choice(("first", "last")) if seldom(0.1) else "",
        subtotal_column=seldom(0.08),
        short_labels=seldom(0.12),
        swapped_columns=seldom(0.06),
        swapped_rows=seldom(0.06),
        older_heading=seldom(0.2),
        contents=seldom(0.15),
        other_tables=seldom(0.15),
        damage=random.choice(DAMAGES) if seldom(0.3) else "",
    )
    unknown = set(given) - {field.name for field in fields(Habits)}
    if unknown:
        raise TypeError(f"no such habits: {sorted(unknown)}")
    return replace(drawn, **given)  # type: ignore[arg-type]


DAMAGES = ("digit", "swapped", "moved", "slid", "lost total", "lost")


def write_figure(value: Value | None, kind: str, habits: Habits, random: Random) -> str:
    """Returns the characters for a value of a domain: "count", "change" or "amount"."""
    if value is None:
        return ""
    if value == 0:
        as_zero = habits.some_zeros and random.random() < 0.5
        text = "0" if as_zero else habits.zero
        return text.translate(FULL_WIDTH) if habits.full_width and text == "0" else text
    return _full(_number(value, kind, habits), kind, habits)


def _number(value: Value, kind: str, habits: Habits) -> str:
    if kind == "amount" and habits.amount_unit in ("元", "head"):
        return f"{(value * 10000):f}".rstrip("0").rstrip(".") if value % 1 else str(value * 10000)
    digits = str(abs(value))
    if habits.separator and kind != "amount":
        digits = f"{abs(value):,}".replace(",", habits.separator)
    if value < 0:
        return ("－" if habits.plus == "＋" else "-") + digits
    return (habits.plus if kind == "change" else "") + digits


def _full(digits: str, kind: str, habits: Habits) -> str:
    text = digits.translate(FULL_WIDTH) if habits.full_width else digits
    if kind == "amount":
        return text + ("" if habits.amount_unit == "head" else habits.amount_unit)
    return text + (habits.count_unit if kind == "count" else "")
