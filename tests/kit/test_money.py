"""Amounts are read in every spelling people use and never lose a cent."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit.money import NotAnAmount, format_count, format_money, format_percent, parse_money

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("cents", "currency", "chinese", "english"),
    [
        (1_248_000, "CNY", "¥12,480.00", f"CNY{SPACE}12,480.00"),
        (-5, "CNY", "-¥0.05", f"CNY{SPACE}-0.05"),
        (0, "CNY", "¥0.00", f"CNY{SPACE}0.00"),
        (123_456, "EUR", f"EUR{SPACE}1,234.56", f"EUR{SPACE}1,234.56"),
        (1_234, "JPY", f"JPY{SPACE}1,234", f"JPY{SPACE}1,234"),
        (1_234, "KWD", f"KWD{SPACE}1.234", f"KWD{SPACE}1.234"),
    ],
)
def test_money_is_written_for_the_reader(cents, currency, chinese, english):
    assert format_money(cents, currency, "zh-CN") == chinese
    assert format_money(cents, currency, "en") == english


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12480", 1_248_000),
        ("12,480.5", 1_248_050),
        ("12 480", 1_248_000),
        ("￥１２４８０．００", 1_248_000),
        ("¥ 12,480.00", 1_248_000),
        ("12480元", 1_248_000),
        ("12480 元整", 1_248_000),
        ("1.2万", 1_200_000),
        ("1.2 万元", 1_200_000),
        ("RMB 30", 3_000),
        ("-30 CNY", -3_000),
        ("-¥30", -3_000),
        ("\N{MINUS SIGN}30", -3_000),
        ("+0.10", 10),
        ("30.500", 3_050),
    ],
)
def test_money_is_read_in_many_spellings(typed, cents):
    assert parse_money(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "1,5",
        "1,2345",
        "12.345",
        "1.2.3",
        "--3",
        "¥",
        "万",
        "1e5",
        "NaN",
        "inf",
        "9" * 18,
        "1" * 99,
        "٣",
        "$30",
        "30 EUR",
        "\0",
        "0x1F",
        "1_000",
        "元30元",
    ],
)
def test_what_is_not_an_amount_is_refused_with_a_sentence(typed):
    with pytest.raises(NotAnAmount) as refused:
        parse_money(typed)
    assert refused.value.sentence.endswith(".")


def test_a_yen_has_no_parts():
    assert parse_money("1,234", "JPY") == 1_234
    with pytest.raises(NotAnAmount):
        parse_money("1.5", "JPY")


@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from(["CNY", "USD", "JPY", "KWD"]),
    st.sampled_from(["zh-CN", "en"]),
)
def test_what_is_written_can_be_read(cents, currency, lang):
    assert parse_money(format_money(cents, currency, lang), currency) == cents


@given(st.text(max_size=80))
def test_rubbish_is_only_ever_refused(typed):
    with contextlib.suppress(NotAnAmount):
        assert abs(parse_money(typed)) <= 10**15


def test_figures():
    assert format_count(12_480, "zh-CN") == f"12{SPACE}480"
    assert format_count(-12_480, "en") == "-12,480"
    assert format_percent(0.92, "zh-CN") == f"92{SPACE}%"
    assert format_percent(0.92, "en") == "92%"
