"""The lists of cases read what they show: each view comes from an index, on both sides."""

import pytest

from desk.cases import queries
from desk.cases.queries import Wanted
from desk.foundation.crossing import publishing
from desk.foundation.database import execute, rows

WAITING, ALL = Wanted(statuses=("blank",)), Wanted()
"""Few cases wait blank, whatever other tests left: an index of what stands so is worth its way."""


async def explained(fetch, wanted):
    """The plan of a page, where an index is taken if there is one that fits."""

    async def read(statement, *arguments):
        return await fetch(f"explain {statement}", *arguments)

    return "\n".join(one[0] for one in await queries.listed(read, wanted, most=51))


@pytest.mark.parametrize(("wanted", "index"), [(WAITING, "hq_case_standing"), (ALL, "hq_case_newest")])
async def test_operators_read_what_waits_and_no_more(a_matter, superuser, wanted, index):
    for _ in range(3):
        await a_matter()
    await superuser.execute("analyze hq_case")
    async with publishing() as connection:
        for way in ("seqscan", "bitmapscan", "sort"):
            await connection.execute(f"set local enable_{way} = off")
        assert index in await explained(connection.fetch, wanted)


async def test_a_partner_reads_its_own_that_wait(acme, superuser):
    await superuser.execute("analyze hq_case")
    async with acme.scope():
        for way in ("seqscan", "bitmapscan", "sort"):
            await execute(f"set local enable_{way} = off")
        plan = await explained(rows, WAITING)
    assert "hq_case_own_standing" in plan or "hq_case_standing" in plan, plan


async def test_how_a_case_stands_follows_its_entries_whichever_side_adds_one(a_matter):
    matter = await a_matter()
    stands = "select c.status, c.version from hq_case c where c.number = $1"
    async with matter.tenant.scope():
        assert [tuple(one) for one in await rows(stands, matter.number)] == [("submitted", 1)]
    await matter.operator.post(f"{matter.up}/work", data={})
    async with matter.tenant.scope():
        assert [tuple(one) for one in await rows(stands, matter.number)] == [("in_hq", 2)]
