"""Grades: who gave which when and why, and what is promised by them."""

import re

import pytest

from desk.customers import settings
from desk.foundation.database import value


@pytest.fixture
def amount_of(acme):
    """How many working seconds were promised for the first answer to a ticket."""

    async def find(ticket):
        async with acme.scope():
            return await value("select amount from deadline where promise = 'RM-D1' and subject_id = $1", ticket["id"])

    return find


async def asked(api, customer):
    sent = {"customer": customer["id"], "subject": "打不开账套", "body": "打不开", "channel": "online"}
    made = await api.post("/api/v1/tickets", json=sent)
    assert made.status_code == 201, made.text
    return made.json()


async def test_another_grade_changes_what_is_promised_from_now_on(door, acme, a_customer, amount_of, settle):
    customer, api, member = await a_customer(acme), await door.api(acme), await door.member(acme)
    before = await asked(api, customer)

    place = f"/customers/{customer['id']}"
    changed = await member.post(f"{place}/grade", data={"grade": "vip", "reason": "总经理指定"})
    assert changed.status_code == 303
    after = await asked(api, customer)
    await settle()

    assert await amount_of(after) * 2 == await amount_of(before) == 3 * 3600
    due = [(await api.get(f"/api/v1/tickets/{one['number']}/deadlines")).json()["items"] for one in (before, after)]
    assert due[1][0]["due_at"] < due[0][0]["due_at"]
    page = (await member.get(place)).text
    assert "总经理指定" in page
    assert "调整为“VIP 客户”。" in page


async def test_open_promises_follow_where_the_policy_says_so(door, founding, a_customer, settle):
    tenant = await founding()
    customer, api, member = await a_customer(tenant), await door.api(tenant), await door.member(tenant)
    limit = {"amount": "2", "unit": "work_h", "ladder": "L1", "grade_vip": "25", "applies": "open", "why": "新规定"}
    tried = await member.post("/promises/limits/RM-D1", data=limit)
    token = re.search(r'name="tried" value="([^"]+)"', tried.text)[1]
    assert (await member.post("/promises/limits/RM-D1", data=limit | {"tried": token})).status_code == 303
    await settle()
    ticket = await asked(api, customer)

    await api.put(f"/api/v1/customers/{customer['id']}/grade", json={"grade": "vip"})
    await settle()

    find = "select amount from deadline where promise = 'RM-D1' and subject_id = $1"
    async with tenant.scope():
        assert await value(find, ticket["id"]) == 120 * 60 / 4
    await api.put(f"/api/v1/customers/{customer['id']}/grade", json={"grade": "standard"})
    await settle()
    async with tenant.scope():
        assert await value(find, ticket["id"]) == 120 * 60


async def test_the_grades_that_a_customer_had_are_told_with_their_reasons(door, acme, a_customer):
    customer, api = await a_customer(acme), await door.api(acme)
    place = f"/api/v1/customers/{customer['id']}"

    await api.put(f"{place}/grade", json={"grade": "key", "reason": "年度合同"})
    await api.patch(place, json={"grade": "vip"})
    again = await api.put(f"{place}/grade", json={"grade": "vip", "reason": "没有变化"})

    found = again.json()["items"]
    assert [(one["old"], one["new"], one["reason"]) for one in found] == [
        ("key", "vip", ""),
        ("standard", "key", "年度合同"),
    ]
    assert found[0]["until_at"] is None
    assert found[1]["until_at"] == found[0]["from_at"]
    assert all(one["by_name"] for one in found)
    stale = await api.put(f"{place}/grade", json={"grade": "key"}, headers={"if-match": '"1"'})
    assert stale.status_code in (409, 412)


async def test_an_imported_grade_is_kept_too(door, acme, a_customer, bring_in, table, settle):
    customer, api = await a_customer(acme, "升级机械有限公司"), await door.api(acme)

    await bring_in(acme, table("客户名称 级别", ["升级机械有限公司", "VIP"]), same_name="update")
    await settle()
    await settle()

    found = (await api.get(f"/api/v1/customers/{customer['id']}/grades")).json()["items"]
    assert [(one["old"], one["new"]) for one in found] == [("standard", "vip")]


async def test_who_may_not_grade_changes_all_else(door, acme, a_customer):
    customer = await a_customer(acme)
    agent, place = await door.member(acme, "hotline_engineer"), f"/customers/{customer['id']}"

    assert (await agent.post(f"{place}/grade", data={"grade": "vip"})).status_code == 403
    same = {"name": customer["name"], "grade": "standard", "industry": "纺织"}
    assert (await agent.post(place, data=same)).status_code == 303
    assert (await agent.post(place, data=same | {"grade": "vip"})).status_code == 403
    form = (await agent.get(f"{place}/edit")).text
    assert 'value="standard"' in form
    assert 'value="vip"' not in form


async def test_a_tenant_has_its_own_words(door, founding, a_customer):
    own = '[[settings.customers.grades]]\nkey = "vip"\nword = "白金客户"\ntint = "violet"\nrule = "年费十万以上"\n'
    off = '[[settings.customers.grades]]\nkey = "prospect"\nused = false\n'
    tenant = await founding(toml=own + off)
    customer, api, member = await a_customer(tenant), await door.api(tenant), await door.member(tenant)

    refused = await api.put(f"/api/v1/customers/{customer['id']}/grade", json={"grade": "prospect"})
    assert set(refused.json()["fields"]) == {"grade"}
    await member.post(f"/customers/{customer['id']}/grade", data={"grade": "vip"})

    page = (await member.get(f"/customers/{customer['id']}")).text
    assert "白金客户" in page
    assert "年费十万以上" in page
    assert "白金客户" in (await member.get("/customers")).text


def test_what_nobody_can_read_of_the_settings_is_left_out():
    for said in ({}, {"customers": 1}, {"customers": {"grades": [1]}}, {"customers": {"grades": [{"key": "gold"}]}}):
        found = settings.grades(said)
        assert {one.key for one in found} == {"vip", "key", "standard", "unsigned", "prospect"}
        assert settings.grade(said, "key").tint == "accent"
