"""Merging and undoing is the same as doing nothing: for every reference that anybody declared, in every table."""

import random
import re
from uuid import UUID

import asyncpg
import pytest

from desk.canary.queries.specimens import Specimen, row_for
from desk.customers import actions
from desk.customers.actions.finding import make_findable
from desk.foundation import hooks
from desk.foundation.merging import Stays, steps
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7

from ..architecture import catalogue
from ..wall.specimens import clear

KINDS = ("customer", "contact")
GROWS = {"merging", "merge_move", "event", "reaction", "field_change"}
"""What only grows: the facts of it, and the log."""
OF_BOTH = ("work_calendar", "owner_id", "r.owner_kind = 'customer'")
"""Where both have one, the merged one's stays."""


@pytest.fixture(scope="session")
async def superuser(stack):
    connection = await asyncpg.connect(stack.database_url("postgres"))
    yield connection
    await connection.close()


@pytest.fixture
async def tenant(founding, superuser):
    """A tenant that is taken away again: its made-up rows point to what isn't there."""
    made = await founding()
    yield made
    await clear(superuser, Specimen(made.slug, made.id, made.id))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_merging_and_undoing_changes_nothing_anywhere(tenant, superuser, kind, seed):
    """A row for every reference that anybody declared; hashes of all rows of all tables before and after."""
    chance = random.Random(f"{kind}{seed}")
    made = await _two(tenant, superuser, kind)
    await _fill(superuser, tenant, kind, made, chance)
    async with tenant.scope():
        await make_findable(*{made[one] for one in (("kept", "gone") if kind == "customer" else ("customer",))})
        await actions.find_doubles()
    before = await _hashes(superuser, tenant)
    referred = await _referring(superuser, tenant, kind, made["gone"])
    assert sum(referred.values()) > 10

    async with tenant.scope():
        if kind == "customer":
            merged = await actions.merge_customers(made["kept"], made["gone"], take=["phone", "note"], by=SYSTEM)
        else:
            merged = await actions.merge_contacts(
                made["customer"], made["kept"], made["gone"], take=["mobile"], by=SYSTEM
            )
    left = await _referring(superuser, tenant, kind, made["gone"])
    assert {key for key, count in left.items() if count} - {OF_BOTH} == set()
    assert await _hashes(superuser, tenant) != before
    async with tenant.scope():
        undone = await actions.undo_merge(merged.id, by=SYSTEM)

    assert undone["left_out"] == "[]"
    assert await _hashes(superuser, tenant) == before


async def _two(tenant, superuser, kind):
    """Two of a kind, in a tenant of their own."""
    made = {}
    async with tenant.scope():
        if kind == "customer":
            for name in ("kept", "gone"):
                fields = actions.CustomerFields(name=f"{name} 公司", phone="13900001111", note=name)
                made[name] = UUID(str((await actions.add_customer(fields, by=SYSTEM)).id))
            made["customer"] = made["kept"]
        else:
            own = await actions.add_customer(actions.CustomerFields(name="一家公司"), by=SYSTEM)
            made["customer"] = UUID(str(own.id))
            for name in ("kept", "gone"):
                fields = actions.ContactFields(name=name, mobile="13900001111")
                made[name] = UUID(str((await actions.add_contact(made["customer"], fields, by=SYSTEM)).id))
    return made


async def _fill(superuser, tenant, kind, made, chance):
    """Rows for each step, some of them where both may have but one."""
    hooks.boot()
    place = Specimen(tenant.slug, tenant.id, made["customer"])
    async with superuser.transaction():
        await superuser.execute("set local session_replication_role = replica")
        for step in steps():
            if isinstance(step, Stays) or step.of != kind or step.table in ("likeness", "suspicion"):
                continue
            own = dict(re.findall(r"r\.(\w+) = '(\w+)'", step.where))
            for whose in (
                "gone",
                *(["kept"] if chance.random() < 0.7 else []),
                *(["gone"] if chance.random() < 0.5 else []),
            ):
                values = await row_for(superuser, step.table, place)
                values |= {"id": uuid7(), **own, step.column: made[whose]}
                values |= await _unlike(superuser, step, values, chance)
                names, places = ", ".join(values), ", ".join(f"${n + 1}" for n in range(len(values)))
                add = f"insert into {step.table} ({names}) values ({places}) on conflict do nothing"  # noqa: S608
                await superuser.execute(add, *values.values())


async def _unlike(superuser, step, values, chance):
    """What may be there once only is something else each time, but for what the step says itself."""
    found = {}
    if step.table in ("contact", "customer"):
        found |= {"credential": None} if step.table == "contact" else {}
    if step.table == "search_document" and step.column == "customer_id":
        found |= {"subject_id": uuid7()}
    alone = [name for name in getattr(step, "alone", ()) if name != "tenant_id"]
    if alone and not step.or_stays and chance.random() < 0.5:
        types = {one.name: one.type for one in await catalogue.columns(superuser, step.table)}
        name = alone[0]
        found[name] = uuid7() if types[name] == "uuid" else f"x{chance.random()}"
    return {name: value for name, value in found.items() if name in values or value is not None}


async def _referring(superuser, tenant, kind, one):
    """How many rows each declared reference has."""
    found = {}
    for step in steps():
        if isinstance(step, Stays) or step.of != kind:
            continue
        where = f"and ({step.where})" if step.where else ""
        count = f"select count(*) from {step.table} r where tenant_id = $1 and {step.column} = $2 {where}"  # noqa: S608
        found[step.table, step.column, step.where] = await superuser.fetchval(count, tenant.id, one)
    return found


async def _hashes(superuser, tenant):
    """All rows of a tenant, each as a hash; without what only grows, and the count of versions."""
    found = {}
    for table in await catalogue.tables(superuser, "fenced"):
        if table in GROWS or table.startswith("trial_"):
            continue
        whole = "to_jsonb(r) - array['version', 'looked_at']"
        query = f"select r.id::text, md5(({whole})::text) as hash from {table} r where tenant_id = $1"  # noqa: S608
        for one in await superuser.fetch(query, tenant.id):
            found[table, one["id"]] = one["hash"]
    return found
