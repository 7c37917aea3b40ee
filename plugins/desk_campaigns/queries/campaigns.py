"""Campaigns: the list, one of them, and how other parts of the house name it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, keysets, row, rows
from desk_campaigns.tables import Campaign

Key = tuple[datetime, UUID]
_SOURCE = """
campaigns_campaign g
  left join member m on m.tenant_id = g.tenant_id and m.id = g.written_by
  left join member a on a.tenant_id = g.tenant_id and a.id = g.approved_by
"""
_ROW = f"select g.*, m.name as writer_name, a.name as approver_name from {_SOURCE}"
PROMISED = """
select g.written_by as member, null::uuid as customer, 'normal' as priority, g.name as title,
       '/campaigns/' || g.number as url
  from campaigns_campaign g where g.id = $1
"""
"""How the engine of promises reads a campaign."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which campaigns a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    content: str | None = None
    q: str = ""


async def campaign(number: int) -> Campaign:
    """One campaign, locked. Raises ``NotFound``."""
    return _there(await Campaign.objects().where(Campaign.number == number).first().lock_rows("UPDATE"))


async def campaign_by_id(campaign_id: UUID) -> Campaign:
    """The same by its id. Raises ``NotFound``."""
    return _there(await Campaign.objects().where(Campaign.id == campaign_id).first().lock_rows("UPDATE"))


def _there(found: Campaign | None) -> Campaign:
    if found is None:
        raise NotFound
    return found


async def sheet(number: int) -> Record:
    """One campaign as pages show it. Raises ``NotFound``."""
    found = await row(f"{_ROW} where g.number = $1", number)
    if found is None:
        raise NotFound
    return found


async def campaigns(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, the latest first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="g.written_at", key="g.id", falling=True, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


async def is_named(name: str) -> bool:
    """Whether there is a campaign of this name: for samples."""
    return await row("select from campaigns_campaign where name = $1", name) is not None


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Campaigns as pages point to them."""
    found = await rows("select id, number, name from campaigns_campaign where id = any($1)", list(ids))
    return {one["id"]: Thing(one["name"], f"/campaigns/{one['number']}", "campaigns.read", None) for one in found}


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []
    if wanted.statuses is not None:
        arguments.append([str(one) for one in wanted.statuses])
        conditions.append(f"g.status = any(${len(arguments)}::text[])")
    if wanted.content is not None:
        arguments.append(wanted.content)
        conditions.append(f"g.content = ${len(arguments)}")
    if wanted.q:
        arguments.append(wanted.q)
        conditions.append(f"strpos(lower(concat_ws(' ', g.number, g.name, m.name)), lower(${len(arguments)})) > 0")
    return conditions, arguments
