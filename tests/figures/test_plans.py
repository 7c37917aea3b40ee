"""With 100,000 tickets of one tenant a figure reads its month over an index."""

from datetime import UTC, date, datetime

import asyncpg
import pytest
from tests_support import make_customer

from desk.figures import kinds
from desk.foundation import figures
from desk.foundation.database import rows
from desk.foundation.figures import month_of

NOVEMBER = month_of(date(2026, 11, 1), "Asia/Shanghai")
_TICKETS = """
insert into ticket (tenant_id, id, number, subject, status, customer, opened_by_kind, opened_at, since_at, changed_at,
                    solved_at, closed_at, reopenings)
select $1, gen_random_uuid(), n, 'x', case when t.ends then 'closed' else 'open' end, $2, 'system', t.at, t.at, t.at,
       case when t.ends then t.at + interval '1 day' end, case when t.ends then t.at + interval '2 days' end, n % 7 / 6
  from generate_series(1, 100000) n,
       lateral (select $3::timestamptz + n * interval '15 minutes' as at, n % 50 > 0 as ends) t
"""
_ENTRIES = """
insert into entry (tenant_id, id, ticket, customer, audience, side, author_kind, body, at)
select tenant_id, gen_random_uuid(), id, customer, 'customer', 'us', 'system', 'x', opened_at from ticket
 where tenant_id = $1
"""


@pytest.fixture(scope="module")
async def large(founding, stack):
    """Three years of tickets, the last of them in November 2026."""
    tenant = await founding(zone="Asia/Shanghai")
    customer = await make_customer(tenant)
    superuser = await asyncpg.connect(stack.database_url("postgres"))
    await superuser.execute(_TICKETS, tenant.id, customer, datetime(2024, 1, 10, tzinfo=UTC))
    # A plan that was made for the few tickets before them would look for each by reading all.
    await superuser.execute("vacuum analyze ticket")
    await superuser.execute(_ENTRIES, tenant.id)
    await superuser.execute("vacuum analyze ticket")
    await superuser.execute("vacuum analyze entry")
    yield tenant
    await superuser.execute("delete from entry where tenant_id = $1", tenant.id)
    await superuser.execute("delete from ticket where tenant_id = $1", tenant.id)
    await superuser.close()


async def test_each_figure_of_tickets_reads_its_month_over_an_index(large, monkeypatch):
    asked = []

    async def look(sql, *arguments):
        asked.append((sql, arguments))
        return await rows(sql, *arguments)

    monkeypatch.setattr(figures, "rows", look)
    async with large.scope():
        for kind in kinds.registered().values():
            if kind.name.startswith("tickets.") and not kind.at_the_end:
                for by in ("", *kind.by):
                    assert await kind.reckon(NOVEMBER, by)
        for sql, arguments in asked:
            plan = "\n".join(one[0] for one in await rows(f"explain {sql}", *arguments))
            assert "Seq Scan on ticket" not in plan, plan
            assert "Seq Scan on entry" not in plan, plan
