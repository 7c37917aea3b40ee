"""What a tenant may set about points: the season, how long they stay good, and what is earned where no rule says it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desk.extend import N_, Setting, chosen

USUAL = ("12-01", "12-31")
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")

BEGINS = Setting(
    "loyalty.season_begins",
    "text",
    USUAL[0],
    N_("Points are exchanged from"),
    N_("Month and day, such as 12-01; empty: at any time."),
    most=5,
)
ENDS = Setting("loyalty.season_ends", "text", USUAL[1], N_("until"), N_("Month and day, such as 12-31."), most=5)
MONTHS = Setting(
    "loyalty.months",
    "count",
    24,
    N_("Points stay good for"),
    N_("At least so long, and then until the end of a season; 0: for ever."),
    N_("months"),
    least=0,
    most=1_200,
)
NOTICE_DAYS = Setting(
    "loyalty.notice_days",
    "count",
    30,
    N_("Customers are told before points expire"),
    unit=N_("days"),
    least=0,
    most=365,
)
PER_TRAINING = Setting(
    "loyalty.per_training_fee", "count", 200, N_("Points for 100 of a training fee"), least=0, most=100_000
)
PER_SERVICE = Setting(
    "loyalty.per_annual_fee", "count", 100, N_("Points for 100 of an annual fee"), least=0, most=100_000
)
PER_ACCESSORY = Setting(
    "loyalty.per_accessory", "count", 100, N_("Points for 100 of accessories"), least=0, most=100_000
)
PER_SURVEY = Setting(
    "loyalty.per_survey",
    "count",
    0,
    N_("Points for an answered survey"),
    N_("0: none."),
    least=0,
    most=100_000,
)
RATIOS = {"training.fee": PER_TRAINING, "contracts.annual_fee": PER_SERVICE, "hall.accessory": PER_ACCESSORY}
"""Kinds of payments that earn points also where nobody has approved a rule (domain 09, earning rules)."""
SETTINGS = (BEGINS, ENDS, MONTHS, NOTICE_DAYS, PER_TRAINING, PER_SERVICE, PER_ACCESSORY, PER_SURVEY)


@dataclass(frozen=True, slots=True)
class Season:
    """Two days of each year, both within; the second may lie before the first, then it goes over new year."""

    begin: str
    end: str

    def is_open(self, day: date) -> bool:
        """Whether points may be exchanged on this day."""
        said = f"{day:%m-%d}"
        if self.begin <= self.end:
            return self.begin <= said <= self.end
        return said >= self.begin or said <= self.end

    def latest(self, day: date) -> tuple[date, date]:
        """The first and the last day of the season that runs on this day, or of the last one that is over."""
        last = self.end_after(day)
        first = self._begin_before(last)
        if first > day:
            last = _clipped(last.year - 1, *map(int, self.end.split("-")))
            first = self._begin_before(last)
        return first, last

    def _begin_before(self, last: date) -> date:
        month, number = map(int, self.begin.split("-"))
        return _clipped(last.year if self.begin <= self.end else last.year - 1, month, number)

    def end_after(self, day: date) -> date:
        """The last day of the season that ends on or after this day."""
        month, number = map(int, self.end.split("-"))
        this = _clipped(day.year, month, number)
        return this if this >= day else _clipped(day.year + 1, month, number)


def season() -> Season | None:
    """LP-D1: when points are exchanged; None: at any time. What can't be read as two days is the usual season."""
    begin, end = chosen(BEGINS), chosen(ENDS)
    if not begin:
        return None
    return Season(begin, end) if _DAY.fullmatch(begin) and _DAY.fullmatch(end) else Season(*USUAL)


def expires_on(earned: date, months: int | None) -> date | None:
    """The day after which points that were earned now are gone: never before the end of a season (P1.6(2)11)."""
    lasts = chosen(MONTHS) if months is None else months
    if lasts <= 0:
        return None
    years, month = divmod(earned.month - 1 + lasts, 12)
    until = _clipped(earned.year + years, month + 1, earned.day)
    found = season()
    return found.end_after(until) if found else until


def ratio(kind: str) -> int:
    """Points for each hundred of this kind of payment, where no rule of the tenant's says otherwise."""
    return chosen(RATIOS[kind]) if kind in RATIOS else 0


def _clipped(year: int, month: int, day: int) -> date:
    """A day of a month, its last one where it has no such day."""
    first = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), first - timedelta(days=1))
