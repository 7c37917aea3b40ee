"""Hooks: each is used by a plugin, and one that misbehaves hurts itself and its tenant only."""

import asyncpg
import msgspec
import pytest
from tests_support import make_ticket

from desk import hookspecs
from desk.foundation import trips
from desk.foundation.database import rows, value
from desk.foundation.hooks import plugins
from desk.settings import settings


@pytest.fixture
async def dummy(register):
    """Switch the dummy on for a tenant, in a mode; everything is as before afterwards."""
    connection = await asyncpg.connect(settings.owner_url)

    async def switch(tenant, mode: str = "") -> None:
        await connection.execute(
            """update tenant set plugins = '{dummy}', settings = settings || $2::jsonb, version = version + 1
                where id = $1""",
            tenant.id,
            msgspec.json.encode({"dummy": {"mode": mode}}).decode(),
        )

    yield switch
    for tenant_id in register.values():
        await connection.execute("select set_config('desk.tenant_id', $1, false)", str(tenant_id))
        await connection.execute("delete from plugin_trip")
        await connection.execute("delete from reaction")
    await connection.execute("update tenant set plugins = '{}', settings = settings - 'dummy', version = version + 1")
    await connection.close()


def test_the_dummy_uses_every_hook(application):
    dummy = plugins.get_plugin("dummy")
    every = {name for name in dir(hookspecs) if plugins.parse_hookspec_opts(hookspecs, name) is not None}

    assert every == {name for name in every if plugins.parse_hookimpl_opts(dummy, name) is not None}
    assert every >= hookspecs.SLOTS.keys() | hookspecs.DECISIONS.keys()


async def test_a_plugin_shows_only_where_it_is_on(door, acme, brisk, dummy):
    ours, theirs = await make_ticket(acme), await make_ticket(brisk)
    await dummy(acme)
    member, stranger = await door.member(acme), await door.member(brisk)

    page = (await member.get(f"/tickets/{ours.number}")).text
    assert "panel-dummy" in page
    assert "Dummy line" in page
    panel = await member.get(f"/tickets/{ours.number}/panels/dummy", headers={"hx-request": "true"})
    assert f"Dummy of {ours.number}" in panel.text
    home = (await member.get("/")).text
    assert "Dummy figure" in home

    assert "panel-dummy" not in (await stranger.get(f"/tickets/{theirs.number}")).text
    assert (await stranger.get(f"/tickets/{theirs.number}/panels/dummy")).status_code == 404


async def test_a_decision_refuses_with_its_sentence(door, acme, dummy):
    ticket = await make_ticket(acme)
    await dummy(acme, "refuse")
    member = await door.member(acme, fragment=True)
    await member.post(f"/tickets/{ticket.number}/assignment", data={"member": "me"})

    refused = await member.post(f"/tickets/{ticket.number}/hold")

    assert refused.status_code == 409
    assert "The dummy says no." in refused.text


@pytest.mark.parametrize("mode", ["raise", "hang", "sql", "leak", "lie"])
async def test_a_slot_that_misbehaves_leaves_the_page_whole(door, acme, dummy, mode):
    ticket = await make_ticket(acme, subject="月末结账")
    await dummy(acme, mode)
    member = await door.member(acme)

    page = await member.get(f"/tickets/{ticket.number}")
    panel = await member.get(f"/tickets/{ticket.number}/panels/dummy", headers={"hx-request": "true"})

    assert page.status_code == 200
    assert "月末结账" in page.text
    assert "Dummy line" not in page.text
    assert panel.status_code == 200
    assert "pd-panel-quiet" in panel.text
    async with acme.scope():
        assert await value("select subject from ticket where id = $1", ticket.id) == "月末结账"


async def test_a_flood_is_cut_at_the_ceiling(door, acme, dummy):
    ticket = await make_ticket(acme)
    await dummy(acme, "flood")

    page = await (await door.member(acme)).get(f"/tickets/{ticket.number}")

    assert page.text.count("Dummy line") == hookspecs.SLOTS["ticket_links"].most


@pytest.mark.parametrize("mode", ["raise", "hang", "sql", "leak", "lie"])
async def test_a_decision_that_fails_refuses_and_changes_nothing(door, acme, dummy, mode):
    ticket = await make_ticket(acme)
    await dummy(acme, mode)
    member = await door.member(acme, fragment=True)

    refused = await member.post(f"/tickets/{ticket.number}/assignment", data={"member": "me"})

    assert refused.status_code == 503
    async with acme.scope():
        assert await value("select assignee from ticket where id = $1", ticket.id) is None


async def test_a_plugin_that_keeps_failing_is_left_out_until_somebody_asks_it_again(door, acme, brisk, dummy):
    ticket, theirs = await make_ticket(acme), await make_ticket(brisk)
    await dummy(acme, "raise")
    await dummy(brisk)
    member, other = await door.member(acme), await door.member(brisk)
    for _ in range(trips.TRIP_AFTER.usual):
        await member.get(f"/tickets/{ticket.number}")

    assert "panel-dummy" not in (await member.get(f"/tickets/{ticket.number}")).text
    assert "panel-dummy" in (await other.get(f"/tickets/{theirs.number}")).text
    await make_ticket(acme)
    async with acme.scope():
        held = await rows(
            "select status from reaction where subscriber = 'dummy_plugin.hear' or subscriber like 'dummy%'"
        )
        assert {one["status"] for one in held} <= {"held"}
    page = await member.get("/plugins")
    assert "RuntimeError" in page.text

    await dummy(acme)
    assert (await member.post("/plugins/dummy/again")).status_code == 303
    assert "panel-dummy" in (await member.get(f"/tickets/{ticket.number}")).text
    assert (await (await door.member(acme, may_not="plugin.manage")).post("/plugins/dummy/again")).status_code == 403
