"""Heeding who wants no more: what waits for them in campaigns is dropped at once, not when its turn comes."""

from uuid import UUID

from desk.extend import Principal, execute, record
from desk_campaigns.events import OptOutHeeded
from desk_campaigns.queries import audience


async def heed_opt_out(contact_id: UUID, *, by: Principal) -> int:
    """
    Leave somebody out of each campaign by none of whose ways they want it any more; the answer is of how many.

    Campaigns are locked before their recipients, as by whoever hands over. Safe to be asked twice.
    """
    waiting = await audience.waiting_for(contact_id)
    left = await audience.leave_out(contact_id, waiting) if waiting else []
    if left:
        await execute(audience.ONE_LESS, left)
    await record(OptOutHeeded(contact_id, by=by, left_out=len(left)))
    return len(left)
