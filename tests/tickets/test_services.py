"""A service asked for because of a ticket: from the ticket's page, with what became of it noted there."""

import re

from tests_support import make_ticket

from desk.foundation.database import rows


async def test_a_visit_is_asked_for_from_the_ticket_and_noted_there(acme, door, settle):
    ticket, client = await make_ticket(acme), await door.member(acme)
    panel = (await client.get(f"/tickets/{ticket.number}/panels/requests", headers={"hx-request": "true"})).text
    place = re.search(r'href="(/requests/new\?[^"]+)"', panel)[1].replace("&amp;", "&")
    assert f"#{ticket.number}" in (await client.get(place)).text
    asked = {"kind": "requests.on_site", "title": "上门看看", "subject_kind": "ticket", "subject_id": str(ticket.id)}
    made = (await client.post("/requests", data=asked)).headers["location"]
    panel = (await client.get(f"/tickets/{ticket.number}/panels/requests", headers={"hx-request": "true"})).text
    assert "上门看看" in panel
    await client.post(f"{made}/assignment", data={"member": "me"})
    await client.post(f"{made}/return", data={"note": "没有备件"})
    await client.post(f"{made}/result", data={"note": "好了"})

    await settle()

    async with acme.scope():
        found = await rows("select body from entry where ticket = $1 and audience = 'team' order by at, id", ticket.id)
    number = made.removeprefix("/requests/")
    assert [one["body"] for one in found] == [f"上门服务 #{number} 被退回。", f"上门服务 #{number} 已完成。"]
