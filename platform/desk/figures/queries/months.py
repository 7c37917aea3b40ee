"""Months that are frozen: how their figures stood then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.foundation.database import rows, value
from desk.foundation.figures import Part

FREEZE = """
insert into figure_month (tenant_id, id, month, figure, currency, part, whole, frozen_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, month, figure, currency) do nothing
"""
"""What is frozen stays as it is."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One figure of one month, and since when it stands."""

    parts: tuple[Part, ...]
    at: datetime


Months = Mapping[date, Frozen]
"""The frozen months of one figure, by their first day."""


async def frozen_months(since: date, until: date) -> dict[str, dict[date, Frozen]]:
    """What is frozen of the months that begin in these days, by figure."""
    found: dict[str, dict[date, Frozen]] = {}
    for one in await rows(
        """select month, figure, currency, part, whole, frozen_at from figure_month
            where month >= $1 and month < $2 order by month, figure, currency""",
        since,
        until,
    ):
        months, part = found.setdefault(one["figure"], {}), Part(one["part"], one["whole"], currency=one["currency"])
        known = months.get(one["month"])
        months[one["month"]] = Frozen((*(known.parts if known else ()), part), one["frozen_at"])
    return found


async def frozen_figures(month: date) -> set[str]:
    """The names of the figures that are frozen for a month."""
    found = await rows("select distinct figure from figure_month where month = $1", month)
    return {one["figure"] for one in found}


async def first_fact() -> datetime | None:
    """When the first fact of the tenant was recorded: before it there was nothing to count."""
    found: datetime | None = await value("select at from event order by at, id limit 1")
    return found
