"""Nobody's tasks are lost: who leaves is followed by a successor, who is away by a deputy."""

from datetime import timedelta

from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.people import actions as people
from desk.people import queries as staff
from desk.tasks import queries


async def assignee(tenant, task):
    async with tenant.scope():
        return (await queries.task(task.id)).assignee


async def test_a_successor_gets_what_was_left(acme, someone, ask, settle):
    wang, chen, asker = await someone(acme), await someone(acme), await someone(acme)
    task = (await ask(acme, by=asker, member=wang.id)).task
    async with acme.scope():
        await people.leave_member(wang.id, chen.id, by=SYSTEM)

    await settle()

    assert await assignee(acme, task) == chen.id
    page = (await (await chen.signs_in()).get(f"/tasks/{task.id}")).text
    assert f"系统转交给了{chen.name}" in page


async def test_a_deputy_gets_what_falls_due_meanwhile(acme, someone, ask, settle):
    wang, chen, asker = await someone(acme), await someone(acme), await someone(acme)
    soon = (await ask(acme, by=asker, member=wang.id)).task
    later = (await ask(acme, by=asker, member=wang.id, due_at=now() + timedelta(days=20))).task
    undated = (await ask(acme, by=asker, member=wang.id, due_at=None)).task
    async with acme.scope():
        today = staff.today()
        await people.note_absence(wang.id, today, today + timedelta(days=3), chen.id, by=SYSTEM)

    await settle()

    assert await assignee(acme, soon) == chen.id
    assert await assignee(acme, later) == wang.id
    assert await assignee(acme, undated) == wang.id
    asked = (await ask(acme, by=asker, member=wang.id)).task
    assert await assignee(acme, asked) == chen.id


async def test_an_absence_that_is_to_come_is_waited_for(acme, someone, ask, settle):
    wang, chen, asker = await someone(acme), await someone(acme), await someone(acme)
    task = (await ask(acme, by=asker, member=wang.id, due_at=now() + timedelta(days=3))).task
    async with acme.scope():
        first = staff.today() + timedelta(days=2)
        await people.note_absence(wang.id, first, first + timedelta(days=5), chen.id, by=SYSTEM)

    await settle()
    assert await assignee(acme, task) == wang.id
    async with acme.scope():
        from desk.foundation.database import value

        planned = await value(
            "select available_at from reaction where subscriber = 'tasks.stand_in' and subject_id = $1", wang.id
        )
    assert now() + timedelta(hours=23) < planned < now() + timedelta(days=2)
