"""The relay: fair over tenants, in order per subject, each lane served by one at a time; and the schedules."""

import asyncio
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest
import trial_plugin
from trial_plugin import Tried, TriedTwice

from desk.foundation import jobs
from desk.foundation.database import rows
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.relay import BATCH, SHARE, WINDOW, Relay
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

MANY = """
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at)
select $1, gen_random_uuid(), 'trial.obey', $3, gen_random_uuid(), 'waiting', 0, $4 from generate_series(1, $2)
"""


@pytest.fixture
async def clock(post):
    """Another pacer's connection."""
    connection = await asyncpg.connect(settings.clock_url)
    yield connection
    await connection.close()


@pytest.fixture
def pile(superuser):
    """Many waiting rows of one tenant."""

    async def up(tenant, count, lane="default"):
        await superuser.execute(MANY, getattr(tenant, "id", tenant), count, lane, now() - timedelta(seconds=1))

    return up


@pytest.fixture
def under_way(superuser):
    async def count(**of):
        sql = "select count(*) from reaction where status = 'sent' and ($1::uuid is null or tenant_id = $1)"
        return await superuser.fetchval(sql, of.get("tenant"))

    return count


def counted(sent):
    """Rows by tenant."""
    found = {}
    for _, tenant, ids in sent:
        found[tenant] = found.get(tenant, 0) + len(ids)
    return found


async def test_behind_five_thousand_rows_of_one_tenant_anothers_is_in_the_first_hand_over(
    acme, brisk, trial, post, pile, under_way, superuser
):
    """Whether the other stands before or behind the large one."""
    for large, others in ((brisk, (acme, trial)), (acme, (brisk, trial))):
        await superuser.execute("delete from reaction")
        await pile(large, 5_000)
        for other in others:
            await pile(other, 1)
        first = counted(await post.hand_over())
        assert {tenant: count for tenant, count in first.items() if tenant != large.id} == {o.id: 1 for o in others}
        assert first[large.id] == BATCH
        await post.hand_over()
        await post.hand_over()
        assert await under_way(tenant=large.id) == SHARE


async def test_urgent_work_goes_first_whatever_else_waits(acme, brisk, post, pile):
    await pile(acme, 500, "bulk")
    await pile(acme, 500, "default")
    await pile(brisk, 1, "urgent")

    sent = await post.hand_over()
    assert (sent[0][0], sent[0][1]) == ("urgent", brisk.id)
    assert [lane for lane, *_ in sent] == ["urgent", "default", "bulk"]


async def test_no_more_than_the_window_is_under_way_and_the_next_go_on_behind_the_last(
    post, pile, superuser, under_way
):
    tenants = sorted(uuid7() for _ in range(WINDOW // BATCH + 20))
    for tenant in tenants:
        await superuser.execute(
            "insert into tenant (id, slug, name, created_at) values ($1, $2, $2, now())", tenant, f"t{tenant.hex[-12:]}"
        )
        await pile(tenant, BATCH)
    try:
        first = counted(await post.hand_over())
        assert sum(first.values()) == await under_way() == WINDOW
        assert await post.hand_over() == []

        await superuser.execute("delete from reaction where status = 'sent'")
        second = counted(await post.hand_over())
        assert not first.keys() & second.keys()
        assert set(tenants) == first.keys() | second.keys()
    finally:
        await superuser.execute("delete from reaction")
        await superuser.execute("delete from tenant where id = any($1)", tenants)


async def test_two_relays_never_serve_one_lane_at_once(acme, post, pile, clock):
    """The first one stands in the middle of sending; the second leaves that lane alone, though more waits in it."""
    await pile(acme, 3 * BATCH, "default")
    await pile(acme, 10, "bulk")
    sending, go = asyncio.Event(), asyncio.Event()

    async def slowly(lane, tenant, ids):
        sending.set()
        await go.wait()

    first = asyncio.create_task(Relay(clock, slowly).hand_over(now()))
    await sending.wait()

    assert [lane for lane, *_ in await post.hand_over()] == ["bulk"]
    go.set()
    assert await first == BATCH
    assert counted(await post.hand_over()) == {acme.id: BATCH}


async def test_what_could_not_be_sent_keeps_waiting(acme, post, pile, clock, under_way):
    await pile(acme, 10)

    async def gone(lane, tenant, ids):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Relay(clock, gone).hand_over(now())
    assert await under_way() == 0
    assert counted(await post.hand_over()) == {acme.id: 10}


async def test_later_rows_of_a_subject_wait_while_an_earlier_one_is_under_way(trial, post):
    subject = uuid7()
    async with trial.scope():
        await record(Tried(subject, by=SYSTEM, word="x"))
    ((_, tenant, first),) = await post.hand_over()
    async with trial.scope():
        await record(Tried(subject, by=SYSTEM, word="x"))
        free = await record(Tried(uuid7(), by=SYSTEM, word="x"))

    ((*_, second),) = await post.hand_over()
    async with trial.scope():
        found = await rows("select event_id from reaction where id = any($1)", second)
    assert [row["event_id"] for row in found] == [free]

    await jobs.work_off(tenant, first)
    ((*_, third),) = await post.hand_over()
    assert len(third) == 1


async def test_lanes_do_not_wait_for_each_other(trial, post):
    async with trial.scope():
        await record(TriedTwice(uuid7(), by=SYSTEM))

    assert sorted(lane for lane, *_ in await post.hand_over()) == ["default", "urgent"]


async def test_what_is_in_work_is_not_lost(trial, post, clock):
    """A job holds its rows locked, however long it takes."""
    subject, working, go = uuid7(), asyncio.Event(), asyncio.Event()

    async def take_long(fact):
        working.set()
        await go.wait()

    trial_plugin.does[subject] = take_long
    async with trial.scope():
        await record(Tried(subject, by=SYSTEM, word="x"))
    ((_, tenant, ids),) = await post.hand_over()
    job = asyncio.create_task(jobs.work_off(tenant, ids))
    await working.wait()

    assert await post.relay.find_lost(now() + timedelta(days=1)) == 0
    assert await Relay(clock, post.relay.send).take_back() == 0
    go.set()
    assert await job == 1


# -- schedules


@pytest.fixture
async def due(founding, post, superuser):
    """A tenant whose hourly work is due, apart from everybody else's; ``await planned(hours)`` plans at that hour."""
    tenant, start = await founding(), now()
    await superuser.execute("update scheduled_work set next_at = $1", start + timedelta(days=30))
    ours = "update scheduled_work set next_at = $1 where tenant_id = $2 and name = 'trial.every_hour'"
    await superuser.execute(ours, start, tenant.id)

    async def planned(hours, relay=post.relay):
        return await relay.plan(start + timedelta(hours=hours))

    async def waiting():
        sql = "select lane, status, subscriber from reaction where tenant_id = $1"
        return [tuple(row) for row in await superuser.fetch(sql, tenant.id)]

    return tenant, start, planned, waiting


async def test_a_due_schedule_becomes_work_once(due, post, superuser):
    _, _, planned, waiting = due

    assert await planned(0) == 1
    assert await waiting() == [("bulk", "waiting", "trial.every_hour")]
    assert await planned(0.5) == 0
    assert await post.work_off(1) == 1
    assert [name for name, *_ in trial_plugin.reacted] == ["every_hour"]
    assert await planned(1) == 1


async def test_what_still_waits_from_last_time_is_not_doubled(due, post, superuser):
    _, _, planned, waiting = due

    for hour in range(3):
        assert await planned(hour) == 1
        assert len(await waiting()) == 1
    await post.hand_over(3 * 3600 + 60)
    await planned(4)
    assert [status for _, status, _ in await waiting()] == ["sent"]


async def test_hours_in_which_no_pacer_ran_are_not_made_up_for(due, superuser):
    tenant, start, planned, _ = due

    assert await planned(100) == 1
    following = await superuser.fetchval(
        "select next_at from scheduled_work where tenant_id = $1 and name = 'trial.every_hour'", tenant.id
    )
    assert following == start + timedelta(hours=101)
    assert await planned(100) == 0


async def test_two_pacers_plan_a_due_schedule_once(due, clock):
    _, _, planned, waiting = due
    other = Relay(clock, None)

    together = await asyncio.gather(planned(0), planned(0, other))
    assert sorted(together) == [0, 1]
    assert len(await waiting()) == 1


async def test_a_schedule_belongs_to_those_whose_plugin_is_on(founding, acme, superuser):
    async def names(tenant: UUID):
        found = await superuser.fetch("select name from scheduled_work where tenant_id = $1", tenant)
        return {row["name"] for row in found}

    tenant = await founding()
    assert "trial.every_hour" in await names(tenant.id)
    assert "trial.every_hour" not in await names(acme.id)
    await founding(tenant.slug, plugins=[])
    assert "trial.every_hour" not in await names(tenant.id)
