"""
Handing a campaign over to messaging: a hundred recipients at a time, each hundred in one transaction.

What is taken, the fact that says so, and the next turn are written together: a worker that dies over it has handed
nobody over, and the turn comes again.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.extend import Principal, later, now, record
from desk_campaigns.actions._moving import save
from desk_campaigns.actions.deciding import HAND_OVER
from desk_campaigns.events import CampaignAlert, CampaignBatch, CampaignDone, CampaignStarted
from desk_campaigns.queries import audience, campaigns
from desk_campaigns.states import URGENT, Status
from desk_campaigns.tables import Campaign

BATCH = 100
LOOK_AGAIN = timedelta(seconds=30)
"""Until somebody looks again whether the last messages have left: some wait for the end of the quiet hours."""
TOLD_WITHIN = timedelta(minutes=10)
"""After which a batch of which messaging put nothing down has nothing to say: the notice is switched off here."""


async def hand_over(campaign_id: UUID, *, by: Principal) -> None:
    """The next hundred, if it is being sent; when all have left it is done. Safe to be asked twice, and too early."""
    found = await campaigns.campaign_by_id(campaign_id)
    if found.status == Status.SCHEDULED:
        if found.send_at > now():
            return
        await save(found, status=str(Status.SENDING), started_at=now())
        await record(CampaignStarted(found.id, by=by, number=found.number))
    if found.status != Status.SENDING:
        return
    most = min(BATCH, found.per_minute or BATCH)
    taken = await audience.take(found.id, most)
    if taken:
        await _tell(found, taken, by)
        await save(found, handed=found.handed + len(taken))
        pause = timedelta(seconds=60 * len(taken) / found.per_minute) if found.per_minute else timedelta(0)
    elif await audience.is_under_way(found.id, since=now() - TOLD_WITHIN):
        pause = LOOK_AGAIN
    else:
        await save(found, status=str(Status.DONE), ended_at=now())
        await record(CampaignDone(found.id, by=by, number=found.number, recipients=found.handed))
        return
    await later(HAND_OVER, found.id, now() + pause)


async def _tell(found: Campaign, contacts: list[UUID], by: Principal) -> None:
    event = CampaignAlert if found.content in URGENT else CampaignBatch
    said: dict[str, Any] = {"content": found.content, "subject": found.subject, "body": found.body}
    to = [str(one) for one in contacts]
    await record(event(found.id, by=by, contacts=to, channels=list(found.channels), **said))
