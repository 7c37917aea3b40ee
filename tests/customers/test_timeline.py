"""One line of everything that happened around a customer: whose module, for whose eyes, page by page."""

from uuid import UUID

from desk.foundation.database import rows
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging.events import DeliveryFailed
from desk.messaging.tables import Delivery
from desk.tickets import actions as tickets
from desk.tickets.states import Channel


async def ticket_of(tenant, customer, subject="打不开"):
    async with tenant.scope():
        new = tickets.NewTicket(customer=customer["id"], subject=subject, body="x", channel=Channel.ONLINE)
        return await tickets.open_ticket(new, by=SYSTEM)


async def test_facts_of_all_modules_stand_in_one_line_and_can_be_narrowed(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    await a_contact(acme, customer, "欧阳时间")
    ticket = await ticket_of(acme, customer)
    member, place = await door.member(acme), f"/customers/{customer['id']}/timeline"

    everything = (await member.get(place)).text
    assert f"#{ticket.number}" in everything
    assert "欧阳时间" in everything
    narrowed = (await member.get(place, params={"module": "tickets"})).text
    assert f"#{ticket.number}" in narrowed
    assert "欧阳时间" not in narrowed
    assert (await member.get(place, params={"module": "nothing"})).status_code == 400
    assert f"#{ticket.number}" in (await member.get(f"/customers/{customer['id']}")).text


async def test_who_may_not_open_a_thing_is_not_told_of_it(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    ticket = await ticket_of(acme, customer)
    whole, place = await door.member(acme), f"/customers/{customer['id']}"
    await whole.post(f"{place}/contacts/{contact['id']}/private-note", data={"body": "女儿"})
    await whole.post(f"{place}/contacts/{contact['id']}/private-note", data={"look": "yes"})
    assert "查看了遮盖的内容：私密备注" in (await whole.get(place)).text
    less = await door.api(acme, scopes=("customer.read",))

    told = (await less.get(f"/api/v1{place}/timeline")).json()["items"]
    names = [one["name"] for one in told]
    assert "contact.added" in names
    assert "ticket.opened" not in names
    assert "value.looked_at" not in names
    assert not any(f"#{ticket.number}" in one["about"] for one in told)
    every = [one["name"] for one in (await (await door.api(acme)).get(f"/api/v1{place}/timeline")).json()["items"]]
    assert {"ticket.opened", "value.looked_at"} <= set(every)


async def test_a_message_that_did_not_arrive_stands_there_for_those_who_see_messages(door, acme, a_customer, a_contact):
    customer = await a_customer(acme)
    contact = await a_contact(acme, customer)
    async with acme.scope():
        made = Delivery(
            cause=uuid7(),
            event_name="entry.written",
            kind="ticket.reply",
            channel="mail",
            person_kind="contact",
            person_id=contact["id"],
            customer_id=customer["id"],
            subject_kind="ticket",
            subject_id=uuid7(),
            status="failed",
            locale="zh-CN",
            title="给您的答复",
            path="/",
            created_at=now(),
            ended_at=now(),
        )
        await made.save()
        words = {"kind": "ticket.reply", "channel": "mail", "status": "failed", "why": "address"}
        await record(DeliveryFailed(made.id, by=SYSTEM, customer_id=UUID(customer["id"]), **words))
    place = f"/api/v1/customers/{customer['id']}/timeline?module=messaging"

    told = (await (await door.api(acme)).get(place)).json()["items"]
    assert [(one["name"], one["about"]) for one in told] == [("delivery.failed", "给您的答复")]
    assert (await (await door.api(acme, scopes=("customer.read",))).get(place)).json()["items"] == []


async def test_it_is_read_in_parts_without_a_gap(door, acme, a_customer):
    customer, api = await a_customer(acme), await door.api(acme)
    place = f"/api/v1/customers/{customer['id']}"
    for number in range(5):
        await api.patch(place, json={"industry": f"行业{number}"})

    found, cursor = [], ""
    while cursor is not None:
        part = (await api.get(f"{place}/timeline", params={"limit": 2, "cursor": cursor})).json()
        found += [one["text"] for one in part["items"]]
        cursor = part["next"]

    assert [one.rpartition(" ")[2] for one in found[:5]] == [f"行业{number}。" for number in reversed(range(5))]
    assert len(found) == 6


async def test_among_a_hundred_thousand_facts_a_page_is_read_from_its_index(acme, a_customer, stack):
    import asyncpg

    from desk.customers.queries.timeline import TIMELINE

    customer, superuser = await a_customer(acme), await asyncpg.connect(stack.database_url("postgres"))
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute(
        """insert into event (tenant_id, id, name, version, at, by_kind, subject_kind, subject_id, customer_id, payload)
           select $1, gen_random_uuid(), 'ticket.taken', 1, now() - n * interval '1 minute', 'system', 'ticket', $2,
                  case when n % 100 = 0 then $2 else gen_random_uuid() end, '{}' from generate_series(1, 100000) n""",
        acme.id,
        customer["id"],
    )
    await superuser.execute("analyze event")
    await superuser.execute("set local role desk_app")
    await superuser.execute("select set_config('desk.tenant_id', $1, true)", str(acme.id))
    asked = (customer["id"], None, None, None, 51)
    plan = await superuser.fetch(f"explain (analyze, costs off) {TIMELINE}", *asked)
    await transaction.rollback()
    await superuser.close()

    text = "\n".join(one[0] for one in plan)
    assert "event_customer" in text, text
    assert "Seq Scan on event" not in text, text
    assert float(text.rpartition("Execution Time: ")[2].split()[0]) < 50, text


async def test_nobody_else_reads_it(door, acme, brisk, a_customer):
    customer = await a_customer(acme)
    place = f"/customers/{customer['id']}/timeline"

    assert (await (await door.member(brisk)).get(place)).status_code == 404
    assert (await (await door.member(acme, may_not="customer.read")).get(place)).status_code == 403
    async with brisk.scope():
        assert await rows("select 1 from event where customer_id = $1", customer["id"]) == []
