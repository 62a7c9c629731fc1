"""What a printed figure says: every way of printing a number, and nothing made out of garbage."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.core.figures import (
    State,
    fits,
    in_domain,
    is_too_long,
    parse_figure,
    show,
)
from gouji.core.form_files import official_forms
from gouji.core.forms import Domain

CELLS = {form.edition: form.cells for form in official_forms()}
COUNT = CELLS["2021"]["t3.new.total"].domain
CHANGE = CELLS["2019"]["t2.licensing.change"].domain
AMOUNT = CELLS["2019"]["t2.procurement.amount"].domain

FULL_WIDTH = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789.,+-"}


def said(text: str, domain: Domain = COUNT):
    figure = parse_figure(text, domain)
    return figure.value if figure.state is State.NUMBER else figure.state


numbers = st.integers(0, 10**9)
spaces = st.sampled_from(["", " ", "\n", "\u3000", "\u00a0", "\t", "\u200b", "\ufeff"])
signs = st.sampled_from(["", "+", "＋"])


@given(numbers, spaces, spaces, signs, st.booleans(), st.sampled_from(["", ",", " "]))
def test_a_count_is_read_however_it_is_printed(
    value: int, before: str, after: str, sign: str, full_width: bool, separator: str
):
    digits = f"{value:,}".replace(",", separator)
    text = digits.translate(FULL_WIDTH) if full_width else digits
    assert said(before + sign + text + after) == value


@given(numbers, st.sampled_from(sorted(COUNT.units)), st.sampled_from(["", " "]))
def test_a_unit_after_a_count_is_no_part_of_it(value: int, unit: str, gap: str):
    figure = parse_figure(f"{value}{gap}{unit}", COUNT)
    assert (figure.value, figure.unit) == (value, unit)
    assert figure.text == f"{value}{gap}{unit}"


@given(st.decimals(0, 10**8, places=4), st.sampled_from(sorted(AMOUNT.units)))
def test_an_amount_is_said_in_the_unit_of_the_form(amount: Decimal, unit: str):
    value = said(f"{amount}{unit}", AMOUNT)
    assert value == amount * AMOUNT.units[unit]
    assert not isinstance(value, float)


@given(st.integers(-10000, 10000), st.sampled_from("-−－–"))
def test_a_change_keeps_its_sign_however_it_is_drawn(value: int, minus: str):
    assert said(str(value).replace("-", minus), CHANGE) == value


@given(st.integers(100, 10**8), st.data())
def test_a_number_that_a_narrow_cell_broke_over_lines_is_one_number(value: int, data):
    digits = str(value)
    at = data.draw(st.integers(1, len(digits) - 1))
    assert said(f"{digits[:at]}\n{digits[at:]}") == value


@given(st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=6)))
def test_a_number_shown_is_read_again_as_itself(value):
    text = show(value)
    assert "E" not in text
    assert "," not in text
    assert said(text, CHANGE) == value


@given(st.text(max_size=12))
def test_what_is_no_number_never_becomes_one(text: str):
    figure = parse_figure(text, COUNT)
    if figure.state is State.NUMBER:
        assert any(character in "0123456789０１２３４５６７８９" for character in text)
        assert all(
            character in "0123456789０１２３４５６７８９.．,，+-＋－−–﹣﹢"
            or character.isspace()
            or character in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
            or any(character in unit for unit in COUNT.units)
            for character in text
        )
    else:
        assert figure.value is None


@given(st.text(st.characters(categories=["No", "Nl"]), min_size=1, max_size=4), numbers)
def test_circled_superscript_and_other_numerals_are_no_digits(odd: str, value: int):
    assert said(odd) is State.UNREADABLE
    for text in (f"{value}{odd}", f"{odd}{value}"):
        found = parse_figure(text, COUNT)
        assert found.state is State.UNREADABLE or (found.value, bool(found.notes)) == (value, True)


@pytest.mark.parametrize(
    "text",
    ["①", "²", "Ⅷ", "八", "½", "1O", "l2", "8?", "#REF!", "1.2.3", "1,23", "12,34,567", "8-",
     "--", "1e5", "0x10", "NaN", "inf", "∞", "1/2", "3～5", "约8", "8多", "٣", "१२", "1 2", "12 34",
     "8 9 10", "1,2345,678"],
)  # fmt: skip
def test_what_is_not_plainly_a_figure_is_unreadable_and_never_zero(text: str):
    expected = State.MARK if text == "--" else State.UNREADABLE
    assert said(text) is expected


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000", "\u200b", "\u00a0\t"])
def test_nothing_printed_is_a_blank(text: str):
    figure = parse_figure(text, COUNT)
    assert (figure.state, figure.text, figure.value) == (State.BLANK, "", None)


@pytest.mark.parametrize(
    "text", ["/", "／", "-", "—", "——", "－", "–", "无", "\\", "不适用", "N/A", " / "]
)
def test_a_mark_is_neither_blank_nor_zero(text: str):
    figure = parse_figure(text, COUNT)
    assert figure.state is State.MARK
    assert figure.text == text.strip()
    assert figure.value is None
    assert figure.amount == 0


def test_zero_is_a_number():
    assert said("0") == 0
    assert said("０") == 0
    assert parse_figure("0", COUNT).state is State.NUMBER


def test_an_unreadable_figure_has_no_part_in_a_sum():
    with pytest.raises(ValueError, match="unreadable"):
        _ = parse_figure("8?", COUNT).amount


@pytest.mark.parametrize(
    ("text", "domain", "value"),
    [
        ("251000元", AMOUNT, Decimal("25.1")),
        ("15122.275 万元", AMOUNT, Decimal("15122.275")),
        ("+85", CHANGE, 85),
        ("-2", CHANGE, -2),
        ("1，653", COUNT, 1653),
        ("１，６５３", COUNT, 1653),
        ("24457.4", AMOUNT, Decimal("24457.4")),
        ("3.0", COUNT, 3),
    ],
)
def test_figures_as_real_reports_print_them(text: str, domain: Domain, value):
    assert said(text, domain) == value


@given(numbers)
def test_a_number_outside_its_domain_is_still_a_number(value: int):
    assume(value)
    figure = parse_figure(f"-{value}", COUNT)
    assert figure.value == -value
    assert not in_domain(-value, COUNT)
    assert in_domain(-value, CHANGE)
    assert in_domain(Decimal("0.5"), AMOUNT)
    assert not in_domain(Decimal("0.5"), COUNT)


TOO_LONG = [
    "1000000000000000", "1" + "0" * 28, "1" + "0" * 30, "9" * 29, "9" * 4300, "9" * 4301,
    "9" * 20_000, "-" + "9" * 40, "１" * 30, "1234567890123456", "0.12345678901", "1.00000000001",
    "1." + "0" * 120 + "1", "0." + "0" * 400 + "1", "99999999999999.01", "1,000,000,000,000,000",
]  # fmt: skip
"""Numbers of more digits than a figure has."""


@pytest.mark.parametrize("text", TOO_LONG, ids=lambda text: f"{text[:20]}({len(text)})")
@pytest.mark.parametrize("domain", [COUNT, AMOUNT])
def test_a_number_of_more_digits_than_a_figure_has_is_unreadable(text: str, domain: Domain) -> None:
    figure = parse_figure(text, domain)
    assert (figure.state, figure.value, figure.text) == (State.UNREADABLE, None, text)
    assert is_too_long(text, domain)


@pytest.mark.parametrize("text", ["1E+30", "NaN", "Infinity", "-inf", "1e5", "٣", "²"])
def test_what_only_a_program_takes_for_a_number_is_unreadable_and_not_too_long(text: str) -> None:
    assert parse_figure(text, COUNT).state is State.UNREADABLE
    assert not is_too_long(text, COUNT)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("999999999999999", 999_999_999_999_999),
        ("000000000000000000000000000008", 8),
        ("8." + "0" * 300, 8),
        ("0" * 5000, 0),
        ("0.0000000001", Decimal("0.0000000001")),
        ("9999999999999.99 元", Decimal("999999999.999999")),
    ],
)
def test_a_number_of_as_many_digits_as_a_figure_has_is_exact(
    text: str, value: int | Decimal
) -> None:
    figure = parse_figure(text, AMOUNT)
    assert figure.value == value
    assert figure.state is State.NUMBER
    assert not is_too_long(text, AMOUNT)


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+30"), Decimal("1E-11"), 10**15]
)
def test_what_no_figure_is_does_not_fit(value: int | Decimal) -> None:
    assert not fits(value)


@pytest.mark.parametrize(
    ("text", "domain", "value"),
    [
        ("2.917万", COUNT, 29170), ("零", COUNT, 0), ("九十二", COUNT, 92),
        ("一千零五", COUNT, 1005), ("2917（含转来12件）", COUNT, 2917),
        ("22\n（其中修订16件）", COUNT, 22), ("12（件）", COUNT, 12), ("减12", CHANGE, -12),
        ("增35", CHANGE, 35), ("增加 3 项", CHANGE, 3), ("12.5（万元）", AMOUNT, Decimal("12.5")),
    ],
)  # fmt: skip
def test_what_people_write_that_has_one_meaning_is_read_and_kept(
    text: str, domain: Domain, value: object
) -> None:
    figure = parse_figure(text, domain)
    assert (figure.value, figure.text) == (value, text)


@pytest.mark.parametrize(
    ("text", "domain"),
    [("▲12", CHANGE), ("减12", AMOUNT)]
    + [(text, COUNT) for text in
       ("约2917", "2917余", "2917+", "减12", "持平", "▲12", "(12)", "见附件", "2917（约）",
        "12（不含转来）", "3（万元）", "2.91753万", "十十", "二三")],
)  # fmt: skip
def test_what_people_write_that_has_no_one_meaning_is_unreadable(text: str, domain: Domain) -> None:
    figure = parse_figure(text, domain)
    assert (figure.state, figure.text) == (State.UNREADABLE, text)


@pytest.mark.parametrize(
    ("text", "domain"), [("不涉及", COUNT), ("持平", CHANGE), ("无变化", CHANGE)]
)
def test_words_for_nothing_are_marks(text: str, domain: Domain) -> None:
    assert parse_figure(text, domain).state is State.MARK


def test_a_remark_beside_a_figure_is_a_note_of_it() -> None:
    assert parse_figure("2917（含转来12件）", COUNT).notes == ("（含转来12件）",)
