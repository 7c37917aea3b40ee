"""Scorecards: frozen months cross by the tenant's own job; averages name nobody and need enough partners."""

from datetime import UTC, date, datetime

import asyncpg
import pytest
from asyncpg.exceptions import InsufficientPrivilegeError
from tests_support import make_ticket

from desk.figures import actions
from desk.figures import kinds as figures
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows
from desk.foundation.figures import months_before
from desk.foundation.principals import SYSTEM
from desk.headquarters import actions as publishing
from desk.headquarters import queries
from desk.kit.time import as_of, now, to_zone

LAST = months_before(to_zone(now(), "UTC").date(), 1)
OLD = date(2019, 1, 1)


@pytest.fixture
async def published(founding, settle):
    """A partner with two tickets of last month, frozen and published by its jobs."""
    tenant = await founding(name="极光服务", zone="UTC")
    with as_of(datetime(LAST.year, LAST.month, 15, tzinfo=UTC)):
        for _ in range(2):
            await make_ticket(tenant)
    async with tenant.scope():
        await actions.freeze_months(by=SYSTEM)
        await publishing.publish_partner(by=SYSTEM)
    await settle()
    return tenant


async def test_headquarters_sees_published_figures_by_partner_and_month(door, headquarters, published):
    operator = await door.member(headquarters)

    page = (await operator.get(f"/scorecards?q=极光&month={LAST:%Y-%m}")).text
    assert "极光服务" in page
    assert ">2</td>" in page
    table = (await operator.get(f"/scorecards/export.csv?q=极光&month={LAST:%Y-%m}")).text
    assert f",{LAST:%Y-%m}," in table
    one = (await operator.get(f"/scorecards/{published.slug}")).text
    assert "新开工单" in one
    assert (await operator.get("/scorecards/nobody")).status_code == 404
    assert "没有叫这个名字的伙伴" in (await operator.get("/scorecards?q=没有这家")).text
    for wrong in ("month=x", "sort=size", "after=x"):
        assert (await operator.get(f"/scorecards?{wrong}")).status_code == 400
    async with headquarters.scope():
        assert await rows("select 1 from event where name = 'scorecards.exported'")


async def test_only_what_is_published_crosses_and_only_once(published):
    found = await crossing_rows("select figure, part from scorecard where tenant_id = $1", published.id)

    names = {one["figure"] for one in found}
    # Those of plugins, which this partner doesn't have.
    of_plugins = ("complaints.", "dummy.", "implementation.", "loyalty.", "training.")
    crossing = {one.name for one in figures.registered().values() if one.published}
    assert names == {one for one in crossing if not one.startswith(of_plugins)}
    assert "payments.received" not in names
    async with published.scope():
        await execute("insert into figure_month select * from figure_month where false")
        await publishing.publish_scorecard(LAST, by=SYSTEM)
    assert len(await crossing_rows("select 1 from scorecard where tenant_id = $1", published.id)) == len(found)
    for statement in ("update scorecard set part = 7", "delete from scorecard"):
        with pytest.raises(InsufficientPrivilegeError):
            async with published.scope():
                await execute(statement)


async def test_a_partner_sees_its_own_and_no_other(door, headquarters, published, brisk):
    member = await door.member(published)

    page = (await member.get("/scorecard")).text
    assert f"{LAST:%Y-%m}" in page
    assert "新开工单" in page
    async with brisk.scope():
        assert not await rows("select 1 from scorecard where tenant_id = $1", published.id)
    assert (await member.get("/scorecards")).status_code == 404
    assert (await (await door.member(published, may_not="figure.read")).get("/scorecard")).status_code == 403
    assert (await door.signed_out(published).get("/scorecard")).status_code == 303
    assert (await door.signed_out(headquarters).get("/scorecards")).status_code == 303


async def test_an_average_needs_enough_partners_and_is_not_for_the_portal(founding, stack):
    tenants = [await founding() for _ in range(4)]
    superuser = await asyncpg.connect(stack.database_url("postgres"))
    insert = """insert into scorecard (tenant_id, month, figure, part, whole, published_at)
                values ($1, $2, 'deadlines.kept', $3, $4, $5)"""
    for place, tenant in enumerate(tenants[:3]):
        await superuser.execute(insert, tenant.id, OLD, place, 2, now())
    await superuser.close()
    one = tenants[0]
    async with one.scope():
        assert await queries.averages(OLD, 5) == {}
        (mean,) = (await queries.averages(OLD, 1)).values()
    assert (mean.count, mean.ratio) == (1.0, 0.5)
    async with one.scope(customer=one.id):
        assert await queries.averages(OLD, 3) == {}


async def test_partners_go_on_in_pages_by_name_both_ways(published):
    first = await queries.scores_listed("", None, most=1)
    rest = await queries.scores_listed("", None, most=500, after=(first[0]["name"], first[0]["id"]))
    back = await queries.scores_listed("", None, most=500, before=(rest[-1]["name"], rest[-1]["id"]))

    assert [one["id"] for one in (*first, *rest[:-1])] == [one["id"] for one in back]
