"""Calling the customer back: asked for from a ticket, done by whoever reaches them, noted in the ticket."""

import re

import pytest
from people_support import add_someone
from tests_support import make_ticket

from desk.foundation.database import rows


async def notes(tenant, ticket):
    async with tenant.scope():
        found = await rows("select body, author_kind, author_id, audience from entry where ticket = $1", ticket.id)
        return [one for one in found if one["audience"] == "team"]


@pytest.mark.parametrize(
    ("result", "said"), [("reached", "已打通"), ("not_reached", "没打通"), ("wrong_number", "号码不对")]
)
async def test_a_call_is_asked_for_done_and_noted(acme, door, settle, result, said):
    ticket, li = await make_ticket(acme), await add_someone(door, acme)
    client = await li.signs_in()

    panel = (await client.get(f"/tickets/{ticket.number}/panels/tasks", headers={"hx-request": "true"})).text
    place = re.search(r'href="(/tasks/new\?[^"]+)"', panel)[1].replace("&amp;", "&")
    form = (await client.get(place)).text
    assert f"#{ticket.number}" in form
    assert 'value="tickets.call_back" checked' in form
    asked = {"kind": "tickets.call_back", "title": "给客户打电话", "member": str(li.id)}
    asked |= {"subject_kind": "ticket", "subject_id": str(ticket.id)}
    made = await client.post("/tasks", data=asked)
    again = await client.post("/tasks", data=asked)
    assert again.headers["location"].startswith(made.headers["location"])
    panel = (await client.get(f"/tickets/{ticket.number}/panels/tasks", headers={"hx-request": "true"})).text
    assert panel.count("给客户打电话") == 1
    await client.post(f"{made.headers['location']}/result", data={"result": result, "note": "说明天再看"})
    await settle()

    (note,) = await notes(acme, ticket)
    assert note["body"] == f"给客户打了电话：{said}\n说明天再看"
    assert (note["author_kind"], note["author_id"]) == ("member", li.id)
    assert "说明天再看" in (await client.get(f"/tickets/{ticket.number}")).text
