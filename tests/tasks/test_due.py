"""A due time is a promise: the engine watches it, and an earlier one takes the place of a later one."""

from datetime import timedelta

from desk.foundation.database import rows
from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.tasks import actions


async def promised(tenant, task):
    """Status, due time and whose it is, of each promise about a task."""
    async with tenant.scope():
        return [
            (one["status"], one["due_at"], one["member"])
            for one in await rows(
                "select status, due_at, member from deadline where promise = 'TK-D1' and subject_id = $1 order by id",
                task.id,
            )
        ]


async def test_the_moment_that_was_named_is_promised_and_kept(acme, someone, ask):
    wang, due = await someone(acme), now() + timedelta(hours=2)
    task = (await ask(acme, by=wang, member=wang.id, due_at=due)).task

    assert await promised(acme, task) == [("running", due, wang.id)]
    async with acme.scope():
        await actions.finish_task(task.id, "done", by=SYSTEM)
    ((status, _, _),) = await promised(acme, task)
    assert status == "met"


async def test_without_a_time_nothing_is_promised(acme, someone, ask):
    wang = await someone(acme)

    assert await promised(acme, (await ask(acme, by=wang, member=wang.id, due_at=None)).task) == []


async def test_an_earlier_time_of_a_second_asker_counts_and_hand_over_moves_it(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    late, soon = now() + timedelta(hours=5), now() + timedelta(hours=1)
    task = (await ask(acme, by=wang, member=wang.id, key="due:1", due_at=late)).task
    await ask(acme, by=chen, member=chen.id, key="due:1", due_at=soon)
    await ask(acme, by=chen, member=chen.id, key="due:1", asker="care", due_at=late)

    assert [one[0] for one in await promised(acme, task)] == ["cancelled", "running"]
    assert (await promised(acme, task))[1][1] == soon
    async with acme.scope():
        await actions.hand_over_task(task.id, chen.id, by=SYSTEM)
    assert (await promised(acme, task))[1][2] == chen.id
    async with acme.scope():
        await actions.cancel_task(task.id, by=SYSTEM)
    assert [one[0] for one in await promised(acme, task)] == ["cancelled", "cancelled"]
