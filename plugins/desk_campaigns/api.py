"""Campaigns for programs."""

from datetime import datetime
from uuid import UUID

from litestar import get
from litestar.params import FromPath, FromQuery

from desk.extend import N_, Listed, answer, decode, needs, page_of, size_of
from desk_campaigns import answers
from desk_campaigns.queries import campaigns

READ = "campaigns.read"


@get("/campaigns", name="api.campaigns.list", opt=needs(READ, says=N_("Messages to many contacts, the latest first.")))
async def all_campaigns(
    status: FromQuery[answers.StatusWord | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Campaign]:
    """The latest first; ``next`` is the cursor of what follows."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    wanted = campaigns.Wanted(statuses=(status,) if status else None)
    rows = await campaigns.campaigns(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["written_at"], one["id"]))
    return Listed([answer(answers.Campaign, one) for one in found.items], found.next)


@get(
    "/campaigns/{number:int}",
    name="api.campaigns.campaign",
    opt=needs(READ, says=N_("One message to many, with how far it has come.")),
)
async def one_campaign(number: FromPath[int]) -> answers.Campaign:
    """One of them."""
    return answer(answers.Campaign, await campaigns.sheet(number))


HANDLERS = (all_campaigns, one_campaign)
