"""What follows a complaint: measures as tasks with a look at their effect, a remedy visit, a compensation."""

from tests_support import make_customer

from desk.foundation.database import row, rows, value
from desk.foundation.principals import SYSTEM
from desk.tasks import actions as tasks

from .conftest import GRADED, HANDLED

LEARNED = {"text": "排班缺人", "corrective": "补排", "preventive": "每周核对排班"}
SOLVED = (*HANDLED, ("verify", {"text": "满意"}))


async def _tasks(tenant, number, kind):
    async with tenant.scope():
        return await rows(
            """select t.id, t.title, t.status, t.role from task t join complaints_complaint p on p.id = t.subject_id
                where p.number = $1 and t.kind = $2 order by t.asked_at, t.id""",
            *(number, kind),
        )


async def _do(tenant, world, task, result):
    async with tenant.scope():
        await tasks.finish_task(task["id"], result, by=SYSTEM)
    await world.settle()


async def test_measures_are_tasks_until_they_help(partner, complaint, door, world):
    number = await complaint(partner, *SOLVED, ("measures", LEARNED))
    await world.settle()
    corrective, preventive = await _tasks(partner, number, "complaints.measure")
    assert LEARNED["corrective"] not in corrective["title"] + preventive["title"]
    await _do(partner, world, corrective, "done")
    [effect] = await _tasks(partner, number, "complaints.effect")
    assert effect["role"] == "service_supervisor"
    await _do(partner, world, effect, "not_effective")
    assert len(await _tasks(partner, number, "complaints.measure")) == 3
    await _do(partner, world, preventive, "not_needed")
    assert len(await _tasks(partner, number, "complaints.effect")) == 1
    assert corrective["title"] in (await (await door.member(partner)).get(f"/complaints/{number}")).text


async def test_a_remedy_visit_is_free_and_leads_back(partner, complaint, door):
    member, customer = await door.member(partner), await make_customer(partner)
    number = await complaint(partner, *HANDLED[:3], customer=customer)
    stranger = await complaint(partner, *HANDLED[:3])
    place = f"/complaints/{number}"
    assert (await member.post(f"{place}/remedies", data={"kind": "requests.on_site"})).status_code == 422
    ordered = {"kind": "requests.on_site", "text": "重新上门安装"}
    assert (await member.post(f"/complaints/{stranger}/remedies", data=ordered)).status_code == 422
    assert (await member.post(f"{place}/remedies", data=ordered)).status_code == 303
    async with partner.scope():
        found = await row(
            """select r.number, r.cover, r.cover_by, e.name, e.subject_id = p.id as leads_back
                 from request r join complaints_complaint p on p.id = r.subject_id join event e on e.id = r.cause_id
                where p.number = $1""",
            number,
        )
    assert (found["cover"], found["cover_by"], found["leads_back"]) == ("remedy", "complaints", True)
    assert found["name"] == "complaints.remedy_visit_ordered"
    assert f"/requests/{found['number']}" in (await member.get(place)).text
    assert place in (await member.get(f"/requests/{found['number']}")).text


async def test_a_compensation_comes_after_solving_with_an_improvement_and_a_second_pair_of_eyes(
    partner, complaint, door, world
):
    proposer = await door.member(partner, "department_manager")
    judge = await door.member(partner, "service_supervisor")
    number = await complaint(partner, *HANDLED)
    place, gift = f"/complaints/{number}/compensations", {"kind": "gift", "what": "保温杯", "worth": "80"}
    assert (await proposer.post(place, data=gift)).status_code == 409
    assert (await judge.post(f"/complaints/{number}/steps/verify", data={"text": "满意"})).status_code == 303
    assert (await proposer.post(place, data=gift | {"worth": "-3"})).status_code == 422
    assert (await proposer.post(place, data=gift)).status_code == 303
    await world.settle()
    assert [one["status"] for one in await _tasks(partner, number, "complaints.agree")] == ["open"]
    async with partner.scope():
        one = await value(
            """select a.id from complaints_amends a join complaints_complaint p on p.id = a.complaint
                where p.number = $1 and a.value_cents = 8000""",
            number,
        )
    decision = f"{place}/{one}/decision"
    assert (await proposer.post(decision, data={"approved": "yes"})).status_code == 403
    assert (await judge.post(decision, data={"approved": "yes"})).status_code == 409
    assert (await proposer.post(f"/complaints/{number}/steps/measures", data=LEARNED)).status_code == 303
    assert (await judge.post(decision, data={})).status_code == 422
    assert (await judge.post(decision, data={"approved": "yes"})).status_code == 303
    assert (await judge.post(decision, data={"approved": "yes"})).status_code == 404
    await world.settle()
    assert "open" not in [one["status"] for one in await _tasks(partner, number, "complaints.agree")]
    assert "保温杯" in (await judge.get(f"/complaints/{number}")).text


async def test_nobody_agrees_to_what_they_proposed_and_nothing_is_given_for_what_is_not_valid(partner, complaint, door):
    program = await door.api(partner, "service_supervisor")
    invalid = await complaint(partner, ("explain", {"text": "不在合同范围"}))
    gift = {"kind": "gift", "what": "保温杯"}
    assert (await program.post(f"/api/v1/complaints/{invalid}/compensations", json=gift)).status_code == 409
    valid = await complaint(partner, *SOLVED, ("measures", LEARNED))
    made = await program.post(f"/api/v1/complaints/{valid}/compensations", json=gift)
    assert made.status_code == 201, made.text
    [one] = made.json()["items"]
    place = f"/api/v1/complaints/{valid}/compensations/{one['id']}/decision"
    assert (await program.put(place, json={"approved": True})).status_code == 409
    assert GRADED["item"] == (await program.get(f"/api/v1/complaints/{valid}")).json()["item"]
