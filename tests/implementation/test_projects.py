"""A project from the need to the kickoff: each step by whoever may, and none without the customer's signature."""

from uuid import uuid4

from tests_support import make_customer

from desk.documents import actions as documents
from desk.documents.kinds import Copy
from desk.foundation.database import rows
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7

MINUTES = {"held_on": "2031-03-03", "ours": "陈经理", "theirs": "王敏", "decisions": "按计划开始"}


async def test_from_the_need_to_the_kickoff(partner, door, contact, sign, stands, world):
    person, member = await contact(partner), await door.member(partner)
    _, lead = await door.person(partner, ("project_manager",))
    form = {"customer": str(person.customer), "title": "总账上线", "need": "手工账", "contact": str(person.id)}
    assert (await member.post("/implementation", data=form | {"need": ""})).status_code == 422
    noted = await member.post("/implementation", data=form)
    assert noted.status_code == 303, noted.text
    one = noted.headers["location"]
    number = int(one.rpartition("/")[2])
    assert (await member.get(one)).status_code == 200

    said = {"title": "总账上线", "need": "手工账", "source": "sales", "products": "总账", "contact": str(person.id)}
    wrong = await member.post(f"{one}/application", data=said | {"wanted_on": "morgen", "fee": "viel"})
    assert wrong.status_code == 422
    assert (await member.post(f"{one}/application", data=said | {"fee": "48000"})).status_code == 303
    assert (await member.post(f"{one}/application", data=said)).status_code == 409, "it was applied for already"
    assert (await member.post(f"{one}/plan", data={})).status_code == 409, "nobody leads it yet"
    stranger = {"lead": str(uuid4())}
    assert (await member.post(f"{one}/assignment", data=stranger)).status_code == 422
    assert (await member.post(f"{one}/assignment", data={"lead": str(lead)})).status_code == 303

    assert (await member.post(f"{one}/plan", data={})).status_code == 409, "there is no plan yet"
    days = {"begins_on": "2031-03-03", "ends_on": "2031-03-20"}
    stage = {"name": "调研", "owner": str(lead), **days}
    assert (await member.post(f"{one}/stages", data=stage | {"ends_on": "2031-03-01"})).status_code == 422
    assert (await member.post(f"{one}/stages", data=stage)).status_code == 303
    part = await _stage(partner, number)
    task = {"name": "访谈", **days}
    outside = await member.post(f"{one}/stages/{part}/tasks", data=task | {"ends_on": "2031-04-01"})
    assert outside.status_code == 422
    assert (await member.post(f"{one}/stages/{part}/tasks", data=task)).status_code == 303
    assert (await member.post(f"{one}/plan", data={})).status_code == 409, "there is no proposal yet"
    proposal = {"proposal": "分三阶段", "scope": "总账"}
    assert (await member.post(f"{one}/proposal", data=proposal)).status_code == 303
    assert (await member.post(f"{one}/plan", data={})).status_code == 303
    assert await stands(partner, number) == "planned"

    of = await _id(partner, number)
    assert (await member.post(f"{one}/kickoff", data=MINUTES)).status_code == 409, "nothing is signed"
    await sign(person.client, "plan", of)
    await world.settle()
    assert await stands(partner, number) == "planned", "the proposal isn't signed"
    await sign(member, "proposal", of)
    await world.settle()
    assert await stands(partner, number) == "ready"

    assert (await member.post(f"{one}/stages", data=stage)).status_code == 409, "what is signed stays"
    assert (await member.post(f"{one}/kickoff", data=MINUTES | {"decisions": ""})).status_code == 422
    assert (await member.post(f"{one}/kickoff", data=MINUTES)).status_code == 303
    assert await stands(partner, number) == "running"
    assert "按计划开始" in (await person.client.get(one)).text
    async with partner.scope():
        minutes = (await documents.prepare("implementation.kickoff", of, Copy.OURS, by=SYSTEM)).document
        codes = [one["code"] for one in await rows("select code from signature where subject_id = $1", of)]
    assert len(codes) == 2
    assert all(code in str(minutes.parts) for code in codes), "the minutes say which papers were signed"


async def test_a_plan_that_changes_after_it_was_signed_is_signed_again(partner, planned, sign, stands, world):
    project = await planned(partner)
    await sign(project.contact.client, "plan", project.id)
    later = {"name": "调研", "begins_on": "2031-03-03", "ends_on": "2031-03-27", "owner": str(project.lead)}
    changed = await project.member.post(f"{project.page}/stages/{project.stage}/change", data=later)
    assert changed.status_code == 303, changed.text
    await sign(project.contact.client, "proposal", project.id)
    await world.settle()
    assert await stands(partner, project.number) == "planned", "nobody signed the plan as it is now"

    await sign(project.contact.client, "plan", project.id)
    await world.settle()
    assert await stands(partner, project.number) == "ready"


async def test_customers_see_the_plan_and_never_the_risks_nor_what_sales_said(partner, planned, contact, door):
    project = await planned(partner)
    risk = {"risk": "旧数据不全", "probability": "high", "impact": "high", "measure": "盘点"}
    assert (await project.member.post(f"{project.page}/risks", data=risk)).status_code == 303
    promise = {"promise": "三天上线", "promised_by": "王销售", "feasible": "no"}
    assert (await project.member.post(f"{project.page}/promises", data=promise)).status_code == 303
    ours = (await project.member.get(project.page)).text
    assert "旧数据不全" in ours
    assert "三天上线" in ours

    theirs = await project.contact.client.get(project.page)
    assert theirs.status_code == 200
    assert "访谈" in theirs.text
    assert "旧数据不全" not in theirs.text
    assert "三天上线" not in theirs.text
    paper = f"/documents/implementation.plan/{project.id}/signature"
    assert "旧数据不全" not in (await project.contact.client.get(paper)).text
    stranger = await contact(partner)
    assert (await stranger.client.get(project.page)).status_code == 404
    assert (await stranger.client.get(paper)).status_code == 404
    assert "/implementation" in (await project.contact.client.get("/")).text


async def test_a_plan_is_kept_as_a_template_and_laid_out_again(partner, planned, door):
    from desk_implementation.queries import plans

    project, name = await planned(partner, finished=False), f"标准上线 {uuid7()}"
    assert (await project.member.post(f"{project.page}/template", data={"name": name})).status_code == 303
    assert (await project.member.post(f"{project.page}/template", data={"name": name})).status_code == 422
    async with partner.scope():
        template = next(one["id"] for one in await plans.templates() if one["name"] == name)
    layout = {"template": str(template), "begins_on": "2031-06-02"}
    assert (await project.member.post(f"{project.page}/layout", data=layout)).status_code == 409, "it has a plan"
    removed = await project.member.post(f"{project.page}/stages/{project.stage}/removal")
    assert removed.status_code == 303
    assert (await project.member.post(f"{project.page}/layout", data=layout)).status_code == 303
    async with partner.scope():
        (stage,), (task,) = await plans.stages(project.id), await plans.tasks(project.id)
    assert (str(stage["begins_on"]), str(stage["ends_on"])) == ("2031-06-02", "2031-06-19")
    assert task["name"] == "访谈"
    assert name in (await project.member.get("/implementation/templates")).text
    assert (await project.member.post(f"/implementation/templates/{template}/removal")).status_code == 303


async def test_sales_is_asked_to_hand_over_until_it_did(partner, door, world):
    from desk.foundation.database import value

    customer, member = await make_customer(partner), await door.member(partner)
    form = {"customer": str(customer), "title": f"总账 {uuid7()}", "need": "手工账"}
    one = (await member.post("/implementation", data=form)).headers["location"]
    said = {"title": form["title"], "need": "手工账", "source": "sales", "products": "总账"}
    await member.post(f"{one}/application", data=said)
    await world.settle()
    asked = "select status from task where key = 'implementation.handover:' || $1::text"
    of = await _id(partner, int(one.rpartition("/")[2]))
    async with partner.scope():
        assert await value(asked, str(of)) == "open"
    assert (await member.post(f"{one}/handover", data={"requirements": "凭证自动生成"})).status_code == 303
    await world.settle()
    async with partner.scope():
        assert await value(asked, str(of)) == "cancelled"
    assert "凭证自动生成" in (await member.get(one)).text


async def test_an_application_is_owed_from_the_need_on(partner, door):
    from desk.foundation.database import value

    customer, member = await make_customer(partner), await door.member(partner)
    form = {"customer": str(customer), "title": "总账上线", "need": "手工账"}
    one = (await member.post("/implementation", data=form)).headers["location"]
    of = await _id(partner, int(one.rpartition("/")[2]))
    owed = "select status from deadline where promise = 'IM-D3' and subject_id = $1"
    async with partner.scope():
        assert await value(owed, of) == "running"
    assert (await member.post(f"{one}/drop", data={"reason": ""})).status_code == 422
    assert (await member.post(f"{one}/drop", data={"reason": "客户暂缓"})).status_code == 303
    async with partner.scope():
        assert await value(owed, of) == "cancelled"


async def test_the_plan_is_seen_as_a_chart_and_as_work_of_weeks(partner, planned, door):
    from datetime import UTC, datetime

    from desk.kit.time import as_of

    project = await planned(partner)
    chart = (await project.member.get(f"{project.page}/chart")).text
    assert "<svg" in chart
    assert "访谈" in chart
    assert "2031-03-20" in chart
    with as_of(datetime(2031, 3, 5, 3, tzinfo=UTC)):
        work = await (await door.member(partner)).get("/implementation/workload")
    assert work.status_code == 200
    assert "03-10" in work.text


async def test_programs_make_the_same_moves(partner, planned, door):
    project, program = await planned(partner, finished=False), await door.api(partner)
    one = f"/api/v1{project.page}"
    found = (await program.get(one)).json()
    assert found["project"]["status"] == "assigned"
    assert [one["name"] for one in found["stages"]] == ["调研"]
    assert "plan" in found["moves"]
    assert "kickoff" not in found["moves"]
    moved = await program.put(f"{one}/plan", json={"version": found["project"]["version"]})
    assert moved.status_code == 200, moved.text
    assert moved.json()["project"]["status"] == "planned"
    refused = await program.put(f"{one}/kickoff", json=MINUTES)
    assert refused.status_code == 409
    assert refused.headers["content-type"].startswith("application/problem+json")


async def _stage(tenant, number):
    from desk_implementation.queries import plans

    async with tenant.scope():
        return (await plans.stages(await _of(number)))[0]["id"]


async def _id(tenant, number):
    async with tenant.scope():
        return await _of(number)


async def _of(number):
    from desk_implementation.queries import projects

    return (await projects.sheet(number))["id"]
