"""Seats are given once, to who came first; whoever waits moves up, and nobody passes them."""

import asyncio

from tests_support import make_customer

from desk.foundation.principals import SYSTEM


async def test_two_hundred_who_race_for_twenty_seats_get_exactly_twenty(partner, session, person, seats):
    from desk_training.actions import enrolling

    number, customer = await session(partner, 20), await make_customer(partner)
    people = [await person(partner, customer, f"学员{n}") for n in range(200)]
    turns = asyncio.Semaphore(16)

    async def register(contact):
        async with turns, partner.scope():
            await enrolling.enrol(enrolling.NewEnrolment(number, customer, contact), by=SYSTEM)

    await asyncio.gather(*(register(one) for one in people))
    assert await seats(partner, number) == (20, 180)


async def test_the_same_person_twice_at_once_is_registered_once(partner, session, person, seats):
    from desk_training.actions import enrolling
    from desk_training.errors import AlreadyRegistered

    number, customer = await session(partner, 5), await make_customer(partner)
    contact = await person(partner, customer)

    async def register():
        async with partner.scope():
            await enrolling.enrol(enrolling.NewEnrolment(number, customer, contact), by=SYSTEM)

    outcomes = await asyncio.gather(*(register() for _ in range(5)), return_exceptions=True)
    assert sum(one is None for one in outcomes) == 1
    assert all(one is None or isinstance(one, AlreadyRegistered) for one in outcomes)
    assert await seats(partner, number) == (1, 0)


async def test_who_waits_longest_moves_up_and_nobody_passes_them(partner, session, enrol, stands, seats, world, door):
    number = await session(partner, 1)
    first, second, third = [await enrol(partner, number) for _ in range(3)]
    member = await door.member(partner)

    assert (await member.post(f"/training/enrolments/{first}/cancellation", data={})).status_code == 303
    newcomer = await enrol(partner, number)
    assert await stands(partner, newcomer) == "waiting", "a free seat is of who waits"
    await world.settle()

    assert [await stands(partner, one) for one in (first, second, third, newcomer)] == [
        *("cancelled", "registered", "waiting", "waiting"),
    ]
    assert await seats(partner, number) == (1, 2)


async def test_more_seats_let_who_waits_move_up_and_never_fewer_than_are_taken(
    partner, session, enrol, stands, seats, world, door
):
    number = await session(partner, 1)
    first, second = await enrol(partner, number), await enrol(partner, number)
    member = await door.member(partner)
    form = await _form(partner, number)

    assert (await member.post(f"/training/sessions/{number}", data=form | {"seats": "2"})).status_code == 303
    await world.settle()
    assert [await stands(partner, one) for one in (first, second)] == ["registered", "registered"]

    form = await _form(partner, number)
    refused = await member.post(f"/training/sessions/{number}", data=form | {"seats": "1"})
    assert refused.status_code == 422
    assert await seats(partner, number) == (2, 0)


async def _form(tenant, number):
    from desk_training import views
    from desk_training.queries import sessions

    async with tenant.scope():
        return views.session_values(await sessions.sheet(number))
