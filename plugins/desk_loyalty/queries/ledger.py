"""The ledger: what a customer has, of which lots, and what moved it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import row, rows, value

LOCK = "select pg_advisory_xact_lock(hashtextextended('loyalty ' || $1::uuid::text, 0))"
"""One movement of a customer at a time: a balance that was read stays true until the end of the transaction."""
POST = """
with made as (
  insert into loyalty_entry (tenant_id, id, customer, kind, cause, at, points, by_kind, by_id, rule, subject_kind,
                             subject_id, sum_cents, why)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict (tenant_id, cause) do nothing returning id),
lot as (
  insert into loyalty_lot (tenant_id, id, customer, entry, points, earned_at, expires_on)
  select $1, $2, $3, made.id, $15, $6, $16 from made where $15::bigint is not null returning id),
line as (
  insert into loyalty_line (tenant_id, id, entry, customer, account, lot, points)
  select $1, l.id, made.id, $3, l.account, l.lot, l.points
    from made, unnest($17::uuid[], $18::text[], $19::uuid[], $20::bigint[]) as l (id, account, lot, points)
  returning id)
select (select count(*) from made) + 0 * (select count(*) from lot) + 0 * (select count(*) from line)
"""
"""One entry with its lines, and its lot where it makes one; 0 when its cause was counted before."""
_LOTS = """
select l.id, l.earned_at, l.expires_on, sum(x.points)::bigint as left
  from loyalty_lot l join loyalty_line x on x.tenant_id = l.tenant_id and x.lot = l.id
 where l.customer = $1 and x.customer = $1 and x.account = 'points'
 group by l.tenant_id, l.id, l.earned_at, l.expires_on
having sum(x.points) > 0
 order by l.expires_on nulls last, l.earned_at, l.id
"""
_ENTRIES = """
select e.id, e.kind, e.cause, e.at, e.points, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.sum_cents, e.why,
       l.expires_on, m.name as by_name, p.number as payment, p.kind as paid_for, p.currency
  from loyalty_entry e
  left join payment p on p.tenant_id = e.tenant_id and p.id = e.subject_id and e.subject_kind = 'payment'
  left join loyalty_lot l on l.tenant_id = e.tenant_id and l.entry = e.id
  left join member m on m.tenant_id = e.tenant_id and m.id = e.by_id and e.by_kind = 'member'
"""
_HOLDERS = """
select c.id, c.name, c.name_key, c.grade,
       coalesce((select sum(x.points) from loyalty_line x where x.tenant_id = c.tenant_id and x.customer = c.id
                    and x.account = 'points'), 0)::bigint as balance,
       coalesce((select sum(x.points) from loyalty_line x where x.tenant_id = c.tenant_id and x.customer = c.id
                    and x.account = 'reserved'), 0)::bigint as reserved
  from customer c
 where exists (select from loyalty_entry e where e.tenant_id = c.tenant_id and e.customer = c.id)
   and ($1::uuid[] is null or c.id = any($1))
"""
_BROKEN = """
select 'entry' as what, entry as id from loyalty_line group by entry having sum(points) <> 0
union all
select 'entry without lines', e.id from loyalty_entry e
 where not exists (select from loyalty_line x where x.tenant_id = e.tenant_id and x.entry = e.id)
union all
select 'entry that says another change of the balance', e.id
  from loyalty_entry e join loyalty_line x on x.tenant_id = e.tenant_id and x.entry = e.id
 group by e.tenant_id, e.id, e.points
having e.points <> coalesce(sum(x.points) filter (where x.account = 'points'), 0)
union all
select 'lot that lost more than it had', x.lot
  from loyalty_line x join loyalty_lot l on l.tenant_id = x.tenant_id and l.id = x.lot
 where x.account in ('points', 'reserved')
 group by x.tenant_id, x.lot, l.points having sum(x.points) > l.points
union all
select 'reservation without its redemption', coalesce(h.customer, r.customer)
  from (select customer, sum(points) as points from loyalty_line where account = 'reserved' group by customer) h
  full join (select customer, sum(points) as points from loyalty_redemption where status = 'requested'
              group by customer) r on r.customer = h.customer
 where coalesce(h.points, 0) <> coalesce(r.points, 0)
union all
select 'gift of which another number is held than was asked for', h.gift
  from loyalty_shelf h
 where h.held <> coalesce((select sum(r.quantity) from loyalty_redemption r where r.tenant_id = h.tenant_id
                              and r.gift = h.gift and r.status in ('requested', 'approved')), 0)
"""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a customer has: free to be spent, and reserved for what they asked for."""

    points: int
    reserved: int


WITH_POINTS = """
select k.id from contact k
 where (select coalesce(sum(x.points), 0) from loyalty_line x
         where x.tenant_id = k.tenant_id and x.customer = k.customer and x.account = 'points') >= $1::bigint
"""
"""Contacts of customers with at least so many points."""


async def balance(customer_id: UUID) -> Balance:
    """The sums of a customer's lines. Points may be negative, after something paid was given back."""
    found = await row(
        """select coalesce(sum(points) filter (where account = 'points'), 0)::bigint as points,
                  coalesce(sum(points) filter (where account = 'reserved'), 0)::bigint as reserved
             from loyalty_line where customer = $1 and account in ('points', 'reserved')""",
        customer_id,
    )
    assert found is not None
    return Balance(found["points"], found["reserved"])


async def lots(customer_id: UUID) -> list[Record]:
    """What is left of each lot, the one that expires first before the others."""
    return await rows(_LOTS, customer_id)


async def lines_of(entry_id: UUID, account: str) -> list[Record]:
    """What an entry moved on an account, by lot."""
    return await rows(
        "select lot, points from loyalty_line where entry = $1 and account = $2 order by id", entry_id, account
    )


async def entry_for(cause: str) -> Record | None:
    """The entry that counts something."""
    return await row("select id, customer, kind, points, sum_cents from loyalty_entry where cause = $1", cause)


async def was_counted(payment_id: UUID) -> bool:
    """Whether it was said of a payment that it was counted."""
    statement = "select exists (select from event where subject_id = $1 and name = 'loyalty.counted')"
    return bool(await value(statement, payment_id))


async def lot_of(entry_id: UUID) -> Record | None:
    """The lot that an entry made: what it had, what is free of it, what was taken back, and what expired."""
    return await row(
        """select l.id, l.points,
                  coalesce(sum(x.points) filter (where x.account = 'points'), 0)::bigint as left,
                  coalesce(sum(-x.points) filter (where x.account = 'points' and e.kind = 'reversed'), 0)::bigint
                    as reversed,
                  coalesce(sum(-x.points) filter (where x.account = 'points' and e.kind = 'expired'), 0)::bigint
                    as expired
             from loyalty_lot l
             join loyalty_line x on x.tenant_id = l.tenant_id and x.lot = l.id
             join loyalty_entry e on e.tenant_id = x.tenant_id and e.id = x.entry
            where l.entry = $1 group by l.tenant_id, l.id, l.points""",
        entry_id,
    )


async def entries(
    customer_id: UUID, *, most: int, after: tuple[datetime, UUID] | None = None, since: datetime | None = None
) -> list[Record]:
    """A customer's movements, the latest first."""
    at, key = after or (None, None)
    return await rows(
        f"""{_ENTRIES} where e.customer = $1 and ($3::timestamptz is null or (e.at, e.id) < ($3, $4::uuid))
               and ($5::timestamptz is null or e.at >= $5)
             order by e.at desc, e.id desc limit $2""",
        customer_id,
        most,
        at,
        key,
        since,
    )


async def holders(
    ids: Sequence[UUID] | None,
    *,
    most: int,
    after: tuple[str, UUID] | None = None,
    before: tuple[str, UUID] | None = None,
) -> list[Record]:
    """Customers who have or had points, by name, behind or before a key."""
    name, key = before or after or (None, None)
    sign, order = ("<", "desc") if before is not None else (">", "asc")
    found = await rows(
        f"""{_HOLDERS} and ($3::text is null or (c.name_key, c.id) {sign} ($3, $4::uuid))
             order by c.name_key {order}, c.id {order} limit $2""",
        None if ids is None else list(ids),
        most,
        name,
        key,
    )
    return found[::-1] if before is not None else found


def counting(ids: Sequence[UUID] | None, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts who has or had points, up to ``most``."""
    return (
        """select count(*) from (select from customer c
            where exists (select from loyalty_entry e where e.tenant_id = c.tenant_id and e.customer = c.id)
              and ($1::uuid[] is null or c.id = any($1)) limit $2) x""",
        [None if ids is None else list(ids), most],
    )


async def expired_by(day: date, *, most: int) -> list[Record]:
    """Lots of which something is left although their day has passed."""
    return await rows(
        """select l.id, l.customer, l.expires_on,
                  (select sum(x.points) from loyalty_line x where x.tenant_id = l.tenant_id and x.lot = l.id
                      and x.account = 'points')::bigint as left
             from loyalty_lot l
            where l.expires_on < $1
              and (select sum(x.points) from loyalty_line x where x.tenant_id = l.tenant_id and x.lot = l.id
                      and x.account = 'points') > 0
            order by l.expires_on, l.id limit $2""",
        day,
        most,
    )


async def left_of(lot_id: UUID) -> int:
    """What is free of one lot."""
    found = await value("select sum(points) from loyalty_line where lot = $1 and account = 'points'", lot_id)
    return int(found or 0)


async def expiring_by(day: date, *, most: int) -> list[Record]:
    """What expires until a day and was not said yet, by customer and day."""
    return await rows(
        """select l.customer, l.expires_on, array_agg(l.id) as lots, sum(x.left)::bigint as points
             from loyalty_lot l cross join lateral (
               select sum(y.points) as left from loyalty_line y where y.tenant_id = l.tenant_id and y.lot = l.id
                  and y.account = 'points') x
            where l.expires_on <= $1 and l.told_at is null and x.left > 0
            group by l.customer, l.expires_on order by l.expires_on, l.customer limit $2""",
        day,
        most,
    )


TOLD = "update loyalty_lot set told_at = $2 where id = any($1::uuid[]) and told_at is null"


async def broken() -> list[Record]:
    """What doesn't add up, by what and id. Nothing ever should."""
    return await rows(_BROKEN)


async def accounts() -> int:
    """How many customers have an account."""
    return int(await value("select count(distinct customer) from loyalty_entry"))


async def totals(since: datetime, until: datetime) -> dict[str, int]:
    """What moved in a period, by kind, and what customers could spend at the end of it."""
    found = await rows(
        "select kind, sum(abs(points))::bigint as points from loyalty_entry where at >= $1 and at < $2 group by kind",
        since,
        until,
    )
    open_points = await value(
        """select coalesce(sum(x.points), 0)::bigint from loyalty_line x
             join loyalty_entry e on e.tenant_id = x.tenant_id and e.id = x.entry
            where x.account in ('points', 'reserved') and e.at < $1""",
        until,
    )
    return {one["kind"]: one["points"] for one in found} | {"open": int(open_points)}


async def customer(customer_id: UUID) -> Record | None:
    """Name and grade of a customer."""
    return await row("select id, name, grade from customer where id = $1", customer_id)


def of_payment(payment_id: Any) -> str:
    """The cause under which a payment counts."""
    return f"payment:{payment_id}"
