"""Somebody leaves a customer: who takes over gets what they had, and what was theirs ends."""

import pytest

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.tickets import actions as tickets
from desk.tickets.states import Channel

LONG = "a good first password"


@pytest.fixture
async def two(acme, a_customer, a_contact):
    """A customer with its main contact and a colleague."""
    customer = await a_customer(acme)
    main = await a_contact(acme, customer, "王敏", roles=["main", "finance"], email="wang@left.example")
    other = await a_contact(acme, customer, "周建国", roles=["it"])
    return customer, main, other


def place_of(customer, contact, api=""):
    return f"{api}/customers/{customer['id']}/contacts/{contact['id']}"


async def ticket_of(tenant, customer, contact):
    async with tenant.scope():
        new = tickets.NewTicket(
            customer=customer["id"], contact=contact["id"], subject="打不开", body="打不开账套", channel=Channel.ONLINE
        )
        return await tickets.open_ticket(new, by=SYSTEM)


async def test_the_successor_becomes_the_main_contact(door, acme, two):
    customer, main, other = two
    api = await door.api(acme)

    left = await api.put(f"{place_of(customer, main, '/api/v1')}/departure", json={"successor": other["id"]})

    assert left.status_code == 200, left.text
    assert (left.json()["status"], left.json()["roles"]) == ("left", ["finance"])
    assert left.json()["successor"] == other["id"]
    heir = (await api.get(place_of(customer, other, "/api/v1"))).json()
    assert heir["roles"] == ["main", "it"]
    page = (await (await door.member(acme)).get(f"/customers/{customer['id']}")).text
    assert "周建国接替了离职的同事。" in page
    assert "接任者： 周建国" in page
    async with acme.scope():
        told = await rows("select name, payload->>'successor' as successor from event where name = 'contact.left'")
        assert other["id"] in {one["successor"] for one in told}


async def test_only_who_works_there_takes_over(door, acme, two, a_customer, a_contact):
    customer, main, other = two
    stranger = await a_contact(acme, await a_customer(acme))
    api, place = await door.api(acme), f"{place_of(customer, main, '/api/v1')}/departure"

    for nobody in (stranger["id"], main["id"], customer["id"]):
        refused = await api.put(place, json={"successor": nobody})
        assert refused.status_code == 422, nobody
        assert "successor" in refused.json()["fields"]
    assert (await api.put(f"{place_of(customer, other, '/api/v1')}/departure")).status_code == 200
    assert (await api.put(place, json={"successor": other["id"]})).status_code == 422


async def test_the_portal_ends_with_every_link_into_it(door, acme, two):
    customer, main, other = two
    member, portal = await door.member(acme), door.signed_out(acme, "portal")
    sign_in = {"login": "wang@left.example", "password": LONG}
    await member.post(f"{place_of(customer, main)}/access", data=sign_in)
    begun = await portal.post("/sign-in", data=sign_in)
    portal.headers["cookie"] = begun.headers["set-cookie"].split(";")[0]
    await member.post(f"{place_of(customer, other)}/access", data={"login": "zhou@left.example", "how": "invitation"})
    counts = "select (select count(*) from credential c where c.id = k.credential) + (select count(*) from access_link)"
    async with acme.scope():
        assert await value(f"{counts} from contact k where k.id = $1", main["id"]) > 0
        links = await value("select count(*) from access_link")

    await member.post(f"{place_of(customer, main)}/departure", data={"successor": other["id"]})
    await member.post(f"{place_of(customer, other)}/departure")

    assert (await portal.get("/")).status_code == 303
    assert (await portal.post("/sign-in", data=sign_in)).status_code == 422
    async with acme.scope():
        assert await value("select count(*) from access_link") == max(links - 1, 0)
        assert await value("select count(*) from contact where id = $1 and credential is not null", main["id"]) == 0


async def test_open_tickets_go_on_with_the_successor(door, acme, two, settle):
    customer, main, other = two
    ticket = await ticket_of(acme, customer, main)

    await (await door.member(acme)).post(f"{place_of(customer, main)}/departure", data={"successor": other["id"]})
    await settle()

    async with acme.scope():
        assert str(await value("select contact from ticket where id = $1", ticket.id)) == other["id"]
    page = (await (await door.member(acme)).get(f"/tickets/{ticket.number}")).text
    assert "由接任者担任这张工单的联系人" in page


async def test_without_a_successor_the_ticket_says_so(door, acme, two, settle):
    customer, main, _ = two
    ticket = await ticket_of(acme, customer, main)

    await (await door.member(acme)).post(f"{place_of(customer, main)}/departure")
    await settle()

    page = (await (await door.member(acme)).get(f"/tickets/{ticket.number}")).text
    assert "还没有接任者" in page


async def test_who_left_gets_no_message_any_more(door, acme, two, settle):
    customer, main, _ = two
    ticket = await ticket_of(acme, customer, main)
    member = await door.member(acme)
    await member.post(f"{place_of(customer, main)}/departure")

    async with acme.scope():
        entry = tickets.NewEntry("请重启一次", "customer")
        await tickets.write_entry(ticket.number, entry, by=SYSTEM)
    await settle()

    async with acme.scope():
        sent = await rows("select status, why from delivery where person_id = $1", main["id"])
        assert {(one["status"], one["why"]) for one in sent} <= {("skipped", "left")}


async def test_who_comes_back_is_there_again_without_access(door, acme, two):
    customer, main, other = two
    api, place = await door.api(acme), f"{place_of(customer, main, '/api/v1')}/departure"
    await api.put(place, json={"successor": other["id"]})

    back = await api.delete(place)

    assert (back.json()["status"], back.json()["successor"], back.json()["portal"]) == ("active", None, None)
    assert (await api.delete(place)).status_code == 409
