"""A partner's archive: what goes into it, how far it is, who fetched it; and what is due to be dropped or erased."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation import shapes
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import ready_connection, row, rows
from desk.headquarters.states import ArchiveStatus
from desk.headquarters.tables import PartnerArchive

LEFT_OUT = {
    **dict.fromkeys(
        ("sign_in", "sign_in_step", "access_link", "second_factor", "recovery_code", "api_token"), "how people sign in"
    ),
    **dict.fromkeys(("reaction", "scheduled_work", "idempotency_key"), "work of this product, not theirs"),
    **dict.fromkeys(("search_document", "likeness"), "made again from the rest"),
}
"""Tables that aren't in an archive, with the reason, which stands in it."""
_SECRET = re.compile(r"(^|_)(secret|password|hash|token)(_|$)")
_AT_ONCE = 500
ADD_LOOK = """
insert into archive_look (tenant_id, id, archive, side, who, who_name, why, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ERASE = "select erase_partner($1, $2)"


async def running_archive() -> PartnerArchive | None:
    """The archive that is under way at the tenant that is asking, locked."""
    under_way = PartnerArchive.objects().where(PartnerArchive.status == ArchiveStatus.RUNNING).first()
    found: PartnerArchive | None = await under_way.lock_rows("UPDATE")
    return found


async def archived_tables() -> list[str]:
    """The tables that go into an archive, by name."""
    return sorted(set(await shapes.tables(await ready_connection(), "fenced", "crossing")) - LEFT_OUT.keys())


async def lines_of(table: str) -> AsyncIterator[str]:
    """Every row of a table of the tenant that is asking, as JSON, without what people sign in with."""
    connection = await ready_connection()
    secret = [one.name for one in await shapes.columns(connection, table) if _SECRET.search(one.name)]
    statement = f"select (to_jsonb(t) - $1::text[])::text from {table} t"
    async for one in connection.cursor(statement, secret, prefetch=_AT_ONCE):
        yield one[0]


async def ready_archives(but: UUID) -> list[Record]:
    """Other archives of the tenant that is asking whose file is still there."""
    return await rows("select id, file from partner_archive where status = 'ready' and id <> $1", but)


async def own_files() -> list[Record]:
    """The files of the tenant that is asking, but for archives of it."""
    return await rows("select id, name, thumbnail from stored_file where subject_kind <> 'partner_archive' order by id")


async def own_archives() -> list[Record]:
    """The archives of the tenant that is asking, the last first."""
    return await rows("select * from partner_archive order by asked_at desc limit 20")


async def own_looks() -> list[Record]:
    """Who fetched an archive of the tenant that is asking, the last first."""
    return await rows("select side, who_name, why, at from archive_look order by at desc limit 50")


async def own_archive(archive_id: UUID) -> Record | None:
    """An archive of the tenant that is asking, while there is its file."""
    return await row("select * from partner_archive where id = $1 and status = 'ready'", archive_id)


async def archives_of(partner: UUID) -> list[Record]:
    """How far the archives of a partner are, the last first. As headquarters."""
    return await crossing_rows(
        "select * from partner_archive where tenant_id = $1 order by asked_at desc limit 20", partner
    )


async def looks_of(partner: UUID) -> list[Record]:
    """Who fetched an archive of a partner, the last first. As headquarters."""
    return await crossing_rows(
        "select side, who_name, why, at from archive_look where tenant_id = $1 order by at desc limit 50", partner
    )


async def archive_there(partner: UUID, archive_id: UUID) -> Record | None:
    """An archive of a partner, while there is its file. As headquarters."""
    found = await crossing_rows(
        "select * from partner_archive where tenant_id = $1 and id = $2 and status = 'ready'", partner, archive_id
    )
    return found[0] if found else None


async def to_be_dropped(before: datetime) -> list[Record]:
    """Archives of closed partners that ended before. As headquarters."""
    return await crossing_rows(
        """select a.tenant_id, a.id, a.file from partner_archive a join partners_known() p on p.id = a.tenant_id
            where a.status = 'ready' and a.ended_at < $1 and p.status = 'closed' order by a.ended_at limit 20""",
        before,
    )


async def to_be_erased(before: datetime) -> list[Record]:
    """Closed partners, and when headquarters closed them last, where that is so long ago."""
    closed = await crossing_rows("select id, slug from partners_known() where status = 'closed'")
    slugs = {one["id"]: one["slug"] for one in closed}
    return await rows(
        """select t.partner as id, x.slug, max(t.at) as closed_at
             from partner_turn t join unnest($1::uuid[], $2::text[]) x (id, slug) on x.id = t.partner
            where t.act = 'close' group by t.partner, x.slug having max(t.at) < $3 order by 3 limit 20""",
        list(slugs),
        list(slugs.values()),
        before,
    )


async def files_of_cases(partner: UUID) -> list[UUID]:
    """Headquarters' own copies of files that came along with a partner's cases."""
    came = [one["id"] for one in await crossing_rows("select id from case_file where tenant_id = $1", partner)]
    found = await rows("select id from stored_file where subject_kind = 'case_desk' and subject_id = any($1)", came)
    return [one["id"] for one in found]
