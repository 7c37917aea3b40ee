"""Roles as a tenant wants them: the effect first, then saved, in force at once; the last key stays."""

import asyncio
import re

import pytest

from desk.foundation.database import rows, value
from desk.people import queries
from desk.people.permissions import ROLES, effective, offered
from desk.people.settings import factor_rule


async def role_form(manager, role):
    """What the form of a role holds: everything shown, what is allowed, and what was seen."""
    page = (await manager.get(f"/roles/{role}")).text
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    allowed = re.findall(r'name="allowed" value="([^"]+)" id="[^"]+" checked', page)
    return {"shown": shown, "allowed": allowed, "seen": re.search(r'name="seen" value="([^"]+)"', page)[1]}


@pytest.fixture
async def restored(manager):
    """What a role starts with, put back after the test."""
    kept = {}

    async def keep(*roles):
        for role in roles:
            kept[role] = await role_form(manager, role)

    yield keep
    for role, form in kept.items():
        await manager.post(f"/roles/{role}", data={"shown": form["shown"], "allowed": form["allowed"]})


async def test_the_effect_is_shown_by_name_before_anything_is_saved(someone, manager, restored, acme):
    person, twice = await someone("counter_clerk"), await someone("counter_clerk", "hotline_engineer")
    await restored("counter_clerk")
    browser = await person.signs_in()
    form = await role_form(manager, "counter_clerk")
    assert (await browser.get("/tickets")).status_code == 403
    wanted = form | {"allowed": [*(one for one in form["allowed"] if one != "customer.edit"), "ticket.read"]}

    effect = await manager.post("/roles/counter_clerk/effect", data=wanted)
    assert effect.status_code == 200
    rows_of = {one.split("</td>")[0]: one for one in effect.text.split('<td class="pd-fill">')[1:]}
    gains, loses = rows_of["查看工单"], rows_of["添加客户和修改客户档案"]
    assert person.name in gains
    assert twice.name not in gains
    assert person.name in loses.split("pd-last")[1]
    assert twice.name not in loses
    assert (await browser.get("/tickets")).status_code == 403
    async with acme.scope():
        assert await value("select count(*) from role_change where role = 'counter_clerk'") == 0

    kept = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', effect.text)
    again = {name: [value for key, value in kept if key == name] for name, _ in kept}
    assert (await manager.post("/roles/counter_clerk", data=again)).status_code == 303
    assert (await browser.get("/tickets")).status_code == 200
    assert (await browser.get("/customers")).status_code == 200
    assert (await browser.get("/customers/new")).status_code == 403
    async with acme.scope():
        told = await value(
            "select payload::text from event where name = 'role.changed' order by at desc, id desc limit 1"
        )
    assert '"granted": ["ticket.read"]' in told


async def test_a_search_changes_nothing_of_what_it_hides(someone, manager, restored):
    await restored("finance")
    person = await someone("finance")
    browser = await person.signs_in()
    form = await role_form(manager, "finance")
    found = (await manager.get("/roles/finance?q=ticket.read")).text
    assert re.findall(r'name="shown" value="([^"]+)"', found) == ["ticket.read"]

    await manager.post("/roles/finance", data={"shown": "ticket.read", "allowed": "ticket.read"})
    after = await role_form(manager, "finance")
    assert set(after["allowed"]) == {*form["allowed"], "ticket.read"}
    assert (await browser.get("/tickets")).status_code == 200


async def test_the_second_of_two_who_change_a_role_is_told(manager, restored):
    await restored("trainer")
    form = await role_form(manager, "trainer")

    first = form | {"allowed": [*form["allowed"], "ticket.take"]}
    assert (await manager.post("/roles/trainer", data=first)).status_code == 303
    assert (await manager.post("/roles/trainer", data=form)).status_code == 409


@pytest.fixture
async def deserted(brisk):
    """A tenant whose earlier members have all left."""
    async with brisk.scope():
        gone = await rows("update member set status = 'left' where status = 'active' returning id")
    yield brisk
    async with brisk.scope():
        ids = [one["id"] for one in gone]
        await rows("update member set status = 'active' where id = any($1) returning 1", ids)
        await rows("delete from role_change returning 1")
        await rows("update tenant set version = version + 1 returning 1")


async def test_the_last_key_cannot_be_thrown_away(someone, deserted):
    only = await (await someone("administrator", tenant=deserted)).signs_in()
    form = await role_form(only, "administrator")
    without = [one for one in form["allowed"] if one != "member.manage"]

    refused = await only.post("/roles/administrator", data=form | {"allowed": without})
    assert refused.status_code == 409
    assert "管理成员和角色" in refused.text
    without = [one for one in form["allowed"] if one != "role.manage"]
    assert (await only.post("/roles/administrator", data=form | {"allowed": without})).status_code == 409
    me = (await only.get("/members")).text
    own = re.search(r"/members/([0-9a-f-]{36})", me)[1]
    assert (await only.post(f"/members/{own}/roles", data={"roles": "finance"})).status_code == 409
    assert (await only.get("/members")).status_code == 200


async def test_two_keys_thrown_away_at_once_leave_one(someone, deserted):
    people = [await someone("administrator", tenant=deserted) for _ in range(2)]
    browsers = [await one.signs_in() for one in people]

    asked = [
        browser.post(f"/members/{one.id}/roles", data={"roles": "finance"})
        for browser, one in zip(browsers, people, strict=True)
    ]
    assert sorted(one.status_code for one in await asyncio.gather(*asked)) == [303, 409]


async def test_tenants_change_their_own_roles(someone, manager, restored, brisk):
    await restored("settlement")
    theirs = await (await someone("settlement", tenant=brisk)).signs_in()
    form = await role_form(manager, "settlement")
    await manager.post("/roles/settlement", data=form | {"allowed": [*form["allowed"], "ticket.read"]})

    assert (await theirs.get("/tickets")).status_code == 403


async def test_contacts_get_nothing_of_the_staffs(manager, restored, acme):
    await restored("customer_contact")
    form = await role_form(manager, "customer_contact")
    assert not set(form["shown"]) & {"ticket.read", "member.manage"}

    forged = form | {"shown": [*form["shown"], "member.manage"], "allowed": [*form["allowed"], "member.manage"]}
    await manager.post("/roles/customer_contact", data=forged)
    async with acme.scope():
        assert "member.manage" not in await queries.permissions_of(["customer_contact"])


async def test_a_change_for_contacts_reaches_the_portal(door, acme, manager, restored):
    from tickets_support import contact

    await restored("customer_contact")
    person = await contact(door, acme)
    form = await role_form(manager, "customer_contact")
    assert (await person.client.get("/tickets/new")).status_code == 200
    effect = await manager.post("/roles/customer_contact/effect", data=form | {"allowed": ["matter.read"]})
    assert "客户联系人" in effect.text
    await manager.post("/roles/customer_contact", data=form | {"allowed": ["matter.read"]})

    assert (await person.client.get("/tickets/new")).status_code == 403


async def test_only_who_may_change_roles_sees_them(someone, manager):
    general = await (await someone("general_manager")).signs_in()

    for path in ("/roles", "/roles/finance"):
        assert (await general.get(path)).status_code == 403
        assert (await manager.get(path)).status_code == 200
    assert (await general.post("/roles/finance", data={})).status_code == 403
    assert (await manager.get("/roles/no_such_role")).status_code == 404
    assert (await manager.get("/roles/hq_admin")).status_code == 404


async def test_a_members_roles_show_their_effect_too(someone, manager):
    person = await someone("hotline_engineer")

    effect = await manager.post(f"/members/{person.id}/roles/effect", data={"roles": ["hotline_engineer"]})
    assert "没有人得到或失去权限" in effect.text
    effect = await manager.post(f"/members/{person.id}/roles/effect", data={"roles": ["administrator"]})
    assert effect.text.count(person.name) > 3
    for roles in ([], ["customer_contact"], ["hq_admin"]):
        assert (await manager.post(f"/members/{person.id}/roles", data={"roles": roles})).status_code == 422


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_starts_with_can_be_chosen_for_it(role, database, register):
    assert effective(frozenset({role}), frozenset()) <= {one.name for one in offered(role)}


def test_of_several_roles_each_counts():
    changes = frozenset({("finance", "ticket.read", True), ("trainer", "member.read", False)})

    assert "ticket.read" in effective(frozenset({"finance"}), changes)
    assert "member.read" not in effective(frozenset({"trainer"}), changes)
    assert "member.read" in effective(frozenset({"trainer", "finance"}), changes)


@pytest.mark.parametrize(
    ("said", "roles", "rule"),
    [
        ({}, ["trainer"], "optional"),
        ("required", ["trainer"], "required"),
        ({"everybody": "off"}, ["trainer"], "off"),
        ({"everybody": "off", "trainer": "required"}, ["finance", "trainer"], "required"),
        ({"trainer": "off"}, ["trainer"], "off"),
        ({"trainer": "nonsense"}, ["trainer"], "optional"),
        ({"everybody": "required"}, [], "required"),
    ],
)
def test_the_strictest_rule_counts(said, roles, rule):
    assert factor_rule({"people": {"second_factor": said}}, roles) == rule


async def test_a_tenant_file_says_what_a_role_may(door, founding):
    from desk.people.imports import roles

    tenant = await founding(toml='[roles.cs_agent]\nmay = ["customer.export"]\nmay_not = ["customer.edit"]\n')
    agent = await door.member(tenant, "cs_agent")
    assert (await agent.get("/customers/new")).status_code == 403
    async with tenant.scope():
        wanted = roles.read({"cs_agent": {"may": ["customer.export"], "may_not": ["customer.edit"]}})
        assert await roles.changes(wanted) == []
        assert [one.key for one in await roles.changes(roles.read({"cs_agent": {}}))] == ["roles.cs_agent"]
        await roles.apply(roles.read({"cs_agent": {}}))
    assert (await agent.get("/customers/new")).status_code == 200
    for wrong in ({"nobody": {}}, {"cs_agent": {"may": ["no.such"]}}, {"cs_agent": {"says": []}}):
        with pytest.raises(ValueError, match=r"role|permission|says"):
            roles.read(wrong)
