"""Tickets that are merged and taken apart, linked, followed and timed; refused service; help with passwords, locked."""

import pytest
from people_support import add_someone
from tests_support import make_customer
from tickets_support import SOLUTION, number_in, stored

from desk.foundation.database import value


@pytest.fixture
async def here(founding):
    return await founding()


async def test_a_merged_ticket_shows_in_the_one_that_stays_and_can_be_taken_out(here, door):
    customer, member = await make_customer(here), await door.member(here)
    stays, goes = [await number_in(here, "open", customer=customer) for _ in range(2)]
    await member.post(f"/tickets/{goes}/entries", data={"audience": "team", "body": "第二次来电说的话"})
    strange = await number_in(here, "open")
    for into in (goes, strange, "x", 999_999):
        answer = await member.post(f"/tickets/{goes}/merger", data={"into": str(into)})
        assert answer.status_code in (404, 422), answer.text

    assert (await member.post(f"/tickets/{goes}/merger", data={"into": f"#{stays}"})).status_code == 303
    assert (await stored(here, goes)).status == "merged"
    assert "第二次来电说的话" in (await member.get(f"/tickets/{stays}")).text
    assert f"#{goes}" in (await member.get(f"/tickets/{stays}/ties")).text
    assert f"#{stays}" in (await member.get(f"/tickets/{goes}/ties")).text
    other = await number_in(here, "open", customer=customer)
    assert (await member.post(f"/tickets/{stays}/merger", data={"into": str(other)})).status_code == 422

    assert (await member.post(f"/tickets/{goes}/merger", data={"_method": "DELETE"})).status_code == 303
    apart = await stored(here, goes)
    assert (apart.status, apart.merged_into) == ("open", None)
    assert "第二次来电说的话" not in (await member.get(f"/tickets/{stays}")).text
    program = await door.api(here)
    assert (await program.put(f"/api/v1/tickets/{goes}/merger", json={"into": stays})).json()["status"] == "merged"
    assert (await program.delete(f"/api/v1/tickets/{goes}/merger")).json()["status"] == "open"


async def test_links_stand_on_both_sides_once(here, door):
    one, other, member = await number_in(here, "open"), await number_in(here, "solved"), await door.member(here)
    for kind in ("related", "same_cause"):
        linked = await member.post(f"/tickets/{one}/links", data={"other": str(other), "kind": kind})
        assert linked.status_code in (200, 303), linked.text
    for number, shown in ((one, other), (other, one)):
        assert (await member.get(f"/tickets/{number}/ties")).text.count(f">#{shown} ") == 1
    program = await door.api(here)
    assert [row["kind"] for row in (await program.get(f"/api/v1/tickets/{other}/links")).json()["items"]] == [
        "same_cause"
    ]
    assert (await program.delete(f"/api/v1/tickets/{other}/links/{one}")).json()["items"] == []
    assert (await program.put(f"/api/v1/tickets/{one}/links", json={"other": one})).status_code == 422


async def test_a_follower_hears_what_the_customer_writes(here, door, settle):
    li = await add_someone(door, here)
    theirs, member, number = await li.signs_in(), await door.member(here), await number_in(here, "open")
    assert (await theirs.post(f"/tickets/{number}/following", data={})).status_code in (200, 303)
    await member.post(f"/tickets/{number}/entries", data={"audience": "customer", "body": "已经修好"})
    await settle()
    async with here.scope():
        told = "select count(*) from delivery where person_id = $1 and kind = 'ticket.followed'"
        assert await value(told, li.id) == 1
    assert li.name in (await member.get(f"/tickets/{number}/ties")).text
    await theirs.post(f"/tickets/{number}/following", data={"_method": "DELETE"})
    await member.post(f"/tickets/{number}/entries", data={"audience": "customer", "body": "再说一句"})
    await settle()
    async with here.scope():
        assert await value(told, li.id) == 1


async def test_time_is_added_up(here, door):
    number, member, program = await number_in(here, "open"), await door.member(here), await door.api(here)
    for minutes in ("25", "5"):
        await member.post(f"/tickets/{number}/time", data={"minutes": minutes, "note": "远程"})
    assert sum(one["minutes"] for one in (await program.get(f"/api/v1/tickets/{number}/time")).json()["items"]) == 30
    for wrong in ({"minutes": 0}, {"minutes": 7000}, {"minutes": 5, "day": "2999-01-01"}):
        assert (await program.post(f"/api/v1/tickets/{number}/time", json=wrong)).status_code == 422


async def test_service_is_refused_with_a_reason_that_is_kept(here, door):
    number, member = await number_in(here, "open"), await door.member(here)
    assert (await member.post(f"/tickets/{number}/refusal", data={"reason": ""})).status_code == 422
    said = "未签合同，单次和年度都不要"
    assert (await member.post(f"/tickets/{number}/refusal", data={"reason": said})).status_code == 303
    ended = await stored(here, number)
    assert (ended.status, ended.unsolved_reason) == ("closed_no_service", said)
    assert said in (await member.get(f"/tickets/{number}")).text


async def test_help_with_a_password_is_locked_until_the_customer_authorises_it(here, door, settle):
    number, member = await number_in(here, "open", kind="password_help"), await door.member(here)
    locked = await member.post(f"/tickets/{number}/solution", data=SOLUTION)
    assert locked.status_code == 409
    assert "授权书" in locked.text
    foreign = await number_in(here, "open")
    for where in (number, foreign):
        files = {"files": ("授权书.txt", "同意".encode(), "text/plain")}
        await member.post(f"/tickets/{where}/entries", data={"audience": "team", "body": "授权书"}, files=files)
    await settle()
    async with here.scope():
        sql = """select f.id from stored_file f join entry e on e.id = f.subject_id join ticket t on t.id = e.ticket
                  where t.number = $1"""
        own, strange = await value(sql, number), await value(sql, foreign)
    assert (await member.post(f"/tickets/{number}/authorisation", data={"file": str(strange)})).status_code == 404
    assert (await member.post(f"/tickets/{foreign}/authorisation", data={"file": str(strange)})).status_code == 409
    assert (await member.post(f"/tickets/{number}/authorisation", data={"file": str(own)})).status_code == 303
    assert (await member.post(f"/tickets/{number}/solution", data=SOLUTION)).status_code in (200, 303)
    assert (await stored(here, number)).status == "solved"
