"""Demo gifts, and points for the payments of the sample. Filling again adds nothing."""

from typing import Any

from desk.extend import SYSTEM
from desk_loyalty.actions import gifts
from desk_loyalty.actions._posting import Entry, Line, lock, post
from desk_loyalty.queries import gifts as known
from desk_loyalty.queries import people
from desk_loyalty.states import Account, EntryKind


async def fill(words: dict[str, Any]) -> None:
    """Offer the gifts of the sample file, and bring in the balances that customers came with."""
    for one in words.get("gifts", []):
        if await known.gift_named(one["name"]) is None:
            fields = gifts.GiftFields(
                one["name"], one["kind"], one["price"], one.get("stock"), told=one.get("told", "")
            )
            await gifts.add_gift(fields, by=SYSTEM)
    for one in words.get("points", []):
        customer = await people.customer_by_key(one["customer"])
        if customer is not None:
            await lock(customer)
            lines = [Line(Account.POINTS, one["points"]), Line(Account.ADJUSTED, -one["points"])]
            cause = f"sample:{one['customer']}"
            await post(Entry(customer, EntryKind.ADJUSTED, cause, lines, why=one.get("why", "")), by=SYSTEM)
