"""Courses are published, sessions planned, announced and cancelled, people registered and taken off again."""

from datetime import timedelta
from uuid import uuid4

from tests_support import make_customer

from desk.kit.ids import uuid7
from desk.kit.time import as_of, now


async def _course_form(**more):
    said = {"code": uuid7().hex[-12:], "name": "总账操作", "kind": "operation", "level": "basic", "content": "结账"}
    return said | {"hours": "6", "fee": "300", "need": ""} | more


async def test_a_course_is_published_when_it_answers_a_need(partner, door):
    from desk_training.queries import courses

    member, form = await door.member(partner), await _course_form()
    assert (await member.post("/training/courses", data=form | {"kind": "cooking"})).status_code == 422
    assert (await member.post("/training/courses", data=form)).status_code == 303
    assert (await member.post("/training/courses", data=form)).status_code == 422, "the code is taken"
    async with partner.scope():
        course = await courses.course_with(form["code"])
    one = f"/training/courses/{course}"
    assert (await member.post(f"{one}/publication")).status_code == 409
    assert (await member.post(one, data=form | {"need": "不会结账"})).status_code == 303
    assert (await member.post(f"{one}/publication")).status_code == 303
    assert (await member.post(f"{one}/publication")).status_code == 409
    assert (await member.post(f"{one}/retirement")).status_code == 303
    async with partner.scope():
        found = await courses.course(course)
    assert (found.status, found.fee_cents, found.hours) == ("retired", 30_000, 6)


async def test_a_session_is_planned_announced_and_cancelled(partner, door, course, enrol, stands, world):
    from desk_training.queries import sessions

    member, chosen = await door.member(partner), await course(partner, fee_cents=30_000)
    _, trainer = await door.person(partner, ("trainer",))
    form = {"course": str(chosen), "place": "301", "trainer": str(trainer), "seats": "3", "fee": ""}
    form |= {"begins": "2031-03-01T09:00", "ends": "2031-03-01T12:00"}
    wrong = await member.post("/training/sessions", data=form | {"ends": "2031-02-01T12:00", "seats": "0"})
    assert wrong.status_code == 422
    unknown = await member.post("/training/sessions", data=form | {"trainer": str(uuid4())})
    assert unknown.status_code == 422
    planned = await member.post("/training/sessions", data=form)
    assert planned.status_code == 303, planned.text
    one = planned.headers["location"]
    number = int(one.rpartition("/")[2])
    async with partner.scope():
        found = await sessions.sheet(number)
    assert (found["fee_cents"], found["seats"], found["status"]) == (30_000, 3, "planned")

    registered = await enrol(partner, number)
    assert (await member.post(f"{one}/announcement", data={})).status_code == 303
    assert (await member.post(f"{one}/announcement", data={})).status_code == 409
    assert (await member.post(f"{one}/cancellation", data={"reason": ""})).status_code == 422
    assert (await member.post(f"{one}/cancellation", data={"reason": "老师生病"})).status_code == 303
    await world.settle()
    assert await stands(partner, registered) == "cancelled"
    assert "老师生病" in (await member.get(one)).text


async def test_a_member_registers_somebody_new(partner, door, session, seats):
    from desk_training.queries import people

    member, number, customer = await door.member(partner), await session(partner), await make_customer(partner)
    place = f"/training/sessions/{number}/enrolments"
    assert (await member.get(f"{place}/new")).status_code == 200
    assert (await member.get(f"{place}/new?customer={customer}")).status_code == 200
    assert (await member.post(place, data={"customer": str(customer)})).status_code == 422
    said = {"customer": str(customer), "name": "孙出纳", "mobile": "13800138000", "needs": "年结"}
    assert (await member.post(place, data=said)).status_code == 303
    async with partner.scope():
        [known] = await people.contacts(customer)
    assert known["name"] == "孙出纳"
    again = await member.post(place, data={"customer": str(customer), "contact": str(known["id"])})
    assert again.status_code == 409
    assert await seats(partner, number) == (1, 0)


async def test_nobody_registers_for_what_has_begun(partner, session, door, person, enrol):
    number, customer = await session(partner), await make_customer(partner)
    there, contact = await enrol(partner, number), await person(partner, customer)
    member = await door.member(partner)
    with as_of(now() + timedelta(days=11)):
        member = await door.member(partner)
        said = {"customer": str(customer), "contact": str(contact)}
        assert (await member.post(f"/training/sessions/{number}/enrolments", data=said)).status_code == 409
        assert (await member.post(f"/training/enrolments/{there}/cancellation", data={})).status_code == 409


async def test_lists_are_searched_filtered_and_taken_out(partner, session, enrol, door):
    word = uuid7().hex[-8:]
    number = await session(partner, name=f"增值税 {word}", kind="special")
    await session(partner)
    customer = await make_customer(partner, f"江南 {word}")
    await enrol(partner, number, customer)
    member = await door.member(partner)

    found = (await member.get(f"/training?q={word}")).text
    assert f"/training/sessions/{number}" in found
    assert "增值税" not in (await member.get("/training?q=nothingofthekind")).text
    assert f"/training/sessions/{number}" not in (await member.get("/training?kind=product")).text
    assert f"/training/sessions/{number}" in (await member.get(f"/training?kind=special&free=1&q={word}")).text
    table = await member.get(f"/training/sessions.csv?q={word}")
    assert word in table.text
    register = await member.get(f"/training/enrolments?customer={customer}")
    assert f"江南 {word}" in register.text
    assert word in (await member.get(f"/training/enrolments.csv?customer={customer}")).text


async def test_programs_plan_announce_and_register(partner, door, course):
    program, chosen, customer = await door.api(partner), await course(partner), await make_customer(partner)
    _, trainer = await door.person(partner, ("trainer",))
    said = {"course": str(chosen), "place": "301", "trainer": str(trainer), "seats": 1}
    said |= {"begins": "2031-03-01T09:00:00+08:00", "ends": "2031-03-01T12:00:00+08:00"}
    made = await program.post("/api/v1/training/sessions", json=said)
    assert made.status_code == 201, made.text
    one = f"/api/v1/training/sessions/{made.json()['number']}"
    assert (await program.put(f"{one}/announcement")).json()["status"] == "announced"
    somebody = {"session": made.json()["number"], "customer": str(customer), "name": "王会计"}
    seated = await program.post("/api/v1/training/enrolments", json=somebody)
    assert seated.json()["status"] == "registered", seated.text
    waits = await program.post("/api/v1/training/enrolments", json=somebody | {"name": "李会计"})
    assert waits.json()["status"] == "waiting"
    off = await program.put(f"/api/v1/training/enrolments/{waits.json()['number']}/cancellation", json={})
    assert off.json()["status"] == "cancelled"
    shown = (await program.get(f"/api/v1/training/enrolments?session={made.json()['id']}")).json()["items"]
    assert [entry["status"] for entry in shown] == ["cancelled", "registered"]
    assert (await program.get(one)).json()["taken"] == 1


async def test_another_tenant_finds_nothing(partner, neighbour, session, enrol, door):
    number = await session(partner)
    registered = await enrol(partner, number)
    there = await door.member(neighbour)
    far = f"/training/sessions/{number + 10_000}"
    async with neighbour.scope():
        theirs = await make_customer(neighbour)
    assert (await there.get(far)).status_code == 404
    assert (await there.post(f"/training/enrolments/{registered + 10_000}/cancellation", data={})).status_code == 404
    own = await session(neighbour)
    foreign = await make_customer(partner)
    taken = await there.post(f"/training/sessions/{own}/enrolments", data={"customer": str(foreign), "name": "x"})
    assert taken.status_code == 404
    assert theirs != foreign
