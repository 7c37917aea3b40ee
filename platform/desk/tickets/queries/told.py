"""What notices about tickets say, and whom they are for."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.surveys.kinds import About
from desk.tickets.states import Kind, Status


async def told_of(ticket_id: UUID) -> Record | None:
    """What people are told of a ticket, and who they may be."""
    return await row(
        """select t.number, t.subject, t.kind, t.status, t.solution, t.contact, t.assignee, t.customer,
                  c.name as customer_name
             from ticket t join customer c on c.tenant_id = t.tenant_id and c.id = t.customer where t.id = $1""",
        ticket_id,
    )


async def surveyed(ticket_id: UUID) -> About | None:
    """A ticket as those who ask customers see it: whose, who had it, and whether it is still closed."""
    found = await told_of(ticket_id)
    if found is None:
        return None
    return About(
        found["customer"],
        found["contact"],
        f"#{found['number']} {found['subject']}",
        found["status"] == Status.CLOSED and found["kind"] != Kind.INTERNAL,
        f"/tickets/{found['number']}",
        "ticket.read",
        found["assignee"],
    )


async def members_called(text: str) -> Sequence[UUID]:
    """Active members whose name stands behind an @ in a text; of two such names the longer one counts."""
    found = await rows("select id, name from member where status = 'active' and strpos($1, '@' || name) > 0", text)
    called, left = [], text
    for length in sorted({len(one["name"]) for one in found}, reverse=True):
        names = {one["name"] for one in found if len(one["name"]) == length and f"@{one['name']}" in left}
        called += [one["id"] for one in found if one["name"] in names]
        for name in names:
            left = left.replace(f"@{name}", "")
    return called


async def name_of(person_id: UUID | None) -> str:
    """The name of a member or contact."""
    found = await value(
        "select name from member where id = $1 union all select name from contact where id = $1 limit 1", person_id
    )
    return found or ""
