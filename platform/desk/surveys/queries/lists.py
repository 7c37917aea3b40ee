"""Lists of surveys, each with what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound

_ROW = """
select s.id, s.kind, s.title, s.subject_kind, s.subject_id, s.customer, c.name as customer_name, s.contact,
       k.name as contact_name, s.member, m.name as member_name, s.status, s.why, s.channel, s.low, s.comment,
       s.planned_at, s.ask_at, s.asked_at, s.answered_at, s.handled_at,
       coalesce((select jsonb_object_agg(a.dimension, a.level) from survey_answer a
                  where a.tenant_id = s.tenant_id and a.survey = s.id), '{}') as levels
  from survey s
  join customer c on c.tenant_id = s.tenant_id and c.id = s.customer
  left join contact k on k.tenant_id = s.tenant_id and k.id = s.contact
  left join member m on m.tenant_id = s.tenant_id and m.id = s.member
"""
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    statuses: Sequence[str] | None = None
    low: bool = False
    kind: str | None = None
    customer: UUID | None = None
    member: UUID | None = None
    ids: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, the latest first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="s.planned_at", key="s.id", falling=True, most=most, after=after, before=before
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("survey s", _conditions(wanted), most=most)


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []
    for column in ("kind", "customer", "member"):
        if (wished := getattr(wanted, column)) is not None:
            arguments.append(wished)
            conditions.append(f"s.{column} = ${len(arguments)}")
    for column, kind, several in (("status", "text", wanted.statuses), ("id", "uuid", wanted.ids)):
        if several is not None:
            arguments.append(list(several))
            conditions.append(f"s.{column} = any(${len(arguments)}::{kind}[])")
    if wanted.low:
        conditions.append("s.low")
    return conditions, arguments


async def sheet(survey_id: UUID) -> Record:
    """One survey with its levels. Raises ``NotFound``."""
    found = await listed(Wanted(ids=[survey_id]), most=1)
    if not found:
        raise NotFound
    return found[0]


async def of_subject(kind: str, subject_id: UUID, *, most: int = 5) -> list[Record]:
    """The surveys about a thing, the latest first."""
    return await rows(
        f"{_ROW} where s.subject_kind = $1 and s.subject_id = $2 order by s.planned_at desc, s.id desc limit $3",
        kind,
        subject_id,
        most,
    )
