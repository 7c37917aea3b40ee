"""The board through the door: who sees what, over which period."""

from datetime import timedelta

import pytest
from tests_support import make_customer, make_ticket

from desk.foundation.database import execute, rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.payments import actions as payments


@pytest.fixture
async def ours(founding):
    """A tenant with two tickets and a payment."""
    tenant = await founding()
    customer = await make_customer(tenant)
    for _ in range(2):
        await make_ticket(tenant)
    async with tenant.scope():
        await payments.record_payment(payments.NewPayment("payments.other", customer, 123_400), by=SYSTEM)
    return tenant


async def test_the_board_shows_what_was_counted_and_a_stranger_nothing_of_it(door, ours, brisk):
    member = await door.member(ours)

    page = (await member.get("/figures")).text
    assert "新开工单" in page
    assert "¥1,234.00" in page
    assert '<svg class="pd-bars"' in page
    assert "¥1,234.00" not in (await (await door.member(brisk)).get("/figures")).text
    assert (await door.signed_out(ours).get("/figures")).status_code == 303
    assert (await (await door.member(ours, may_not="figure.read")).get("/figures")).status_code == 403


async def test_a_figure_is_for_those_who_may_read_what_it_counts(door, ours):
    member = await door.member(ours, may_not="payment.read")
    supervisor = await door.member(ours, "service_manager")

    for client, sees in ((supervisor, True), (member, False)):
        if client is member and (await client.get("/figures")).status_code == 403:
            continue
        assert ("¥1,234.00" in (await client.get("/figures")).text) == sees
    assert (await supervisor.get("/figures/payments.received")).status_code == 200
    assert (await supervisor.get("/figures/nothing.counted")).status_code == 404


@pytest.mark.parametrize("period", ["month", "last_month", "quarter", "year"])
async def test_each_period_is_shown(door, ours, period):
    member = await door.member(ours)

    assert (await member.get(f"/figures?period={period}")).status_code == 200
    page = await member.get(f"/figures/tickets.closed?period={period}")
    assert page.status_code == 200
    assert "怎么算的" in page.text
    assert "逐月" in page.text


async def test_dates_of_ones_own_may_stand_in_either_order_and_nonsense_is_refused(door, ours):
    member = await door.member(ours)
    today = now().date()
    first, last = (today - timedelta(days=3)).isoformat(), (today + timedelta(days=1)).isoformat()

    page = (await member.get(f"/figures/tickets.opened?period=own&first={last}&last={first}")).text
    assert f"{first} – {last}" in page
    assert "<b>2</b>" in page
    for wrong in ("period=own", "period=own&first=x&last=y", "period=own&first=1999-01-01&last=2026-01-01", "period=x"):
        assert (await member.get(f"/figures?{wrong}")).status_code == 400


async def test_it_is_taken_out_as_a_table_and_that_is_noted(door, ours):
    member = await door.member(ours)

    table = (await member.get("/figures/export.csv")).text

    line = next(one for one in table.splitlines() if "payments.received" in one)
    assert "1234.00" in line
    assert "CNY" in line
    async with ours.scope():
        assert await value("select count(*) from event where name = 'figures.exported'") == 1


async def test_programs_get_the_numbers(door, ours):
    program = await door.api(ours)

    found = (await program.get("/api/v1/figures")).json()["items"]

    by_name = {one["name"]: one for one in found}
    assert by_name["tickets.opened"]["number"] == 2
    assert by_name["payments.received"] == by_name["payments.received"] | {"number": 123_400, "currency": "CNY"}
    assert by_name["tickets.reopened"]["number"] is None
    assert (await program.get("/api/v1/figures?period=own&first=2026-01-01&last=2026-01-31")).status_code == 200
    assert (await program.get("/api/v1/figures?period=never")).status_code == 400


async def test_in_english(door, ours):
    member = await door.member(ours)

    page = (await member.get("/figures/tickets.opened?lang=en")).text

    assert "Tickets opened" in page
    assert "How it is counted" in page


async def test_a_plugins_figure_that_fails_leaves_the_board_whole(door, ours, owner):
    switch = """update tenant set plugins = '{dummy}', version = version + 1,
                       settings = settings || jsonb_build_object('dummy', jsonb_build_object('mode', $2::text))
                 where id = $1"""
    member = await door.member(ours)
    for mode, is_seen in (("", True), ("raise", False), ("sql", False)):
        await owner.execute(switch, ours.id, mode)
        page = await member.get("/figures")
        assert page.status_code == 200
        assert ("<b>7</b>" in page.text) == is_seen
        assert "新开工单" in page.text
    async with ours.scope():
        assert not await rows("select 1 from ticket where subject = 'broken by the dummy'")
        await execute("delete from plugin_trip")
