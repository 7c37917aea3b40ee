"""The canaries find nothing where nothing leaks, and exactly what leaks where something does."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from litestar import get
from litestar.params import FromPath

from desk.canary import actions
from desk.canary.actions.founding import PATH_IDS, THE_OWNER, fill_owner
from desk.canary.actions.walking import HOLE
from desk.canary.tables import CanaryRun
from desk.foundation.canaries import OWNER
from desk.foundation.permissions import needs
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import forget_hosts, scope_of
from desk.foundation.web.served import register_application
from desk.kit.time import now

from ..architecture import catalogue

UNFILLED: set[str] = set()
"""Tables in which the owner can't have a row, though an address might lead to one."""


@pytest.fixture(scope="module")
async def canaries(application, owner):
    """Both canaries, and the application for those who ask it from inside."""
    from desk.foundation.web import served

    before = list(served._make)
    register_application(lambda: application)
    await actions.found_canaries(owner)
    forget_hosts()
    yield application
    served._make[:] = before
    served.application.cache_clear()


@pytest.fixture
async def a_run(world, canaries):
    """A run that stands where nothing was tried yet; no other is under way."""
    async with world.headquarters.scope():
        await CanaryRun.update({CanaryRun.status: "cut_short"}).where(CanaryRun.status == "running")
        run = CanaryRun(status="running", begun_at=now(), seen_at=now())
        await run.save()
    return run


async def walked(world, run):
    while not await actions.go_on(world.headquarters.id, run.id, stretch=60.0):
        pass
    async with world.headquarters.scope():
        return await CanaryRun.objects().get(CanaryRun.id == run.id)


@get("/trial/{ticket_id:uuid}", name="trial.leak", opt=needs("ticket.read"))
async def leaking(ticket_id: FromPath[UUID]) -> str:
    """Reads a ticket without asking whose it is."""
    async with _PAST["connection"].transaction(readonly=True):
        return str(await _PAST["connection"].fetchval("select subject from ticket where id = $1", ticket_id))


_PAST = {}


@pytest.mark.timeout(600)
async def test_nothing_leaks_and_a_route_that_leaks_is_named(world, canaries, a_run, superuser):
    clean = await walked(world, a_run)

    assert msgspec.json.decode(clean.leaks) == []
    assert (clean.status, clean.leaked, clean.place) == ("clean", 0, clean.steps)
    assert set(clean.untried) == {f"rows {one}" for one in UNFILLED}
    assert clean.steps > 500

    _PAST["connection"] = superuser
    canaries.faces["workspace"].register(leaking)
    walk = actions.Walk(canaries, world.headquarters.host("headquarters").partition(":")[0])
    await walk.sign_in()
    (step,) = [one for one in actions.steps_of(canaries) if one.name == "trial.leak"]
    found = await walk.tried(step)
    assert {str(one.why) for one in found} == {"told", "given"}
    assert "workspace GET /trial/{ticket_id:uuid}" in {one.where for one in found}
    await walk.sign_out()


async def test_every_table_has_a_row_of_the_owners(superuser, canaries):
    """So every id in an address leads to something that must not be found."""
    from desk.canary.queries.specimens import LEFT_OUT

    refused = await fill_owner()

    assert set(refused) == UNFILLED, refused
    for table in await catalogue.tables(superuser, "fenced", "crossing"):
        if table not in {*LEFT_OUT, *UNFILLED}:
            count = await superuser.fetchval(f"select count(*) from {table} where tenant_id = $1", OWNER)  # noqa: S608
            assert count >= 1, table


async def test_every_hole_of_every_route_is_one_that_can_be_filled(canaries):
    for step in actions.steps_of(canaries):
        for name, kind in HOLE.findall(step.path):
            assert kind in ("uuid", "int", "str", "path"), f"{step}: {name}"


async def test_headquarters_sees_no_canary(canaries, superuser, world):
    """They stand in none of its lists, and in no figure."""
    from desk.foundation.crossing import crossing_rows

    await fill_owner()
    for table in await catalogue.tables(superuser, "crossing"):
        found = await crossing_rows(f"select 1 from {table} where tenant_id = $1", OWNER)  # noqa: S608
        assert found == [], table
    assert await superuser.fetchval(
        "select min(next_at) from scheduled_work where tenant_id = $1", OWNER
    ) > now() + timedelta(days=9_000)
    shown = (await (await world.door.member(world.headquarters)).get("/partners")).text
    assert THE_OWNER.slug not in shown


async def test_an_operator_reads_how_it_went_and_may_have_it_tried(world, canaries, a_run):
    admin = await world.door.member(world.headquarters, "hq_admin")
    async with world.headquarters.scope():
        leak = {"where": "workspace GET /tickets/{number:int}", "why": "told", "more": "200"}
        a_run.status, a_run.ended_at, a_run.steps, a_run.leaked = "leaking", now(), 812, 1
        a_run.leaks = msgspec.json.encode([leak]).decode()
        await a_run.save()

    shown = (await admin.get("/canary", headers={"accept-language": "en"}, params={"lang": "en"})).text
    assert "1 of 812 steps leaked" in shown
    assert "workspace GET /tickets/{number:int}" in shown
    assert (await (await world.door.member(world.headquarters, "hq_hotline")).get("/canary")).status_code == 403

    assert (await admin.post("/canary/runs")).status_code == 303
    assert (await admin.post("/canary/runs")).status_code == 409


async def test_what_leaks_wakes_headquarters(world, a_run, settle):
    from desk.canary.actions.running import _keep
    from desk.canary.actions.walking import Leak
    from desk.canary.states import Why

    await world.door.member(world.headquarters, "hq_admin")
    async with world.headquarters.scope():
        a_run.place = 9
        await _keep(a_run, [Leak("workspace GET /x", Why.TOLD, "200")], 9)
        assert (await CanaryRun.objects().get(CanaryRun.id == a_run.id)).status == "leaking"
    await settle()
    async with world.headquarters.scope():
        from desk.foundation.database import rows

        told = await rows("select 1 from delivery where kind = 'canary.leaked'")
    assert told


async def test_it_is_sent_at_night_once_and_by_day_where_the_night_was_missed(world, canaries, a_run):
    async with world.headquarters.scope():
        await CanaryRun.delete(force=True)
        await actions.send_nightly(by=SYSTEM)
        await actions.send_nightly(by=SYSTEM)
        (first,) = await CanaryRun.objects()
        first.status, first.ended_at = "clean", now()
        first.begun_at = now() - timedelta(hours=27)
        await first.save()
        await actions.send_nightly(by=SYSTEM)
        assert await CanaryRun.count() == 2


async def test_the_owner_is_no_partner(canaries):
    assert THE_OWNER.row == PATH_IDS
    async with scope_of(OWNER) as scope:
        assert scope.tenant.kind == "canary"
