"""API tokens: some of one's own permissions, for a while, shown once, and gone with their owner."""

import re
from datetime import timedelta

import time_machine

from desk.foundation.database import row, value
from desk.kit.ids import fingerprint
from desk.kit.time import now

MAKE = {"name": "报表", "scopes": ["ticket.read", "member.read"], "days": "30"}


def program(door, tenant, token):
    return door.client(tenant, "api", authorization=f"Bearer {token}")


async def make(browser, **given):
    answer = await browser.post("/tokens", data=MAKE | given)
    assert answer.status_code == 200, answer.text
    return re.search(r'<code class="pd-key">(desk_api_[^<]+)</code>', answer.text)[1]


async def test_a_token_is_shown_once_and_kept_as_a_hash(someone, door, acme):
    person = await someone("service_manager")
    browser = await person.signs_in()
    token = await make(browser)

    listed = await browser.get("/tokens")
    assert token not in listed.text
    assert "报表" in listed.text
    async with acme.scope():
        kept = await row("select * from api_token where fingerprint = $1", fingerprint(token))
        told = await value("select payload::text from event where subject_id = $1", kept["id"])
    assert token not in str(dict(kept))
    assert token not in told
    me = (await program(door, acme, token).get("/api/v1/me")).json()
    assert (me["id"], me["permissions"]) == (str(person.id), ["member.read", "ticket.read"])


async def test_outside_its_scopes_it_is_refused_in_the_programs_words(someone, door, acme):
    token = await make(await (await someone("service_manager")).signs_in())
    client = program(door, acme, token)

    assert (await client.get("/api/v1/members")).status_code == 200
    refused = await client.get("/api/v1/customers")
    assert refused.status_code == 403
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert refused.json()["type"] == "urn:partner-desk:forbidden"
    assert (await client.get("/api/v1/audit")).status_code == 403


async def test_it_may_do_what_its_owner_may_do_now(someone, manager, door, acme):
    person = await someone("service_manager")
    client = program(door, acme, await make(await person.signs_in()))
    assert (await client.get("/api/v1/tickets")).status_code == 200

    await manager.post(f"/members/{person.id}/roles", data={"roles": "finance"})
    assert (await client.get("/api/v1/tickets")).status_code == 403
    assert (await client.get("/api/v1/members")).status_code == 200


async def test_nobody_gives_a_token_more_than_they_have(someone):
    browser = await (await someone("service_manager")).signs_in()

    assert (await browser.post("/tokens", data=MAKE | {"scopes": ["audit.read"]})).status_code == 422
    assert (await browser.post("/tokens", data=MAKE | {"scopes": ["no.such"]})).status_code == 422
    assert (await browser.post("/tokens", data={"name": "x", "days": "30"})).status_code == 422
    assert (await browser.post("/tokens", data=MAKE | {"days": "3650"})).status_code == 422
    assert (await (await (await someone("finance")).signs_in()).post("/tokens", data=MAKE)).status_code == 403


async def test_it_ends_with_time_with_a_word_and_with_its_owner(someone, manager, door, acme):
    person, successor = await someone("service_manager"), await someone()
    browser = await person.signs_in()
    expiring, revoked, orphaned = [await make(browser, name=name) for name in ("一", "二", "三")]

    async def status(token):
        return (await program(door, acme, token).get("/api/v1/me")).status_code

    with time_machine.travel(now() + timedelta(days=31), tick=True):
        assert await status(expiring) == 401
    page = (await browser.get("/tokens")).text
    of_second = re.search(r"/tokens/([0-9a-f-]+)/revocation.{1,120}?作废令牌 二", page.replace("\n", ""))[1]
    colleague = await (await someone("service_manager")).signs_in()
    assert (await colleague.post(f"/tokens/{of_second}/revocation")).status_code == 404
    assert (await browser.post(f"/tokens/{of_second}/revocation")).status_code == 303
    assert (await browser.post(f"/tokens/{of_second}/revocation")).status_code == 404
    assert [await status(one) for one in (expiring, revoked, orphaned)] == [200, 401, 200]

    shown = (await manager.get(f"/members/{person.id}")).text
    of_first = re.search(r"/tokens/([0-9a-f-]+)/revocation.{1,120}?作废令牌 一", shown.replace("\n", ""))[1]
    assert (await manager.post(f"/tokens/{of_first}/revocation")).headers["location"] == f"/members/{person.id}"
    await manager.post(f"/members/{person.id}/departure", data={"successor": str(successor.id)})
    assert [await status(one) for one in (expiring, revoked, orphaned)] == [401, 401, 401]


async def test_its_last_use_is_written_now_and_then(someone, door, acme):
    token = await make(await (await someone("service_manager")).signs_in())
    client = program(door, acme, token)

    async def used():
        async with acme.scope():
            return await value("select used_at from api_token where fingerprint = $1", fingerprint(token))

    assert await used() is None
    await client.get("/api/v1/me")
    first = await used()
    await client.get("/api/v1/me")
    assert await used() == first
    with time_machine.travel(now() + timedelta(minutes=6), tick=True):
        await client.get("/api/v1/me")
        assert await used() > first


async def test_a_token_opens_no_page_and_a_cookie_no_api(someone, door, acme, brisk):
    browser = await (await someone("service_manager")).signs_in()
    token = await make(browser)

    assert (await program(door, acme, token).get("/tokens")).status_code == 303
    assert (await browser.get("/api/v1/me")).status_code == 401
    assert (await program(door, brisk, token).get("/api/v1/me")).status_code == 401
