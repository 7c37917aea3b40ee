"""Programs note absences, questions, remarks and series; certificates and codes come on paper."""

from datetime import UTC, datetime, timedelta

from tests_support import make_customer

from desk.foundation.database import value
from desk.kit.time import as_of

MORNING = datetime(2031, 5, 12, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, a Monday."""


async def test_absences_questions_remarks_and_another_try(partner, course, session, enrol, door):
    customer, made = await make_customer(partner), await course(partner, kind="certification", pass_mark=60)
    number = await session(partner, begins_at=MORNING, of=made)
    good, bad = await enrol(partner, number, customer), await enrol(partner, number, customer)
    one = f"/api/v1/training/sessions/{number}"
    with as_of(MORNING):
        program = await door.api(partner)
        marks = [f"{good}=present", f"{bad}=late"]
        await program.put(f"{one}/attendance", json={"half": "2031-05-12 a_morning", "marks": marks})
        await program.put(f"{one}/start")
        left = await program.post(f"{one}/absences", json={"reason": "接电话"})
        assert left.status_code == 201, left.text
        assert (await program.post(f"{one}/absences")).status_code == 409
    with as_of(MORNING + timedelta(minutes=20)):
        [away] = (await (await door.api(partner)).put(f"{one}/return")).json()["items"]
        assert away["violation"] is True
    with as_of(MORNING + timedelta(hours=3)):
        program = await door.api(partner)
        assert (await program.post(f"{one}/questions", json={"question": ""})).status_code == 422
        asked = await program.post(f"{one}/questions", json={"question": "怎么反结账", "answer": "先取消"})
        assert [each["answer"] for each in asked.json()["items"]] == ["先取消"]
        await program.put(f"{one}/end")
        said = {"scores": [f"{good}=87", f"{bad}=59"], "remarks": [f"{bad}=月末处理要多练"], "complete": True}
        assert (await program.put(f"{one}/scores", json=said)).json()["status"] == "graded"
        member = await door.member(partner)
        assert "月末处理要多练" in (await member.get(f"/training/sessions/{number}/scores")).text
        paper = await member.post(f"/training/sessions/{number}/survey/sheet")
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.content.count(b"/Subtype /Image") >= 2 or paper.content.count(b"/Subtype/Image") >= 2
        await program.put(f"{one}/feedback")
        async with partner.scope():
            certificate = await value("select id from training_certificate where customer = $1", customer)
        printed = await member.get(f"/documents/training.certificate/{certificate}")
        assert b"/Image" in printed.content
    again = await session(partner, of=made)
    resit = await program.post(f"/api/v1/training/enrolments/{bad}/resit", json={"session": again})
    assert resit.status_code == 201
    assert resit.json()["session_number"] == again
    assert (await program.post(f"/api/v1/training/enrolments/{good}/resit", json={"session": again})).status_code == 409


async def test_series_begin_and_end(founding, course, door):
    tenant = await founding(plugins=["training"])
    made, program = await course(tenant), await door.api(tenant)
    _, trainer = await door.person(tenant, ("trainer",))
    said = {"course": str(made), "day": 31, "begins": "14:00", "hours": 3, "place": "301", "seats": 10}
    said["trainer"] = str(trainer)
    assert (await program.post("/api/v1/training/series", json=said)).status_code == 422
    begun = await program.post("/api/v1/training/series", json=said | {"day": 12})
    assert begun.status_code == 201, begun.text
    [one] = begun.json()["items"]
    ended = await program.put(f"/api/v1/training/series/{one['id']}/end")
    assert ended.json()["items"] == []
