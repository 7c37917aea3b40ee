"""Lists and counts go by an index and read little, however long a partner has been at it."""

import asyncpg
import msgspec
import pytest
from tests_support import make_customer
from tickets_support import contact

from desk.foundation.database import execute, rows, value
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.settings import settings
from desk.tickets import queries
from desk.tickets.queries import Wanted
from desk.tickets.routes.listing import VIEWS, wanted_of

COUNT = 20_000
READ = 600
"""Pages of the database that one list may look at; reading all tickets takes several thousand."""
CAP = 1001
"""Rows that a count may look at; a page for each where nobody could vacuum behind an open transaction."""

# Most are closed, some wait for the customer's word, a few hundred are being worked on, and hardly any in rare ways.
FILL = """
insert into ticket (tenant_id, id, number, subject, status, turn, channel, kind, urgent, customer, assignee, asked,
                    opened_by_kind, opened_at, since_at, changed_at, solved_at)
select $1, gen_random_uuid(), 1000000 + n, 'plan ' || n, s.status,
       case s.status when 'open' then 'us' when 'new' then 'us' when 'waiting_customer' then 'customer'
                     when 'solved' then 'customer' when 'suspended' then 'us' when 'transferred' then 'us'
                     else 'nobody' end,
       case when n % 9000 = 0 then 'in_shop' when n % 3 = 0 then 'hotline' else 'online' end,
       case when n % 8000 = 0 then 'internal' when n % 4 = 0 then 'repair' else 'question' end,
       n % 500 = 0, ($2::uuid[])[1 + n % cardinality($2::uuid[])],
       case when s.status = 'new' then null else ($3::uuid[])[1 + n % cardinality($3::uuid[])] end,
       case when s.status = 'transferred' then ($3::uuid[])[1] end,
       'system', $4::timestamptz - n * interval '17 minutes', $4 - n * interval '17 minutes' + interval '1 hour', $4,
       case when s.status in ('solved', 'closed') then $4 - n * interval '17 minutes' + interval '2 hours' end
  from generate_series(1, $5) n,
       lateral (select case when n % 1000 = 1 then 'suspended' when n % 1000 = 2 then 'transferred'
                            when n % 200 = 3 then 'new' when n % 50 = 2 then 'open'
                            when n % 100 = 5 then 'waiting_customer'
                            when n % 20 = 7 then 'solved' else 'closed' end) s (status)
"""


@pytest.fixture(scope="module")
async def busy(world, founding):
    """A partner with twenty thousand tickets beside others with a few; its busiest member and one customer."""
    acme, door = await founding(), world.door
    _, member = await door.person(acme, ("hotline_engineer",))
    _, colleague = await door.person(acme, ("service_manager",))
    customers = [await make_customer(acme, f"客户 {n}") for n in range(200)]
    async with acme.scope() as scope:
        await execute(FILL, scope.tenant.id, customers, [member, colleague], now(), COUNT)
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("vacuum analyze ticket")
    await connection.execute("vacuum analyze customer")
    yield acme, member, customers[7]
    async with acme.scope():
        await execute("delete from ticket where subject like 'plan %'")
    await connection.execute("vacuum analyze ticket")
    await connection.close()


async def looked_at(statement, arguments):
    """The nodes of the plan that touch tickets, and how many pages the whole has read."""
    plan = msgspec.json.decode(await value(f"explain (analyze, buffers, format json) {statement}", *arguments))[0][
        "Plan"
    ]
    found = []

    def walk(node):
        if node.get("Relation Name") == "ticket" or "ticket" in node.get("Index Name", ""):
            found.append(node["Node Type"])
        for child in node.get("Plans", ()):
            walk(child)

    walk(plan)
    return found, plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


async def check(statement, arguments, said):
    nodes, read = await looked_at(statement, arguments)
    assert nodes, said
    is_count = statement.startswith("select count")
    assert read < READ + (CAP if is_count else 0), f"{said} read {read} pages by {nodes}"
    # A count stops at a thousand: where nearly all fit, the first thousand of the table are as good as any.
    assert "Seq Scan" not in nodes or is_count, said


def sorted_oldest_first(view):
    return next(one.sort for one in VIEWS if one.name == view) == "waiting"


@pytest.mark.parametrize("view", [one.name for one in VIEWS])
async def test_a_view_and_its_count(busy, view):
    acme, member, _ = busy
    wanted, oldest_first = wanted_of(view, Principal("member", member)), sorted_oldest_first(view)
    async with acme.scope():
        first = await queries.listed(wanted, most=51, oldest_first=oldest_first)
        key = (first[-1][queries.sort_column(oldest_first)], first[-1]["id"])
        for beyond, backwards in ((None, False), (key, False), (key, True)):
            listing = queries.listing(wanted, most=51, oldest_first=oldest_first, beyond=beyond, backwards=backwards)
            await check(*listing, f"{view} beyond {beyond} {'back' if backwards else 'on'}")
        await check(*queries.counting(wanted, most=CAP), f"count of {view}")


FILTERS = (
    [("status", one) for one in ("closed", "solved", "suspended", "merged")]
    + [("channel", one) for one in ("online", "in_shop", "remote")]
    + [("kind", one) for one in ("question", "internal", "requirement")]
    + [("urgent", True)]
)


@pytest.mark.parametrize(("name", "chosen"), FILTERS, ids=[f"{name}-{chosen}" for name, chosen in FILTERS])
@pytest.mark.parametrize("view", ["team", "all"])
async def test_a_filter_that_fits_many_or_nobody(busy, view, name, chosen):
    acme, member, _ = busy
    base = wanted_of(view, Principal("member", member))
    wanted = Wanted(unsettled=base.unsettled, **{name: chosen})
    async with acme.scope():
        listing = queries.listing(wanted, most=51, oldest_first=sorted_oldest_first(view), beyond=None, backwards=False)
        await check(*listing, f"{view} with {name}={chosen}")


async def test_a_customers_tickets_here_and_in_the_portal(busy, world):
    acme, _, customer = busy
    person = await contact(world.door, acme, customer)
    for scope in (acme.scope(), acme.scope(person.customer)):
        async with scope:
            for wanted in (Wanted(customer=customer), Wanted(customer=customer, ended=False)):
                listing = queries.listing(wanted, most=31, oldest_first=False, beyond=None, backwards=False)
                await check(*listing, f"{wanted}")
                await check(*queries.counting(wanted, most=CAP), f"count of {wanted}")


async def test_the_home_of_a_member_reads_little(busy):
    """Its figures and the counts that a partner publishes of itself: several counts in one statement."""
    acme, _member, _ = busy
    async with acme.scope():
        read = await rows(
            """explain (analyze, buffers, format json)
               select (select count(*) from ticket where opened_at >= $1),
                      (select count(*) from ticket where solved_at >= $1)""",
            now(),
        )
    text = read[0][0]
    assert "Seq Scan" not in text
