"""Every write to figures: months are frozen, and that figures were taken out is noted."""

from collections.abc import Sequence
from datetime import date, timedelta

from desk.figures import kinds, queries
from desk.figures.events import FiguresExported, FiguresFrozen
from desk.foundation.database import execute_many
from desk.foundation.events import record
from desk.foundation.figures import FigureKind, Part, month_of, months_before
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now, to_zone

MONTHS = 12
"""How far back a month is frozen that wasn't yet."""
GRACE = timedelta(days=1)
"""After its end a month is left open this long [assumed], for what is recorded late."""


async def freeze_months(*, by: Principal) -> list[date]:
    """
    Freeze the figures of the months that are over; what is frozen stays as it is.

    The answer is the months of which something was frozen, the earliest first.
    """
    zone, first = current_scope().tenant.zone or "UTC", await queries.first_fact()
    this_month = to_zone(now() - GRACE, zone).date().replace(day=1)
    done: list[date] = []
    for month in (months_before(this_month, back) for back in range(MONTHS, 0, -1)):
        if first is not None and month_of(month, zone).until > first and await _freeze(month, zone, by):
            done.append(month)
    return done


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took figures out as a table."""
    await record(FiguresExported(by.id, by=by, count=count))


async def _freeze(month: date, zone: str, by: Principal) -> bool:
    known = await queries.frozen_figures(month)
    tenant, at, found = current_scope().tenant.id, now(), []
    for kind in kinds.known_here():
        parts = await _parts(kind, month, zone) if kind.name not in known else ()
        found += [(tenant, uuid7(), month, kind.name, one.currency, one.part, one.whole, at) for one in parts]
    if not found:
        return False
    await execute_many(queries.FREEZE, found)
    await record(FiguresFrozen(tenant, by=by, month=month.isoformat(), count=len({one[3] for one in found})))
    return True


async def _parts(kind: FigureKind, month: date, zone: str) -> Sequence[Part]:
    """Nothing is frozen, too, as nothing; where a plugin failed, the month waits for it."""
    found = await queries.reckoned_now(kind, month_of(month, zone))
    return () if found is None else found or (Part(0, 0),)
