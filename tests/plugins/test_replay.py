"""Hearing the past: since a day, in order, once, in portions, and only what may."""

from dataclasses import replace
from datetime import timedelta

import dummy_plugin
import msgspec
import pytest
from tests_support import make_ticket

from desk.foundation import manifests, reactions
from desk.foundation.database import rows, value
from desk.kit.time import now
from desk.plugins.actions import replaying


@pytest.fixture
def heard(monkeypatch):
    """The subjects of which the dummy is told, in order."""
    found = []

    async def note(fact):
        found.append(fact.subject_id)

    monkeypatch.setitem(reactions._by_name, "dummy.hear", ("dummy", replace(dummy_plugin.hear, run=note)))
    return found


def day(ago: int) -> str:
    return (now() - timedelta(days=ago)).date().isoformat()


async def test_it_hears_what_happened_since_a_day_in_order_and_in_portions(desk, admin, world, heard, monkeypatch):
    monkeypatch.setattr(replaying, "PORTION", 2)
    tickets = [await make_ticket(desk) for _ in range(5)]
    await admin.post("/plugins/dummy/switch")
    await world.settle()
    heard.clear()

    assert (await admin.post("/plugins/dummy/replay", data={"since": day(1)})).status_code == 303
    await world.settle()

    opened = {one.id for one in tickets}
    assert [one for one in heard if one in opened] == [one.id for one in tickets]
    async with desk.scope():
        [fact] = await rows("select payload from event where name = 'plugin.replayed'")
        assert msgspec.json.decode(fact["payload"]) == {"plugin": "dummy", "facts": 5}
        assert await value("select count(*) from plugin_chore where status = 'done' and done = 5 and total = 5") == 1
    assert (await admin.get("/plugins/dummy")).status_code == 200


async def test_it_is_refused_where_it_cant_be(door, desk, admin, monkeypatch):
    path = "/plugins/dummy/replay"
    assert (await admin.post(path, data={"since": day(0)})).status_code == 404, "it is off"
    await admin.post("/plugins/dummy/switch")
    assert (await admin.post(path, data={"since": day(400)})).status_code == 409
    assert (await admin.post(path, data={"since": day(-2)})).status_code == 409
    assert (await admin.post(path, data={"since": "yesterday"})).status_code == 422
    monkeypatch.setitem(manifests._known, "dummy", replace(manifests.of("dummy"), replays=False))
    assert (await admin.post(path, data={"since": day(0)})).status_code == 409
    other = await door.member(desk, may_not="plugin.manage")
    assert (await other.post(path, data={"since": day(0)})).status_code == 403
