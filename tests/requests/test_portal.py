"""The customer sees their own services in plain words, and nothing that was said among us."""

from people_support import add_someone
from tests_support import make_customer
from tickets_support import contact

from desk.foundation.principals import SYSTEM
from desk.requests import actions


async def test_plain_words_and_nothing_of_ours(acme, door, a_request):
    customer = await make_customer(acme)
    person = await contact(door, acme, customer)
    assert "上门和其他服务" not in (await person.client.get("/")).text
    member = await add_someone(door, acme)
    request = await a_request(acme, customer, title="内部标题", note="客户难缠", told="周三上午到贵处")

    home, listed = (await person.client.get("/")).text, (await person.client.get("/requests")).text
    one = (await person.client.get(f"/requests/{request.number}")).text

    assert "进行中 1 项" in home
    for page in (listed, one):
        assert "到贵处上门" in page
        assert "周三上午到贵处" in page
        assert "已收到，正在安排" in page
        for secret in ("内部标题", "客户难缠", "退回"):
            assert secret not in page
    async with acme.scope():
        await actions.assign_request(request.number, member.id, by=SYSTEM)
    assert "已安排" in (await person.client.get("/requests")).text
    async with acme.scope():
        await actions.finish_request(request.number, "对方态度一般", "已换好", by=SYSTEM)
    one = (await person.client.get(f"/requests/{request.number}")).text
    assert "已换好" in one
    assert "对方态度一般" not in one


async def test_another_customers_service_is_not_there(acme, brisk, door, a_request):
    own, other = await contact(door, acme), await contact(door, acme)
    request = await a_request(acme, other.customer, told="只给另一家")

    assert (await own.client.get(f"/requests/{request.number}")).status_code == 404
    assert "只给另一家" not in (await own.client.get("/requests")).text
    assert (await other.client.get(f"/requests/{request.number}")).status_code == 200
    assert (await door.signed_out(acme, "portal").get("/requests")).status_code == 303
    stranger = await contact(door, brisk)
    assert (await stranger.client.get(f"/requests/{request.number + 70_000}")).status_code == 404


async def test_the_wall_lets_no_request_of_the_portal_write(acme, door, a_request):
    import asyncpg
    import pytest

    from desk.foundation.database import execute, value

    person = await contact(door, acme)
    request = await a_request(acme, person.customer)
    async with acme.scope(customer=person.customer):
        assert await value("select count(*) from request") == 1
        assert await value("select count(*) from request_note") == 0
        assert await execute("update request set told = 'x' where id = $1", request.id) == "UPDATE 0"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with acme.scope(customer=person.customer):
            await execute(
                """insert into request (tenant_id, id, number, kind, title, customer, order_at, opened_at, by_kind)
                   select tenant_id, gen_random_uuid(), 999999, kind, title, customer, order_at, opened_at, by_kind
                     from request limit 1"""
            )
