"""Nothing typed is lost, whatever happens to the browser; and nobody reads a draft but its writer."""

import pytest
from tickets_support import number_in

from desk.drafts import actions
from desk.foundation.database import execute, value


@pytest.fixture
async def here(founding):
    return await founding()


async def test_a_draft_is_its_writers_own_and_goes_when_it_is_sent(here, door):
    writer, colleague = await door.member(here), await door.member(here, "hotline_engineer")
    kept = await writer.put("/drafts/ticket-7-team", json={"body": "先查一下"})
    assert kept.status_code == 200, kept.text
    assert (await writer.put("/drafts/ticket-7-team", json={"body": "先查一下日志"})).status_code == 200
    assert (await writer.get("/drafts?places=ticket-7-team,form-x")).json() == {
        "ticket-7-team": {"body": "先查一下日志"}
    }
    assert (await colleague.get("/drafts?places=ticket-7-team")).json() == {}
    assert (await door.signed_out(here).get("/drafts?places=ticket-7-team")).status_code in (303, 401)
    assert (await writer.delete("/drafts/ticket-7-team")).status_code == 200
    assert (await writer.get("/drafts?places=ticket-7-team")).json() == {}


async def test_what_is_no_draft_is_refused_and_old_ones_are_forgotten(here, door):
    writer = await door.member(here)
    assert (await writer.put("/drafts/form-x", content=b"[1]")).status_code in (400, 422)
    assert (await writer.put("/drafts/form-x", json={"body": "a" * 70_000})).status_code == 413
    assert (await writer.get("/drafts?places=" + "x" * 101)).status_code == 404
    for n in range(actions.MOST + 3):
        await writer.put(f"/drafts/form-{n}", json={"body": str(n)})
    async with here.scope():
        assert await value("select count(*) from draft") == actions.MOST
        await execute("update draft set saved_at = saved_at - interval '30 days' where place <> 'form-102'")
        await actions.tidy()
        assert await value("select count(*) from draft") == 1


async def test_one_sees_who_else_is_at_a_ticket(here, door):
    number = await number_in(here, "open")
    one, other = await door.member(here), await door.member(here, "hotline_engineer")
    _, other_id = await door.person(here, ("hotline_engineer",))
    async with here.scope():
        name = await value("select name from member where id = $1", other_id)
    assert name not in (await one.get(f"/tickets/{number}/watching")).text
    await other.get(f"/tickets/{number}/watching")
    assert f"{name}也打开了" in (await one.get(f"/tickets/{number}/watching")).text
    await other.put(f"/drafts/ticket-{number}-customer", json={"body": "您好"})
    assert f"{name}正在写" in (await one.get(f"/tickets/{number}/watching")).text
    assert (await one.get("/tickets/999999/watching")).status_code == 404
