"""Points are exchanged for gifts: in the season, once, never more than are there."""

import asyncio
from datetime import UTC, datetime

import pytest

from desk.foundation.principals import SYSTEM, Principal
from desk.kit.time import as_of


async def _number(tenant, customer):
    from desk_loyalty.queries import gifts

    async with tenant.scope():
        return (await gifts.redemptions(gifts.Wanted(customer=customer), most=1))[0]["number"]


async def test_a_gift_is_asked_for_approved_and_handed_out(partner, season, earn, gift, door, balance, sound):
    customer, chosen = await earn(partner, 300), await gift(partner, 100, stock=2)
    member = await door.member(partner)
    asked = await member.post(f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "2"})
    assert asked.status_code in (200, 303), asked.text
    assert await balance(partner, customer) == (100, 200)

    one = f"/loyalty/redemptions/{await _number(partner, customer)}"
    assert (await member.get(one)).status_code == 200
    assert (await member.post(f"{one}/delivery", data={"received_by": "王会计"})).status_code == 409
    assert (await member.post(f"{one}/approval", data={})).status_code in (200, 303)
    assert await balance(partner, customer) == (100, 0)
    assert (await member.post(f"{one}/delivery", data={"received_by": " "})).status_code == 422
    assert (await member.post(f"{one}/delivery", data={"received_by": "王会计"})).status_code in (200, 303)
    assert (await member.post(f"{one}/delivery", data={"received_by": "王会计"})).status_code == 409
    from desk_loyalty.tables import LoyaltyGift

    async with partner.scope():
        assert (await LoyaltyGift.objects().where(LoyaltyGift.id == chosen).first()).stock == 0
    assert await sound(partner) == []


@pytest.mark.parametrize("way", ["rejection", "cancellation"])
async def test_points_come_back_when_it_comes_to_nothing(partner, season, earn, gift, door, balance, sound, way):
    customer, chosen = await earn(partner, 300), await gift(partner)
    member = await door.member(partner)
    await member.post(f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "1"})
    one = f"/loyalty/redemptions/{await _number(partner, customer)}"
    if way == "cancellation":
        await member.post(f"{one}/approval", data={})
    assert (await member.post(f"{one}/{way}", data={"reason": ""})).status_code == 422
    assert (await member.post(f"{one}/{way}", data={"reason": "缺货"})).status_code in (200, 303)

    assert await balance(partner, customer) == (300, 0)
    assert await sound(partner) == []


async def test_nothing_is_exchanged_out_of_season_nor_without_points(partner, earn, gift, door):
    customer, chosen = await earn(partner, 50), await gift(partner)
    place, asked = f"/loyalty/customers/{customer}/redemptions", {"gift": str(chosen), "quantity": "1"}
    with as_of(datetime(2026, 11, 30, 3, tzinfo=UTC)):
        early = await (await door.member(partner)).post(place, data=asked)
        assert early.status_code == 409
        assert "12-01" in early.text
    with as_of(datetime(2026, 12, 1, 3, tzinfo=UTC)):
        poor = await (await door.member(partner)).post(place, data=asked)
        assert poor.status_code == 409
        assert "50" in poor.text


async def test_of_two_who_want_the_last_one_one_gets_it(partner, season, earn, gift, balance, sound):
    from desk_loyalty.actions import redeeming

    from desk.foundation.errors import Refusal

    chosen = await gift(partner, 100, stock=1)
    customers = [await earn(partner, 100) for _ in range(4)]

    async def ask(customer):
        async with partner.scope():
            await redeeming.ask_for_gift(redeeming.NewRedemption(customer, chosen), by=SYSTEM)

    outcomes = await asyncio.gather(*(ask(one) for one in customers), return_exceptions=True)
    assert sum(one is None for one in outcomes) == 1
    assert all(one is None or isinstance(one, Refusal) for one in outcomes)
    assert sorted([await balance(partner, one) for one in customers]) == [(0, 100), (100, 0), (100, 0), (100, 0)]
    assert await sound(partner) == []


async def test_the_same_points_are_not_spent_twice_at_once(partner, season, earn, gift, balance, sound):
    from desk_loyalty.actions import redeeming

    from desk.foundation.errors import Refusal

    customer, chosen = await earn(partner, 250), await gift(partner, 100, stock=100)

    async def ask():
        async with partner.scope():
            await redeeming.ask_for_gift(redeeming.NewRedemption(customer, chosen), by=SYSTEM)

    outcomes = await asyncio.gather(*(ask() for _ in range(6)), return_exceptions=True)
    assert sum(one is None for one in outcomes) == 2
    assert all(one is None or isinstance(one, Refusal) for one in outcomes)
    assert await balance(partner, customer) == (50, 200)
    assert await sound(partner) == []


async def test_a_customer_exchanges_in_the_portal_and_sees_only_their_own(
    partner, season, earn, gift, contact, balance, door
):
    from tests_support import make_customer

    customer, other = await make_customer(partner), await make_customer(partner, "别家公司")
    await earn(partner, 200, customer)
    await earn(partner, 700, other)
    chosen = await gift(partner, 150)
    person = (await contact(partner, customer)).client
    shown = await person.get("/points")
    assert shown.status_code == 200
    assert "200" in shown.text
    assert "700" not in shown.text

    assert (await person.post("/points/redemptions", data={"gift": str(chosen)})).status_code in (200, 303)
    assert await balance(partner, customer) == (50, 150)
    number = await _number(partner, customer)
    stranger = (await contact(partner, other)).client
    assert (await stranger.post(f"/points/redemptions/{number}/withdrawal")).status_code == 404
    assert (await person.post(f"/points/redemptions/{number}/withdrawal")).status_code in (200, 303)
    assert await balance(partner, customer) == (200, 0)


async def test_what_is_held_for_another_customer_is_not_left_in_the_portal(
    partner, season, earn, gift, contact, balance, sound
):
    chosen = await gift(partner, 100, stock=1)
    customers = [await earn(partner, 100) for _ in range(2)]
    here, there = [(await contact(partner, one)).client for one in customers]
    assert f'value="{chosen}"' in (await there.get("/points")).text
    assert (await here.post("/points/redemptions", data={"gift": str(chosen)})).status_code == 303

    assert f'value="{chosen}"' not in (await there.get("/points")).text
    assert (await there.post("/points/redemptions", data={"gift": str(chosen)})).status_code == 409
    assert await balance(partner, customers[1]) == (100, 0)
    number = await _number(partner, customers[0])
    assert (await here.post(f"/points/redemptions/{number}/withdrawal")).status_code == 303
    assert (await there.post("/points/redemptions", data={"gift": str(chosen)})).status_code == 303
    assert await sound(partner) == []


async def test_of_two_customers_in_the_portal_one_gets_the_last_one(partner, season, earn, gift, contact, balance):
    chosen = await gift(partner, 100, stock=1)
    customers = [await earn(partner, 100) for _ in range(4)]
    doors = [(await contact(partner, one)).client for one in customers]
    asked = await asyncio.gather(*(one.post("/points/redemptions", data={"gift": str(chosen)}) for one in doors))
    assert sorted(one.status_code for one in asked) == [303, 409, 409, 409]
    assert sorted([await balance(partner, one) for one in customers]) == [(0, 100), (100, 0), (100, 0), (100, 0)]


async def test_another_tenant_finds_nothing(partner, neighbour, season, earn, gift, door):
    customer, chosen = await earn(partner, 200), await gift(partner)
    here, there = await door.member(partner), await door.member(neighbour)
    await here.post(f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "1"})
    one = f"/loyalty/redemptions/{await _number(partner, customer)}"

    assert (await there.get(f"/loyalty/customers/{customer}")).status_code == 404
    assert (await there.get(one)).status_code == 404
    assert (await there.post(f"{one}/approval", data={})).status_code == 404
    assert (await there.post(f"/loyalty/gifts/{chosen}/retirement")).status_code == 404
    theirs = await earn(neighbour, 200)
    taken = await there.post(f"/loyalty/customers/{theirs}/redemptions", data={"gift": str(chosen), "quantity": "1"})
    assert taken.status_code == 404


async def test_a_gift_that_nobody_provides_is_not_offered(partner, season, earn, gift, door):
    customer, chosen = await earn(partner, 200), await gift(partner, stock=None, kind="training")
    member = await door.member(partner)
    refused = await member.post(
        f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "1"}
    )
    assert refused.status_code == 409
    assert str(chosen) not in (await member.get(f"/loyalty/customers/{customer}/gifts")).text


async def test_programs_ask_and_decide(partner, season, earn, gift, door):
    customer, chosen = await earn(partner, 200), await gift(partner)
    program = await door.api(partner)
    asked = await program.post("/api/v1/loyalty/redemptions", json={"customer": str(customer), "gift": str(chosen)})
    assert asked.status_code == 201, asked.text
    one = f"/api/v1/loyalty/redemptions/{asked.json()['number']}"
    assert (await program.put(f"{one}/approval")).json()["status"] == "approved"
    assert (await program.put(f"{one}/delivery", json={"received_by": "王会计"})).json()["status"] == "delivered"
    account = (await program.get(f"/api/v1/loyalty/customers/{customer}")).json()
    assert (account["points"], account["reserved"]) == (100, 0)
    entries = (await program.get(f"/api/v1/loyalty/customers/{customer}/entries")).json()["items"]
    assert [one["kind"] for one in entries] == ["spent", "reserved", "adjusted"]


async def test_a_service_is_asked_of_whoever_provides_it(founding, season, earn, gift, balance, world, sound):
    from desk_loyalty.actions import redeeming
    from desk_loyalty.queries import gifts

    from desk.requests import actions as requests

    tenant = await founding(plugins=["dummy", "loyalty"])
    dummy = Principal.plugin("dummy")
    chosen = await gift(tenant, 100, stock=None, kind="service")
    for way, left, status in (("done", 100, "delivered"), ("given back", 200, "cancelled")):
        customer = await earn(tenant, 200)
        async with tenant.scope():
            made = await redeeming.ask_for_gift(redeeming.NewRedemption(customer, chosen), by=SYSTEM)
            number = (await redeeming.approve_redemption(made.number, by=SYSTEM)).request_number
        async with tenant.scope():
            await requests.take_request(number, by=dummy, provider="dummy")
            if way == "done":
                await requests.finish_request(number, "去过了", "去过了", by=dummy, provider="dummy")
            else:
                await requests.give_back_request(number, "没有人手", by=dummy, provider="dummy")
        await world.settle()
        async with tenant.scope():
            assert (await gifts.sheet(made.number))["status"] == status
        assert await balance(tenant, customer) == (left, 0)
    assert await sound(tenant) == []


async def test_a_redemption_is_found_by_whoever_may_see_them(partner, season, earn, gift, door, settle):
    customer, chosen = await earn(partner, 300), await gift(partner)
    member = await door.member(partner)
    await member.post(f"/loyalty/customers/{customer}/redemptions", data={"gift": str(chosen), "quantity": "1"})
    await settle()
    place = f"/loyalty/redemptions/{await _number(partner, customer)}"

    asked = f"/search?q=%23{place.rpartition('/')[2]}"
    assert place in (await member.get(asked)).text
    assert place not in (await (await door.member(partner, may_not="loyalty.read")).get(asked)).text
