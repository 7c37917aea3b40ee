"""Lists of tasks: narrowed, counted, and paged by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.database import rows, value
from desk.foundation.principals import Principal
from desk.tasks.queries.who import Who, who

_UNDONE = "t.status in ('open', 'taken')"
_ROW = """
select t.id, t.kind, t.key, t.title, t.subject_kind, t.subject_id, t.status, t.urgent, t.team, t.role, t.due_at,
       g.name as team_name, t.order_at, t.asked_at, t.taken_at, t.ended_at, t.result, t.version, t.assignee,
       a.name as assignee_name, t.customer, c.name as customer_name
  from task t
  left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
  left join customer c on c.tenant_id = t.tenant_id and c.id = t.customer
  left join department g on g.tenant_id = t.tenant_id and g.id = t.team
"""
_ASKED = """exists (select from task_asker k where k.tenant_id = t.tenant_id and k.task = t.id and k.by_id = {who}
                       and k.asker = '' and k.withdrawn_at is null)"""

Key = tuple[datetime, UUID]
"""Where a page ends: what it is sorted by, and the id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show, to whom; None leaves a thing open."""

    who: Who
    undone: bool | None = True
    mine: bool = False
    offered: bool = False
    """What waits for one's team or roles and nobody has taken."""
    asked: bool = False
    kind: str | None = None
    status: str | None = None
    assignee: UUID | None = None
    customer: UUID | None = None
    subject: tuple[str, UUID] | None = None
    key: str | None = None
    urgent: bool = False
    late_at: datetime | None = None
    """Only what should have been done by then."""
    ids: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key: what is to be done by due time, what is over the newest first."""
    column, newest_first = ("t.order_at", False) if wanted.undone else ("t.ended_at", True)
    if wanted.undone is None:
        column, newest_first = "t.asked_at", True
    return await keysets.part(
        _ROW, _conditions(wanted), by=column, key="t.id", falling=newest_first, most=most, after=after, before=before
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("task t", _conditions(wanted), most=most)


async def of_subject(kind: str, subject_id: UUID, who: Who, *, most: int) -> list[Record]:
    """The tasks about a thing, what is to be done first; also those that others asked for it and joined."""
    arguments: list[Any] = [kind, subject_id, most]
    seen = _visible(who, arguments)
    return await rows(
        f"""{_ROW} where ((t.subject_kind = $1 and t.subject_id = $2) or exists (
              select from task_asker k where k.tenant_id = t.tenant_id and k.task = t.id
                 and k.subject_kind = $1 and k.subject_id = $2)) and {seen}
            order by ({_UNDONE}) desc, case when {_UNDONE} then t.order_at end, t.ended_at desc, t.id limit $3""",
        *arguments,
    )


async def seen_by(ids: Sequence[UUID], by: Principal) -> set[UUID]:
    """Which of these somebody may see."""
    arguments: list[Any] = [list(ids)]
    seen = _visible(await who(by), arguments)
    found = await rows(f"select t.id from task t where t.id = any($1) and {seen}", *arguments)
    return {one["id"] for one in found}


async def undone_of(member_id: UUID, *, until: datetime | None = None) -> list[UUID]:
    """What a member has to do; with ``until``, what has to be done by then."""
    found = await rows(
        f"""select t.id from task t where t.assignee = $1 and {_UNDONE} and ($2::timestamptz is null or t.due_at <= $2)
            order by t.order_at, t.id""",
        member_id,
        until,
    )
    return [one["id"] for one in found]


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.undone is not None:
        conditions.append(_UNDONE if wanted.undone else f"not {_UNDONE}")
    if wanted.mine:
        conditions.append(f"t.assignee = {place(wanted.who.id)}")
    if wanted.offered:
        conditions.append(f"t.assignee is null and {_offered(wanted.who, arguments)}")
    if wanted.asked:
        conditions.append(_ASKED.format(who=place(wanted.who.id)))
    for column in ("kind", "status", "assignee", "customer", "key"):
        if (wished := getattr(wanted, column)) is not None:
            conditions.append(f"t.{column} = {place(wished)}")
    if wanted.subject is not None:
        kind, subject_id = wanted.subject
        conditions.append(f"t.subject_kind = {place(kind)} and t.subject_id = {place(subject_id)}")
    if wanted.urgent:
        conditions.append("t.urgent")
    if wanted.late_at is not None:
        conditions.append(f"t.due_at < {place(wanted.late_at)}")
    if wanted.ids is not None:
        conditions.append(f"t.id = any({place(list(wanted.ids))}::uuid[])")
    if not (wanted.mine or wanted.offered or wanted.asked):
        conditions.append(_visible(wanted.who, arguments))
    return conditions, arguments


def _offered(who: Who, arguments: list[Any]) -> str:
    arguments += [list(who.teams), list(who.roles)]
    last = len(arguments)
    return f"(t.team = any(${last - 1}::uuid[]) or t.role = any(${last}::text[]))"


def _visible(who: Who, arguments: list[Any]) -> str:
    if who.sees_all:
        return "true"
    arguments += [list(who.kinds), who.id]
    last = len(arguments)
    asked = _ASKED.format(who=f"${last}")
    return f"(t.kind = any(${last - 1}::text[]) or t.assignee = ${last} or {_offered(who, arguments)} or {asked})"
