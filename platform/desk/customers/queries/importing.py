"""What an import asks before it writes, and the statements with which it writes many rows at once."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, rows, value
from desk.foundation.statements import Statement

CUSTOMER_COLUMNS = (
    *("name", "short_name", "industry", "address", "website", "phone", "fax", "tax_no", "invoice_title"),
    *("invoice_address", "bank", "source", "status", "grade", "credit", "cares_for", "engineer", "note"),
    "external_key",
)
CONTACT_COLUMNS = (
    *("name", "title", "roles", "mobile", "phone", "extension", "email", "im", "birthday", "birth_year"),
    *("call_window", "interests"),
)
PRODUCT_COLUMNS = (
    *("name", "version", "modules", "dongle_no", "service_code", "confirmation_code", "purchased_on"),
    *("environment", "antivirus"),
)

_TYPES = {
    **dict.fromkeys(("tenant_id", "id", "customer", "event_id", "by_id", "subject_id", "engineer"), "uuid"),
    **dict.fromkeys(("created_at", "changed_at", "at"), "timestamptz"),
    **dict.fromkeys(("birthday", "purchased_on"), "date"),
    "number": "integer",
    "birth_year": "smallint",
}
"""Columns that aren't text."""
SEVERAL = ("cares_for", "roles")
"""Columns of several words, which are sent as one text."""

_KNOWN = " ".join(("select id, number, name_twin, name_key,", ", ".join(CUSTOMER_COLUMNS), "from customer"))
_PLAN = "select set_config('plan_cache_mode', $1, true)"
_ALONE = "select pg_advisory_xact_lock(hashtext('customers.import ' || current_setting('desk.tenant_id')))"


async def plan_for_these() -> None:
    """
    From here on, plan each statement for the values that it gets.

    A plan for any keys would compare each row of the tenant with each key in turn, where the planner knows little of
    the tenant: of one that has just moved in, that is. A plan for these keys hashes them.
    """
    await execute(_PLAN, "force_custom_plan")


async def plan_once() -> None:
    """
    From here on, plan each statement once, for any values.

    So are the checks of foreign keys, one for each row that is written. Planned for a tenant of whom the planner knows
    nothing they would expect one row behind any index that begins with the tenant, and walk through all of its rows.
    """
    await execute(_PLAN, "force_generic_plan")


async def alone() -> None:
    """Wait until no other import writes in this tenant; until the end of the transaction none will."""
    await execute(_ALONE)


async def known_customers(
    keys: Sequence[str], twins: Sequence[str], numbers: Sequence[int], phones: Sequence[str], *, lock: bool
) -> list[Record]:
    """The customers with one of these keys, twins, numbers or phones; locked in one order for all who lock."""
    found = (
        "where external_key = any($1::text[]) or name_twin = any($2::text[]) or number = any($3::integer[])",
        "or id = any(array(select kept from merging where kind = 'customer' and status = 'done'",
        "and external_key = any($1::text[])))",
        "or (phone <> '' and phone = any($4::text[]))" if phones else "",
        "order by id for update" if lock else "order by id",
    )
    given = (list(keys), list(twins), list(numbers), *([list(phones)] if phones else []))
    return await rows(" ".join((_KNOWN, *found)), *given)


async def merged_keys(keys: Sequence[str]) -> dict[str, UUID]:
    """External keys of customers who were merged, with who answers to them since."""
    found = await rows(
        """select external_key, kept from merging
            where kind = 'customer' and status = 'done' and external_key = any($1::text[])""",
        list(keys),
    )
    return {one["external_key"]: one["kept"] for one in found}


async def known_contacts(customer_ids: Sequence[UUID]) -> list[Record]:
    """The people at these customers, also who left."""
    columns = ", ".join(CONTACT_COLUMNS)
    return await rows(
        " ".join(("select id, customer, name_key, status,", columns, "from contact where customer = any($1::uuid[])")),
        list(customer_ids),
    )


async def known_products(customer_ids: Sequence[UUID]) -> list[Record]:
    """What these customers have installed."""
    columns = ", ".join(PRODUCT_COLUMNS)
    return await rows(
        " ".join(("select id, customer,", columns, "from product where customer = any($1::uuid[])")),
        list(customer_ids),
    )


async def next_numbers(kind: str, count: int) -> list[int]:
    """So many numbers of this kind."""
    found = await rows("select next_number($1) as number from generate_series(1, $2)", kind, count)
    return [one["number"] for one in found]


async def engineers(named: Sequence[str]) -> list[Record]:
    """Who works here under one of these names or staff numbers."""
    return await rows(
        """select id, name, staff_no from member
            where status = 'active' and (name = any($1::text[]) or staff_no = any($1::text[]))""",
        list(named),
    )


async def names_of_members(ids: Sequence[UUID]) -> dict[UUID, str]:
    """What members are called, also those who left."""
    found = await rows("select id, name from member where id = any($1::uuid[])", list(ids))
    return {one["id"]: one["name"] for one in found}


async def insert(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Add many rows in one statement."""
    for sql, arguments in added(table, columns, values):
        await execute(sql, *arguments)


def added(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> Iterator[Statement]:
    """The statement that adds these rows, if any. Table and columns are words of ours; among them is the id."""
    if values:
        reads, source, arguments = _sent(columns, values)
        yield " ".join(("insert into", table, f"({', '.join(columns)})", "select", ", ".join(reads), source)), arguments


def changed(
    table: str, columns: Sequence[str], values: Sequence[Sequence[Any]], *, also: str = ""
) -> Iterator[Statement]:
    """The statement that changes these rows, if any; the id comes first. ``also`` changes without a value."""
    if values:
        (_, *reads), source, arguments = _sent(("id", *columns), values)
        changes = ", ".join(
            [f"{column} = {read}" for column, read in zip(columns, reads, strict=True)] + [also] * bool(also)
        )
        yield " ".join(("update", table, "t set", changes, source, "where t.id = x.id")), arguments


def _sent(columns: Sequence[str], values: Sequence[Sequence[Any]]) -> tuple[list[str], str, list[Any]]:
    """
    How each column is read from what is sent, from where, and what is sent: arrays, as rows ``x``.

    A column that is the same in all rows is sent once: of thirty, most tables fill ten.
    """
    said = dict(zip(columns, zip(*values, strict=True), strict=True))
    varied = [name for name, several in said.items() if name == "id" or several.count(several[0]) < len(several)]
    alike = [name for name in columns if name not in varied]
    given = ", ".join(f"${place}::{_typed(name)}[]" for place, name in enumerate(varied, 1))
    places = {name: f"${place}::{_typed(name)}" for place, name in enumerate(alike, len(varied) + 1)}
    reads = [_read(name, places.get(name, f"x.{name}")) for name in columns]
    arguments: list[Any] = [[_plain(name, one) for one in said[name]] for name in varied]
    arguments += [_plain(name, said[name][0]) for name in alike]
    return reads, f"from unnest({given}) as x ({', '.join(varied)})", arguments


def _typed(column: str) -> str:
    return _TYPES.get(column, "text")


def _read(column: str, sent: str) -> str:
    """A column as its table keeps it; ``words`` is a tsvector written out."""
    if column in SEVERAL:
        return f"string_to_array({sent}, ',')"
    return f"{sent}::tsvector" if column == "words" else sent


def _plain(column: str, stored: Any) -> Any:
    return ",".join(stored) if column in SEVERAL else stored


# A name that two colleagues share says nothing; their staff numbers do.
_ENGINEER = """(select case when exists (select from member o where o.name = m.name and o.id <> m.id)
                            then m.staff_no else m.name end
                  from member m where m.tenant_id = c.tenant_id and m.id = c.engineer) as engineer"""


async def exported(after: tuple[str, UUID] | None, *, most: int) -> list[Record]:
    """Customers by name with their people and products, each as texts with the id behind, for a table."""
    own = (_ENGINEER if name == "engineer" else f"{_text(name, 'c')} as {name}" for name in CUSTOMER_COLUMNS)
    parts = (
        f"select c.id, c.number, c.name_key, {', '.join(own)},",
        f"array(select array[{_texts('k', CONTACT_COLUMNS)}]",
        "from contact k where k.tenant_id = c.tenant_id and k.customer = c.id and k.status = 'active'",
        "order by 'main' = any(k.roles) desc, k.name_key, k.id) as people,",
        f"array(select array[{_texts('p', PRODUCT_COLUMNS)}]",
        "from product p where p.tenant_id = c.tenant_id and p.customer = c.id",
        "order by p.name, p.created_at, p.id) as products",
        "from customer c where ($1::text is null or (c.name_key, c.id) > ($1, $2::uuid))",
        "order by c.name_key, c.id limit $3",
    )
    return await rows(" ".join(parts), *(after or (None, None)), most)


def _texts(table: str, columns: Sequence[str]) -> str:
    return ", ".join(_text(name, table) for name in (*columns, "id"))


def _text(column: str, table: str) -> str:
    return f"array_to_string({table}.{column}, ',')" if column in SEVERAL else f"{table}.{column}::text"


async def how_many() -> int:
    """How many customers the tenant has."""
    return int(await value("select count(*) from customer"))
