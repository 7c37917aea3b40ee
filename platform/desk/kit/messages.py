"""
What may go where: addresses of mail, and how many segments a short message takes.

A short message is paid for by the segment. In the alphabet of GSM 03.38 one holds 160 characters, 153 where there are
several; with any other character, such as a Chinese one, it is UCS-2: 70, or 67 where there are several. Neither the
two halves of a character outside of the first plane nor an escaped one are ever parted.
"""

import re
from dataclasses import dataclass
from typing import Literal

_MAIL = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+")
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = frozenset("\f^{}\\[~]|€")
_SIZES = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


def is_mail_address(text: str) -> bool:
    """Whether mail could be sent there."""
    return text.isascii() and len(text) <= 200 and _MAIL.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Segments:
    """How a short message is sent: in which alphabet, of how many units, in how many parts."""

    alphabet: Literal["GSM-7", "UCS-2"]
    units: int
    count: int
    left: int
    """Units that still fit into the last part."""


def segments_of(text: str) -> Segments:
    """The parts in which a short message is sent; an empty one takes one."""
    alphabet: Literal["GSM-7", "UCS-2"] = "GSM-7" if _GSM.union(_GSM_ESCAPED).issuperset(text) else "UCS-2"
    widths = [_width(one, alphabet) for one in text]
    alone, each = _SIZES[alphabet]
    units = sum(widths)
    if units <= alone:
        return Segments(alphabet, units, 1, alone - units)
    count, filled = 1, 0
    for width in widths:
        if filled + width > each:
            count, filled = count + 1, 0
        filled += width
    return Segments(alphabet, units, count, each - filled)


def _width(character: str, alphabet: str) -> int:
    if alphabet == "GSM-7":
        return 2 if character in _GSM_ESCAPED else 1
    return 2 if ord(character) > 0xFFFF else 1
