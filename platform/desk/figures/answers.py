"""What programs get of figures."""

from typing import Literal

import msgspec

from desk.foundation.web.api import Instant

UnitWord = Literal["count", "share", "duration", "money", "score"]


class FigureRow(msgspec.Struct):
    """
    One figure over a period. ``number`` is a count, per cent rounded down, seconds, whole cents or tenths of a score;
    null where there was no case. ``part`` and ``whole`` are what it is reckoned from.
    """

    name: str
    label: str
    unit: UnitWord
    number: int | None
    before: int | None
    part: int
    whole: int
    currency: str
    since: Instant
    until: Instant
    good: str
    source: str
