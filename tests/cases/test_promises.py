"""What each side owes the other, who uses the time, and what goes up by itself because it is late."""

from datetime import timedelta

from tickets_support import number_in, stored

from desk.cases import queries
from desk.deadlines import queries as deadlines
from desk.deadlines.actions.telling import whom_to_tell
from desk.deadlines.events import DeadlineClimbed
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows
from desk.foundation.events import Subject, record
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import as_of, now
from desk.tickets.deadlines import PROMISES

from .conftest import ASKED, ENVELOPE


async def case_of(matter):
    async with matter.tenant.scope():
        return await queries.sheet(rows, matter.number)


async def owed(tenant, kind, case_id):
    """The promises that run about a case at one side."""
    async with tenant.scope():
        return {one["promise"] for one in await deadlines.open_of(kind, case_id)}


async def test_headquarters_owes_taking_and_a_first_answer(a_matter, settle, headquarters):
    matter = await a_matter()
    case = (await case_of(matter))["id"]
    await settle()

    assert await owed(headquarters, "case_desk", case) == {"HQ-D2", "HQ-D3"}
    await matter.operator.post(f"{matter.up}/work", data={})
    assert await owed(headquarters, "case_desk", case) == {"HQ-D3"}
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
    assert await owed(headquarters, "case_desk", case) == set()
    await settle()
    await matter.member.post(f"{matter.place}/objection", data={"body": "还是不行"})
    await settle()
    assert await owed(headquarters, "case_desk", case) == {"HQ-D3"}


async def test_the_kind_decides_how_long_it_may_take(a_matter, settle, headquarters):
    for kind, promise in (("complaint", "HQ-D3-C"), ("requirement", "HQ-D3-R"), ("dongle", "HQ-D5")):
        matter = await a_matter(kind=kind, **ASKED[kind])
        await settle()
        assert await owed(headquarters, "case_desk", (await case_of(matter))["id"]) == {"HQ-D2", promise}


async def test_the_partner_owes_what_is_missing(a_matter, settle, acme):
    matter = await a_matter()
    case = (await case_of(matter))["id"]
    await matter.operator.post(f"{matter.up}/return", data={"body": "缺日志"})
    await settle()

    assert await owed(acme, "case", case) == {"HQ-D6", "HQ-D8"}
    await matter.member.post(f"{matter.place}/envelope", data=ENVELOPE)
    assert await owed(acme, "case", case) == {"HQ-D8"}


async def test_what_headquarters_owes_us_runs_while_it_has_the_turn(a_matter, settle, acme):
    matter = await a_matter()
    case = (await case_of(matter))["id"]

    async def stands():
        async with acme.scope():
            found = await deadlines.open_of("case", case, promises=["HQ-D8"])
            return [(one["status"], one["turn"]) for one in found]

    assert await stands() == [("running", "headquarters")]
    await matter.operator.post(f"{matter.up}/return", data={"body": "缺日志"})
    await settle()
    assert await stands() == [("paused", "us")]
    await matter.member.post(f"{matter.place}/envelope", data=ENVELOPE)
    assert await stands() == [("running", "headquarters")]
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
    await settle()
    assert await stands() == [("paused", "us")]
    await matter.member.post(f"{matter.place}/objection", data={"body": "还是不行"})
    assert await stands() == [("running", "headquarters")]
    await matter.operator.post(f"{matter.up}/answer", data={"body": "装新补丁"})
    await settle()
    await matter.member.post(f"{matter.place}/closure", data={"body": "王敏确认"})
    assert await stands() == []


def test_the_log_says_whose_turn_it_is_while_it_is_up():
    known = {one.id: one.turns for one in PROMISES}

    for promise in ("RM-D1", "HL-D5", "HL-D6", "HL-D10", "HL-D11"):
        assert known[promise]["ticket.handed_up"] == "headquarters"
        assert known[promise]["ticket.came_back"] == "us"


async def test_whose_time_it_took_is_told_once_when_it_is_over(a_matter, settle):
    matter = await a_matter()
    await settle()
    case = (await case_of(matter))["id"]
    await matter.operator.post(f"{matter.up}/work", data={})
    told = "select * from case_time where hq_case = $1"
    assert await crossing_rows(told, case) == []
    with as_of(now() + timedelta(hours=3)):
        await matter.operator.post(f"{matter.up}/answer", data={"body": "装补丁"})
        await settle()
        assert (await matter.member.post(f"{matter.place}/closure", data={"body": "电话确认"})).status_code == 303
        await settle()

    (found,) = await crossing_rows(told, case)
    assert 10_700 <= found["headquarters_seconds"] <= 10_900
    assert found["partner_seconds"] < 600
    assert "轮到总部" in (await matter.operator.get(matter.up)).text


async def test_a_rung_of_headquarters_is_no_gap(acme):
    async with acme.scope():
        told = await whom_to_tell(("headquarters",), None, now())

    assert told.headquarters
    assert told.gaps == []
    assert not told.members


async def late(tenant, ticket_id, customer_id):
    """A ladder that names headquarters has climbed there."""
    async with tenant.scope():
        words = {"promise": "HL-D6", "deadline": str(uuid7()), "step": str(uuid7()), "mark": "twice", "told": []}
        at = now() - timedelta(hours=3)
        await record(
            DeadlineClimbed(
                Subject("ticket", ticket_id),
                by=SYSTEM,
                customer_id=customer_id,
                due_at=at,
                gaps=[],
                headquarters=True,
                rings_at=at,
                late_seconds=5_400,
                **words,
            )
        )


async def test_what_is_late_goes_up_by_itself_without_a_word_of_the_customer(acme, door, headquarters, settle):
    number = await number_in(acme, "open", subject="极秘的事")
    ticket = await stored(acme, number)
    for _ in range(2):
        await late(acme, ticket.id, ticket.customer)
        await settle()

    async with acme.scope():
        (case,) = await queries.of_subject("ticket", ticket.id)
    assert (case["status"], case["promise"], case["late_seconds"]) == ("blank", "HL-D6", 5_400)
    assert (await stored(acme, number)).status == "open"
    (crossed,) = await crossing_rows("select to_jsonb(c)::text as words from hq_case c where id = $1", case["id"])
    for word in ("极秘的事", "江南纺织", str(ticket.customer)):
        assert word not in crossed["words"]
    operator, member = await door.member(headquarters), await door.member(acme)
    page = (await operator.get(f"/cases/acme/{case['number']}")).text
    assert "HL-D6" in page
    assert (await operator.post(f"/cases/acme/{case['number']}/work", data={})).status_code == 409

    assert (await member.post(f"/cases/{case['number']}/envelope", data=ENVELOPE)).status_code == 303
    assert (await stored(acme, number)).status == "with_hq"
    assert ENVELOPE["description"] in (await operator.get(f"/cases/acme/{case['number']}")).text
