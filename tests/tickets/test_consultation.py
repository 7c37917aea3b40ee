"""Calling colleagues together (HL-D7), what the customer is told, and a visit that comes of it."""

from people_support import add_someone
from tickets_support import SOLUTION, contact, number_in, stored

from desk.foundation.database import rows, value


async def called(door, tenant, number, *members):
    manager = await add_someone(door, tenant, "service_manager")
    client = await manager.signs_in()
    data = {"members": [str(one.id) for one in members], "question": "升级后凭证打不开，谁见过？"}
    answer = await client.post(f"/tickets/{number}/consultation", data=data)
    assert answer.status_code == 303, answer.text
    return client


async def promises(tenant, ticket):
    async with tenant.scope():
        found = await rows("select promise, status from deadline where subject_id = $1", ticket.id)
        return {one["promise"]: one["status"] for one in found}


async def test_colleagues_are_called_and_the_customer_hears_what_came_of_it(acme, door, settle):
    li, chen = [await add_someone(door, acme) for _ in range(2)]
    person = await contact(door, acme)
    number = await number_in(acme, "open", customer=person.customer)

    client = await called(door, acme, number, li, chen)
    await settle()
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.turn) == ("in_consultation", "us")
    assert (await promises(acme, ticket))["HL-D7"] == "running"
    async with acme.scope():
        told = await rows(
            "select person_id from delivery where kind = 'ticket.consulted' and subject_id = $1", ticket.id
        )
    assert {one["person_id"] for one in told} == {li.id, chen.id}
    page = (await client.get(f"/tickets/{number}")).text
    assert "升级后凭证打不开，谁见过？" in page
    assert f"{li.name}" in page
    theirs = (await person.client.get(f"/tickets/{number}")).text
    assert "升级后凭证打不开" not in theirs
    assert "会诊" not in theirs

    again = await client.post(f"/tickets/{number}/consultation", data={"members": str(li.id), "question": "x"})
    assert again.status_code == 409
    empty = await client.post(
        f"/tickets/{number}/consultation/result", data={"told": "", "visit_at": "2001-01-01T10:00"}
    )
    assert empty.status_code == 422
    assert 'id="conclude" open' in empty.text
    done = await client.post(f"/tickets/{number}/consultation/result", data={"told": "请装上最新补丁。"})
    assert done.status_code == 303
    await settle()
    assert (await stored(acme, number)).status == "open"
    assert (await promises(acme, ticket))["HL-D7"] == "met"
    assert "请装上最新补丁。" in (await person.client.get(f"/tickets/{number}")).text


async def test_a_visit_is_asked_for_and_the_ticket_waits_for_it(acme, door, settle):
    li = await add_someone(door, acme)
    number = await number_in(acme, "suspended")
    client = await called(door, acme, number, li)

    data = {"told": "工程师会上门处理。", "visit_at": "2099-11-20T10:00"}
    assert (await client.post(f"/tickets/{number}/consultation/result", data=data)).status_code == 303
    await settle()
    ticket = await stored(acme, number)
    assert ticket.status == "handed_on"
    async with acme.scope():
        asked = await value("select number from request where subject_id = $1 and kind = 'requests.on_site'", ticket.id)
    page = (await client.get(f"/tickets/{number}")).text
    assert f"/tickets/{number}/return" in page
    assert (
        await client.post(f"/tickets/{number}/entries", data={"body": "在路上", "audience": "customer"})
    ).status_code == 303

    assert (await client.post(f"/requests/{asked}/result", data={"note": "好了"})).status_code == 303
    await settle()
    assert (await stored(acme, number)).status == "open"


async def test_somebody_goes_on_with_it_before_the_visit(acme, door, settle):
    li = await add_someone(door, acme)
    number = await number_in(acme, "open")
    client = await called(door, acme, number, li)
    data = {"told": "工程师会上门处理。", "visit_at": "2099-11-20T10:00"}
    await client.post(f"/tickets/{number}/consultation/result", data=data)
    await settle()

    assert (await client.post(f"/tickets/{number}/return")).status_code == 303
    ticket = await stored(acme, number)
    assert ticket.status == "open"
    async with acme.scope():
        asked = await value("select number from request where subject_id = $1", ticket.id)
    await client.post(f"/requests/{asked}/result", data={"note": "好了"})
    await settle()
    assert (await stored(acme, number)).status == "open", "what is ours already stays"


async def test_solving_ends_it(acme, door, settle):
    li = await add_someone(door, acme)
    number = await number_in(acme, "open")
    client = await called(door, acme, number, li)
    assert (await client.post(f"/tickets/{number}/solution", data=SOLUTION)).status_code == 303
    ticket = await stored(acme, number)
    async with acme.scope():
        assert await value("select count(*) from consultation where ticket = $1 and ended_at is null", ticket.id) == 0


async def test_nobody_and_strangers_cannot_be_called(acme, brisk, door):
    stranger = await add_someone(door, brisk)
    manager = await add_someone(door, acme, "service_manager")
    number, client = await number_in(acme, "open"), await manager.signs_in()

    nobody = await client.post(f"/tickets/{number}/consultation", data={"question": "写好的话"})
    assert nobody.status_code == 422
    assert "写好的话" in nobody.text
    assert "请至少选择一位同事。" in nobody.text
    foreign = {"members": str(stranger.id), "question": "x"}
    assert (await client.post(f"/tickets/{number}/consultation", data=foreign)).status_code == 422
    assert (await stored(acme, number)).status == "open"


async def test_programs_call_and_conclude(acme, door):
    api, chen = await door.api(acme), await add_someone(door, acme)
    number = await number_in(acme, "open")
    place = f"/api/v1/tickets/{number}/consultation"

    made = await api.put(place, json={"members": [str(chen.id)], "question": "x"})
    assert (made.status_code, made.json()["status"]) == (200, "in_consultation"), made.text
    zoneless = await api.post(f"{place}/result", json={"told": "好了", "visit_at": "2099-01-01T10:00:00"})
    assert zoneless.status_code == 422
    done = await api.post(f"{place}/result", json={"told": "好了"})
    assert (done.status_code, done.json()["status"]) == (200, "open"), done.text
