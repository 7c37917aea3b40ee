"""What ties tickets to each other and to people."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value

LINK = """
insert into ticket_link (tenant_id, id, one, other, kind, by_id, made_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, one, other) do update set kind = excluded.kind
"""
UNLINK = "delete from ticket_link where (one = $1 and other = $2) or (one = $2 and other = $1)"
FOLLOW = """
insert into ticket_follower (tenant_id, id, ticket, member, since_at) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, ticket, member) do nothing
"""
UNFOLLOW = "delete from ticket_follower where ticket = $1 and member = $2"


async def links(ticket_id: UUID) -> list[Record]:
    """The tickets that this one has to do with, and how; ``from_here`` says which of the two it was said of."""
    return await rows(
        """select l.kind, l.one = $1 as from_here, t.id, t.number, t.subject, t.status
             from ticket_link l
             join ticket t on t.tenant_id = l.tenant_id and t.id = case when l.one = $1 then l.other else l.one end
            where l.one = $1 or l.other = $1 order by l.made_at, l.id limit 50""",
        ticket_id,
    )


async def followers(ticket_id: UUID) -> list[Record]:
    """The colleagues who follow a ticket."""
    return await rows(
        """select m.id, m.name, f.since_at
             from ticket_follower f join member m on m.tenant_id = f.tenant_id and m.id = f.member
            where f.ticket = $1 and m.status = 'active' order by f.since_at limit 50""",
        ticket_id,
    )


async def time_of(ticket_id: UUID) -> list[Record]:
    """The time that a ticket took, the latest first."""
    return await rows(
        """select s.id, s.minutes, s.day_on, s.note, m.name
             from time_spent s join member m on m.tenant_id = s.tenant_id and m.id = s.member
            where s.ticket = $1 order by s.noted_at desc, s.id desc limit 100""",
        ticket_id,
    )


async def merged_with(ticket_id: UUID) -> list[Record]:
    """The tickets that were merged into this one."""
    return await rows("select id, number, subject from ticket where merged_into = $1 order by number", ticket_id)


async def number_behind(ticket_id: UUID | None) -> int | None:
    """The number of the ticket into which another was merged."""
    found = await value("select number from ticket where id = $1", ticket_id)
    return int(found) if found is not None else None


async def is_file_of(file_id: UUID, ticket_id: UUID) -> bool:
    """Whether a file stands in a ticket."""
    found = await row(
        """select 1 from stored_file f join entry e on e.tenant_id = f.tenant_id and e.id = f.subject_id
            where f.id = $1 and f.subject_kind = 'entry' and e.ticket = $2""",
        file_id,
        ticket_id,
    )
    return found is not None
