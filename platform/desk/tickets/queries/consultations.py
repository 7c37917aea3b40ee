"""Who is called together over a ticket."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows


async def open_consultation(ticket_id: UUID) -> Record | None:
    """The consultation that goes on about a ticket: its question, who called and when, and the names of the called."""
    return await row(
        """select n.id, n.question, n.called_at, m.name as called_by,
                  array(select p.name from consultation_member s
                          join member p on p.tenant_id = s.tenant_id and p.id = s.member
                         where s.consultation = n.id order by p.name) as members
             from consultation n join member m on m.tenant_id = n.tenant_id and m.id = n.called_by
            where n.ticket = $1 and n.ended_at is null""",
        ticket_id,
    )


async def called_to(consultation_id: UUID) -> list[UUID]:
    """Who was called to a consultation."""
    found = await rows("select member from consultation_member where consultation = $1", consultation_id)
    return [one["member"] for one in found]
