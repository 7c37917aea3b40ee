"""A matter begins: a member on the phone, a customer in the portal, a program."""

from uuid import uuid4

import pytest
from tests_support import make_customer
from tickets_support import ask, contact, stored

from desk.foundation.database import value

SHEET = {"subject": "计提折旧报“期间未打开”", "body": "昨晚升级之后。", "kind": "repair", "channel": "hotline"}


def number_of(answer):
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rsplit("/", 1)[1])


async def entries_of(tenant, number):
    async with tenant.scope():
        ticket = await value("select id from ticket where number = $1", number)
        return await value("select count(*) from entry where ticket = $1", ticket)


async def test_only_who_may_opens_tickets(door, acme, brisk):
    data = SHEET | {"customer": str(await make_customer(acme))}

    assert (await door.signed_out(acme).post("/tickets", data=data)).status_code == 303
    assert (await (await door.member(acme, may_not="ticket.open")).post("/tickets", data=data)).status_code == 403
    assert (await (await door.member(brisk)).post("/tickets", data=data)).status_code == 404
    assert (await (await door.member(acme)).get(f"/tickets/new?customer={data['customer']}")).status_code == 200
    assert (await (await door.member(brisk)).get(f"/tickets/new?customer={data['customer']}")).status_code == 404


async def test_who_takes_a_call_has_it_and_was_asked_first(door, acme):
    member = await door.member(acme)
    data = SHEET | {"customer": str(await make_customer(acme))}

    ticket = await stored(acme, number_of(await member.post("/tickets", data=data)))

    assert (ticket.status, ticket.turn, ticket.channel, ticket.kind) == ("open", "us", "hotline", "repair")
    assert ticket.assignee is not None
    assert ticket.first_responder == ticket.assignee
    page = await member.get(f"/tickets/{ticket.number}")
    assert "首问" in page.text
    assert "昨晚升级之后。" in page.text


async def test_who_was_asked_first_stays_so_when_others_take_it(door, acme):
    first = await door.member(acme, "hotline_engineer")
    second = await door.member(acme, "service_manager")
    data = SHEET | {"customer": str(await make_customer(acme))}
    number = number_of(await first.post("/tickets", data=data))
    before = await stored(acme, number)

    assert (await second.post(f"/tickets/{number}/assignment", data={"member": "me"})).status_code == 303

    after = await stored(acme, number)
    assert after.assignee != before.assignee
    assert after.first_responder == before.first_responder


async def test_what_comes_in_writing_is_new_and_nobodys(door, acme):
    member = await door.member(acme)
    data = SHEET | {"customer": str(await make_customer(acme)), "channel": "email"}

    ticket = await stored(acme, number_of(await member.post("/tickets", data=data)))

    assert (ticket.status, ticket.assignee) == ("new", None)


@pytest.mark.parametrize("how", ["take", "reply"])
async def test_whoever_takes_a_written_question_first_was_asked_first(door, acme, how):
    number = await ask(await contact(door, acme))
    assert (await stored(acme, number)).first_responder is None
    member = await door.member(acme, "hotline_engineer")

    if how == "take":
        await member.post(f"/tickets/{number}/assignment", data={"member": "me"})
    else:
        await member.post(f"/tickets/{number}/entries", data={"audience": "customer", "body": "收到"})

    ticket = await stored(acme, number)
    assert ticket.first_responder == ticket.assignee != None  # noqa: E711 - both, and somebody


async def test_a_question_in_the_portal_is_the_customers_own(door, acme):
    person = await contact(door, acme)

    number = await ask(person, "报表平台打印空白页")

    ticket = await stored(acme, number)
    assert (ticket.status, ticket.channel) == ("new", "online")
    assert (ticket.customer, ticket.contact) == (person.customer, person.id)
    page = await person.client.get(f"/tickets/{number}")
    assert "收到" in page.text
    assert "您登记了这件事。" in page.text


async def test_the_sheet_comes_back_with_all_that_is_wrong_and_all_that_was_typed(door, acme):
    member = await door.member(acme)
    data = SHEET | {"customer": str(await make_customer(acme)), "subject": "", "body": "", "kind": "wish"}

    answer = await member.post("/tickets", data=data | {"urgent": "yes"})

    assert answer.status_code == 422
    assert answer.text.count("invalid-feedback") == 3
    assert 'name="urgent" type="checkbox" value="yes" checked' in answer.text
    question = await contact(door, acme)
    refused = await question.client.post("/tickets", data={"subject": "  ", "body": "写了一半"})
    assert refused.status_code == 422
    assert "写了一半" in refused.text


async def test_contact_and_product_must_be_the_customers(door, acme):
    member, stranger = await door.member(acme), await contact(door, acme)
    data = SHEET | {"customer": str(await make_customer(acme, "海川物流")), "contact": str(stranger.id)}

    answer = await member.post("/tickets", data=data | {"product": str(uuid4())})

    assert answer.status_code == 422
    assert answer.text.count("这不是所选客户的。") == 2


async def test_saving_and_taking_the_next_call(door, acme):
    member = await door.member(acme)
    data = SHEET | {"customer": str(await make_customer(acme)), "then": "more"}

    assert (await member.post("/tickets", data=data)).headers["location"] == "/tickets/new"


@pytest.mark.parametrize("who", ["member", "contact"])
async def test_a_double_click_without_script_opens_one_ticket(door, acme, who):
    if who == "member":
        client = await door.member(acme)
        data = SHEET | {"customer": str(await make_customer(acme))}
        form = (await client.get(f"/tickets/new?customer={data['customer']}")).text
    else:
        client = (await contact(door, acme)).client
        data, form = {"subject": "打不开", "body": "点了没反应"}, (await client.get("/tickets/new")).text
    token = form.split('name="once" value="')[1].split('"')[0]

    first = await client.post("/tickets", data=data | {"once": token})
    second = await client.post("/tickets", data=data | {"once": token})
    other = await client.post("/tickets", data=data | {"once": token, "subject": "另一件事"})

    assert number_of(first) == number_of(second)
    assert number_of(other) != number_of(first), "other words are another matter, even from the same page"
    assert await entries_of(acme, number_of(first)) == 1
    fresh = (await client.get("/tickets/new" if who == "contact" else f"/tickets/new?customer={data['customer']}")).text
    assert token not in fresh


async def test_a_program_opens_a_ticket_and_hears_its_id_and_number(door, acme, brisk):
    body = {"customer": str(await make_customer(acme)), "subject": "接口来的", "body": "监控报警", "urgent": True}
    api = await door.api(acme)

    answer = await api.post("/api/v1/tickets", json=body)

    assert answer.status_code == 201
    made = answer.json()
    assert made["status"] == "new"
    ticket = await stored(acme, made["number"])
    assert str(ticket.id) == made["id"]
    assert (ticket.channel, ticket.urgent, ticket.first_responder) == ("api", True, None)
    stranger = await (await door.api(brisk)).post("/api/v1/tickets", json=body)
    assert stranger.status_code == 404
    assert stranger.headers["content-type"].startswith("application/problem+json")
    assert (await door.client(acme, "api").post("/api/v1/tickets", json=body)).status_code == 401
    assert (await (await door.api(acme, scopes=("ticket.read",))).post("/api/v1/tickets", json=body)).status_code == 403


async def test_a_program_that_asks_again_with_its_key_gets_the_first_answer(door, acme):
    body = {"customer": str(await make_customer(acme)), "subject": "只要一张", "body": "重试"}
    api, key = await door.api(acme), {"Idempotency-Key": "alarm-1"}

    first = await api.post("/api/v1/tickets", json=body, headers=key)
    again = await api.post("/api/v1/tickets", json=body, headers=key)
    other = await api.post("/api/v1/tickets", json=body | {"subject": "另一张"}, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert other.status_code == 422
    assert other.json()["type"] == "urn:partner-desk:key-reused"


async def test_a_program_is_told_every_wrong_field_at_once(door, acme):
    api = await door.api(acme)

    answer = await api.post("/api/v1/tickets", json={"customer": "nobody", "kind": "wish", "subject": "x" * 201})

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"customer", "kind", "subject", "body"}
    assert (await api.post("/api/v1/tickets", content=b"[1, 2")).status_code == 400


async def test_what_was_asked_before_is_shown_while_the_symptom_is_typed(founding, door, settle):
    here = await founding()
    member = await door.member(here)
    sheet = {
        "customer": str(await make_customer(here)),
        "subject": "反结账后凭证号重复",
        "body": "重复了",
        "kind": "question",
    }
    assert (await member.post("/tickets", data=sheet | {"channel": "hotline"})).status_code == 303
    await settle()
    assert "反结账后凭证号重复" in (await member.get("/tickets/similar?subject=凭证号重复")).text
    assert "反结账" not in (await member.get("/tickets/similar?subject=凭")).text
