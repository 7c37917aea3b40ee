"""A person is taken out and erased: everywhere, step by step, and what stays holds no name."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from tests_support import make_ticket

from desk.foundation.database import execute, row, rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people import actions as people

NAME = "欧阳询问"
MOBILE = "13800138777"


@pytest.fixture
async def ours(founding):
    """A tenant of one's own, with the loyalty plugin on."""
    return await founding(plugins=["loyalty"], toml='[settings.loyalty]\nseason_begins = ""\n')


@pytest.fixture
async def wang(ours, door):
    """A contact with access, words in a ticket, a confided note and a history."""
    manager = await door.member(ours)
    made = await make_ticket(ours)
    async with ours.scope():
        customer = await value("select customer from ticket where id = $1", made.id)
    form = {"name": NAME, "mobile": MOBILE, "email": "wang@example.test", "birthday": "1980-02-03"}
    await manager.post(f"/customers/{customer}/contacts", data=form)
    async with ours.scope():
        found = await row("select id from contact where customer = $1 and name = $2", customer, NAME)
        contact = found["id"]
    place = f"/customers/{customer}/contacts/{contact}"
    assert (await manager.post(f"{place}/private-note", data={"body": "喜欢钓鱼"})).status_code in (200, 303)
    async with ours.scope():
        at = now()
        await execute("update ticket set contact = $1, callback_name = $2 where id = $3", contact, NAME, made.id)
        await execute(
            """insert into entry (tenant_id, id, ticket, customer, audience, side, author_kind, author_id, body, at)
               values ($1, $2, $3, $4, 'customer', 'customer', 'contact', $5, '我是欧阳询问', $6)""",
            *(ours.id, uuid7(), made.id, customer, contact, at),
        )
        await execute(
            """insert into field_change
                 (tenant_id, id, event_id, at, by_kind, subject_kind, subject_id, field, old, new)
               values ($1, $2, $3, $4, 'member', 'contact', $5, 'mobile', '1', $6)""",
            *(ours.id, uuid7(), uuid7(), at, contact, MOBILE),
        )
    return {"id": contact, "customer": customer, "ticket": made, "place": f"/privacy/contact/{contact}"}


async def words_left(tenant, *words):
    """In which tables one of these words still stands, asked of all of them."""
    found = set()
    async with tenant.scope():
        tables = await rows(
            """select c.relname as name from pg_class c
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                  and obj_description(c.oid) like 'fenced%' and has_table_privilege(c.oid, 'select')"""
        )
        for one in tables:
            for word in words:
                text = f"select exists (select from {one['name']} r where r::text like '%' || $1 || '%')"  # noqa: S608
                if await value(text, word):
                    found.add(one["name"])
    return found


async def test_who_may_not_sees_nothing_of_it(door, ours, wang, acme):
    agent, stranger = await door.member(ours, "hotline_engineer"), await door.member(acme)
    assert (await agent.get("/privacy")).status_code == 403
    assert (await agent.get(wang["place"])).status_code == 403
    for way in ("export", "erasure"):
        assert (await agent.post(f"{wang['place']}/{way}")).status_code == 403
        assert (await stranger.post(f"{wang['place']}/{way}")).status_code == 404
    assert (await stranger.get(wang["place"])).status_code == 404
    assert (await stranger.get(wang["place"].replace("contact", "cook"))).status_code == 404


async def test_what_is_kept_is_handed_over_as_a_file_that_expires(door, ours, wang, settle, later, night):
    manager = await door.member(ours)
    assert (await manager.post(f"{wang['place']}/export")).status_code == 303
    await settle()

    async with ours.scope():
        file = await value("select file from person_run where person = $1", wang["id"])
    shown = await manager.get(f"/files/{file}")
    answer = shown if shown.status_code == 200 else await door.signed_out(ours, "files").get(shown.headers["location"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert json.loads(archive.read("contact.json"))[0]["name"] == NAME
        assert json.loads(archive.read("private_note.json"))[0]["body"] == "喜欢钓鱼"
        assert "我是欧阳询问" in json.loads(archive.read("entry.json"))[0]["body"]
    assert (await (await door.member(ours, "hotline_engineer")).get(f"/files/{file}")).status_code in (403, 404)

    with later(days=8):
        await night(ours)
    assert (await manager.get(f"/files/{file}")).status_code == 404


async def test_while_something_is_open_erasing_waits_for_a_word(door, ours, wang):
    manager = await door.member(ours)
    page = (await manager.get(wang["place"])).text
    assert "仍在处理" in page
    refused = await manager.post(f"{wang['place']}/erasure", data={})
    assert refused.status_code == 409
    async with ours.scope():
        assert await value("select count(*) from person_run where person = $1", wang["id"]) == 0


async def test_who_is_erased_is_nowhere_any_more_and_the_facts_stay(door, ours, wang, settle):
    manager = await door.member(ours)
    async with ours.scope():
        facts = await value("select count(*) from event")
    assert (await manager.post(f"{wang['place']}/erasure", data={"all_the_same": "yes"})).status_code == 303
    assert (await manager.post(f"{wang['place']}/erasure", data={"all_the_same": "yes"})).status_code == 303
    await settle()

    assert await words_left(ours, NAME, MOBILE, "喜欢钓鱼", "wang@example.test") == set()
    async with ours.scope():
        assert await value("select name from contact where id = $1", wang["id"]) == "××"
        assert await value("select count(*) from event") > facts
        assert await value("select count(*) from event where name = 'person.erased' and audit = 'privacy'") == 1
        assert await value("select status from ticket where id = $1", wang["ticket"].id) == "new"
    page = await manager.get(wang["place"])
    assert "已没有保留任何个人信息" in page.text
    assert (await manager.get("/privacy")).status_code == 200
    assert (await manager.get(f"/tickets/{wang['ticket'].number}")).status_code == 200


async def test_a_member_is_erased_only_when_they_left(door, ours, settle):
    manager = await door.member(ours)
    async with ours.scope():
        new = people.NewMember("司马离开", "7781", ("hotline_engineer",), "sima@example.test", "correct horse battery")
        sima = await people.add_member(new, by=SYSTEM)
        heir = await people.add_member(
            people.NewMember("诸葛接手", "7782", ("hotline_engineer",), "zhuge@example.test", "correct horse battery"),
            by=SYSTEM,
        )
    place = f"/privacy/member/{sima.id}"
    assert (await manager.post(f"{place}/erasure", data={})).status_code == 409
    async with ours.scope():
        await people.leave_member(sima.id, heir.id, by=SYSTEM)
    await settle()
    assert (await manager.post(f"{place}/erasure", data={})).status_code == 303
    await settle()
    assert await words_left(ours, "司马离开", "sima@example.test") == set()


async def test_what_is_old_is_forgotten_by_night(door, founding, later, night):
    tenant = await founding(toml="[settings.tickets]\nkeep_days = 30\n")
    made = await make_ticket(tenant)
    manager = await door.member(tenant)
    async with tenant.scope():
        await execute("update entry set author_kind = 'contact' where ticket = $1", made.id)
        await execute(
            "update ticket set status = 'closed', closed_at = $2, callback_name = '王老吉' where id = $1",
            *(made.id, now() - timedelta(days=20)),
        )
    with later(days=2):
        await night(tenant)
        assert "王老吉" in str(await _callback(tenant, made))
    page = (await manager.get("/privacy")).text
    with later(days=12):
        await night(tenant)
        assert await _callback(tenant, made) == ""
    assert "tickets#f-keep_days" in page
    async with tenant.scope():
        assert await value("select body from entry where ticket = $1", made.id) == "××"
        assert await value("select count(*) from event where name = 'privacy.forgotten'") >= 1


async def _callback(tenant, made):
    async with tenant.scope():
        return await value("select callback_name from ticket where id = $1", made.id)
