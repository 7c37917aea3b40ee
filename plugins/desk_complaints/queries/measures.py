"""What was learned from complaints, and what was given after them."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, rows, value

DECIDE = """
update complaints_amends set status = $2, reason = $3, decided_at = $4, decided_by = $5 where id = $1
"""


async def last_entries(complaint_id: UUID, kinds: Sequence[str]) -> dict[str, UUID]:
    """The last entry of each of these kinds."""
    found = await rows(
        """select distinct on (kind) kind, id from complaints_entry where complaint = $1 and kind = any($2)
            order by kind, at desc, id desc""",
        complaint_id,
        [str(one) for one in kinds],
    )
    return {one["kind"]: one["id"] for one in found}


async def tasks(complaint_id: UUID, kinds: Sequence[str]) -> list[Record]:
    """The tasks of these kinds about a complaint, as they were asked."""
    return await rows(
        """select t.id, t.kind, t.title, t.status, t.result, t.due_at, m.name as assignee_name
             from task t left join member m on m.tenant_id = t.tenant_id and m.id = t.assignee
            where t.subject_kind = 'complaint' and t.subject_id = $1 and t.kind = any($2) order by t.asked_at, t.id""",
        complaint_id,
        list(kinds),
    )


async def may_work(member_id: UUID | None) -> bool:
    """Whether they still work here."""
    return member_id is not None and bool(
        await value("select exists (select from member where id = $1 and status = 'active')", member_id)
    )


async def amends(complaint_id: UUID) -> list[Record]:
    """What was proposed to give, the first first."""
    return await rows(
        """select a.*, p.name as proposer_name, d.name as decider_name from complaints_amends a
             left join member p on p.tenant_id = a.tenant_id and p.id = a.proposed_by
             left join member d on d.tenant_id = a.tenant_id and d.id = a.decided_by
            where a.complaint = $1 order by a.proposed_at, a.id""",
        complaint_id,
    )


async def one_of(complaint_id: UUID, amends_id: UUID) -> Record:
    """One of them, locked. Raises ``NotFound``."""
    found = await row(
        "select * from complaints_amends where id = $1 and complaint = $2 for update", amends_id, complaint_id
    )
    if found is None:
        raise NotFound
    return found


async def remedies(complaint_id: UUID) -> list[Record]:
    """The visits and the like that put it right, as they were asked."""
    return await rows(
        """select id, number, kind, title, status, cover from request
            where subject_kind = 'complaint' and subject_id = $1 order by opened_at, id""",
        complaint_id,
    )


async def ordered_with(cause_id: UUID) -> int | None:
    """The number of the complaint for which this fact ordered a remedy."""
    found: int | None = await value(
        """select (payload->>'number')::int from event where id = $1 and name = 'complaints.remedy_visit_ordered'""",
        cause_id,
    )
    return found
