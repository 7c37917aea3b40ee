"""The logs of all projects, as a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import keysets

Key = tuple[datetime, UUID]
_SOURCE = """
implementation_log l
  join implementation_project p on p.tenant_id = l.tenant_id and p.id = l.project
  join implementation_stage s on s.tenant_id = l.tenant_id and s.id = l.stage
  join customer c on c.tenant_id = l.tenant_id and c.id = l.customer
  join member m on m.tenant_id = l.tenant_id and m.id = l.consultant
"""
_ROW = f"""
select l.id, l.day, l.begins, l.ends, l.work, l.status, l.at, p.number, p.title, s.name as stage_name,
       c.id as customer, c.name as customer_name, m.name as consultant_name
  from {_SOURCE}"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which logs the list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    consultant: UUID | str | None = None
    customer: UUID | None = None
    at: tuple[datetime | None, datetime | None] | None = None
    q: str = ""


async def logs(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, the latest written first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="l.at", key="l.id", falling=True, most=most, after=after, before=before
    )


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most``, and its arguments."""
    return keysets.counting(_SOURCE, _conditions(wanted), most=most)


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.statuses is not None:
        conditions.append(f"l.status = any({place(list(wanted.statuses))}::text[])")
    if wanted.consultant is not None:
        conditions.append(f"l.consultant::text = {place(str(wanted.consultant))}")
    if wanted.customer is not None:
        conditions.append(f"l.customer = {place(wanted.customer)}")
    for moment, sign in zip(wanted.at or (None, None), (">=", "<"), strict=True):
        if moment is not None:
            conditions.append(f"l.at {sign} {place(moment)}")
    if wanted.q:
        sought = "concat_ws(' ', p.number, p.title, s.name, c.name, m.name, l.work)"
        conditions.append(f"strpos(lower({sought}), lower({place(wanted.q)})) > 0")
    return conditions, arguments
