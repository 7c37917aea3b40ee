"""The life of a case: handed up, returned, taken, answered, not solved, closed by the customer's yes."""

from tickets_support import number_in, stored

from desk.cases import queries
from desk.foundation.database import rows

from .conftest import ENVELOPE

DATA = {"kind": "data", "authorisation": "授权-2026-17", "data.which": "总账 2026 年 1-10 月"}


async def names_of(tenant, number):
    """The facts of a case, in order."""
    async with tenant.scope():
        case = await queries.sheet(rows, number)
        return [one["name"] for one in await queries.facts(case["id"])]


async def status_of(matter):
    async with matter.tenant.scope():
        return (await queries.sheet(rows, matter.number))["status"]


async def test_from_the_ticket_to_the_customers_yes(a_matter, settle):
    matter = await a_matter()
    assert (await stored(matter.tenant, matter.ticket)).status == "with_hq"
    portal = (await matter.person.client.get(f"/tickets/{matter.ticket}")).text
    assert "厂家总部也在一起看" in portal
    assert "余额不平" not in portal
    await settle()
    assert ENVELOPE["title"] in (await matter.operator.get("/cases")).text

    assert (await matter.operator.post(f"{matter.up}/work", data={})).status_code == 303
    said = {"body": "是已知问题，正在做补丁", "told": "厂商已找到原因，补丁制作中"}
    assert (await matter.operator.post(f"{matter.up}/interim", data=said)).status_code == 303
    await settle()
    page = (await matter.member.get(matter.place)).text
    assert "是已知问题" in page
    assert "厂商已找到原因" in page
    portal = (await matter.person.client.get(f"/tickets/{matter.ticket}")).text
    assert "厂商已找到原因" in portal
    assert "是已知问题" not in portal
    assert (await stored(matter.tenant, matter.ticket)).status == "with_hq"

    assert (await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁 P12"})).status_code == 303
    await settle()
    assert (await stored(matter.tenant, matter.ticket)).status == "open"
    assert "装补丁 P12" in (await matter.member.get(f"/tickets/{matter.ticket}")).text
    assert (await matter.member.post(f"{matter.place}/closure", data={"body": "王敏电话确认"})).status_code == 303
    assert await status_of(matter) == "closed"
    assert await names_of(matter.tenant, matter.number) == [
        *("case.handed_up", "case.taken", "case.interim", "case.answered", "case.closed"),
    ]


async def test_the_customers_yes_in_the_portal_closes_it(a_matter, settle):
    matter = await a_matter()
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
    await settle()
    solution = {"symptom": "不平", "cause": "缺陷", "solution": "装补丁", "steps": "一", "prevention": "无"}
    assert (await matter.member.post(f"/tickets/{matter.ticket}/solution", data=solution)).status_code in (200, 303)

    answer = await matter.person.client.post(f"/tickets/{matter.ticket}/confirmation")
    assert answer.status_code in (200, 303)
    await settle()

    assert await status_of(matter) == "closed"


async def test_it_comes_back_for_what_is_missing(a_matter, settle):
    matter = await a_matter()
    assert (await matter.operator.post(f"{matter.up}/return", data={"body": " "})).status_code == 422
    assert (await matter.operator.post(f"{matter.up}/return", data={"body": "缺日志"})).status_code == 303
    await settle()
    assert "缺日志" in (await matter.member.get(matter.place)).text
    assert (await matter.member.post(f"{matter.place}/objection", data={"body": "x"})).status_code == 409

    form = (await matter.member.get(f"{matter.place}/envelope")).text
    assert ENVELOPE["description"] in form
    again = ENVELOPE | {"tried": "附上了日志"}
    assert (await matter.member.post(f"{matter.place}/envelope", data=again | {"impact": ""})).status_code == 422
    assert (await matter.member.post(f"{matter.place}/envelope", data=again)).status_code == 303
    assert await status_of(matter) == "submitted"
    assert "附上了日志" in (await matter.operator.get(matter.up)).text


async def test_what_did_not_help_goes_back_and_is_counted(a_matter, settle):
    matter = await a_matter()
    for body in ("第一次", "第二次"):
        if await status_of(matter) == "submitted":
            await matter.operator.post(f"{matter.up}/work", data={})
        await matter.operator.post(f"{matter.up}/answer", data={"body": body})
        await settle()
        assert (await matter.member.post(f"{matter.place}/objection", data={"body": "还是不平"})).status_code == 303
        assert (await stored(matter.tenant, matter.ticket)).status == "with_hq"

    assert await status_of(matter) == "in_hq"
    assert "2 次" in (await matter.operator.get(matter.up)).text


async def test_what_is_declined_comes_back_with_the_reason(a_matter, settle):
    matter = await a_matter()
    await matter.operator.post(f"{matter.up}/work", data={})
    assert (await matter.operator.post(f"{matter.up}/refusal", data={"body": "不在计划内"})).status_code == 303
    await settle()

    assert await status_of(matter) == "declined"
    assert (await stored(matter.tenant, matter.ticket)).status == "open"
    assert "不在计划内" in (await matter.member.get(matter.place)).text
    assert (await matter.member.post(f"{matter.place}/closure", data={"body": "x"})).status_code == 409


async def test_a_ticket_is_up_once_and_only_from_work(a_matter, acme, door):
    matter = await a_matter("suspended")
    form = ENVELOPE | {"subject_kind": "ticket", "subject_id": str(matter.ticket_id)}

    again = await matter.member.post("/cases", data=form)
    assert again.status_code == 409
    assert f"{matter.number}" in again.text
    solved = (await stored(acme, await number_in(acme, "solved"))).id
    refused = await matter.member.post("/cases", data=form | {"subject_id": str(solved)})
    assert refused.status_code == 409
    engineer = await door.member(acme, "hotline_engineer")
    assert (await engineer.post("/cases", data=form)).status_code == 403


async def test_data_goes_along_only_with_consent(a_matter, acme, door):
    form = ENVELOPE | {
        "subject_kind": "ticket",
        "subject_id": str((await stored(acme, await number_in(acme, "open"))).id),
    }
    member = await door.member(acme)

    refused = await member.post("/cases", data=form | {"kind": "data"})
    assert refused.status_code == 422
    assert "书面同意" in refused.text
    made = await member.post("/cases", data=form | {"kind": "data", "authorisation": "授权-2026-17"})
    assert made.status_code == 422
    made = await member.post("/cases", data=form | DATA)
    assert made.status_code == 303


async def test_of_two_who_answer_one_is_told(a_matter):
    matter = await a_matter()
    version = {"version": "1"}

    assert (await matter.operator.post(f"{matter.up}/work", data=version)).status_code == 303
    late = await matter.operator.post(f"{matter.up}/work", data=version)

    assert late.status_code == 409


async def test_programs_hand_up_and_read(acme, door):
    program = await door.api(acme)
    ticket = str((await stored(acme, await number_in(acme, "open"))).id)

    made = await program.post("/api/v1/cases", json=ENVELOPE | {"subject_kind": "ticket", "subject_id": ticket})
    assert made.status_code == 201, made.text
    case = made.json()
    assert (case["status"], case["about"]["id"]) == ("submitted", ticket)
    listed = (await program.get("/api/v1/cases?status=submitted&limit=100")).json()["items"]
    assert case["number"] in {one["number"] for one in listed}


async def test_a_case_is_found_by_its_words_by_whoever_may_see_cases(a_matter, settle, door, brisk):
    matter = await a_matter(title="独角兽年度结转不平")
    await settle()

    assert matter.place in (await matter.member.get("/search?q=独角兽年度")).text
    assert (
        matter.place
        not in (await (await door.member(matter.tenant, may_not="case.read")).get("/search?q=独角兽年度")).text
    )
    assert matter.place not in (await (await door.member(brisk)).get("/search?q=独角兽年度")).text
