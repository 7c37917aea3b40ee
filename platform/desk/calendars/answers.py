"""What programs get of calendars."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

OwnerWord = Literal["tenant", "team", "customer"]


class Week(msgspec.Struct):
    """Hours by weekday, as ``09:00–12:00, 13:00–18:00``; empty is closed."""

    monday: str
    tuesday: str
    wednesday: str
    thursday: str
    friday: str
    saturday: str
    sunday: str


class Calendar(msgspec.Struct):
    """
    When work is done at one place. Without an id it is the default, which counts where nobody entered one.

    ``duty_off`` are the duty hours of holidays and closed days; ``version`` is the calendar's own and grows with each
    change; ``provisional`` are those of this year and the next whose statutory days no notice has confirmed.
    """

    id: UUID | None
    owner: OwnerWord
    owner_id: UUID | None
    team: str
    name: str
    zone: str
    country: str
    hours: Week
    duty: Week
    duty_off: str
    duty_counts: bool
    version: int
    provisional: list[int]


class Day(msgspec.Struct):
    """A date that differs from its weekday; ``own`` when the tenant said so and not headquarters."""

    day: date
    kind: Literal["holiday", "make_up", "closed", "hours"]
    name: str
    hours: str
    own: bool
    provisional: bool


class Span(msgspec.Struct):
    """Working time, from and to."""

    begin: Instant
    end: Instant


class Due(msgspec.Struct):
    """When so many working hours from a moment are over, and the working time that this adds up."""

    start: Instant
    hours: float
    due: Instant
    spans: list[Span]
    provisional: bool


class StatutoryDay(msgspec.Struct):
    """What headquarters published of a date."""

    day: date
    kind: Literal["holiday", "make_up"]
    name_zh: str
    name_en: str


class StatutoryYear(msgspec.Struct):
    """A published year. While it isn't confirmed by a notice, its days are provisional."""

    country: str
    year: int
    confirmed: bool
    notice: str
    days: list[StatutoryDay]
