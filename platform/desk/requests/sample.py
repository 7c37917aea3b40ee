"""Demo requests from the tenant's sample folder. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of, now
from desk.people import queries as people
from desk.requests import actions, queries


async def fill(words: dict[str, Any]) -> None:
    """Open the requests of the sample file and lead each to where it stands."""
    for one in words.get("requests", []):
        customer = await queries.customer_by_key(one["customer"])
        if customer is None or await queries.was_opened(customer, one["title"]):
            continue
        with as_of(now() - timedelta(hours=one.get("opened_hours_ago", 1))):
            new = actions.NewRequest(
                one["kind"],
                one["title"],
                customer=customer,
                note=one.get("note", ""),
                told=one.get("told", ""),
                due_at=now() + timedelta(hours=one["due_after_hours"]) if one.get("due_after_hours") else None,
                urgent=one.get("urgent", False),
            )
            number = (await actions.open_request(new, by=SYSTEM)).number
        if one.get("assignee"):
            member = await people.member_numbered(one["assignee"])
            assert member is not None, f"the sample has no member {one['assignee']}"
            await actions.assign_request(number, member, by=SYSTEM)
        if one.get("done"):
            await actions.finish_request(number, one["done"], by=SYSTEM)
