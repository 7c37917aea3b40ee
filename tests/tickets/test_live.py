"""Open pages hear that something changed, who may know it and nobody else, and only while they are signed in."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from live_support import listening
from tickets_support import ask, contact

from desk.foundation.signals import HUB, MOST_OF_ONE
from desk.foundation.web import live


@pytest.fixture
async def connected(application):
    """Signals come through Valkey; wait until this process hears them."""
    async with asyncio.timeout(10):
        while not HUB.connected:  # noqa: ASYNC110 - the hub tells nobody
            await asyncio.sleep(0.02)


async def test_members_hear_of_their_tickets_and_strangers_don_t(door, acme, brisk, connected, settle):
    person, member = await contact(door, acme), await door.member(acme)
    async with (
        listening(door.app, member) as ours,
        listening(door.app, await door.member(brisk)) as theirs,
    ):
        number = await ask(person)
        await settle()
        await ours.until(lambda page: f"ticket-{number}" in page.topics)

        assert "tickets" in ours.topics
        assert theirs.topics == ["refresh"]


async def test_customers_hear_of_their_own_and_never_of_what_is_for_the_team(door, acme, connected, settle):
    person, other = await contact(door, acme), await contact(door, acme, name="孙海涛")
    member = await door.member(acme)
    number = await ask(person)
    await settle()
    async with (
        listening(door.app, person.client) as own,
        listening(door.app, other.client) as foreign,
        listening(door.app, member) as ours,
    ):
        await member.post(f"/tickets/{number}/entries", data={"body": "疑似补丁的问题"})
        await settle()
        await ours.until(lambda page: f"ticket-{number}" in page.topics)
        assert own.topics == ["refresh"], "a note for the team makes no sound in the portal"

        await member.post(f"/tickets/{number}/entries", data={"audience": "customer", "body": "正在核对。"})
        await settle()
        await own.until(lambda page: f"ticket-{number}" in page.topics)

        assert foreign.topics == ["refresh"]
        assert "正在核对" not in own.text, "a signal says that, never what"


async def test_giving_it_to_a_colleague_is_our_own_business(door, acme, connected, settle):
    person, member = await contact(door, acme), await door.member(acme)
    number = await ask(person)
    _, colleague = await door.person(acme, ("hotline_engineer",))
    await member.post(f"/tickets/{number}/assignment", data={"member": "me"})
    await settle()
    async with listening(door.app, person.client) as own, listening(door.app, member) as ours:
        await member.post(f"/tickets/{number}/assignment", data={"member": str(colleague)})
        await settle()
        await ours.until(lambda page: f"ticket-{number}" in page.topics)

        assert own.topics == ["refresh"]


@pytest.mark.parametrize("face", ["workspace", "portal"])
async def test_the_page_stops_hearing_when_its_sign_in_ends(door, acme, connected, settle, monkeypatch, face):
    monkeypatch.setattr(live, "BEAT", 0.1)
    client = (await contact(door, acme)).client if face == "portal" else await door.member(acme)
    async with listening(door.app, client) as page:
        assert not page.ended
        assert (await client.post("/sign-out")).status_code == 303

        await page.until(lambda one: one.ended)

    async with listening(door.app, client) as page:
        assert page.status == 303
    assert not [one for one in HUB.listeners if one.tenant == acme.id]


async def test_nobody_listens_without_a_sign_in(door, acme):
    for face in ("workspace", "portal"):
        answer = await door.signed_out(acme, face).get("/signals", headers={"hx-request": "true"})
        assert answer.status_code == 401


async def test_one_person_keeps_so_many_pages_open_and_no_more(door, acme, connected):
    client = await door.member(acme)
    async with AsyncExitStack() as stack:
        for _ in range(MOST_OF_ONE):
            await stack.enter_async_context(listening(door.app, client))
        one_more = await door.client(acme, "workspace", cookie=client.headers["cookie"]).get("/signals")

        assert "event: full" in one_more.text
