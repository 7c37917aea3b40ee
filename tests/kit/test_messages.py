"""Addresses of mail, and the parts in which a short message is sent."""

import pytest

from desk.kit.messages import Segments, is_mail_address, segments_of


@pytest.mark.parametrize("address", ["a@b\r\nBcc: evil@example.com", "no-address", "a b@c", "李@例.cn", "", "a@b, c@d"])
def test_what_is_no_address_gets_no_mail(address):
    assert not is_mail_address(address)


def test_plain_addresses_do():
    assert is_mail_address("wang.min+desk@customer.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("GSM-7", 0, 1, 160)),
        ("a" * 160, Segments("GSM-7", 160, 1, 0)),
        ("a" * 161, Segments("GSM-7", 161, 2, 145)),
        ("a" * 306, Segments("GSM-7", 306, 2, 0)),
        ("a" * 307, Segments("GSM-7", 307, 3, 152)),
        ("€" * 80, Segments("GSM-7", 160, 1, 0)),
        ("字" * 70, Segments("UCS-2", 70, 1, 0)),
        ("字" * 71, Segments("UCS-2", 71, 2, 63)),
        ("字" * 134, Segments("UCS-2", 134, 2, 0)),
        ("字" * 135, Segments("UCS-2", 135, 3, 66)),
        ("a" * 69 + "字", Segments("UCS-2", 70, 1, 0)),
        ("😀" * 35, Segments("UCS-2", 70, 1, 0)),
    ],
)
def test_a_short_message_is_counted_as_networks_count_it(text, expected):
    assert segments_of(text) == expected


def test_what_belongs_together_is_never_parted():
    """An escaped character or one of two halves that would stand on the border begins the next part."""
    assert segments_of("a" * 152 + "€" + "a" * 152) == Segments("GSM-7", 306, 3, 152)
    assert segments_of("字" * 66 + "😀" + "字" * 66) == Segments("UCS-2", 134, 3, 66)
