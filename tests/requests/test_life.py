"""The life of a request: opened, taken, given back, done, cancelled; and who may not."""

import asyncio
import re

import pytest
from people_support import add_someone
from tests_support import make_customer, make_ticket

from desk.requests import queries


async def stored(tenant, number):
    async with tenant.scope():
        return await queries.request(number)


async def test_without_a_provider_it_waits_and_is_assigned(acme, door):
    customer, li, zhao = await make_customer(acme), await add_someone(door, acme), await add_someone(door, acme)
    client, boss = await li.signs_in(), await (await add_someone(door, acme, "service_manager")).signs_in()

    form = (await client.get(f"/requests/new?customer={customer}")).text
    assert "没有模块提供" in form
    assert "这里没有人登记合同或许可" in form
    asked = {"kind": "requests.on_site", "title": "更换服务器", "customer": str(customer), "told": "周三上午到"}
    made = await client.post("/requests", data=asked)
    assert made.status_code == 303
    place = made.headers["location"]
    assert "更换服务器" in (await boss.get("/requests?view=waiting")).text
    assert (await client.post(f"{place}/assignment", data={"member": str(zhao.id)})).status_code == 403
    assert (
        await boss.post(f"{place}/assignment", data={"member": str(zhao.id), "note": "带上网线"})
    ).status_code == 303
    page = (await (await zhao.signs_in()).get(place)).text
    assert "带上网线" in page
    assert "更换服务器" in (await (await zhao.signs_in()).get("/requests?view=mine")).text
    assert (await client.post(f"{place}/result", data={"note": "换好了"})).status_code == 303
    assert "已完成" in (await client.get(place)).text
    assert "更换服务器" in (await client.get("/requests?view=ended")).text


async def test_of_two_who_take_it_the_second_is_told(acme, door, a_request):
    request, li, zhao = await a_request(acme), await add_someone(door, acme), await add_someone(door, acme)
    one, two = await li.signs_in(), await zhao.signs_in()

    async with asyncio.timeout(30):
        answers = await asyncio.gather(
            *(client.post(f"/requests/{request.number}/assignment", data={"member": "me"}) for client in (one, two))
        )

    assert sorted(one.status_code for one in answers) == [303, 409]
    late = next(one for one in answers if one.status_code == 409)
    assert any(f"{one.name}已先接下了这个请求" in late.text for one in (li, zhao))


async def test_two_clicks_at_once_end_it_once(acme, door, a_request):
    request, client = await a_request(acme), await door.member(acme)

    answers = [await client.post(f"/requests/{request.number}/result", data={"note": "好了"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 409]
    token = {"note": "好了", "once": "t1"}
    again = await a_request(acme)
    answers = [await client.post(f"/requests/{again.number}/result", data=token) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]


async def test_it_is_given_back_with_a_reason_and_taken_again(acme, door, a_request):
    request, client = await a_request(acme), await door.member(acme)
    place = f"/requests/{request.number}"
    await client.post(f"{place}/assignment", data={"member": "me"})

    assert (await client.post(f"{place}/return", data={"note": " "})).status_code == 422
    assert (await client.post(f"{place}/return", data={"note": "没有备件"})).status_code == 303
    assert (await stored(acme, request.number)).status == "returned"
    assert "没有备件" in (await client.get(place)).text
    assert (await client.post(f"{place}/return", data={"note": "x"})).status_code == 409
    assert (await client.post(f"{place}/assignment", data={"member": "me"})).status_code == 303
    assert (await stored(acme, request.number)).status == "taken"


async def test_what_is_over_stays_over(acme, door, a_request):
    request, client = await a_request(acme), await door.member(acme)
    place = f"/requests/{request.number}"

    assert (await client.post(f"{place}/cancellation", data={"note": "客户自己换了"})).status_code == 303
    for what in ("assignment", "return", "result", "cancellation"):
        assert (await client.post(f"{place}/{what}", data={"member": "me", "note": "x"})).status_code == 409


async def test_a_form_says_all_that_is_wrong(acme, brisk, door):
    client, customer = await door.member(acme), str(await make_customer(acme))
    wrong = {"kind": "requests.nothing", "title": "x", "customer": customer, "due": "2001-01-01T10:00"}

    answer = await client.post("/requests", data=wrong)

    assert answer.status_code == 422
    assert "这个时间已经过了" in answer.text
    assert (await client.post("/requests", data={"kind": "requests.on_site", "customer": customer})).status_code == 422
    assert (await client.post("/requests", data={"kind": "requests.on_site", "title": "x"})).status_code == 404
    assert (await client.get("/requests/new")).status_code == 404


async def test_foreign_things_are_not_there(acme, brisk, door, a_request):
    client, theirs = await door.member(acme), await make_ticket(brisk)
    foreign, own = await make_customer(brisk), await make_ticket(acme)
    form = {"kind": "requests.on_site", "title": "x"}

    assert (await client.post("/requests", data=form | {"customer": str(foreign)})).status_code == 404
    subject = {"subject_kind": "ticket", "subject_id": str(theirs.id)}
    assert (await client.post("/requests", data=form | subject)).status_code == 404
    other = {"subject_kind": "ticket", "subject_id": str(own.id), "customer": str(await make_customer(acme))}
    assert (await client.post("/requests", data=form | other)).status_code == 404
    assert (await client.get("/requests/new", params=subject)).status_code == 404
    request = await a_request(brisk)
    for what in ("assignment", "return", "result", "cancellation"):
        place = f"/requests/{request.number + 100_000}/{what}"
        assert (await client.post(place, data={"member": "me", "note": "x"})).status_code == 404


async def test_who_left_is_followed_by_somebody_who_may(acme, door, a_request, settle):
    from desk.foundation.principals import SYSTEM
    from desk.people import actions as people
    from desk.requests import actions

    li, zhao = await add_someone(door, acme), await add_someone(door, acme)
    wei, clerk = await add_someone(door, acme), await add_someone(door, acme, "counter_clerk")
    first, second = await a_request(acme), await a_request(acme)
    async with acme.scope():
        await actions.assign_request(first.number, li.id, by=SYSTEM)
        await actions.assign_request(second.number, wei.id, by=SYSTEM)
        await people.leave_member(li.id, zhao.id, by=SYSTEM)
        await people.leave_member(wei.id, clerk.id, by=SYSTEM)

    await settle()

    assert (await stored(acme, first.number)).assignee == zhao.id
    assert (await stored(acme, second.number)).status == "returned"


@pytest.mark.parametrize("view", ["waiting", "open", "mine", "ended"])
async def test_every_view_of_the_list_opens(acme, door, a_request, view):
    request, client = await a_request(acme, title="=1+1 上门"), await door.member(acme)

    assert (await client.get(f"/requests?view={view}&urgent=1&late=1")).status_code == 200
    assert (await client.get("/requests?view=nothing")).status_code == 400
    table = (await client.get(f"/requests/export.csv?view=open&customer={request.customer}")).content
    assert "'=1+1 上门" in table.decode("utf-8-sig")


async def test_it_is_found_by_its_words_and_pages_go_on_and_back(acme, door, a_request, settle):
    customer = await make_customer(acme)
    for n in range(52):
        await a_request(acme, customer, title=f"机房搬迁 {n:02}")
    await settle()
    client = await door.member(acme)

    assert "机房搬迁" in (await client.get("/search?q=机房搬迁")).text
    assert "机房搬迁" in (await client.get("/requests?q=机房搬迁")).text
    first = (await client.get(f"/requests?customer={customer}")).text
    onwards = re.search(r'href="(/requests\?[^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    second = (await client.get(onwards)).text
    back = re.search(r'href="(/requests\?[^"]*before=[^"]*)"', second)[1].replace("&amp;", "&")
    assert "机房搬迁 51" in second
    assert "机房搬迁 00" in (await client.get(back)).text


async def test_programs_open_take_and_finish(acme, brisk, door):
    customer, program = str(await make_customer(acme)), await door.api(acme)

    asked = {"kind": "requests.remote_help", "title": "连上看看", "customer": customer}
    made = (await program.post("/api/v1/requests", json=asked)).json()
    place = f"/api/v1/requests/{made['number']}"
    assert (made["status"], made["cover"], made["claims"]) == ("open", "none", [])
    assert (await program.put(f"{place}/assignment/me")).json()["status"] == "taken"
    assert (await program.put(f"{place}/return", json={"note": "连不上"})).json()["status"] == "returned"
    assert (await program.put(f"{place}/result", json={"told": "已处理"})).json()["told"] == "已处理"
    assert (await program.put(f"{place}/result")).status_code == 409
    assert made["id"] in (await program.get("/api/v1/requests?status=done&limit=100")).text
    assert (await (await door.api(brisk)).get(f"/api/v1/requests/{made['number'] + 50_000}")).status_code == 404
