"""Complaints that go down: transferred, taken on, worked, fed back; closed by headquarters or sent back."""

import pytest
from tickets_support import contact

from desk.cases import actions, queries
from desk.deadlines import queries as deadlines
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows
from desk.foundation.principals import SYSTEM
from desk.headquarters.actions import publish_partner
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.tasks import queries as tasks

COMPLAINT = {
    "title": "工程师三次没有来",
    "customer_name": "江南纺织",
    "contact_name": "王敏",
    "contact_reach": "0512-5550 0123",
    "description": "约好上门三次都没有人来",
    "wanted": "尽快上门并道歉",
}
FEEDBACK = {"result": "已上门解决", "done_on": "2026-01-05", "opinion": "满意", "measures": "派工前电话确认"}


@pytest.fixture
def transferred(door, acme, headquarters, settle):
    """Transfer a complaint to acme; the answer is its number there."""

    async def make(**words):
        async with acme.scope():
            await publish_partner(by=SYSTEM)
        operator = await door.member(headquarters)
        answer = await operator.post("/complaints", data=COMPLAINT | {"partner": "acme"} | words)
        assert answer.status_code == 303, answer.text
        await settle()
        return int(answer.headers["location"].removeprefix("/cases/acme/"))

    return make


async def case_of(tenant, number):
    async with tenant.scope():
        return await queries.sheet(rows, number)


async def owed(tenant, kind, case_id):
    async with tenant.scope():
        return {one["promise"] for one in await deadlines.open_of(kind, case_id)}


async def work_about(tenant, case_id):
    """The open tasks about a case."""
    async with tenant.scope():
        who = await tasks.who(SYSTEM)
        found = await tasks.of_subject("case", case_id, who, most=10)
        return [one for one in found if one["status"] in ("open", "taken")]


async def test_from_headquarters_to_the_feedback_and_back(door, acme, headquarters, transferred, settle):
    number = await transferred()
    case = await case_of(acme, number)
    assert (case["direction"], case["status"], case["kind"]) == ("down", "transferred", "complaint")
    operator, member, place = await door.member(headquarters), await door.member(acme), f"/cases/{number}"
    assert await owed(acme, "case", case["id"]) == {"HQ-D4"}
    assert await owed(headquarters, "case_desk", case["id"]) == {"HQ-D4-H"}
    assert [one["kind"] for one in await work_about(acme, case["id"])] == ["cases.handle"]

    page = (await member.get(place)).text
    assert COMPLAINT["description"] in page
    assert COMPLAINT["contact_reach"] in page
    assert (await member.post(f"{place}/closure", data={"body": "x"})).status_code == 409
    assert (await member.post(f"{place}/acceptance", data={"version": "1"})).status_code == 303
    assert (await member.post(f"{place}/acceptance", data={"version": "1"})).status_code == 409
    assert (await member.post(f"{place}/reports", data={"body": "已约周三上门"})).status_code == 303
    await settle()
    assert await owed(acme, "case", case["id"]) == set()
    assert "已约周三上门" in (await operator.get(f"/cases/acme/{number}")).text

    assert (await member.post(f"{place}/handling", data={"body": "上门解决了"})).status_code == 303
    assert await owed(acme, "case", case["id"]) == {"HQ-D1"}
    await settle()
    assert await owed(headquarters, "case_desk", case["id"]) == {"HQ-D1-H"}
    assert await work_about(acme, case["id"]) == []
    late = await member.post(f"{place}/feedback", data=FEEDBACK | {"done_on": "2999-01-01"})
    assert late.status_code == 422
    assert (await member.post(f"{place}/feedback", data=FEEDBACK | {"opinion": ""})).status_code == 422
    assert (await member.post(f"{place}/feedback", data=FEEDBACK)).status_code == 303
    await settle()
    assert await owed(acme, "case", case["id"]) == set()

    seen = (await operator.get(f"/cases/acme/{number}")).text
    assert FEEDBACK["measures"] in seen
    assert (await operator.post(f"/cases/acme/{number}/objection", data={"body": "请再回访"})).status_code == 303
    await settle()
    assert (await case_of(acme, number))["status"] == "accepted"
    assert "请再回访" in (await member.get(place)).text
    assert (await member.post(f"{place}/feedback", data=FEEDBACK | {"result": "已回访"})).status_code == 303
    assert (await operator.post(f"/cases/acme/{number}/closure", data={"body": "很好"})).status_code == 303
    await settle()
    assert (await case_of(acme, number))["status"] == "closed"
    async with acme.scope():
        names = [one["name"] for one in await queries.facts(case["id"])]
    assert names == [
        *("hq.complaint_transferred", "case.accepted", "case.reported", "case.handled", "hq.feedback"),
        *("case.sent_back", "hq.feedback", "case.settled"),
    ]


async def test_a_plugin_that_hears_of_it_works_it(acme, transferred):
    from desk.foundation import reactions

    number = await transferred()
    case = await case_of(acme, number)
    (task,) = await work_about(acme, case["id"])
    async with acme.scope():
        await actions.ask_for_handling(case["id"], by=SYSTEM)
    assert [one["id"] for one in await work_about(acme, case["id"])] == [task["id"]]

    assert not reactions.is_heard("hq.complaint_transferred", frozenset({"loyalty"}))
    assert reactions.is_heard("trial.tried", frozenset({"trial"}))


async def test_programs_and_plugins_work_it(door, acme, transferred):
    number = await transferred()
    program = await door.api(acme)

    taken = await program.put(f"/api/v1/cases/{number}/acceptance", json={})
    assert taken.status_code == 200, taken.text
    assert (taken.json()["direction"], taken.json()["status"]) == ("down", "accepted")
    ended = await program.put(f"/api/v1/cases/{number}/handling", json={"body": "解决了"})
    assert ended.json()["status"] == "handled"
    given = await program.put(f"/api/v1/cases/{number}/feedback", json=FEEDBACK)
    assert given.json()["status"] == "fed_back"


async def test_who_may_transfer_and_to_whom(door, acme, headquarters, brisk, transferred):
    number = await transferred()
    support = await door.member(headquarters, "hq_support")
    assert (await support.post("/complaints", data=COMPLAINT | {"partner": "acme"})).status_code == 403
    operator = await door.member(headquarters)
    assert (await operator.post("/complaints", data=COMPLAINT | {"partner": "nobody"})).status_code == 422
    assert (await operator.post("/complaints", data=COMPLAINT | {"partner": ""})).status_code == 422
    assert (await (await door.member(brisk)).get(f"/cases/{number}7")).status_code == 404
    assert (await (await door.member(acme)).post("/complaints", data=COMPLAINT)).status_code in (404, 405)
    engineer = await door.member(acme, "hotline_engineer")
    assert (await engineer.post(f"/cases/{number}/acceptance", data={})).status_code == 403


async def test_neither_side_acts_for_the_other(database, acme, transferred):
    import asyncpg

    from desk.settings import settings

    case = await case_of(acme, await transferred())
    said = (case["tenant_id"], uuid7(), case["id"], 99)
    connection = await asyncpg.connect(settings.hq_url)
    for words in (("headquarters", "sides", "x", "fed_back"), ("partner", "sides", "x", "accepted")):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(queries.ADD_ENTRY, *said, *words, "x", None, "x", now(), "{}")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("insert into case_feedback select * from case_feedback")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("insert into hq_case select * from hq_case where direction = 'up' limit 1")
    await connection.close()
    for status in ("closed", "transferred"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(queries.ADD_ENTRY, *said, "partner", "sides", "x", status, "x", None, "x", now(), "{}")
    async with acme.scope():
        assert await execute("update hq_case set title = 'x' where id = $1", case["id"]) == "UPDATE 0"


async def test_a_customers_letter_is_made_a_complaint_and_closed(door, acme, headquarters, settle, transferred):
    person = await contact(door, acme)
    words = {"title": "等了两周", "body": "没有人管", "reach": "139 0000", "wanted": "解决"}
    assert (await person.client.post("/headquarters", data=words | {"reach": ""})).status_code == 422
    assert (await person.client.post("/headquarters", data=words)).status_code == 303
    await settle()
    operator = await door.member(headquarters)
    (letter,) = [one for one in await queries.letters(settled=False, most=100) if one["customer"] == person.customer]
    assert await owed(headquarters, "hq_letter", letter["id"]) == {"HQ-D7"}
    assert "等了两周" in (await operator.get("/letters")).text
    assert "没有人管" in (await operator.get(f"/complaints/new?letter={letter['id']}")).text
    assert "没有人管" not in (await (await door.member(acme)).get("/cases?view=open")).text

    number = await transferred(title=words["title"], letter=str(letter["id"]))
    again = await operator.post("/complaints", data=COMPLAINT | {"partner": "acme", "letter": str(letter["id"])})
    assert again.status_code == 409
    assert await owed(headquarters, "hq_letter", letter["id"]) == set()
    assert "已交合作伙伴处理" in (await person.client.get("/headquarters")).text
    member = await door.member(acme)
    await member.post(f"/cases/{number}/acceptance", data={})
    await member.post(f"/cases/{number}/feedback", data=FEEDBACK)
    said = {"body": "好", "told": "已为您解决，抱歉久等"}
    assert (await operator.post(f"/cases/acme/{number}/closure", data=said)).status_code == 303
    page = (await person.client.get("/headquarters")).text
    assert "已为您解决，抱歉久等" in page
    assert FEEDBACK["measures"] not in page


async def test_a_letter_is_answered_and_is_its_writers_alone(door, acme, brisk, headquarters, settle):
    person = await contact(door, acme)
    stranger = await contact(door, acme, name="别人")
    await person.client.post("/headquarters", data={"title": "一句夸奖", "body": "服务很好", "reach": "1"})
    await settle()
    (letter,) = [one for one in await queries.letters(settled=False, most=100) if one["customer"] == person.customer]
    operator = await door.member(headquarters)
    assert (await operator.get(f"/letters/{uuid7()}")).status_code == 404
    support = await door.member(headquarters, "hq_support")
    assert (await support.post(f"/letters/{letter['id']}/answer", data={"body": "谢谢"})).status_code == 403
    assert (await operator.post(f"/letters/{letter['id']}/answer", data={"body": " "})).status_code == 422
    assert (await operator.post(f"/letters/{letter['id']}/answer", data={"body": "谢谢您"})).status_code == 303
    assert (await operator.post(f"/letters/{letter['id']}/answer", data={"body": "再谢"})).status_code == 409

    assert "谢谢您" in (await person.client.get("/headquarters")).text
    assert "一句夸奖" not in (await stranger.client.get("/headquarters")).text
    async with brisk.scope():
        assert not await rows("select 1 from hq_letter where id = $1", letter["id"])
    assert await crossing_rows("select 1 from hq_letter where id = $1", letter["id"])
