"""A fact arrives at whoever wants it: once, signed, in order, and made from nothing but the fact."""

import msgspec
from tests_support import make_ticket

from desk.foundation.database import value
from desk.webhooks import queries


async def close(client, ticket) -> None:
    words = dict.fromkeys(("symptom", "cause", "solution", "steps", "prevention"), "x")
    assert (await client.put(f"/api/v1/tickets/{ticket.number}/solution", json=words)).status_code == 200
    assert (await client.put(f"/api/v1/tickets/{ticket.number}/closure")).status_code == 200


async def test_a_fact_arrives_signed(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    ticket = await make_ticket(acme, subject="机密")
    await settle()

    [came] = receiver.came
    assert came.line.startswith("POST /hooks?from=desk ")
    assert came.headers["content-type"] == "application/json"
    assert came.is_signed_with(webhook.secret)
    assert not came.is_signed_with("whsec_" + "A" * 44)
    body = msgspec.json.decode(came.body)
    assert body["type"] == "ticket.opened"
    assert body["data"]["subject"] == {"kind": "ticket", "id": str(ticket.id)}
    assert body["data"]["payload"] == {"number": ticket.number, "channel": "online", "kind": "question"}
    assert body["data"]["id"] == came.headers["webhook-id"]
    assert "机密" not in came.body.decode()


async def test_only_what_is_wanted_arrives_in_its_order(acme, door, hook, receiver, settle):
    await hook(receiver, "ticket.closed", "ticket.solved")
    ticket = await make_ticket(acme)
    await close(await door.api(acme), ticket)
    await settle()

    assert [msgspec.json.decode(one.body)["type"] for one in receiver.came] == ["ticket.solved", "ticket.closed"]


async def test_another_tenant_hears_nothing_of_it_and_gets_no_work(acme, brisk, hook, receiver, settle):
    await hook(receiver)
    ticket = await make_ticket(brisk)
    async with brisk.scope():
        waiting = "select count(*) from reaction where subscriber like 'webhooks.%'"
        assert await value(waiting) == 0
    await settle()

    assert not any(str(ticket.id).encode() in one.body for one in receiver.came)


async def test_each_webhook_gets_it_once(acme, hook, receiver, settle):
    await hook(receiver, "ticket.opened")
    await hook(receiver, "ticket.*")
    await make_ticket(acme)
    await settle()

    ids = [one.headers["webhook-id"] for one in receiver.came if b'"ticket.opened"' in one.body]
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_the_log_says_what_came_of_it(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    await make_ticket(acme)
    await settle()

    assert await webhook.deliveries() == ["ticket.opened"]
    page = await webhook.page(await webhook.newest())
    assert receiver.came[0].headers["x-request-id"] in page
    assert receiver.came[0].headers["webhook-id"] in page
    assert "204" in page
    assert "&#34;ticket.opened&#34;" in page


async def test_a_trial_goes_to_the_one_that_is_tried(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.closed")
    await hook(receiver)
    receiver.came.clear()
    await webhook.post("/trial")
    await settle()

    [came] = [one for one in receiver.came if b'"webhook.tried"' in one.body]
    assert came.is_signed_with(webhook.secret)


async def test_a_trial_that_fails_is_not_tried_again(hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.closed")
    receiver.usual = 500
    await webhook.post("/trial")
    await settle()
    await travel(3600)
    await settle()

    assert len(receiver.came) == 1
    assert await webhook.deliveries("failed") == ["webhook.tried"]


async def test_for_a_day_the_secret_of_before_signs_too(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    changed = await webhook.post("/secret")
    await make_ticket(acme)
    await settle()
    await travel(25 * 3600)
    await make_ticket(acme)
    await settle()

    new = changed.text[changed.text.index("whsec_") :].split("<")[0]
    during, after = receiver.came
    assert during.is_signed_with(webhook.secret)
    assert during.is_signed_with(new)
    assert not after.is_signed_with(webhook.secret)
    assert after.is_signed_with(new)


async def test_a_secret_is_shown_once_and_lies_sealed(acme, hook, receiver):
    webhook = await hook(receiver)
    async with acme.scope():
        stored = await queries.webhook(webhook.id)

    assert "whsec_" not in await webhook.page()
    assert webhook.secret not in stored.secret


async def test_what_is_off_hears_nothing_and_what_waited_goes_on(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    receiver.replies = [500]
    await make_ticket(acme)
    await settle()
    await webhook.post("/switch")
    await make_ticket(acme)
    await settle()
    assert len(receiver.came) == 1

    await webhook.post("/switch", _method="DELETE")
    await settle()

    assert [one.headers["webhook-id"] for one in receiver.came[1:]] == [receiver.came[0].headers["webhook-id"]]
    assert await webhook.deliveries() == ["ticket.opened"]


async def test_many_facts_arrive_in_their_order(acme, hook, receiver, settle):
    await hook(receiver, "ticket.opened")
    tickets_made = [await make_ticket(acme) for _ in range(12)]
    await settle()

    numbers = [msgspec.json.decode(one.body)["data"]["payload"]["number"] for one in receiver.came]
    assert numbers == [one.number for one in tickets_made]
