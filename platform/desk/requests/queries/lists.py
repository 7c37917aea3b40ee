"""Lists of requests: narrowed, counted, and paged by keyset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.database import rows, value

_UNDONE = "r.status in ('open', 'taken', 'returned')"
_ROW = """
select r.id, r.number, r.kind, r.title, r.told, r.status, r.urgent, r.subject_kind, r.subject_id, r.due_at, r.order_at,
       r.provider, r.cover, r.cover_by, r.opened_at, r.taken_at, r.ended_at, r.version, r.assignee,
       a.name as assignee_name,
       r.customer, c.name as customer_name, r.product, p.name as product_name
  from request r
  join customer c on c.tenant_id = r.tenant_id and c.id = r.customer
  left join member a on a.tenant_id = r.tenant_id and a.id = r.assignee
  left join product p on p.tenant_id = r.tenant_id and p.id = r.product
"""

Key = tuple[datetime, UUID]
"""Where a page ends: what it is sorted by, and the id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    undone: bool | None = True
    waiting: bool = False
    """Only what nobody has."""
    assignee: UUID | None = None
    kind: str | None = None
    status: str | None = None
    provider: str | None = None
    customer: UUID | None = None
    urgent: bool = False
    late_at: datetime | None = None
    ids: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key: what is to be done by due time, what is over the newest first."""
    column, newest_first = {True: ("r.order_at", False), False: ("r.ended_at", True), None: ("r.opened_at", True)}[
        wanted.undone
    ]
    return await keysets.part(
        _ROW, _conditions(wanted), by=column, key="r.id", falling=newest_first, most=most, after=after, before=before
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("request r", _conditions(wanted), most=most)


async def of_subject(kind: str, subject_id: UUID, *, most: int) -> list[Record]:
    """The requests about a thing, or of a customer; what is to be done first."""
    return await rows(
        f"""{_ROW} where case when $1 = 'customer' then r.customer = $2
                              else r.subject_kind = $1 and r.subject_id = $2 end
            order by ({_UNDONE}) desc, r.opened_at desc, r.id desc limit $3""",
        kind,
        subject_id,
        most,
    )


async def undone_of(member_id: UUID) -> list[int]:
    """The numbers of what a member has to do."""
    found = await rows(
        f"select r.number from request r where r.assignee = $1 and {_UNDONE} order by r.order_at, r.id", member_id
    )
    return [one["number"] for one in found]


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.undone is not None:
        conditions.append(_UNDONE if wanted.undone else f"not {_UNDONE}")
    if wanted.waiting:
        conditions.append("r.status in ('open', 'returned')")
    for column in ("assignee", "kind", "status", "provider", "customer"):
        if (wished := getattr(wanted, column)) is not None:
            conditions.append(f"r.{column} = {place(wished)}")
    if wanted.urgent:
        conditions.append("r.urgent")
    if wanted.late_at is not None:
        conditions.append(f"r.due_at < {place(wanted.late_at)}")
    if wanted.ids is not None:
        conditions.append(f"r.id = any({place(list(wanted.ids))}::uuid[])")
    return conditions, arguments
