"""The one place where a campaign's status changes."""

from typing import Any

from desk.extend import Move, Principal, Stale, label
from desk_campaigns.queries import campaigns
from desk_campaigns.tables import Campaign


async def checked(number: int, move: Move, *, by: Principal, version: int | None = None) -> Campaign:
    """The campaign, locked, if ``by`` may make this move now. Raises the refusal."""
    found = await campaigns.campaign(number)
    move.check(found, by, lambda status: label("campaigns.status", status))
    if version is not None and version != found.version:
        raise Stale
    return found


async def save(found: Campaign, **changes: Any) -> None:
    """Write columns of a campaign that was read under lock."""
    changes["version"] = found.version + 1
    for name, new in changes.items():
        setattr(found, name, new)
    await found.save([getattr(Campaign, name) for name in changes])
