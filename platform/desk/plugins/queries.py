"""What is known of plugins in this tenant."""

from collections.abc import Sequence

from asyncpg import Record

from desk.foundation.database import row, rows, value

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
