"""From the evaluation to the archive: three verdicts, rework, the customer's acceptance, two looks at the documents."""

from desk.foundation.database import value

RESULTS = {"results": "账表一致：否"}
REPORT = {"summary": "按期上线", "checklist": "主计划\n验收单", "lessons": "早点盘点"}


async def test_failed_stages_are_done_again_and_then_it_is_accepted_and_archived(
    partner, completed, done_again, sign, stands, world
):
    project = await completed(partner)
    one, member = project.page, project.member
    assert (await member.post(f"{one}/evaluation-request", data={})).status_code == 303
    assert (await member.post(f"{one}/passing", data={})).status_code == 409, "nobody evaluated it"
    failed = RESULTS | {"verdict": "stage_work_incomplete"}
    assert (await member.post(f"{one}/evaluation", data=failed)).status_code == 422, "which stages?"
    failed |= {"stages": str(project.stage)}
    assert (await member.post(f"{one}/evaluation", data=failed)).status_code == 303
    assert (await member.post(f"{one}/passing", data={})).status_code == 409
    assert (await member.post(f"{one}/rework", data={})).status_code == 303
    assert await stands(partner, project.number) == "running"
    async with partner.scope():
        found = await value("select status || ' ' || rounds from implementation_stage where id = $1", project.stage)
    assert found == "running 1"
    assert (await member.post(f"{one}/evaluation-request", data={})).status_code == 409, "a stage isn't signed"

    await done_again(project)
    assert (await member.post(f"{one}/evaluation-request", data={})).status_code == 303
    passed = {"results": "账表一致：是", "verdict": "passed"}
    assert (await member.post(f"{one}/evaluation", data=passed)).status_code == 303
    assert (await member.post(f"{one}/passing", data={})).status_code == 303
    assert await stands(partner, project.number) == "final_acceptance"
    await sign(project.contact.client, "acceptance", project.id)
    await world.settle()
    assert await stands(partner, project.number) == "document_review"

    assert (await member.post(f"{one}/document-review", data={})).status_code == 409, "there is no report"
    assert (await member.post(f"{one}/report", data=REPORT)).status_code == 303
    assert (await member.post(f"{one}/document-review", data={})).status_code == 303
    assert (await member.post(f"{one}/archive", data={})).status_code == 409, "somebody else looks a second time"
    missing = {"missing": "缺培训记录"}
    assert (await project.other.post(f"{one}/document-return", data=missing)).status_code == 303
    assert (await member.post(f"{one}/document-review", data={})).status_code == 409, "something is missing"
    assert (
        await member.post(f"{one}/report", data=REPORT | {"checklist": "主计划\n验收单\n培训记录"})
    ).status_code == 303
    assert (await member.post(f"{one}/document-review", data={})).status_code == 303
    assert (await project.other.post(f"{one}/archive", data={})).status_code == 303
    assert await stands(partner, project.number) == "archived"
    theirs = await project.contact.client.get(one)
    assert theirs.status_code == 200
    assert "账表一致" not in theirs.text
    assert "早点盘点" not in theirs.text


async def test_a_promise_that_cannot_be_kept_ends_it_with_the_company(partner, completed, stands):
    project = await completed(partner)
    one, member = project.page, project.member
    await member.post(f"{one}/evaluation-request", data={})
    asked = {"reason": "product_need", "description": "产品不支持", "evidence": "测试"}
    assert (await member.post(f"{one}/end-request-failed", data=asked)).status_code == 409, "nobody evaluated it"
    failed = RESULTS | {"verdict": "product_requirement"}
    assert (await member.post(f"{one}/evaluation", data=failed)).status_code == 303
    assert (await member.post(f"{one}/end-request-failed", data=asked)).status_code == 303
    assert (await member.post(f"{one}/end-refusal-failed", data={"decision": "再议"})).status_code == 303
    assert await stands(partner, project.number) == "evaluating"
    await member.post(f"{one}/end-request-failed", data=asked)
    assert (await member.post(f"{one}/end", data={"decision": "终止"})).status_code == 409
    await member.post(f"{one}/end-agreement", data={"note": "同意"})
    await project.other.post(f"{one}/end-agreement", data={"note": "同意"})
    assert (await member.post(f"{one}/end", data={"decision": "终止"})).status_code == 303
    async with partner.scope():
        name = "implementation.requirement_found"
        assert await value("select count(*) from event where name = $1 and subject_id = $2", name, project.id) == 1


async def test_a_fee_that_is_paid_is_told(partner, going, world):
    from desk.foundation.principals import SYSTEM
    from desk.payments.actions import NewPayment, record_payment

    project = await going(partner)
    async with partner.scope():
        new = NewPayment(
            "implementation.fee",
            project.contact.customer,
            100_00,
            subject_kind="implementation_project",
            subject_id=project.id,
            reference=f"test:{project.id}",
        )
        await record_payment(new, by=SYSTEM)
    await world.settle()
    async with partner.scope():
        name = "implementation.fee_paid"
        assert await value("select count(*) from event where name = $1 and subject_id = $2", name, project.id) == 1


async def test_what_the_product_lacks_is_told_to_headquarters(partner, completed, world):
    project = await completed(partner)
    one, member = project.page, project.member
    asked = "select status from task where key = 'implementation.hand_up:' || $1::text"
    await member.post(f"{one}/evaluation-request", data={})
    failed = RESULTS | {"results": "固定资产不能按部门折旧", "verdict": "product_requirement"}
    assert (await member.post(f"{one}/evaluation", data=failed)).status_code == 303
    await world.settle()
    async with partner.scope():
        assert await value(asked, str(project.id)) == "open"

    about = {"subject_kind": "implementation_project", "subject_id": str(project.id)}
    assert f"/cases/new?subject_kind=implementation_project&amp;subject_id={project.id}" in (await member.get(one)).text
    form = await member.get("/cases/new", params=about)
    assert form.status_code == 200
    assert "固定资产不能按部门折旧" in form.text
    words = {"kind": "requirement", "title": "按部门折旧", "customer_name": "某纺织厂", "product": "固定资产"}
    more = {"description": "不能按部门折旧", "tried": "手工分摊", "impact": "项目终止", "wanted": "增加功能"}
    more |= {"requirement.function": "按部门折旧", "requirement.business": "部门核算"}
    handed = await member.post("/cases", data=about | words | more)
    assert handed.status_code == 303, handed.text[:500]
    await world.settle()
    async with partner.scope():
        assert await value(asked, str(project.id)) == "cancelled"
    assert handed.headers["location"] in (await member.get(one)).text


async def test_a_customer_never_sees_risks_nor_how_it_was_evaluated(partner, completed, contact):
    project = await completed(partner)
    one, member = project.page, project.member
    risk = {"risk": "关键用户要离职", "probability": "high", "impact": "high", "measure": "早点培训"}
    assert (await member.post(f"{one}/risks", data=risk)).status_code == 303
    point = {"point": "缺第三家科目表"}
    assert (await member.post(f"{one}/points", data=point)).status_code == 303
    await member.post(f"{one}/evaluation-request", data={})
    failed = {"results": "凭证漏审", "verdict": "stage_work_incomplete", "stages": str(project.stage)}
    assert (await member.post(f"{one}/evaluation", data=failed)).status_code == 303
    await member.post(f"{one}/rework", data={})
    asked = {"reason": "customer", "description": "客户欠款", "evidence": "对账单"}
    assert (await member.post(f"{one}/pause-request", data=asked)).status_code == 303

    ours = (await member.get(one)).text
    theirs = (await project.contact.client.get(one)).text
    assert "缺第三家科目表" in theirs
    for inner in ("关键用户要离职", "早点培训", "凭证漏审", "客户欠款", "对账单"):
        assert inner in ours
        assert inner not in theirs
    for place in ("", "/chart"):
        assert (await (await contact(partner)).client.get(f"{one}{place}")).status_code == 404
    async with partner.scope(customer=project.contact.customer):
        for table in ("risk", "evaluation", "request", "promise", "handover"):
            assert await value("select count(*) from implementation_X".replace("X", table)) == 0, table
