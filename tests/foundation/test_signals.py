"""Live updates: a page hears what its principal may hear, and nothing of anybody else."""

import asyncio

import msgspec
import pytest
from redis.asyncio import Redis

from desk.foundation.signals import CHANNEL, HUB, MOST_OF_ONE, Hub, Listener, Signal, publish
from desk.foundation.web.headers import cookie_name
from desk.kit.ids import uuid7
from desk.settings import settings

from .wire import Wire, until

ACME, BRISK, CUSTOMER = uuid7(), uuid7(), uuid7()


def heard(listener):
    found = []
    while not listener.queue.empty():
        found.append(listener.queue.get_nowait())
    return found


def test_a_page_hears_its_tenant_and_in_the_portal_its_customer():
    hub = Hub()
    staff, stranger = Listener(ACME, uuid7(), None), Listener(BRISK, uuid7(), None)
    contact, neighbour = Listener(ACME, uuid7(), CUSTOMER), Listener(ACME, uuid7(), uuid7())
    abroad = Listener(BRISK, uuid7(), CUSTOMER)
    with (
        hub.listening(staff),
        hub.listening(stranger),
        hub.listening(contact),
        hub.listening(neighbour),
        hub.listening(abroad),
    ):
        hub.tell(Signal(ACME, "for-the-team"))
        hub.tell(Signal(ACME, "for-the-customer", CUSTOMER))

        assert heard(staff) == ["for-the-team", "for-the-customer"]
        assert heard(contact) == ["for-the-customer"]
        assert heard(stranger) == heard(neighbour) == heard(abroad) == []
    hub.tell(Signal(ACME, "too late"))
    assert heard(staff) == []
    assert hub.listeners == set()


def test_one_person_opens_so_many_pages_and_no_more():
    hub, owner = Hub(), uuid7()
    pages = [hub.listening(Listener(ACME, owner, None)) for _ in range(MOST_OF_ONE + 1)]
    assert [page.__enter__() for page in pages] == [True] * MOST_OF_ONE + [False]
    with hub.listening(Listener(ACME, uuid7(), None)) as accepted:
        assert accepted
    for page in pages:
        page.__exit__(None, None, None)
    assert hub.listeners == set()


def test_who_does_not_keep_up_stops_nobody():
    hub, slow, quick = Hub(), Listener(ACME, uuid7(), None), Listener(ACME, uuid7(), None)
    with hub.listening(slow), hub.listening(quick):
        for n in range(1000):
            hub.tell(Signal(ACME, str(n)))
            heard(quick)
        assert slow.queue.full()


async def test_what_is_published_in_one_process_is_heard_in_another(application):
    hub = Hub()
    listener = Listener(ACME, uuid7(), None)
    async with hub.running():
        await until(lambda: hub.connected)
        with hub.listening(listener):
            await publish(Signal(BRISK, "not for acme"))
            await publish(Signal(ACME, "changed"))
            async with asyncio.timeout(20):
                assert await listener.queue.get() == "changed"


async def test_nonsense_in_the_channel_ends_nothing(application):
    redis, tenant = Redis.from_url(settings.redis_url), uuid7()
    listener = Listener(tenant, uuid7(), None)
    await until(lambda: HUB.connected)
    with HUB.listening(listener):
        for nonsense in (b"", b"{}", b"\xff\xfe", b'{"tenant": "x", "topic": 1}', b"[" * 2000):
            await redis.publish(CHANNEL, nonsense)
        async with asyncio.timeout(30):
            while listener.queue.empty():
                await redis.publish(CHANNEL, msgspec.json.encode(Signal(tenant, "still here")))
        assert await listener.queue.get() == "still here"
    await redis.aclose()


async def listen(client):
    """An open page: its request, and the text that came so far."""
    wire = Wire(client, "GET", "/signals")
    task = asyncio.create_task(wire.run())
    await until(lambda: task.done() or len(wire.messages) > 1)
    return wire, task


def said(wire):
    return b"".join(one.get("body", b"") for one in wire.messages if one["type"] == "http.response.body").decode()


async def test_a_page_is_told_what_changed_over_its_own_connection(door, acme, brisk):
    page, open_page = await listen(await door.member(acme))
    stranger, open_stranger = await listen(await door.member(brisk))

    HUB.tell(Signal(acme.id, "ticket-7"))
    await until(lambda: "ticket-7" in said(page))
    assert "ticket-7" not in said(stranger)
    assert page.status == 200
    for wire, task in ((page, open_page), (stranger, open_stranger)):
        wire.gone.set()
        await asyncio.wait_for(task, 20)
    assert not [one for one in HUB.listeners if one.tenant in (acme.id, brisk.id)]


@pytest.mark.parametrize("face", ["workspace", "portal"])
async def test_nobody_listens_without_a_sign_in(door, acme, brisk, face):
    elsewhere = (await door.member(brisk)).headers["cookie"]
    for client in (
        door.signed_out(acme, face),
        door.client(acme, face, cookie=f"{cookie_name()}=desk_made_up"),
        door.client(acme, face, cookie=elsewhere),
    ):
        wire, task = await listen(client)
        assert wire.status in (303, 401)
        await task
