"""Reactions with a scope of their own hold no transaction while they wait; work can be planned for later."""

import asyncio

import pytest
import trial_plugin
from trial_plugin import TriedAlone, wander

from desk.foundation.database import DB, execute, value
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import RETRIES
from desk.foundation.registry import scope_of
from desk.foundation.tenancy import scope_or_none
from desk.kit.ids import uuid7
from desk.kit.time import now

pytestmark = pytest.mark.usefixtures("post")
LEFT = "select status, attempts from reaction where subject_id = $1"


def ran(subject) -> int:
    return sum(who == "wander" and about == subject for who, about, _ in trial_plugin.reacted)


async def happen(trial, *subjects):
    async with trial.scope():
        for subject in subjects:
            await record(TriedAlone(subject, by=SYSTEM))


async def test_it_runs_without_a_transaction_and_opens_its_own(trial, post, superuser):
    subject, seen = uuid7(), []

    async def look(fact):
        seen.append((scope_or_none(), DB.current_transaction.get(), DB.pool.get_idle_size() == DB.pool.get_size()))
        async with scope_of(fact.tenant_id):
            seen.append(await value("select slug from tenant"))

    trial_plugin.does[subject] = look
    await happen(trial, subject)

    assert await post.work_off() == 1
    assert seen == [(None, None, True), trial.slug]
    assert await superuser.fetch(LEFT, subject) == []


async def test_what_it_did_stays_and_it_is_tried_again(trial, post, superuser):
    subject = uuid7()

    async def fail(fact):
        async with scope_of(fact.tenant_id):
            await execute("update tenant set version = version + 1")
        raise RuntimeError

    trial_plugin.does[subject] = fail
    await happen(trial, subject)
    before = await superuser.fetchval("select version from tenant where slug = $1", trial.slug)

    assert await post.work_off() == 0
    assert await superuser.fetchval("select version from tenant where slug = $1", trial.slug) == before + 1
    assert [tuple(row) for row in await superuser.fetch(LEFT, subject)] == [("waiting", 1)]
    for _ in range(RETRIES):
        await post.work_off(later=3600)
    assert [tuple(row) for row in await superuser.fetch(LEFT, subject)] == [("failed", RETRIES)]


async def test_one_that_takes_too_long_is_cut_off(trial, post, superuser):
    subject = uuid7()

    async def hang(_fact):
        await asyncio.sleep(60)

    trial_plugin.does[subject] = hang
    await happen(trial, subject)

    assert await post.work_off() == 0
    assert [tuple(row) for row in await superuser.fetch(LEFT, subject)] == [("waiting", 1)]


async def test_one_of_a_message_runs_and_the_others_come_again(trial, post):
    subjects = [uuid7() for _ in range(3)]
    await happen(trial, *subjects)

    assert await post.work_off() == 1
    assert [ran(one) for one in subjects] == [1, 0, 0]
    assert await post.work_off() == 1
    assert await post.work_off() == 1
    assert [ran(one) for one in subjects] == [1, 1, 1]


async def test_while_it_runs_its_subject_waits_and_it_does_not_count_as_lost(trial, post):
    subject, began, go_on = uuid7(), asyncio.Event(), asyncio.Event()

    async def wait(_fact):
        began.set()
        await go_on.wait()

    trial_plugin.does[subject] = wait
    await happen(trial, subject)
    work = asyncio.create_task(post.work_off())
    await began.wait()
    await happen(trial, subject)

    assert await post.hand_over() == []
    assert await post.relay.find_lost(now()) == 0
    trial_plugin.does.clear()
    go_on.set()
    assert await work == 1
    assert await post.work_off() == 1


async def test_work_for_later_waits_until_then_and_is_done_once(trial, post, superuser):
    subject, at = uuid7(), now()
    async with trial.scope():
        await later(wander.name, subject, at.replace(year=at.year + 1))
        await later(wander.name, subject, at)
        await later(wander.name, subject, at.replace(year=at.year + 1))

    assert len(await superuser.fetch(LEFT, subject)) == 1
    assert await post.work_off() == 1
    assert ran(subject) == 1
    assert await superuser.fetch(LEFT, subject) == []


async def test_nobody_plans_work_that_nobody_does(trial):
    with pytest.raises(ValueError, match=r"trial.nothing"):
        async with trial.scope():
            await later("trial.nothing", uuid7(), now())


async def test_work_for_later_does_not_begin_before(trial, post):
    async with trial.scope():
        await later(wander.name, uuid7(), now().replace(year=now().year + 1))

    assert await post.work_off() == 0
