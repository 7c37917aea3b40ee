"""Approving a campaign, which freezes its audience; beginning, pausing, going on, cancelling."""

from datetime import datetime, timedelta

from desk.extend import (
    Invalid,
    Principal,
    chosen,
    current_scope,
    drop_waiting,
    execute,
    gettext,
    later,
    now,
    record,
)
from desk_campaigns.actions._moving import checked, save
from desk_campaigns.actions.writing import filters_of
from desk_campaigns.errors import IN_THE_PAST, NobodyToTell, SomebodyElse
from desk_campaigns.events import (
    CampaignApproved,
    CampaignCancelled,
    CampaignPaused,
    CampaignResumed,
    CampaignScheduled,
    CampaignStarted,
)
from desk_campaigns.queries import audience
from desk_campaigns.settings import FREE
from desk_campaigns.states import ALLOW, APPROVE, CANCEL, PAUSE, RESUME, SCHEDULE, SEND
from desk_campaigns.tables import Campaign

HAND_OVER = "campaigns.hand_over"
"""The reaction that hands recipients over."""
SOON = timedelta(minutes=10)
"""How late what was planned may begin."""


async def approve_campaign(number: int, *, by: Principal) -> None:
    """Freeze who gets it. Raises ``SomebodyElse`` for one to many that is one's own, and ``NobodyToTell``."""
    found = await checked(number, ALLOW, by=by)
    filters = filters_of(found)
    await audience.freeze(current_scope().tenant.id, found.id, found.content, found.channels, filters)
    left_out = sum(one["count"] for one in await audience.skipped(found.id))
    gets = await audience.waiting(found.id)
    if not gets:
        raise NobodyToTell
    if gets > chosen(FREE) and not (by.may(APPROVE) and by.id != found.written_by):
        raise SomebodyElse(limit=chosen(FREE))
    counts = {"recipients": gets, "skipped": left_out}
    await save(found, status=str(ALLOW.to), approved_at=now(), approved_by=by.id if by.is_staff else None, **counts)
    await record(CampaignApproved(found.id, by=by, number=number, **counts))


async def send_campaign(number: int, *, by: Principal) -> None:
    """Begin now."""
    found = await checked(number, SEND, by=by)
    await save(found, status=str(SEND.to), started_at=now())
    await record(CampaignStarted(found.id, by=by, number=number))
    await later(HAND_OVER, found.id, now())


async def schedule_campaign(number: int, send_at: datetime, *, by: Principal) -> None:
    """Begin at a moment to come. Raises ``Invalid``."""
    found = await checked(number, SCHEDULE, by=by)
    if send_at <= now():
        raise Invalid({"send_at": gettext(IN_THE_PAST)})
    await save(found, status=str(SCHEDULE.to), send_at=send_at)
    begins_by = (send_at + SOON).isoformat()
    await record(CampaignScheduled(found.id, by=by, number=number, send_at=send_at.isoformat(), begins_by=begins_by))
    await later(HAND_OVER, found.id, send_at)


async def pause_campaign(number: int, *, by: Principal) -> None:
    """Hand nobody over any more until it goes on; what was handed over is on its way."""
    found = await checked(number, PAUSE, by=by)
    await save(found, status=str(PAUSE.to))
    await record(CampaignPaused(found.id, by=by, number=number))


async def resume_campaign(number: int, *, by: Principal) -> None:
    """Go on."""
    found = await checked(number, RESUME, by=by)
    await save(found, status=str(RESUME.to))
    await record(CampaignResumed(found.id, by=by, number=number))
    await later(HAND_OVER, found.id, now())


async def cancel_campaign(number: int, *, by: Principal) -> None:
    """Call it off: who didn't get it yet gets nothing, also what waits for the end of the quiet hours."""
    found = await checked(number, CANCEL, by=by)
    await execute(audience.DROP, found.id)
    dropped = await _dropped(found) + await drop_waiting(found.id)
    await save(found, status=str(CANCEL.to), ended_at=now())
    await record(CampaignCancelled(found.id, by=by, number=number, dropped=dropped))


async def _dropped(found: Campaign) -> int:
    return await audience.waiting(found.id, status="dropped")
