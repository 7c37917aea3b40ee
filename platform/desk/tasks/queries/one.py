"""One task: as a row to be changed, as a sheet to be shown, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.tasks.queries.lists import Wanted, listed
from desk.tasks.queries.who import Who
from desk.tasks.tables import Task

MOST = 200
INSERT = """
insert into task (tenant_id, id, kind, key, title, note, subject_kind, subject_id, customer, cause_id, status, urgent,
                  assignee, team, role, due_at, order_at, asked_at, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14, $15, $16, $17, $18, $19)
    on conflict (tenant_id, key) where status in ('open', 'taken') do nothing
"""
PROMISED = """
select t.assignee as member, t.customer, case when t.urgent then 'urgent' else 'normal' end as priority, t.title,
       '/tasks/' || t.id as url
  from task t where t.id = $1
"""
"""How the engine of promises reads a task."""
_RESULT = """
select id, kind, status, result, result_note, result_values, ended_by, ended_at from task
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task: its status (done, declined, cancelled), the stored word of its result, and the rest."""

    task_id: UUID
    kind: str
    status: str
    result: str
    note: str
    values: dict[str, Any]
    by_id: UUID | None
    at: datetime


async def task(task_id: UUID, *, lock: bool = False) -> Task:
    """One task. Raises ``NotFound``."""
    query = Task.objects().where(Task.id == task_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def open_with(key: str) -> UUID | None:
    """The task with this key that isn't over, locked so that it can't be over before one has joined."""
    found: UUID | None = await value(
        "select id from task where key = $1 and status in ('open', 'taken') for update", key
    )
    return found


async def result_of(key: str) -> Result | None:
    """What came of the latest task with this key; None while nobody has finished it, or when nobody asked."""
    return _result(await row(f"{_RESULT} where key = $1 order by asked_at desc, id desc limit 1", key))


async def came_of(task_id: UUID) -> Result | None:
    """What came of this very task; None while it isn't over."""
    return _result(await row(f"{_RESULT} where id = $1", task_id))


def _result(found: Record | None) -> Result | None:
    if found is None or found["ended_at"] is None:
        return None
    return Result(
        task_id=found["id"],
        kind=found["kind"],
        status=found["status"],
        result=found["result"],
        note=found["result_note"],
        values=msgspec.json.decode(found["result_values"]),
        by_id=found["ended_by"],
        at=found["ended_at"],
    )


async def sheet(task_id: UUID, who: Who) -> Record:
    """One task with what its page shows. Raises ``NotFound`` for one that they may not see."""
    found = await listed(Wanted(who, undone=None, ids=[task_id]), most=1)
    more = await row(
        """select t.*, g.name as team_name, a.name as assignee_name, c.name as customer_name, e.name as ended_by_name
             from task t
             left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
             left join member e on e.tenant_id = t.tenant_id and e.id = t.ended_by
             left join department g on g.tenant_id = t.tenant_id and g.id = t.team
             left join customer c on c.tenant_id = t.tenant_id and c.id = t.customer where t.id = $1""",
        task_id,
    )
    if not found or more is None:
        raise NotFound
    return more


async def askers(task_id: UUID) -> list[Record]:
    """Who waits for the result, the first one first."""
    return await rows(
        """select k.asker, k.reference, k.subject_kind, k.subject_id, k.by_kind, k.by_id, k.at, m.name as by_name
             from task_asker k left join member m on m.tenant_id = k.tenant_id and m.id = k.by_id
            where k.task = $1 and k.withdrawn_at is null order by k.at, k.id""",
        task_id,
    )


async def is_asker(task_id: UUID, member_id: UUID) -> bool:
    """Whether a person asked for it and still wants it."""
    return bool(
        await value(
            """select true from task_asker where task = $1 and by_id = $2 and asker = '' and withdrawn_at is null
                limit 1""",
            task_id,
            member_id,
        )
    )


async def ended_by(task_id: UUID) -> str:
    """The name of whoever ended a task; empty when it was the platform."""
    found = await value(
        """select m.name from task t join member m on m.tenant_id = t.tenant_id and m.id = t.ended_by
            where t.id = $1""",
        task_id,
    )
    return found or ""


async def facts(task_id: UUID) -> list[Record]:
    """What happened to a task, oldest first."""
    found = await rows(
        """select f.id, f.name, f.at, f.by_kind, f.payload, coalesce(m.name, '') as by_name, to_m.name as to_name
             from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join member to_m
                    on to_m.tenant_id = f.tenant_id and to_m.id = nullif(f.payload ->> 'to_member', '')::uuid
            where f.subject_id = $1 order by f.at desc, f.id desc limit $2""",
        task_id,
        MOST,
    )
    return found[::-1]


async def notes(task_id: UUID) -> list[Record]:
    """What was said about a task, oldest first."""
    return await rows(
        """select n.id, n.by_kind, n.body, n.at, coalesce(m.name, '') as by_name
             from task_note n left join member m on m.tenant_id = n.tenant_id and m.id = n.by_id
            where n.task = $1 order by n.at, n.id limit $2""",
        task_id,
        MOST,
    )


async def words_of(task_id: UUID) -> Record:
    """The words by which a task may be found. Raises ``NotFound``."""
    found = await row(
        """select t.kind, t.title, t.note, t.asked_at, coalesce(c.name, '') as customer_name from task t
             left join customer c on c.tenant_id = t.tenant_id and c.id = t.customer where t.id = $1""",
        task_id,
    )
    if found is None:
        raise NotFound
    return found


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Tasks as others point to them."""
    found = await rows("select id, title, customer from task where id = any($1)", list(ids))
    return {one["id"]: Thing(one["title"], f"/tasks/{one['id']}", "task.read", one["customer"]) for one in found}


async def next_absence(member_id: UUID, day: date) -> Record | None:
    """The next absence of a member that isn't over on this day."""
    return await row(
        "select from_on, to_on, deputy from absence where member = $1 and to_on >= $2 order by from_on limit 1",
        member_id,
        day,
    )


async def was_asked(key: str) -> bool:
    """Whether somebody ever asked with this key."""
    return bool(await value("select true from task where key = $1 limit 1", key))


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this external key."""
    found: UUID | None = await value("select id from customer where external_key = $1 and $1 <> ''", key)
    return found
