"""What was said in a ticket and what happened to it."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

MOST = 1000
"""Of more than so many, the last."""


async def entries(ticket_id: UUID, *, audience: str | None = None) -> list[Record]:
    """What was written in a ticket and in those merged into it, oldest first, with the authors' names."""
    found = await rows(
        """select e.id, e.audience, e.side, e.author_kind, e.author_id, e.body, e.channel, e.at,
                  coalesce(m.name, k.name, '') as author_name, k.title as author_title
             from entry e
             left join member m on m.tenant_id = e.tenant_id and m.id = e.author_id
             left join contact k on k.tenant_id = e.tenant_id and k.id = e.author_id
            where (e.ticket = $1 or e.ticket in (select t.id from ticket t where t.merged_into = $1))
              and ($2::text is null or e.audience = $2)
            order by e.at desc, e.id desc limit $3""",
        ticket_id,
        audience,
        MOST,
    )
    return found[::-1]


async def entry(entry_id: UUID, *, of: UUID) -> Record:
    """One entry of a ticket, with its author's name. Raises ``NotFound``."""
    found = await row(
        """select e.id, e.audience, e.side, e.author_kind, e.author_id, e.body, e.channel, e.at,
                  coalesce(m.name, k.name, '') as author_name
             from entry e
             left join member m on m.tenant_id = e.tenant_id and m.id = e.author_id
             left join contact k on k.tenant_id = e.tenant_id and k.id = e.author_id
            where e.id = $1 and e.ticket = $2""",
        entry_id,
        of,
    )
    if found is None:
        raise NotFound
    return found


async def facts(ticket_id: UUID) -> list[Record]:
    """What happened to a ticket, oldest first, with the names of who did it; entries have their own list."""
    found = await rows(
        """select f.id, f.name, f.at, f.by_kind, f.by_id, f.payload, f.audience,
                  coalesce(m.name, k.name, '') as by_name, to_m.name as to_name
             from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join contact k on k.tenant_id = f.tenant_id and k.id = f.by_id
             left join member to_m
                    on to_m.tenant_id = f.tenant_id and to_m.id = nullif(f.payload ->> 'to_member', '')::uuid
            where f.subject_id = $1 and f.name <> 'entry.written'
            order by f.at desc, f.id desc limit $2""",
        ticket_id,
        MOST,
    )
    return found[::-1]


async def last_reply(ticket_id: UUID) -> str:
    """Our last words to the customer, as a start for the solution."""
    found = await value(
        """select body from entry where ticket = $1 and audience = 'customer' and side = 'us'
            order by at desc, id desc limit 1""",
        ticket_id,
    )
    return found or ""


async def attached(ticket_id: UUID) -> list[Record]:
    """The files of a ticket's entries that were found good, the first first."""
    return await rows(
        """select f.id, f.name, f.size from entry e
             join stored_file f on f.tenant_id = e.tenant_id and f.subject_kind = 'entry' and f.subject_id = e.id
            where e.ticket = $1 and f.status = 'ready' order by f.created_at, f.id limit 50""",
        ticket_id,
    )
