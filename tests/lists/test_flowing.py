"""Long tables flow: the last rows aren't read before the first are taken, and who reads slowly holds nothing."""

import pytest
from reader_support import SlowReader

from desk.customers.queries.importing import insert
from desk.foundation.database import DB, value
from desk.kit.ids import uuid7
from desk.kit.spreadsheets import read_table
from desk.kit.time import now

FILES = ("/customers/export.csv", "/customers/export.xlsx", "/customers/list.csv")
LONG = 2_500
COLUMNS = ("tenant_id", "id", "number", "name", "name_twin", "name_key", "created_at", "changed_at")


async def _file(tenant, names, start=1):
    """Customers of these names, in their order."""
    async with tenant.scope():
        lines = [(tenant.id, uuid7(), start + n, name, name, name, now(), now()) for n, name in enumerate(names)]
        await insert("customer", COLUMNS, lines)


@pytest.fixture
async def acme(founding):
    """A tenant with a long file."""
    tenant = await founding()
    await _file(tenant, [f"long {number:05}" for number in range(LONG)])
    return tenant


def _names(content, path):
    found = read_table(content, path)
    place = next(place for place, heading in enumerate(found.headings) if heading in ("客户名称", "客户"))
    return [row.cells[place] for row in found.rows]


def _idle():
    """Whether no connection is taken."""
    return DB.pool is None or DB.pool.get_idle_size() == DB.pool.get_size()


@pytest.mark.parametrize("path", FILES)
async def test_the_last_rows_are_read_when_the_first_were_taken(acme, door, path):
    async with SlowReader(door.app, await door.member(acme), path) as reader:
        begun = await reader.take()
        first = (await reader.take())["body"]
        assert begun["status"] == 200
        assert first
        assert _idle(), "who reads slowly holds no connection"
        await _file(acme, ["zzz who came meanwhile"], start=LONG + 1)

        names = _names(first + await reader.rest(), path)

    assert names == [*(f"long {number:05}" for number in range(LONG)), "zzz who came meanwhile"]


@pytest.mark.parametrize("path", FILES)
async def test_who_goes_away_leaves_nothing_behind(acme, door, path):
    async with SlowReader(door.app, await door.member(acme), path) as reader:
        await reader.take()
        await reader.take()
        await reader.leave()

    assert _idle()
    async with acme.scope():
        noted = await value("select payload->>'count' from event where name = 'customers.exported'")
    assert noted == str(LONG), "it is noted before anything goes out"


async def test_what_is_asked_wrongly_is_refused_before_anything_is_sent(acme, door):
    refused = await (await door.member(acme)).get("/customers/list.csv?status=nonsense")

    assert refused.status_code == 400
    assert "content-disposition" not in refused.headers
