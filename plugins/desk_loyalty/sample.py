"""Demo gifts, points, a season that is over, and a draw to come. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.extend import SYSTEM, as_of, current_scope, now, to_zone
from desk_loyalty import settings
from desk_loyalty.actions import adjusting, drawing, gifts, redeeming, rules
from desk_loyalty.actions._posting import Entry, Line, lock, post
from desk_loyalty.queries import draws, people
from desk_loyalty.queries import gifts as known
from desk_loyalty.queries import rules as ruled
from desk_loyalty.states import Account, EntryKind


async def fill(words: dict[str, Any]) -> None:
    """Offer the gifts of the sample file, and bring in balances, rules, what was exchanged, and what is planned."""
    await _scheme(words)
    for one in words.get("gifts", []):
        if await known.gift_named(one["name"]) is None:
            fields = gifts.GiftFields(
                one["name"], one["kind"], one["price"], one.get("stock"), told=one.get("told", "")
            )
            await gifts.add_gift(fields, by=SYSTEM)
    for one in words.get("points", []):
        with as_of(now() - timedelta(days=one.get("days_ago", 0))):
            await _bring_in(one)
    for one in words.get("redemptions", []):
        await _exchange(one)


async def _scheme(words: dict[str, Any]) -> None:
    """Rules that were approved, and a draw that is planned."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    if not await ruled.rules():
        for one in words.get("point_rules", []):
            new = rules.NewRule(
                one["kind"], one["per_hundred"], today.replace(month=1, day=1), grades=one.get("grades", {})
            )
            await rules.approve_rule((await rules.propose_rule(new, by=SYSTEM)).id, by=SYSTEM)
    if not await draws.draws(most=1):
        for one in words.get("draws", []):
            prizes = [drawing.Prize(*prize) for prize in one["prizes"]]
            made = await drawing.plan_draw(one["name"], today + timedelta(days=one["in_days"]), prizes, by=SYSTEM)
            await drawing.add_names(made.number, [(name, None) for name in one["names"]], by=SYSTEM)


async def _bring_in(one: dict[str, Any]) -> None:
    customer = await people.customer_by_key(one["customer"])
    if customer is None:
        return
    await lock(customer)
    lines = [Line(Account.POINTS, one["points"]), Line(Account.ADJUSTED, -one["points"])]
    cause, why = f"sample:{one['customer']}", one.get("why", "")
    is_new = await post(Entry(customer, EntryKind.ADJUSTED, cause, lines, why=why), by=SYSTEM)
    if is_new and "more" in one:
        await adjusting.propose_adjustment(customer, one["more"], why, by=SYSTEM)


async def _exchange(one: dict[str, Any]) -> None:
    """Somebody exchanged points in the last season that is over, and has the gift."""
    customer, gift = await people.customer_by_key(one["customer"]), await known.gift_named(one["gift"])
    if customer is None or gift is None or await known.redemptions(known.Wanted(customer=customer), most=1):
        return
    season, at = settings.season(), now()
    day = to_zone(at, current_scope().tenant.zone).date() - timedelta(days=1)
    while season is not None and not season.is_open(day):
        day -= timedelta(days=1)
    with as_of(at - (to_zone(at, current_scope().tenant.zone).date() - day)):
        made = await redeeming.ask_for_gift(redeeming.NewRedemption(customer, gift), by=SYSTEM)
        await redeeming.approve_redemption(made.number, by=SYSTEM)
        await redeeming.deliver_redemption(made.number, one["received_by"], by=SYSTEM)
