"""Lists of tickets: narrowed, counted, and paged by keyset in both directions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows, value
from desk.tickets.states import ENDED, UNSETTLED, Turn

SETTLED = "('solved', 'closed', 'closed_no_service', 'merged')"


_ENDED = "('closed', 'closed_no_service', 'merged')"


_ROW = """
select t.id, t.number, t.subject, t.status, t.turn, t.channel, t.kind, t.urgent, t.since_at, t.opened_at, t.changed_at,
       t.version, c.id as customer_id, c.name as customer_name, c.grade as customer_grade, k.name as contact_name,
       p.name as product_name, p.version as product_version, a.id as assignee_id, a.name as assignee_name
  from ticket t
  join customer c on c.tenant_id = t.tenant_id and c.id = t.customer
  left join contact k on k.tenant_id = t.tenant_id and k.id = t.contact
  left join product p on p.tenant_id = t.tenant_id and p.id = t.product
  left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
"""


Key = tuple[datetime, UUID]
"""Where a page ends: when the ticket was opened or last moved, and its id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    unsettled: bool | None = None
    """Whether work is still to be done; a solved one that waits for a word is settled."""
    ended: bool | None = None
    """Whether nothing more is expected of anybody."""
    assignee: UUID | None = None
    """Whose it is; together with ``mine`` both have to be meant."""
    mine: UUID | None = None
    asked: UUID | None = None
    """Who was asked to take it over."""
    unassigned: bool = False
    turn: str | None = None
    status: str | None = None
    channel: str | None = None
    kind: str | None = None
    customer: UUID | None = None
    urgent: bool = False
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    ids: Sequence[UUID] | None = None


async def listed(
    wanted: Wanted, *, most: int, oldest_first: bool, after: Key | None = None, before: Key | None = None
) -> list[Record]:
    """
    At most so many tickets behind or before a key; the page's own order in both cases.

    Unsettled ones stand by how long they have been waiting, others the newest first.
    """
    statement, arguments = listing(
        wanted, most=most, oldest_first=oldest_first, beyond=before or after, backwards=before is not None
    )
    found = await rows(statement, *arguments)
    return found[::-1] if before is not None else found


def listing(
    wanted: Wanted, *, most: int, oldest_first: bool, beyond: Key | None, backwards: bool
) -> tuple[str, list[Any]]:
    """The statement of a list and its arguments."""
    conditions, arguments = _conditions(wanted)
    column = f"t.{sort_column(oldest_first)}"
    sign, order = (">", "asc") if oldest_first != backwards else ("<", "desc")
    if beyond is not None:
        arguments += beyond
        conditions.append(f"({column}, t.id) {sign} (${len(arguments) - 1}, ${len(arguments)})")
    arguments.append(most)
    where = " and ".join(conditions) or "true"
    return f"{_ROW} where {where} order by {column} {order}, t.id {order} limit ${len(arguments)}", arguments


def sort_column(oldest_first: bool) -> str:
    """The column by which a list is sorted, and so the first part of its keys."""
    return "since_at" if oldest_first else "opened_at"


async def matters(customer_id: UUID, *, size: int) -> list[Record]:
    """What isn't finished for a customer: what waits for them first, then the latest."""
    return await rows(
        f"""{_ROW} where t.customer = $1 and t.status not in {_ENDED}
            order by t.turn <> 'customer', t.changed_at desc, t.id limit $2""",
        customer_id,
        size,
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    conditions, arguments = _conditions(wanted)
    where = " and ".join(conditions) or "true"
    arguments.append(most)
    return f"select count(*) from (select from ticket t where {where} limit ${len(arguments)}) x", arguments


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def equals(column: str, wished: Any) -> None:
        if wished is not None:
            arguments.append(wished)
            conditions.append(f"t.{column} = ${len(arguments)}")

    if wanted.unsettled is not None:
        conditions.append(f"t.status {'not ' if wanted.unsettled else ''}in {SETTLED}")
    if wanted.ended is not None:
        conditions.append(f"t.status {'' if wanted.ended else 'not '}in {_ENDED}")
    if wanted.unassigned:
        conditions.append("t.assignee is null")
    if wanted.urgent:
        conditions.append("t.urgent")
    if wanted.mine is not None:
        arguments.append(wanted.mine)
        conditions.append(f"t.assignee = ${len(arguments)}")
    if wanted.opened_from is not None:
        arguments.append(wanted.opened_from)
        conditions.append(f"t.opened_at >= ${len(arguments)}")
    if wanted.opened_before is not None:
        arguments.append(wanted.opened_before)
        conditions.append(f"t.opened_at < ${len(arguments)}")
    if wanted.turn is not None:
        # Written out, so that the planner sees that the index over what waits for customers will do.
        conditions.append(f"t.turn = '{Turn(wanted.turn)}'")
    for column in ("assignee", "asked", "status", "channel", "kind", "customer"):
        equals(column, getattr(wanted, column))
    if wanted.ids is not None:
        arguments.append(list(wanted.ids))
        conditions.append(f"t.id = any(${len(arguments)}::uuid[])")
    return conditions, arguments


async def others_open(customer_id: UUID, number: int) -> int:
    """How many other unsettled tickets this customer has."""
    return int(
        await value(
            f"select count(*) from ticket where customer = $1 and number <> $2 and status not in {SETTLED}",
            customer_id,
            number,
        )
    )


async def not_ended_with(contact_id: UUID) -> list[int]:
    """The numbers of what this contact asked and is not over, the oldest first."""
    over = [str(one) for one in ENDED]
    found = await rows(
        "select number from ticket where contact = $1 and status <> all($2) order by since_at, id", contact_id, over
    )
    return [one["number"] for one in found]


async def asked_of(member_id: UUID) -> list[int]:
    """The numbers of what a member was asked to take over, the longest waiting first."""
    found = await rows("select number from ticket where asked = $1 order by since_at, id", member_id)
    return [one["number"] for one in found]


async def unsettled_of(member_id: UUID) -> list[int]:
    """The numbers of what is assigned to a member and not settled, the longest waiting first."""
    unsettled = [str(one) for one in UNSETTLED]
    found = await rows(
        "select number from ticket where assignee = $1 and status = any($2) order by since_at, id", member_id, unsettled
    )
    return [one["number"] for one in found]
