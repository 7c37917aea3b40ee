"""Lists come in one shape, narrowed by words and read on by cursor."""

import pytest
from tests_support import make_customer, make_ticket
from tickets_support import number_in

from desk.foundation.principals import SYSTEM
from desk.tickets import actions


async def walk(api, path, limit):
    """All items of a list in parts, and how many parts there were."""
    found, parts, cursor = [], 0, None
    while cursor is not None or not parts:
        answer = await api.get(path, params={"limit": limit} | ({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == {"items", "next"}
        assert len(answer.json()["items"]) <= limit
        found, parts, cursor = found + answer.json()["items"], parts + 1, answer.json()["next"]
    return found, parts


@pytest.fixture
async def full(door, acme):
    """A customer with seven contacts, seven products, and a ticket with seven entries."""
    api, customer = await door.api(acme), await make_customer(acme)
    for number in range(7):
        for what in ("contacts", "products"):
            made = await api.post(f"/api/v1/customers/{customer}/{what}", json={"name": f"第{number}个"})
            assert made.status_code == 201, made.text
    ticket = await make_ticket(acme, customer)
    async with acme.scope():
        for number in range(6):
            await actions.write_entry(ticket.number, actions.NewEntry(f"第{number}条", "team"), by=SYSTEM)
    return customer, ticket.number


@pytest.mark.parametrize("what", ["contacts", "products", "entries"])
async def test_what_belongs_to_one_thing_is_read_in_parts(door, acme, full, what):
    api, (customer, ticket) = await door.api(acme), full
    path = f"/api/v1/tickets/{ticket}/entries" if what == "entries" else f"/api/v1/customers/{customer}/{what}"

    found, parts = await walk(api, path, 3)
    whole, one = await walk(api, path, 100)

    assert (len(found), parts, one) == (7, 3, 1)
    assert found == whole
    assert len({each["id"] for each in found}) == 7


async def test_people_are_read_in_parts(door, acme):
    api = await door.api(acme)
    await door.api(acme, "trainee")

    assert (await walk(api, "/api/v1/members", 1))[0] == (await walk(api, "/api/v1/members", 100))[0]


async def test_tickets_by_text_and_by_what_they_wait_for(door, acme, settle):
    api, customer = await door.api(acme), str(await make_customer(acme))
    body = {"customer": customer, "body": "x"}
    first = (await api.post("/api/v1/tickets", json=body | {"subject": "琉璃瓦打印错位"})).json()["number"]
    second = (await api.post("/api/v1/tickets", json=body | {"subject": "琉璃瓦排版错位"})).json()["number"]
    await settle()

    async def numbers(**asked):
        found = await api.get("/api/v1/tickets", params={"customer": customer} | asked)
        return [one["number"] for one in found.json()["items"]]

    assert await numbers() == [second, first]
    assert await numbers(order="waiting") == [first, second]
    assert await numbers(q="琉璃瓦打印") == [first]
    assert await numbers(q="没有这样的字") == []
    await api.put(f"/api/v1/tickets/{first}/assignment/me")
    assert await numbers(unassigned=True) == [second]
    me = (await api.get("/api/v1/me")).json()["id"]
    assert await numbers(assignee=me) == [first]
    assert await numbers(unsettled=True) == [second, first]


async def test_what_waits_longest_is_read_in_parts(door, acme):
    api = await door.api(acme)
    for _ in range(5):
        await number_in(acme, "transferred")

    found, _ = await walk(api, "/api/v1/tickets?status=transferred&order=waiting", 2)
    whole, _ = await walk(api, "/api/v1/tickets?status=transferred&order=waiting", 100)

    assert [one["number"] for one in found] == [one["number"] for one in whole]
