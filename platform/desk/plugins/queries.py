"""What is known of plugins in this tenant."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import execute, row, rows, value
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7

_OF_PLUGIN = "r.subscriber like $1 || '.%'"


async def switched_on(*, lock: bool = False) -> list[str]:
    """The plugins that were chosen, as the database has them."""
    return list(await value(f"select plugins from tenant {'for update' if lock else ''}"))


async def faults() -> dict[str, str]:
    """Plugins whose migrations failed, with the reason."""
    return {one["plugin"]: one["why"] for one in await rows("select plugin, why from plugin_fault")}


async def trips() -> dict[str, Record]:
    """What is known of plugins that failed, by slug."""
    return {
        one["plugin"]: one for one in await rows("select plugin, failures, last_at, tripped_at, why from plugin_trip")
    }


async def missing(tables: Sequence[str]) -> list[str]:
    """Which of these tables aren't there."""
    return [
        one["name"]
        for one in await rows(
            "select t.name from unnest($1::text[]) as t (name) where to_regclass(t.name) is null", list(tables)
        )
    ]


async def work_of(slug: str) -> Record:
    """How many of its reactions wait, are held and have failed, up to a thousand of each."""
    found = await row(
        f"""select count(*) filter (where status in ('waiting', 'sent')) as waiting,
                   count(*) filter (where status = 'held') as held,
                   count(*) filter (where status = 'failed') as failed
              from (select r.status from reaction r where {_OF_PLUGIN} limit 1000) as x""",
        slug,
    )
    assert found is not None
    return found


async def drop_work(slug: str) -> int:
    """Forget what waits, is held or has failed of its reactions; the answer is how many that were."""
    return int(
        await value(
            f"""with gone as (
                  delete from reaction r where {_OF_PLUGIN} and r.status in ('waiting', 'held', 'failed') returning 1)
                select count(*) from gone""",
            slug,
        )
    )


async def told_of(slug: str, *, most: int = 20) -> list[Record]:
    """What was done with it and its settings, the latest first."""
    return await rows(
        """select e.id, e.name, e.at, e.audit, e.payload, e.by_kind, e.by_id, e.subject_kind, e.subject_id from event e
            where (e.audit = 'plugin' and e.payload->>'plugin' = $1)
               or (e.audit = 'setting' and e.payload->>'setting' like $1 || '.%')
            order by e.at desc, e.id desc limit $2""",
        slug,
        most,
    )


async def running_chore(slug: str) -> Record | None:
    """What takes long with it and is under way."""
    return await row("select id, kind, done, total from plugin_chore where plugin = $1 and status = 'running'", slug)


async def chores(slug: str) -> list[Record]:
    """What took long with it, the latest first."""
    return await rows(
        """select id, kind, status, since_at, done, total, file, begun_at, ended_at from plugin_chore
            where plugin = $1 order by begun_at desc limit 5""",
        slug,
    )


async def chore(chore_id: UUID) -> Record | None:
    """One of them, locked."""
    return await row("select * from plugin_chore where id = $1 for update", chore_id)


async def heard_count(names: Sequence[str], since: datetime, until: datetime) -> int:
    """How many facts of these names there were."""
    return int(
        await value(
            "select count(*) from event where name = any($1::text[]) and at >= $2 and at < $3",
            list(names),
            since,
            until,
        )
    )


async def heard(names: Sequence[str], told: Record, *, most: int) -> list[Record]:
    """The next facts of a replay, in their order."""
    return await rows(
        """select id, name, subject_id from event
            where name = any($1::text[]) and at >= $2 and at < $3 and ($4::uuid is null or id > $4)
            order by id limit $5""",
        list(names),
        told["since_at"],
        told["until_at"],
        told["reached"],
        most,
    )


async def hand_over(asked: Sequence[tuple[Record, str]], at: datetime) -> None:
    """Plan a reaction for each of these facts, in the lane of what can wait."""
    await execute(
        """insert into reaction (tenant_id, id, event_id, subscriber, lane, subject_id, status, attempts, available_at,
                                 error)
           select $1, r.id, r.event, r.subscriber, 'bulk', r.subject, 'waiting', 0, $6, ''
             from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) as r (id, event, subscriber, subject)""",
        current_scope().tenant.id,
        [uuid7() for _ in asked],
        [fact["id"] for fact, _ in asked],
        [name for _, name in asked],
        [fact["subject_id"] for fact, _ in asked],
        at,
    )


async def settings_now() -> dict[str, Any]:
    """The tenant's settings as the database has them, locked."""
    found: dict[str, Any] = msgspec.json.decode(await value("select settings from tenant for update"))
    return found


async def row_count(table: str) -> int:
    """How many rows of a plugin's table the tenant has."""
    return int(await value(f"select count(*) from {_name(table)}"))


async def lines_of(table: str) -> list[str]:
    """All its rows as JSON."""
    return [one["line"] for one in await rows(f"select row_to_json(t)::text as line from {_name(table)} t order by id")]


async def erase(table: str, *, most: int) -> int:
    """Delete so many of its rows; the answer is how many those were."""
    return int(
        await value(
            f"""with gone as (
                  delete from {_name(table)} where id in (select id from {_name(table)} limit $1) returning 1)
                select count(*) from gone""",
            most,
        )
    )


_AROUND = (
    "delete from stored_file where subject_kind = $1 or subject_kind like $1 || '\\_%'",
    "delete from task where kind like $1 || '.%'",
    "delete from role_change where permission like $1 || '.%'",
    "delete from notice_text where kind like $1 || '.%'",
    "delete from reaction where subscriber like $1 || '.%'",
    "delete from scheduled_work where name like $1 || '.%'",
    "delete from listening where subscriber like $1 || '.%'",
    "delete from plugin_trip where plugin = $1",
)


async def erase_around(slug: str, promised: Sequence[str]) -> None:
    """Delete what the core keeps for a plugin: promises, tasks, files, what roles may do, own words, waiting work."""
    await execute("delete from deadline where promise = any($1::text[])", list(promised))
    for statement in _AROUND:
        await execute(statement, slug)


def _name(table: str) -> str:
    """A table's name as it may stand in a statement: manifests are ours, and yet."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", table):
        raise ValueError(table)
    return table
