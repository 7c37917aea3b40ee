"""Each figure over rows whose sums are known, on the tenant's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests_support import make_customer

from desk.deadlines import queries as deadlines
from desk.figures import kinds, queries, views
from desk.foundation.database import execute
from desk.foundation.figures import MONTH, Part, Period, month_of, months_before
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import as_of
from desk.payments import actions as payments

ZONE = "Asia/Shanghai"
MARCH = month_of(date(2025, 3, 1), ZONE)
IN_MARCH = datetime(2025, 3, 10, 4, tzinfo=UTC)
_TICKET = """
insert into ticket (tenant_id, id, number, subject, status, customer, opened_by_kind, opened_at, since_at, changed_at,
                    solved_at, closed_at, reopenings, channel)
values ($1, $2, $3, 'x', $4, $5, 'system', $6, $6, $6, $7, $8, $9, $10)
"""
_ENTRY = """
insert into entry (tenant_id, id, ticket, customer, audience, side, author_kind, body, at)
values ($1, $2, $3, $4, $5, $6, 'system', 'x', $7)
"""


@pytest.fixture
async def place(founding):
    """A tenant of one's own with a customer, and hands to put rows there."""
    tenant = await founding(zone=ZONE)
    return Place(tenant, await make_customer(tenant))


class Place:
    def __init__(self, tenant, customer):
        self.tenant, self.customer, self.count = tenant, customer, 0

    async def ticket(self, status, opened, *, solved=None, closed=None, back=0, answers=0, notes=0, channel="hotline"):
        self.count += 1
        made = uuid7()
        values = (self.tenant.id, made, self.count, status, self.customer, opened, solved, closed, back, channel)
        await execute(_TICKET, *values)
        said = [("customer", "us")] * answers + [("team", "us")] * notes + [("customer", "customer")]
        for audience, side in said:
            await execute(_ENTRY, self.tenant.id, uuid7(), made, self.customer, audience, side, opened)

    async def reckon(self, name, period=MARCH, by=""):
        return list(await kinds.registered()[name].reckon(period, by))


async def test_tickets(place):
    day = timedelta(days=1)
    async with place.tenant.scope():
        closed = {"solved": IN_MARCH + day, "closed": IN_MARCH + 2 * day}
        await place.ticket("closed", IN_MARCH, answers=1, **closed)
        await place.ticket("closed", IN_MARCH, answers=1, back=1, **closed)
        await place.ticket("closed", IN_MARCH, answers=2, **closed)
        await place.ticket("closed", IN_MARCH, notes=3, channel="email", **closed)
        await place.ticket("merged", IN_MARCH, closed=IN_MARCH + day)
        await place.ticket("open", IN_MARCH - 40 * day)
        await place.ticket("solved", IN_MARCH, solved=MARCH.until + day)
        # The last minute of March in Shanghai is afternoon in London; the first of April isn't March any more.
        await place.ticket("new", MARCH.until - timedelta(minutes=1))
        await place.ticket("new", MARCH.until)

        assert await place.reckon("tickets.opened") == [Part(7)]
        assert {one.key: one.part for one in await place.reckon("tickets.opened", by="channel")} == {
            "hotline": 6,
            "email": 1,
        }
        assert await place.reckon("tickets.closed") == [Part(4)]
        assert await place.reckon("tickets.closed", by=MONTH) == [Part(4, key="2025-03")]
        assert await place.reckon("tickets.closed", by="member") == [Part(4)]
        assert await place.reckon("tickets.first_contact") == [Part(1, 3)]
        assert await place.reckon("tickets.reopened") == [Part(1, 4)]
        assert await place.reckon("tickets.open") == [Part(3)]
        assert await place.reckon("tickets.opened", month_of(date(2024, 3, 1), ZONE)) == []


async def test_money_by_currency_when_it_moves(place):
    async with place.tenant.scope():
        with as_of(IN_MARCH):
            new = payments.NewPayment("payments.other", place.customer, 1_000)
            number = (await payments.record_payment(new, by=SYSTEM)).payment.number
            dollars = payments.NewPayment("payments.other", place.customer, 700, currency="USD")
            await payments.record_payment(dollars, by=SYSTEM)
            await payments.claim_payment(payments.NewPayment("payments.other", place.customer, 5_555), by=SYSTEM)
        with as_of(IN_MARCH + timedelta(days=60)):
            await payments.refund_payment(number, payments.NewRefund("x", 400), by=SYSTEM)

        assert await place.reckon("payments.received") == [Part(1_000, currency="CNY"), Part(700, currency="USD")]
        assert await place.reckon("payments.refunded") == []
        may = await place.reckon("payments.refunded", month_of(date(2025, 5, 1), ZONE))
        assert may == [Part(400, currency="CNY")]
        assert [one.key for one in await place.reckon("payments.received", by="kind")] == ["payments.other"] * 2


async def test_promises_are_counted_as_their_own_page_does(place):
    row = """insert into deadline (tenant_id, id, promise, subject_kind, subject_id, status, basis, ladder, started_at,
                                   due_at, met_at, missed_at, ended_at)
             values ($1, $2, 'RM-D1', 'ticket', $2, $3, 'work', 'L1', $4, $4, $5, $6, $5)"""
    async with place.tenant.scope():
        for status, met, missed in (
            ("met", IN_MARCH, None),
            ("met", IN_MARCH, None),
            ("met", IN_MARCH + timedelta(days=9), IN_MARCH),
            ("missed", None, IN_MARCH),
        ):
            await execute(row, place.tenant.id, uuid7(), status, IN_MARCH, met, missed)
        own = await deadlines.figures(MARCH.since, MARCH.until, ZONE)

        assert await place.reckon("deadlines.kept") == [Part(2, 4)]
        assert await place.reckon("deadlines.late") == [Part(2)]
        assert [(one.key, one.part, one.whole) for one in await place.reckon("deadlines.kept", by="promise")] == [
            ("RM-D1", 2, 4)
        ]
        assert [(one["month"], one["met"], one["late"] + one["missed"]) for one in own] == [("2025-03", 2, 2)]


async def test_every_figure_can_be_divided_by_what_it_says(place):
    async with place.tenant.scope():
        for kind in kinds.registered().values():
            for by in ("", *kind.by):
                assert all(isinstance(one, Part) for one in await kind.reckon(MARCH, by)), f"{kind.name} by {by}"


def test_shares_are_rounded_down_and_nothing_is_said_of_no_case():
    assert views.number("share", Part(999, 1000)) == 99
    assert views.number("share", Part(7, 7)) == 100
    assert views.number("share", Part(0, 0)) is None
    assert views.words("share", Part(0, 0)) == views.NOTHING
    assert views.number("duration", Part(100, 3)) == 33
    assert views.number("score", Part(13, 3)) == 43
    assert views.plain("score", Part(13, 3)) == "4.3"
    assert views.plain("money", Part(1_050, currency="CNY")) == "10.50"


def test_months_begin_on_the_clocks_of_the_zone():
    assert month_of(date(2025, 12, 24), ZONE) == Period(
        datetime(2025, 11, 30, 16, tzinfo=UTC), datetime(2025, 12, 31, 16, tzinfo=UTC), ZONE
    )
    assert [months_before(date(2026, 2, 28), back) for back in (0, 1, 2, 14, -1)] == [
        *(date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1), date(2024, 12, 1), date(2026, 3, 1))
    ]


async def test_a_period_takes_frozen_months_as_they_were_and_the_rest_as_it_is(place):
    kind = kinds.registered()["tickets.opened"]
    year = Period(month_of(date(2025, 1, 1), ZONE).since, month_of(date(2025, 12, 1), ZONE).until, ZONE)
    frozen = {date(2025, 3, 1): queries.Frozen((Part(100),), IN_MARCH)}
    async with place.tenant.scope():
        await place.ticket("new", IN_MARCH)
        await place.ticket("new", IN_MARCH + timedelta(days=40))

        assert [one.part for one in await queries.reckoned(kind, year, frozen)] == [101]
        assert await queries.reckoned(kind, MARCH, frozen) == [Part(100)]
        half = Period(MARCH.since, IN_MARCH + timedelta(days=1), ZONE)
        assert await queries.reckoned(kind, half, frozen) == [Part(1)]
        end = kinds.registered()["tickets.open"]
        assert await queries.reckoned(end, MARCH, frozen) == [Part(100)]
        assert await queries.reckoned(end, year, frozen) == [Part(2)]
