"""Lists of payments: narrowed, counted, and paged by keyset, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.database import value

_ROW = """
select p.id, p.number, p.kind, p.status, p.customer, c.name as customer_name, p.contact, k.name as contact_name,
       p.amount_cents, p.currency, p.refunded_cents, p.method, p.paid_at, p.subject_kind, p.subject_id, p.receipt,
       p.invoice, p.reference, p.told, p.reason, p.recorded_at, p.version
  from payment p
  join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
  left join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
"""

Key = tuple[datetime, UUID]
"""Where a page ends: when it was paid, and the id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    statuses: tuple[str, ...] | None = None
    refunded: bool = False
    kind: str | None = None
    method: str | None = None
    customer: UUID | None = None
    subject: tuple[str, UUID] | None = None
    reference: str | None = None
    paid_from: datetime | None = None
    paid_before: datetime | None = None
    ids: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, those paid last first."""
    return await keysets.part(
        _ROW, _conditions(wanted), by="p.paid_at", key="p.id", falling=True, most=most, after=after, before=before
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("payment p", _conditions(wanted), most=most)


async def of_customer(customer_id: UUID, *, most: int) -> list[Record]:
    """The latest payments of a customer."""
    return await listed(Wanted(customer=customer_id), most=most)


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def place(given: Any) -> str:
        arguments.append(given)
        return f"${len(arguments)}"

    if wanted.statuses is not None:
        conditions.append(f"p.status = any({place(list(wanted.statuses))}::text[])")
    if wanted.refunded:
        conditions.append("p.refunded_cents > 0")
    for column in ("kind", "method", "customer", "reference"):
        if (wished := getattr(wanted, column)) is not None:
            conditions.append(f"p.{column} = {place(wished)}")
    if wanted.subject is not None:
        kind, subject_id = wanted.subject
        conditions.append(f"p.subject_kind = {place(kind)} and p.subject_id = {place(subject_id)}")
    if wanted.paid_from is not None:
        conditions.append(f"p.paid_at >= {place(wanted.paid_from)}")
    if wanted.paid_before is not None:
        conditions.append(f"p.paid_at < {place(wanted.paid_before)}")
    if wanted.ids is not None:
        conditions.append(f"p.id = any({place(list(wanted.ids))}::uuid[])")
    return conditions, arguments
