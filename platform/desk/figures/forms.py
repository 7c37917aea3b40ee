"""Which stretch of time somebody asks for, and what it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.foundation.errors import Unacceptable
from desk.foundation.figures import Period, month_of, months_before
from desk.foundation.translation import N_
from desk.kit.time import now, to_zone

PERIODS = {
    "month": N_("This month"),
    "last_month": N_("Last month"),
    "quarter": N_("This quarter"),
    "year": N_("This year"),
    "own": N_("Own dates"),
}
LONGEST = timedelta(days=1100)
"""Of dates of one's own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A period by its word, and the one before it that is as long."""

    name: str
    period: Period
    before: Period

    @property
    def first(self) -> date:
        """The first day."""
        return to_zone(self.period.since, self.period.zone).date()

    @property
    def last(self) -> date:
        """The last day, within."""
        return to_zone(self.period.until - timedelta(microseconds=1), self.period.zone).date()

    @property
    def query(self) -> dict[str, str]:
        """How an address says it."""
        if self.name != "own":
            return {"period": self.name}
        return {"period": "own", "first": self.first.isoformat(), "last": self.last.isoformat()}


def read_period(query: Mapping[str, str], zone: str) -> Asked:
    """What an address asks for; this month where it says nothing. Raises ``Unacceptable``."""
    name, today = query.get("period") or "month", to_zone(now(), zone).date()
    if name not in PERIODS:
        raise Unacceptable
    if name == "own":
        return _own(query, zone)
    if name == "last_month":
        last, before = months_before(today, 1), months_before(today, 2)
        return Asked(name, month_of(last, zone), month_of(before, zone))
    months = {"month": 1, "quarter": 3, "year": 12}[name]
    begin = date(today.year, (today.month - 1) // months * months + 1, 1)
    since, earlier = month_of(begin, zone).since, month_of(months_before(begin, months), zone).since
    until = now()
    return Asked(name, Period(since, until, zone), Period(earlier, min(earlier + (until - since), since), zone))


def _own(query: Mapping[str, str], zone: str) -> Asked:
    try:
        first, last = (date.fromisoformat(query.get(name, "")) for name in ("first", "last"))
    except ValueError:
        raise Unacceptable from None
    first, last = min(first, last), max(first, last)
    if not (first.year > 1900 and last.year < 3000) or last - first > LONGEST:
        raise Unacceptable
    since, until = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    before = _midnight(first - (last - first) - timedelta(days=1), zone)
    return Asked("own", Period(since, until, zone), Period(before, since, zone))


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
