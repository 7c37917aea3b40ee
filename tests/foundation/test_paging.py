"""Cursors: the sort key of the last row, opaque, and refused when somebody else made them."""

import base64
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.foundation.errors import Unacceptable
from desk.foundation.web.paging import MOST, decode, encode, page_of, size_of

KINDS = (datetime, UUID)
KEY = UUID("01a202f0-b615-775a-ad28-921f870ff4d9")
SECONDS = st.integers(631_152_000, 7_258_118_400)
"""From 1990 to 2200."""
WORDS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
NUMBERS = st.integers(-(2**31) + 1, 2**31 - 1)


@given(seconds=SECONDS, key=st.uuids(), word=WORDS, number=NUMBERS)
def test_a_cursor_comes_back_as_it_went(seconds, key, word, number):
    at = datetime.fromtimestamp(seconds, UTC)
    assert decode(encode(at, key, word, number), datetime, UUID, str, int) == (at, key, word, number)


def handmade(*parts):
    return base64.urlsafe_b64encode(msgspec.json.encode(parts)).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "=", "====", "%", "x", "null", "中文", "a" * 10_000, "\0", "[]", "' or 1=1 --"),
        handmade(),
        handmade("2026-01-01T00:00:00Z"),
        handmade("2026-01-01T00:00:00Z", "not a uuid"),
        handmade("2026-01-01T00:00:00Z", str(KEY), "more"),
        handmade("2026-01-01T00:00:00", str(KEY)),
        handmade("0001-01-01T00:00:00+14:00", str(KEY)),
        handmade("9999-12-31T23:59:59-14:00", str(KEY)),
        handmade(None, None),
        handmade({}, []),
        handmade(1, 2),
        encode("word", KEY),
    ],
)
def test_what_we_did_not_make_is_refused(cursor):
    with pytest.raises(Unacceptable):
        decode(cursor, *KINDS)


@given(
    cursor=st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda b: base64.urlsafe_b64encode(b).decode()))
)
def test_any_word_is_a_key_or_refused(cursor):
    for kinds in ((str, UUID), KINDS, (int, UUID)):
        try:
            found = decode(cursor, *kinds)
        except Unacceptable:
            continue
        assert [type(part) for part in found] == list(kinds)


@pytest.mark.parametrize("n", [2**31, -(2**31), 2**63, 10**30])
def test_a_number_that_no_column_holds_is_refused(n):
    with pytest.raises(Unacceptable):
        decode(handmade(n, str(KEY)), int, UUID)


def test_a_word_that_no_column_holds_is_refused():
    with pytest.raises(Unacceptable):
        decode(handmade("a\0b", str(KEY)), str, UUID)


def test_a_page_leads_on_only_when_there_is_more():
    rows = [(datetime(2026, 1, n, tzinfo=timezone(timedelta(hours=8))), KEY) for n in range(1, 6)]
    whole, part = page_of(rows, 5, lambda r: r), page_of(rows, 4, lambda r: r, cursor="before")

    assert (whole.items, whole.next) == (rows, None)
    assert part.items == rows[:4]
    assert decode(part.next, *KINDS) == rows[3]
    assert part.previous == "before"
    assert page_of([], 5, lambda r: r).next is None


@pytest.mark.parametrize(("asked", "given"), [(None, 50), (0, 50), (-1, 1), (7, 7), (10**9, MOST)])
def test_the_size_of_a_page_is_within_reason(asked, given):
    assert size_of(asked) == given
