"""Demo campaigns. Filling again adds nothing."""

from typing import Any

from desk.extend import SYSTEM
from desk_campaigns.actions.writing import CampaignFields, write_campaign
from desk_campaigns.queries import campaigns


async def fill(words: dict[str, Any]) -> None:
    """Write the campaigns of the sample file; none is sent."""
    for one in words.get("campaigns", []):
        if not await campaigns.is_named(one["name"]):
            filters = one.get("filters", {})
            said = CampaignFields(
                *(one["name"], one["content"], one["channels"], one["body"], one.get("subject", ""), filters)
            )
            await write_campaign(said, by=SYSTEM)
