"""
Mass assignment: fields that are not the sender's to choose, smuggled into forms and JSON.

The server alone says whose a thing is, its number, status, version, author and audience.
"""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests_support import make_customer
from tickets_support import ask, contact, number_in, stored

from desk.foundation.database import row, rows

AT = "2001-01-01T00:00:00+00:00"


def smuggled(tenant: UUID) -> dict[str, str]:
    """What a curious sender would try, in the names of our columns."""
    return {
        "tenant_id": str(tenant),
        "tenant": str(tenant),
        "id": str(uuid4()),
        "number": "7",
        "status": "closed",
        "turn": "nobody",
        "assignee": str(uuid4()),
        "first_responder": str(uuid4()),
        "opened_at": AT,
        "closed_at": AT,
        "created_at": AT,
        "by": "system",
        "author_id": str(uuid4()),
        "author_kind": "member",
        "side": "us",
        "roles": "administrator",
        "portal_roles": "administrator",
        "credential": str(uuid4()),
        "is_admin": "true",
        "__class__": "x",
    }


def untouched(found: Any, tenant: UUID, given: dict[str, str]) -> None:
    assert found.tenant_id == tenant
    assert str(found.id) != given["id"]
    assert found.number != 7
    assert (found.assignee is None) or str(found.assignee) != given["assignee"]
    assert found.status != "closed"
    assert found.closed_at is None
    assert found.opened_at.year > 2001


@pytest.mark.parametrize("way", ["form", "json", "portal"])
async def test_a_new_ticket_is_what_we_say(door, acme, brisk, way):
    given, customer = smuggled(brisk.id), await make_customer(acme)
    words = given | {
        "customer": str(customer),
        "subject": "试一试",
        "body": "试一试",
        "channel": "hotline",
        "version": "99",
    }
    if way == "json":
        answer = await (await door.api(acme)).post("/api/v1/tickets", json=words)
        number = answer.json()["number"]
    else:
        person = await contact(door, acme, customer)
        client = person.client if way == "portal" else await door.member(acme)
        answer = await client.post("/tickets", data=words)
        number = int(answer.headers["location"].rsplit("/", 1)[1])
    found = await stored(acme, number)

    untouched(found, acme.id, given)
    assert found.version < 99
    assert found.customer == customer
    async with brisk.scope():
        assert not await rows("select id from ticket where subject = '试一试'")


async def test_a_customer_writes_for_nobody_else_and_to_no_other_audience(door, acme):
    person, other = await contact(door, acme), await make_customer(acme, "别家")
    number = await ask(person)
    smuggling = {"body": "夹带", "audience": "team", "side": "us", "author_kind": "member", "customer": str(other)}
    smuggling |= {"then": "wait", "status": "solved", "channel": "hotline"}
    assert (await person.client.post(f"/tickets/{number}/entries", data=smuggling)).status_code == 303

    async with acme.scope():
        entry = await row("select * from entry where body = '夹带'")
    found = await stored(acme, number)
    assert (entry["audience"], entry["side"], entry["author_kind"]) == ("customer", "customer", "contact")
    assert entry["author_id"] == person.id
    assert entry["customer"] == person.customer == found.customer
    assert found.status == "new"
    assert found.channel == "online"


async def test_an_entry_of_a_member_is_theirs(door, acme):
    number, given = await number_in(acme, "open"), smuggled(acme.id)
    api = await door.api(acme)
    answer = await api.post(f"/api/v1/tickets/{number}/entries", json=given | {"body": "内部夹带", "side": "customer"})

    assert answer.status_code in (200, 201)
    async with acme.scope():
        entry = await row("select * from entry where body = '内部夹带'")
    assert (entry["side"], entry["author_kind"], entry["audience"]) == ("us", "member", "team")
    assert str(entry["author_id"]) != given["author_id"]
    assert (await stored(acme, number)).status == "open"
    # The audience of headquarters exists, but no program may choose it.
    refused = await api.post(f"/api/v1/tickets/{number}/entries", json={"body": "x", "audience": "headquarters"})
    assert refused.status_code == 422


@pytest.mark.parametrize("way", ["form", "json"])
async def test_a_customer_of_ours_is_what_we_say(door, acme, brisk, way):
    given = smuggled(brisk.id) | {"name": f"夹带 {way}", "status": "customer", "version": "99", "name_key": "zzz"}
    if way == "json":
        answer = await (await door.api(acme)).post("/api/v1/customers", json=given)
    else:
        answer = await (await door.member(acme)).post("/customers", data=given)
    assert answer.is_success or answer.status_code == 303, answer.text

    async with acme.scope():
        found = await row("select * from customer where name = $1", given["name"])
    assert found["tenant_id"] == acme.id
    assert str(found["id"]) != given["id"]
    assert found["number"] != 7
    assert found["version"] < 99
    assert found["name_key"] != "zzz"
    assert found["created_at"].year > 2001


async def test_changing_a_customer_changes_no_more_than_is_offered(door, acme, brisk):
    api, customer = await door.api(acme), await make_customer(acme)
    before = (await api.get(f"/api/v1/customers/{customer}")).json()
    given = {name: value for name, value in smuggled(brisk.id).items() if name != "status"}
    answer = await api.patch(f"/api/v1/customers/{customer}", json=given | {"short_name": "江南"})

    assert answer.status_code == 200
    after = answer.json()
    moved = {name for name in after if after[name] != before[name]}
    assert moved <= {"short_name", "version", "changed_at"}


async def test_nobody_gives_themselves_a_role(door, acme):
    """What a contact is allowed is not said where a contact is described."""
    member, customer = await door.member(acme), await make_customer(acme)
    answer = await member.post(
        f"/customers/{customer}/contacts",
        data={"name": "夹带", "roles": "main", "portal_roles": "administrator", "credential": str(uuid4())},
    )
    assert answer.status_code == 303
    async with acme.scope():
        found = await row("select * from contact where customer = $1", customer)
    assert found["credential"] is None
    assert "administrator" not in [*found["portal_roles"], *found["roles"]]
