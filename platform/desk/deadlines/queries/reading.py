"""Reading deadlines: those of a subject, a member's own, what is due next, and why a due time is what it is."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.deadlines.queries.following import OPEN
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

COLUMNS = """
d.id, d.promise, d.subject_kind, d.subject_id, d.customer_id, d.member, m.name as member_name, d.title, d.url,
d.status, d.turn, d.urgent, d.basis, d.amount, d.fixed_at, d.policy_version, d.ladder, d.calendar_id,
d.calendar_version, d.started_at, d.due_at, d.met_at, d.missed_at, d.ended_at, d.late_seconds, d.acknowledged_at,
d.acknowledged_by, a.name as acknowledged_by_name, d.waits
"""
FROM = """
from deadline d left join member m on m.tenant_id = d.tenant_id and m.id = d.member
left join member a on a.tenant_id = d.tenant_id and a.id = d.acknowledged_by
"""


async def held(deadline_id: UUID) -> Record:
    """One deadline, locked. Raises ``NotFound``."""
    found = await row("select d.* from deadline d where d.id = $1 for update", deadline_id)
    if found is None:
        raise NotFound
    return found


async def was_anybody_told(deadline_id: UUID) -> bool:
    """Whether a step of it told somebody, or its time has passed."""
    return bool(
        await value(
            """select true from deadline d where d.id = $1 and (d.missed_at is not null or exists (
                 select from deadline_step s where s.tenant_id = d.tenant_id and s.deadline = d.id
                    and s.outcome <> ''))""",
            deadline_id,
        )
    )


async def sheet(deadline_id: UUID) -> Record:
    """One deadline with the names of its people. Raises ``NotFound``."""
    found = await row(f"select {COLUMNS} {FROM} where d.id = $1", deadline_id)
    if found is None:
        raise NotFound
    return found


async def open_of(kind: str, subject_id: UUID, *, promises: Sequence[str] | None = None) -> list[Record]:
    """The open deadlines of a subject, the next one first, all or those of some promises; pausing ones come last."""
    return await rows(
        f"""select {COLUMNS} {FROM} where d.subject_id = $2 and d.subject_kind = $1 and d.status in {OPEN}
              and ($3::text[] is null or d.promise = any($3)) order by d.due_at nulls last, d.id""",
        kind,
        subject_id,
        None if promises is None else list(promises),
    )


async def promised_to(customer_id: UUID, subjects: Sequence[UUID], promises: Sequence[str]) -> dict[UUID, datetime]:
    """Until when a customer was promised something, by subject: the next moment that is still owed."""
    found = await rows(
        f"""select subject_id, min(due_at) as until from deadline
             where customer_id = $1 and subject_id = any($2) and promise = any($3) and status in {OPEN}
               and due_at is not null group by subject_id""",
        customer_id,
        list(subjects),
        list(promises),
    )
    return {one["subject_id"]: one["until"] for one in found}


async def all_of(kind: str, subject_id: UUID) -> list[Record]:
    """All deadlines of a subject, as they began."""
    return await rows(
        f"select {COLUMNS} {FROM} where d.subject_id = $2 and d.subject_kind = $1 order by d.started_at, d.id",
        kind,
        subject_id,
    )


async def alerts_of(member_id: UUID, at: datetime, *, most: int = 50) -> list[Record]:
    """What a member is told of, has not read, and may be disturbed with by now: the newest first."""
    return await rows(
        f"""select l.id, l.at, l.rung, l.for_member, f.name as for_name, s.what, s.mark, d.id as deadline, d.promise,
                  d.title, d.url, d.due_at, d.status, d.acknowledged_at
             from deadline_alert l
             join deadline d on d.tenant_id = l.tenant_id and d.id = l.deadline
             join deadline_step s on s.tenant_id = l.tenant_id and s.id = l.step
             left join member f on f.tenant_id = l.tenant_id and f.id = l.for_member
            where l.member = $1 and l.read_at is null and l.at <= $2 and d.status in {OPEN}
            order by l.at desc, l.id desc limit $3""",
        member_id,
        at,
        most,
    )


async def segments_of(deadline_id: UUID) -> list[Record]:
    """The log of a deadline."""
    return await rows(
        """select g.position, g.from_at, g.state, g.turn, g.event, g.event_id from deadline_segment g
            where g.deadline = $1 order by g.position""",
        deadline_id,
    )


async def steps_of(deadline_id: UUID) -> list[Record]:
    """The steps of a deadline, done and owed, with who was told."""
    return await rows(
        """select s.id, s.what, s.mark, s.rungs, s.at, s.fired_at, s.outcome, s.done_at, s.gaps,
                  array(select m.name from deadline_alert l
                          join member m on m.tenant_id = l.tenant_id and m.id = l.member
                         where l.tenant_id = s.tenant_id and l.step = s.id order by m.name_key, m.id) as told
             from deadline_step s where s.deadline = $1 order by coalesce(s.done_at, s.at) nulls last, s.id""",
        deadline_id,
    )


async def all_at(url: str) -> list[Record]:
    """All deadlines of the subject that has this address, as they began."""
    return await rows(f"select {COLUMNS} {FROM} where d.url = $1 order by d.started_at, d.id", url)
