"""Passing a ticket on: a colleague accepts it or gives it back, and until then whoever had it answers for it."""

from uuid import UUID

from people_support import add_someone
from tests_support import make_ticket
from tickets_support import number_in, stored

from desk.foundation.database import rows, value


async def passed_on(tenant, number, by, to, note="客户急着要"):
    client = await by.signs_in()
    answer = await client.post(f"/tickets/{number}/transfer", data={"member": str(to.id), "note": note})
    assert answer.status_code == 303, answer.text
    return client


async def told(tenant, person, event):
    async with tenant.scope():
        return await value("select count(*) from delivery where person_id = $1 and kind = $2", person.id, event)


async def test_it_stays_with_whoever_had_it_until_it_is_accepted(acme, door, settle):
    li, chen = [await add_someone(door, acme) for _ in range(2)]
    number = (await make_ticket(acme)).number
    theirs = await li.signs_in()
    await theirs.post(f"/tickets/{number}/assignment", data={"member": "me"})

    await passed_on(acme, number, li, chen)
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.assignee, ticket.asked, ticket.turn) == ("transferred", li.id, chen.id, "us")
    await settle()
    assert await told(acme, chen, "ticket.transferred") == 1
    client = await chen.signs_in()
    assert f"/tickets/{number}" in (await client.get("/tickets?view=asked")).text
    assert f"/tickets/{number}" not in (await theirs.get("/tickets?view=asked")).text
    page = (await client.get(f"/tickets/{number}")).text
    assert "客户急着要" in page
    assert f"{li.name}请{chen.name}接手。" in page
    assert "/acceptance" in page
    assert "/acceptance" not in (await theirs.get(f"/tickets/{number}")).text

    assert (await client.post(f"/tickets/{number}/acceptance")).status_code == 303
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.assignee, ticket.asked) == ("open", chen.id, None)
    assert ticket.first_responder == li.id, "who was asked first stays known"
    assert f"/tickets/{number}" not in (await client.get("/tickets?view=asked")).text


async def test_it_is_given_back_with_a_reason(acme, door, settle):
    li, chen = [await add_someone(door, acme) for _ in range(2)]
    number = await number_in(acme, "open", assignee=li.id)
    await passed_on(acme, number, li, chen, note="")
    client = await chen.signs_in()

    empty = await client.post(f"/tickets/{number}/rejection", data={"reason": ""})
    assert empty.status_code == 422
    assert 'id="reject" open' in empty.text
    assert (await client.post(f"/tickets/{number}/rejection", data={"reason": "这是打印组的事"})).status_code == 303
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.assignee, ticket.asked) == ("open", li.id, None)
    assert "这是打印组的事" in (await client.get(f"/tickets/{number}")).text
    await settle()
    assert await told(acme, li, "ticket.rejected") == 1


async def test_only_who_was_asked_answers_and_whoever_takes_it_has_it(acme, door):
    li, chen, wu = [await add_someone(door, acme) for _ in range(3)]
    number = await number_in(acme, "open", assignee=li.id)
    await passed_on(acme, number, li, chen)
    client = await wu.signs_in()

    for place, data in (("acceptance", {}), ("rejection", {"reason": "x"})):
        refused = await client.post(f"/tickets/{number}/{place}", data=data)
        assert refused.status_code == 409
        assert "这张工单是请别人接手的。" in refused.text
    assert (await client.post(f"/tickets/{number}/assignment", data={"member": "me"})).status_code == 303
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.assignee, ticket.asked) == ("open", wu.id, None)


async def test_it_cannot_be_passed_to_whoever_has_it_or_to_strangers(acme, brisk, door):
    li, stranger = await add_someone(door, acme), await add_someone(door, brisk)
    number = await number_in(acme, "open", assignee=li.id)
    client = await li.signs_in()

    own = await client.post(f"/tickets/{number}/transfer", data={"member": str(li.id), "note": "写好的话"})
    assert own.status_code == 422
    assert f"这张工单已经由{li.name}负责。" in own.text
    assert (await client.post(f"/tickets/{number}/transfer", data={"member": str(stranger.id)})).status_code == 422
    empty = await client.post(f"/tickets/{number}/transfer", data={"member": "", "note": "写好的话"})
    assert empty.status_code == 422
    assert "写好的话" in empty.text
    assert (await stored(acme, number)).status == "open"


async def test_what_a_colleague_was_asked_comes_back_when_they_leave(acme, door, settle):
    li, chen, boss = [await add_someone(door, acme, "administrator") for _ in range(3)]
    number = await number_in(acme, "open", assignee=li.id)
    await passed_on(acme, number, li, chen)

    client = await boss.signs_in()
    left = await client.post(f"/members/{chen.id}/departure", data={"successor": str(boss.id)})
    assert left.status_code == 303, left.text
    await settle()
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.assignee, ticket.asked) == ("open", li.id, None)


async def test_programs_pass_on_accept_and_give_back(acme, door):
    api = await door.api(acme)
    chen = await add_someone(door, acme)
    number = await number_in(acme, "open")

    moved = await api.put(f"/api/v1/tickets/{number}/transfer", json={"member": str(chen.id), "note": "x"})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["status"], moved.json()["asked"]["name"]) == ("transferred", chen.name)
    assert (await api.put(f"/api/v1/tickets/{number}/acceptance", json={})).status_code == 409
    async with acme.scope():
        facts = await rows(
            "select name from event where name like 'ticket.transferred' and subject_id = $1", UUID(moved.json()["id"])
        )
    assert len(facts) == 1
