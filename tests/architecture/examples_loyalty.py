"""Examples of the routes of loyalty points."""

from datetime import date

from desk_loyalty.actions import adjusting, drawing, gifts, redeeming, rules
from desk_loyalty.actions._posting import Entry, Line, lock, post
from desk_loyalty.states import Account, EntryKind

from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7

from .examples import Example, example


async def points(place):
    """Enough for anything."""
    async with place.tenant.scope():
        await lock(place.customer)
        lines = [Line(Account.POINTS, 10_000), Line(Account.ADJUSTED, -10_000)]
        await post(Entry(place.customer, EntryKind.ADJUSTED, f"sweep:{uuid7()}", lines), by=SYSTEM)


async def gift(place):
    async with place.tenant.scope():
        made = await gifts.add_gift(gifts.GiftFields(f"电饭煲 {uuid7()}", "household", 10, 1_000), by=SYSTEM)
    return made.id


async def redemption(place, *, approved=False):
    await points(place)
    chosen = await gift(place)
    async with place.tenant.scope():
        made = await redeeming.ask_for_gift(redeeming.NewRedemption(place.customer, chosen), by=SYSTEM)
        if approved:
            await redeeming.approve_redemption(made.number, by=SYSTEM)
    return {"number": made.number}


async def rule(place):
    async with place.tenant.scope():
        new = rules.NewRule("payments.other", 100, date(2020, 1, 1), date(2020, 1, 2))
        return {"rule_id": (await rules.propose_rule(new, by=SYSTEM)).id}


async def adjustment(place):
    async with place.tenant.scope():
        made = await adjusting.propose_adjustment(place.customer, 5, place.name(), by=SYSTEM)
    return {"adjustment_id": made.id}


async def draw(place, *, closed=False):
    async with place.tenant.scope():
        made = await drawing.plan_draw(place.name(), date(2026, 12, 1), [drawing.Prize("杯子", 1)], by=SYSTEM)
        await drawing.add_names(made.number, [(place.name(), None)], by=SYSTEM)
        if closed:
            await drawing.close_draw(made.number, by=SYSTEM)
    return {"number": made.number}


@example("loyalty.index", "loyalty.redemptions", "loyalty.export_redemptions", "api.loyalty.redemptions")
async def lists(place):
    await redemption(place)
    return Example(marker=place.marker)


@example("loyalty.scheme")
async def scheme(place):
    await adjustment(place)
    return Example(marker=place.marker)


@example("loyalty.account", "api.loyalty.balance", "api.loyalty.entries")
async def account(place):
    await points(place)
    return Example(path={"customer_id": place.customer}, ids=("customer_id",), marker=place.marker)


@example("loyalty.choose")
async def choose(place):
    return Example(path={"customer_id": place.customer}, ids=("customer_id",))


@example("loyalty.adjust")
async def adjust(place):
    form = {"points": "5", "why": place.name()}
    return Example(path={"customer_id": place.customer}, form=form, ids=("customer_id",))


@example("loyalty.ask")
async def ask(place):
    await points(place)
    form = {"gift": str(await gift(place)), "quantity": "1"}
    return Example(path={"customer_id": place.customer}, form=form, ids=("customer_id", "gift"))


@example("api.loyalty.ask")
async def api_ask(place):
    await points(place)
    json = {"customer": str(place.customer), "gift": str(await gift(place)), "quantity": 1}
    return Example(json=json, ids=("customer", "gift"))


@example("portal.redeem", faces=("portal",))
async def redeem(place):
    await points(place)
    return Example(form={"gift": str(await gift(place)), "quantity": "1"})


@example("portal.points", faces=("portal",))
async def portal_points(place):
    await redemption(place)
    return Example()


@example("portal.withdraw", faces=("portal",))
async def withdraw(place):
    return Example(path=await redemption(place), form={})


@example("loyalty.redemption", "api.loyalty.redemption")
async def show(place):
    return Example(path=await redemption(place), marker=place.marker)


@example("loyalty.approve_redemption")
async def approve(place):
    return Example(path=await redemption(place), form={})


@example("loyalty.reject_redemption", "loyalty.cancel_redemption")
async def reject(place):
    return Example(path=await redemption(place), form={"reason": "x"})


@example("loyalty.deliver")
async def deliver(place):
    return Example(path=await redemption(place, approved=True), form={"received_by": "x"})


@example("api.loyalty.approve")
async def api_approve(place):
    return Example(path=await redemption(place), json={})


@example("api.loyalty.reject", "api.loyalty.cancel")
async def api_reject(place):
    return Example(path=await redemption(place), json={"reason": "x"})


@example("api.loyalty.deliver")
async def api_deliver(place):
    return Example(path=await redemption(place, approved=True), json={"received_by": "x"})


@example("loyalty.gifts", "api.loyalty.gifts")
async def catalogue(place):
    await gift(place)
    return Example()


@example("loyalty.add_gift")
async def add_gift(place):
    return Example(form={"name": f"保温杯 {uuid7()}", "kind": "household", "price": "10"})


@example("loyalty.change_gift")
async def change_gift(place):
    form = {"name": f"保温杯 {uuid7()}", "kind": "household", "price": "12"}
    return Example(path={"gift_id": await gift(place)}, form=form)


@example("loyalty.retire_gift")
async def retire_gift(place):
    return Example(path={"gift_id": await gift(place)}, form={})


@example("loyalty.propose_rule")
async def propose_rule(place):
    return Example(form={"kind": "payments.other", "per_hundred": "100", "begins_on": "2030-01-01"})


@example("loyalty.approve_rule", "loyalty.end_rule")
async def decide_rule(place):
    return Example(path=await rule(place), form={})


@example("loyalty.approve_adjustment", "loyalty.reject_adjustment")
async def decide_adjustment(place):
    return Example(path=await adjustment(place), form={})


@example("loyalty.draws")
async def draws(place):
    await draw(place)
    return Example(marker=place.marker)


@example("loyalty.plan_draw")
async def plan_draw(place):
    return Example(form={"name": place.name(), "held_on": "2026-12-01", "prizes": "杯子 × 2"})


@example("loyalty.draw")
async def show_draw(place):
    return Example(path=await draw(place), marker=place.marker)


@example("loyalty.add_names")
async def add_names(place):
    return Example(path=await draw(place), form={"names": place.name()})


@example("loyalty.close_draw")
async def close_draw(place):
    return Example(path=await draw(place), form={})


@example("loyalty.hold_draw")
async def hold_draw(place):
    return Example(path=await draw(place, closed=True), form={})


@example("loyalty.change_picture")
async def change_picture(place):
    picture = {"picture": ("gift.png", b"not looked into yet", "image/png")}
    return Example(path={"gift_id": await gift(place)}, form={}, files=picture)
