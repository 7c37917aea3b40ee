"""Headquarters publishes what things cost; each partner's own job makes its fact of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from desk.foundation.crossing import publishing
from desk.foundation.errors import Forbidden, Stale
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.publications import events
from desk.publications.queries import prices

CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Price:
    """What one thing costs."""

    code: str
    name: str
    unit: str
    cents: int


async def publish_prices(valid_from: date, lines: Sequence[Price], why: str, *, by: Principal) -> int:
    """Publish the next version of the price standard to all partners; the answer is its number."""
    if not by.may("price.publish"):
        raise Forbidden
    made, at = uuid7(), now()
    try:
        async with publishing() as connection:
            version = int(await connection.fetchval(prices.NEXT_VERSION))
            said = (version, valid_from, CURRENCY, why, by.name[:100], at)
            await connection.execute(prices.PUBLISH, made, *said)
            rows = [(made, n, one.code, one.name, one.unit, one.cents) for n, one in enumerate(lines, 1)]
            await connection.executemany(prices.ADD_LINE, rows)
            since = valid_from.isoformat()
            await record(events.PricesPublished(made, by=by, version=version, valid_from=since))
    except asyncpg.UniqueViolationError:
        raise Stale(who=gettext("Somebody")) from None
    current_scope().wakes = True
    return version


async def receive_prices(standard_id: UUID, *, by: Principal) -> None:
    """At a partner: make its own fact of a new price standard."""
    found = await prices.by_id(standard_id)
    if found is not None:
        since = found["valid_from"].isoformat()
        await record(events.PricesChanged(standard_id, by=by, version=found["version"], valid_from=since))


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took the price standard out as a table."""
    await record(events.PricesExported(by.id, by=by, count=count))
