"""The engine: what one transaction set is gone with it, however it ended; and nothing is read outside a scope."""

import asyncio

import asyncpg
import pytest

from desk.foundation.database import DB, OutsideScope, ScopedEngine, execute, row, rows, savepoint, value
from desk.foundation.registry import known_facts
from desk.foundation.tenancy import current_scope, tenant_scope
from desk.kit.ids import uuid7
from desk.people.tables import Member
from desk.settings import settings

WHO = "select current_setting('desk.tenant_id', true), current_setting('desk.customer_id', true), pg_backend_pid()"


@pytest.fixture
async def engine(database):
    """An engine of its own with a single connection, so that whoever comes next gets the same one."""
    made = ScopedEngine(config={"dsn": settings.database_url})
    await made.open_pool(1)
    yield made
    await made.close_connection_pool()


@pytest.fixture
async def promise(superuser):
    """A table whose rule is only checked when the transaction commits."""
    await superuser.execute("""
        create schema trial; grant usage on schema trial to desk_app;
        create table trial.promise (id integer unique deferrable initially deferred);
        insert into trial.promise values (1); grant select, insert on trial.promise to desk_app""")
    yield
    await superuser.execute("drop schema trial cascade")


async def left_behind(engine):
    """What the next one finds set on the connection, and which connection that is."""
    async with engine.outside("a test looks what is left on the connection") as connection:
        tenant, customer, process = await connection.fetchrow(WHO)
        assert not connection.is_in_transaction()
    return tenant or "", customer or "", process


async def test_the_settings_end_with_the_transaction(engine):
    tenant, customer = uuid7(), uuid7()
    async with engine.scoped(tenant, customer) as transaction:
        *said, first = await transaction.connection.fetchrow(WHO)
    assert said == [str(tenant), str(customer)]

    assert await left_behind(engine) == ("", "", first)
    async with engine.scoped(tenant, None) as transaction:
        assert await transaction.connection.fetchrow(WHO) == (str(tenant), "", first)


async def test_nothing_leaks_when_the_work_fails(engine):
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with engine.scoped(uuid7(), uuid7()) as transaction:
            await transaction.connection.fetchval("select 1 / 0")

    assert (await left_behind(engine))[:2] == ("", "")


@pytest.mark.parametrize("at_once", [True, False])
async def test_nothing_leaks_when_the_commit_fails(engine, promise, at_once):
    async def break_the_promise():
        async with engine.scoped(uuid7(), uuid7()) as transaction:
            await transaction.connection.execute("insert into trial.promise values (1)")
            if at_once:
                await transaction.commit()

    for _ in range(2):
        with pytest.raises(asyncpg.UniqueViolationError):
            await break_the_promise()
        assert (await left_behind(engine))[:2] == ("", "")
    async with engine.outside("a test counts what was kept") as connection:
        assert await connection.fetchval("select count(*) from trial.promise") == 1


async def test_nothing_leaks_when_the_work_is_cancelled(engine, superuser):
    process = asyncio.get_running_loop().create_future()

    async def wait_for_long():
        async with engine.scoped(uuid7(), uuid7()) as transaction:
            process.set_result(await transaction.connection.fetchval("select pg_backend_pid()"))
            await transaction.connection.execute("select pg_sleep(600)")

    task = asyncio.create_task(wait_for_long())
    busy = "select count(*) from pg_stat_activity where pid = $1 and query like '%pg_sleep(600)'"
    while not await superuser.fetchval(busy, await process):
        pass
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert (await left_behind(engine))[:2] == ("", "")


async def test_a_lost_connection_is_replaced(engine, superuser):
    lost = []

    async def lose_it():
        async with engine.scoped(uuid7(), uuid7()) as transaction:
            lost.append(await transaction.connection.fetchval("select pg_backend_pid()"))
            await superuser.execute("select pg_terminate_backend($1, 5000)", lost[0])
            await transaction.connection.execute("select 1")

    with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.AdminShutdownError)):
        await lose_it()

    tenant, customer, process = await left_behind(engine)
    assert (tenant, customer) == ("", "")
    assert process not in lost


async def test_a_connection_is_given_back_once(engine):
    async with engine.scoped(uuid7(), None) as transaction:
        await transaction.commit()
        assert not transaction.is_open
        assert engine.pool.get_idle_size() == 1
    assert engine.pool.get_idle_size() == 1


async def test_only_uuids_name_a_tenant(engine):
    for tenant, customer in (("x' or true", None), (None, None), (uuid7(), "'; drop table tenant")):
        with pytest.raises(TypeError):
            engine.scoped(tenant, customer)


async def test_a_query_outside_a_scope_is_an_error(application):
    for ask in (row, rows, value, execute):
        with pytest.raises(OutsideScope):
            await ask("select 1")
    with pytest.raises(OutsideScope):
        await Member.select()
    with pytest.raises(OutsideScope):
        await Member.raw("select 1")
    with pytest.raises(OutsideScope):
        await Member.update({Member.name: "x"}, force=True)
    with pytest.raises(OutsideScope):
        await Member.alter().drop_column("name")
    with pytest.raises(OutsideScope):
        async with savepoint():
            pass
    with pytest.raises(OutsideScope):
        current_scope()


async def test_the_doors_around_the_scope_are_shut(application, acme):
    for opens in (DB.transaction, DB.atomic):
        with pytest.raises(OutsideScope):
            opens()
    async with acme.scope():
        with pytest.raises(OutsideScope):
            DB.scoped(uuid7(), None)
        with pytest.raises(OutsideScope):
            await Member.select().batch(batch_size=1)


async def test_a_query_after_the_end_of_the_transaction_is_an_error(application, acme):
    async with acme.scope() as scope:
        await scope.transaction.commit()
        with pytest.raises(OutsideScope):
            await value("select 1")


async def test_a_nested_scope_of_somebody_else_is_an_error(application, acme, brisk):
    async with acme.scope() as outer:
        async with acme.scope() as inner:
            assert inner is outer
        with pytest.raises(OutsideScope):
            async with brisk.scope():
                pass
        with pytest.raises(OutsideScope):
            async with acme.scope(uuid7()):
                pass
        assert await value("select count(*) from tenant") == 1
    async with acme.scope(uuid7()):
        with pytest.raises(OutsideScope):
            async with acme.scope():
                pass


async def test_two_queries_at_once_in_a_scope_are_an_error_and_harm_nobody(application, acme):
    with pytest.raises(asyncpg.InterfaceError):
        async with acme.scope():
            await asyncio.gather(value("select pg_sleep(0)"), value("select 2"))

    async with acme.scope():
        assert await value("select 3") == 3


async def test_a_task_inherits_no_transaction_that_has_ended(application, acme):
    """A task that outlives its scope finds none, instead of another tenant's on the same connection."""
    go = asyncio.Event()

    async def outlive():
        await go.wait()
        return await value("select 1")

    async with acme.scope():
        task = asyncio.create_task(outlive())
    go.set()
    with pytest.raises(OutsideScope):
        await task


async def test_a_savepoint_undoes_what_stands_inside(application, acme):
    async def undo():
        async with savepoint():
            await execute(plan, acme.id, uuid7(), "trial.undone")
            raise ZeroDivisionError

    async with tenant_scope(known_facts(acme.id)) as scope:
        plan = "insert into scheduled_work (tenant_id, id, name, period_seconds, next_at) values ($1, $2, $3, 1, now())"
        await execute(plan, acme.id, uuid7(), "trial.kept")
        with pytest.raises(ZeroDivisionError):
            await undo()
        found = await rows("select name from scheduled_work where name like 'trial.%'")
        assert [one["name"] for one in found] == ["trial.kept"]
        await scope.transaction.rollback()
