"""A telephone system tells of calls, late and twice; whoever answers sees who it is, with one click to the sheet."""

from datetime import timedelta
from itertools import count

import pytest
from tests_support import make_customer
from tickets_support import contact

from desk.customers.tables import Contact
from desk.foundation.database import rows, value
from desk.foundation.figures import Period
from desk.kit.time import now

_serial = count(1)
PROMISED = "select status from deadline where subject_id = $1 and promise = 'HL-D9'"


@pytest.fixture(scope="module")
async def here(founding):
    """A tenant whose calls nobody else counts."""
    return await founding()


@pytest.fixture
async def pbx(door, here):
    """The telephone system, by its token."""
    return await door.api(here)


@pytest.fixture
async def wang(door, here):
    """Somebody at a customer with a number of their own."""
    person = await contact(door, here, name=f"王敏{next(_serial)}")
    mobile = f"139 0000 {next(_serial) + 2000:04}"
    async with here.scope():
        await Contact.update({Contact.mobile: mobile}).where(Contact.id == person.id)
    return person, mobile


async def tell(pbx, **said):
    answer = await pbx.post("/api/v1/calls", json=said)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_incoming_call_opens_the_customer_and_the_sheet(here, door, pbx, wang, settle):
    person, mobile = wang
    member = await door.member(here)
    _, me = await door.person(here, door._roles(here, (), None))
    async with here.scope():
        number = await value("select staff_no from member where id = $1", me)
    reference = f"call-{mobile}"
    rings = await tell(pbx, event="ringing", number=mobile.replace(" ", ""), reference=reference, member=number)
    assert (rings["customer"], rings["contact"]) == (str(person.customer), str(person.id))
    pop = (await member.get("/calls/live")).text
    assert person.name in pop
    assert f"/tickets/new?call={rings['id']}" in pop.replace("&amp;", "&")

    talking = await tell(pbx, event="answered", reference=reference, member=number, rings=2)
    assert (talking["id"], talking["status"], talking["rings"]) == (rings["id"], "talking", 2)
    again = await tell(pbx, event="ringing", reference=reference)
    assert again["status"] == "talking", "what comes late changes nothing"

    sheet = (await member.get(rings["url"])).text
    assert f'value="{person.id}" selected' in sheet
    form = {"customer": str(person.customer), "contact": str(person.id), "subject": "打不开账套", "body": "提示无权限"}
    made = await member.post("/tickets", data=form | {"kind": "question", "channel": "hotline", "call": rings["id"]})
    assert made.status_code == 303, made.text
    ended = await tell(pbx, event="ended", reference=reference)
    assert ended["url"] == made.headers["location"]
    assert person.name not in (await member.get("/calls/live")).text
    assert made.headers["location"].removeprefix("/tickets/") in (await member.get(f"/calls/{rings['id']}")).text
    await settle()
    assert person.name in (await member.get("/calls?status=all")).text


async def test_who_leaves_word_is_called_back_within_the_hour(here, door, pbx, wang):
    person, mobile = wang
    member, reference = await door.member(here), f"word-{mobile}"
    await tell(pbx, event="missed", number=mobile, reference=reference)
    left = await tell(pbx, event="message", reference=reference, note="请回电，急")
    assert left["status"] == "to_call_back"
    async with here.scope():
        assert await value(PROMISED, left["id"]) == "running"
    assert "请回电，急" in (await member.get("/calls")).text
    assert (await member.post(f"/calls/{left['id']}/answer", data={"reached": "yes"})).status_code == 303
    async with here.scope():
        assert await value(PROMISED, left["id"]) == "met"
    assert (await member.post(f"/calls/{left['id']}/answer", data={})).status_code == 409

    by_hand = await member.post("/calls/messages", data={"number": mobile.replace(" ", ""), "note": "手工记录"})
    assert by_hand.status_code == 303
    assert person.name in (await member.get("/calls")).text
    assert (await member.post("/calls/messages", data={"number": "1"})).status_code == 422


async def test_a_number_of_several_customers_opens_nobody(here, pbx):
    from desk.customers.tables import Customer

    for name in ("甲公司", "乙公司"):
        made = await make_customer(here, name)
        async with here.scope():
            await Customer.update({Customer.phone: "0512-5550 7777"}).where(Customer.id == made)
    found = await tell(pbx, number="051255507777", reference="several")
    assert found["customer"] is None
    assert "q=0512-5550" in found["url"]
    unknown = await pbx.post("/api/v1/calls", json={"event": "answered", "member": "no such number"})
    assert unknown.status_code == 422


async def test_the_answer_rate_counts_calls_in_service_hours(founding, door):
    from desk.calls import queries
    from desk.calls.tables import Call

    own = await founding()
    at = now()
    async with own.scope():
        for in_hours, answered, rings in ((True, True, 2), (True, True, 5), (True, False, None), (False, False, None)):
            said = {"answered_at": at, "rings": rings, "status": "ended"} if answered else {"status": "missed"}
            await Call(offered_at=at, in_hours=in_hours, **said).save()
        period = Period(at - timedelta(hours=1), at + timedelta(hours=1), "Asia/Shanghai")
        rate = (await queries.answered(period, ""))[0]
        third = (await queries.by_third_ring(period, ""))[0]
        offered = sum(one.part for one in await queries.offered(period, ""))
    assert (rate.part, rate.whole) == (2, 3)
    assert (third.part, third.whole) == (1, 2)
    assert offered == 4
    page = await (await door.member(own)).get("/figures/calls.answer_rate")
    assert page.status_code == 200


async def test_calls_are_brought_in_from_a_table_once(here, door, settle):
    member = await door.member(here)
    table = (
        "来电号码,来电时间,是否接通,振铃次数,话单号\n"
        "13912345678,2026-11-20 10:00,是,2,cdr-1\n"
        "13912345679,2026/11/20 10:05:30,否,,cdr-2\n"
        "13912345670,gestern,是,2,cdr-3\n"
    )
    for _ in range(2):
        sent = await member.post("/imports/calls.calls", files={"file": ("calls.csv", table.encode(), "text/csv")})
        assert sent.status_code == 303, sent.text
        await settle()
        page = sent.headers["location"]
        begun = await member.post(f"{page}/start", data={})
        assert begun.status_code in (200, 303), begun.text
        await settle()
    async with here.scope():
        found = await rows("select number, status, rings from call where reference like 'cdr-%' order by reference")
    assert [tuple(one.values()) for one in found] == [("139 1234 5678", "ended", 2), ("139 1234 5679", "missed", None)]


async def test_strangers_see_no_calls(here, door, brisk, pbx, wang):
    _, mobile = wang
    made = await tell(pbx, number=mobile, reference=f"mine-{mobile}")
    stranger = await door.member(brisk)
    assert (await stranger.get(f"/calls/{made['id']}")).status_code == 404
    assert (await (await door.member(here, may_not="call.read")).get("/calls")).status_code == 403
    taken = {"customer": str(await make_customer(brisk)), "subject": "x", "body": "x", "call": made["id"]}
    answer = await stranger.post("/tickets", data=taken | {"kind": "question", "channel": "hotline"})
    assert answer.status_code == 404
