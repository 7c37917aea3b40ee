"""Services given, counted by whoever gives them: through figures, so that nobody here knows their tables."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.extend import Part, Period, figure_parts, rows
from desk_complaints.queries.reckoning import SERVICE_POSITIONS

SOURCES = {
    "hotline": (("tickets.closed", "channel", "hotline"),),
    "onsite": (("requests.done", "kind", "requests.on_site"),),
    "remote": (("tickets.closed", "channel", "remote"), ("requests.done", "kind", "requests.remote_help")),
    "training": (("training.taught", "", ""),),
}
"""By position: the figure, what it is divided by, and the part that counts."""
_NOTED = """
select month_on, hotline + onsite + remote + training as services from complaints_volume
 where month_on >= $1 and month_on < $2 order by month_on
"""


async def counted(period: Period) -> dict[str, int]:
    """Services given by position, as the figures count them; 0 where nobody counts."""
    return {name: await _position(name, period) for name in SERVICE_POSITIONS}


async def services(period: Period) -> int:
    """All services given: of whole months that were noted by hand what was noted, else what is counted."""
    zone, found, since = ZoneInfo(period.zone), 0, period.since
    for one in await _noted(period):
        begun, over = _bounds(one["month_on"], zone)
        if begun >= since and over <= period.until:
            found += one["services"] + await _sum(Period(since, begun, period.zone))
            since = over
    return found + await _sum(Period(since, period.until, period.zone))


def months_of(period: Period) -> Iterable[tuple[str, Period]]:
    """The months of a period, each as far as it belongs to it."""
    zone = ZoneInfo(period.zone)
    month = period.since.astimezone(zone).date().replace(day=1)
    while (bounds := _bounds(month, zone))[0] < period.until:
        yield f"{month:%Y-%m}", Period(max(bounds[0], period.since), min(bounds[1], period.until), period.zone)
        month = bounds[1].astimezone(zone).date()


async def _noted(period: Period) -> list[Record]:
    zone = ZoneInfo(period.zone)
    days = [one.astimezone(zone).date() for one in (period.since, period.until)]
    return await rows(_NOTED, *days)


def _bounds(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begun = datetime(month.year, month.month, 1, tzinfo=zone)
    return begun, datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=zone)


async def _sum(period: Period) -> int:
    return sum((await counted(period)).values()) if period.since < period.until else 0


async def _position(name: str, period: Period) -> int:
    found: list[Part] = []
    for figure, by, key in SOURCES[name]:
        found += [one for one in await figure_parts(figure, period, by) if not by or one.key == key]
    return sum(one.part for one in found)
