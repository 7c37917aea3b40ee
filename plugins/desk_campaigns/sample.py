"""Demo campaigns and series. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.extend import SYSTEM, now
from desk_campaigns.actions.repeating import SeriesFields, write_series
from desk_campaigns.actions.writing import CampaignFields, write_campaign
from desk_campaigns.queries import campaigns, repeated

A_WEEK = timedelta(days=7)


async def fill(words: dict[str, Any]) -> None:
    """Write the campaigns and series of the sample file; none is sent, and the first turn of a series is in a week."""
    for one in words.get("campaigns", []):
        if not await campaigns.is_named(one["name"]):
            await write_campaign(_said(one), by=SYSTEM)
    for one in words.get("campaign_series", []):
        if not await repeated.is_named(one["name"]):
            await write_series(SeriesFields(_said(one), one["texts"], one["rhythm"], now() + A_WEEK), by=SYSTEM)


def _said(one: dict[str, Any]) -> CampaignFields:
    filters = one.get("filters", {})
    words = (one["name"], one["content"], one["channels"], one.get("body", ""), one.get("subject", ""), filters)
    return CampaignFields(*words)
