"""Series of campaigns."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, row, rows
from desk_campaigns.tables import Series

_ROW = """
select s.*, m.name as writer_name, a.name as approver_name
  from campaigns_series s left join member m on m.tenant_id = s.tenant_id and m.id = s.written_by
  left join member a on a.tenant_id = s.tenant_id and a.id = s.approved_by
"""


async def series(number: int) -> Series:
    """One series, locked. Raises ``NotFound``."""
    found: Series | None = await Series.objects().where(Series.number == number).first().lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def by_id(series_id: UUID) -> Series | None:
    """The same by its id, if it is there."""
    found: Series | None = await Series.objects().where(Series.id == series_id).first().lock_rows("UPDATE")
    return found


async def sheet(number: int) -> Record:
    """One series as pages show it. Raises ``NotFound``."""
    found = await row(f"{_ROW} where s.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def all_series(*, most: int) -> list[Record]:
    """Those that run first, by when their next turn comes."""
    return await rows(f"{_ROW} order by s.running desc, s.next_at, s.id limit $1", most)


async def is_named(name: str) -> bool:
    """Whether there is a series of this name: for samples."""
    return await row("select from campaigns_series where name = $1", name) is not None


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Series as pages point to them."""
    found = await rows("select id, number, name from campaigns_series where id = any($1)", list(ids))
    return {
        one["id"]: Thing(one["name"], f"/campaigns/series/{one['number']}", "campaigns.read", None) for one in found
    }
