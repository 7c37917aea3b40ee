"""Two customers, or two contacts, that turn out to be one: everything moves, and goes back when it is undone."""

import asyncio
import re
from datetime import timedelta
from uuid import UUID

import pytest

from desk.customers import actions
from desk.customers.errors import BothSignIn, MergedFurther, TooLateToUndo, UndoneAlready
from desk.customers.queries import merging as log
from desk.foundation.database import execute, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now


@pytest.fixture
def pair(a_customer):
    """Two customers of a tenant."""

    async def make(tenant, first=None, second=None):
        return await a_customer(tenant, **(first or {})), await a_customer(tenant, **(second or {}))

    return make


async def test_everything_of_the_other_is_there_afterwards_and_its_page_leads_on(door, acme, pair, a_contact):
    kept, gone = await pair(acme, {"phone": "13900001111"}, {"phone": "0512-5550 0123", "address": "人民路 1 号"})
    person = await a_contact(acme, gone, "周明")
    member, api = await door.member(acme), await door.api(acme)
    beside = await member.get(f"/customers/{kept['id']}/merge", params={"other": gone["id"]})
    assert beside.status_code == 200
    assert "0512-5550 0123" in beside.text
    assert re.search(r"联系人</dt><dd[^>]*>1<", beside.text)

    sent = {"other": gone["id"], "take_address": "other", "take_phone": "kept"}
    merged = await member.post(f"/customers/{kept['id']}/merge", data=sent)

    assert merged.status_code == 303, merged.text
    found = (await api.get(f"/api/v1/customers/{kept['id']}")).json()
    assert (found["phone"], found["address"]) == ("139 0000 1111", "人民路 1 号")
    people = (await api.get(f"/api/v1/customers/{kept['id']}/contacts")).json()["items"]
    assert [one["id"] for one in people] == [person["id"]]
    for path in ("", "/edit", f"/contacts/{person['id']}"):
        led = await member.get(f"/customers/{gone['id']}{path}")
        assert (led.status_code, led.headers["location"]) == (301, f"/customers/{kept['id']}{path}")
    led = await api.get(f"/api/v1/customers/{gone['id']}")
    assert (led.status_code, led.headers["location"]) == (301, f"/api/v1/customers/{kept['id']}")
    refused = await api.patch(f"/api/v1/customers/{gone['id']}", json={"note": "x"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:partner-desk:merged-away")
    history = (await member.get(f"/customers/{kept['id']}")).text
    assert f"把客户 {gone['number']} 合并到了这家" in history
    assert "周明" in history
    by_number = (await api.get("/api/v1/customers", params={"q": str(gone["number"])})).json()["items"]
    assert kept["id"] in [one["id"] for one in by_number]


async def test_undone_both_are_as_they_were(door, acme, pair, a_contact):
    kept, gone = await pair(acme, {}, {"external_key": "K-77", "note": "Alt"})
    person = await a_contact(acme, gone)
    member, api = await door.member(acme), await door.api(acme)
    sent = {"other": gone["id"], "take_external_key": "other"}
    place = (await member.post(f"/customers/{kept['id']}/merge", data=sent)).headers["location"]
    assert (await api.get(f"/api/v1/customers/{kept['id']}")).json()["external_key"] == "K-77"

    undone = await member.post(f"{place}/reversal")

    assert undone.status_code == 303
    assert "又是两家" in (await member.get(place)).text
    back = (await api.get(f"/api/v1/customers/{gone['id']}")).json()
    assert back == gone
    assert (await api.get(f"/api/v1/customers/{kept['id']}")).json()["external_key"] is None
    assert (await api.get(f"/api/v1/customers/{gone['id']}/contacts")).json()["items"][0]["id"] == person["id"]
    again = await member.post(f"{place}/reversal")
    assert again.status_code == 409


async def test_what_changed_hands_since_is_named_and_left(door, acme, pair, a_contact):
    kept, gone = await pair(acme)
    third, _ = await pair(acme)
    person = UUID((await a_contact(acme, gone))["id"])
    async with acme.scope():
        merged = await actions.merge_customers(UUID(kept["id"]), UUID(gone["id"]), by=SYSTEM)
        await execute("update contact set customer = $2 where id = $1", person, UUID(third["id"]))

    api = await door.api(acme)
    undone = await api.delete(f"/api/v1/customers/mergings/{merged.id}")

    assert undone.status_code == 200, undone.text
    assert [one for one in undone.json()["left"] if one["table"] == "contact"] == [
        {"table": "contact", "column": "customer", "ids": [str(person)]}
    ]
    async with acme.scope():
        assert await value("select customer from contact where id = $1", person) == UUID(third["id"])
    page = await (await door.member(acme)).get(f"/customers/mergings/{merged.id}")
    assert "留在原处的" in page.text


async def test_a_key_that_another_has_now_stays_with_them(acme, pair, a_customer):
    kept, gone = await pair(acme, {}, {"external_key": "K-91"})
    async with acme.scope():
        merged = await actions.merge_customers(UUID(kept["id"]), UUID(gone["id"]), by=SYSTEM)
    await a_customer(acme, external_key="K-91")
    async with acme.scope():
        undone = await actions.undo_merge(merged.id, by=SYSTEM)
        assert await value("select external_key from customer where id = $1", UUID(gone["id"])) is None
    assert '"external_key"' in undone["left_out"]


async def test_a_merged_one_is_merged_further_and_taken_apart_in_turn(acme, pair):
    first, second = (UUID(one["id"]) for one in await pair(acme))
    third, _ = (UUID(one["id"]) for one in await pair(acme))
    async with acme.scope():
        one = await actions.merge_customers(second, first, by=SYSTEM)
        two = await actions.merge_customers(third, second, by=SYSTEM)
        assert await log.merged_into(first) == third
        with pytest.raises(MergedFurther):
            await actions.undo_merge(one.id, by=SYSTEM)
        await actions.undo_merge(two.id, by=SYSTEM)
        assert await log.merged_into(first) == second
        await actions.undo_merge(one.id, by=SYSTEM)
        assert await log.merged_into(first) is None
        with pytest.raises(UndoneAlready):
            await actions.undo_merge(one.id, by=SYSTEM)


async def test_what_cannot_be_merged(door, acme, brisk, pair):
    kept, gone = await pair(acme)
    foreign, _ = await pair(brisk)
    api = await door.api(acme)
    path = f"/api/v1/customers/{kept['id']}/mergings"

    itself = await api.post(path, json={"other": kept["id"]})
    assert (itself.status_code, itself.json()["type"]) == (409, "urn:partner-desk:same-one")
    assert (await api.post(path, json={"other": foreign["id"]})).status_code == 404
    strange = await api.post(path, json={"other": gone["id"], "take": ["number"]})
    assert (strange.status_code, set(strange.json()["fields"])) == (422, {"number"})
    assert (await api.post(path, json={"other": gone["id"]})).status_code == 201
    assert (await api.post(path, json={"other": gone["id"]})).status_code == 409
    away = await api.post(f"/api/v1/customers/{gone['id']}/mergings", json={"other": kept["id"]})
    assert away.json()["type"] == "urn:partner-desk:merged-away"
    nobody = await door.api(acme, may_not="customer.merge")
    assert (await nobody.post(path, json={"other": gone["id"]})).status_code == 403


async def test_two_at_once_merge_once(door, acme, pair):
    kept, gone = await pair(acme)
    one, other = await door.api(acme), await door.api(acme)
    path = "/api/v1/customers/{}/mergings"

    answers = await asyncio.gather(
        one.post(path.format(kept["id"]), json={"other": gone["id"]}),
        other.post(path.format(gone["id"]), json={"other": kept["id"]}),
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    async with acme.scope():
        found = await rows("select id from customer where id = any($1)", [UUID(kept["id"]), UUID(gone["id"])])
    assert len(found) == 1


async def test_access_to_the_portal_goes_along_and_two_stand_in_the_way(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    kept, gone = await a_contact(acme, customer, "李雷"), await a_contact(acme, customer, "李雷")
    api, member = await door.api(acme), await door.member(acme)
    there = f"/customers/{customer['id']}/contacts"
    for one, login in ((kept, "li.lei.one"), (gone, "li.lei.two")):
        given = await api.put(
            f"/api/v1{there}/{one['id']}/access", json={"login": login, "password": "long enough it is"}
        )
        assert given.status_code == 200, given.text

    page = await member.get(f"{there}/{kept['id']}/merge", params={"other": gone["id"]})
    assert "都能使用门户" in page.text
    refused = await api.post(f"/api/v1{there}/{kept['id']}/mergings", json={"other": gone["id"]})
    assert refused.json()["type"] == "urn:partner-desk:both-sign-in"
    await api.delete(f"/api/v1{there}/{kept['id']}/access")
    done = await member.post(f"{there}/{kept['id']}/merge", data={"other": gone["id"]})

    assert done.status_code == 303
    async with acme.scope():
        found = await rows(
            """select k.id, c.login from contact k left join credential c on c.id = k.credential
                where k.customer = $1""",
            UUID(customer["id"]),
        )
    assert [(str(one["id"]), one["login"]) for one in found] == [(kept["id"], "li.lei.two")]
    led = await member.get(f"{there}/{gone['id']}")
    assert led.headers["location"] == f"{there}/{kept['id']}"
    with pytest.raises(BothSignIn):
        raise BothSignIn(one="", other="")


async def test_after_a_day_it_stays_and_its_log_holds_no_values(world, acme, pair):
    kept, gone = await pair(acme, {}, {"note": "privat", "name": "要删的名字"})
    async with acme.scope():
        merged = await actions.merge_customers(UUID(kept["id"]), UUID(gone["id"]), take=["note"], by=SYSTEM)
        past = now() - timedelta(minutes=1)
        await execute("update merging set undo_until = $2 where id = $1", merged.id, past)
        with pytest.raises(TooLateToUndo):
            await actions.undo_merge(merged.id, by=SYSTEM)
        await execute("update scheduled_work set next_at = $1 where name = 'customers.erase_merge_logs'", past)
        await actions.erase_logs()
        kept_values = await value(
            """select count(*) from merge_move
                where merging = $1 and what <> 'moved' and coalesce(was, became) is not null""",
            merged.id,
        )
        assert kept_values == 0
        assert await value("select name from merging where id = $1", merged.id) == ""
        assert await value("select note from customer where id = $1", UUID(kept["id"])) == "privat"


async def test_the_refusal_of_messages_counts(acme, a_customer, a_contact):
    customer = await a_customer(acme)
    kept, gone = [UUID((await a_contact(acme, customer, "韩梅"))["id"]) for _ in range(2)]
    async with acme.scope() as scope:
        for one, allowed in ((kept, True), (gone, False)):
            await execute(
                """insert into consent
                     (tenant_id, id, contact, customer_id, channel, kind, allowed, source, at, by_kind)
                   values ($1, $2, $3, $4, 'sms', '', $5, 'staff', $6, 'system')""",
                *(scope.tenant.id, uuid7(), one, UUID(customer["id"]), allowed, now()),
            )
        await actions.merge_contacts(UUID(customer["id"]), kept, gone, by=SYSTEM)
        found = await rows("select contact, allowed from consent where contact = any($1)", [kept, gone])
    assert [(one["contact"], one["allowed"]) for one in found] == [(kept, False)]


async def test_a_missing_one_is_not_found(acme):
    async with acme.scope():
        with pytest.raises(NotFound):
            await actions.merge_customers(uuid7(), uuid7(), by=SYSTEM)


async def test_the_others_grade_needs_its_permission_and_is_kept_in_the_history(door, acme, pair):
    kept, gone = await pair(acme, {"grade": "standard"}, {"grade": "key"})
    path, sent = f"/api/v1/customers/{kept['id']}/mergings", {"other": gone["id"], "take": ["grade"]}

    nobody = await door.api(acme, may_not="customer.grade")
    assert (await nobody.post(path, json=sent)).status_code == 403
    merged = await (await door.api(acme)).post(path, json=sent)
    assert merged.status_code == 201, merged.text
    undone = await (await door.api(acme)).delete(f"/api/v1/customers/mergings/{merged.json()['id']}")
    assert undone.json()["left"] == []

    async with acme.scope():
        said = "select old, new from grade_change where customer = $1 order by at, id"
        assert [tuple(one) for one in await rows(said, UUID(kept["id"]))][-2:] == [
            ("standard", "key"),
            ("key", "standard"),
        ]


async def test_what_is_confided_about_both_stands_in_one_note_until_it_is_undone(acme, a_customer, a_contact):
    customer = await a_customer(acme)
    kept, gone = [UUID((await a_contact(acme, customer, "许静"))["id"]) for _ in range(2)]
    async with acme.scope() as scope:
        for one, body in ((kept, "Zwei Kinder"), (gone, "Teetrinker")):
            await execute(
                "insert into private_note (tenant_id, id, contact, body, changed_at) values ($1, $2, $3, $4, $5)",
                *(scope.tenant.id, uuid7(), one, body, now()),
            )
        merged = await actions.merge_contacts(UUID(customer["id"]), kept, gone, by=SYSTEM)
        found = "select contact, body from private_note where contact = any($1) order by body"
        assert [tuple(one) for one in await rows(found, [kept, gone])] == [(kept, "Zwei Kinder\n\nTeetrinker")]
        undone = await actions.undo_merge(merged.id, by=SYSTEM)
        assert undone["left_out"] == "[]"
        assert [tuple(one) for one in await rows(found, [kept, gone])] == [(gone, "Teetrinker"), (kept, "Zwei Kinder")]
