"""Low answers: a task within three working days, for all that one customer said, until somebody has talked to them."""

from datetime import timedelta

from desk.deadlines import queries as deadlines
from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.surveys import actions, queries, settings
from desk.surveys.states import Channel
from desk.tasks import actions as tasks

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}
LOW = GOOD | {"skill": "average"}
COMMENT = "问了三次才听懂"


async def low(tenant, survey):
    async with tenant.scope():
        await actions.answer(survey["id"], LOW, COMMENT, channel=Channel.PHONE, by=SYSTEM)


async def promise(survey):
    (found,) = await deadlines.all_of("survey", survey["id"])
    return found


async def facts(name, survey):
    return await value("select count(*) from event where name = $1 and subject_id = $2", name, survey["id"])


async def test_a_low_answer_makes_a_task_that_a_second_one_joins(door, acme, contact, closed, settle):
    person = await contact(acme)
    _, first = await closed(acme, person)
    _, second = await closed(acme, person)
    for survey in (first, second):
        await low(acme, survey)
        await settle()

    async with acme.scope():
        (task,) = await rows(
            "select id, title, note, role, due_at, status from task where customer = $1", person.customer
        )
        promised = await promise(first)
        assert await facts("satisfaction.low", first) == 1
        own = await deadlines.all_of("task", task["id"])
    assert "不满意" in task["title"]
    assert COMMENT in task["note"]
    assert "服务技能" in task["note"]
    assert task["role"] == "cs_supervisor"
    assert (promised["promise"], promised["basis"], promised["amount"]) == ("CM-D8", "wd", 3)
    assert task["due_at"] == promised["due_at"] > now() + timedelta(days=2)
    assert own == [], "one promise, not two"
    agent = await door.member(acme)
    for survey in (first, second):
        assert f"/tasks/{task['id']}" in (await agent.get(f"/surveys/{survey['id']}")).text
    assert COMMENT in (await agent.get("/surveys?view=low")).text


async def test_taken_and_done_is_handled(acme, someone, contact, closed, settle):
    person = await contact(acme)
    surveys = [(await closed(acme, person))[1] for _ in range(2)]
    for survey in surveys:
        await low(acme, survey)
    await settle()
    agent = await someone(acme, "cs_supervisor")
    async with acme.scope():
        task_id = await value("select id from task where customer = $1", person.customer)
        await tasks.hand_over_task(task_id, agent.id, by=SYSTEM)
    await settle()
    async with acme.scope():
        assert (await promise(surveys[0]))["member"] == agent.id
        await tasks.finish_task(task_id, "settled", by=SYSTEM)
    await settle()
    async with acme.scope():
        for survey in surveys:
            assert (await promise(survey))["status"] == "met"
            assert (await queries.sheet(survey["id"]))["handled_at"] is not None
            assert await facts("satisfaction.handled", survey) == 1
        await actions.note_end(task_id, by=SYSTEM)
        assert await facts("satisfaction.handled", surveys[0]) == 1
    _, third = await closed(acme, person)
    await low(acme, third)
    await settle()
    async with acme.scope():
        assert await value("select count(*) from task where customer = $1", person.customer) == 2


async def test_cancelled_is_dropped_and_declined_climbs(acme, contact, closed, settle):
    person, other = await contact(acme), await contact(acme)
    _, survey = await closed(acme, person)
    _, second = await closed(acme, other)
    for one in (survey, second):
        await low(acme, one)
    await settle()
    async with acme.scope():
        task_id = await value("select id from task where customer = $1", person.customer)
        await tasks.cancel_task(task_id, "误报", by=SYSTEM)
        await tasks.decline_task(
            await value("select id from task where customer = $1", other.customer), "没有时间", by=SYSTEM
        )
    await settle()
    async with acme.scope():
        assert (await promise(survey))["status"] == "cancelled"
        assert (await promise(second))["status"] == "running"
        assert (await queries.sheet(survey["id"]))["handled_at"] is None


def test_what_counts_as_low_is_the_tenants():
    assert settings.low_levels({}) == ("poor", "average")
    assert settings.low_levels({"surveys": {"low": ["poor"]}}) == ("poor",)
