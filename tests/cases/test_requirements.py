"""Missing functions: several partners' cases are one requirement; who asks hears what becomes of it."""

import asyncpg
import pytest
from tickets_support import contact, number_in, stored

from desk.cases import queries
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows, value
from desk.kit.ids import uuid7
from desk.settings import settings

from .conftest import ASKED, ENVELOPE

TITLE = "资产负债表导出"


@pytest.fixture
def a_wish(door, acme, brisk):
    """A case of a tenant's customer about a missing function; the answer is tenant, number and person."""

    async def make(tenant):
        person = await contact(door, tenant)
        ticket = await stored(tenant, await number_in(tenant, "open", customer=person.customer, contact=person.id))
        about = {"subject_kind": "ticket", "subject_id": str(ticket.id), "kind": "requirement", "title": TITLE}
        made = await (await door.member(tenant)).post("/cases", data=ENVELOPE | ASKED["requirement"] | about)
        assert made.status_code == 303, made.text
        return int(made.headers["location"].removeprefix("/cases/")), person

    return make


async def facts_of(tenant, number):
    async with tenant.scope():
        case = await queries.sheet(rows, number)
        return [one["name"] for one in await queries.facts(case["id"])]


async def test_two_partners_ask_for_one_and_their_customers_hear_of_it(door, acme, brisk, headquarters, a_wish, settle):
    (ours, person), (theirs, _) = await a_wish(acme), await a_wish(brisk)
    operator = await door.member(headquarters)
    page = (await operator.get(f"/cases/acme/{ours}")).text
    assert "归入需求" in page
    assert (await operator.post(f"/cases/acme/{ours}/requirement", data={"title": ""})).status_code == 422
    assert (await operator.post(f"/cases/acme/{ours}/requirement", data={"title": TITLE})).status_code == 303
    (case,) = await crossing_rows("select id from hq_case where partner = 'acme' and number = $1", ours)
    wish = await queries.requirement_of(crossing_rows, case["id"])
    joined = {"requirement": str(wish["number"])}
    assert (await operator.post(f"/cases/brisk/{theirs}/requirement", data=joined)).status_code == 303
    assert (await operator.post(f"/cases/brisk/{theirs}/requirement", data=joined)).status_code == 409
    place = f"/requirements/{wish['number']}"
    assert "2 家合作伙伴" in (await operator.get(place)).text
    assert TITLE in (await operator.get("/requirements", params={"q": TITLE})).text

    assert (await operator.post(f"{place}/release", data={"body": "x"})).status_code == 409
    assert (await operator.post(f"{place}/evaluate", data={"body": "值得做"})).status_code == 303
    assert (await operator.post(f"{place}/plan", data={"body": "排期", "target_kind": "version"})).status_code == 422
    plan = {"body": "排进下一版", "target_kind": "version", "target": "V8.3"}
    assert (await operator.post(f"{place}/plan", data=plan)).status_code == 303
    await settle()
    member = await door.member(acme)
    assert "V8.3" in (await member.get(f"/cases/{ours}")).text
    assert (await operator.post(f"{place}/release", data={"body": "请联系我们升级"})).status_code == 303
    assert (await operator.post(f"{place}/release", data={"body": "又一次"})).status_code == 409
    await settle()

    for tenant, number in ((acme, ours), (brisk, theirs)):
        assert (await facts_of(tenant, number))[1:] == [
            *("requirement.moved", "requirement.moved", "requirement.released"),
        ]
    async with acme.scope():
        told = await value(
            "select count(*) from delivery where kind = 'requirement.released' and person_id = $1", person.id
        )
    assert told >= 1


async def test_who_decides_and_what_crosses(door, acme, brisk, headquarters, a_wish, a_matter, settle):
    number, _ = await a_wish(acme)
    support, operator = await door.member(headquarters, "hq_support"), await door.member(headquarters)
    assert (await support.post(f"/cases/acme/{number}/requirement", data={"title": TITLE})).status_code == 303
    (case,) = await crossing_rows("select * from hq_case where partner = 'acme' and number = $1", number)
    wish = await queries.requirement_of(crossing_rows, case["id"])
    assert (await support.post(f"/requirements/{wish['number']}/refuse", data={"body": "x"})).status_code == 403
    assert (await operator.post(f"/requirements/{wish['number']}/nothing", data={"body": "x"})).status_code == 404
    assert (await operator.get("/requirements/9999999")).status_code == 404
    other = await a_matter()
    assert (await operator.post(f"{other.up}/requirement", data={"title": TITLE})).status_code == 409

    async with brisk.scope():
        assert not await rows("select 1 from requirement_ask where hq_case = $1", case["id"])
    for sql in (
        "insert into requirement_ask select * from requirement_ask",
        "insert into requirement_word select * from requirement_word",
        "update requirement set title = 'x'",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(sql)
    connection = await asyncpg.connect(settings.hq_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("update requirement_ask set hq_case = $1", uuid7())
    await connection.close()


async def test_what_a_closed_case_taught_names_nobody(a_matter, door, headquarters, settle):
    matter = await a_matter()
    words = {"problem": "结转后差一分", "answer": "装补丁 P12"}
    assert (await matter.operator.post(f"{matter.up}/knowledge", data=words)).status_code == 409
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
    await settle()
    await matter.member.post(f"{matter.place}/closure", data={"body": "确认"})

    named = words | {"problem": f"{ENVELOPE['customer_name']}结转后差一分"}
    assert (await matter.operator.post(f"{matter.up}/knowledge", data=named)).status_code == 422
    assert (await matter.operator.post(f"{matter.up}/knowledge", data=words)).status_code == 303
    again = words | {"problem": f"月末结转差一分 {matter.number}"}
    assert (await matter.operator.post(f"{matter.up}/knowledge", data=again)).status_code == 303
    listed = (await matter.operator.get("/knowledge", params={"q": again["problem"]})).text
    assert again["problem"] in listed
    table = await matter.operator.get("/knowledge/export.csv", params={"q": again["problem"]})
    assert again["problem"] in table.text
    assert ENVELOPE["customer_name"] not in table.text
    hotline = await door.member(headquarters, "hq_hotline")
    assert (await hotline.post(f"{matter.up}/knowledge", data=words)).status_code == 403


async def test_figures_by_kind_partner_and_product(a_matter, settle):
    product = f"统计用产品 {uuid7()}"
    matter = await a_matter(product=product)
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
    await settle()

    page = (await matter.operator.get("/cases/figures", params={"group": "product", "days": "30"})).text
    assert product in page
    assert "100 %" in page
    for group in ("kind", "partner"):
        assert (await matter.operator.get("/cases/figures", params={"group": group})).status_code == 200
    assert (await matter.operator.get("/cases/figures", params={"group": "x"})).status_code == 400
