"""Lists of open deadlines: the next one first, narrowed, counted, and paged by keyset in both directions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.deadlines.queries.following import OPEN
from desk.deadlines.queries.reading import COLUMNS, FROM
from desk.foundation.database import rows, value

_ROW = f"""select {COLUMNS}, d.customer_name from (
  select d.*, c.name as customer_name from ({{inner}}) d
    left join customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id) d
{FROM.replace("from deadline d", "")}"""

Key = tuple[datetime, UUID]
"""Where a page ends: when it is due, or since when it pauses, and the id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open. What only waits for silence stands in none."""

    paused: bool = False
    """Those that pause, by their beginning; otherwise those that run."""
    member: UUID | None = None
    team: Sequence[UUID] | None = None
    """Of these members, and what nobody has yet."""
    nobodys: bool = False
    promise: str | None = None
    ladder: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Due from, and before."""
    customer: UUID | None = None
    subjects: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key; the page's own order in both cases."""
    statement, arguments = listing(wanted, most=most, beyond=before or after, backwards=before is not None)
    found = await rows(statement, *arguments)
    return found[::-1] if before is not None else found


def listing(wanted: Wanted, *, most: int, beyond: Key | None, backwards: bool) -> tuple[str, list[Any]]:
    """The statement of a list and its arguments."""
    conditions, arguments = _conditions(wanted)
    column = sort_column(wanted)
    sign, order = ("<", "desc") if backwards else (">", "asc")
    if beyond is not None:
        arguments += beyond
        conditions.append(f"(d.{column}, d.id) {sign} (${len(arguments) - 1}, ${len(arguments)})")
    arguments.append(most)
    end = f"order by d.{column} {order}, d.id {order} limit ${len(arguments)}"
    inner = f"select d.* from deadline d where {' and '.join(conditions)} {end}"
    if wanted.team is not None:
        inner = _of_each(wanted.team, conditions, arguments, end)
    return f"{_ROW.format(inner=inner)} {end}", arguments


def _of_each(team: Sequence[UUID], conditions: list[str], arguments: list[Any], end: str) -> str:
    """Each one's first rows by their own index, and of all of these the first: it never reads who isn't meant."""
    arguments.append(list(team))
    where = " and ".join(conditions)
    each = f"select d.* from deadline d where d.member = who.member and {where} {end}"
    return f"""select d.* from unnest(${len(arguments)}::uuid[]) who (member) cross join lateral ({each}) d
        union all (select d.* from deadline d where d.member is null and {where} {end})"""


def sort_column(wanted: Wanted) -> str:
    """The column by which a list is sorted, and so the first part of its keys."""
    return "started_at" if wanted.paused else "due_at"


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    conditions, arguments = _conditions(wanted)
    if wanted.team is not None:
        arguments.append(list(wanted.team))
        conditions.append(f"(d.member is null or d.member = any(${len(arguments)}::uuid[]))")
    arguments.append(most)
    where = " and ".join(conditions)
    return f"select count(*) from (select from deadline d where {where} limit ${len(arguments)}) x", arguments


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions = ["d.status = 'paused'" if wanted.paused else f"d.status in {OPEN}", "not d.waits"]
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if not wanted.paused:
        conditions.append("d.due_at is not null")
    if wanted.member is not None:
        conditions.append(f"d.member = {place(wanted.member)}")
    if wanted.nobodys:
        conditions.append("d.member is null")
    if wanted.promise is not None:
        conditions.append(f"d.promise = {place(wanted.promise)}")
    if wanted.ladder is not None:
        conditions.append(f"d.ladder = {place(wanted.ladder)}")
    if wanted.since is not None:
        conditions.append(f"d.due_at >= {place(wanted.since)}")
    if wanted.until is not None:
        conditions.append(f"d.due_at < {place(wanted.until)}")
    if wanted.customer is not None:
        conditions.append(f"d.customer_id = {place(wanted.customer)}")
    if wanted.subjects is not None:
        conditions.append(f"d.subject_id = any({place(list(wanted.subjects))}::uuid[])")
    return conditions, arguments


async def some(ids: Sequence[UUID]) -> list[Record]:
    """These, open or over, in the order of their due times."""
    inner = "select d.* from deadline d where d.id = any($1::uuid[])"
    return await rows(f"{_ROW.format(inner=inner)} order by d.due_at nulls last, d.id", list(ids))


async def next_of(kind: str, subjects: Sequence[UUID]) -> dict[UUID, Record]:
    """What falls due next of each of these, by subject; what pauses comes after what runs."""
    found = await rows(
        f"""select distinct on (d.subject_id) d.subject_id, d.id, d.promise, d.status, d.turn, d.basis, d.started_at,
                   d.due_at
              from deadline d
             where d.subject_kind = $1 and d.subject_id = any($2) and d.status in {OPEN} and not d.waits
             order by d.subject_id, d.due_at nulls last, d.id""",
        kind,
        list(subjects),
    )
    return {one["subject_id"]: one for one in found}


@dataclass(frozen=True, slots=True)
class Spans:
    """The borders of the board's columns."""

    now: datetime
    hour: datetime
    today: datetime
    tomorrow: datetime


BOARD = f"""
select d.member, m.name, g.name as department, m.name_key,
       count(*) filter (where d.due_at < $1) as overdue,
       count(*) filter (where d.due_at >= $1 and d.due_at < $2) as hour,
       count(*) filter (where d.due_at >= $2 and d.due_at < $3) as today,
       count(*) filter (where d.due_at >= greatest($2, $3) and d.due_at < $4) as tomorrow
  from deadline d left join member m on m.tenant_id = d.tenant_id and m.id = d.member
  left join department g on g.tenant_id = m.tenant_id and g.id = m.department
 where d.status in {OPEN} and not d.waits and d.due_at < $4
 group by d.member, m.name, g.name, g.name_key, m.name_key order by g.name_key, m.name_key, d.member
"""


async def board(spans: Spans) -> list[Record]:
    """How many are overdue, due within the hour, today and tomorrow, by member; nobody's come last."""
    return await rows(BOARD, spans.now, spans.hour, spans.today, spans.tomorrow)


async def team_of(member_id: UUID) -> list[UUID]:
    """A member's department with its teams; everybody where they have none."""
    found = await rows(
        """select m.id from member m left join department d on d.tenant_id = m.tenant_id and d.id = m.department,
                  (select department from member where id = $1) own
            where m.status = 'active'
              and (own.department is null or own.department in (d.id, d.part_of) or m.id = $1)""",
        member_id,
    )
    return [one["id"] for one in found]
