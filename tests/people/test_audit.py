"""The audit trail: what stands in it, for whom, page by page and as a table."""

import csv
import io
from datetime import timedelta

import pytest
from asyncpg.exceptions import InsufficientPrivilegeError
from tests_support import PASSWORD, make_customer

from desk.foundation import events
from desk.foundation.database import execute, rows
from desk.foundation.events import Subject
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people import actions, queries


async def export(client, query=""):
    answer = await client.get(f"/audit/export.csv{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_it_tells_who_did_what_to_whom(someone, manager, acme):
    person, successor = await someone("service_manager"), await someone()
    browser = await person.signs_in()
    await person.browser(address="203.0.113.9").post("/sign-in", data={"login": person.login, "password": "wrong one"})
    await browser.post("/tokens", data={"name": "报表", "scopes": "ticket.read", "days": "30"})
    await browser.post("/password", data={"old": PASSWORD, "password": "a sentence of my own"})
    await manager.post(f"/members/{person.id}/roles", data={"roles": ["service_manager", "finance"]})
    await manager.post(f"/members/{person.id}/departure", data={"successor": str(successor.id)})

    found = await export(manager, f"?person={person.id}")
    said = {one["事件"]: one for one in reversed(found)}
    assert {
        *("sign_in.begun", "sign_in.refused", "token.made", "token.revoked", "password.changed"),
        *("member.added", "member.roles_changed", "member.left", "sign_in.ended"),
    } == set(said)
    assert said["sign_in.begun"]["做了什么"] == "用密码登录。"
    assert said["sign_in.begun"]["谁"] == person.name
    assert (said["sign_in.refused"]["做了什么"], said["sign_in.refused"]["网段"]) == (
        "登录没有通过：密码不对。",
        "203.0.113.0/24",
    )
    assert said["member.roles_changed"]["做了什么"].endswith("增加财务；去掉无。")
    assert said["member.roles_changed"]["对象"] == person.name
    assert successor.name in said["member.left"]["做了什么"]
    assert "查看工单" in said["token.made"]["做了什么"]
    assert not any(person.login in str(one) or "203.0.113.9" in str(one) for one in found)


async def test_filters_and_pages(someone, manager, acme):
    person = await someone()
    for _ in range(3):
        await person.signs_in()
    kinds = {one["种类"] for one in await export(manager, f"?person={person.id}&kind=sign_in")}
    assert kinds == {"登录"}
    async with acme.scope():
        today = queries.today()
    assert await export(manager, f"?person={person.id}&on={today + timedelta(days=1)}..") == []
    assert await export(manager, f"?person={person.id}&on=..{today - timedelta(days=1)}") == []
    assert len(await export(manager, f"?person={person.id}&on={today}..{today}")) == 4
    assert (await manager.get(f"/audit?person={uuid7()}")).status_code == 404

    async with acme.scope():
        wanted, seen, cursor = queries.Wanted(ids=await queries.ids_of_member(person.id)), [], None
        while True:
            page = await queries.audited(wanted, size=2, cursor=cursor)
            seen += [one["id"] for one in page.items]
            cursor = page.next
            if cursor is None:
                break
        whole = await queries.audited(wanted, size=100)
    assert seen == [one["id"] for one in whole.items]
    assert len(seen) == len(set(seen)) == 4
    for wrong in ("kind=nonsense", "person=x", "person=nobody", "on=yesterday", "after=%00"):
        assert (await manager.get(f"/audit?{wrong}")).status_code == 400


async def test_looks_at_masked_values_and_exports_stand_in_it(someone, manager, acme, door):
    person, customer = await someone("service_manager"), await make_customer(acme, "看过的客户")
    by = Principal("member", person.id, person.name)
    async with acme.scope():
        await actions.record_look(Subject("customer", customer), "mobile", by=by)

    looked = (await export(manager, f"?person={person.id}&kind=look"))[0]
    assert (looked["谁"], looked["对象"], looked["事件"]) == (person.name, "看过的客户", "value.looked_at")
    await (await person.signs_in()).get("/customers/export.csv")
    took = (await export(manager, f"?person={person.id}&kind=export"))[0]
    assert (took["谁"], took["事件"]) == (person.name, "customers.exported")
    taken = await export(manager, "?kind=export")
    assert any("导出了审计记录" in one["做了什么"] for one in taken)


async def test_only_who_may_reads_it(someone, manager, door, acme, brisk):
    plain = await (await someone("department_manager")).signs_in()
    for path in ("/audit", "/audit/export.csv"):
        assert (await plain.get(path)).status_code == 403
    person = await someone(tenant=brisk)
    await person.signs_in()
    assert (await manager.get(f"/audit?person={person.id}")).status_code == 404
    assert person.name not in (await manager.get("/audit")).text
    program, other = await door.api(acme, "administrator"), await door.api(acme, "finance")
    found = (await program.get("/api/v1/audit", params={"kind": "token", "limit": 1})).json()
    assert len(found["items"]) == 1
    assert found["next"]
    assert (await other.get("/api/v1/audit")).status_code == 403


async def test_nobody_can_change_it(acme):
    async with acme.scope():
        await actions.note_export(1, by=SYSTEM)
    for statement in ("update event set at = now()", "delete from event"):
        with pytest.raises(InsufficientPrivilegeError):
            async with acme.scope():
                await execute(statement)


async def test_it_is_found_by_its_own_index(acme):
    at = now()
    async with acme.scope():
        for way in ("seqscan", "bitmapscan", "sort"):
            await execute(f"set local enable_{way} = off")
        plan = "\n".join(
            one[0]
            for one in await rows(
                "explain select id from event where audit is not null and (at, id) < ($1, $2)"
                " order by at desc, id desc limit 51",
                at,
                uuid7(),
            )
        )
    assert "event_audit" in plan
    assert "Sort" not in plan


def test_every_audited_fact_of_ours_has_a_sentence_and_a_known_kind(register):
    from desk.people.views import SIGNS

    audited = [one for one in events.registered().values() if one.audit]
    assert len(audited) > 15
    for one in audited:
        assert one.sentence, one.name
        assert one.audit in SIGNS, one.name
