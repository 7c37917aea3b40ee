"""Customers book in the portal: for themselves and colleagues, and see their own alone."""

from tests_support import make_customer


async def _of(tenant, customer):
    from desk_training.queries import enrolments

    async with tenant.scope():
        return [(one["number"], one["status"]) for one in await enrolments.of_customer(customer, most=10)]


async def test_a_contact_books_waits_and_moves_up(partner, session, contact, seats, world):
    number, customer, other = await session(partner, 1), await make_customer(partner), await make_customer(partner)
    quick, slow = (await contact(partner, customer)).client, (await contact(partner, other)).client
    assert f"/training/{number}/enrolments" in (await quick.get("/training")).text
    booked = await quick.post(f"/training/{number}/enrolments", data={})
    assert booked.headers["location"] == "/training?booked=registered"
    assert (await slow.post(f"/training/{number}/enrolments", data={})).headers["location"].endswith("waiting")
    assert (await slow.post(f"/training/{number}/enrolments", data={})).status_code == 409
    assert await seats(partner, number) == (1, 1)

    [(mine, _)] = await _of(partner, customer)
    assert (await slow.post(f"/training/enrolments/{mine}/withdrawal")).status_code == 404
    assert (await quick.post(f"/training/enrolments/{mine}/withdrawal")).status_code == 303
    await world.settle()
    assert [status for _, status in await _of(partner, other)] == ["registered"]
    assert await seats(partner, number) == (1, 0)


async def test_a_contact_books_for_a_colleague_and_for_nobody_else(partner, session, contact, person):
    number, customer, other = await session(partner), await make_customer(partner), await make_customer(partner)
    colleague, stranger = await person(partner, customer, "李出纳"), await person(partner, other, "别人")
    me = (await contact(partner, customer)).client
    assert (await me.post(f"/training/{number}/enrolments", data={"contact": str(stranger)})).status_code == 404
    assert (await me.post(f"/training/{number}/enrolments", data={"contact": str(colleague)})).status_code == 303
    shown = (await me.get("/training")).text
    assert "李出纳" in shown
    assert "别人" not in shown


async def test_what_is_only_planned_is_not_shown_nor_booked(partner, session, contact):
    number = await session(partner, announced=False)
    me = (await contact(partner)).client
    assert f"/training/{number}/enrolments" not in (await me.get("/training")).text
    assert (await me.post(f"/training/{number}/enrolments", data={})).status_code == 409


async def test_the_tile_leads_there(partner, session, contact):
    await session(partner)
    assert "/training" in (await (await contact(partner)).client.get("/")).text


async def test_the_portal_changes_seats_and_nothing_else(partner, session):
    """What the database lets a customer's request do, whatever our code would do by mistake."""
    from desk_training.queries import sessions

    from desk.foundation.database import execute

    number, customer = await session(partner), await make_customer(partner)
    async with partner.scope(customer):
        assert await execute("update training_session set place = 'x' where number = $1", number) == "UPDATE 0"
        session_id = await sessions.id_of(number)
        assert (await sessions.seating(session_id))["seats"] == 2
