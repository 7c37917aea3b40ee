"""What the platform couldn't finish by itself: seen by who may, and tried again."""

import pytest

from desk.foundation.database import execute, row, value
from desk.kit.ids import uuid7
from desk.kit.time import now


@pytest.fixture
async def failed(acme):
    """A reaction that stayed as failed."""
    async with acme.scope() as scope:
        one = uuid7()
        await execute(
            """insert into reaction (tenant_id, id, subscriber, lane, status, attempts, available_at, failed_at, error)
               values ($1, $2, 'tickets.index_ticket', 'bulk', 'failed', 8, $3, $3, '7F3K-20 TimeoutError')""",
            scope.tenant.id,
            one,
            now(),
        )
    yield one
    async with acme.scope():
        await execute("delete from reaction where id = $1", one)


async def test_it_is_for_who_may_and_for_its_own_tenant(door, acme, brisk, failed):
    path = f"/work/{failed}/retry"

    assert (await door.signed_out(acme).post(path)).status_code == 303
    assert (await (await door.member(acme, may_not="reaction.manage")).post(path)).status_code == 403
    assert (await (await door.member(acme, may_not="reaction.manage")).get("/work")).status_code == 403
    assert (await (await door.member(brisk)).post(path)).status_code == 404
    assert "7F3K-20" not in (await (await door.member(brisk)).get("/work")).text


async def test_it_can_be_tried_again_once(door, acme, failed):
    administrator = await door.member(acme)
    page = await administrator.get("/work")
    assert "7F3K-20 TimeoutError" in page.text
    assert "tickets.index_ticket" in page.text

    assert (await administrator.post(f"/work/{failed}/retry")).status_code == 303

    async with acme.scope():
        found = await row("select status, attempts, failed_at from reaction where id = $1", failed)
        assert dict(found) == {"status": "waiting", "attempts": 0, "failed_at": None}
        kept = await value("select payload ->> 'subscriber' from event where subject_id = $1", failed)
        assert kept == "tickets.index_ticket"
    assert (await administrator.post(f"/work/{failed}/retry")).status_code == 404
