"""What a tenant publishes of itself."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from piccolo.columns import Column

from desk.figures import kinds
from desk.foundation.database import execute
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.headquarters import queries
from desk.headquarters.events import PartnersExported, ScorecardsExported
from desk.headquarters.tables import Partner
from desk.kit.time import now, to_zone

PERIOD = timedelta(days=30)


async def publish_partner(*, by: Principal) -> None:
    """Write the tenant's card anew: state, plugins and counts, nothing of a customer."""
    tenant, at = current_scope().tenant, now()
    if tenant.kind != "partner":
        return
    counts = await queries.own_counts(at - PERIOD)
    card: dict[Column | str, Any] = {
        Partner.slug: tenant.slug,
        Partner.name: tenant.name,
        Partner.status: tenant.status,
        Partner.plugins: sorted(tenant.plugins),
        Partner.open_tickets: counts["open_tickets"],
        Partner.unassigned_tickets: counts["unassigned_tickets"],
        Partner.solved_30_days: counts["solved_30_days"],
        Partner.customers: counts["customers"],
        Partner.members: counts["members"],
        Partner.published_at: at,
    }
    await execute(queries.ACCEPT, at)
    known = await Partner.update(card).where(Partner.tenant_id == tenant.id).returning(Partner.tenant_id)
    if not known:
        card[Partner.tenant_id] = tenant.id
        await Partner.insert(Partner({column: value for column, value in card.items() if isinstance(column, Column)}))


async def publish_weeks(*, back: int = 1, by: Principal) -> None:
    """Write this week of the tenant anew, and so many before once more after their end; what is over stays then."""
    tenant, at = current_scope().tenant, now()
    if tenant.kind != "partner":
        return
    zone = ZoneInfo(tenant.zone or "UTC")
    today = to_zone(at, zone).date()
    this = today - timedelta(days=today.weekday())
    for monday in (this - timedelta(weeks=one) for one in range(back, -1, -1)):
        since, until = (datetime.combine(one, time(), zone) for one in (monday, monday + timedelta(weeks=1)))
        await execute(queries.WEEK, tenant.id, monday, since, until, at)


async def publish_scorecard(month: date, *, by: Principal) -> None:
    """Publish a frozen month: the figures that headquarters may see, once; what is published stays as it is."""
    named = [one.name for one in kinds.registered().values() if one.published]
    await execute(queries.PUBLISH, month, named, now())


async def note_partners(count: int, *, by: Principal) -> None:
    """Note that an operator took the list of partners out as a table."""
    await record(PartnersExported(by.id, by=by, count=count))


async def note_export(count: int, *, by: Principal) -> None:
    """Note that an operator took scorecards out as a table."""
    await record(ScorecardsExported(by.id, by=by, count=count))
