"""Headquarters sees what partners publish: counts, and nothing of a customer."""

from datetime import timedelta

import asyncpg
import pytest
from asyncpg.exceptions import InsufficientPrivilegeError
from tests_support import make_customer
from tickets_support import SOLUTION, ask, contact, number_in

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute
from desk.foundation.relay import Relay
from desk.kit.time import now
from desk.settings import settings

SECRET = "账套口令忘了"


@pytest.fixture
async def published(door, acme, brisk, settle, stack):
    """A partner with some matters, after both have published their cards; other tests may have put that off."""
    person = await contact(door, acme, await make_customer(acme, "极秘客户"))
    await ask(person, SECRET)
    await number_in(acme, "solved", customer=person.customer)
    superuser = await asyncpg.connect(stack.database_url("postgres"))
    soon = "update scheduled_work set next_at = '2000-01-01' where tenant_id = any($1::uuid[])"
    await superuser.execute(soon, [acme.id, brisk.id])
    await superuser.close()
    connection = await asyncpg.connect(settings.clock_url)

    async def keep(*_):
        """Nothing is sent here: the rows are worked off below."""

    await Relay(connection, keep).plan(now() + timedelta(minutes=2))
    await connection.close()
    await settle(now() + timedelta(minutes=3))
    return person


async def test_operators_see_the_counts_of_each_partner(door, headquarters, acme, published):
    operator = await door.member(headquarters)
    usual = {"usual": "1", "query": ""}  # other tests may have chosen columns as the same person
    assert (await operator.post("/lists/partners/columns", data=usual)).status_code == 303

    page = await operator.get("/partners")

    assert page.status_code == 200
    assert "Acme 软件服务" in page.text
    assert "Brisk 软件" in page.text
    assert (await operator.get("/")).status_code == 200
    card = next(one for one in await crossing_rows("select * from partner") if one["slug"] == "acme")
    assert card["open_tickets"] > 0
    assert card["unassigned_tickets"] > 0
    assert card["solved_30_days"] > 0
    assert card["customers"] > 0
    assert f"<b>{card['open_tickets']}</b>" in page.text


async def test_not_a_word_of_a_customer_crosses(door, headquarters, published):
    operator = await door.member(headquarters)

    for path in ("/", "/partners", "/devices"):
        page = (await operator.get(path)).text
        for word in (SECRET, "极秘客户", published.name, published.login, SOLUTION["cause"]):
            assert word not in page
    rows = await crossing_rows("select to_jsonb(p)::text as card from partner p")
    assert not [one for one in rows if SECRET in one["card"] or "极秘客户" in one["card"]]


async def test_its_own_connection_sees_cards_and_no_table_of_a_tenant(published):
    for table in ("ticket", "entry", "customer", "contact", "member", "event", "credential", "stored_file"):
        with pytest.raises(InsufficientPrivilegeError):
            await crossing_rows(f"select * from {table}")  # noqa: S608 - names of ours


async def test_partners_are_headquarters_business(door, acme, headquarters):
    assert (await door.signed_out(headquarters).get("/partners")).status_code == 303
    assert (await (await door.member(acme)).get("/partners")).status_code == 404
    member = await door.member(acme)
    elsewhere = door.client(headquarters, "headquarters", cookie=member.headers["cookie"])
    assert (await elsewhere.get("/partners")).status_code == 303
    assert (await (await door.member(headquarters)).get("/tickets")).status_code == 404


async def test_a_tenant_cannot_write_anothers_card(acme, brisk):
    async with acme.scope():
        assert await execute("update partner set open_tickets = 0 where slug = 'brisk'") == "UPDATE 0"
    with pytest.raises(InsufficientPrivilegeError):
        async with acme.scope():
            await execute(
                """insert into partner (tenant_id, slug, name, status, published_at)
                   values ($1, 'x', 'x', 'active', now())""",
                brisk.id,
            )
