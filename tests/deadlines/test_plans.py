"""Lists of promises go by an index and read little, however many are open and however many were."""

import asyncpg
import msgspec
import pytest

from desk.deadlines import queries
from desk.deadlines.queries import Spans, Wanted
from desk.foundation.database import execute, value
from desk.kit.time import now
from desk.settings import settings

OPEN, OVER = 20_000, 20_000
READ = 900
"""Pages of the database that one list may look at; all deadlines take several thousand."""

# Many are open and far away, some pause, few have a rare promise, a rare ladder or a certain member; most are over.
FILL = """
insert into deadline (tenant_id, id, promise, subject_kind, subject_id, member, title, status, basis, amount, ladder,
                      started_at, due_at, met_at, ended_at, waits)
select $1, gen_random_uuid(), case when n % 2000 = 0 then 'HL-D11' when n % 3 = 0 then 'HL-D5' else 'RM-D1' end,
       'ticket', gen_random_uuid(), case when n % 50 = 0 then null when n % 4000 = 1 then ($2::uuid[])[1]
                                         else ($2::uuid[])[2 + n % 5] end, 'plan ' || n,
       case when n > $4 then 'met' when n % 100 = 3 then 'paused' else 'running' end, 'work', 10800,
       case when n % 2500 = 0 then 'L3' else 'L1' end, $3::timestamptz - n * interval '3 minutes',
       case when n % 100 = 3 then null else $3 - interval '2 hours' + n * interval '2 minutes' end,
       case when n > $4 then $3 - n * interval '10 minutes' end,
       case when n > $4 then $3 - n * interval '10 minutes' end, n % 3 = 1 and n % 100 = 7
  from generate_series(1, $5::integer) n
"""


@pytest.fixture(scope="module")
async def busy(world, founding):
    """A partner with twenty thousand open promises and as many that are over; one who has few of them, and a team."""
    tenant = await founding()
    people = [(await world.door.person(tenant, (role,)))[1] for role in ROLES]
    async with tenant.scope() as scope:
        await execute(FILL, scope.tenant.id, people, now(), OPEN, OPEN + OVER)
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("vacuum analyze deadline")
    yield tenant, people
    async with tenant.scope():
        await execute("delete from deadline where title like 'plan %'")
    await connection.execute("vacuum analyze deadline")
    await connection.close()


ROLES = ("administrator", "general_manager", "service_manager", "hotline_engineer", "onsite_engineer", "cs_agent")


async def looked_at(statement, arguments):
    """The nodes of the plan that touch deadlines, and how many pages the whole has read."""
    plan = msgspec.json.decode(await value(f"explain (analyze, buffers, format json) {statement}", *arguments))[0]
    found = []

    def walk(node):
        if node.get("Relation Name") == "deadline" or "deadline" in node.get("Index Name", ""):
            found.append(node["Node Type"])
        for child in node.get("Plans", ()):
            walk(child)

    walk(plan["Plan"])
    return found, plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


async def check(statement, arguments, said):
    nodes, read = await looked_at(statement, arguments)
    assert nodes, said
    assert read < READ, f"{said} read {read} pages by {nodes}"
    assert "Seq Scan" not in nodes or statement.startswith("select count"), f"{said}: {nodes}"


CASES = {
    "mine": lambda people, at: Wanted(member=people[0]),
    "busy": lambda people, at: Wanted(member=people[1]),
    "team": lambda people, at: Wanted(team=people),
    "small-team": lambda people, at: Wanted(team=people[:1]),
    "all": lambda people, at: Wanted(),
    "paused": lambda people, at: Wanted(paused=True),
    "nobodys": lambda people, at: Wanted(nobodys=True),
    "rare-promise": lambda people, at: Wanted(promise="HL-D11"),
    "promise": lambda people, at: Wanted(promise="RM-D1"),
    "no-promise": lambda people, at: Wanted(promise="HL-D10"),
    "rare-ladder": lambda people, at: Wanted(ladder="L3"),
    "overdue": lambda people, at: Wanted(until=at),
    "mine-overdue": lambda people, at: Wanted(member=people[0], until=at),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_list_and_its_count(busy, case):
    tenant, people = busy
    wanted = CASES[case](people, now())
    async with tenant.scope():
        found = await queries.listed(wanted, most=51)
        column = queries.sort_column(wanted)
        keys = [None, *([(found[-1][column], found[-1]["id"])] if found else [])]
        for key in keys:
            for backwards in (False, True) if key else (False,):
                listing = queries.listing(wanted, most=51, beyond=key, backwards=backwards)
                await check(*listing, f"{case} beyond {key} {'back' if backwards else 'on'}")
        await check(*queries.counting(wanted, most=1001), f"count of {case}")


async def test_the_board_reads_what_is_due_until_tomorrow_and_no_more(busy):
    from datetime import timedelta

    tenant, _ = busy
    at = now()
    spans = Spans(at, at + timedelta(hours=1), at + timedelta(hours=4), at + timedelta(hours=8))
    async with tenant.scope():
        arguments = (spans.now, spans.hour, spans.today, spans.tomorrow)
        await check(queries.BOARD, arguments, "board")
