"""Keys join askers: one task, and each gets the result."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.tasks import actions, queries


async def test_the_second_asker_joins_and_the_earlier_time_counts(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    soon = now() + timedelta(minutes=30)

    first = await ask(acme, by=wang, member=wang.id, key="call:1", asker="care", reference="a1")
    second = await ask(acme, by=chen, member=chen.id, key="call:1", asker="quality", reference="b2", due_at=soon)
    again = await ask(acme, by=chen, member=chen.id, key="call:1", asker="quality", reference="b2")

    assert (first.joined, second.joined, again.joined) == (False, True, True)
    assert first.task.id == second.task.id == again.task.id
    async with acme.scope():
        task = await queries.task(first.task.id)
        assert (task.assignee, task.due_at) == (wang.id, soon)
        assert await queries.result_of("call:1") is None
        assert [one["asker"] for one in await queries.askers(task.id)] == ["care", "quality"]
        await actions.finish_task(task.id, "done", "谈好了", by=SYSTEM)
        found = await queries.result_of("call:1")
        fact = await value("select payload from event where name = 'task.done' and subject_id = $1", task.id)
    assert (found.status, found.result, found.note) == ("done", "done", "谈好了")
    payload = msgspec.json.decode(fact)
    assert (payload["key"], payload["result"]) == ("call:1", "done")
    assert [one[:2] for one in payload["askers"]] == [["care", "a1"], ["quality", "b2"]]
    assert "谈好了" not in fact


async def test_what_is_over_stays_over_and_a_new_task_follows(acme, someone, ask):
    wang = await someone(acme)
    first = await ask(acme, by=wang, member=wang.id, key="call:2")
    async with acme.scope():
        await actions.finish_task(first.task.id, "done", by=SYSTEM)

    second = await ask(acme, by=wang, member=wang.id, key="call:2")

    assert not second.joined
    assert second.task.id != first.task.id
    async with acme.scope():
        assert await queries.result_of("call:2") is None
        assert (await queries.came_of(first.task.id)).result == "done"


async def test_many_who_ask_at_once_get_one_task(acme, someone, ask):
    wang = await someone(acme)

    async with asyncio.timeout(30):
        made = await asyncio.gather(
            *(ask(acme, by=wang, member=wang.id, key="call:3", asker="care", reference=str(n)) for n in range(4))
        )

    assert len({one.task.id for one in made}) == 1
    assert sorted(one.joined for one in made) == [False, True, True, True]


async def test_keys_of_other_tenants_are_others(acme, brisk, someone, ask):
    ours, theirs = await someone(acme), await someone(brisk)

    one = await ask(acme, by=ours, member=ours.id, key="call:4")
    two = await ask(brisk, by=theirs, member=theirs.id, key="call:4")

    assert not two.joined
    assert one.task.id != two.task.id


async def test_it_stays_while_one_of_two_still_wants_it(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=chen.id, key="call:5")).task
    await ask(acme, by=chen, member=chen.id, key="call:5", asker="care")
    client = await wang.signs_in()

    assert (await client.post(f"/tasks/{task.id}/cancellation", data={})).status_code == 303
    async with acme.scope():
        assert (await queries.task(task.id)).status == "open"
        assert await actions.withdraw("call:5", "care", by=SYSTEM)
        assert (await queries.task(task.id)).status == "cancelled"
        assert not await actions.withdraw("call:5", "care", by=SYSTEM)
        names = [one["name"] for one in await rows("select name from event where subject_id = $1", task.id)]
    assert {"task.withdrawn", "task.cancelled"} <= set(names)


async def test_who_did_not_ask_cannot_cancel(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=chen.id)).task

    assert (await (await chen.signs_in()).post(f"/tasks/{task.id}/cancellation", data={})).status_code == 403
    assert (await (await wang.signs_in()).post(f"/tasks/{task.id}/cancellation", data={})).status_code == 303


@pytest.mark.parametrize("asked", [{"team": "没有这个组"}, {"role": "no_role"}, {}])
async def test_somebody_has_to_do_it(acme, someone, ask, asked):
    from desk.foundation.errors import Invalid

    wang = await someone(acme)
    with pytest.raises(Invalid):
        await ask(acme, by=wang, **asked)
