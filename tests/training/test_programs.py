"""A whole session by programs, and what people asked in it."""

from datetime import UTC, datetime, timedelta

from tests_support import make_customer

from desk.kit.time import as_of

MORNING = datetime(2031, 5, 5, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, a Monday."""


async def test_a_session_is_taught_graded_and_closed_by_programs(partner, session, enrol, door, contact):
    customer = await make_customer(partner)
    number = await session(partner, begins_at=MORNING, pass_mark=60, materials="https://files.example/1")
    enrolled = await enrol(partner, number, customer)
    assert "https://files.example/1" in (await (await contact(partner, customer)).client.get("/training")).text
    one = f"/api/v1/training/sessions/{number}"
    with as_of(MORNING):
        program = await door.api(partner)
        assert (await program.put(f"{one}/start")).status_code == 409
        wrong = await program.put(f"{one}/attendance", json={"half": "2031-05-05 a_morning", "marks": ["x=late"]})
        assert wrong.status_code == 422
        said = {"half": "2031-05-05 a_morning", "marks": [f"{enrolled}=late"]}
        assert (await program.put(f"{one}/attendance", json=said)).status_code == 200
        assert (await program.put(f"{one}/start")).json()["status"] == "running"
    with as_of(MORNING + timedelta(hours=3)):
        program = await door.api(partner)
        assert (await program.put(f"{one}/end")).json()["status"] == "ended"
        graded = await program.put(f"{one}/scores", json={"scores": [f"{enrolled}=59"], "complete": True})
        assert graded.json()["status"] == "graded"
        assert (await program.put(f"{one}/feedback")).json()["status"] == "closed"
    somebody = (await program.get(f"/api/v1/training/enrolments/{enrolled}")).json()
    assert somebody["status"] == "failed"

    member, page = await door.member(partner), f"/training/sessions/{number}"
    assert (await member.post(f"{page}/questions", data={"question": " "})).status_code == 422
    said = {"question": "怎么反结账", "answer": "先取消期末结转", "for_knowledge": "yes"}
    assert (await member.post(f"{page}/questions", data=said)).status_code == 303
    assert "先取消期末结转" in (await member.get(page)).text
