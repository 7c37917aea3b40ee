"""The board: every figure over a period and before it, and its months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk.figures.queries.months import Months, frozen_months
from desk.figures.queries.reckoning import divided, reckoned, reckoned_now
from desk.foundation.figures import MONTH, FigureKind, Part, Period, month_of, months_before, whole_of
from desk.kit.time import now, to_zone

SHOWN = 12
"""Months of a chart, the running one among them."""
MOMENT = timedelta(minutes=1)
"""A period that ended no longer ago ends now."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One figure: over the period, before it, and month by month."""

    kind: FigureKind
    now: list[Part]
    before: list[Part]
    months: Mapping[date, list[Part]]
    frozen: Months


async def board(asked: Iterable[FigureKind], period: Period, before: Period) -> list[Reckoned]:
    """Each of these figures, with its frozen months and the running one."""
    running = running_month(period.zone)
    first = min(to_zone(before.since, before.zone).date().replace(day=1), months_before(running, SHOWN - 1))
    frozen = await frozen_months(first, months_before(running, -1))
    return [await _one(kind, period, before, frozen.get(kind.name, {}), running) for kind in asked]


async def month_by_month(kind: FigureKind, zone: str) -> tuple[dict[date, list[Part]], Months]:
    """The last twelve months of a figure, those that aren't frozen as they are now; and which are frozen."""
    running = running_month(zone)
    first = months_before(running, SHOWN - 1)
    frozen = (await frozen_months(first, months_before(running, -1))).get(kind.name, {})
    found: dict[date, list[Part]] = {}
    if MONTH in kind.by:
        period = Period(month_of(first, zone).since, month_of(running, zone).until, zone)
        for part in await divided(kind, period, MONTH) or ():
            found.setdefault(date.fromisoformat(f"{part.key}-01"), []).append(part)
    else:
        found[running] = await reckoned_now(kind, Period(month_of(running, zone).since, now(), zone)) or []
    merged = found | {month: list(one.parts) for month, one in frozen.items()}
    begun = min(merged, default=running)
    months = [month for back in range(SHOWN - 1, -1, -1) if (month := months_before(running, back)) >= begun]
    return {month: whole_of(merged.get(month, [])) for month in months}, frozen


def running_month(zone: str) -> date:
    """The first day of the month that runs."""
    return to_zone(now(), zone).date().replace(day=1)


async def _one(kind: FigureKind, period: Period, before: Period, frozen: Months, running: date) -> Reckoned:
    here, there = await reckoned(kind, period, frozen), await reckoned(kind, before, frozen)
    begin = month_of(running, period.zone).since
    is_that = (period.since == begin or kind.at_the_end) and now() - period.until < MOMENT
    last = here if is_that else await reckoned_now(kind, Period(begin, now(), period.zone))
    earliest = months_before(running, SHOWN - 1)
    months = {month: whole_of(one.parts) for month, one in frozen.items() if month >= earliest}
    return Reckoned(kind, here, there, months | {running: last or []}, frozen)
