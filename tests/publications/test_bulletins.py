"""Bulletins: written and published at headquarters, read and noted by partners, shown to customers by consent."""

import asyncpg
import pytest
from tickets_support import contact

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows, value
from desk.kit.ids import uuid7
from desk.publications.queries import bulletins
from desk.settings import settings

WORDS = {
    "kind": "virus",
    "product": "财务管理 V8",
    "body": "发票邮件带病毒，请逐家通知客户升级杀毒软件",
    "told": "请不要打开陌生的发票邮件",
}


@pytest.fixture
def a_bulletin(door, headquarters, settle):
    """Write and publish one; the answer is the operator, its number and its title."""

    async def make(**words):
        operator, title = await door.member(headquarters), f"预警 {uuid7()}"
        made = await operator.post("/bulletins", data=WORDS | {"title": title} | words)
        assert made.status_code == 303, made.text
        number = int(made.headers["location"].removeprefix("/bulletins/"))
        assert (await operator.post(f"/bulletins/{number}/versions", data={})).status_code == 303
        await settle()
        return operator, number, title

    return make


async def open_portal(member, said="1"):
    """Say whether the tenant's portal may show bulletins."""
    changed = await member.post("/settings/publications", data={"in_portal": said})
    assert changed.status_code == 303, changed.text


async def counts_of(number):
    """What headquarters sees of the newest version."""
    return (await bulletins.versions_counted(number))[0]


async def facts_of(tenant, name, number):
    async with tenant.scope():
        found = await rows("select payload from event where name = $1 and payload ->> 'number' = $2", name, str(number))
        return len(found)


async def test_from_the_draft_to_every_partner_who_takes_note_of_it(
    door, acme, brisk, headquarters, a_bulletin, settle
):
    operator, title = await door.member(headquarters), f"草稿 {uuid7()}"
    assert (await operator.post("/bulletins", data=WORDS | {"title": ""})).status_code == 422
    made = await operator.post("/bulletins", data=WORDS | {"title": title})
    number = int(made.headers["location"].removeprefix("/bulletins/"))
    member = await door.member(acme)
    assert title in (await operator.get("/bulletins")).text
    assert (await member.get(f"/bulletins/{number}")).status_code == 404
    changed = WORDS | {"title": title, "body": "改过的正文"}
    assert (await operator.post(f"/bulletins/{number}/draft", data=changed)).status_code == 303
    assert (await operator.post(f"/bulletins/{number}/versions", data={})).status_code == 303
    assert (await operator.post(f"/bulletins/{number}/versions", data={})).status_code == 409
    await settle()

    for tenant in (acme, brisk):
        assert await facts_of(tenant, "hq.bulletin", number) == 1
    assert title in (await member.get("/bulletins", params={"view": "unread", "q": title})).text
    page = (await member.get(f"/bulletins/{number}")).text
    assert "改过的正文" in page
    assert (await counts_of(number))["read"] == 1
    assert (await counts_of(number))["acknowledged"] == 0
    assert (await member.post(f"/bulletins/{number}/acknowledgement")).status_code == 303
    assert (await member.post(f"/bulletins/{number}/acknowledgement")).status_code == 303
    counted = await counts_of(number)
    assert (counted["partners"], counted["noted"], counted["acknowledged"]) == (1, 1, 1)
    assert f'/bulletins/{number}"' not in (await member.get("/bulletins", params={"view": "unread", "q": title})).text
    assert await facts_of(acme, "bulletin.noted", number) == 1


async def test_a_new_version_is_noted_anew_and_what_is_withdrawn_goes_to_the_archive(door, acme, a_bulletin, settle):
    operator, number, title = await a_bulletin()
    member = await door.member(acme)
    await member.post(f"/bulletins/{number}/acknowledgement")
    form = (await operator.get(f"/bulletins/{number}/draft")).text
    assert title in form
    assert (
        await operator.post(f"/bulletins/{number}/draft", data=WORDS | {"title": title, "body": "第二版"})
    ).status_code == 303
    assert "第二版" not in (await member.get(f"/bulletins/{number}")).text
    assert (await operator.post(f"/bulletins/{number}/versions", data={})).status_code == 303
    await settle()
    page = (await member.get(f"/bulletins/{number}")).text
    assert "第二版" in page
    assert WORDS["body"] in page
    assert (await counts_of(number))["acknowledged"] == 0

    assert (await operator.post(f"/bulletins/{number}/withdrawal", data={"why": ""})).status_code == 422
    assert (await operator.post(f"/bulletins/{number}/withdrawal", data={"why": "误报"})).status_code == 303
    assert (await operator.post(f"/bulletins/{number}/withdrawal", data={"why": "误报"})).status_code == 409
    await settle()
    assert "误报" in (await member.get(f"/bulletins/{number}")).text
    assert (await member.post(f"/bulletins/{number}/acknowledgement")).status_code == 409
    assert title in (await member.get("/bulletins", params={"view": "withdrawn", "q": title})).text
    assert f'/bulletins/{number}"' not in (await member.get("/bulletins", params={"q": title})).text
    assert await facts_of(acme, "hq.bulletin_withdrawn", number) == 1


async def test_customers_read_it_by_the_setting_and_the_click_for_this_version(door, founding, a_bulletin, settle):
    tenant = await founding()
    operator, number, title = await a_bulletin()
    _, quiet, _ = await a_bulletin(told="")
    member, person = await door.member(tenant), await contact(door, tenant)
    showing = f"/bulletins/{number}/showing"
    assert (await member.post(showing)).status_code == 409
    await open_portal(member)
    assert title not in (await person.client.get("/bulletins")).text
    assert (await member.post(f"/bulletins/{quiet}/showing")).status_code == 409
    assert (await member.post(showing)).status_code == 303
    page = (await person.client.get("/bulletins")).text
    assert WORDS["told"] in page
    assert WORDS["body"] not in page
    assert title in (await person.client.get("/")).text
    assert (await counts_of(number))["shown"] == 1

    await operator.post(f"/bulletins/{number}/draft", data=WORDS | {"title": title, "told": "新的说法"})
    await operator.post(f"/bulletins/{number}/versions", data={})
    await settle()
    assert title not in (await person.client.get("/bulletins")).text
    assert (await member.post(showing)).status_code == 303
    assert "新的说法" in (await person.client.get("/bulletins")).text
    assert (await member.post(showing, data={"_method": "DELETE"})).status_code == 303
    assert title not in (await person.client.get("/bulletins")).text
    await member.post(showing)
    await open_portal(member, "")
    assert title not in (await person.client.get("/bulletins")).text


async def test_an_urgent_one_goes_on_the_urgent_lane_and_tells_at_any_hour(door, acme, headquarters, settle):
    member, operator = await door.member(acme), await door.member(headquarters)
    for urgent, lane, notice in (("yes", "urgent", "hq.bulletin_urgent"), ("", "default", "hq.bulletin")):
        made = await operator.post("/bulletins", data=WORDS | {"title": f"通知 {uuid7()}", "urgent": urgent})
        number = int(made.headers["location"].removeprefix("/bulletins/"))
        await operator.post(f"/bulletins/{number}/versions", data={})
        bulletin = await bulletins.versions_counted(number)
        async with acme.scope():
            found = await rows("select lane from reaction where subject_id = $1", bulletin[0]["id"])
        assert [one["lane"] for one in found] == [lane]
        await settle()
        async with acme.scope():
            told = await value(
                "select count(*) from delivery where kind = $1 and subject_id = $2", notice, bulletin[0]["id"]
            )
        assert told >= 1
    assert member


async def test_programs_read_note_and_show(door, founding, a_bulletin):
    tenant = await founding()
    _, number, title = await a_bulletin()
    program = await door.api(tenant)
    listed = (await program.get("/api/v1/bulletins?view=unread&limit=100")).json()["items"]
    assert number in {one["number"] for one in listed}
    sheet = (await program.get(f"/api/v1/bulletins/{number}")).json()
    assert (sheet["title"], sheet["body"], sheet["read_at"]) == (title, WORDS["body"], None)
    noted = await program.put(f"/api/v1/bulletins/{number}/acknowledgement")
    assert noted.json()["acknowledged_at"]
    assert (await program.put(f"/api/v1/bulletins/{number}/showing")).status_code == 409
    await open_portal(await door.member(tenant))
    assert (await program.put(f"/api/v1/bulletins/{number}/showing")).json()["shown_at"]
    assert (await program.delete(f"/api/v1/bulletins/{number}/showing")).json()["shown_at"] is None
    assert (await program.get("/api/v1/bulletins/999999")).status_code == 404


async def test_who_may_and_what_neither_side_can_do(door, acme, headquarters, a_bulletin):
    _, number, title = await a_bulletin()
    engineer, hotline = await door.member(acme, "hotline_engineer"), await door.member(headquarters, "hq_hotline")
    assert (await engineer.post(f"/bulletins/{number}/showing")).status_code == 403
    assert (await hotline.post("/bulletins", data=WORDS | {"title": title})).status_code == 403
    assert (await hotline.get(f"/bulletins/{number}")).status_code == 200
    for sql in ("update bulletin set title = 'x'", "insert into bulletin select * from bulletin"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(sql)
    connection = await asyncpg.connect(settings.hq_url)
    for sql in (
        "select 1 from bulletin_reading",
        "select 1 from bulletin_showing",
        "update bulletin set body = 'x'",
        "delete from bulletin",
        "insert into bulletin_count select * from bulletin_count",
        "update bulletin_count set read = 9",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(sql)
    await connection.close()
    assert await crossing_rows("select 1 from bulletin where number = $1", number)
