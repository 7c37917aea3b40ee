"""One number has many spellings, is found by any part, and rubbish is told from it without an exception."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit.phone import Phone, format_phone, parse_phone, phone_fault, search_digits

MOBILE = Phone("+8613900001234")
OFFICE = Phone("+8651255500123")
EXTENSION = Phone("+8651255500123", "806")


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        ("13900001234", MOBILE),
        ("139 0000 1234", MOBILE),
        ("139-0000-1234", MOBILE),
        ("１３９００００１２３４", MOBILE),
        ("　139　0000　1234 ", MOBILE),
        ("+86 139 0000 1234", MOBILE),
        ("＋８６－１３９００００１２３４", MOBILE),
        ("(+86)13900001234", MOBILE),
        ("（86）139 0000 1234", MOBILE),
        ("0086-139-0000-1234", MOBILE),
        ("8613900001234", MOBILE),
        ("手机：13900001234", MOBILE),
        ("Tel: 139.0000.1234", MOBILE),
        ("13900001234.0", MOBILE),
        ("\u202d139 0000 1234\u202c", MOBILE),
        ("0512-5550 0123", OFFICE),
        ("(0512)55500123", OFFICE),
        ("（0512）5550—0123", OFFICE),
        ("+86 (0)512 5550 0123", OFFICE),
        ("+86 512 5550 0123", OFFICE),
        ("512-55500123", OFFICE),
        ("0512-55500123转806", EXTENSION),
        ("0512-55500123 转 806", EXTENSION),
        ("0512-55500123（转806）", EXTENSION),
        ("0512-55500123 分机：806", EXTENSION),
        ("0512-55500123转806分机", EXTENSION),
        ("0512-55500123-806", EXTENSION),
        ("0512-55500123 ext. 806", EXTENSION),
        ("+86 512 5550 0123 x806", EXTENSION),
        ("0512-55500123#806", EXTENSION),
        ("0512-55500123,806", EXTENSION),
        ("tel:+8651255500123;ext=806", EXTENSION),
        ("021 5550 0123", Phone("+862155500123")),
        ("010-55500123", Phone("+861055500123")),
        ("400-555-0123", Phone("+864005550123")),
        ("4005550123转1", Phone("+864005550123", "1")),
        ("400-555-0123-8", Phone("+864005550123", "8")),
        ("800 820 1234", Phone("+868008201234")),
        ("+49 30 123456", Phone("+4930123456")),
        ("0044 20 7946 0958", Phone("+442079460958")),
        ("+1 (555) 010-0123", Phone("+15550100123")),
        ("+852 2123 4567", Phone("+85221234567")),
    ],
)
def test_every_spelling_is_the_same_number(raw, phone):
    assert parse_phone(raw) == phone
    assert phone_fault(raw) is None


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("", "no number"),
        ("　", "no number"),
        ("1390000", "11 digits"),
        ("139000012345", "11 digits"),
        ("5550 0123", "area code"),
        ("13900001234/13900005678", "more than one"),
        ("13900001234、0512-55500123", "more than one"),
        ("13900001234 13900005678", "11 digits"),
        ("王敏 13900001234", "other words"),
        ("13900001234 王敏", "other words"),
        ("abc", "other words"),
        ("1-800-FLOWERS", "other words"),
        ("+", "other words"),
        ("00000000000", "not a phone number"),
        ("+999 123 456 789", "not a phone number"),
        ("+1 555 01", "short"),
        ("0512-55500123456789", "long"),
        ("1" * 61, "long"),
        ("\0\ud800", "other words"),
    ],
)
def test_what_is_no_number_is_said_in_a_sentence(raw, word):
    fault = phone_fault(raw)

    assert parse_phone(raw) is None
    assert fault is not None
    assert word in fault.sentence.format(**fault.values)


def test_the_count_of_digits_is_told():
    assert phone_fault("1390000").sentence.format(**phone_fault("1390000").values) == (
        "A mobile number has 11 digits; this has 7."
    )


@given(st.one_of(st.text(max_size=100), st.text(alphabet="0123456789+-() 转xX#,.;/８６\u202d", max_size=70)))
def test_rubbish_never_raises_and_numbers_read_back(raw):
    phone = parse_phone(raw)
    search_digits(raw)

    assert (phone is None) == (phone_fault(raw) is not None)
    if phone:
        assert parse_phone(phone.uri) == phone
        assert parse_phone(format_phone(phone, "zh-CN")) == phone
        assert parse_phone(format_phone(phone, "en")) == phone


def test_rubbish_costs_no_time():
    started = time.perf_counter()
    for text in ("(" * 100_000, "1 " * 50_000, "转" * 100_000, "-1" * 50_000, " " * 100_000 + "x"):
        parse_phone(text)
        search_digits(text)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("part", ["139", "0000 1234", "１３９０", "+86 139 0000", "0086139", "8613900001234", "1234"])
def test_a_part_finds_a_mobile_number(part):
    assert search_digits(part) in MOBILE.digits


@pytest.mark.parametrize(
    "part", ["0512 5550", "512-5550", "+86 (0)512", "5550 0123 转 8", "55500123", "0512-55500123转806"]
)
def test_a_part_finds_an_office_number(part):
    assert search_digits(part)
    assert search_digits(part) in EXTENSION.digits


def test_no_digits_find_nothing():
    assert search_digits("王敏") == ""


@pytest.mark.parametrize(
    ("phone", "chinese", "english"),
    [
        (MOBILE, "139 0000 1234", "+86 139 0000 1234"),
        (EXTENSION, "0512-5550 0123 转 806", "+86 512 5550 0123 ext. 806"),
        (Phone("+861055500123"), "010-5550 0123", "+86 10 5550 0123"),
        (Phone("+868515550123"), "0851-555 0123", "+86 851 555 0123"),
        (Phone("+864005550123"), "400-555-0123", "+86 400 555 0123"),
        (Phone("+442079460958"), "+44 20 7946 0958", "+44 20 7946 0958"),
        (Phone("+rubbish"), "+rubbish", "+rubbish"),
    ],
)
def test_numbers_are_written_for_the_reader(phone, chinese, english):
    assert format_phone(phone, "zh-CN") == chinese
    assert format_phone(phone, "en") == english
