"""What the worker does with a message: each reaction once, in its order, apart from the others."""

import asyncio

import pytest
import trial_plugin
from trial_plugin import Tried, TriedHard, TriedTwice

from desk.foundation import jobs
from desk.foundation.database import execute, rows, value
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import RETRIES, back_off
from desk.foundation.relay import LOST_AFTER
from desk.kit.ids import uuid7
from desk.kit.time import now

pytestmark = pytest.mark.usefixtures("post")
LATER = 3600.0
NOTE = "insert into scheduled_work (tenant_id, id, name, period_seconds, next_at) values ($1, $2, $3, 1, $4)"


@pytest.fixture
def waiting(superuser):
    """The rows that are left of a subject, as (status, attempts)."""

    async def found(subject):
        sql = "select status, attempts from reaction where subject_id = $1 order by id"
        return [tuple(row) for row in await superuser.fetch(sql, subject)]

    return found


@pytest.fixture
def happen(trial):
    """Facts about subjects, recorded one after the other; the answer is their ids."""

    async def about(*subjects, kind=Tried):
        async with trial.scope():
            more = {"word": "x"} if kind is Tried else {}
            return [await record(kind(subject, by=SYSTEM, **more)) for subject in subjects]

    return about


async def break_down(fact):
    raise RuntimeError("a secret word")


async def test_what_happens_to_one_subject_is_reacted_to_in_its_order(happen, post):
    one, two = uuid7(), uuid7()
    facts = await happen(one, two, one, one, two)

    assert await post.work_off() == 5
    for subject, expected in ((one, [facts[0], facts[2], facts[3]]), (two, [facts[1], facts[4]])):
        assert [fact for _, about, fact in trial_plugin.reacted if about == subject] == expected


async def test_a_reaction_gets_the_fact_as_it_was_recorded(happen, post):
    seen, subject = [], uuid7()

    async def look(fact):
        seen.append(fact)

    trial_plugin.does[subject] = look
    (recorded,) = await happen(subject)
    await post.work_off()

    (fact,) = seen
    assert (fact.id, fact.name, fact.payload) == (recorded, "trial.tried", {"word": "x"})
    assert (fact.subject_kind, fact.subject_id, fact.by_kind) == ("trial", subject, "system")


async def test_one_that_fails_is_undone_alone(happen, trial, post, waiting):
    bad, good = uuid7(), uuid7()

    async def write_and_fail(fact):
        await execute(NOTE, trial.id, uuid7(), "trial.undone", now())
        await value("select 1 / 0")

    async def write(fact):
        await execute(NOTE, trial.id, uuid7(), "trial.kept", now())

    trial_plugin.does |= {bad: write_and_fail, good: write}
    await happen(bad, good, uuid7())

    assert await post.work_off() == 2
    assert await waiting(bad) == [("waiting", 1)]
    assert await waiting(good) == []
    async with trial.scope() as scope:
        found = await rows("select name from scheduled_work where name like 'trial.%' and name <> 'trial.every_hour'")
        assert [row["name"] for row in found] == ["trial.kept"]
        await execute("delete from scheduled_work where name = 'trial.kept'")
        await scope.transaction.commit()


async def test_it_is_tried_again_later_and_later_and_stays_as_failed_in_the_end(happen, post, superuser):
    subject = uuid7()
    trial_plugin.does[subject] = break_down
    await happen(subject)

    for attempt in range(1, RETRIES + 1):
        before = now()
        assert await post.work_off(LATER) == 0
        row = await superuser.fetchrow("select * from reaction where subject_id = $1", subject)
        assert row["attempts"] == attempt
        assert back_off(attempt) - 1 < (row["available_at"] - before).total_seconds() < back_off(attempt) + 20
        assert row["error"].endswith(" RuntimeError")
        assert "secret" not in row["error"]
        if attempt < RETRIES:
            assert (row["status"], row["failed_at"]) == ("waiting", None)
            assert await post.hand_over() == []
    assert row["status"] == "failed"
    assert row["failed_at"] is not None
    assert await post.hand_over(LATER) == []
    assert len(trial_plugin.reacted) == RETRIES


async def test_the_wait_doubles_up_to_ten_minutes():
    assert [back_off(n) for n in range(1, 12)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600]


async def test_those_behind_a_failed_one_wait_for_it_and_others_do_not(happen, post, waiting):
    stuck, free = uuid7(), uuid7()
    trial_plugin.does[stuck] = break_down
    first, _, third, _ = await happen(stuck, free, stuck, free)

    assert await post.work_off() == 2
    assert await waiting(stuck) == [("waiting", 1), ("waiting", 0)]
    assert await post.hand_over() == []

    del trial_plugin.does[stuck]
    trial_plugin.reacted.clear()
    assert await post.work_off(LATER) == 2
    assert [fact for *_, fact in trial_plugin.reacted] == [first, third]


async def test_those_behind_one_that_failed_for_good_go_on(happen, post, waiting, superuser):
    subject = uuid7()
    trial_plugin.does[subject] = break_down
    await happen(subject, subject)
    await superuser.execute(
        """update reaction set status = 'failed'
            where id = (select min(id::text)::uuid from reaction where subject_id = $1)""",
        subject,
    )
    del trial_plugin.does[subject]

    assert await post.work_off() == 1
    assert await waiting(subject) == [("failed", 0)]


async def test_one_that_takes_too_long_is_cut_off_and_the_others_go_on(happen, post, waiting):
    slow, next_one = uuid7(), uuid7()
    await happen(slow, next_one, kind=TriedHard)

    async with asyncio.timeout(20):
        assert await post.work_off() == 0
    assert await waiting(slow) == [("waiting", 1)]
    assert await waiting(next_one) == [("waiting", 1)]


async def test_one_that_is_cut_off_while_the_database_works_harms_nobody(happen, trial, post, waiting):
    slow, good = uuid7(), uuid7()

    async def keep_the_database_busy(fact):
        async with asyncio.timeout(0.05):
            await value("select pg_sleep(600)")

    trial_plugin.does[slow] = keep_the_database_busy
    await happen(slow, good)

    async with asyncio.timeout(20):
        assert await post.work_off() == 1
    assert await waiting(slow) == [("waiting", 1)]
    assert await waiting(good) == []


async def test_the_work_of_a_plugin_that_was_switched_off_is_dropped(founding, post, waiting):
    tenant, subject = await founding(), uuid7()
    async with tenant.scope():
        await record(Tried(subject, by=SYSTEM, word="x"))
    await founding(tenant.slug, plugins=[])

    await post.work_off()
    assert trial_plugin.reacted == []
    assert await waiting(subject) == []


async def test_a_second_message_finds_nothing_to_do(happen, trial, post):
    await happen(uuid7())
    ((_, tenant, ids),) = await post.hand_over()

    assert await jobs.work_off(tenant, ids) == 1
    assert await jobs.work_off(tenant, ids) == 0
    assert len(trial_plugin.reacted) == 1


async def test_two_messages_at_once_do_it_once(happen, post):
    await happen(*(uuid7() for _ in range(5)))
    ((_, tenant, ids),) = await post.hand_over()

    async with asyncio.timeout(20):
        done = await asyncio.gather(*(jobs.work_off(tenant, ids) for _ in range(3)))

    assert sum(done) == 5
    assert len(trial_plugin.reacted) == 5


async def test_a_message_that_got_lost_is_noticed(happen, post):
    subject = uuid7()
    await happen(subject)
    ((*_, lost),) = await post.hand_over()

    assert await post.relay.find_lost(now()) == 0
    assert await post.hand_over(LATER) == []
    assert await post.relay.find_lost(now() + LOST_AFTER) == 1
    ((_, tenant, found),) = await post.hand_over()
    assert found == lost
    assert await jobs.work_off(tenant, found) == 1


async def test_a_message_for_another_tenant_does_nothing(happen, acme, post, waiting):
    subject = uuid7()
    await happen(subject)
    ((*_, ids),) = await post.hand_over()

    assert await jobs.work_off(acme.id, ids) == 0
    assert trial_plugin.reacted == []
    assert await waiting(subject) == [("sent", 0)]


async def test_the_work_of_a_reaction_can_have_work_in_turn(happen, trial, post):
    first, second = uuid7(), uuid7()

    async def go_on(fact):
        await record(TriedTwice(second, by=SYSTEM, cause_id=fact.id))

    trial_plugin.does[first] = go_on
    await happen(first)

    assert await post.work_off() == 1
    assert await post.work_off() == 2
    assert {name for name, subject, _ in trial_plugin.reacted if subject == second} == {"obey", "hurry"}
