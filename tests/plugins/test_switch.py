"""One switch: what a tenant has of a plugin is there at once, and gone at once; others see nothing of it."""

from dataclasses import replace

import msgspec
import pytest
from tests_support import make_ticket

from desk.foundation import hooks, manifests
from desk.foundation.database import execute, rows, value
from desk.foundation.principals import SYSTEM
from desk.foundation.tenants import WrongFile
from desk.plugins import actions


@pytest.fixture
def named(monkeypatch):
    """``named("dummy", needs=("trial",))``: another manifest for the length of a test."""

    def put(slug: str, **said):
        monkeypatch.setitem(manifests._known, slug, replace(manifests.of(slug), **said))

    return put


async def facts(tenant, name: str) -> list[dict]:
    async with tenant.scope():
        found = await rows("select payload, audit from event where name = $1 order by id", name)
    assert {one["audit"] for one in found} <= {"plugin"}
    return [msgspec.json.decode(one["payload"]) for one in found]


async def test_only_whoever_may_manage_plugins_sees_and_switches_them(door, desk, admin):
    other = await door.member(desk, may_not="plugin.manage")
    for path in ("/plugins", "/plugins/dummy"):
        assert (await door.signed_out(desk).get(path)).status_code == 303
        assert (await other.get(path)).status_code == 403
        assert (await admin.get(path)).status_code == 200
    assert (await other.post("/plugins/dummy/switch")).status_code == 403
    assert (await admin.get("/plugins/nobody")).status_code == 404
    assert (await admin.post("/plugins/nobody/switch")).status_code == 404
    assert (await admin.get("/plugins/tickets")).status_code == 404, "a slice of the core is no plugin"


async def test_switched_on_it_is_there_at_once_and_switched_off_it_is_gone(door, desk, admin, brisk):
    ticket, theirs = await make_ticket(desk), await make_ticket(brisk)
    page, neighbour = f"/tickets/{ticket.number}", await door.member(brisk)
    assert "panel-dummy" not in (await admin.get(page)).text

    assert (await admin.post("/plugins/dummy/switch")).status_code == 303
    assert "panel-dummy" in (await admin.get(page)).text
    assert 'href="/dummy"' in (await admin.get("/")).text
    assert "dummy.done" in (await admin.get("/api")).text
    assert "panel-dummy" not in (await neighbour.get(f"/tickets/{theirs.number}")).text
    async with desk.scope():
        assert await value("select count(*) from scheduled_work where name = 'dummy.hear'") == 1

    await make_ticket(desk)
    assert (await admin.post("/plugins/dummy/switch", data={"_method": "DELETE"})).status_code == 303
    for path in (page, "/", "/members"):
        assert "dummy" not in (await admin.get(path)).text.lower(), path
    assert "dummy.done" not in (await admin.get("/api")).text
    async with desk.scope():
        assert await value("select count(*) from reaction where subscriber = 'dummy.hear'") == 0
        assert await value("select count(*) from scheduled_work where name = 'dummy.hear'") == 0
    assert await facts(desk, "plugin.switched_on") == [{"plugin": "dummy"}]
    [off] = await facts(desk, "plugin.switched_off")
    assert off["plugin"] == "dummy"
    assert "Dummy" in (await admin.get("/audit?kind=plugin")).text


async def test_switching_twice_is_switching_once(desk, admin):
    for _ in range(2):
        assert (await admin.post("/plugins/dummy/switch")).status_code == 303
    for _ in range(2):
        assert (await admin.post("/plugins/dummy/switch", data={"_method": "DELETE"})).status_code == 303
    assert len(await facts(desk, "plugin.switched_on")) == len(await facts(desk, "plugin.switched_off")) == 1


async def test_its_routes_are_there_only_while_it_is_on(desk, admin):
    assert (await admin.post("/trial/refusal")).status_code == 404
    await admin.post("/plugins/trial/switch")
    assert (await admin.post("/trial/refusal")).status_code == 409
    await admin.post("/plugins/trial/switch", data={"_method": "DELETE"})
    assert (await admin.post("/trial/refusal")).status_code == 404


async def test_what_it_needs_must_be_on_first_and_off_last(desk, admin, named):
    named("dummy", needs=("trial",))
    refused = await admin.post("/plugins/dummy/switch", headers={"accept-language": "en", "cookie": ""})
    assert refused.status_code in (303, 401)

    refused = await admin.post("/plugins/dummy/switch")
    assert refused.status_code == 409
    assert "Trial" in refused.text
    await admin.post("/plugins/trial/switch")
    await admin.post("/plugins/dummy/switch")
    refused = await admin.post("/plugins/trial/switch", data={"_method": "DELETE"})
    assert refused.status_code == 409
    assert "Dummy" in refused.text


async def test_what_doesnt_go_together_is_not_on_together(desk, admin, named):
    named("trial", conflicts=("dummy",))
    await admin.post("/plugins/trial/switch")
    refused = await admin.post("/plugins/dummy/switch")
    assert refused.status_code == 409
    assert "Trial" in refused.text


async def test_without_its_tables_it_stays_off(desk, admin, named):
    named("dummy", tables=("dummy_thing",))
    refused = await admin.post("/plugins/dummy/switch")
    assert refused.status_code == 409
    assert "dummy_thing" in refused.text
    assert "desk migrate" in refused.text


async def test_what_could_not_be_loaded_stays_off_and_says_why(desk, admin, monkeypatch):
    monkeypatch.setitem(hooks.left_out, "broken", hooks.NotLoaded(hooks.OTHER_VERSION, fits=">=9", version="0.1"))
    page = await admin.get("/plugins")
    assert "&gt;=9" in page.text
    assert "&gt;=9" in (await admin.get("/plugins/broken")).text
    refused = await admin.post("/plugins/broken/switch")
    assert refused.status_code == 409
    assert "&gt;=9" in refused.text


async def test_a_tenant_file_switches_as_a_person_does(founding, desk, named):
    named("dummy", needs=("trial",))
    await founding(desk.slug, plugins=["dummy", "trial"])
    assert await facts(desk, "plugin.switched_on") == [{"plugin": "trial"}, {"plugin": "dummy"}]
    with pytest.raises(WrongFile, match="Dummy"):
        await founding(desk.slug, plugins=["dummy"])
    await founding(desk.slug, plugins=[])
    assert [one["plugin"] for one in await facts(desk, "plugin.switched_off")] == ["dummy", "trial"]


async def test_its_settings_are_chosen_on_its_page_and_the_page_says_who_did(desk, admin):
    await admin.post("/plugins/dummy/switch")
    wrong = await admin.post("/plugins/dummy/settings", data={"rooms": "70"})
    assert wrong.status_code == 422
    assert 'value="70"' in wrong.text
    assert (await admin.post("/plugins/dummy/settings", data={"rooms": "7"})).status_code == 303
    page = (await admin.get("/plugins/dummy")).text
    assert 'value="7"' in page
    assert "dummy.rooms" in page
    assert (await admin.post("/plugins/trial/settings", data={})).status_code == 404


async def test_promises_of_a_plugin_that_is_off_rest_and_are_owed_again_when_it_is_on(desk, monkeypatch):
    from desk.deadlines.actions import climb_step
    from desk.foundation import promises

    async with desk.scope():
        await actions.switch_on("dummy", by=SYSTEM)
    await make_ticket(desk)
    async with desk.scope():
        found = await rows("select s.id, d.promise from deadline_step s join deadline d on d.id = s.deadline limit 1")
        step, promise = found[0]["id"], found[0]["promise"]
        monkeypatch.setitem(promises._promises, promise, ("dummy", promises._promises[promise][1]))
        await actions.switch_off("dummy", by=SYSTEM)
        await execute("update deadline_step set fired_at = at, at = at - interval '9 days' where id = $1", step)
    async with desk.scope():
        assert not await climb_step(step)
        assert await value("select fired_at from deadline_step where id = $1", step) is not None
        await actions.switch_on("dummy", by=SYSTEM)
        assert await value("select fired_at from deadline_step where id = $1", step) is None
        assert await climb_step(step)
