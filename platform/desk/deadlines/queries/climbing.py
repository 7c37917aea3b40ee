"""What a step needs to climb: its deadline under lock, who stands on the rungs, and the writing of what came of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import execute, row, rows
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7

_CLIMBED = """
with one as (
  update deadline set missed_at = coalesce(missed_at, case when $3 then due_at end), status = coalesce($4, status),
         met_at = coalesce(met_at, case when $4 = 'met' then $5::timestamptz end),
         ended_at = case when $4 is null then ended_at else $5::timestamptz end
   where tenant_id = $1 and id = $2),
logged as (
  insert into deadline_segment (tenant_id, id, deadline, customer_id, position, from_at, state, turn, event)
  select $1, $11, $2, d.customer_id,
         (select coalesce(max(g.position), -1) + 1 from deadline_segment g where g.tenant_id = $1 and g.deadline = $2),
         $5::timestamptz, 'ended', d.turn, '' from deadline d where d.id = $2 and $4 is not null),
step as (
  update deadline_step set outcome = $7, done_at = $5, gaps = $8, fired_at = coalesce(fired_at, $5)
   where tenant_id = $1 and id = $6 and outcome = '')
insert into deadline_alert (tenant_id, id, member, deadline, step, rung, for_member, at)
select $1, r.id, r.member, $2, $6, r.rung, r.for_member, $9
  from jsonb_to_recordset($10::jsonb) as r (id uuid, member uuid, rung text, for_member uuid)
on conflict (tenant_id, step, member) do nothing
"""


async def held_for_step(step_id: UUID) -> Record | None:
    """The deadline of a step, locked."""
    return await row(
        """select d.* from deadline d
            where d.id = (select s.deadline from deadline_step s where s.id = $1) for update""",
        step_id,
    )


async def owed_step(step_id: UUID, at: datetime) -> Record | None:
    """A step that is due and not done; read when its deadline is held, so that nobody moves it meanwhile."""
    return await row(
        """select id, what, mark, rungs from deadline_step
            where id = $1 and outcome = '' and at is not null and at <= $2 for update""",
        step_id,
        at,
    )


async def wake_steps(promises: Sequence[str]) -> None:
    """Let the pacer fire again what it fired of these promises, and nobody has done."""
    await execute(
        """update deadline_step s set fired_at = null from deadline d
            where d.id = s.deadline and d.promise = any($1::text[]) and d.status = 'running'
              and s.fired_at is not null and s.outcome = ''""",
        list(promises),
    )


async def staff(roles: Sequence[str], owner: UUID | None, day: date) -> list[Record]:
    """
    Active members who have one of these roles, the owner, and the owner's head, by name; with whether they are away.

    ``heads`` are those of the member's team and department, the nearest first, without the member.
    """
    return await rows(
        """select m.id, m.roles, coalesce(d.part_of, d.id) as department, d.id as team,
                  array_remove(array[nullif(d.head, m.id), nullif(w.head, m.id)], null) as heads,
                  away.id is not null as is_away
             from member m
             left join department d on d.tenant_id = m.tenant_id and d.id = m.department
             left join department w on w.tenant_id = d.tenant_id and w.id = d.part_of
             left join lateral (
               select a.id from absence a where a.tenant_id = m.tenant_id and a.member = m.id
                  and a.from_on <= $3 and a.to_on >= $3 limit 1) away on true
            where m.status = 'active' and (m.roles::text[] && $1::text[] or m.id = $2 or m.id in (
                    select unnest(array[a.head, b.head]) from member o
                      join department a on a.tenant_id = o.tenant_id and a.id = o.department
                      left join department b on b.tenant_id = a.tenant_id and b.id = a.part_of where o.id = $2))
            order by m.name_key, m.id""",
        list(roles),
        owner,
        day,
    )


async def write_climb(
    deadline_id: UUID,
    step_id: UUID,
    *,
    at: datetime,
    outcome: str,
    misses: bool,
    ends_as: str | None,
    gaps: Sequence[str],
    rings_at: datetime,
    alerts: Sequence[dict[str, Any]],
) -> None:
    """What came of a step, and whom it tells: one statement."""
    await execute(
        _CLIMBED,
        current_scope().tenant.id,
        deadline_id,
        misses,
        ends_as,
        at,
        step_id,
        outcome,
        list(gaps),
        rings_at,
        msgspec.json.encode(list(alerts)).decode(),
        uuid7(),
    )
