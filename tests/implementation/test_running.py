"""A project that runs: logs, stages, changes, pauses; each counts once the customer has signed."""

from datetime import timedelta

from desk.foundation.database import value
from desk.kit.time import as_of, now, to_zone

EFFECTS = {"on_time": "5天", "on_cost": "无", "on_scope": "无"}


def today():
    return to_zone(now(), "Asia/Shanghai").date()


async def _stage(tenant, project):
    from desk_implementation.queries import plans

    async with tenant.scope():
        return await plans.stage_sheet(project.stage)


async def _of(tenant, table, project):
    async with tenant.scope():
        found = await value("select id from implementation_X where project = $1".replace("X", table), project.id)
    return found


async def _status(tenant, table, found):
    async with tenant.scope():
        return await value("select status from implementation_X where id = $1".replace("X", table), found)


async def test_a_stage_is_effective_after_review_and_signature(partner, going, sign, world):
    project = await going(partner)
    paper = f"/documents/implementation.deliverable/{project.stage}/signature"
    assert (await project.member.post(f"{project.stage_page}/review", data={"review": "符合"})).status_code == 409
    assert (await project.member.post(f"{project.stage_page}/delivery", data={"documents": ""})).status_code == 422
    assert (await project.member.post(f"{project.stage_page}/delivery", data={"documents": "报告"})).status_code == 303
    assert (await project.contact.client.get(paper)).status_code == 404, "nobody reviewed it"
    assert (await project.member.post(f"{project.stage_page}/return", data={"reason": "缺附件"})).status_code == 303
    assert (await _stage(partner, project))["status"] == "running"
    await project.member.post(f"{project.stage_page}/delivery", data={"documents": "报告\n附件"})
    assert (await project.member.post(f"{project.stage_page}/review", data={"review": "符合"})).status_code == 303
    assert (await _stage(partner, project))["status"] == "reviewed"

    await sign(project.contact.client, "deliverable", project.stage)
    await world.settle()
    assert (await _stage(partner, project))["status"] == "effective"
    async with partner.scope():
        assert await value("select status from deadline where promise = 'IM-D2' and subject_id = $1", project.stage)
        assert await value("select count(*) from survey where subject_id = $1", project.stage) == 1
    told = (await project.contact.client.get("/inbox")).text
    assert told.count("调研") >= 3, "begun, ready to be signed, completed"


async def test_a_log_is_valid_once_it_is_signed(partner, going, sign, world):
    project = await going(partner)
    log = {"stage": str(project.stage), "day": str(today()), "begins": "09:00", "ends": "17:30", "work": "访谈财务"}
    tomorrow = log | {"day": str(today() + timedelta(days=1))}
    assert (await project.member.post(f"{project.page}/logs", data=tomorrow)).status_code == 422
    assert (await project.member.post(f"{project.page}/logs", data=log | {"ends": "08:00"})).status_code == 422
    assert (await project.member.post(f"{project.page}/logs", data=log)).status_code == 303
    found = await _of(partner, "log", project)
    assert "访谈财务" not in (await project.contact.client.get(project.page)).text, "nobody confirmed it"
    assert (await project.member.post(f"{project.page}/logs/{found}/confirmation")).status_code == 303
    late = {"begins": "09:00", "ends": "18:00", "work": "改写"}
    assert (await project.member.post(f"{project.page}/logs/{found}/correction", data=late)).status_code == 409
    assert "访谈财务" in (await project.contact.client.get(project.page)).text
    assert await _status(partner, "log", found) == "confirmed"
    await sign(project.member, "log", found)
    await world.settle()
    assert await _status(partner, "log", found) == "signed"


async def test_a_form_that_is_sent_twice_counts_once(partner, going):
    project = await going(partner)
    log = {"stage": str(project.stage), "day": str(today()), "begins": "09:00", "ends": "17:30", "work": "一次"}
    for _ in range(2):
        assert (
            await project.member.post(f"{project.page}/logs", data=log | {"once": f"t-{project.id}"})
        ).status_code == 303
    async with partner.scope():
        assert await value("select count(*) from implementation_log where project = $1", project.id) == 1


async def test_a_day_of_work_without_a_log_is_owed_and_flagged(partner, going, door):
    from desk_implementation.actions import caring

    from desk.foundation.principals import SYSTEM

    project = await going(partner)
    day = now()
    while to_zone(day, "Asia/Shanghai").isoweekday() > 5:
        day += timedelta(days=1)
    with as_of(day):
        async with partner.scope():
            await caring.owe_logs(by=SYSTEM)
            await caring.owe_logs(by=SYSTEM)
            owed = "select count(*) from deadline where promise = 'IM-D1' and subject_id = $1 and status = 'running'"
            assert await value(owed, project.id) == 1
    with as_of(day + timedelta(days=1)):
        assert str(to_zone(day, "Asia/Shanghai").date()) in (await (await door.member(partner)).get(project.page)).text


async def test_an_unsigned_change_leaves_the_days_untouched(partner, going, sign, world):
    project = await going(partner)
    before = await _stage(partner, project)
    change = {"what": "延后", "why": "客户盘点", **EFFECTS, "stage": str(project.stage), "shift": "5"}
    assert (await project.member.post(f"{project.page}/changes", data=change | {"why": ""})).status_code == 422
    assert (await project.member.post(f"{project.page}/changes", data=change)).status_code == 303
    found = await _of(partner, "change", project)
    one = f"{project.page}/changes/{found}"
    assert (await project.member.post(f"{one}/execution")).status_code == 409
    assert (await project.contact.client.get(f"/documents/implementation.change/{found}/signature")).status_code == 404
    assert (await project.member.post(f"{one}/explanation")).status_code == 303
    assert (await project.member.post(f"{one}/execution")).status_code == 409, "nobody signed it"
    assert (await _stage(partner, project))["begins_on"] == before["begins_on"]

    await sign(project.contact.client, "change", found)
    await world.settle()
    assert (await _stage(partner, project))["begins_on"] == before["begins_on"], "signed, not executed"
    assert (await project.member.post(f"{one}/withdrawal")).status_code == 409
    assert (await project.member.post(f"{one}/execution")).status_code == 303
    after = await _stage(partner, project)
    assert after["begins_on"] - before["begins_on"] == timedelta(days=5)
    assert after["ends_on"] - before["ends_on"] == timedelta(days=5)


async def test_stages_moved_on_the_chart_make_a_change_that_nobody_has_signed(partner, going, planned):
    from desk_implementation.queries import works

    project, other = await going(partner), await planned(partner)
    chart = (await project.member.get(f"{project.page}/chart")).text
    assert f'data-stage="{project.stage}"' in chart, "who leads may move it"
    assert "data-stage" not in (await other.member.get(f"{other.page}/chart")).text, "nothing is signed yet"
    change = {"what": "移动", "why": "客户盘点", **EFFECTS}
    for wrong in (f"{other.stage}:3", f"{project.stage}:5000", "nothing:1", f"{project.stage}:x"):
        refused = await project.member.post(f"{project.page}/changes", data=change | {"moves": wrong})
        assert refused.status_code == 422, wrong
    moved = await project.member.post(f"{project.page}/changes", data=change | {"moves": f"{project.stage}:3"})
    assert moved.status_code == 303, moved.text[:500]
    async with partner.scope():
        (made,) = await works.changes(project.id)
    assert made["status"] == "draft"
    assert made["moves"] == f'[{{"days": 3, "stage": "{project.stage}"}}]'


async def test_what_was_signed_first_stays_beside_the_plan_as_it_is(partner, going, sign, world):
    project = await going(partner)
    signed = await _stage(partner, project)
    assert (signed["signed_begins_on"], signed["signed_ends_on"]) == (signed["begins_on"], signed["ends_on"])
    change = {"what": "移动", "why": "客户盘点", **EFFECTS, "moves": f"{project.stage}:3"}
    assert (await project.member.post(f"{project.page}/changes", data=change)).status_code == 303
    found = await _of(partner, "change", project)
    assert "g-signed" not in (await project.member.get(f"{project.page}/chart")).text
    await project.member.post(f"{project.page}/changes/{found}/explanation")
    await sign(project.contact.client, "change", found)
    await world.settle()
    assert (await project.member.post(f"{project.page}/changes/{found}/execution")).status_code == 303
    after = await _stage(partner, project)
    assert after["begins_on"] - signed["begins_on"] == timedelta(days=3)
    assert after["signed_begins_on"] == signed["begins_on"]
    assert "g-signed" in (await project.member.get(f"{project.page}/chart")).text


async def test_a_pause_is_seconded_decided_and_moves_the_plan_by_a_change(partner, going, stands, door):
    project = await going(partner)
    asked = {"reason": "customer", "description": "停产", "evidence": "来函"}
    assert (await project.member.post(f"{project.page}/pause-request", data=asked | {"reason": ""})).status_code == 422
    assert (await project.member.post(f"{project.page}/pause-request", data=asked)).status_code == 303
    decision = {"decision": "同意"}
    assert (await project.other.post(f"{project.page}/pause", data=decision)).status_code == 409, "not seconded"
    own = await project.member.post(f"{project.page}/pause-agreement", data={"note": "属实"})
    assert own.status_code == 422, "whoever asked doesn't second it"
    assert (await project.other.post(f"{project.page}/pause-agreement", data={"note": "属实"})).status_code == 303
    assert (await project.member.post(f"{project.page}/pause", data=decision)).status_code == 303
    assert await stands(partner, project.number) == "paused"
    assert (await project.member.post(f"{project.stage_page}/delivery", data={"documents": "x"})).status_code == 409

    before = await _stage(partner, project)
    with as_of(now() + timedelta(days=7)):
        resumed = await (await door.member(partner)).post(f"{project.page}/resumption", data={"solution": "恢复生产"})
    assert resumed.status_code == 303, resumed.text
    assert await stands(partner, project.number) == "running"
    assert await _status(partner, "change", await _of(partner, "change", project)) == "draft"
    assert (await _stage(partner, project))["begins_on"] == before["begins_on"]


async def test_a_project_ends_for_a_promise_only_when_the_company_agrees(partner, going, stands):
    project = await going(partner)
    asked = {"reason": "presales_promise", "description": "做不到", "evidence": "测试"}
    await project.member.post(f"{project.page}/pause-request", data=asked)
    await project.other.post(f"{project.page}/pause-agreement", data={"note": "属实"})
    await project.member.post(f"{project.page}/pause", data={"decision": "同意"})
    assert (await project.member.post(f"{project.page}/end-request", data=asked)).status_code == 303
    assert (await project.member.post(f"{project.page}/end", data={"decision": "同意"})).status_code == 409
    assert (await project.member.post(f"{project.page}/end-refusal", data={"decision": "再试"})).status_code == 303
    assert await stands(partner, project.number) == "paused"
    await project.member.post(f"{project.page}/end-request", data=asked)
    assert (await project.other.post(f"{project.page}/end-agreement", data={"note": "同意"})).status_code == 303
    assert (await project.member.post(f"{project.page}/end", data={"decision": "终止"})).status_code == 303
    assert await stands(partner, project.number) == "terminated"
    theirs = (await project.contact.client.get(project.page)).text
    assert "做不到" not in theirs


async def test_points_are_seen_by_the_customer_until_settled(partner, going):
    project = await going(partner)
    assert (await project.member.post(f"{project.page}/points", data={"point": "缺科目表"})).status_code == 303
    assert "缺科目表" in (await project.contact.client.get(project.page)).text
    found = await _of(partner, "point", project)
    settled = await project.member.post(f"{project.page}/points/{found}/settlement", data={"result": "已提供"})
    assert settled.status_code == 303
    assert "已提供" in (await project.contact.client.get(project.page)).text
