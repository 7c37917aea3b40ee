"""Keys are ordered and unique, codes can be said, secrets are long and never stored."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.kit.ids import fingerprint, first_key, moment_of, secret_token, short_code, uuid7


@pytest.fixture(autouse=True)
def fresh_clock(monkeypatch):
    """Other tests of this process may have travelled in time, and keys never go back."""
    monkeypatch.setattr("desk.kit.ids._last_stamp", 0)


def test_keys_grow_within_the_same_millisecond():
    keys = [uuid7() for _ in range(20_000)]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_keys_are_rfc_9562_version_7_and_carry_the_time():
    before = time.time_ns() // 1_000_000
    key = uuid7()

    assert key.version == 7
    assert key.variant == "specified in RFC 4122"
    assert 0 <= (key.int >> 80) - before < 1_000


def test_keys_grow_when_the_clock_goes_back(monkeypatch):
    first = uuid7()
    monkeypatch.setattr("desk.kit.ids.time.time_ns", lambda: 1)

    assert uuid7() > first


def test_keys_of_many_threads_are_unique():
    with ThreadPoolExecutor(8) as threads:
        lists = list(threads.map(lambda _: [uuid7() for _ in range(500)], range(8)))

    assert all(keys == sorted(keys) for keys in lists)
    assert len({key for keys in lists for key in keys}) == 4_000


def test_a_short_code_has_no_letter_that_is_taken_for_a_digit():
    for _ in range(300):
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}", short_code())


def test_a_token_names_its_kind_and_holds_32_bytes():
    token = secret_token("desk_pat")

    assert re.fullmatch(r"desk_pat_[A-Za-z0-9_-]{43}", token)
    assert token != secret_token("desk_pat")


@pytest.mark.parametrize("prefix", ["", "A", "1a", "a-b", "a b", "a\n", "x" * 21])
def test_a_token_prefix_is_plain(prefix):
    with pytest.raises(ValueError, match="prefix"):
        secret_token(prefix)


def test_a_fingerprint_is_the_sha256_in_hex():
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(fingerprint("\ud800")) == 64


def test_a_key_says_when_it_was_made():
    before, key, after = time.time(), uuid7(), time.time()

    assert before - 0.002 <= moment_of(key) <= after + 0.002


def test_the_first_key_of_a_moment_is_before_all_that_are_made_then():
    key = uuid7()

    assert first_key(moment_of(key)) < key
    assert first_key(moment_of(key) + 0.002) > key
    assert first_key(-1) < key
