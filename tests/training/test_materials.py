"""Materials are files for whoever has a seat: nobody else opens them, nobody but who plans changes them."""

import re

import pytest
from tests_support import make_customer

FILE = {"files": ("讲义.txt", b"chapter one", "text/plain")}


@pytest.fixture
def links():
    """The addresses of files on a page."""
    return lambda page: re.findall(r'href="(/files/[0-9a-f-]+)"', page)


async def test_whoever_has_a_seat_opens_them_and_nobody_else(
    partner, neighbour, course, session, enrol, door, contact, settle, links
):
    customer, other = await make_customer(partner), await make_customer(partner)
    made, member = await course(partner), await door.member(partner)
    number = await session(partner, seats=1, of=made)
    place = f"/training/courses/{made}/materials"
    assert (await member.post(place, files={"nothing": ("", b"")})).status_code == 422
    assert (await member.post(place, files=FILE)).status_code == 303
    await settle()
    assert "讲义.txt" in (await member.get("/training/courses")).text

    me, they = (await contact(partner, customer)).client, (await contact(partner, other)).client
    assert links((await me.get("/training")).text) == []
    await enrol(partner, number, customer)
    await enrol(partner, number, other)
    [file] = links((await me.get("/training")).text)
    assert (await me.get(file)).status_code == 303
    assert links((await they.get("/training")).text) == [], "who waits has no seat"
    assert (await they.get(file)).status_code == 404
    assert (await member.get(file)).status_code == 303
    assert (await (await door.member(partner, may_not="training.read")).get(file)).status_code == 403
    assert (await (await door.member(neighbour)).get(file)).status_code == 404


async def test_they_are_taken_away_by_who_plans_and_off_with_the_plugin(
    partner, neighbour, course, door, settle, links
):
    made, member = await course(partner), await door.member(partner)
    place = f"/training/courses/{made}/materials"
    await member.post(place, files=FILE)
    await settle()
    page = (await member.get("/training/courses")).text
    [removal] = re.findall(rf'action="({place}/[0-9a-f-]+/removal)"', page)
    other = await course(partner)
    assert (await member.post(removal.replace(str(made), str(other)))).status_code == 404
    assert (await (await door.member(neighbour)).post(removal)).status_code == 404
    may_not = await door.member(partner, may_not="training.plan")
    assert (await may_not.post(removal)).status_code == 403
    assert (await may_not.post(place, files=FILE)).status_code == 403
    assert (await member.post(removal)).status_code == 303
    assert (await member.post(removal)).status_code == 404


async def test_a_customer_writes_no_file_for_all(partner, contact):
    """The wall holds where no route is: what a portal's request writes stays its customer's."""
    import asyncpg

    from desk.files.tables import StoredFile
    from desk.kit.ids import uuid7
    from desk.kit.time import now

    customer = await make_customer(partner)
    said = {"name": "x", "size": 1, "subject_kind": "training_course", "subject_id": uuid7(), "by_kind": "contact"}
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with partner.scope(customer=customer):
            await StoredFile(**said, audience="customers", created_at=now()).save()
