"""
The schema words: what raw migrations are made of.

A fenced table belongs to one tenant, row by row, and the database sees to it: forced row security for
roles that can't bypass it, keys and references that carry the tenant. See docs/decisions/0001.
"""

from collections.abc import Mapping, Sequence

import asyncpg
from piccolo.engine import engine_finder

from desk.foundation.canaries import NOT_THEIRS
from desk.settings import settings

TENANT = "nullif(current_setting('desk.tenant_id', true), '')::uuid"
CUSTOMER = "nullif(current_setting('desk.customer_id', true), '')::uuid"
# Nobody's customer: true while the setting is empty. Said with <> because the planner takes that for nearly always
# true; of "is null" it believes that one row in two hundred passes, and then reads a tenant whole to show fifty rows.
STAFF = "sign(length(coalesce(current_setting('desk.customer_id', true), ''))) <> 1"
EVERYTHING = "select, insert, update, delete"
APPEND_ONLY = "select, insert"


async def script(sql: str) -> None:
    """Run statements in the migration's own transaction, as the owner."""
    engine = engine_finder()
    transaction = engine.current_transaction.get() if engine else None
    assert transaction is not None, "a schema word was used outside a migration"
    await transaction.connection.execute(sql)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def owner_wall(name: str) -> str:
    """The owner may become desk_search and so has its policies, too: this one nothing can widen."""
    return f"create policy owner_wall on {name} as restrictive to desk_owner using (tenant_id = {TENANT})"


async def fenced_table(
    name: str,
    what: str,
    columns: str,
    *,
    references: Mapping[str, str] | None = None,
    check: Mapping[str, Sequence[str]] | None = None,
    unique: Sequence[str] = (),
    portal: str | None = None,
    portal_writes: str = "own",
    app: str = EVERYTHING,
) -> None:
    """
    Make a table behind the wall.

    ``columns`` are SQL, without the key and the tenant. ``references`` maps a column to its table, with
    `` cascade`` behind it where rows go with their owner. ``unique`` are lists of columns, each unique within
    the tenant. ``portal`` is the condition under which a customer sees a row, with ``{customer}`` for who is
    asking; None keeps the table closed to the portal. ``portal_writes``: see ``portal_wall``. ``app`` is what
    the running product may do.
    """
    await script(f"""
        create table {name} (
        tenant_id uuid not null references tenant (id),
        id uuid not null,
        {columns.strip().rstrip(",")},
        primary key (tenant_id, id));
        alter table {name} enable row level security, force row level security;
        create policy tenant on {name} to desk_app, desk_owner using (tenant_id = {TENANT});
        {owner_wall(name)};
        revoke all on {name} from public;
        grant {app} on {name} to desk_app;
        comment on table {name} is {_text("fenced: " + what)};
    """)
    for column, target in (references or {}).items():
        table, _, action = target.partition(" ")
        on_delete = f"on delete {action}" if action else ""
        await script(
            f"alter table {name} add foreign key (tenant_id, {column}) references {table} (tenant_id, id) {on_delete};"
            f"create index {name}_{column} on {name} (tenant_id, {column})"
        )
    for column, allowed in (check or {}).items():
        values = ", ".join(_text(one) for one in allowed)
        await script(f"alter table {name} add constraint {name}_{column}_known check ({column} in ({values}))")
    for columns_of_one in unique:
        index = f"{name}_{columns_of_one.replace(', ', '_')}_once"
        await script(f"create unique index {index} on {name} (tenant_id, {columns_of_one})")
    await portal_wall(name, portal, writes=portal_writes if portal else "leave")


async def portal_wall(name: str, condition: str | None, *, writes: str = "own") -> None:
    """
    The customers' wall: restrictive, so that no other policy can open what it closes.

    ``writes`` says what a request from the portal may do: ``own`` changes only what it sees, ``leave`` also
    adds rows that it can't read (facts, work), ``none`` only reads.
    """
    own = condition.format(customer=CUSTOMER) if condition else "false"
    seen, staff = f"({STAFF} or ({own}))", f"({STAFF})"
    rules = {
        "own": {"all": f"using {seen}"},
        "leave": dict.fromkeys(("select", "update", "delete"), f"using {seen}"),
        "none": {
            "select": f"using {seen}",
            "insert": f"with check {staff}",
            "update": f"using {staff}",
            "delete": f"using {staff}",
        },
    }[writes]
    for command, rule in rules.items():
        await script(f"create policy portal_{command} on {name} as restrictive for {command} to desk_app {rule}")


async def register_table(name: str, what: str, columns: str, *, mine: str | None = None, app: str = "") -> None:
    """A table of the register: the owner's alone, but for the row that is the tenant's own (``mine``)."""
    await script(f"""
        create table {name} ({columns.strip().rstrip(",")});
        alter table {name} enable row level security, force row level security;
        create policy owner on {name} to desk_owner using (true);
        revoke all on {name} from public;
        comment on table {name} is {_text("register: " + what)};
    """)
    if mine:
        await script(f"create policy tenant on {name} to desk_app using ({mine} = {TENANT}); {app}")


async def drop_tables(*names: str) -> None:
    """Take tables down again, the last made first."""
    for name in reversed(names):
        await script(f"drop table if exists {name}")


async def crossing_table(
    name: str,
    what: str,
    columns: str,
    *,
    adds: str | None = None,
    portal: str | None = None,
    portal_writes: str = "leave",
) -> None:
    """
    A table through which a tenant and headquarters meet: the tenant writes its rows, headquarters reads all, but those
    of the two tenants that only try the wall.

    ``adds`` is the condition under which headquarters may add rows of its own; None lets it add none. ``portal`` and
    ``portal_writes``: as of ``fenced_table``.
    """
    own = f"with check ({adds})" if adds else "with check (false)"
    await script(f"""
        create table {name} (
        tenant_id uuid not null references tenant (id),
        {columns.strip().rstrip(",")});
        alter table {name} enable row level security, force row level security;
        create policy tenant on {name} to desk_app, desk_owner using (tenant_id = {TENANT});
        {owner_wall(name)};
        create policy headquarters on {name} to desk_hq using ({NOT_THEIRS}) {own};
        revoke all on {name} from public;
        grant {EVERYTHING} on {name} to desk_app;
        grant {APPEND_ONLY if adds else "select"} on {name} to desk_hq;
        comment on table {name} is {_text("crossing: " + what)};
    """)
    await portal_wall(name, portal, writes=portal_writes)


async def published_table(name: str, what: str, columns: str) -> None:
    """A table that headquarters writes and everybody reads, in the portal too: it holds nobody's rows."""
    await script(f"""
        create table {name} ({columns.strip().rstrip(",")});
        alter table {name} enable row level security, force row level security;
        create policy readers on {name} for select to desk_app using (true);
        create policy headquarters on {name} to desk_hq, desk_owner using (true);
        revoke all on {name} from public;
        grant select on {name} to desk_app;
        grant {EVERYTHING} on {name} to desk_hq;
        comment on table {name} is {_text("published: " + what)};
    """)


async def for_each_tenant(migration: str, sql: str) -> None:
    """
    Run a backfill once for each tenant, each in a transaction of its own, going on where it stood.

    Under forced row security even the owner changes nothing without a tenant, and silently so.
    """
    connection = await asyncpg.connect(settings.owner_url)
    try:
        done = {r[0] for r in await connection.fetch("select tenant_id from backfill where migration = $1", migration)}
        for tenant in await connection.fetch("select id from tenant order by id"):
            if tenant["id"] in done:
                continue
            async with connection.transaction():
                await connection.execute("select set_config('desk.tenant_id', $1, true)", str(tenant["id"]))
                await connection.execute("set local lock_timeout = '5s'")
                await connection.execute(sql)
                await connection.execute(
                    "insert into backfill (id, migration, tenant_id) values (gen_random_uuid(), $1, $2)",
                    migration,
                    tenant["id"],
                )
    finally:
        await connection.close()
