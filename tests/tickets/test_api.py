"""Tickets for programs: by id and by number, in pages, and through each step of a life."""

from uuid import UUID, uuid4

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION, contact, number_in, stored


async def test_a_whole_life_through_the_api(door, acme):
    api = await door.api(acme)
    body = {"customer": str(await make_customer(acme)), "subject": "接口来的", "body": "监控报警"}
    number = (await api.post("/api/v1/tickets", json=body)).json()["number"]
    at = f"/api/v1/tickets/{number}"
    _, member = await door.person(acme, ("hotline_engineer",))

    given = await api.put(f"{at}/assignment", json={"member": str(member)})
    assert given.status_code == 200
    assert given.json()["assignee"]["id"] == str(member)
    written = await api.post(f"{at}/entries", json={"body": "请再试一次", "audience": "customer", "wait": True})
    assert written.status_code == 201
    assert (await api.get(at)).json()["status"] == "waiting_customer"
    early = await api.put(f"{at}/closure", json={})
    assert (early.status_code, early.json()["type"]) == (409, "urn:partner-desk:cannot-move")
    solved = await api.put(f"{at}/solution", json=SOLUTION)
    assert (solved.status_code, solved.json()["status"]) == (200, "solved")
    assert solved.json()["cause"] == SOLUTION["cause"]
    closed = await api.put(f"{at}/closure")
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")
    entries = (await api.get(f"{at}/entries")).json()["items"]
    assert [(one["audience"], one["side"], one["body"]) for one in entries] == [
        ("customer", "customer", "监控报警"),
        ("customer", "us", "请再试一次"),
    ]


async def test_by_id_or_by_number(door, acme):
    api, number = await door.api(acme), await number_in(acme, "open")

    one = (await api.get(f"/api/v1/tickets/{number}")).json()

    assert (await api.get(f"/api/v1/tickets/{one['id']}")).json() == one
    assert UUID(one["id"])
    for nothing in (uuid4(), "none", "1e3", "²", "-1"):
        assert (await api.get(f"/api/v1/tickets/{nothing}")).status_code == 404


async def test_a_sheet_says_everything_and_a_stale_version_is_refused(door, acme):
    api, number = await door.api(acme), await number_in(acme, "open")
    version = (await api.get(f"/api/v1/tickets/{number}")).json()["version"]
    await api.post(f"/api/v1/tickets/{number}/entries", json={"body": "记一笔"})

    answer = await api.put(f"/api/v1/tickets/{number}/solution", json=SOLUTION | {"version": version})

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:partner-desk:stale"
    assert (await stored(acme, number)).status == "open"


async def test_pages_by_cursor(door, acme):
    api = await door.api(acme)
    made = [await number_in(acme, "transferred") for _ in range(7)]

    found, cursor = [], ""
    while cursor is not None:
        page = (await api.get(f"/api/v1/tickets?status=transferred&limit=3{cursor and '&cursor=' + cursor}")).json()
        found += [one["number"] for one in page["items"]]
        cursor = page["next"]

    assert [one for one in found if one in made] == made[::-1]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("method", "place", "body", "permission"),
    [
        ("GET", "", None, "ticket.read"),
        ("GET", "/entries", None, "ticket.read"),
        ("POST", "/entries", {"body": "记一笔"}, "ticket.note"),
        ("POST", "/entries", {"body": "答复", "audience": "customer"}, "ticket.reply"),
        ("PUT", "/assignment", {}, "ticket.assign"),
        ("PUT", "/solution", SOLUTION, "ticket.solve"),
        ("PUT", "/closure", {}, "ticket.close"),
    ],
)
async def test_strangers_and_narrow_tokens(door, acme, brisk, method, place, body, permission):
    number = await number_in(acme, "solved" if place == "/closure" else "open")
    if place == "/assignment":
        body = {"member": str((await door.person(acme, ("hotline_engineer",)))[1])}
    by_id = (await (await door.api(acme)).get(f"/api/v1/tickets/{number}")).json()["id"]

    async def ask(client):
        answer = await client.request(method, f"/api/v1/tickets/{by_id}{place}", json=body)
        return answer.status_code

    assert await ask(await door.api(brisk)) == 404
    assert await ask(door.client(acme, "api")) == 401
    assert await ask(await door.api(acme, may_not=permission)) == 403
    assert await ask(await door.api(acme, scopes=("workspace.enter",))) == 403
    assert await ask(await door.api(acme)) in (200, 201)


async def test_a_cookie_is_no_token(door, acme):
    member = await door.member(acme)
    person = await contact(door, acme)

    for client in (member, person.client):
        assert (await client.get("/api/v1/tickets")).status_code in (401, 404)
