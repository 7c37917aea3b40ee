"""Whoever is complained about neither handles it nor reads inner words: the database sees to it."""

from desk.foundation.database import rows

from .conftest import GRADED


async def _read(tenant, number, member):
    """What this member's requests get of its entries, whatever our code asks for."""
    async with tenant.scope():
        await rows("select set_config('desk.member_id', $1, true)", str(member) if member else "")
        found = await rows(
            """select e.kind from complaints_entry e join complaints_complaint p on p.id = e.complaint
                where p.number = $1""",
            number,
        )
    return {one["kind"] for one in found}


async def test_the_database_keeps_inner_words_from_them(partner, door, complaint):
    _, person = await door.person(partner, ("hotline_engineer",))
    _, manager = await door.person(partner, ("department_manager",))
    _, other = await door.person(partner, ("trainer",))
    steps = (("accept", GRADED), ("take", {}), ("reply", {"text": "您好"}))
    number = await complaint(partner, *steps, about_person=person, about_manager=manager)
    assert await _read(partner, number, person) == {"reply"}
    assert await _read(partner, number, manager) == {"reply"}
    assert await _read(partner, number, other) == {"reply", "review"}
    assert await _read(partner, number, None) == {"reply", "review"}


async def test_they_see_the_page_without_it_and_take_no_step(partner, door, complaint):
    roles = ("department_manager", "service_supervisor")
    _, person = await door.person(partner, roles)
    number = await complaint(partner, ("accept", GRADED | {"text": "只给同事看"}), about_person=person)
    them, others = await door.member(partner, *roles), await door.member(partner)
    assert "只给同事看" in (await others.get(f"/complaints/{number}")).text
    page = await them.get(f"/complaints/{number}")
    assert page.status_code == 200
    assert "只给同事看" not in page.text
    assert (await them.post(f"/complaints/{number}/steps/take", data={})).status_code == 409
    passed = {"text": "请处理", "department": "服务部", "assignee": str(person)}
    assert (await others.post(f"/complaints/{number}/steps/assign", data=passed)).status_code == 422


async def test_programs_of_theirs_read_no_more(partner, door, complaint):
    roles = ("department_manager",)
    _, person = await door.person(partner, roles)
    number = await complaint(partner, ("accept", GRADED | {"text": "只给同事看"}), about_manager=person)
    program = await door.api(partner, *roles)
    answer = await program.get(f"/api/v1/complaints/{number}/entries")
    assert answer.status_code == 200
    assert answer.json()["items"] == []
