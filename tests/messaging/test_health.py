"""A channel that keeps failing rests and somebody hears of it; the others go on, and it comes back by itself."""

import asyncio
from uuid import uuid4

from messaging_support import deliveries, make_contact, one_of, say

from desk.foundation.database import rows
from desk.foundation.notices import Outcome, Rate
from desk.messaging import pace

NOBODY_THERE = Outcome("later", "connection")


async def fail(door, acme, dummy, settle, times):
    """So many messages by the dummy's channel that get no connection."""
    people = [await make_contact(door, acme) for _ in range(times)]
    dummy.NEXT[:] = [NOBODY_THERE] * 50
    await say(acme, *people)
    await settle()
    dummy.NEXT.clear()


async def facts(acme, name):
    async with acme.scope():
        found = await rows("select id from event where name = $1 and payload ->> 'channel' = 'dummy'", name)
    return {one["id"] for one in found}


async def test_after_five_in_a_row_it_rests_and_somebody_hears_of_it_once(
    door, manager, acme, dummy, settle, later, wang
):
    before = await facts(acme, "channel.tripped")
    await fail(door, acme, dummy, settle, 5)
    assert len(await facts(acme, "channel.tripped") - before) == 1
    await say(acme, wang)
    await settle()
    waits = await one_of(acme, wang)
    assert (waits["status"], waits["why"], waits["tries"]) == ("waiting", "resting", 0)
    assert wang.id not in {one.person.id for one in dummy.SENT}
    page = (await manager.get("/notices/channels")).text
    assert "暂停中" in page
    assert "连不上" in page or "连接" in page
    with later(hours=2):
        await settle()
        assert (await one_of(acme, wang))["status"] == "sent"
    assert await facts(acme, "channel.recovered")


async def test_whoever_mended_it_ends_the_rest(door, manager, acme, dummy, settle, wang):
    await fail(door, acme, dummy, settle, 5)
    await say(acme, wang)
    await settle()
    assert (await one_of(acme, wang))["why"] == "resting"
    assert (await manager.post("/notices/channels/dummy/work")).status_code == 303
    await settle()
    assert (await one_of(acme, wang))["status"] == "sent"
    assert (await manager.post("/notices/channels/nobodys/work")).status_code == 404


async def test_what_one_person_cannot_take_says_nothing_of_the_channel(door, acme, dummy, settle, wang):
    people = [await make_contact(door, acme) for _ in range(6)]
    dummy.NEXT[:] = [Outcome("bounced", "no_mailbox")] * 6
    await say(acme, *people)
    await settle()
    await say(acme, wang)
    await settle()
    assert (await deliveries(acme, wang))[-1]["status"] == "sent"


async def test_the_pace_is_kept_exactly_however_many_ask_at_once(database, monkeypatch):
    monkeypatch.setattr(pace, "PATIENCE", 60.0)  # however slow it is here: this is about counting
    pace._client.cache_clear()
    whose, rate = uuid4(), Rate(5, seconds=600)
    waits = await asyncio.gather(*(pace.wait_for(whose, "sms", rate) for _ in range(25)))
    assert sum(wait == 0 for wait in waits) == 5
    assert all(wait > 0 for wait in waits if wait)
    pace._client.cache_clear()
    assert len(set(waits)) == 21, "each of the others has a place of its own"


async def test_without_redis_each_worker_counts_for_itself(database, monkeypatch):
    def away():
        raise ConnectionRefusedError

    monkeypatch.setattr(pace, "_client", away)
    whose, rate = uuid4(), Rate(2, seconds=60)
    assert [await pace.wait_for(whose, "sms", rate) == 0 for _ in range(3)] == [True, True, False]
