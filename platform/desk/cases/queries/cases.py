"""
Cases with where they stand: one, lists of them, what was said, who looked.

``read`` is whose connection it is: ``rows`` in a partner's scope, which sees its own, or ``crossing_rows`` as
headquarters, which sees all. The statements are the same.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows
from desk.foundation.errors import NotFound
from desk.foundation.keysets import fulfilled
from desk.foundation.subjects import Thing

LARGEST = 2**31 - 1
Reader = Callable[..., Awaitable[list[Record]]]
Key = tuple[datetime, UUID]
_CASE = """
select c.*, coalesce(o.author_name, '') as taken_by,
       (select count(*) from case_entry n
         where n.tenant_id = c.tenant_id and n.hq_case = c.id and n.act in ('not_solved', 'send_back')) as objections
  from hq_case c
  left join lateral (select t.author_name from case_entry t
    where t.tenant_id = c.tenant_id and t.hq_case = c.id and t.act in ('take', 'accept')
    order by t.place desc limit 1) o on true
"""


_SAYS = """
(c.number::text = {0} or strpos(lower(c.title), lower({0})) > 0 or strpos(lower(c.customer_name), lower({0})) > 0
 or strpos(lower(c.product), lower({0})) > 0 or strpos(lower(c.partner_name), lower({0})) > 0)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    statuses: Sequence[str] | None = None
    kind: str | None = None
    partner: str | None = None
    q: str = ""


async def sheet(read: Reader, number: int, *, partner: str | None = None) -> Record:
    """One case by its number, at headquarters also by its partner. Raises ``NotFound``."""
    if number > LARGEST:
        raise NotFound
    return _one(await read(f"{_CASE} where c.number = $1 and ($2::text is null or c.partner = $2)", number, partner))


async def by_id(read: Reader, case_id: UUID) -> Record:
    """One case by its id. Raises ``NotFound``."""
    return _one(await read(f"{_CASE} where c.id = $1", case_id))


def _one(found: Sequence[Record]) -> Record:
    if not found:
        raise NotFound
    return found[0]


async def listed(
    read: Reader, wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None
) -> list[Record]:
    """At most so many behind or before a key, the newest first."""
    where, arguments = _conditions(wanted)
    beyond, sign = (before, ">") if before is not None else (after, "<")
    if beyond is not None:
        arguments += beyond
        where += f" and (c.opened_at, c.id) {sign} (${len(arguments) - 1}, ${len(arguments)})"
    order = "asc" if before is not None else "desc"
    arguments.append(most)
    found = await read(
        f"{_CASE} where {where} order by c.opened_at {order}, c.id {order} limit ${len(arguments)}", *arguments
    )
    return found[::-1] if before is not None else found


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, up to ``most``, and its arguments."""
    where, arguments = _conditions(wanted)
    arguments.append(most)
    return (
        f"select count(*) from (select from hq_case c where {where} limit ${len(arguments)}) x",
        arguments,
    )


async def counted(read: Reader, wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int((await read(statement, *arguments))[0][0])


async def of_subject(kind: str, subject_id: UUID) -> list[Record]:
    """The partner's cases about a thing, the newest first."""
    where = "where c.subject_kind = $1 and c.subject_id = $2 order by c.opened_at desc, c.id desc limit 20"
    return await rows(f"{_CASE} {where}", kind, subject_id)


async def entries(read: Reader, case_id: UUID) -> list[Record]:
    """What was said in a case, in order."""
    return await read(
        """select id, place, side, audience, act, status, author_name, author_id, body, particulars, at
             from case_entry where hq_case = $1 order by place""",
        case_id,
    )


async def looks(case_id: UUID) -> list[Record]:
    """Which operators looked at the partner's case, the last first."""
    return await rows("select operator_name, at from case_look where hq_case = $1 order by at desc limit 50", case_id)


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """The partner's cases as others point to them."""
    found = await rows("select id, number, title from hq_case where id = any($1)", list(ids))
    return {
        one["id"]: Thing(f"#{one['number']} {one['title']}".strip(), f"/cases/{one['number']}", "case.read")
        for one in found
    }


async def words_of(case_id: UUID) -> Record | None:
    """What a case of the partner is found by; headquarters' own side is found there as a task."""
    found = await rows(
        """select number, title, customer_name, product, description, tried, wanted, opened_at
             from hq_case where id = $1""",
        case_id,
    )
    return found[0] if found else None


async def was_opened(subject_id: UUID) -> bool:
    """Whether there was a case about a thing already."""
    return bool(await rows("select 1 from hq_case where subject_id = $1 limit 1", subject_id))


def _conditions(wanted: Wanted) -> tuple[str, list[Any]]:
    """One status by itself is asked for as such: then an index gives the order, too."""
    statuses, conditions, arguments = wanted.statuses, list[str](), list[Any]()
    one = statuses[0] if statuses is not None and len(statuses) == 1 else None
    for condition, said in (
        ("c.status = {0}", one),
        ("c.status = any({0}::text[])", list(statuses) if statuses is not None and one is None else None),
        ("c.kind = {0}", wanted.kind),
        ("c.partner = {0}", wanted.partner),
        (_SAYS, wanted.q.removeprefix("#") or None),
    ):
        if said is not None:
            arguments.append(said)
            conditions.append(condition.format(f"${len(arguments)}"))
    return fulfilled(conditions), arguments
