"""From the register form to the archive: every step by whoever may, and no other."""

from datetime import timedelta

from desk.foundation.database import rows
from desk.kit.time import as_of, now

from .conftest import GRADED, HANDLED

FORM = {"text": "报修三天没人来", "complainant": "王会计", "phone": "13800138000"}


async def _facts(tenant, number):
    async with tenant.scope():
        found = await rows(
            "select name from event where subject_kind = 'complaint' and payload->>'number' = $1", str(number)
        )
    return [one["name"] for one in found]


async def test_a_complaint_goes_its_whole_way(partner, door, sheet):
    member = await door.member(partner)
    made = await member.post("/complaints", data=FORM)
    assert made.status_code == 303
    number = int(made.headers["location"].rsplit("/", 1)[1])
    learned = {"text": "排班缺人", "corrective": "补排", "preventive": "每周核对排班"}
    for step, said in (*HANDLED, ("verify", {"text": "客户满意"}), ("measures", learned), ("archive", {})):
        answer = await member.post(f"/complaints/{number}/steps/{step}", data=said)
        assert answer.status_code == 303, (step, answer.text)
    found = await sheet(partner, number)
    assert (found["status"], found["valid"], found["satisfied"]) == ("archived", True, True)
    assert found["responded_at"] is not None
    page = (await member.get(f"/complaints/{number}")).text
    assert "排班缺人" in page
    assert "排班缺人" not in (await member.get(f"/complaints/{number}?view=slip")).text
    facts = await _facts(partner, number)
    assert {"complaints.received", "complaints.accepted", "complaints.responded", "complaints.closed"} <= {*facts}


async def test_a_step_is_not_taken_out_of_turn_nor_half(partner, door, complaint, sheet):
    member, number = await door.member(partner), await complaint(partner)
    assert (await member.post(f"/complaints/{number}/steps/verify", data={"text": "x"})).status_code == 409
    assert (await member.post(f"/complaints/{number}/steps/accept", data={"text": "属实"})).status_code == 422
    sales = GRADED | {"category": "sales"}
    assert (await member.post(f"/complaints/{number}/steps/accept", data=sales)).status_code == 422
    assert (await member.post(f"/complaints/{number}/steps/confirm", data={})).status_code == 404
    assert (await sheet(partner, number))["status"] == "received"


async def test_who_may_only_read_judges_nothing(partner, door, complaint):
    number = await complaint(partner)
    agent = await door.member(partner, "cs_agent")
    assert (await agent.get(f"/complaints/{number}")).status_code == 200
    assert (await agent.post(f"/complaints/{number}/steps/accept", data=GRADED)).status_code == 403
    assert (await agent.post(f"/complaints/{number}/steps/note", data={"text": "客户又来电"})).status_code == 303


async def test_out_of_scope_is_explained_archived_and_not_valid(partner, door, complaint, sheet):
    member, number = await door.member(partner), await complaint(partner)
    assert (await member.post(f"/complaints/{number}/steps/explain", data={"text": "不在合同范围"})).status_code == 303
    assert (await member.post(f"/complaints/{number}/steps/archive", data={})).status_code == 303
    found = await sheet(partner, number)
    assert (found["status"], found["valid"]) == ("archived", False)
    assert found["responded_at"] is not None


async def test_the_archive_gives_back_for_a_month(partner, door, complaint, sheet):
    member = await door.member(partner)
    with as_of(now() - timedelta(days=31)):
        old = await complaint(partner, ("explain", {"text": "x"}), ("archive", {}))
    young = await complaint(partner, ("explain", {"text": "x"}), ("archive", {}))
    assert (await member.post(f"/complaints/{old}/steps/reopen", data={"text": "再"})).status_code == 409
    assert (await member.post(f"/complaints/{young}/steps/reopen", data={"text": "再"})).status_code == 303
    assert (await sheet(partner, young))["reopened"] == 1


async def test_promises_begin_and_end(partner, complaint):
    number = await complaint(partner, *HANDLED[:3])
    async with partner.scope():
        found = await rows(
            """select d.promise, d.status from deadline d join complaints_complaint p on p.id = d.subject_id
                where p.number = $1""",
            number,
        )
    stands = {one["promise"]: one["status"] for one in found}
    assert {"CP-D1", "CP-D6", "CP-D9"} <= stands.keys()
    assert "running" not in stands.values()


async def test_serious_ones_and_key_customers_reach_the_general_manager(partner, complaint, world):
    from tests_support import make_customer

    from desk.foundation.database import execute

    customer = await make_customer(partner)
    async with partner.scope():
        await execute("update customer set grade = 'vip' where id = $1", customer)
    serious = await complaint(partner, level="serious")
    key = await complaint(partner, ("accept", GRADED), customer=customer)
    plain = await complaint(partner, ("accept", GRADED))
    await world.settle()
    async with partner.scope():
        asked = await rows(
            """select p.number from task t join complaints_complaint p on p.id = t.subject_id
                where t.kind = 'complaints.contact' and t.role = 'general_manager'"""
        )
    numbers = {one["number"] for one in asked}
    assert {serious, key} <= numbers
    assert plain not in numbers
    assert "complaints.leader_told" in await _facts(partner, serious)


async def test_a_neighbour_finds_nothing(partner, neighbour, door, complaint):
    number = await complaint(partner, text="只在这里")
    stranger = await door.member(neighbour)
    assert (await stranger.get(f"/complaints/{number + 500_000}")).status_code == 404
    assert "只在这里" not in (await stranger.get("/complaints?view=all")).text


async def test_it_is_found_and_printed(partner, door, complaint, sheet, world):
    member, number = await door.member(partner), await complaint(partner, *HANDLED, text="蓝色打印机投诉")
    await world.settle()
    assert f"/complaints/{number}" in (await member.get("/search?q=蓝色打印机")).text
    page = (await member.get(f"/complaints/{number}")).text
    assert page.count("/documents/") >= 2
