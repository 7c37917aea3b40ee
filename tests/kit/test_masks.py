"""Enough to tell one from another, too little to use; and what is masked is known as such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit.masks import MASKED, is_masked, masked


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("139 0000 1234", 3, 4, "139 •••• 1234"),
        ("0512-5550 0123", 3, 4, "051•-•••• 0123"),
        ("91320594MA1RT00001", 4, 2, "9132••••••••••••01"),
        ("农行园区支行 10550101040099999", 0, 4, "农行园区支行 •••••••••••••9999"),
        ("12345", 3, 4, MASKED),
        ("", 3, 4, ""),
    ],
)
def test_the_middle_is_hidden(text, first, last, shown):
    assert masked(text, first=first, last=last) == shown
    assert is_masked(shown) == bool(shown)


@given(st.text(alphabet="0123456789 -abcXYZ农行", max_size=40), st.integers(0, 5), st.integers(0, 5))
def test_at_least_four_letters_or_digits_are_never_shown(text, first, last):
    shown = masked(text, first=first, last=last)

    assert shown in ("", MASKED) or sum(one == "•" for one in shown) >= 4
    assert is_masked(shown) == bool(text)
