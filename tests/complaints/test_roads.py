"""The roads in: the page without a sign-in, a ticket that is one, headquarters, a supervision call; and up again."""

from datetime import UTC, datetime

import pytest
from tests_support import make_customer, make_ticket

from desk.cases import queries as cases
from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.headquarters.actions import publish_partner

from .conftest import GRADED, HANDLED

OPENLY = {"text": "报修三天没人来", "complainant": "王会计", "phone": "13800138000", "unit": "江南纺织"}
FEEDBACK = {"result": "已上门解决", "done_on": "2026-01-05", "opinion": "满意", "measures": "派工前电话确认"}


async def _found(tenant, text):
    async with tenant.scope():
        found = await rows("select * from complaints_complaint where text like '%' || $1 || '%'", text)
    return [dict(one) for one in found]


async def test_anybody_complains_without_signing_in_and_learns_of_nobody(founding, door):
    partner = await founding(plugins=["complaints"])
    await make_customer(partner, name="江南纺织")
    passer_by = door.signed_out(partner, "portal")
    assert (await passer_by.get("/complain")).status_code == 200
    assert (await passer_by.post("/complain", data=OPENLY | {"text": ""})).status_code == 422
    sent = await passer_by.post("/complain", data=OPENLY)
    assert sent.status_code == 303
    [one] = await _found(partner, OPENLY["text"])
    assert (one["customer"], one["medium"], one["receiver"]) == (None, "portal", None)
    assert str(one["number"]) in (await passer_by.get(sent.headers["location"])).text
    for _ in range(4):
        assert (await passer_by.post("/complain", data=OPENLY)).status_code == 303
    assert (await passer_by.post("/complain", data=OPENLY)).status_code == 429


async def test_where_it_is_switched_off_there_is_no_such_page(founding, door):
    partner = await founding(plugins=["complaints"], toml="[settings.complaints]\npublic = false\n")
    assert (await door.signed_out(partner, "portal").get("/complain")).status_code == 404


async def test_a_member_marks_a_ticket_as_a_complaint(partner, door):
    member, ticket = await door.member(partner), await make_ticket(partner, subject="账套打不开三天了")
    async with partner.scope():
        number, customer = (await rows("select number, customer from ticket where id = $1", ticket.id))[0]
    page = (await member.get(f"/complaints/new?customer={customer}&ticket={number}")).text
    assert "账套打不开三天了" in page


async def test_a_ticket_whose_promise_was_missed_suggests_a_delay(partner, door, complaint):
    member, ticket = await door.member(partner), await make_ticket(partner, subject="三天没人回")
    async with partner.scope():
        number, customer = (await rows("select number, customer from ticket where id = $1", ticket.id))[0]
    one = await complaint(partner, customer=customer, ticket=number)
    chosen = '<option value="delay" selected'
    assert chosen not in (await member.get(f"/complaints/{one}")).text
    async with partner.scope():
        missed = "update deadline set missed_at = due_at where subject_id = $1 returning id"
        assert await rows(missed, ticket.id)
    assert chosen in (await member.get(f"/complaints/{one}")).text


async def test_a_supervision_call_makes_one(partner, world):
    from desk_complaints import reactions

    from desk.foundation.events import Fact

    ticket = await make_ticket(partner, subject="电话里说不满意")
    async with partner.scope():
        number = await value("select number from ticket where id = $1", ticket.id)
        told = {"tenant_id": partner.id, "id": None, "name": "supervision.negative", "at": datetime.now(UTC)}
        nobody = {"by_kind": "system", "by_id": None, "subject_kind": "", "subject_id": None, "customer_id": None}
        await reactions.register_negative.run(Fact(**told, **nobody, payload={"ticket": number}))
    [one] = await _found(partner, "电话里说不满意")
    assert (one["medium"], one["ticket"]) == ("supervision", ticket.id)


@pytest.fixture
async def transferred(founding, door, headquarters, world):
    """A partner with complaints to whom headquarters transferred one; and the operator, and the case."""
    partner = await founding(plugins=["complaints"])
    async with partner.scope():
        await publish_partner(by=SYSTEM)
    operator = await door.member(headquarters)
    words = {
        "title": "工程师三次没有来",
        "customer_name": "江南纺织",
        "contact_name": "王敏",
        "contact_reach": "0512-5550",
    }
    more = {"description": "约好上门三次都没有人来", "wanted": "尽快上门", "partner": partner.slug}
    made = await operator.post("/complaints", data=words | more)
    assert made.status_code == 303, made.text
    await world.settle()
    return partner, operator, made.headers["location"]


async def test_headquarters_transfers_one_and_hears_how_it_ended(transferred, door, world):
    partner, operator, place = transferred
    [one] = await _found(partner, "约好上门三次")
    assert (one["medium"], one["unit"], one["complainant"], one["phone"]) == (
        *("headquarters", "江南纺织"),
        *("王敏", "0512-5550"),
    )
    member, number, case = await door.member(partner), one["number"], place.rsplit("/", 1)[1]
    learned = {"text": "排班缺人", "corrective": "补排", "preventive": "每周核对排班"}
    for step, said in (*HANDLED, ("verify", {"text": "客户满意"}), ("measures", learned)):
        answer = await member.post(f"/complaints/{number}/steps/{step}", data=said)
        assert answer.status_code == 303, (step, answer.text)
        await world.settle()
    async with partner.scope():
        held = await cases.sheet(rows, int(case))
        owed = await value("select status from deadline where subject_id = $1 and promise = 'HQ-D1'", held["id"])
    assert (held["status"], owed) == ("handled", "running")
    assert (await member.post(f"/complaints/{number}/steps/archive", data={})).status_code == 409
    assert (await member.post(f"/cases/{case}/feedback", data=FEEDBACK)).status_code == 303
    await world.settle()
    assert (await operator.post(f"{place}/objection", data={"body": "请再回访"})).status_code == 303
    await world.settle()
    [again] = await _found(partner, "约好上门三次")
    assert (again["status"], again["valid"]) == ("received", True)


async def test_unsolved_it_goes_up_as_a_case_and_comes_back(partner, door, complaint, sheet, headquarters, world):
    member, number = await door.member(partner), await complaint(partner, *HANDLED[:3], text="升级处理这件事")
    found = await sheet(partner, number)
    assert "/cases/new?subject_kind=complaint" in (await member.get(f"/complaints/{number}")).text
    envelope = {
        "kind": "complaint",
        "title": "无法解决",
        "customer_name": "江南纺织",
        "product": "财务",
        "impact": "停用",
    }
    words = {"description": "升级处理这件事", "tried": "已上门", "wanted": "请给方案"}
    about = {"subject_kind": "complaint", "subject_id": str(found["id"])}
    made = await member.post("/cases", data=envelope | words | about)
    assert made.status_code == 303, made.text
    assert (await sheet(partner, number))["status"] == "escalated"
    await world.settle()
    operator, case = await door.member(headquarters), made.headers["location"].rsplit("/", 1)[1]
    up = f"/cases/{partner.slug}/{case}"
    assert (await operator.post(f"{up}/work", data={})).status_code == 303
    said = {"body": "按补丁处理", "told": "总部给了补丁"}
    assert (await operator.post(f"{up}/answer", data=said)).status_code == 303
    await world.settle()
    assert (await sheet(partner, number))["status"] == "handling"
    page = (await member.get(f"/complaints/{number}")).text
    assert "按补丁处理" in page


async def test_an_appeal_once(partner, contact, door, sheet, complaint):
    customer = await make_customer(partner)
    me = (await contact(partner, customer)).client
    number = await complaint(partner, ("explain", {"text": "不在合同范围"}), customer=customer)
    assert (await me.post(f"/complaints/{number}/steps/appeal", data={"text": "合同第三条"})).status_code == 303
    assert (await sheet(partner, number))["status"] == "received"
    member = await door.member(partner)
    assert (await member.post(f"/complaints/{number}/steps/accept", data=GRADED)).status_code == 303
    assert (await sheet(partner, number))["valid"] is True
    assert (await me.post(f"/complaints/{number}/steps/appeal", data={"text": "再"})).status_code == 409


async def test_evidence_is_sealed_and_kept_from_whom_it_is_about(partner, door, sheet):
    _, person = await door.person(partner, ("department_manager", "service_supervisor"))
    member, them = await door.member(partner), await door.member(partner, "department_manager", "service_supervisor")
    form = {"text": "录音为证", "complainant": "王会计", "phone": "13800138000", "about_person": str(person)}
    made = await member.post("/complaints", data=form, files=[("files", ("talk.txt", b"hello", "text/plain"))])
    assert made.status_code == 303, made.text
    number = int(made.headers["location"].rsplit("/", 1)[1])
    page = (await member.get(f"/complaints/{number}")).text
    assert "2cf24dba5fb0" in page
    more = await member.post(f"/complaints/{number}/evidence", files=[("files", ("more.txt", b"x", "text/plain"))])
    assert more.status_code == 303, more.text
    assert "talk.txt" not in (await them.get(f"/complaints/{number}")).text
    refused = await them.post(f"/complaints/{number}/evidence", files=[("files", ("a.txt", b"x", "text/plain"))])
    assert refused.status_code == 409
    found = await sheet(partner, number)
    with pytest.raises(Exception, match="permission denied"):
        async with partner.scope():
            await rows("update complaints_evidence set sha256 = 'x' where complaint = $1 returning 1", found["id"])
