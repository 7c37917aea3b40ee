"""A month is frozen once, by the schedule; later facts don't change it."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from asyncpg.exceptions import InsufficientPrivilegeError
from tests_support import make_ticket

from desk.figures import actions, reactions
from desk.foundation.database import execute, rows, value
from desk.foundation.figures import months_before
from desk.foundation.principals import SYSTEM
from desk.foundation.relay import Relay
from desk.kit.time import as_of, now, to_zone
from desk.settings import settings

_MONTHS = "select month, part, frozen_at from figure_month where figure = 'tickets.opened' order by month"


def month(back):
    """The first day of a month so many months ago, and a moment in it."""
    first = months_before(to_zone(now(), "UTC").date(), back)
    return first, datetime(first.year, first.month, 15, tzinfo=UTC)


@pytest.fixture
async def ours(founding):
    """A tenant whose first fact is two months old."""
    tenant = await founding(zone="UTC")
    with as_of(month(2)[1]):
        await make_ticket(tenant)
    return tenant


async def test_months_that_are_over_are_frozen_once_and_stay(door, ours):
    first, at = month(2)
    async with ours.scope():
        assert await actions.freeze_months(by=SYSTEM) == [month(2)[0], month(1)[0]]
        assert await actions.freeze_months(by=SYSTEM) == []
        assert await value("select count(*) from event where name = 'figures.frozen'") == 2
        before = await rows(_MONTHS)
    with as_of(at):
        await make_ticket(ours)
    async with ours.scope():
        assert await actions.freeze_months(by=SYSTEM) == []
        assert await rows(_MONTHS) == before
    assert [(one["month"], one["part"]) for one in before] == [(first, 1), (month(1)[0], 0)]
    page = (await (await door.member(ours)).get("/figures/tickets.opened")).text
    assert "定稿" in page
    assert f"{first:%Y-%m}" in page


async def test_a_month_waits_a_day_for_what_is_recorded_late(ours):
    first, _ = month(1)
    end = datetime.combine(months_before(first, -1), datetime.min.time(), UTC)
    async with ours.scope():
        with as_of(end + actions.GRACE - timedelta(minutes=1)):
            assert month(1)[0] not in await actions.freeze_months(by=SYSTEM)
        with as_of(end + actions.GRACE + timedelta(minutes=1)):
            assert await actions.freeze_months(by=SYSTEM) == [first]


async def test_nothing_is_frozen_before_there_was_anything(founding):
    tenant = await founding()
    async with tenant.scope():
        found = await actions.freeze_months(by=SYSTEM)

    assert found == []


async def test_the_schedule_freezes_in_the_worker(ours, settle, stack):
    superuser = await asyncpg.connect(stack.database_url("postgres"))
    await superuser.execute(
        "update scheduled_work set next_at = '2000-01-01' where tenant_id = $1 and name = $2",
        ours.id,
        reactions.freeze_months.name,
    )
    await superuser.close()
    connection = await asyncpg.connect(settings.clock_url)

    async def keep(*_):
        """Nothing is sent here: the rows are worked off below."""

    await Relay(connection, keep).plan(now() + timedelta(seconds=1))
    await connection.close()
    await settle(now() + timedelta(minutes=1))
    async with ours.scope():
        assert len(await rows(_MONTHS)) == 2


async def test_what_is_frozen_can_be_changed_by_nobody(ours, brisk):
    async with ours.scope():
        await actions.freeze_months(by=SYSTEM)
    for statement in ("update figure_month set part = 7", "delete from figure_month"):
        with pytest.raises(InsufficientPrivilegeError):
            async with ours.scope():
                await execute(statement)
    async with brisk.scope():
        assert not await rows("select 1 from figure_month where tenant_id = $1", ours.id)
