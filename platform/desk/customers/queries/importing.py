"""What an import asks before it writes, and the statements with which it writes many rows at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, rows, value

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
    """Add many rows in one statement. Table and columns are words of ours; ``words`` is a tsvector written out."""
    if values:
        names, read = ", ".join(columns), ", ".join(map(_read, columns))
        sql = " ".join(("insert into", table, f"({names})", "select", read, "from", _rows_of(columns)))
        await execute(sql, *_sent(columns, values))


async def update(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]], *, also: str = "") -> None:
    """Change many rows in one statement; the first value of each is its id. ``also`` changes without a value."""
    if values:
        changes = ", ".join([f"{column} = {_read(column)}" for column in columns] + ([also] if also else []))
        given = ("id", *columns)
        sql = " ".join(("update", table, "t set", changes, "from", _rows_of(given), "where t.id = x.id"))
        await execute(sql, *_sent(given, values))


def _rows_of(columns: Sequence[str]) -> str:
    """Arrays, one for each column, as rows ``x``."""
    given = ", ".join(f"${place}::{_TYPES.get(column, 'text')}[]" for place, column in enumerate(columns, 1))
    return f"unnest({given}) as x ({', '.join(columns)})"


def _read(column: str) -> str:
    """A column of ``x`` as its table keeps it."""
    if column in SEVERAL:
        return f"string_to_array(x.{column}, ',')"
    return f"x.{column}::tsvector" if column == "words" else f"x.{column}"


def _sent(columns: Sequence[str], values: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows as arrays, one for each column."""
    return [
        [",".join(one) for one in several] if column in SEVERAL else list(several)
        for column, several in zip(columns, zip(*values, strict=True), strict=True)
    ]


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
