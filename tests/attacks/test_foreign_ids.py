"""
Ids of others: another tenant's and another customer's, in paths, bodies, filters, lists, cursors and exports.

The answer is that there is nothing, never that it may not be seen.
"""

from uuid import uuid4

import pytest
from tests_support import make_customer, make_ticket
from tickets_support import ask, contact, number_in, stored

from desk.foundation.database import value
from desk.foundation.web.paging import encode
from desk.kit.time import now


@pytest.fixture
async def theirs(door, brisk):
    """Things of another tenant: a customer, a contact, a product, a ticket, a member."""
    person = await contact(door, brisk, await make_customer(brisk, "BRISK 的秘密客户"), name="BRISK 秘密联系人")
    ticket = await make_ticket(brisk, person.customer, "BRISK 的秘密")
    async with brisk.scope():
        product = uuid4()
        from desk.customers.tables import Product

        await Product(id=product, customer=person.customer, name="BRISK 产品", created_at=now()).save()
    _, member = await door.person(brisk, ("hotline_engineer",))
    return {
        "customer": str(person.customer),
        "contact": str(person.id),
        "product": str(product),
        "ticket": str(ticket.id),
        "member": str(member),
    }


@pytest.mark.parametrize("way", ["form", "json"])
@pytest.mark.parametrize("field", ["customer", "contact", "product"])
async def test_in_the_body_of_a_new_ticket(door, acme, theirs, way, field):
    words = {"customer": str(await make_customer(acme)), "subject": "a", "body": "a", "channel": "hotline"}
    words[field] = theirs[field]
    if way == "json":
        answer = await (await door.api(acme)).post("/api/v1/tickets", json=words)
        made_up = await (await door.api(acme)).post("/api/v1/tickets", json=words | {field: str(uuid4())})
    else:
        answer = await (await door.member(acme)).post("/tickets", data=words)
        made_up = await (await door.member(acme)).post("/tickets", data=words | {field: str(uuid4())})

    assert answer.status_code in (404, 422)
    assert answer.status_code == made_up.status_code  # nothing tells that it exists
    assert "BRISK" not in answer.text


async def test_in_a_change(door, acme, theirs):
    number = await number_in(acme, "open")
    member, api = await door.member(acme), await door.api(acme)

    for who in (theirs["member"], str(uuid4())):
        assert (await member.post(f"/tickets/{number}/assignment", data={"member": who})).status_code in (404, 409, 422)
        answer = await api.put(f"/api/v1/tickets/{number}/assignment", json={"member": who})
        assert answer.status_code in (404, 409, 422)
    assert (await stored(acme, number)).assignee is None


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/tickets/{ticket}",
        "/api/v1/tickets/{ticket}/entries",
        "/api/v1/customers/{customer}",
        "/api/v1/customers/{customer}/contacts",
        "/api/v1/customers/{customer}/products",
    ],
)
async def test_in_a_path_of_the_api(door, acme, theirs, path):
    answer = await (await door.api(acme)).get(path.format(**theirs))
    assert answer.status_code == 404
    assert "BRISK" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/customers/{customer}",
        "/customers/{customer}/edit",
        "/customers/{customer}/contacts/{contact}",
        "/customers/{customer}/panels/dummy",
        "/tickets?customer={customer}",
        "/tickets?view=all&customer={customer}",
        "/tickets/new?customer={customer}",
        "/customers/imports/{customer}",
        "/customers/imports/{customer}/refused.csv",
        "/files/{ticket}",
    ],
)
async def test_in_a_path_or_filter_of_a_page(door, acme, theirs, path):
    answer = await (await door.member(acme)).get(path.format(**theirs))
    assert answer.status_code == 404
    assert "BRISK" not in answer.text


async def test_another_customers_contact_under_ones_own_customer(door, acme):
    """The id is the tenant's own, but the way there is a lie."""
    person, mine = await contact(door, acme, name="别人的联系人"), await make_customer(acme)
    member = await door.member(acme)

    assert (await member.get(f"/customers/{mine}/contacts/{person.id}")).status_code == 404
    changed = await member.post(f"/customers/{mine}/contacts/{person.id}", data={"name": "改名", "roles": "main"})
    assert changed.status_code == 404
    assert (await member.post(f"/customers/{mine}/contacts/{person.id}/departure")).status_code == 404
    async with acme.scope():
        assert await value("select name from contact where id = $1", person.id) == "别人的联系人"


async def test_in_lists_exports_and_search(door, acme, theirs, settle):
    await settle()
    member, api = await door.member(acme), await door.api(acme)
    texts = [
        (await member.get(path)).text
        for path in ("/tickets?view=all", "/customers", "/customers/export.csv", "/search?q=BRISK", "/tickets?q=BRISK")
    ]
    texts += [(await api.get(f"/api/v1/{path}")).text for path in ("tickets", "customers", "customers?q=BRISK")]

    for text in texts:
        assert "BRISK 的秘密" not in text
        assert "BRISK 秘密联系人" not in text


async def test_a_cursor_of_theirs_leads_through_our_own_list_only(door, acme, theirs):
    cursors = (
        encode(now(), theirs["ticket"], 1),
        encode(now(), theirs["ticket"]),
        encode("zzzz", theirs["customer"], 1),
    )
    member, api = await door.member(acme), await door.api(acme)

    for cursor in cursors:
        for path in (f"/tickets?view=all&after={cursor}", f"/customers?before={cursor}"):
            answer = await member.get(path)
            assert answer.status_code in (200, 400)
            assert "BRISK" not in answer.text
        for path in (f"/api/v1/tickets?cursor={cursor}", f"/api/v1/customers?cursor={cursor}"):
            answer = await api.get(path)
            assert answer.status_code in (200, 400)
            assert "BRISK" not in answer.text


async def test_one_customer_names_another_customers_things(door, acme):
    mine, other = await contact(door, acme), await contact(door, acme, await make_customer(acme, "别家公司"))
    number = await ask(other, "别家的秘密")

    for path in (f"/tickets/{number}", f"/tickets?customer={other.customer}&shown=all", "/", "/tickets?shown=all"):
        assert "别家的秘密" not in (await mine.client.get(path)).text
    for path, data in (
        (f"/tickets/{number}/entries", {"body": "a"}),
        (f"/tickets/{number}/confirmation", {}),
        (f"/tickets/{number}/objection", {"reason": "a"}),
    ):
        assert (await mine.client.post(path, data=data)).status_code == 404
