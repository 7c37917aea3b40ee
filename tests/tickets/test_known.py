"""Who knows a customer: whom they like to have come, then who worked for them most; only who still works here."""

import re

from tests_support import make_customer
from tickets_support import contact, number_in

from desk.customers.tables import Customer
from desk.foundation.database import execute, value


async def test_whom_they_like_to_have_come_stands_before_who_worked_for_them_most(founding, door):
    tenant, names = await founding(), {}
    customer = await make_customer(tenant)
    for role in ("hotline_engineer", "onsite_engineer", "cs_agent", "service_manager"):
        _, member = await door.person(tenant, (role,))
        async with tenant.scope():
            names[role] = (member, await value("select name from member where id = $1", member))
    worked = {"hotline_engineer": 2, "cs_agent": 1, "service_manager": 3}
    for role, count in worked.items():
        for _ in range(count):
            await number_in(tenant, "open", customer=customer, assignee=names[role][0])
    member, panel = await door.member(tenant), f"/customers/{customer}/panels/tickets"

    async def known():
        return re.findall(r"<li>([^<]+)</li>", (await member.get(panel)).text)

    async def of(*roles):
        return [names[role][1] for role in roles]

    assert await known() == await of("service_manager", "hotline_engineer", "cs_agent")
    async with tenant.scope():
        await Customer.update({Customer.engineer: names["onsite_engineer"][0]}).where(Customer.id == customer)
    assert await known() == await of("onsite_engineer", "service_manager", "hotline_engineer")
    async with tenant.scope():
        await execute("update member set status = 'left' where id = $1", names["service_manager"][0])
    assert await known() == await of("onsite_engineer", "hotline_engineer", "cs_agent")
    at_home = await contact(door, tenant, customer)
    assert names["onsite_engineer"][1] in (await at_home.client.get("/")).text
    stranger = await contact(door, tenant)
    assert names["onsite_engineer"][1] not in (await stranger.client.get("/")).text
