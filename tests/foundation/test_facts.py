"""Facts are recorded with the work that follows from them, or not at all."""

import asyncpg
import pytest
from trial_plugin import Tried, TriedTwice

from desk.foundation.database import execute, value
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.ids import uuid7

ROWS = "select subscriber, lane, status, attempts, subject_id, event_id from reaction where subject_id = $1 order by id"


async def recorded(tenant, event):
    async with tenant.scope():
        return await record(event)


async def test_each_subscriber_of_the_plugins_that_are_on_gets_its_row(trial, post, superuser):
    event = TriedTwice(uuid7(), by=SYSTEM)

    fact = await recorded(trial, event)

    found = await superuser.fetch(ROWS, event.subject.id)
    assert [tuple(row) for row in found] == [
        ("trial.obey", "default", "waiting", 0, event.subject.id, fact),
        ("trial.hurry", "urgent", "waiting", 0, event.subject.id, fact),
    ]


async def test_a_plugin_that_is_off_gets_nothing(acme, brisk, founding, post, superuser):
    off = await founding(plugins=[])
    for tenant in (acme, brisk, off):
        event = TriedTwice(uuid7(), by=SYSTEM)
        await recorded(tenant, event)
        assert await superuser.fetch(ROWS, event.subject.id) == []


async def test_a_plugin_hears_from_the_moment_it_is_on(founding, post, superuser):
    tenant = await founding(plugins=[])
    counts = []
    for plugins in ([], ["trial"], []):
        await founding(tenant.slug, plugins=plugins)
        event = Tried(uuid7(), by=SYSTEM, word="x")
        await recorded(tenant, event)
        counts.append(len(await superuser.fetch(ROWS, event.subject.id)))

    assert counts == [0, 1, 0]


async def test_nothing_is_recorded_when_the_transaction_is_undone(trial, post, superuser):
    event = Tried(uuid7(), by=SYSTEM, word="x")
    async with trial.scope() as scope:
        await record(event)
        await scope.transaction.rollback()

    assert await superuser.fetch(ROWS, event.subject.id) == []
    assert await superuser.fetchval("select count(*) from event where id = $1", event.id) == 0


async def test_a_fact_says_who_what_and_when(trial, post, superuser):
    by = Principal("member", uuid7(), "Wei")
    customer, cause = uuid7(), uuid7()
    event = Tried(uuid7(), by=by, customer_id=customer, cause_id=cause, word="x")

    fact = await recorded(trial, event)

    row = await superuser.fetchrow("select * from event where id = $1", fact)
    assert (row["tenant_id"], row["name"], row["version"], row["by_kind"], row["by_id"]) == (
        trial.id,
        "trial.tried",
        1,
        "member",
        by.id,
    )
    assert (row["subject_kind"], row["subject_id"]) == ("trial", event.subject.id)
    assert (row["customer_id"], row["cause_id"], row["audience"]) == (customer, cause, "team")
    assert (row["payload"], row["at"]) == ('{"word": "x"}', event.at)


async def test_a_fact_is_never_changed_nor_taken_back(trial, post):
    fact = await recorded(trial, Tried(uuid7(), by=SYSTEM, word="x"))

    async def attempt(sql):
        async with trial.scope():
            await execute(sql, fact)

    for sql in ("update event set payload = '{}' where id = $1", "delete from event where id = $1"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(sql)


async def test_a_payload_is_what_the_kind_of_fact_declares():
    for payload in ({}, {"word": "x", "name": "Wei"}, {"wrod": "x"}):
        with pytest.raises(TypeError):
            Tried(uuid7(), by=SYSTEM, **payload)


async def test_a_kind_that_nobody_registered_is_a_mistake(trial, post):
    class Unheard(Tried):
        name = "trial.unheard"

    with pytest.raises(ValueError, match="not registered"):
        await recorded(trial, Unheard(uuid7(), by=SYSTEM, word="x"))


async def test_the_pacer_is_to_be_woken_only_when_somebody_has_work(trial, acme, post):
    for tenant, wakes in ((trial, True), (acme, False)):
        async with tenant.scope() as scope:
            assert not scope.wakes
            await record(Tried(uuid7(), by=SYSTEM, word="x"))
            assert scope.wakes == wakes
            assert await value("select count(*) from reaction") == int(wakes)
