"""What one tenant's rows look like, and where a word stands in them."""

from collections.abc import Iterable

from desk.foundation import shapes
from desk.foundation.database import ready_connection, rows, value

_PRINT = "select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from {table} t"
_HOLDS = "select exists (select from {table} t where strpos(t::text, $1) > 0)"
_TOUCHED = """
select relname from pg_stat_xact_user_tables
 where schemaname = 'public' and n_tup_ins + n_tup_upd > 0 order by relname
"""


async def prints() -> dict[str, str]:
    """A hash over the open tenant's rows, for each table but that of waiting work, which comes and goes by itself."""
    return {table: await value(_PRINT.format(table=table)) for table in await _tables() if table != "reaction"}


async def touched() -> list[str]:
    """The tables to which the open transaction has written."""
    found = await rows(_TOUCHED)
    return [one["relname"] for one in found]


async def tables_with(word: str, among: Iterable[str] | None = None) -> list[str]:
    """The tables in whose rows the word stands; of the open tenant."""
    own = await _tables()
    asked = own if among is None else [one for one in among if one in own]
    return [table for table in asked if await value(_HOLDS.format(table=table), word)]


async def _tables() -> list[str]:
    return await shapes.tables(await ready_connection(), "fenced", "crossing")
