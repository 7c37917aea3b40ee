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
