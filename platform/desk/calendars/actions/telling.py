"""Telling a tenant that what headquarters published is another now."""

from desk.calendars import queries
from desk.calendars.events import CalendarChanged
from desk.calendars.states import OwnerKind
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope


async def tell_of_statutory_days(*, by: Principal) -> None:
    """Record that the working time of all calendars of the tenant may have changed."""
    tenant = current_scope().tenant
    now_counts = await queries.work_calendar()
    await record(
        CalendarChanged(
            tenant.id,
            by=by,
            what="statutory",
            owner_kind=OwnerKind.TENANT.value,
            owner_id=tenant.id,
            version=now_counts.version,
            day=None,
        )
    )
